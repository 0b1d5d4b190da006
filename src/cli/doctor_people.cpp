#include "cli/doctor_people.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/folded.h"
#include "cli/people.h"

namespace headroom::cli {
namespace {

using store::Person;

constexpr std::size_t names_shown = 3;

std::string_view remedy(std::string_view to) {
  if (to == "m365") return "check --m365-people, and whether the application may read users (User.Read.All)";
  if (to.starts_with("folder:")) return "check its people.csv";
  return "check --base, --people, and whether this account may read there";
}

/// ", 2 of them disabled, 1 without a key"
std::string counts(const std::vector<Person>& people, std::string_view to) {
  const auto disabled = std::ranges::count(people, false, &Person::enabled);
  const auto keyless = std::ranges::count(people, true, [](const Person& person) { return person.key.empty(); });
  const auto unmailed = std::ranges::count(people, true, [](const Person& person) { return person.mail.empty(); });
  std::string text = fmt::format("{} of them disabled, {} without a key", disabled, keyless);
  if (to == "exchange") text += fmt::format(", {} without a mail address, who have no mailbox", unmailed);
  return text;
}

std::string first_names(const std::vector<const Person*>& people) {
  std::string text;
  for (std::size_t i = 0; i < std::min(people.size(), names_shown); i++)
    text += fmt::format("{}{}", i == 0 ? "" : ", ", who(*people[i]));
  return text;
}

bool has(const std::vector<std::string>& stores, std::string_view to) {
  return std::ranges::find(stores, to) != stores.end();
}

}  // namespace

std::string key_name(const DeliveryRequest& request, std::string_view to) {
  if (to == "m365") return request.microsoft_365.key == "user-name" ? "user name" : request.microsoft_365.key;
  return to.starts_with("folder:") ? "key" : request.directory.key;
}

std::vector<Person> check_people(store::PhotoStore& store, const DeliveryRequest& request, std::string_view to,
                                 Checks& checks) {
  std::vector<Person> people;
  const auto listed = store.list([&people](Person person) { people.push_back(std::move(person)); });
  if (!listed) {
    checks.failed("people", listed.error());
    return {};
  }
  if (people.empty()) {
    checks.failed("people", {Fault::usage, fmt::format("nobody is found in {}: {}", store.identity(), remedy(to)), {}});
    return people;
  }
  checks.ok("people", fmt::format("{} in {}, {}; files are named by their {}", people.size(), store.identity(),
                                  counts(people, to), key_name(request, to)));
  return people;
}

void check_overlap(const std::vector<Person>& directory, const std::vector<Person>& tenant, std::string_view key,
                   Checks& checks) {
  std::set<std::string> there;
  for (const Person& person : tenant)
    if (!person.key.empty()) there.insert(folded(person.key));
  std::vector<const Person*> missing;
  std::size_t enabled = 0;
  for (const Person& person : directory) {
    if (!person.enabled || person.key.empty()) continue;
    enabled++;
    if (!there.contains(folded(person.key))) missing.push_back(&person);
  }
  const std::size_t found = enabled - missing.size();
  const std::string words =
      fmt::format("{} of {} enabled people of the directory are found in Microsoft 365 by {}", found, enabled, key);
  if (missing.empty()) return checks.ok("matching", words);
  const std::string rest = fmt::format("{}; not, for instance: {}", words, first_names(missing));
  if (found > 0) return checks.warned("matching", rest);
  checks.failed("matching",
                {Fault::usage, rest + "; name the property by which the same people are found there: --m365-key", {}});
}

std::string way_of_photos(const std::vector<std::string>& stores) {
  const bool directory = has(stores, "ad"), mailboxes = has(stores, "exchange"), tenant = has(stores, "m365");
  std::string text = tenant && (directory || mailboxes) ? "hybrid" : tenant ? "Microsoft 365" : "on premises";
  std::string way;
  if (tenant) way += "648x648 into Microsoft 365";
  if (mailboxes) way += fmt::format("{}648x648 into mailboxes of Exchange", way.empty() ? "" : " and ");
  if (directory) way += fmt::format("{}96x96 into the directory", way.empty() ? "" : " first, then ");
  text += ": " + way;
  if (mailboxes && !directory)
    text += "; Exchange writes a 64x64 of its own into the directory: --to ad beside it puts 96x96 there";
  if (directory && !mailboxes && !tenant) text += " alone; neither Exchange nor Microsoft 365 was tried or answers";
  return text;
}

}  // namespace headroom::cli
