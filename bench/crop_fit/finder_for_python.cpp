// The finder's own code as plain C functions, so that fit.py learns from exactly what the program sees.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "crop/head_refine.h"
#include "crop/head_search.h"
#include "crop/skin_finder.h"
#include "crop/skin_map.h"
#include "crop/window.h"

using namespace headroom;
using namespace headroom::crop;

namespace {

/// pixels: luma, cb and cr one after the other, rows without gaps.
Image image_from(const std::uint8_t* pixels, int width, int height) {
  Image image;
  for (Plane* plane : image.planes()) {
    *plane = Plane(Size{width, height});
    for (int y = 0; y < height; y++, pixels += width) std::memcpy(plane->row(y), pixels, width);
  }
  return image;
}

std::span<const int> table_from(const int* table) { return {table, 54}; }

}  // namespace

extern "C" {

struct RawModel {
  const Tree* trees[5];  // search, choice, across, down, larger
  int counts[5];
};

int feature_count() { return crop::feature_count; }
int tree_bytes() { return sizeof(Tree); }

/// features: count rows of feature_count(); windows: count times x, y, cell
void features_of(const std::uint8_t* pixels, int width, int height, const int* table, const Window* windows, int count,
                 std::uint8_t* features) {
  const Image preview = image_from(pixels, width, height);
  const PreviewSums sums(make_skin_map_on_cpu(preview, table_from(table)), preview);
  ChannelMaker maker(sums);
  for (int i = 0; i < count; i++) {
    const ChannelGrid cells = cells_around(maker, windows[i]);
    const View view = view_of(cells);
    for (int f = 0; f < crop::feature_count; f++) *features++ = static_cast<std::uint8_t>(view.feature(f));
  }
}

SkinModel model_from(const RawModel& raw) {
  const auto trees = [&](int i) { return std::span<const Tree>(raw.trees[i], raw.counts[i]); };
  return {trees(0), trees(1), trees(2), trees(3), trees(4)};
}

/// found: room for count times x, y, cell, score; returns how many. refined: moved into place and judged by `choice`
int search(const std::uint8_t* pixels, int width, int height, const int* table, const RawModel* raw, int count,
           int refined, Candidate* found) {
  const Image preview = image_from(pixels, width, height);
  const PreviewSums sums(make_skin_map_on_cpu(preview, table_from(table)), preview);
  const SkinModel model = model_from(*raw);
  ChannelMaker maker(sums);
  const HeadSearch heads = search_heads(maker, model.search, count);
  const std::vector<Candidate> candidates = refined ? refine_heads(maker, heads, model) : heads.candidates;
  std::copy(candidates.begin(), candidates.end(), found);
  return static_cast<int>(candidates.size());
}

void guess(const std::uint8_t* pixels, int width, int height, const int* table, const RawModel* raw, HeadGuess* found) {
  const Image preview = image_from(pixels, width, height);
  const PreviewSums sums(make_skin_map_on_cpu(preview, table_from(table)), preview);
  *found = guess_head(sums, model_from(*raw));
}
}
