#include "store/graph_errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/lower_case.h"
#include "store/graph_json.h"
#include "store/ldap_results.h"

namespace headroom::store {
namespace {

struct Meaning {
  int status;                      // 0: any
  std::string_view code, message;  // without case; the message holds it; empty: any
  Fault fault;
  std::string_view sentence;
};

constexpr std::string_view nobody = "the tenant has nobody with this identifier any more";
constexpr std::string_view mailbox_elsewhere =
    "the person's mailbox is not in Exchange Online; deliver to Exchange on premises and Active Directory instead";
constexpr std::string_view no_right =
    "the application may not do this; grant it ProfilePhoto.ReadWrite.All and User.ReadBasic.All, as application "
    "permissions, with an administrator's consent";

// The first line that fits counts.
constexpr Meaning meanings[] = {
    {0, "Request_ResourceNotFound", "", Fault::no_such_user, nobody},
    {0, "ResourceNotFound", "", Fault::no_such_user, nobody},
    {0, "ErrorUserResolutionFailedUserDoesNotExist", "", Fault::no_such_user, nobody},
    {0, "ErrorInvalidUser", "", Fault::no_such_user, nobody},
    {0, "", "too many photo items", Fault::not_now,
     "the person's photo was changed too often in a short time; it is tried again in some minutes"},
    {0, "MailboxNotHostedInExchangeOnline", "", Fault::refused, mailbox_elsewhere},
    {0, "MailboxNotEnabledForRESTAPI", "", Fault::refused, mailbox_elsewhere},
    {0, "MailboxNotSupportedForRESTAPI", "", Fault::refused, mailbox_elsewhere},
    {400, "AuthenticationError", "", Fault::refused, mailbox_elsewhere},
    {401, "", "", Fault::login_refused,
     "Microsoft Graph does not accept the application's token, a new one neither; check tenant, cloud and application"},
    {403, "", "", Fault::access_denied, no_right},
    {409, "", "", Fault::not_now, "the person's photo is being changed by somebody else; try again later"},
    {412, "", "", Fault::not_now, "the person's photo is being changed by somebody else; try again later"},
    {413, "", "", Fault::too_large, "the photo is larger than the service takes for this person; make it smaller"},
    {415, "", "", Fault::refused, "the service does not take this kind of picture; it must be a JPEG"},
    {423, "", "", Fault::not_now, "the person's mailbox is locked at the moment; try again later"},
    {429, "", "", Fault::busy, "the service asks to come back later: too many requests"},
    {503, "", "", Fault::busy, "the service is not available at the moment"},
    {509, "", "", Fault::busy, "the service asks to come back later: too much data"},
};

bool fits(const Meaning& meaning, const GraphProblem& problem) {
  if (meaning.status != 0 && meaning.status != problem.status) return false;
  if (!meaning.code.empty() && lower_case(meaning.code) != lower_case(problem.code)) return false;
  return meaning.message.empty() || lower_case(problem.message).find(meaning.message) != std::string::npos;
}

bool writes(GraphCall call) { return call == GraphCall::put || call == GraphCall::removal; }

Meaning meaning_of(const GraphProblem& problem, GraphCall call) {
  const auto* found = std::ranges::find_if(meanings, [&](const Meaning& meaning) { return fits(meaning, problem); });
  if (found != std::end(meanings)) return *found;
  const bool failed = problem.status >= 500 || problem.status == 408;
  if (failed && writes(call))
    return {0, "", "", Fault::unknown_outcome,
            "the service had a failure of its own; the photo may be there or not, look before trying again"};
  if (failed) return {0, "", "", Fault::not_now, "the service had a failure of its own; try again later"};
  if (problem.status == 404 && call == GraphCall::photo)
    return {0, "", "", Fault::not_now, "the answer does not say whether there is a photo; try again later"};
  if (problem.status >= 400 && call == GraphCall::people)
    return {0, "", "", Fault::usage,
            "the service does not understand the question for people; check their filter and the key's property"};
  if (problem.status >= 400) return {0, "", "", Fault::refused, "the service refused"};
  return {0, "", "", Fault::unreachable, "this is no answer of Microsoft Graph; is a proxy in between?"};
}

GraphProblem read(const GraphJson& document, int status) {
  const GraphJson error = document.at("error");
  GraphJson inner = error.at("innerError");
  if (!inner.is_object()) inner = error.at("innererror");
  return {status, error.at("code").text(), error.at("message").text(), inner.at("request-id").text()};
}

/// "404 ErrorItemNotFound: Too many ...; request-id 8c4e..."
std::string told(const GraphProblem& problem) {
  std::string text = fmt::format("{}", problem.status);
  if (!problem.code.empty()) text += ' ' + cleaned(problem.code);
  // Errors are written down where people's names should not be.
  const bool names_somebody = problem.message.find('@') != std::string::npos;
  if (!problem.message.empty() && !names_somebody) text += ": " + cleaned(problem.message);
  if (!problem.request_id.empty()) text += "; request-id " + cleaned(problem.request_id).substr(0, 64);
  return text;
}

}  // namespace

GraphProblem problem_in(const HttpReply& reply) {
  GraphProblem problem{reply.status, "", "", ""};
  if (const auto document = GraphJson::parse(reply.text())) problem = read(*document, reply.status);
  const std::string request_id = problem.request_id;
  if (problem.code == "UnknownError")
    if (const auto nested = GraphJson::parse(problem.message); nested && nested->at("error").is_object())
      problem = read(*nested, reply.status);
  if (problem.request_id.empty()) problem.request_id = request_id;
  if (problem.request_id.empty()) problem.request_id = std::string(reply.header("request-id"));
  return problem;
}

bool says_no_photo(const GraphProblem& problem) {
  if (problem.status != 404) return false;
  const std::string code = lower_case(problem.code);
  if (code == "imagenotfound" || code == "errorentitynotfound") return true;
  const std::string message = lower_case(problem.message);
  if (message.find("imagenotfound") != std::string::npos) return true;
  return code == "erroritemnotfound" && message.find("too many photo items") == std::string::npos;
}

Error graph_error(const HttpReply& reply, GraphCall call) {
  const GraphProblem problem = problem_in(reply);
  const Meaning meaning = meaning_of(problem, call);
  return {meaning.fault, fmt::format("{} ({})", meaning.sentence, told(problem)), reply.retry_after()};
}

}  // namespace headroom::store
