// A decoder for tests: photos whose last bytes say so make it crash, loop, eat memory, end, or answer nonsense; others
// it decodes.
#include <csignal>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "codec/decoder_server.h"

namespace {

using headroom::ByteView;
using headroom::codec::Limits;

void eat_memory() {
  std::vector<std::vector<char>> eaten;
  for (;;) eaten.emplace_back(std::size_t{16} << 20, 'x');
}

headroom::Result<std::unique_ptr<headroom::codec::PhotoSource>> open_or_fail(ByteView file, const Limits& limits) {
  const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
  if (text.ends_with("CRASH")) std::raise(SIGSEGV);
  if (text.ends_with("ABORT")) std::abort();
  if (text.ends_with("EXIT")) std::_Exit(0);
  if (text.ends_with("MEMORY")) eat_memory();
  for (volatile bool looping = text.ends_with("LOOP"); looping;) {
  }
  return headroom::codec::view_photo(file, limits);
}

}  // namespace

int main() { return headroom::codec::serve_decoder(open_or_fail); }
