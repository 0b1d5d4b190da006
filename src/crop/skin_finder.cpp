#include "crop/skin_finder.h"

#include <algorithm>
#include <array>

#include "crop/head_refine.h"

namespace headroom::crop {
namespace {

constexpr int least_side = 16;      // preview pixels; less shows no face
constexpr int largest_lead = 1024;  // 1/256 of log odds; a greater lead says nothing more
constexpr int several_above = 0;    // score from which a rival is a person rather than a likeness; even odds

/// 1 / (1 + exp(-x)) for x = -6, -5 ... 6: a table, so that all machines give one confidence.
constexpr std::array<double, 13> logistic{0.0025, 0.0067, 0.0180, 0.0474, 0.1192, 0.2689, 0.5,
                                          0.7311, 0.8808, 0.9526, 0.9820, 0.9933, 0.9975};

double share_of(int log_odds) {
  const int at = std::clamp(log_odds + 6 * 256, 0, 12 * 256 - 1);
  const double from = logistic[at / 256];
  return from + (logistic[at / 256 + 1] - from) * (at % 256) / 256;
}

double confidence_of(const HeadGuess& guess, const Calibration& by) {
  const int lead = std::min(guess.score - guess.rival, largest_lead);
  return share_of(by.offset + (by.of_score * guess.score + by.of_lead * lead) / 256);
}

double in_photo(const Axis& axis, int position) { return axis.origin + axis.step * position / subpixel; }

Box in_photo(const Window& window, const Plane& preview) {
  const double left = in_photo(preview.across, window.x);
  const double top = in_photo(preview.down, window.y);
  return {left, top, in_photo(preview.across, window.x + window.cell * head_columns) - left,
          in_photo(preview.down, window.y + window.cell * head_rows) - top};
}

}  // namespace

SkinFinding find_by_skin(const SkinMap& map, const Image& preview, const SkinModel& model) {
  SkinFinding finding;
  finding.grey = map.grey();
  if (preview.luma.size().short_side() < least_side) return finding;
  const HeadGuess guess = guess_head(PreviewSums(map, preview), model);
  const double confidence = confidence_of(guess, finding.grey ? model.grey : model.colour);
  finding.subject = {Finder::skin, in_photo(guess.window, preview.luma), confidence};
  finding.several_people = guess.rival > several_above;
  return finding;
}

SkinFinding find_by_skin(const SkinMap& map, const Image& preview) { return find_by_skin(map, preview, skin_model()); }

}  // namespace headroom::crop
