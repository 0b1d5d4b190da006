#include "codec/shared_area.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace headroom::codec {
namespace {

Failure system_failure(const char* what) {
  return fail(Fault::internal, fmt::format("{}: {}", what, std::strerror(errno)));
}

Byte* map(int descriptor, std::size_t bytes) {
  void* start = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, descriptor, 0);
  return start == MAP_FAILED ? nullptr : static_cast<Byte*>(start);
}

}  // namespace

Result<SharedArea> SharedArea::create(std::size_t bytes) {
  const int descriptor = ::memfd_create("headroom-photo", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (descriptor < 0) return system_failure("no shared memory");
  SharedArea area(descriptor, nullptr, 0);
  if (::ftruncate(descriptor, static_cast<off_t>(bytes)) != 0) return system_failure("no shared memory");
  // Whoever shares it can neither shrink it, which would make reading it fatal, nor grow it.
  if (::fcntl(descriptor, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
    return system_failure("shared memory cannot be sealed");
  area.start_ = map(descriptor, bytes);
  if (area.start_ == nullptr) return system_failure("no shared memory");
  area.length_ = bytes;
  return area;
}

Result<SharedArea> SharedArea::attach(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return system_failure("no shared memory");
  const auto length = static_cast<std::size_t>(status.st_size);
  Byte* start = map(descriptor, length);
  ::close(descriptor);
  if (start == nullptr) return system_failure("no shared memory");
  return SharedArea(-1, start, length);
}

SharedArea::SharedArea(SharedArea&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      start_(std::exchange(other.start_, nullptr)),
      length_(std::exchange(other.length_, 0)) {}

SharedArea& SharedArea::operator=(SharedArea&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(start_, other.start_);
  std::swap(length_, other.length_);
  return *this;
}

SharedArea::~SharedArea() {
  if (start_ != nullptr) ::munmap(start_, length_);
  if (descriptor_ >= 0) ::close(descriptor_);
}

void SharedArea::release(std::size_t begin, std::size_t end) const {
  constexpr std::size_t page = std::size_t{64} << 10;  // a multiple of every page size in use
  const std::size_t first = (begin + page - 1) / page * page;
  if (first < end) ::madvise(start_ + first, end - first, MADV_REMOVE);
}

}  // namespace headroom::codec
