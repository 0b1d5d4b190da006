#include "codec/jpeg_encode.h"

#include <gtest/gtest.h>

#include "codec/jpeg_planes.h"
#include "codec/jpeg_reader.h"
#include "support/gradients.h"
#include "support/jpeg_files.h"

namespace headroom::codec {
namespace {

Image noise(Size size) {
  Image image{Plane(size), Plane(size), Plane(size)};
  std::uint32_t state = 7;
  for (Plane* plane : image.planes())
    for (int y = 0; y < size.height; y++)
      for (int x = 0; x < size.width; x++)
        plane->row(y)[x] = static_cast<Byte>((state = state * 1664525 + 1013904223) >> 24);
  return image;
}

Jpeg encode(const Image& image, const EncodeSettings& settings = {}) { return encode_jpeg(image, settings).value(); }

Image decode(const Bytes& file) {
  JpegReader reader(file, {});
  EXPECT_TRUE(reader.read_header());
  auto planes = decode_planes(reader, 8).value();
  EXPECT_FALSE(planes.damaged);
  return std::move(planes.image);
}

/// Luma's sampling factors as the frame header has them: 0x11 or 0x22.
int luma_sampling(const Bytes& file) { return file[test::find_marker(file, 0xC0) + 11]; }

std::size_t table_bytes(const Bytes& file) {
  std::size_t total = 0;
  for (std::size_t i = 2; file[i] == 0xFF && file[i + 1] != 0xDA; i += 2u + file[i + 2] * 256u + file[i + 3])
    if (file[i + 1] == 0xC4) total += file[i + 2] * 256u + file[i + 3];
  return total;
}

TEST(Encode, keeps_all_chroma_in_icons_and_a_quarter_above) {
  const struct {
    Size size;
    Sampling sampling;
    int luma;
  } cases[] = {
      {{96, 96}, Sampling::automatic, 0x11},  {{120, 120}, Sampling::automatic, 0x11},
      {{121, 96}, Sampling::automatic, 0x22}, {{96, 648}, Sampling::automatic, 0x22},
      {{648, 648}, Sampling::s444, 0x11},     {{96, 96}, Sampling::s420, 0x22},
  };
  for (const auto& c : cases) {
    EncodeSettings settings;
    settings.sampling = c.sampling;
    EXPECT_EQ(luma_sampling(encode(test::gradient(c.size), settings).bytes), c.luma) << c.size.width;
  }
}

TEST(Encode, optimises_the_tables_of_icons_alone) {
  constexpr std::size_t standard_tables = 4 * 3 + 2 * (16 + 12) + 2 * (16 + 162) + 2 * 4 - 4 * 1;
  EXPECT_LT(table_bytes(encode(test::gradient({120, 120})).bytes), 200u);
  EXPECT_NEAR(static_cast<double>(table_bytes(encode(test::gradient({121, 121})).bytes)), standard_tables, 20);
}

TEST(Encode, gives_the_picture_back_at_every_size) {
  for (const Size size :
       {Size{1, 1}, Size{2, 1}, Size{7, 5}, Size{8, 8}, Size{15, 17}, Size{16, 16}, Size{33, 121}, Size{200, 131}})
    for (const Sampling sampling : {Sampling::s444, Sampling::s420}) {
      EncodeSettings settings;
      settings.quality = 100;
      settings.sampling = sampling;
      const Image decoded = decode(encode(test::gradient(size), settings).bytes);
      EXPECT_EQ(decoded.luma.size(), size);
      const int step = sampling == Sampling::s420 ? 2 : 1;
      EXPECT_EQ(decoded.cb.size(), (Size{(size.width + step - 1) / step, (size.height + step - 1) / step}));
      if (size.short_side() < 15) continue;
      for (int i = 0; i < 3; i++)
        EXPECT_LE(test::deviation(*decoded.planes()[static_cast<std::size_t>(i)], i, size).most, 4) << size.width;
    }
}

TEST(Encode, averages_chroma_and_repeats_the_edge_at_odd_sizes) {
  Image image{Plane({3, 3}), Plane({3, 3}), Plane({3, 3})};
  for (Plane* plane : image.planes()) plane->fill(100);
  for (int i = 0; i < 3; i++) image.cb.row(i)[2] = image.cb.row(2)[i] = 150;
  EncodeSettings settings;
  settings.quality = 100;
  settings.sampling = Sampling::s420;
  const Image decoded = decode(encode(image, settings).bytes);
  EXPECT_NEAR(decoded.cb.row(0)[0], 100, 2);
  EXPECT_NEAR(decoded.cb.row(0)[1], 150, 2);
  EXPECT_NEAR(decoded.cb.row(1)[1], 150, 2);
}

TEST(Encode, writes_grey_as_three_components) {
  Image grey;
  grey.luma = test::gradient({50, 41}).luma.clone();
  for (const Sampling sampling : {Sampling::s444, Sampling::s420}) {
    EncodeSettings settings;
    settings.sampling = sampling;
    const Image decoded = decode(encode(grey, settings).bytes);
    ASSERT_FALSE(decoded.grey());
    EXPECT_EQ(decoded.cb.row(3)[5], neutral_chroma);
    EXPECT_EQ(decoded.cr.row(3)[5], neutral_chroma);
  }
}

TEST(Encode, writes_a_jfif_header_and_no_other_metadata) {
  const Bytes file = encode(test::gradient({96, 96})).bytes;
  const Bytes start{0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1};
  EXPECT_TRUE(std::equal(start.begin(), start.end(), file.begin()));
  for (std::size_t i = 20; file[i + 1] != 0xDA; i += 2u + file[i + 2] * 256u + file[i + 3]) {
    ASSERT_EQ(file[i], 0xFF);
    EXPECT_TRUE(file[i + 1] == 0xDB || file[i + 1] == 0xC0 || file[i + 1] == 0xC4) << int{file[i + 1]};
  }
}

TEST(Encode, finds_the_highest_quality_that_fits) {
  const Image image = noise({96, 96});
  for (const std::size_t limit : {8'000u, 10'000u, 14'000u, 20'000u}) {
    EncodeSettings settings;
    settings.byte_limit = limit;
    const Jpeg best = encode(image, settings);
    EXPECT_TRUE(best.fits) << limit;
    EXPECT_LE(best.bytes.size(), limit);
    if (best.quality == settings.quality) continue;
    EncodeSettings better;
    better.quality = best.quality + 1;
    EXPECT_GT(encode(image, better).bytes.size(), limit);
    better.quality = best.quality;
    EXPECT_EQ(encode(image, better).bytes, best.bytes);
  }
}

TEST(Encode, says_so_when_nothing_fits) {
  EncodeSettings settings;
  settings.byte_limit = 500;
  const Jpeg lowest = encode(noise({96, 96}), settings);
  EXPECT_FALSE(lowest.fits);
  EXPECT_EQ(lowest.quality, 30);
  EXPECT_GT(lowest.bytes.size(), 500u);
}

TEST(Encode, goes_below_the_lowest_quality_only_when_asked_for_it) {
  EncodeSettings settings;
  settings.quality = 20;
  settings.byte_limit = 500;
  const Jpeg jpeg = encode(noise({96, 96}), settings);
  EXPECT_EQ(jpeg.quality, 20);
  EXPECT_FALSE(jpeg.fits);
}

TEST(Encode, gives_the_same_bytes_for_the_same_picture) {
  EXPECT_EQ(encode(noise({130, 99})).bytes, encode(noise({130, 99})).bytes);
}

TEST(Encode, refuses_an_empty_image) { EXPECT_EQ(encode_jpeg(Image{}, {}).error().fault, Fault::internal); }

}  // namespace
}  // namespace headroom::codec
