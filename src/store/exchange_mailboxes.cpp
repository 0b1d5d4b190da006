#include "store/exchange_mailboxes.h"

#include <fmt/format.h>

#include <utility>

#include "base/lower_case.h"
#include "store/http_transfer.h"

namespace headroom::store {
namespace {

/// (!) No limit is documented for SetUserPhoto; stored photos are said to be of about 500 KB at most.
constexpr std::size_t most_bytes = 512'000;

constexpr int people_at_once = 24;  // written photos are waited for, some seconds each, without a request going on

Traits traits_of(const ExchangeSettings& settings) {
  Traits traits;
  traits.kind = "exchange";
  traits.most_bytes = most_bytes;
  traits.can_remove = false;
  traits.keeps_bytes = false;
  traits.in_flight = settings.in_flight;
  traits.least_distance = settings.least_distance;
  traits.shows_within = settings.shows_within;
  traits.people = people_at_once;
  return traits;
}

Result<std::string> address_of(const Person& person) {
  if (person.mail.empty())
    return fail(Fault::no_such_user, "no mailbox: the directory has no mail address of this person");
  if (!is_mail_address(person.mail))
    return fail(Fault::no_such_user, "no mailbox: what the directory has for this person is no mail address");
  return person.mail;
}

}  // namespace

ExchangeMailboxes::ExchangeMailboxes(ExchangeSettings settings, std::unique_ptr<HttpClient> http,
                                     std::unique_ptr<PhotoStore> directory)
    : traits_(traits_of(settings)),
      identity_("exchange " + lower_case(host_of(settings.url))),
      account_(settings.account.empty() ? "Kerberos ticket" : settings.account),
      directory_(std::move(directory)),
      photos_(std::move(http), settings.url, settings.impersonate) {}

Result<std::optional<Bytes>> ExchangeMailboxes::get(const Person& person) {
  const auto address = address_of(person);
  if (!address) return Failure(address.error());
  return photos_.get(*address);
}

Result<void> ExchangeMailboxes::put(const Person& person, ByteView photo) {
  if (photo.empty()) return fail(Fault::refused, "an empty photo");
  if (photo.size() > most_bytes)
    return fail(Fault::refused, fmt::format("{} bytes, and at most {} are allowed", photo.size(), most_bytes));
  const auto address = address_of(person);
  if (!address) return Failure(address.error());
  return photos_.set(*address, photo);
}

Result<void> ExchangeMailboxes::remove(const Person&) {
  return fail(Fault::unsupported,
              "Exchange Web Services cannot remove photos; have an Exchange administrator run Remove-UserPhoto for the "
              "mailbox, and clear thumbnailPhoto in the directory");
}

}  // namespace headroom::store
