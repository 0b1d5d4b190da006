#include "store/ews_requests.h"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "base/base64.h"

namespace headroom::store {
namespace {

constexpr const char* soap = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr const char* types = "http://schemas.microsoft.com/exchange/services/2006/types";
constexpr const char* messages = "http://schemas.microsoft.com/exchange/services/2006/messages";
constexpr std::size_t longest_address = 320;  // bytes; RFC 5321, 4.5.3.1: 64 before the @, 255 after it

/// An envelope with an empty body, and that body.
class Envelope {
 public:
  explicit Envelope(const char* schema_version) {
    auto declaration = document_.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "utf-8";
    auto root = document_.append_child("soap:Envelope");
    root.append_attribute("xmlns:soap") = soap;
    root.append_attribute("xmlns:t") = types;
    root.append_attribute("xmlns:m") = messages;
    header_ = root.append_child("soap:Header");
    header_.append_child("t:RequestServerVersion").append_attribute("Version") = schema_version;
    body_ = root.append_child("soap:Body");
  }

  void impersonate(const std::string& address) {
    auto whom = header_.append_child("t:ExchangeImpersonation").append_child("t:ConnectingSID");
    whom.append_child("t:PrimarySmtpAddress").text() = address.c_str();
  }

  pugi::xml_node body() { return body_; }

  std::string text() const {
    std::ostringstream out;
    document_.save(out, "", pugi::format_raw, pugi::encoding_utf8);
    return std::move(out).str();
  }

 private:
  pugi::xml_document document_;
  pugi::xml_node header_, body_;
};

}  // namespace

EwsRequest request_to_set_photo(const std::string& address, ByteView photo, bool impersonate) {
  Envelope envelope("Exchange2016");
  if (impersonate) envelope.impersonate(address);
  auto operation = envelope.body().append_child("m:SetUserPhoto");
  operation.append_child("m:Email").text() = address.c_str();
  operation.append_child("m:Content").text() = base64(photo).c_str();
  return {std::string(messages) + "/SetUserPhoto", envelope.text()};
}

EwsRequest request_for_photo(const std::string& address, bool impersonate) {
  Envelope envelope("Exchange2013");
  if (impersonate) envelope.impersonate(address);
  auto operation = envelope.body().append_child("m:GetUserPhoto");
  operation.append_child("m:Email").text() = address.c_str();
  operation.append_child("m:SizeRequested").text() = "HR648x648";
  return {std::string(messages) + "/GetUserPhoto", envelope.text()};
}

bool is_mail_address(std::string_view text) {
  const auto unwelcome = [](char letter) {
    const auto code = static_cast<unsigned char>(letter);
    return code <= 0x20 || code == 0x7F;
  };
  const std::size_t at = text.rfind('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.size() <= longest_address &&
         std::ranges::none_of(text, unwelcome);
}

}  // namespace headroom::store
