// What a directory, or whoever answers in its place, sends before it is trusted; and texts that go into filters.
#include <cstdlib>

#include "fuzzing.h"
#include "store/domain_controllers.h"
#include "store/ldap_filter.h"
#include "store/ldap_guid.h"
#include "store/ldap_results.h"
#include "store/ldap_start_tls.h"

namespace {

/// The octets that RFC 4515 does not let stand for themselves.
bool has_syntax(std::string_view escaped) {
  return escaped.find_first_of(std::string_view("()*\0", 4)) != std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom::store;
  const std::string_view text = headroom::fuzz::text_of(data, size);
  (void)service_records({data, size});
  if (const auto length = start_tls_answer_length(text)) (void)start_tls_verdict(text.substr(0, *length));
  (void)start_tls_verdict(text);
  (void)server_named(text, DirectorySettings::Security::ldaps);
  (void)guid_text(text);
  if (has_syntax(escaped(text))) std::abort();
  if (cleaned(text).find_first_of("\x1b\r\n") != std::string::npos) std::abort();
  (void)ldap_error(49, text, Asked::login);
  return 0;
}
