#include "delivery/matching.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/folded.h"
#include "delivery/file_list.h"
#include "delivery/name_pattern.h"

namespace headroom::delivery {
namespace {

using store::Person;

std::string place_of(const Person& person) { return person.place.empty() ? person.id : person.place; }

std::string places_of(const std::vector<const Person*>& people) {
  std::string places;
  for (const auto* person : people) places += fmt::format("{}{}", places.empty() ? "" : " and ", place_of(*person));
  return places;
}

std::string list_of(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names.begin(), names.end(), ", "));
}

void opt_out(Match& match) {
  match.error = Error{Fault::refused, "on the opt-out list", {}};
  match.left_out = true;
}

/// Finds the person for one file after the other.
class Matcher {
 public:
  Matcher(const Roster* roster, const NameRule& rule, NamePattern pattern)
      : roster_(roster), rule_(rule), pattern_(std::move(pattern)), listed_(rule.listed) {}

  Match match(const Offer& offer) {
    Match match{offer, {}, {}, {}, false};
    const auto listed = listed_.key_of(offer.file);
    if (!listed) {
      match.error = listed.error();
      return match;
    }
    is_listed_ = !listed->empty();
    const auto keys = is_listed_ ? std::vector<std::string>{*listed} : pattern_.keys_in(offer.file);
    if (!keys.empty()) match.key = keys.front();
    find(match, keys);
    leave_out(match, rule_);
    return match;
  }

  std::vector<Match> missing() const {
    std::vector<Match> matches;
    for (const auto& [file, key] : listed_.unasked())
      matches.push_back({{file, {}},
                         key,
                         {},
                         Error{Fault::unreadable,
                               "listed, but there is no such picture here; convert the photo, or correct the list",
                               {}},
                         false});
    return matches;
  }

 private:
  void find(Match& match, const std::vector<std::string>& keys) {
    if (keys.empty()) {
      match.error =
          Error{Fault::no_such_user, fmt::format("its name does not follow the pattern {}", rule_.pattern), {}};
      return;
    }
    const auto opted = std::ranges::find_if(keys, [&](const auto& key) { return has_opted_out(key); });
    if (opted != keys.end() && (roster_ == nullptr || roster_->with(*opted).empty())) {
      match.key = *opted;
      return opt_out(match);
    }
    if (roster_ == nullptr) {
      match.person = Person{{}, match.key, {}, {}, true};
      return;
    }
    std::vector<const Person*> found;
    for (const auto& key : keys)
      for (const auto* person : roster_->with(key)) {
        if (found.empty()) match.key = key;
        found.push_back(person);
      }
    if (found.size() == 1) match.person = *found.front();
    if (found.size() > 1) muddle(match, found);
    if (found.empty()) nobody(match, keys);
  }

  void muddle(Match& match, const std::vector<const Person*>& found) const {
    if (std::ranges::any_of(found, [&](const auto* person) { return has_opted_out(person->key); }))
      return opt_out(match);
    match.error =
        Error{Fault::several_users,
              fmt::format("may be {}; say who it is in a list (file,person), or choose another key", places_of(found)),
              {}};
  }

  void nobody(Match& match, const std::vector<std::string>& keys) const {
    auto near = roster_->near(keys.back());
    if (keys.size() > 1)
      for (auto& other : roster_->near(keys.front()))
        if (near.size() < 3 && std::ranges::find(near, other) == near.end()) near.push_back(std::move(other));
    const std::string remedy = near.empty() ? "rename the picture, or say who it is in a list (file,person)"
                                            : fmt::format("perhaps {} is meant", list_of(near));
    match.error =
        Error{Fault::no_such_user,
              fmt::format("{}nobody has the key {}; {}", is_listed_ ? "listed, but " : "",
                          keys.size() == 1 ? keys.front() : fmt::format("{} or {}", keys.front(), keys.back()), remedy),
              {}};
  }

  bool has_opted_out(const std::string& key) const { return rule_.opted_out.contains(folded(key)); }

  const Roster* roster_;
  const NameRule& rule_;
  NamePattern pattern_;
  FileList listed_;
  bool is_listed_ = false;  // the file at hand
};

std::string other_files(const std::vector<Match>& matches, const std::vector<std::size_t>& group, std::size_t self) {
  constexpr std::size_t most = 3;
  std::vector<std::string> files;
  for (const std::size_t i : group)
    if (i != self && files.size() < most) files.push_back(matches[i].offer.file);
  if (group.size() > most + 1) files.emplace_back("others");
  return list_of(files);
}

/// Files of one person get the same word: nobody here can know which is the right one.
void refuse_second_files(std::vector<Match>& matches) {
  std::unordered_map<std::string, std::vector<std::size_t>> by_person;
  for (std::size_t i = 0; i < matches.size(); i++)
    if (const auto& match = matches[i]; match.person && !match.error)
      by_person[match.person->id.empty() ? "key " + folded(match.person->key) : "id " + match.person->id].push_back(i);
  for (const auto& [person, group] : by_person) {
    if (group.size() == 1) continue;
    for (const std::size_t i : group)
      matches[i].error = Error{Fault::name_taken,
                               fmt::format("{} is the same person's; keep one of them, or say whose they are in a list "
                                           "(file,person)",
                                           other_files(matches, group, i)),
                               {}};
  }
}

std::vector<Match> match_all(const std::vector<Offer>& offers, const Roster* roster, const NameRule& rule) {
  std::vector<Match> matches;
  auto pattern = NamePattern::parse(rule.pattern);
  if (!pattern) {
    for (const auto& offer : offers) matches.push_back({offer, {}, {}, pattern.error(), false});
    return matches;
  }
  Matcher matcher(roster, rule, std::move(*pattern));
  matches.reserve(offers.size());
  for (const auto& offer : offers) matches.push_back(matcher.match(offer));
  refuse_second_files(matches);
  auto missing = matcher.missing();
  matches.insert(matches.end(), std::make_move_iterator(missing.begin()), std::make_move_iterator(missing.end()));
  return matches;
}

}  // namespace

Result<void> NameRule::check() const {
  if (const auto parsed = NamePattern::parse(pattern); !parsed) return Failure(parsed.error());
  return {};
}

void leave_out(Match& match, const NameRule& rule) {
  if (match.error || !match.person) return;
  // The other key is an earlier one, of a run or a plan: whoever was renamed still wants no photo.
  for (const std::string& key : {match.person->key, match.key})
    if (rule.opted_out.contains(folded(key))) return opt_out(match);
  if (match.person->enabled || rule.disabled_too) return;
  match.error = Error{Fault::refused, "the account is disabled; --disabled-too delivers to it", {}};
  match.left_out = true;
}

std::vector<Match> match(const std::vector<Offer>& offers, const Roster& roster, const NameRule& rule) {
  return match_all(offers, &roster, rule);
}

std::vector<Match> match_without_roster(const std::vector<Offer>& offers, const NameRule& rule) {
  return match_all(offers, nullptr, rule);
}

}  // namespace headroom::delivery
