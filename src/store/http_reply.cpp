#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "store/http_client.h"

namespace headroom::store {
namespace {

bool is_unreserved(unsigned char letter) {
  constexpr std::string_view others = "-._~";
  return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         others.find(static_cast<char>(letter)) != std::string_view::npos;
}

}  // namespace

std::string_view HttpReply::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view HttpReply::text() const { return {reinterpret_cast<const char*>(body.data()), body.size()}; }

std::chrono::milliseconds HttpReply::retry_after() const {
  const std::string_view said = header("retry-after");
  long long seconds = 0;
  const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), seconds);
  if (error != std::errc() || end != said.data() + said.size()) {
    const std::time_t then = curl_getdate(std::string(said).c_str(), nullptr);
    const std::time_t sent = curl_getdate(std::string(header("date")).c_str(), nullptr);
    if (then < 0) return {};
    // Dates have whole seconds, and either may have been cut down to one.
    seconds = then - (sent < 0 ? std::time(nullptr) : sent) + 1;
  }
  return std::chrono::seconds(std::clamp(seconds, 0LL, 86'400LL));
}

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  encoded.reserve(3 * text.size());  // where it is a secret, no copy stays behind
  for (const char letter : text) {
    if (is_unreserved(static_cast<unsigned char>(letter)))
      encoded += letter;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
  }
  return encoded;
}

}  // namespace headroom::store
