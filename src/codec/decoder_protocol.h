#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

#include "base/photo.h"
#include "base/result.h"
#include "codec/limits.h"

namespace headroom::codec {

// What goes between a run and its decoder processes: a request, a reply, in turn, as plain structs over a socket; both
// sides are the same program. Photos and planes lie in shared memory: the file at its start, planes, whose rows follow
// each other without gaps, from `planes_at` on. A decoder parses untrusted bytes and may be anybody's after that: what
// it replies is checked (decoder_replies.h) before it is used.

enum class Ask : std::uint32_t {
  open,     // the file in shared memory: size, format
  preview,  // planes, at most `long_side` long
  region,   // planes that cover `crop` for `output`
};

struct Request {
  Ask ask{};
  std::uint32_t milliseconds = 0;  // after these the decoder ends itself
  std::uint64_t file_bytes = 0;
  Limits limits;
  int long_side = 0;
  Rect crop;
  Size output;
};

struct PlaneReply {
  Size size;
  Axis across;
  Axis down;
};

struct Reply {
  std::uint32_t done = 0;  // 0: failed, see fault and detail
  std::int32_t fault = 0;
  std::array<char, 400> detail{};  // ends with 0
  Size size;
  std::array<char, 16> format{};
  std::uint32_t flags = 0;
  std::array<PlaneReply, 3> planes;
};

/// The first thing a decoder says: which bars stand between it and the system.
struct Hello {
  std::uint32_t confined = 0;  // bits of Confinement
};

static_assert(std::is_trivially_copyable_v<Request> && std::is_trivially_copyable_v<Reply>);

/// Where planes begin in shared memory: behind the largest file.
constexpr std::size_t planes_at(const Limits& limits) { return (limits.file_bytes + 0xffff) & ~std::size_t{0xffff}; }

/// Planes take no more than decoding may.
constexpr std::size_t shared_bytes(const Limits& limits) { return planes_at(limits) + limits.decode_bytes; }

}  // namespace headroom::codec
