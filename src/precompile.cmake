# Headers that most files include, read once for all.
#   headroom_precompiled_headers(headroom_std_headers HEADERS <string> <vector> LINKS fmt::fmt OPTIONS -O0)
#   target_precompile_headers(headroom_cli REUSE_FROM headroom_std_headers)  of the same compile options
function(headroom_precompiled_headers name)
  cmake_parse_arguments(PCH "" "" "HEADERS;LINKS;OPTIONS" ${ARGN})
  file(CONFIGURE OUTPUT ${name}.cpp CONTENT "")
  add_library(${name} OBJECT EXCLUDE_FROM_ALL ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE ${PCH_LINKS})
  target_compile_options(${name} PRIVATE ${PCH_OPTIONS})
  target_precompile_headers(${name} PRIVATE ${PCH_HEADERS})
endfunction()
