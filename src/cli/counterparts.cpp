#include "cli/counterparts.h"

#include <fmt/format.h>

#include <utility>

#include "base/folded.h"

namespace headroom::cli {
namespace {

using store::Person;

Failure several(const Person& person) {
  return fail(Fault::several_users, fmt::format("several people there have the key or the mail address of {}; choose "
                                                "another --key or --m365-key",
                                                person.key));
}

}  // namespace

Counterparts::Counterparts(std::vector<Person> others) : others_(std::move(others)) {
  for (const Person& other : others_.people())
    if (!other.mail.empty()) by_mail_[folded(other.mail)].push_back(&other);
}

std::vector<const Person*> Counterparts::with_mail(const std::string& address) const {
  const auto found = address.empty() ? by_mail_.end() : by_mail_.find(folded(address));
  return found == by_mail_.end() ? std::vector<const Person*>() : found->second;
}

Result<Person> Counterparts::of(const Person& person) const {
  if (const Person* same = others_.with_id(person.id); same != nullptr) return *same;
  const auto keyed = person.key.empty() ? std::vector<const Person*>() : others_.with(person.key);
  const auto mailed = with_mail(person.mail);
  if (keyed.size() > 1 || (keyed.empty() && mailed.size() > 1)) return several(person);
  if (!keyed.empty() && !mailed.empty() && (mailed.size() > 1 || mailed.front() != keyed.front()))
    return several(person);
  if (keyed.empty() && mailed.empty()) return fail(Fault::no_such_user, "nobody there has this key or mail address");
  return *(keyed.empty() ? mailed : keyed).front();
}

}  // namespace headroom::cli
