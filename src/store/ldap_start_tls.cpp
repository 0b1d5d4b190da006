#include "store/ldap_start_tls.h"

#include <fmt/format.h>

#include "store/ldap_results.h"

namespace headroom::store {
namespace {

constexpr unsigned char sequence = 0x30, integer = 0x02, enumerated = 0x0a, octets = 0x04, extended_answer = 0x78;

struct Element {
  unsigned char tag = 0;
  std::string_view content;
};

struct Head {
  unsigned char tag = 0;
  std::size_t size = 0;    // of tag and length
  std::size_t length = 0;  // of the content
};

/// Tag and length in BER, definite form; none where bytes are missing or the length has more than four bytes.
std::optional<Head> head_of(std::string_view bytes) {
  if (bytes.size() < 2) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  if (byte(1) < 0x80) return Head{byte(0), 2, byte(1)};
  const std::size_t count = byte(1) & 0x7fU;
  if (count < 1 || count > 4 || bytes.size() < 2 + count) return {};
  std::size_t length = 0;
  for (std::size_t i = 0; i < count; i++) length = length << 8 | byte(2 + i);
  return Head{byte(0), 2 + count, length};
}

/// The next element, taken off the front of `bytes`.
std::optional<Element> next(std::string_view& bytes) {
  const auto head = head_of(bytes);
  if (!head || bytes.size() - head->size < head->length) return {};
  const Element element{head->tag, bytes.substr(head->size, head->length)};
  bytes.remove_prefix(head->size + head->length);
  return element;
}

struct Verdict {
  int code = 0;
  std::string_view words;
};

/// LDAPMessage { 1, extendedResp { resultCode, matchedDN, diagnosticMessage, ... } }
std::optional<Verdict> read_verdict(std::string_view answer) {
  const auto message = next(answer);
  if (!message || message->tag != sequence) return {};
  std::string_view rest = message->content;
  const auto number = next(rest);
  const auto body = next(rest);
  if (!number || number->tag != integer || !body || body->tag != extended_answer) return {};
  rest = body->content;
  const auto code = next(rest);
  const auto matched = next(rest);
  const auto words = next(rest);
  if (!code || code->tag != enumerated || code->content.size() != 1 || !matched || !words || words->tag != octets)
    return {};
  return Verdict{static_cast<unsigned char>(code->content[0]), words->content};
}

}  // namespace

std::string start_tls_request() {
  constexpr std::string_view name = "1.3.6.1.4.1.1466.20037";
  std::string request = {0x30, 0x1d, 0x02, 0x01, 0x01, 0x77, 0x18, static_cast<char>(0x80), 0x16};
  return request.append(name);
}

std::optional<std::size_t> start_tls_answer_length(std::string_view bytes) {
  const auto head = head_of(bytes);
  if (!head) return {};
  return head->size + head->length;
}

Result<void> start_tls_verdict(std::string_view answer) {
  const auto verdict = read_verdict(answer);
  if (!verdict)
    return fail(Fault::unreachable, "the server's answer to StartTLS cannot be understood; is it an LDAP server?");
  if (verdict->code == 0) return {};
  if (verdict->code == 51 || verdict->code == 52)
    return Failure(ldap_error(verdict->code, verdict->words, Asked::login));
  const std::string said = cleaned(verdict->words);
  return fail(
      Fault::not_encrypted,
      fmt::format(
          "the server offers no StartTLS (LDAP result {}{}{}); it may have no certificate, try ldaps or Kerberos",
          verdict->code, said.empty() ? "" : ": ", said));
}

}  // namespace headroom::store
