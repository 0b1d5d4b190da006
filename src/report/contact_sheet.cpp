#include "report/contact_sheet.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "base/rounding.h"
#include "report/escape.h"
#include "report/explain.h"
#include "report/page.h"

namespace headroom::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view parts_folder = "contact-sheet";

std::string part_name(std::size_t number) { return fmt::format("data-{:04}.js", number); }

bool belongs(const std::string& file, std::size_t parts) {
  for (std::size_t number = 0; number < parts; number++)
    if (file == part_name(number)) return true;
  return false;
}

Json numbers(const Rect& rect) { return Json::array({rect.x, rect.y, rect.width, rect.height}); }

Json numbers(const Box& box) {
  return Json::array({std::lround(box.x), std::lround(box.y), std::lround(box.width), std::lround(box.height)});
}

Json flag_words() {
  Json words = Json::array();
  for (const auto& [flag, explanation] : explained_flags()) {
    Flags alone;
    alone.raise(flag);
    words.push_back(
        {{"name", alone.text()}, {"bit", alone.bits()}, {"meaning", explanation.meaning}, {"next", explanation.next}});
  }
  return words;
}

Json fault_words() {
  Json words = Json::array();
  for (const auto& [fault, explanation] : explained_faults())
    words.push_back({{"name", name(fault)}, {"meaning", explanation.meaning}, {"next", explanation.next}});
  return words;
}

Json run_words(std::size_t parts, const Totals& totals, const RunDescription& description) {
  Json settings = Json::array();
  for (const auto& [setting, value] : description.settings) settings.push_back({setting, value});
  return {{"version", description.version},
          {"device", description.device},
          {"settings", settings},
          {"parts", parts},
          {"totals",
           {{"photos", totals.photos},
            {"failed", totals.failed},
            {"warning", totals.warning},
            {"ok", totals.ok},
            {"retriable", totals.retriable},
            {"outputs", totals.outputs},
            {"bytes", totals.bytes}}},
          {"flags", flag_words()},
          {"faults", fault_words()}};
}

void fill(std::string& page, std::string_view gap, std::string_view text) {
  page.replace(page.find(gap), gap.size(), text);
}

/// The page with its gaps filled; what comes from the run goes in last, so that nothing is looked for in it.
std::string filled_page(const std::string& run) {
  std::string page(page_markup);
  fill(page, "{{style}}", fmt::format("{}{}", page_colours, page_style));
  fill(page, "{{script}}", fmt::format("{}\n{}\n{}", page_photos, page_cards, page_controls));
  fill(page, "{{run}}", run);
  return page;
}

}  // namespace

std::string contact_sheet_row(const Outcome& outcome) {
  Json outputs = Json::array();
  for (const auto& output : outcome.outputs)
    outputs.push_back({percent_encoded(output.path), output.size.width, output.size.height, numbers(output.crop),
                       output.bytes, output.quality, output.flags.bits()});
  const Subject& subject = outcome.subject;
  Json row = {outcome.file,
              name(outcome.status),
              outcome.flags.bits(),
              rounded(subject.confidence, 2),
              name(subject.finder),
              outcome.format,
              outcome.size.width,
              outcome.size.height,
              subject.found() ? numbers(subject.head) : Json(0),
              percent_encoded(outcome.thumbnail),
              outputs};
  const std::string detail = detail_of(outcome);
  const bool failed = outcome.status == Status::failed;
  if (failed || !detail.empty()) {
    row.push_back(failed ? name(outcome.error.fault) : "");
    row.push_back(detail);
  }
  return json_text(row);
}

ContactSheet::ContactSheet(std::filesystem::path folder)
    : folder_(std::move(folder)), page_(folder_, "contact-sheet.html") {}

void ContactSheet::add(const Outcome& outcome) {
  if (parts_.empty() || rows_ == rows_per_part) {
    end_part();
    const std::size_t number = parts_.size();
    parts_.emplace_back(folder_, fmt::format("{}/{}", parts_folder, part_name(number)));
    parts_.back().write(fmt::format("add_photos({}, [\n", number));
    rows_ = 0;
  }
  parts_.back().write((rows_ == 0 ? "" : ",\n") + contact_sheet_row(outcome));
  rows_++;
}

Result<void> ContactSheet::seal(const Totals& totals, const RunDescription& description) {
  end_part();
  if (!state_) return state_;
  page_.write(filled_page(json_text(run_words(parts_.size(), totals, description))));
  return page_.seal();
}

Result<void> ContactSheet::publish() {
  for (auto& part : parts_)
    if (auto published = part.publish(); !published) return published;
  if (auto published = page_.publish(); !published) return published;
  remove_parts_left_over();
  sync_names(folder_ / parts_folder);
  return {};
}

void ContactSheet::end_part() {
  if (parts_.empty() || !state_) return;
  parts_.back().write("\n]);\n");
  state_ = parts_.back().seal();
}

void ContactSheet::remove_parts_left_over() {
  std::vector<std::filesystem::path> left_over;
  std::error_code ignored;  // a part too many does no harm: the page does not ask for it
  for (const auto& entry : std::filesystem::directory_iterator(folder_ / parts_folder, ignored)) {
    const std::string file = entry.path().filename().string();
    if (file.starts_with("data-") && file.ends_with(".js") && !belongs(file, parts_.size())) left_over.push_back(entry);
  }
  for (const auto& path : left_over) std::filesystem::remove(path, ignored);
}

}  // namespace headroom::report
