#include "batch/labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "base/csv_table.h"

namespace headroom::batch {
namespace {

constexpr double shortest_time = 0.001, longest_time = 1e7;  // ms; three hours
constexpr double longest_side = 1e6;                         // pixels; no photo has more, and sums stay exact

/// Columns by their names, in that order.
template <std::size_t count>
Result<std::array<std::size_t, count>> columns(const CsvTable& table,
                                               const std::array<std::string_view, count>& names) {
  std::array<std::size_t, count> found{};
  for (std::size_t i = 0; i < count; i++) {
    const auto column = table.column(names[i]);
    if (!column) return Failure(column.error());
    found[i] = *column;
  }
  return found;
}

std::vector<std::string> split(std::string_view text, char between) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(between), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

Result<int> side_in(const CsvTable& table, const CsvTable::Row& row, std::size_t column) {
  const auto side = table.number(row, column);
  if (!side) return Failure(side.error());
  if (*side < 1 || *side > longest_side || *side != static_cast<int>(*side))
    return table.wrong(row, fmt::format("'{}' is no side of a photo, in whole pixels", row.cells[column]));
  return static_cast<int>(*side);
}

/// at  the columns of x, y, width and height
Result<Box> box_in(const CsvTable& table, const CsvTable::Row& row, const std::size_t* at) {
  std::array<double, 4> sides{};
  for (std::size_t i = 0; i < sides.size(); i++) {
    const auto number = table.number(row, at[i]);
    if (!number) return Failure(number.error());
    sides[i] = *number;
  }
  if (sides[2] < 0 || sides[3] < 0) return table.wrong(row, "a box with a negative side");
  if (std::ranges::any_of(sides, [](double side) { return std::abs(side) > longest_side; }))
    return table.wrong(row, "a box farther out than any photo reaches");
  return Box{sides[0], sides[1], sides[2], sides[3]};
}

bool has_face(const CsvTable& table, const CsvTable::Row& row, std::size_t column) {
  if (row.cells[column].empty()) return false;
  const auto width = table.number(row, column);
  return !width || *width != 0;  // what is no number is complained about later
}

bool meets(const Box& face, Size photo) {
  return face.height > 0 && face.x < photo.width && face.y < photo.height && face.x + face.width > 0 &&
         face.y + face.height > 0;
}

constexpr std::array<std::string_view, 7> label_columns{"file",   "width",  "height", "face_x",
                                                        "face_y", "face_w", "face_h"};
using LabelColumns = std::array<std::size_t, label_columns.size()>;

Result<Label> label_in(const CsvTable& table, const CsvTable::Row& row, const LabelColumns& at) {
  Label label;
  label.file = row.cells[at[0]];
  if (label.file.empty()) return table.wrong(row, "no file is named");
  const auto width = side_in(table, row, at[1]);
  if (!width) return Failure(width.error());
  const auto height = side_in(table, row, at[2]);
  if (!height) return Failure(height.error());
  label.photo = {*width, *height};
  if (!has_face(table, row, at[5])) return label;
  const auto face = box_in(table, row, &at[3]);
  if (!face) return Failure(face.error());
  label.face = *face;
  if (face->width > 0 && !meets(*face, label.photo))
    return table.wrong(row, "the face lies outside the photo, or is flat");
  return label;
}

}  // namespace

bool Label::shows_a_face() const { return face.width > 0 && std::ranges::find(tags, "noface") == tags.end(); }

Result<std::vector<Label>> read_labels(const std::filesystem::path& file) {
  const auto table = CsvTable::read(file);
  if (!table) return Failure(table.error());
  const auto at = columns(*table, label_columns);
  if (!at) return Failure(at.error());
  const auto tags = table->column_if_any("tags");
  std::vector<Label> labels;
  std::map<std::string, std::size_t> lines;
  for (const auto& row : table->rows()) {
    auto label = label_in(*table, row, *at);
    if (!label) return Failure(label.error());
    const auto [first, is_new] = lines.try_emplace(label->file, row.line);
    if (!is_new) return table->wrong(row, fmt::format("{} is labelled in line {}, too", label->file, first->second));
    if (tags) label->tags = split(row.cells[*tags], ';');
    labels.push_back(std::move(*label));
  }
  if (labels.empty()) return fail(Fault::usage, fmt::format("{}: no photo is labelled", file.string()));
  return labels;
}

void Crops::add(std::string file, std::string output, const Box& crop) {
  crops_[{std::move(output), std::move(file)}] = crop;
}

std::optional<Box> Crops::find(const std::string& file, const std::string& output) const {
  auto found = crops_.find({output, file});
  // Our own crops.csv has an apostrophe before what a spreadsheet would take for a formula.
  if (found == crops_.end()) found = crops_.find({output, "'" + file});
  if (found == crops_.end()) return std::nullopt;
  return found->second;
}

Result<Crops> read_crops(const std::filesystem::path& file) {
  const auto table = CsvTable::read(file);
  if (!table) return Failure(table.error());
  const auto at = columns<6>(*table, {"file", "output", "x", "y", "width", "height"});
  if (!at) return Failure(at.error());
  Crops crops;
  for (const auto& row : table->rows()) {
    const auto box = box_in(*table, row, &(*at)[2]);
    if (!box) return Failure(box.error());
    const auto& photo = row.cells[(*at)[0]];
    const auto& output = row.cells[(*at)[1]];
    if (!crops.crops_.try_emplace({output, photo}, *box).second)
      return table->wrong(row, fmt::format("a second crop of {} for {}", photo, output));
  }
  return crops;
}

Result<std::map<std::string, double>> read_times(const std::filesystem::path& file) {
  const auto table = CsvTable::read(file);
  if (!table) return Failure(table.error());
  const auto at = columns<2>(*table, {"cropper", "milliseconds"});
  if (!at) return Failure(at.error());
  std::map<std::string, double> times;
  for (const auto& row : table->rows()) {
    const auto milliseconds = table->number(row, (*at)[1]);
    if (!milliseconds) return Failure(milliseconds.error());
    if (*milliseconds < shortest_time || *milliseconds > longest_time)
      return table->wrong(row, fmt::format("'{}' is no time of a photo, in milliseconds", row.cells[(*at)[1]]));
    if (!times.try_emplace(row.cells[(*at)[0]], *milliseconds).second)
      return table->wrong(row, fmt::format("a second time for {}", row.cells[(*at)[0]]));
  }
  return times;
}

}  // namespace headroom::batch
