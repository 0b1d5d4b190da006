#pragma once

#include <cstdint>
#include <string>

#include "codec/limits.h"

namespace headroom::codec {

/// What keeps a process from doing more than compute. Bits: kernels lack some.
enum Confinement : std::uint32_t {
  confined_calls = 1U << 0,      // seccomp: a list of allowed system calls, none of which opens anything
  confined_files = 1U << 1,      // Landlock: no file can be opened
  confined_resources = 1U << 2,  // limits of memory, files, file sizes, core dumps
  confined_rights = 1U << 3,     // no new privileges
};
constexpr std::uint32_t confined_fully = confined_calls | confined_files | confined_resources | confined_rights;

/// From here on the process can compute, use memory up to `address_bytes` more than now, and read and write what is
/// open. It cannot open a file, a socket or a process. There is no way back.
///
/// returns  the bits of what holds
std::uint32_t confine(std::size_t address_bytes);

/// What is missing, in words for people: "system calls are not limited (no seccomp)"; empty when nothing is.
std::string missing_confinement(std::uint32_t confined);

}  // namespace headroom::codec
