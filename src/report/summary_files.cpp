#include "report/summary_files.h"

#include <initializer_list>
#include <string_view>

#include "base/csv_row.h"
#include "report/explain.h"

namespace headroom::report {
namespace {

std::string header(std::initializer_list<std::string_view> columns) {
  CsvRow row;
  for (const auto column : columns) row.text(column);
  return row.line();
}

void add_size(CsvRow& row, Size size) {
  if (size == Size{}) {
    row.empty().empty();
  } else {
    row.number(size.width).number(size.height);
  }
}

void add_subject(CsvRow& row, const Outcome& outcome) {
  const Subject& subject = outcome.subject;
  if (outcome.status == Status::failed && !subject.found()) {  // nobody looked for a subject
    row.empty().empty();
  } else {
    row.text(name(subject.finder)).decimal(subject.confidence, 2);
  }
  if (!subject.found()) {
    row.empty().empty().empty().empty();
  } else {
    const Box& head = subject.head;
    row.decimal(head.x, 1).decimal(head.y, 1).decimal(head.width, 1).decimal(head.height, 1);
  }
}

}  // namespace

std::string crops_header() { return header({"file", "output", "x", "y", "width", "height"}); }

std::string crops_lines(const Outcome& outcome) {
  std::string lines;
  for (const auto& output : outcome.outputs) {
    if (output.path.empty()) continue;  // left out: there is no picture to crop
    CsvRow row;
    row.text(outcome.file).text(text(output.size));
    row.number(output.crop.x).number(output.crop.y).number(output.crop.width).number(output.crop.height);
    lines += row.line();
  }
  return lines;
}

std::string report_header() {
  return header({"file", "status", "fault", "detail", "format", "width", "height", "subject", "confidence", "head_x",
                 "head_y", "head_w", "head_h", "flags", "seconds"});
}

std::string report_line(const Outcome& outcome) {
  CsvRow row;
  row.text(outcome.file).text(name(outcome.status));
  if (outcome.status == Status::failed) {
    row.text(name(outcome.error.fault));
  } else {
    row.empty();
  }
  row.text(detail_of(outcome));
  row.text(outcome.format);
  add_size(row, outcome.size);
  add_subject(row, outcome);
  row.text(outcome.flags.text()).decimal(outcome.seconds, 3);
  return row.line();
}

}  // namespace headroom::report
