#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "filter/filter.h"

namespace headroom::filter {

/// A filter with its values.
struct Choice {
  const Filter* filter = nullptr;
  std::string word;        // the preset
  bool automatic = false;  // values come from the photo
  Values values{};

  bool operator==(const Choice&) const = default;
};

/// The word of a preset, then values that differ from it: "light", "auto", "vignette:amount=30".
///
/// option   one of filter_options()
/// fails    usage: no such word or parameter, or a value out of its range, in a sentence
Result<Choice> choice_from(std::string_view option, std::string_view text);

/// What is done to the pixels of an output: at most one choice for each option, in the order of the list.
class Look {
 public:
  /// Replaces what was chosen for this option.
  void choose(Choice choice);
  void clear(std::string_view option);

  const std::vector<Choice>& choices() const { return choices_; }
  bool empty() const { return choices_.empty(); }
  bool operator==(const Look&) const = default;

 private:
  std::vector<Choice> choices_;
};

/// As in options: "contrast=light effect=vignette:amount=30". What decides the bytes, together with the photo.
std::string text(const Look& look);
std::string text(const Choice& choice);

/// The words that an option knows, in the order of the list.
std::vector<std::string_view> words_of(std::string_view option);

}  // namespace headroom::filter
