#include "store/graph_json.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace headroom::store {
namespace {

using nlohmann::json;

constexpr int deepest = 32;  // levels; users and errors have four

}  // namespace

/// A place in a document, which it keeps alive.
struct GraphJson::Node {
  std::shared_ptr<json> document;
  json* place = nullptr;
};

std::optional<GraphJson> GraphJson::parse(std::string_view text) {
  const auto shallow = [](int depth, json::parse_event_t, json&) { return depth <= deepest; };
  auto document = std::make_shared<json>(json::parse(text, shallow, false));
  if (document->is_discarded()) return std::nullopt;
  return GraphJson(std::make_shared<Node>(Node{document, document.get()}));
}

GraphJson GraphJson::at(std::string_view name) const {
  if (!is_object()) return GraphJson(nullptr);
  const auto found = node_->place->find(name);
  if (found == node_->place->end()) return GraphJson(nullptr);
  return GraphJson(std::make_shared<Node>(Node{node_->document, &*found}));
}

std::vector<GraphJson> GraphJson::items() const {
  std::vector<GraphJson> items;
  if (!is_array()) return items;
  for (json& item : *node_->place) items.push_back(GraphJson(std::make_shared<Node>(Node{node_->document, &item})));
  return items;
}

bool GraphJson::is_object() const { return node_ && node_->place->is_object(); }

bool GraphJson::is_array() const { return node_ && node_->place->is_array(); }

std::string GraphJson::text() const {
  return node_ && node_->place->is_string() ? node_->place->get<std::string>() : std::string();
}

std::optional<bool> GraphJson::flag() const {
  if (!node_ || !node_->place->is_boolean()) return std::nullopt;
  return node_->place->get<bool>();
}

std::optional<long long> GraphJson::count() const {
  if (node_ && node_->place->is_number_integer()) return node_->place->get<long long>();
  const std::string digits = text();
  long long number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || digits.empty() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

Secret GraphJson::take_secret(std::string_view name) {
  if (!is_object()) return {};
  const auto found = node_->place->find(name);
  if (found == node_->place->end() || !found->is_string()) return {};
  return Secret(std::move(found->get_ref<std::string&>()));
}

}  // namespace headroom::store
