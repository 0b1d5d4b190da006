#include "filter/look.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace headroom::filter {
namespace {

constexpr std::string_view automatic_word = "auto";

std::ptrdiff_t place_in_list(const Choice& choice) {
  return std::ranges::find(filters(), choice.filter) - filters().begin();
}

std::string listed(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) {
    if (!text.empty()) text += ", ";
    text += word;
  }
  return text;
}

Failure unknown_word(std::string_view option, std::string_view word) {
  std::string sentence = "'";
  sentence.append(word).append("' is not one of ").append(listed(words_of(option)));
  return fail(Fault::usage, std::move(sentence));
}

std::optional<Choice> preset_named(std::string_view option, std::string_view word) {
  for (const Filter* filter : filters()) {
    if (filter->option != option) continue;
    for (const Preset& preset : filter->presets)
      if (preset.word == word) return Choice{filter, std::string(word), false, preset.values};
    if (filter->automatic != nullptr && word == automatic_word) return Choice{filter, std::string(word), true, {}};
  }
  return std::nullopt;
}

std::vector<std::string_view> names_of(std::span<const Parameter> parameters) {
  std::vector<std::string_view> names;
  names.reserve(parameters.size());
  for (const Parameter& parameter : parameters) names.push_back(parameter.name);
  return names;
}

/// "amount=30"
Result<void> set_value(Choice& choice, std::string_view text) {
  const auto parameters = choice.filter->parameters;
  const std::size_t equals = std::min(text.find('='), text.size());
  const auto found = std::ranges::find(parameters, text.substr(0, equals), &Parameter::name);
  if (found == parameters.end() || equals == text.size()) {
    std::string sentence = "'";
    sentence.append(text).append("' is not one of ").append(listed(names_of(parameters))).append(", '=' and a number");
    return fail(Fault::usage, std::move(sentence));
  }
  const std::string_view number = text.substr(equals + 1);
  int value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc() || end != number.data() + number.size() || value < found->least || value > found->most) {
    std::string sentence = "'";
    sentence.append(text).append("': the number goes from ").append(std::to_string(found->least));
    sentence.append(" to ").append(std::to_string(found->most));
    return fail(Fault::usage, std::move(sentence));
  }
  choice.values[static_cast<std::size_t>(found - parameters.begin())] = value;
  return {};
}

const Preset& preset_of(const Choice& choice) {
  return *std::ranges::find(choice.filter->presets, choice.word, &Preset::word);
}

}  // namespace

Result<Choice> choice_from(std::string_view option, std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  auto choice = preset_named(option, text.substr(0, colon));
  if (!choice) return unknown_word(option, text.substr(0, colon));
  for (std::size_t at = colon; at < text.size();) {
    const std::size_t end = std::min(text.find(':', at + 1), text.size());
    if (choice->automatic) return fail(Fault::usage, "'auto' measures its values; it takes none");
    if (auto set = set_value(*choice, text.substr(at + 1, end - at - 1)); !set) return Failure(set.error());
    at = end;
  }
  return std::move(*choice);
}

void Look::choose(Choice choice) {
  clear(choice.filter->option);
  const auto place = std::ranges::upper_bound(choices_, place_in_list(choice), {}, place_in_list);
  choices_.insert(place, std::move(choice));
}

void Look::clear(std::string_view option) {
  std::erase_if(choices_, [option](const Choice& choice) { return choice.filter->option == option; });
}

std::string text(const Choice& choice) {
  std::string result = choice.word;
  if (choice.automatic) return result;
  const Values& usual = preset_of(choice).values;
  for (std::size_t i = 0; i < choice.filter->parameters.size(); i++) {
    if (choice.values[i] == usual[i]) continue;
    result.append(":").append(choice.filter->parameters[i].name).append("=").append(std::to_string(choice.values[i]));
  }
  return result;
}

std::string text(const Look& look) {
  std::string result;
  for (const Choice& choice : look.choices()) {
    if (!result.empty()) result += ' ';
    result.append(choice.filter->option).append("=").append(text(choice));
  }
  return result;
}

std::vector<std::string_view> words_of(std::string_view option) {
  std::vector<std::string_view> words;
  for (const Filter* filter : filters()) {
    if (filter->option != option) continue;
    for (const Preset& preset : filter->presets) words.push_back(preset.word);
    if (filter->automatic != nullptr) words.push_back(automatic_word);
  }
  return words;
}

}  // namespace headroom::filter
