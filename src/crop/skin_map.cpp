#include "crop/skin_map.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "crop/skin_model.h"
#include "crop/skin_scores.h"
#include "crop/wide.h"
#include "kernels/skin.h"

namespace headroom::crop {
namespace {

constexpr int grey_below = 4;  // mean |cb - 128| + |cr - 128|; scans of prints reach 3, pale office portraits 6

void score_row(const SkinRow& row, std::span<const int> table, bool by_eights) {
  for (int x = by_eights ? score_eights(row, table) : 0; x < row.width; x++)
    row.score[x] = static_cast<Byte>(skin_score(table.data(), row.luma[x], row.cb[x], row.cr[x]));
}

/// As kernels/skin_rows.cl: sums[0] of scores, sums[1] of colourfulness.
[[gnu::always_inline]] inline void sum_row(const SkinRow& row, int* __restrict sums) {
  int skin = 0;
  int colour = 0;
  HEADROOM_APART
  for (int x = 0; x < row.width; x++) {
    skin += row.score[x];
    colour += skin_colourfulness(row.cb[x], row.cr[x]);
  }
  sums[0] = skin;
  sums[1] = colour;
}

}  // namespace

bool SkinMap::grey() const { return colourfulness < grey_below; }

SkinMap make_skin_map(Plane score, std::span<const int> row_sums) {
  long long skin = 0;
  long long colour = 0;
  for (std::size_t i = 0; i + 1 < row_sums.size(); i += 2) {
    skin += row_sums[i];
    colour += row_sums[i + 1];
  }
  const long long pixels = std::max(1LL, score.size().pixels());
  return {std::move(score), static_cast<int>(skin / pixels), static_cast<int>(colour / pixels)};
}

SkinMap make_skin_map_on_cpu(const Image& preview, std::span<const int> table) {
  Plane score(preview.luma.size());
  score.across = preview.luma.across;
  score.down = preview.luma.down;
  std::vector<int> sums(2 * static_cast<std::size_t>(score.height()), 0);
  const std::vector<Byte> neutral(score.width(), neutral_chroma);
  const bool by_eights = can_score_eights(table);
  for (int y = 0; y < score.height(); y++) {
    const Byte* cb = preview.grey() ? neutral.data() : preview.cb.row(y);
    const Byte* cr = preview.grey() ? neutral.data() : preview.cr.row(y);
    const SkinRow row{preview.luma.row(y), cb, cr, score.row(y), score.width()};
    score_row(row, table, by_eights);
    wide<sum_row>(row, &sums[2 * y]);
  }
  return make_skin_map(std::move(score), sums);
}

SkinMap make_skin_map_on_cpu(const Image& preview) { return make_skin_map_on_cpu(preview, skin_table()); }

}  // namespace headroom::crop
