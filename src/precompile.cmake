# With HEADROOM_PRECOMPILE the headers that most files include are read once for all. Sanitizer builds have it, which
# are there to run; the others show that each file includes what it needs.
#   headroom_precompiled_headers(headroom_std_headers HEADERS <string> <vector> LINKS fmt::fmt OPTIONS -O0)
#   headroom_precompiled(headroom_cli headroom_std_headers)  of the same compile options, and what it links
function(headroom_precompiled_headers name)
  if(NOT HEADROOM_PRECOMPILE)
    return()
  endif()
  cmake_parse_arguments(PCH "" "" "HEADERS;LINKS;OPTIONS" ${ARGN})
  file(CONFIGURE OUTPUT ${name}.cpp CONTENT "")
  add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE ${PCH_LINKS})
  target_compile_options(${name} PRIVATE ${PCH_OPTIONS})
  target_precompile_headers(${name} PRIVATE ${PCH_HEADERS})
endfunction()

function(headroom_precompiled target headers)
  if(HEADROOM_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM ${headers})
  endif()
endfunction()
