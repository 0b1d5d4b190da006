#include "store/ews_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <pugixml.hpp>

#include "base/base64.h"

namespace headroom::store {
namespace {

constexpr long long longest_back_off = 86'400'000;  // ms; a day: a server that says more is not to be believed

/// Without its prefix: servers choose these as they like.
std::string_view local_name(const char* name) {
  const char* colon = std::strrchr(name, ':');
  return colon != nullptr ? colon + 1 : name;
}

pugi::xml_node below(const pugi::xml_node& node, std::string_view name) {
  return node.find_node([name](const pugi::xml_node& one) { return local_name(one.name()) == name; });
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  return node.find_child([name](const pugi::xml_node& one) { return local_name(one.name()) == name; });
}

/// MessageXml's <t:Value Name="...">; empty where there is none.
std::string detail_value(const pugi::xml_node& body, std::string_view name) {
  const auto named = [name](const pugi::xml_node& one) {
    return local_name(one.name()) == "Value" && one.attribute("Name").value() == name;
  };
  return body.find_node(named).text().get();
}

std::chrono::milliseconds back_off_of(const pugi::xml_node& body) {
  const std::string text = detail_value(body, "BackOffMilliseconds");
  long long number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::chrono::milliseconds(std::clamp(number, 0LL, longest_back_off));
}

std::string version_of(const pugi::xml_node& envelope) {
  const auto info = below(child(envelope, "Header"), "ServerVersionInfo");
  if (!info) return {};
  return fmt::format("{}.{}.{}.{}", info.attribute("MajorVersion").as_uint(), info.attribute("MinorVersion").as_uint(),
                     info.attribute("MajorBuildNumber").as_uint(), info.attribute("MinorBuildNumber").as_uint());
}

std::string fault_code(const pugi::xml_node& fault) {
  if (const auto code = below(fault, "ResponseCode")) return code.text().get();
  return std::string(local_name(child(fault, "faultcode").text().get()));
}

std::string fault_words(const pugi::xml_node& fault) {
  if (const auto words = below(child(fault, "detail"), "Message")) return words.text().get();
  return child(fault, "faultstring").text().get();
}

/// An internal error may wrap what was the matter.
std::string unwrapped(std::string code, const pugi::xml_node& body) {
  if (code != "ErrorInternalServerError") return code;
  const std::string inner = detail_value(body, "InnerErrorResponseCode");
  return inner.starts_with("Error") ? inner : code;
}

Result<void> read_response(const pugi::xml_node& response, EwsAnswer& answer) {
  const bool failed = std::strcmp(response.attribute("ResponseClass").value(), "Success") != 0;
  answer.code = below(response, "ResponseCode").text().get();
  answer.words = below(response, "MessageText").text().get();
  if (answer.code.empty()) answer.code = failed ? "ErrorUnspecified" : "NoError";
  const auto picture = bytes_of_base64(below(response, "PictureData").text().get());
  if (!picture) return fail(Fault::broken, "the picture in the answer is no base64");
  answer.picture = *picture;
  return {};
}

}  // namespace

Result<EwsAnswer> read_ews_answer(std::string_view text) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_doctype);
  if (!parsed) return fail(Fault::broken, "the answer is no whole XML");
  for (const auto& node : document.children())
    if (node.type() == pugi::node_doctype) return fail(Fault::broken, "the answer is no SOAP, it has a document type");
  const auto envelope = child(document, "Envelope");
  const auto body = child(envelope, "Body");
  EwsAnswer answer;
  answer.version = version_of(envelope);
  answer.back_off = back_off_of(body);
  const auto has_class = [](const pugi::xml_node& one) { return !one.attribute("ResponseClass").empty(); };
  if (const auto fault = child(body, "Fault")) {
    answer.code = fault_code(fault);
    answer.words = fault_words(fault);
    if (answer.code.empty() || answer.succeeded()) answer.code = "ErrorUnspecified";
  } else if (const auto response = body.find_node(has_class)) {
    if (auto read = read_response(response, answer); !read) return Failure(read.error());
  } else {
    return fail(Fault::broken, "the answer is no SOAP of Exchange");
  }
  answer.code = unwrapped(std::move(answer.code), body);
  return answer;
}

}  // namespace headroom::store
