#include "delivery/name_pattern.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/folded.h"
#include "delivery/offers.h"

namespace headroom::delivery {
namespace {

constexpr std::string_view key_word = "{key}";
constexpr std::string_view any_word = "{any}";
constexpr std::size_t most_keys = 64;  // that one name may mean; roster look-ups

Failure wrong(std::string_view pattern, std::string_view what) {
  return fail(Fault::usage, fmt::format("name pattern '{}': {}; a pattern is {{key}} alone or text around it, with "
                                        "{{any}} for anything: photo-{{key}}, {{any}}_{{key}}",
                                        pattern, what));
}

/// Folded without losing spaces at the ends.
std::string folded_text(std::string_view text) {
  const std::string marked = folded(fmt::format("|{}|", text));
  return marked.substr(1, marked.size() - 2);
}

std::vector<std::string> pieces_of(std::string_view text) {
  std::vector<std::string> pieces;
  while (true) {
    const std::size_t any = text.find(any_word);
    pieces.push_back(folded_text(text.substr(0, any)));
    if (any == std::string_view::npos) return pieces;
    text.remove_prefix(any + any_word.size());
  }
}

bool has_brace(const std::vector<std::string>& pieces) {
  return std::ranges::any_of(pieces, [](const auto& piece) { return piece.find_first_of("{}") != std::string::npos; });
}

/// True when `text` is the pieces with anything between them.
bool fits(const std::vector<std::string>& pieces, std::string_view text) {
  if (pieces.size() == 1) return text == pieces[0];
  if (!text.starts_with(pieces.front())) return false;
  text.remove_prefix(pieces.front().size());
  for (std::size_t i = 1; i + 1 < pieces.size(); i++) {
    const std::size_t at = text.find(pieces[i]);
    if (at == std::string_view::npos) return false;
    text.remove_prefix(at + pieces[i].size());
  }
  return text.ends_with(pieces.back());
}

std::vector<std::string> beginnings(const std::string& name) {
  std::vector<std::string> keys;
  for (std::size_t space = name.find(' '); space != std::string::npos; space = name.find(' ', space + 1))
    if (space > 0 && name[space - 1] != ' ' && keys.size() < most_keys) keys.push_back(name.substr(0, space));
  if (!name.empty() && name.back() != ' ') keys.push_back(name);
  return keys;
}

}  // namespace

Result<NamePattern> NamePattern::parse(std::string_view pattern) {
  const std::size_t key = pattern.find(key_word);
  if (key == std::string_view::npos) return wrong(pattern, "no {key} in it");
  if (pattern.find(key_word, key + 1) != std::string_view::npos) return wrong(pattern, "{key} is in it twice");
  NamePattern parsed;
  parsed.plain_ = pattern == key_word;
  parsed.before_ = pieces_of(pattern.substr(0, key));
  parsed.after_ = pieces_of(pattern.substr(key + key_word.size()));
  if (has_brace(parsed.before_) || has_brace(parsed.after_))
    return wrong(pattern, "something else than {key} and {any} in braces");
  if ((parsed.before_.size() > 1 && parsed.before_.back().empty()) ||
      (parsed.after_.size() > 1 && parsed.after_.front().empty()))
    return wrong(pattern, "{any} right beside {key}: nothing tells where the key ends");
  return parsed;
}

std::vector<std::string> NamePattern::keys_in(std::string_view file) const {
  if (plain_) return beginnings(bare_name(file));
  const std::string name = folded(bare_name(file));
  std::vector<std::size_t> begins, ends;
  for (std::size_t at = 0; at <= name.size(); at++) {
    if (fits(before_, std::string_view(name).substr(0, at))) begins.push_back(at);
    if (fits(after_, std::string_view(name).substr(at))) ends.push_back(at);
  }
  std::vector<std::string> keys;
  for (const std::size_t begin : begins)
    for (const std::size_t end : ends)
      if (begin < end) keys.push_back(name.substr(begin, end - begin));
  std::ranges::stable_sort(keys, {}, &std::string::size);
  if (keys.size() > most_keys) keys.resize(most_keys);
  return keys;
}

}  // namespace headroom::delivery
