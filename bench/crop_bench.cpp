#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

#include "codec/photo_source.h"
#include "crop/face_networks.h"
#include "crop/shrink_area.h"
#include "crop/skin_finder.h"
#include "crop/skin_model.h"
#include "crop/subject_finder.h"
#include "kernels/skin.h"

namespace headroom::crop {
namespace {

constexpr int preview_side = 640;  // of a run; the skin finder takes the halved one

/// An ellipse in the colour of skin with eyes and a mouth, before a wall with some noise.
Image drawn_portrait(Size size) {
  Image image{Plane(size), Plane(size), Plane(size)};
  std::mt19937 random(7);
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++) {
      const double across = (x - 0.5 * size.width) / (0.13 * size.height);
      const double down = (y - 0.42 * size.height) / (0.18 * size.height);
      const bool face = across * across + down * down < 1;
      const bool feature = face && ((down > -0.2 && down < 0 && std::abs(across) > 0.2 && std::abs(across) < 0.6) ||
                                    (down > 0.45 && down < 0.55 && std::abs(across) < 0.4));
      image.luma.row(y)[x] = static_cast<Byte>((feature ? 80 : face ? 165 : 110) + random() % 6);
      image.cb.row(y)[x] = face ? 110 : 134;
      image.cr.row(y)[x] = face ? 152 : 122;
    }
  return image;
}

/// Previews of the camera's photos where HEADROOM_PHOTOS says they are, in hires/; without them, drawn ones.
std::vector<Image> make_previews() {
  std::vector<Image> previews;
  const char* photos = std::getenv("HEADROOM_PHOTOS");
  const std::filesystem::path folder = std::filesystem::path(photos == nullptr ? "" : photos) / "hires";
  if (!std::filesystem::is_directory(folder)) {
    for (const Size size : {Size{640, 426}, Size{480, 640}, Size{600, 600}}) previews.push_back(drawn_portrait(size));
    return previews;
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".jpg") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const Bytes bytes((std::istreambuf_iterator<char>(file)), {});
    if (auto source = codec::open_photo(bytes, {}))
      if (auto preview = (*source)->preview(preview_side)) previews.push_back(std::move(*preview));
  }
  return previews;
}

const std::vector<Image>& large_previews() {
  static const std::vector<Image> made = make_previews();
  return made;
}

const std::vector<Image>& previews() {
  static const std::vector<Image> made = [] {
    std::vector<Image> small;
    for (const Image& preview : large_previews()) small.push_back(shrink_to(preview, fitted_long_side));
    return small;
  }();
  return made;
}

bool is_the_kernel_s(const SkinMap& map, const Image& preview) {
  for (int y = 0; y < preview.luma.height(); y++)
    for (int x = 0; x < preview.luma.width(); x++) {
      const int cb = preview.grey() ? neutral_chroma : preview.cb.row(y)[x];
      const int cr = preview.grey() ? neutral_chroma : preview.cr.row(y)[x];
      if (map.score.row(y)[x] != skin_score(skin_table().data(), preview.luma.row(y)[x], cb, cr)) return false;
    }
  return true;
}

/// Time is per photo: one after the other, so that none stays in the caches.
void skin_map(benchmark::State& state) {
  if (previews().empty()) return state.SkipWithError("no photos");
  for (const Image& preview : previews())
    if (!is_the_kernel_s(make_skin_map_on_cpu(preview), preview)) return state.SkipWithError("the skin map is wrong");
  std::size_t at = 0;
  for (auto _ : state) benchmark::DoNotOptimize(make_skin_map_on_cpu(previews()[at++ % previews().size()]).skin_share);
  state.SetItemsProcessed(state.iterations());  // photos
}

void skin_map_and_head(benchmark::State& state) {
  if (previews().empty()) return state.SkipWithError("no photos");
  const auto find = [](const Image& preview) { return find_by_skin(make_skin_map_on_cpu(preview), preview).subject; };
  for (const Image& preview : previews())
    if (find(preview).head != find(preview).head || !find(preview).found())
      return state.SkipWithError("no head, or another one each time");
  std::size_t at = 0;
  for (auto _ : state) benchmark::DoNotOptimize(find(previews()[at++ % previews().size()]).confidence);
  state.SetItemsProcessed(state.iterations());  // photos
}

/// Everything that finds out who a photo is of. Without the face model there is nothing to time.
void subject(benchmark::State& state, Senses senses) {
  if (large_previews().empty()) return state.SkipWithError("no photos");
  const auto networks = FaceNetworks::load(HEADROOM_SHARE "/face_detection_yunet_2023mar.onnx");
  compute::Backend backend;
  const SubjectFinder finder(networks ? networks->get() : nullptr, backend);
  Search search;
  search.senses = senses;
  const auto find = [&](const Image& preview) { return finder.find(preview, preview.luma.size(), search).value(); };
  for (const Image& preview : large_previews())
    if (find(preview).subject.head != find(preview).subject.head) return state.SkipWithError("another head each time");
  std::size_t at = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(find(large_previews()[at++ % large_previews().size()]).subject.confidence);
  state.SetItemsProcessed(state.iterations());  // photos
  state.SetLabel(networks ? "with the face model" : "without a face model: scripts/face-model installs it");
}

BENCHMARK_CAPTURE(subject, smart, Senses::face_and_skin)->Name("crop/subject/smart")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(subject, face, Senses::face)->Name("crop/subject/face")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(subject, skin, Senses::skin)->Name("crop/subject/skin")->Unit(benchmark::kMillisecond);
BENCHMARK(skin_map)->Name("crop/skin/map")->Unit(benchmark::kMillisecond);
BENCHMARK(skin_map_and_head)->Name("crop/skin/map_and_head")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace headroom::crop
