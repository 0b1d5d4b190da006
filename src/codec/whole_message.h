#pragma once

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <type_traits>

namespace headroom::codec {

/// A message of the decoder protocol, whole: reads and writes may stop half-way. False when the other side is gone.
template <class Message>
bool read_whole(int descriptor, Message& message) {
  static_assert(std::is_trivially_copyable_v<Message>);
  auto* at = reinterpret_cast<std::byte*>(&message);
  for (std::size_t left = sizeof message; left > 0;) {
    const ssize_t got = ::read(descriptor, at, left);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    left -= static_cast<std::size_t>(got);
  }
  return true;
}

template <class Message>
bool write_whole(int descriptor, const Message& message) {
  static_assert(std::is_trivially_copyable_v<Message>);
  const auto* at = reinterpret_cast<const std::byte*>(&message);
  for (std::size_t left = sizeof message; left > 0;) {
    const ssize_t put = ::write(descriptor, at, left);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    at += put;
    left -= static_cast<std::size_t>(put);
  }
  return true;
}

}  // namespace headroom::codec
