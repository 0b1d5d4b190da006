#include "compute/binary_cache.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace headroom::compute {
namespace {

constexpr std::string_view magic = "headroom program 1\n";  // a file is magic, key, fingerprint of the binary, binary
constexpr std::uint64_t fnv_prime = 1099511628211u;         // FNV-1a, draft-eastlake-fnv
constexpr std::uint64_t fnv_basis = 14695981039346656037u;
constexpr std::uint64_t other_basis = 0x9e3779b97f4a7c15u;  // any other start gives a second, independent enough hash

std::uint64_t hashed(std::uint64_t hash, std::string_view text) {
  for (const char character : text) hash = (hash ^ static_cast<unsigned char>(character)) * fnv_prime;
  return hash;
}

std::string hexadecimal(std::uint64_t number) {
  std::string digits(16, '0');
  for (int i = 15; i >= 0; i--, number >>= 4) digits[i] = "0123456789abcdef"[number & 15];
  return digits;
}

std::string_view as_text(ByteView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

std::string head(std::string_view key, ByteView binary) {
  return std::string(magic) + std::string(key) + "\n" + fingerprint({as_text(binary)}) + "\n";
}

}  // namespace

std::filesystem::path user_cache_folder() {
  if (const char* folder = std::getenv("XDG_CACHE_HOME"); folder && *folder)
    return std::filesystem::path(folder) / "headroom";
  if (const char* home = std::getenv("HOME"); home && *home) return std::filesystem::path(home) / ".cache" / "headroom";
  return {};
}

std::string fingerprint(std::initializer_list<std::string_view> parts) {
  std::uint64_t first = fnv_basis, second = other_basis;
  for (const std::string_view part : parts) {
    const std::string length = std::to_string(part.size()) + ":";  // "ab", "c" is not "a", "bc"
    first = hashed(hashed(first, length), part);
    second = hashed(hashed(second, length), part);
  }
  return hexadecimal(first) + hexadecimal(second);
}

std::optional<Bytes> BinaryCache::find(std::string_view key) const {
  if (folder_.empty()) return {};
  std::ifstream file(folder_ / key, std::ios::binary);
  const Bytes content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const std::size_t head_size = head(key, {}).size();
  if (content.size() <= head_size) return {};
  const ByteView binary = ByteView(content).subspan(head_size);
  if (as_text(content).substr(0, head_size) != head(key, binary)) return {};
  return Bytes(binary.begin(), binary.end());
}

void BinaryCache::keep(std::string_view key, ByteView binary) const {
  if (folder_.empty()) return;
  std::error_code ignored;
  std::filesystem::create_directories(folder_, ignored);
  std::string temporary = folder_ / (std::string(key) + ".XXXXXX");
  const int descriptor = mkstemp(temporary.data());
  if (descriptor < 0) return;
  close(descriptor);
  std::ofstream file(temporary, std::ios::binary);
  file << head(key, binary) << as_text(binary);
  file.close();
  if (file) std::filesystem::rename(temporary, folder_ / key, ignored);
  if (!file || ignored) std::filesystem::remove(temporary, ignored);
}

}  // namespace headroom::compute
