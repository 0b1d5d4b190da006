#include "report/score_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/csv_row.h"
#include "base/rounding.h"
#include "batch/comparison.h"
#include "batch/tally.h"
#include "report/escape.h"

namespace headroom::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr int schema = 1;  // raised when a name changes its meaning or goes

double percent(const batch::Figures& figures, long long part) { return rounded(figures.percent(part), 2); }

Json words(const batch::Figures& sum, const std::string& name) {
  const auto range = batch::likely_share(sum.good, sum.photos);
  return {{"group", name},
          {"photos", sum.photos},
          {"good", percent(sum, sum.good)},
          {"good_from", rounded(100 * range.low, 2)},
          {"good_to", rounded(100 * range.high, 2)},
          {"usable", percent(sum, sum.usable)},
          {"contained", percent(sum, sum.contained)},
          {"missed", percent(sum, sum.missed)},
          {"mean_iou", rounded(sum.mean_overlap(), 4)}};
}

Json bins(const std::vector<batch::Bin>& reliability) {
  Json list = Json::array();
  for (const auto& bin : reliability)
    list.push_back({{"from", rounded(bin.from, 2)},
                    {"to", rounded(bin.to, 2)},
                    {"photos", bin.photos},
                    {"good", bin.good},
                    {"mean_confidence", rounded(bin.mean_confidence, 4)}});
  return list;
}

Json size_words(const batch::Scores& scores, std::size_t cropper, std::size_t size,
                const std::vector<batch::Group>& groups) {
  Json rows = Json::array();
  for (const auto& group : groups) rows.push_back(words(figures(scores, cropper, size, group), group.name()));
  Json shares = Json::array();
  for (const double share : success(scores, cropper, size)) shares.push_back(rounded(share, 4));
  const int side = scores.sides[size];
  return {{"size", text(Size{side, side})},
          {"groups", rows},
          {"success", shares},
          {"reliability", bins(reliability(scores, cropper, size))}};
}

Json time_words(const std::optional<batch::Times>& times) {
  if (!times) return nullptr;
  Json words{{"milliseconds", rounded(times->mean, 3)},
             {"photos_per_second", rounded(times->photos_per_second(), 1)},
             {"measured", times->measured}};
  if (!times->measured) return words;
  words["median"] = rounded(times->median, 3);
  words["of_20_photos_19_take_less"] = rounded(times->high, 3);
  return words;
}

Json trust_words(const std::optional<batch::Trust>& trust) {
  if (!trust) return nullptr;
  return {{"faces", trust->faces},
          {"doubtful", trust->doubtful},
          {"photos_without_a_face", trust->faceless},
          {"trusted_without_a_face", trust->fooled}};
}

Json cropper_words(const batch::Scores& scores, std::size_t cropper, const std::vector<batch::Group>& groups) {
  Json sizes = Json::array();
  for (std::size_t size = 0; size < scores.sides.size(); size++)
    sizes.push_back(size_words(scores, cropper, size, groups));
  return {{"cropper", scores.croppers[cropper].name},
          {"time", time_words(times(scores, cropper))},
          {"trust", trust_words(trust(scores, cropper))},
          {"sizes", sizes}};
}

Json failures(const batch::Scores& scores) {
  Json list = Json::array();
  for (const auto& photo : scores.photos)
    if (photo.error)
      list.push_back(
          {{"file", photo.label.file}, {"fault", name(photo.error->fault)}, {"detail", photo.error->detail}});
  return list;
}

std::string_view verdict_word(const batch::ScoredPhoto& photo, const batch::Attempt& attempt, std::size_t size) {
  return photo.label.shows_a_face() ? word_for(attempt.verdicts[size]) : "noface";
}

std::string joined(const std::vector<std::string>& tags) {
  std::string text;
  for (const auto& tag : tags) text += (text.empty() ? "" : ";") + tag;
  return text;
}

void add_crop(CsvRow& row, const Box& crop) {
  if (crop.width <= 0) {
    row.empty().empty().empty().empty();
    return;
  }
  for (const double number : {crop.x, crop.y, crop.width, crop.height}) row.decimal(number, 2);
}

/// crop and verdict of one size
std::string line(const batch::Scores& scores, const batch::ScoredPhoto& photo, std::size_t cropper, std::size_t size) {
  const auto& attempt = photo.attempts[cropper];
  const int side = scores.sides[size];
  CsvRow row;
  row.text(photo.label.file).text(text(Size{side, side})).text(scores.croppers[cropper].name);
  row.text(verdict_word(photo, attempt, size));
  photo.label.shows_a_face() ? row.decimal(attempt.verdicts[size].overlap, 4) : row.empty();
  if (scores.croppers[cropper].looks() && !photo.error) {
    row.text(name(attempt.subject.finder)).decimal(attempt.subject.confidence, 4).text(attempt.trusted ? "yes" : "no");
  } else {
    row.empty().empty().empty();
  }
  add_crop(row, attempt.crops[size]);
  attempt.milliseconds ? row.decimal(*attempt.milliseconds, 3) : row.empty();
  row.text(photo.hard[size] && photo.label.shows_a_face() ? "yes" : "no").text(joined(photo.label.tags));
  row.text(photo.error ? name(photo.error->fault) : "");
  return row.line();
}

}  // namespace

std::string_view word_for(const crop::Verdict& verdict) {
  if (verdict.good()) return "good";
  if (verdict.usable()) return "usable";
  if (verdict.contained) return "contained";
  return verdict.missed ? "missed" : "cut";
}

std::string score_json(const batch::Scores& scores, const ScoreSettings& settings) {
  const auto groups = groups_of(scores);
  Json croppers = Json::array();
  for (std::size_t i = 0; i < scores.croppers.size(); i++) croppers.push_back(cropper_words(scores, i, groups));
  Json made = Json::object();
  for (const auto& [name, value] : settings) made[name] = value;
  const auto chosen = batch::choice(scores);
  return json_text({{"schema", schema},
                    {"settings", made},
                    {"labelled", scores.photos.size()},
                    {"with_a_face", batch::faces(scores)},
                    {"unlabelled", scores.unlabelled},
                    {"not_scored", failures(scores)},
                    {"take", scores.croppers[chosen.taken].name},
                    {"best", scores.croppers[chosen.best].name},
                    {"croppers", croppers}});
}

std::string score_csv_header() {
  return "file,size,cropper,verdict,iou,finder,confidence,trusted,x,y,width,height,milliseconds,hard,tags,fault\r\n";
}

std::string score_csv_lines(const batch::Scores& scores, const batch::ScoredPhoto& photo) {
  std::string lines;
  for (std::size_t size = 0; size < scores.sides.size(); size++)
    for (std::size_t cropper = 0; cropper < scores.croppers.size(); cropper++)
      lines += line(scores, photo, cropper, size);
  return lines;
}

}  // namespace headroom::report
