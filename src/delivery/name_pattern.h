#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace headroom::delivery {

/// Where the key stands in a file's name without folder, extension and output size.
class NamePattern {
 public:
  /// pattern  "{key}", or text with {key} once and {any} for anything: "photo-{key}", "{any}_{key}"
  /// fails    usage: no {key} or two, another word in braces, {any} right beside {key}
  static Result<NamePattern> parse(std::string_view pattern);

  /// Every key that the name may mean, the shortest first; the roster decides. For "{key}" alone these are the
  /// beginnings of the name that end before a space, and the whole name: a key may hold spaces. Else they come folded,
  /// and the text around {key} is compared folded.
  std::vector<std::string> keys_in(std::string_view file) const;

 private:
  using Pieces = std::vector<std::string>;  // literal texts, folded, with {any} between them
  Pieces before_;
  Pieces after_;
  bool plain_ = false;  // "{key}" alone
};

}  // namespace headroom::delivery
