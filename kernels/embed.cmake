# cmake -DKERNELS="a.cl;b.cl" -DTEXT=out.cpp -P embed.cmake
#
# Writes out.cpp with each kernel's text: name -> what a device's compiler gets, every #include "x.h" replaced by that
# file, once. (Devices have no folders to include from, and the hash of this text is what a cached binary is found by.)

cmake_minimum_required(VERSION 3.25)
set(entries "")
foreach(kernel IN LISTS KERNELS)
  get_filename_component(name ${kernel} NAME_WE)
  get_filename_component(folder ${kernel} DIRECTORY)
  file(READ ${kernel} content)
  set(included "")
  while(content MATCHES "#include \"([A-Za-z0-9_]+\\.h)\"[^\n]*\n")
    set(line "${CMAKE_MATCH_0}")
    set(header "${CMAKE_MATCH_1}")
    file(READ ${folder}/${header} insert)
    string(FIND "${content}" "${line}" at)
    string(LENGTH "${line}" length)
    string(SUBSTRING "${content}" 0 ${at} before)
    math(EXPR after "${at} + ${length}")
    string(SUBSTRING "${content}" ${after} -1 rest)
    string(REPLACE "${line}" "" rest "${rest}")
    if(header IN_LIST included)
      set(insert "")
    endif()
    list(APPEND included ${header})
    set(content "${before}${insert}${rest}")
  endwhile()
  string(APPEND entries "    {\"${name}\", R\"kernel(${content})kernel\"},\n")
endforeach()

file(WRITE ${TEXT} "// Made by kernels/embed.cmake.\n#include \"compute/kernel_text.h\"\n
namespace headroom::compute {
namespace {
const KernelText texts[] = {\n${entries}};
}\n
std::span<const KernelText> kernel_texts() { return texts; }
}  // namespace headroom::compute\n")
