#include "support/bmp_files.h"

#include <algorithm>

namespace headroom::test {
namespace {

void put(Bytes& to, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; i++) to.push_back(static_cast<Byte>(value >> (8 * i)));
}

}  // namespace

Bytes write_bmp(const BmpLook& look) {
  Bytes info;
  put(info, static_cast<std::uint32_t>(look.header_bytes), 4);
  const int size_bytes = look.header_bytes == 12 ? 2 : 4;
  put(info, static_cast<std::uint32_t>(look.width), size_bytes);
  put(info, static_cast<std::uint32_t>(look.height), size_bytes);
  put(info, 1, 2);
  put(info, static_cast<std::uint32_t>(look.bits), 2);
  if (look.header_bytes > 16) put(info, look.compression, 4);
  if (look.header_bytes > 16) info.resize(40);
  for (const std::uint32_t mask : look.masks) put(info, mask, 4);
  info.resize(std::max(info.size(), static_cast<std::size_t>(look.header_bytes)));
  info.insert(info.end(), look.palette.begin(), look.palette.end());
  Bytes file{'B', 'M'};
  put(file, static_cast<std::uint32_t>(14 + info.size() + look.pixels.size()), 4);
  put(file, 0, 4);
  put(file, static_cast<std::uint32_t>(14 + info.size()), 4);
  file.insert(file.end(), info.begin(), info.end());
  file.insert(file.end(), look.pixels.begin(), look.pixels.end());
  return file;
}

}  // namespace headroom::test
