#include "report/json_lines.h"

#include <nlohmann/json.hpp>

#include "base/rounding.h"
#include "report/escape.h"
#include "report/explain.h"

namespace headroom::report {
namespace {

using Json = nlohmann::ordered_json;  // fields in the order in which people read them

Json flag_names(Flags flags) {
  Json names = Json::array();
  for (const auto& [flag, explanation] : explained_flags()) {
    if (!flags.has(flag)) continue;
    Flags alone;
    alone.raise(flag);
    names.push_back(alone.text());
  }
  return names;
}

Json known(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json subject(const Outcome& outcome) {
  const Subject& found = outcome.subject;
  if (outcome.status == Status::failed && !found.found()) return nullptr;  // nobody looked for a subject
  const Box& box = found.head;
  const auto head = Json::array({rounded(box.x, 1), rounded(box.y, 1), rounded(box.width, 1), rounded(box.height, 1)});
  return {{"finder", name(found.finder)},
          {"confidence", rounded(found.confidence, 2)},
          {"head", found.found() ? head : Json(nullptr)}};
}

Json outputs(const Outcome& outcome) {
  Json list = Json::array();
  for (const auto& output : outcome.outputs) {
    const Rect& crop = output.crop;
    list.push_back({{"size", text(output.size)},
                    {"width", output.size.width},
                    {"height", output.size.height},
                    {"crop", Json::array({crop.x, crop.y, crop.width, crop.height})},
                    {"path", known(output.path)},
                    {"bytes", output.bytes},
                    {"quality", output.quality},
                    {"flags", flag_names(output.flags)}});
  }
  return list;
}

}  // namespace

std::string json_line(const Outcome& outcome) {
  const bool failed = outcome.status == Status::failed;
  const bool sized = outcome.size != Size{};
  const Json object = {{"schema", json_schema},
                       {"file", outcome.file},
                       {"status", name(outcome.status)},
                       {"fault", failed ? Json(name(outcome.error.fault)) : Json(nullptr)},
                       {"detail", failed ? Json(outcome.error.detail) : Json(nullptr)},
                       {"retriable", failed && worth_retrying(outcome.error.fault)},
                       {"format", known(outcome.format)},
                       {"width", sized ? Json(outcome.size.width) : Json(nullptr)},
                       {"height", sized ? Json(outcome.size.height) : Json(nullptr)},
                       {"turned", 90 * outcome.quarter_turns},
                       {"subject", subject(outcome)},
                       {"flags", flag_names(outcome.flags)},
                       {"duplicate_of", known(outcome.duplicate_of)},
                       {"outputs", outputs(outcome)},
                       {"thumbnail", known(outcome.thumbnail)},
                       {"redone_on_cpu", outcome.redone_on_cpu},
                       {"seconds", rounded(outcome.seconds, 3)}};
  return json_text(object) + '\n';
}

}  // namespace headroom::report
