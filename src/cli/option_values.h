#pragma once

#include <fmt/format.h>

#include <charconv>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/image.h"
#include "base/result.h"

// How the texts of options are read: numbers, words, sizes. All fail with usage, in a sentence.
namespace headroom::cli {

using Values = std::vector<std::string>;

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

template <class Number>
Result<Number> number_from(const Values& texts, Number least, Number most) {
  const auto number = number_in<Number>(texts.back());
  if (!number || !(*number >= least && *number <= most))  // so that not-a-number fails too
    return fail(Fault::usage, fmt::format("'{}' is not a number from {} to {}", texts.back(), least, most));
  return *number;
}

/// One of a few words; the index is the value.
template <class Choice>
Result<Choice> choice_from(const Values& texts, std::initializer_list<std::pair<std::string_view, Choice>> choices) {
  std::string known;
  for (const auto& [word, choice] : choices) {
    if (word == texts.back()) return choice;
    known += fmt::format("{}{}", known.empty() ? "" : ", ", word);
  }
  return fail(Fault::usage, fmt::format("'{}' is not one of {}", texts.back(), known));
}

template <class Value, class Field>
Result<void> take_into(Result<Value> value, Field& field) {
  if (!value) return Failure(value.error());
  field = static_cast<Field>(*value);
  return {};
}

Result<bool> truth_from(const Values& texts);

/// "648x648"
Result<Size> size_from(std::string_view text);

}  // namespace headroom::cli
