#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"

namespace headroom::store {

/// What a service has written in JSON, which may be anything: what is not there, or is of another kind, reads as
/// nothing. What lies deeper than 32 levels is passed over.
class GraphJson {
 public:
  /// Nothing where it is no JSON.
  static std::optional<GraphJson> parse(std::string_view text);

  /// A member of an object.
  GraphJson at(std::string_view name) const;
  /// The elements of an array.
  std::vector<GraphJson> items() const;

  bool is_something() const { return node_ != nullptr; }
  bool is_object() const;
  bool is_array() const;
  std::string text() const;                // empty: no text
  std::optional<bool> flag() const;        // true, false
  std::optional<long long> count() const;  // a number, or text of digits

  /// A text that nobody else may see: it is taken out of the document.
  Secret take_secret(std::string_view name);

 private:
  struct Node;
  explicit GraphJson(std::shared_ptr<Node> node) : node_(std::move(node)) {}
  std::shared_ptr<Node> node_;  // null: nothing
};

}  // namespace headroom::store
