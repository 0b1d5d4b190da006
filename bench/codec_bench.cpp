#include <benchmark/benchmark.h>

#include <cmath>
#include <map>
#include <string>

#include "codec/jpeg_encode.h"
#include "codec/photo_source.h"
#include "codec/preview.h"

namespace headroom::codec {
namespace {

/// A smooth picture under noise: at quality 92 about 2.5 bits a pixel, as camera files have.
Image noisy_gradient(Size size, int noise_levels) {
  Image image{Plane(size), Plane(size), Plane(size)};
  std::uint32_t state = 1;
  const auto noise = [&] {
    state = state * 1664525 + 1013904223;
    return static_cast<int>((state >> 16) % static_cast<unsigned>(noise_levels)) - noise_levels / 2;
  };
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++) {
      const double wave = 40 * std::sin(x * 0.01) * std::cos(y * 0.013);
      image.luma.row(y)[x] = static_cast<Byte>(128 + static_cast<int>(wave) + noise());
      image.cb.row(y)[x] = static_cast<Byte>(118 + y * 20 / size.height);
      image.cr.row(y)[x] = static_cast<Byte>(140 + x * 20 / size.width);
    }
  return image;
}

/// Written once for each size.
const Bytes& camera_jpeg(Size size) {
  static std::map<std::pair<int, int>, Bytes> files;
  Bytes& file = files[{size.width, size.height}];
  if (file.empty()) file = encode_jpeg(noisy_gradient(size, 28), {}).value().bytes;
  return file;
}

void count(benchmark::State& state, double bytes_each) {
  state.SetItemsProcessed(state.iterations());  // photos
  state.SetBytesProcessed(static_cast<std::int64_t>(static_cast<double>(state.iterations()) * bytes_each));
}

/// What a run asks of a photo: a preview, then the pixels of a crop of half the short side.
bool preview_and_region(const Bytes& file, Rect crop, Size output, Image& preview, Image& region) {
  auto source = open_photo(file, {});
  if (!source) return false;
  auto small = (*source)->preview(320);
  if (!small) return false;
  auto part = (*source)->region(crop, output);
  if (!part) return false;
  preview = std::move(*small);
  region = std::move(*part);
  return true;
}

void jpeg_preview_and_region(benchmark::State& state, Size size, Rect crop) {
  const Bytes& file = camera_jpeg(size);
  Image preview, region;
  const bool done = preview_and_region(file, crop, {648, 648}, preview, region);
  if (!done || preview.luma.size().long_side() > 320 || region.luma.across.step > crop.width / 648.0)
    return state.SkipWithError("preview or region is not what was asked for");
  for (auto _ : state) {
    preview_and_region(file, crop, {648, 648}, preview, region);
    benchmark::DoNotOptimize(region.luma.row(0));
  }
  count(state, static_cast<double>(file.size()));
  state.counters["bits/pixel"] = 8.0 * static_cast<double>(file.size()) / static_cast<double>(size.pixels());
}

void jpeg_shrink(benchmark::State& state, Size size) {
  const Image image = noisy_gradient(size, 28);
  if (shrink_to_preview(image, 320).luma.size().long_side() > 320)
    return state.SkipWithError("the preview is too large");
  for (auto _ : state) benchmark::DoNotOptimize(shrink_to_preview(image, 320).luma.row(0));
  count(state, 3.0 * static_cast<double>(size.pixels()));
}

void jpeg_encode(benchmark::State& state, int side, std::size_t byte_limit) {
  const Image image = noisy_gradient({side, side}, 28);
  EncodeSettings settings;
  settings.byte_limit = byte_limit;
  const auto jpeg = encode_jpeg(image, settings);
  const auto decoded = jpeg ? open_photo(jpeg->bytes, {}) : Failure(jpeg.error());
  if (!decoded || (*decoded)->size() != Size{side, side} || !jpeg->fits)
    return state.SkipWithError("the JPEG is not what was asked for");
  for (auto _ : state) benchmark::DoNotOptimize(encode_jpeg(image, settings)->bytes.data());
  count(state, 3.0 * side * side);
}

constexpr Size camera_12mp{4000, 3000};
constexpr Size camera_6mp{3000, 2000};

BENCHMARK_CAPTURE(jpeg_preview_and_region, 12mp, camera_12mp, Rect{1250, 300, 1500, 1500})
    ->Name("codec/jpeg/preview_and_region/12mp")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(jpeg_preview_and_region, 12mp_second_pass, camera_12mp, Rect{1600, 300, 800, 800})
    ->Name("codec/jpeg/preview_and_region/12mp_second_pass")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(jpeg_preview_and_region, 6mp, camera_6mp, Rect{1000, 200, 1000, 1000})
    ->Name("codec/jpeg/preview_and_region/6mp")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(jpeg_shrink, 3mp, Size{2000, 1500})->Name("codec/jpeg/shrink/3mp")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(jpeg_encode, 648, 648, 0)->Name("codec/jpeg/encode/648")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(jpeg_encode, 96, 96, 0)->Name("codec/jpeg/encode/96")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(jpeg_encode, 96_limited, 96, 5000)
    ->Name("codec/jpeg/encode/96_limited")
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace headroom::codec
