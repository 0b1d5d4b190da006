#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "batch/comparison.h"
#include "batch/tally.h"
#include "report/escape.h"
#include "report/score_parts.h"
#include "report/score_words.h"

namespace headroom::report {
namespace {

using batch::Figures;
using batch::Group;
using batch::Scores;

constexpr long long few_photos = 10;  // below, a share says little

std::string name_cell(const Scores& scores, std::size_t cropper) {
  return fmt::format(R"(<th scope="row"><i class="key {}"></i>{}</th>)", colour_of(cropper),
                     html_text(scores.croppers[cropper].name));
}

std::string percent_cell(const Figures& sum, long long part) {
  return fmt::format("<td>{}</td>", sum.photos == 0 ? "–" : fmt::format("{:.1f}", sum.percent(part)));
}

/// The row of the cropper to take stands out.
std::string row_start(const Scores& scores, std::size_t cropper, std::size_t taken) {
  return fmt::format("<tr{}>{}", taken == cropper ? R"( class="taken")" : "", name_cell(scores, cropper));
}

/// With a bar behind it and, small, where the share would lie for more such photos.
std::string good_cell(const Figures& sum) {
  const auto range = batch::likely_share(sum.good, sum.photos);
  return fmt::format(
      R"(<td class="good"><i style="width:{0:.1f}%"></i><b>{0:.1f}</b> <small>{1:.0f}–{2:.0f}</small></td>)",
      sum.percent(sum.good), 100 * range.low, 100 * range.high);
}

std::string figures_row(const Scores& scores, std::size_t cropper, std::size_t size, std::size_t taken) {
  const Figures all = figures(scores, cropper, size);
  const Figures hard = figures(scores, cropper, size, {Group::Kind::hard});
  return fmt::format("{}{}{}{}{}{}<td>{:.3f}</td></tr>\n", row_start(scores, cropper, taken), good_cell(all),
                     percent_cell(hard, hard.good), percent_cell(all, all.usable), percent_cell(all, all.contained),
                     percent_cell(all, all.missed), all.mean_overlap());
}

std::string time_cells(const Scores& scores, std::size_t cropper) {
  const auto time = times(scores, cropper);
  if (!time) return "<td>–</td><td>–</td>";
  return fmt::format("<td>{:.1f} ms{}</td><td>{:.0f}</td>", time->mean, time->measured ? "" : " *",
                     time->photos_per_second());
}

std::string trust_cells(const Scores& scores, std::size_t cropper) {
  const auto sum = trust(scores, cropper);
  if (!sum) return "<td>–</td><td>–</td>";
  const double share = sum->faces == 0 ? 0 : static_cast<double>(sum->doubtful) / sum->faces;
  return fmt::format("<td>{} <small>({} of {})</small></td><td>{} of {}</td>", percent(share), sum->doubtful,
                     sum->faces, sum->fooled, sum->faceless);
}

/// Whole percent; 100 only where all are good.
int whole_percent(const Figures& sum) {
  if (sum.good == sum.photos) return 100;
  return std::min(99, static_cast<int>(std::lround(sum.percent(sum.good))));
}

/// The redder the worse, in steps that show the difference between 97 and 99 %.
std::string heat_cell(const Figures& sum, bool best) {
  return fmt::format(R"html(<td style="background:rgba(214,48,39,{:.2f})" title="{} of {}">{}{}{}</td>)html",
                     0.75 * std::sqrt(1 - sum.share(sum.good)), sum.good, sum.photos, best ? "<b>" : "",
                     whole_percent(sum), best ? "</b>" : "");
}

std::string heat_row(const Scores& scores, std::size_t size, const Group& group) {
  std::vector<Figures> sums;
  long long most = 0;
  for (std::size_t cropper = 0; cropper < scores.croppers.size(); cropper++) {
    sums.push_back(figures(scores, cropper, size, group));
    most = std::max(most, sums.back().good);
  }
  if (sums.front().photos == 0) return "";
  std::string row = fmt::format(R"(<tr{}><th scope="row">{}</th><td>{}</td>)",
                                sums.front().photos < few_photos ? R"( class="few")" : "", html_text(group.name()),
                                sums.front().photos);
  for (const auto& sum : sums) row += heat_cell(sum, sum.good == most);
  return row + "</tr>\n";
}

std::string tag_table(const Scores& scores, std::size_t size, bool open) {
  std::string table = fmt::format(
      R"(<details{}><summary>At {}</summary><table class="heat"><caption>Good crops, in percent</caption><thead><tr><th scope="col">photos</th>)"
      R"(<th scope="col">how many</th>)",
      open ? " open" : "", size_name(scores, size));
  for (const auto& cropper : scores.croppers)
    table += fmt::format(R"(<th scope="col"><span>{}</span></th>)", html_text(cropper.name));
  table += "</tr></thead><tbody>\n";
  for (const auto& group : groups_of(scores)) table += heat_row(scores, size, group);
  return table + "</tbody></table></details>\n";
}

}  // namespace

std::string figures_table(const Scores& scores) {
  const std::size_t taken = batch::choice(scores).taken;
  std::string table =
      R"(<table class="figures"><caption>How good the crops are, in percent of the photos with a face</caption><thead><tr>)"
      R"(<th scope="col">cropper</th><th scope="col">good <small>likely range</small></th>)"
      R"(<th scope="col">good, of the hard ones</th><th scope="col">usable</th><th scope="col">head whole</th>)"
      R"(<th scope="col">missed</th><th scope="col">mean IoU</th></tr></thead>)";
  for (std::size_t size = 0; size < scores.sides.size(); size++) {
    table += fmt::format(
        R"(<tbody><tr class="size"><th scope="rowgroup" colspan="7">{} <small>{} of {} photos are hard</small></th></tr>)",
        size_name(scores, size), figures(scores, 0, size, {Group::Kind::hard}).photos, batch::faces(scores));
    for (std::size_t cropper = 0; cropper < scores.croppers.size(); cropper++)
      table += figures_row(scores, cropper, size, taken);
    table += "</tbody>\n";
  }
  return table + "</table>\n";
}

std::string trust_table(const Scores& scores) {
  const std::size_t taken = batch::choice(scores).taken;
  std::string table =
      R"(<table class="figures"><caption>How fast it finds a head, and how sure it is</caption><thead><tr>)"
      R"(<th scope="col">cropper</th><th scope="col">time for a photo</th><th scope="col">photos a second, one thread</th>)"
      R"(<th scope="col">doubtful faces</th><th scope="col">photos of nobody taken for a person</th></tr></thead><tbody>)";
  bool given = false;
  for (std::size_t cropper = 0; cropper < scores.croppers.size(); cropper++) {
    table += fmt::format("{}{}{}</tr>\n", row_start(scores, cropper, taken), time_cells(scores, cropper),
                         trust_cells(scores, cropper));
    given |= scores.croppers[cropper].milliseconds.has_value();
  }
  table += "</tbody></table>\n";
  if (given) table += "<p class=\"note\">* measured elsewhere: it may hold more than finding the head.</p>\n";
  return table;
}

std::string tag_tables(const Scores& scores) {
  std::string tables;
  for (std::size_t size = 0; size < scores.sides.size(); size++) tables += tag_table(scores, size, size == 0);
  return tables;
}

}  // namespace headroom::report
