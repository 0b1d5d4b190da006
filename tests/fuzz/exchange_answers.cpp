// What an Exchange server, or whoever answers in its place, sends before it is trusted: SOAP, and pictures in it.
#include <cstdlib>

#include "base/base64.h"
#include "fuzzing.h"
#include "store/ews_errors.h"
#include "store/ews_requests.h"
#include "store/jpeg_size.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom::store;
  const std::string_view text = headroom::fuzz::text_of(data, size);
  if (const auto found = jpeg_size({data, size}); found && (found->width <= 0 || found->height <= 0)) std::abort();
  (void)headroom::bytes_of_base64(text);
  if (is_mail_address(text) && text.find_first_of("\r\n ") != std::string_view::npos) std::abort();
  if (const auto answer = read_ews_answer(text)) {
    (void)jpeg_size(answer->picture);
    for (const EwsUse use : {EwsUse::reading, EwsUse::writing})
      if (ews_error(*answer, use).detail.find_first_of("\x1b\r\n") != std::string::npos) std::abort();
  }
  return 0;
}
