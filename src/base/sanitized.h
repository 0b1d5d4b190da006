#pragma once

namespace headroom {

/// True where AddressSanitizer or ThreadSanitizer is at work: it reserves terabytes of addresses, makes system calls of
/// its own, keeps freed memory, and is slow.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
#else
constexpr bool sanitized = false;
#endif

}  // namespace headroom
