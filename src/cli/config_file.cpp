#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <sstream>

#include "cli/delivery_options.h"
#include "cli/options.h"

namespace headroom::cli {
namespace {

std::string text_of(const toml::node& node) {
  if (const auto* string = node.as_string()) return string->get();
  std::ostringstream text;
  node.visit([&text](const auto& value) { text << value; });
  return text.str();
}

/// A scalar, an array, or a table of limits: max-bytes = { "96x96" = 10000 }.
std::vector<std::string> texts_of(const toml::node& node) {
  std::vector<std::string> texts;
  if (const auto* array = node.as_array()) {
    for (const auto& element : *array) texts.push_back(text_of(element));
  } else if (const auto* table = node.as_table()) {
    for (const auto& [key, value] : *table) texts.push_back(fmt::format("{}={}", key.str(), text_of(value)));
  } else {
    texts.push_back(text_of(node));
  }
  return texts;
}

template <class Table>
bool has(const Table& options, std::string_view key) {
  return std::ranges::any_of(options, [key](const auto& option) { return option.name == key; });
}

bool is_option(std::string_view key) { return has(convert_options(), key) || has(delivery_options(), key); }

}  // namespace

Result<Texts> from_file(const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file))
    return fail(Fault::usage, fmt::format("{}: no such configuration file; check the path", file.string()));
  toml::table table;
  try {
    table = toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    const auto& begin = error.source().begin;
    return fail(Fault::usage, fmt::format("{}, line {}: {}", file.string(), begin.line, error.description()));
  }
  Texts texts;
  for (const auto& [key, value] : table) {
    if (!is_option(key.str()))
      return fail(Fault::usage,
                  fmt::format("{}: '{}' is not an option; see headroom convert --help, headroom upload --help",
                              file.string(), key.str()));
    auto values = texts_of(value);
    if (values.empty()) return fail(Fault::usage, fmt::format("{}: '{}' has no value", file.string(), key.str()));
    texts[std::string(key.str())] = std::move(values);
  }
  return texts;
}

}  // namespace headroom::cli
