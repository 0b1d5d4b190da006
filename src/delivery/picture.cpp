#include "delivery/picture.h"

#include <fmt/format.h>

#include "base/read_file.h"

namespace headroom::delivery {

Result<Bytes> read_picture(const std::filesystem::path& path, std::size_t most_bytes) {
  auto bytes = read_file(path, most_bytes);
  if (!bytes && bytes.error().fault == Fault::too_large) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    return fail(Fault::too_large,
                fmt::format("{} bytes; at most {} may be delivered; convert it with --max-bytes", size, most_bytes));
  }
  if (!bytes) return bytes;
  if (auto good = check_picture(*bytes, most_bytes); !good) return Failure(good.error());
  return bytes;
}

Result<void> check_picture(ByteView bytes, std::size_t most_bytes) {
  if (bytes.empty()) return fail(Fault::not_an_image, "an empty file; convert the photo again");
  if (bytes.size() > most_bytes)
    return fail(Fault::too_large, fmt::format("{} bytes; at most {} may be delivered; convert it with --max-bytes",
                                              bytes.size(), most_bytes));
  if (bytes.size() < 3 || bytes[0] != 0xFF || bytes[1] != 0xD8 || bytes[2] != 0xFF)
    return fail(Fault::not_an_image, "no JPEG; only JPEGs are delivered; convert the photo again");
  return {};
}

}  // namespace headroom::delivery
