#include "delivery/near_misses.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>

#include "base/folded.h"
#include "delivery/folding.h"

namespace headroom::delivery {
namespace {

constexpr std::size_t longest_compared = 64;   // code points; keys have 20 (sAMAccountName) to 64 letters
constexpr std::size_t shortest_compared = 3;   // of shorter ones half the roster is one edit away
constexpr std::size_t shortest_beginning = 3;  // bytes
constexpr std::string_view separators = " ._-,'";

std::uint64_t set_of(const std::u32string& letters) {
  std::uint64_t set = 0;
  for (const char32_t letter : letters) set |= std::uint64_t{1} << (letter % 64);
  return set;
}

/// An edit is a letter put in, left out, exchanged for another, or swapped with the next.
int edits_allowed(std::size_t length) { return length <= 5 ? 1 : 2; }

/// The edits from `a` to `b` (optimal string alignment), or more than `limit` when there are more than that.
int edits(const std::u32string& a, const std::u32string& b, int limit) {
  std::array<std::array<int, longest_compared + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); j++) rows[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); i++) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i - 1) % 3];
    const auto& before = rows[(i + 1) % 3];
    row[0] = static_cast<int>(i);
    int least = row[0];
    for (std::size_t j = 1; j <= b.size(); j++) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > limit) return least;
  }
  return rows[a.size() % 3][b.size()];
}

/// "smith.john", "John Smith" and "Smith, John" have one: their parts, sorted. Empty where there are not two parts.
std::string sorted_parts(std::string_view text) {
  const std::string whole = folded(text);
  std::vector<std::u32string> parts;
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t end = std::min(whole.find_first_of(separators, at), whole.size());
    if (end > at) parts.push_back(skeleton(std::string_view(whole).substr(at, end - at)));
    at = end + 1;
  }
  if (parts.size() < 2) return {};
  std::ranges::sort(parts);
  std::string form = "parts";
  for (const auto& part : parts) {
    form += '\0';
    form.append(reinterpret_cast<const char*>(part.data()), part.size() * sizeof(char32_t));
  }
  return form;
}

bool is_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || static_cast<unsigned char>(letter) >= 0x80;  // folded: no capitals
}

}  // namespace

/// Keys with how far away they are, the least for each.
struct NearMisses::Found {
  std::map<std::string, int> distances;
  void add(const std::string& key, int distance) {
    const auto [at, is_new] = distances.try_emplace(key, distance);
    if (!is_new) at->second = std::min(at->second, distance);
  }
};

NearMisses::NearMisses(const std::vector<store::Person>& people) {
  by_form_.reserve(people.size() * 3);
  for (const auto& person : people) {
    if (person.key.empty()) continue;
    auto letters = skeleton(person.key);
    if (letters.size() <= longest_compared) {
      auto& bucket = by_length_[letters.size()];
      bucket.sets.push_back(set_of(letters));
      bucket.keys.emplace_back(std::move(letters), person.key);
    }
    by_form_.emplace(folded(person.key), person.key);
    for (auto form : {sorted_parts(person.key), sorted_parts(person.name)})
      if (!form.empty()) by_form_.emplace(std::move(form), person.key);
  }
}

std::vector<std::string> NearMisses::of(std::string_view key, std::size_t most) const {
  Found found;
  const auto letters = skeleton(key);
  if (!letters.empty() && letters.size() <= longest_compared) add_like(found, letters);
  if (const auto form = sorted_parts(key); !form.empty())
    for (auto [at, end] = by_form_.equal_range(form); at != end; ++at) found.add(at->second, 1);
  add_beginning(found, key);

  std::vector<std::pair<int, std::string>> order;
  for (const auto& [name, distance] : found.distances) order.emplace_back(distance, name);
  std::ranges::sort(order);
  std::vector<std::string> best;
  for (std::size_t i = 0; i < std::min(order.size(), most); i++) best.push_back(std::move(order[i].second));
  return best;
}

void NearMisses::add_like(Found& found, const std::u32string& letters) const {
  const int allowed = letters.size() < shortest_compared ? 0 : edits_allowed(letters.size());
  const std::uint64_t set = set_of(letters);
  const std::size_t least = letters.size() - std::min(letters.size(), static_cast<std::size_t>(allowed));
  const std::size_t most = letters.size() + static_cast<std::size_t>(allowed);
  for (auto at = by_length_.lower_bound(least); at != by_length_.end() && at->first <= most; ++at) {
    const auto& [sets, keys] = at->second;
    for (std::size_t i = 0; i < sets.size(); i++) {
      if (std::popcount(sets[i] ^ set) > 2 * allowed) continue;  // an edit changes two letters at most
      if (const int distance = edits(letters, keys[i].first, allowed); distance <= allowed)
        found.add(keys[i].second, distance == 0 ? 0 : distance + 1);
    }
  }
}

/// "John.Smith648x648" goes on where the key "John.Smith" ends, with something that is no letter.
void NearMisses::add_beginning(Found& found, std::string_view key) const {
  const std::string whole = folded(key);
  for (std::size_t end = std::min(whole.size(), std::size_t{4} * longest_compared); end-- > shortest_beginning;) {
    if (is_letter(whole[end])) continue;
    const auto [first, last] = by_form_.equal_range(whole.substr(0, end));
    for (auto at = first; at != last; ++at) found.add(at->second, 1);
    if (first != last) return;  // the longest says most
  }
}

}  // namespace headroom::delivery
