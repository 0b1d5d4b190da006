#include "store/active_directory.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <utility>

#include "store/ldap_connector.h"
#include "store/ldap_filter.h"
#include "store/ldap_guid.h"
#include "store/ldap_login.h"
#include "store/ldap_results.h"

namespace headroom::store {
namespace {

constexpr std::size_t most_bytes = 102'400;  // rangeUpper of thumbnailPhoto, MS-ADA3 2.307
constexpr std::string_view active_directory =
    "1.2.840.113556.1.4.800";                  // LDAP_CAP_ACTIVE_DIRECTORY_OID, MS-ADTS 3.1.1.3.4.3
constexpr unsigned long account_disabled = 2;  // ADS_UF_ACCOUNTDISABLE, MS-ADTS 2.2.16

class Directory final : public PhotoStore {
 public:
  explicit Directory(DirectorySettings settings) : settings_(std::move(settings)), connector_(settings_) {}

  Result<void> connect();

  const Traits& traits() const override { return traits_; }
  std::string identity() const override { return "ad " + base_; }
  std::string account() const override { return account_; }
  Result<void> list(const std::function<void(Person)>& visitor) override;
  Result<std::vector<Person>> find(std::string_view key) override;
  Result<std::optional<Bytes>> get(const Person& person) override;
  Result<void> put(const Person& person, ByteView photo) override;
  Result<void> remove(const Person& person) override;

 private:
  Result<std::string> base_of(const LdapEntry& root) const;
  Result<LdapReply> ask(const LdapRequest& request);
  Result<LdapReply> ask_below_base(const LdapRequest& request);
  LdapRequest people(std::string filter) const;
  Result<std::string> place_of(const Person& person);
  Result<void> replace(const Person& person, ByteView photo);
  Person person_of(const LdapEntry& entry) const;
  std::string wait_text() const { return fmt::format("{} s", settings_.answer_within.count() / 1000.0); }

  DirectorySettings settings_;
  LdapConnector connector_;
  Traits traits_;
  std::string base_;
  std::string account_;
  bool is_microsofts_ = false;  // or Samba's: knows objectGUID
};

Result<void> check(const DirectorySettings& settings) {
  if (settings.servers.empty() && settings.domain.empty())
    return fail(Fault::usage, "no directory is named; give a server, or the domain to look for servers in");
  if (auto checked = check_login(settings); !checked) return checked;
  for (const std::string& name : {settings.key, settings.attribute})
    if (!is_attribute_name(name))
      return fail(Fault::usage, fmt::format("\"{}\" is not an attribute's name", cleaned(name)));
  if (settings.people.empty()) return fail(Fault::usage, "the filter for people is empty");
  if (settings.page < 1 || settings.in_flight < 1)
    return fail(Fault::usage, "people an answer and operations at the same time are at least 1");
  return {};
}

Result<void> Directory::connect() {
  if (auto checked = check(settings_); !checked) return checked;
  const auto connection = connector_.connection();
  if (!connection) return Failure(connection.error());
  const LdapEntry& root = (*connection)->root();
  auto base = base_of(root);
  if (!base) return Failure(base.error());
  base_ = std::move(*base);
  account_ = (*connection)->account();
  is_microsofts_ = root.has("supportedCapabilities", active_directory);
  traits_.kind = "ad";
  traits_.most_bytes = most_bytes;
  traits_.size = {96, 96};
  traits_.in_flight = settings_.in_flight;
  return {};
}

Result<std::string> Directory::base_of(const LdapEntry& root) const {
  if (!settings_.base.empty()) return settings_.base;
  if (std::string base = root.first("defaultNamingContext"); !base.empty()) return base;
  if (std::string base = root.first("namingContexts"); !base.empty()) return base;
  return fail(Fault::usage,
              "the directory does not say where its people are; give the base, such as DC=example,DC=com");
}

/// One request over the connection there is. What was not sent, and what only reads, is asked again over a new one; a
/// write that may have arrived is not.
Result<LdapReply> Directory::ask(const LdapRequest& request) {
  const bool writes = request.kind == LdapRequest::Kind::replace;
  for (int attempt = 0;; attempt++) {
    const auto connection = connector_.connection();
    if (!connection) return Failure(connection.error());
    Exchange exchange = (*connection)->ask(request);
    const bool again = exchange.fate == Fate::not_sent || (exchange.fate == Fate::lost && !writes);
    const bool first_page = request.cookie.empty();  // the others belong to their connection
    if (again && first_page && attempt == 0) continue;
    if (exchange.fate == Fate::answered) {
      if (exchange.reply.code == 0) return std::move(exchange.reply);
      return Failure(ldap_error(exchange.reply.code, exchange.reply.words, writes ? Asked::writing : Asked::reading));
    }
    const std::string why = exchange.fate == Fate::silent
                                ? fmt::format("the directory did not answer within {}", wait_text())
                                : "the connection to the directory was lost before the answer";
    if (writes && exchange.fate != Fate::not_sent)
      return fail(Fault::unknown_outcome, why + "; the photo may be there or not, look before trying again");
    return fail(Fault::unreachable, why);
  }
}

Result<LdapReply> Directory::ask_below_base(const LdapRequest& request) {
  auto reply = ask(request);
  if (!reply && reply.error().fault == Fault::no_such_user)
    return fail(Fault::usage,
                fmt::format("the directory has no {}, or {} may not see it; check the base", base_, account_));
  return reply;
}

LdapRequest Directory::people(std::string filter) const {
  LdapRequest request;
  request.kind = LdapRequest::Kind::tree;
  request.place = base_;
  request.filter = std::move(filter);
  request.attributes = {settings_.key, "displayName",        "cn",
                        "mail",        "userAccountControl", is_microsofts_ ? "objectGUID" : "entryUUID"};
  request.page = settings_.page;
  return request;
}

Person Directory::person_of(const LdapEntry& entry) const {
  Person person;
  person.id = is_microsofts_ ? guid_text(entry.first("objectGUID")) : entry.first("entryUUID");
  person.key = entry.first(settings_.key);
  person.name = entry.first("displayName");
  if (person.name.empty()) person.name = entry.first("cn");
  person.place = entry.place;
  person.mail = entry.first("mail");
  const std::string control = entry.first("userAccountControl");
  person.enabled = (std::strtoul(control.c_str(), nullptr, 10) & account_disabled) == 0;
  return person;
}

Result<void> Directory::list(const std::function<void(Person)>& visitor) {
  LdapRequest request = people(both(settings_.people, "(objectClass=*)"));
  while (true) {
    const auto reply = ask_below_base(request);
    if (!reply) return Failure(reply.error());
    for (const LdapEntry& entry : reply->entries) visitor(person_of(entry));
    if (reply->cookie.empty()) return {};
    request.cookie = reply->cookie;
  }
}

Result<std::vector<Person>> Directory::find(std::string_view key) {
  LdapRequest request = people(both(settings_.people, equals(settings_.key, key)));
  std::vector<Person> found;
  while (true) {
    const auto reply = ask_below_base(request);
    if (!reply) return Failure(reply.error());
    for (const LdapEntry& entry : reply->entries) found.push_back(person_of(entry));
    if (reply->cookie.empty()) return found;
    request.cookie = reply->cookie;
  }
}

/// What to address somebody by: the GUID, which outlives renames, where the directory knows it.
Result<std::string> Directory::place_of(const Person& person) {
  if (!is_guid(person.id)) return fail(Fault::no_such_user, "this person is not known by an id of this directory");
  if (is_microsofts_) return fmt::format("<GUID={}>", person.id);
  if (!person.place.empty()) return person.place;
  const auto reply = ask_below_base(people(equals("entryUUID", person.id)));
  if (!reply) return Failure(reply.error());
  if (reply->entries.empty()) return fail(Fault::no_such_user, "nobody in the directory has this id any more");
  return reply->entries.front().place;
}

/// The photo in the answer to a question for one attribute: the values are its own, even where the server writes its
/// name with an option ("thumbnailPhoto;binary").
Result<std::optional<Bytes>> photo_in(const LdapEntry& entry) {
  if (entry.values.empty()) return std::nullopt;
  if (entry.values.size() > 1)  // what is written next would take the place of all of them
    return fail(Fault::refused, "the person has several photos; remove all but one first");
  const std::string& photo = entry.values.front().second;
  return Bytes(photo.begin(), photo.end());
}

Result<std::optional<Bytes>> Directory::get(const Person& person) {
  auto place = place_of(person);
  if (!place) return Failure(place.error());
  LdapRequest request;
  request.place = std::move(*place);
  request.attributes = {settings_.attribute};
  const auto reply = ask(request);
  if (!reply) return Failure(reply.error());
  if (reply->entries.empty()) return fail(Fault::no_such_user, "the entry is not there, or the account may not see it");
  return photo_in(reply->entries.front());
}

Result<void> Directory::put(const Person& person, ByteView photo) {
  constexpr std::array<Byte, 3> jpeg = {0xff, 0xd8, 0xff};  // start of image, and of the next marker
  if (photo.empty()) return fail(Fault::refused, "the photo is empty; remove the person's photo instead");
  if (photo.size() > most_bytes)
    return fail(Fault::refused, fmt::format("the photo has {} bytes, a directory takes at most {}; make it smaller",
                                            photo.size(), most_bytes));
  if (photo.size() < jpeg.size() || !std::equal(jpeg.begin(), jpeg.end(), photo.begin()))
    return fail(Fault::refused, "the photo is not a JPEG");
  return replace(person, photo);
}

Result<void> Directory::remove(const Person& person) { return replace(person, {}); }

Result<void> Directory::replace(const Person& person, ByteView photo) {
  auto place = place_of(person);
  if (!place) return Failure(place.error());
  LdapRequest request;
  request.kind = LdapRequest::Kind::replace;
  request.place = std::move(*place);
  request.attributes = {settings_.attribute};
  request.value.assign(photo.begin(), photo.end());
  const auto reply = ask(request);
  if (!reply) return Failure(reply.error());
  return {};
}

}  // namespace

Result<std::unique_ptr<PhotoStore>> connect_directory(DirectorySettings settings) {
  auto directory = std::make_unique<Directory>(std::move(settings));
  if (auto connected = directory->connect(); !connected) return Failure(connected.error());
  return std::unique_ptr<PhotoStore>(std::move(directory));
}

}  // namespace headroom::store
