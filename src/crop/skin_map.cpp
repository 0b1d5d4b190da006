#include "crop/skin_map.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "crop/skin_model.h"
#include "kernels/skin.h"

namespace headroom::crop {
namespace {

constexpr int grey_below = 4;  // mean |cb - 128| + |cr - 128|; scans of prints reach 3, pale office portraits 6

void score_row(const Image& preview, const std::vector<Byte>& neutral, std::span<const int> table, int y, Byte* score,
               int* sums) {
  const Byte* luma = preview.luma.row(y);
  const Byte* cb = preview.grey() ? neutral.data() : preview.cb.row(y);
  const Byte* cr = preview.grey() ? neutral.data() : preview.cr.row(y);
  for (int x = 0; x < preview.luma.width(); x++) {
    score[x] = static_cast<Byte>(skin_score(table.data(), luma[x], cb[x], cr[x]));
    sums[0] += score[x];
    sums[1] += skin_colourfulness(cb[x], cr[x]);
  }
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
  for (int y = 0; y < score.height(); y++) score_row(preview, neutral, table, y, score.row(y), &sums[2 * y]);
  return make_skin_map(std::move(score), sums);
}

SkinMap make_skin_map_on_cpu(const Image& preview) { return make_skin_map_on_cpu(preview, skin_table()); }

}  // namespace headroom::crop
