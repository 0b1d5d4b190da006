// A name pattern, then names of files, a line each: matched with a few people, by name and by list.
#include "delivery/matching.h"
#include "delivery/name_pattern.h"
#include "delivery/safe_name.h"
#include "fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom;
  using namespace headroom::delivery;
  static const Roster roster({{"1", "ada", "Ada Lovelace", "CN=Ada", true},
                              {"2", "John.Smith", "John Smith", "CN=John", true},
                              {"3", "ADA", "Another", "CN=Other", false},
                              {"4", "m\xC3\xBCller", {}, {}, true}});
  std::string_view rest = fuzz::text_of(data, size);
  NameRule rule;
  std::vector<Offer> offers;
  while (!rest.empty()) {
    const std::string line(rest.substr(0, rest.find('\n')));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (offers.empty() && NamePattern::parse(line)) rule.pattern = line;
    if (offers.size() % 2 == 1) rule.listed[line] = "ada";
    if (!is_safe_name(safe_name(line) + ".jpg")) __builtin_trap();
    offers.push_back({line, {}});
  }
  (void)match(offers, roster, rule);
  return 0;
}
