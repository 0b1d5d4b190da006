#include "datasets/camera.h"

#include <gtest/gtest.h>

#include <memory>

#include <libexif/exif-data.h>

#include "codec/photo_source.h"
#include "datasets/portrait.h"
#include "support/gradients.h"
#include "support/jpeg_files.h"

namespace headroom::datasets {
namespace {

constexpr double jpeg_loss = 35;  // dB at quality 92; a picture turned wrongly has less than 20

Scene scene_of(double megapixels) { return plan_scene(Random(5), megapixels); }

Bytes portrait_file(const Scene& scene, const Camera& camera) {
  return camera_file(draw(scene, upright_sampling(camera)), camera);
}

/// As a program sees it that heeds the orientation.
Image upright_photo(Bytes file) {
  const auto source = codec::open_photo(std::move(file), {}).value();
  return source->region({0, 0, source->size().width, source->size().height}, source->size()).value();
}

Bytes thumbnail_of(const Bytes& file) {
  const std::unique_ptr<ExifData, void (*)(ExifData*)> exif(
      exif_data_new_from_data(file.data(), static_cast<unsigned>(file.size())), exif_data_unref);
  return {exif->data, exif->data + exif->size};
}

TEST(Camera, stores_a_picture_that_comes_out_upright_for_every_orientation) {
  const Scene scene = scene_of(0.1);
  const Image drawn = draw(scene);
  for (int orientation = 1; orientation <= 8; orientation++) {
    const Image seen = upright_photo(portrait_file(scene, {{}, orientation}));
    ASSERT_EQ(seen.luma.size(), scene.size) << orientation;
    EXPECT_GT(test::psnr(seen.luma, drawn.luma), jpeg_loss) << orientation;
    EXPECT_GT(test::psnr(seen.cb, drawn.cb), jpeg_loss) << orientation;
    EXPECT_GT(test::psnr(seen.cr, drawn.cr), jpeg_loss) << orientation;
  }
}

TEST(Camera, stores_pixels_as_the_orientation_says) {
  const Scene scene = scene_of(0.02);
  const Image drawn = draw(scene, {1, 1});
  for (int orientation = 1; orientation <= 8; orientation++) {
    Bytes file = portrait_file(scene, {{.sampling = {1, 1}}, orientation});
    file[test::find_marker(file, 0xe1) + 4] = 'N';  // no longer EXIF: the orientation is not heeded
    const Image stored = upright_photo(std::move(file));
    const Image expected = test::stored_as(drawn, orientation);
    ASSERT_EQ(stored.luma.size(), expected.luma.size()) << orientation;
    EXPECT_GT(test::psnr(stored.luma, expected.luma), jpeg_loss) << orientation;
  }
}

TEST(Camera, keeps_the_sampling_of_the_file_when_the_picture_is_stored_turned) {
  for (const Sampling sampling : {Sampling{2, 1}, Sampling{4, 1}, Sampling{0, 0}}) {
    const Camera camera{{.sampling = sampling}, 6};
    const Scene scene = scene_of(0.05);
    const Image seen = upright_photo(portrait_file(scene, camera));
    const Image drawn = draw(scene, upright_sampling(camera));
    EXPECT_GT(test::psnr(seen.luma, drawn.luma), jpeg_loss);
    EXPECT_EQ(seen.cb.size(), drawn.cb.size());
  }
}

TEST(Camera, adds_a_thumbnail_stored_like_the_picture) {
  for (const Sampling sampling : {Sampling{2, 2}, Sampling{1, 1}, Sampling{0, 0}})
    for (const int orientation : {1, 6}) {
      const Scene scene = scene_of(0.3);
      const Image small = upright_photo(thumbnail_of(portrait_file(scene, {{.sampling = sampling}, orientation})));
      EXPECT_EQ(small.luma.size().long_side(), 160);
      EXPECT_EQ(small.grey(), sampling.grey());
      EXPECT_EQ(small.luma.width() > small.luma.height(), (scene.size.width > scene.size.height) == (orientation == 1));
    }
}

TEST(Camera, writes_pictures_of_a_single_pixel) {
  for (int orientation = 1; orientation <= 8; orientation++) {
    const Bytes file = portrait_file(scene_of(1e-6), {{}, orientation});
    EXPECT_EQ(upright_photo(file).luma.size(), (Size{1, 1}));
    EXPECT_EQ(upright_photo(thumbnail_of(file)).luma.size(), (Size{1, 1}));
  }
}

/// What a camera writes: 2.5 bits per pixel, give or take a half.
TEST(Camera, needs_as_many_bits_as_a_camera_for_twelve_megapixels) {
  for (std::uint64_t seed = 0; seed < 12; seed++) {
    const Scene scene = plan_scene(Random(seed), 12);
    const double bits = 8.0 * static_cast<double>(portrait_file(scene, {}).size());
    EXPECT_NEAR(bits / static_cast<double>(scene.size.pixels()), 2.5, 0.5) << "seed " << seed;
  }
}

}  // namespace
}  // namespace headroom::datasets
