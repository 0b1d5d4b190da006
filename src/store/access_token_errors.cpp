#include "store/access_token_errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "store/clouds.h"
#include "store/graph_json.h"
#include "store/ldap_guid.h"

namespace headroom::store {
namespace {

struct Meaning {
  std::string_view number;  // after AADSTS
  Fault fault;
  std::string_view sentence;
};

constexpr Meaning meanings[] = {
    {"7000215", Fault::login_refused, "the client secret is wrong; give its value, not its identifier"},
    {"7000222", Fault::login_refused,
     "the client secret has expired; make a new one in the application's registration"},
    {"7000216", Fault::login_refused, "the application needs a secret or certificate, and none arrived"},
    {"700027", Fault::login_refused,
     "the certificate is not registered with the application, or its key is another one; upload the certificate"},
    {"1000502", Fault::login_refused, "the certificate has expired or is not valid yet; register a new one"},
    {"700024", Fault::login_refused,
     "the login's times are not valid there: this computer's clock is wrong; set it, then try again"},
    {"50012", Fault::login_refused, "the certificate was refused; upload it to the application's registration"},
    {"700016", Fault::login_refused, "the tenant does not know this application; check tenant and client identifier"},
    {"7000112", Fault::login_refused, "the application is disabled in this tenant"},
    {"700054", Fault::login_refused, "the application may not log in like this"},
    {"90002", Fault::login_refused, "there is no such tenant in this cloud; check its name, and the cloud"},
    {"900023", Fault::login_refused, "this can be no tenant; give its domain or its identifier"},
    {"900382", Fault::login_refused, "the tenant is in another cloud; choose us-government, us-defense or china"},
    {"500011", Fault::login_refused, "the tenant has no Microsoft Graph of this name; check the cloud"},
    {"53003", Fault::login_refused, "a conditional access policy forbids the application to log in from here"},
    {"65001", Fault::login_refused, "nobody has consented to the application's permissions; an administrator must"},
    {"90033", Fault::busy, "the login service has trouble at the moment; try again later"},
    {"90012", Fault::busy, "the login service ran out of time; try again later"},
    {"90055", Fault::busy, "the login service is asked too often; try again later"},
};

/// "7000215" of "AADSTS7000215: Invalid client secret provided."
std::string number_in(std::string_view words) {
  constexpr std::string_view mark = "AADSTS";
  const auto at = words.find(mark);
  if (at == std::string_view::npos) return {};
  words.remove_prefix(at + mark.size());
  const auto digit = [](char letter) { return std::isdigit(static_cast<unsigned char>(letter)) != 0; };
  const auto* end = std::ranges::find_if_not(words, digit);
  return std::string(words.substr(0, std::min<std::size_t>(10, static_cast<std::size_t>(end - words.begin()))));
}

/// A word of RFC 6749: letters and "_".
std::string plain_word(const std::string& word) {
  const auto fits = [](char letter) { return std::islower(static_cast<unsigned char>(letter)) != 0 || letter == '_'; };
  return word.size() <= 40 && std::ranges::all_of(word, fits) ? word : std::string();
}

Meaning meaning_of(int status, const std::string& number, const std::string& word) {
  const auto* found = std::ranges::find(meanings, std::string_view(number), &Meaning::number);
  if (found != std::end(meanings)) return *found;
  if (status == 429) return {"", Fault::busy, "the login service asks to come back later"};
  if (status >= 500 || word == "temporarily_unavailable")
    return {"", Fault::busy, "the login service has trouble at the moment; try again later"};
  if ((status == 400 || status == 401 || status == 403) && !word.empty())
    return {"", Fault::login_refused,
            "the login service refused the application; check tenant, client identifier and secret or certificate"};
  return {"", Fault::unreachable, "this is no answer of the login service; is a proxy in between?"};
}

}  // namespace

Error token_error(const HttpReply& reply) {
  if (reply.status >= 300 && reply.status < 400)
    return {Fault::unreachable,
            fmt::format("the login service sends on to {}, where nothing secret is sent; is a proxy in between?",
                        host_in(reply.header("location"))),
            {}};
  std::string number, word, trace;
  if (const auto document = GraphJson::parse(reply.text())) {
    number = number_in(document->at("error_description").text());
    word = plain_word(document->at("error").text());
    trace = document->at("trace_id").text();
  }
  const Meaning meaning = meaning_of(reply.status, number, word);
  std::string told = fmt::format("{}", reply.status);
  if (!word.empty()) told += ' ' + word;
  if (!number.empty()) told += ", AADSTS" + number;
  if (is_guid(trace)) told += ", trace " + trace;
  return {meaning.fault, fmt::format("{} ({})", meaning.sentence, told), reply.retry_after()};
}

}  // namespace headroom::store
