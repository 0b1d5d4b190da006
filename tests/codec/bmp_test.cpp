#include "codec/bmp.h"

#include <gtest/gtest.h>

#include "codec/bmp_rle.h"
#include "codec/photo_source.h"
#include "codec/rgb_to_ycc.h"
#include "support/bmp_files.h"

namespace headroom::codec {
namespace {

using test::BmpLook;
using test::write_bmp;

void expect_pixel(const Image& image, int x, int y, Rgb colour) {
  const Ycc expected = rgb_to_ycc(colour.red, colour.green, colour.blue);
  EXPECT_EQ(image.luma.row(y)[x], expected.y) << x << "," << y;
  EXPECT_EQ(image.cb.row(y)[x], expected.cb) << x << "," << y;
  EXPECT_EQ(image.cr.row(y)[x], expected.cr) << x << "," << y;
}

constexpr Rgb red{200, 10, 20};
constexpr Rgb green{30, 210, 40};
constexpr Rgb blue{50, 60, 220};

Bytes palette_of(std::initializer_list<Rgb> colours, int entry_bytes) {
  Bytes palette;
  for (const Rgb colour : colours) {
    for (const Byte level : {colour.blue, colour.green, colour.red}) palette.push_back(level);
    if (entry_bytes == 4) palette.push_back(0);
  }
  return palette;
}

TEST(Bmp, reads_24_bits_either_way_up) {
  const Bytes from_the_top{20, 10, 200, 40, 210, 30, 0, 0, 220, 60, 50, 220, 60, 50, 0, 0};
  const Bytes from_the_bottom{220, 60, 50, 220, 60, 50, 0, 0, 20, 10, 200, 40, 210, 30, 0, 0};
  for (const bool top_down : {false, true}) {
    BmpLook look;
    look.width = 2;
    look.height = top_down ? -2 : 2;
    look.pixels = top_down ? from_the_top : from_the_bottom;
    const Raster raster = read_bmp(write_bmp(look), {}).value();
    ASSERT_EQ(raster.image.luma.size(), (Size{2, 2}));
    expect_pixel(raster.image, 0, 0, red);
    expect_pixel(raster.image, 1, 0, green);
    expect_pixel(raster.image, 1, 1, blue);
  }
}

TEST(Bmp, reads_palettes_of_every_depth_and_both_systems) {
  const struct {
    int bits;
    Bytes row;  // indices 1, 0, 1
  } cases[] = {{1, {0b10100000, 0, 0, 0}}, {2, {0b01000100, 0, 0, 0}}, {4, {0x10, 0x10, 0, 0}}, {8, {1, 0, 1, 0}}};
  for (const auto& c : cases)
    for (const int header_bytes : {12, 16, 40, 64, 108, 124}) {
      BmpLook look;
      look.header_bytes = header_bytes;
      look.width = 3;
      look.bits = c.bits;
      look.palette = palette_of({red, green}, header_bytes == 12 ? 3 : 4);
      look.palette.resize((std::size_t{1} << c.bits) * (header_bytes == 12 ? 3 : 4));
      look.pixels = c.row;
      const auto raster = read_bmp(write_bmp(look), {});
      ASSERT_TRUE(raster) << raster.error().detail;
      expect_pixel(raster->image, 0, 0, green);
      expect_pixel(raster->image, 1, 0, red);
      expect_pixel(raster->image, 2, 0, green);
    }
}

TEST(Bmp, takes_indices_beyond_the_palette_for_black) {
  BmpLook look;
  look.bits = 8;
  look.pixels = {255, 0, 0, 0};
  look.palette = palette_of({red}, 4);
  Bytes file = write_bmp(look);
  file[46] = 1;  // one colour
  expect_pixel(read_bmp(file, {}).value().image, 0, 0, {0, 0, 0});
}

TEST(Bmp, reads_16_and_32_bits_by_their_masks) {
  const struct {
    int bits;
    std::uint32_t compression;
    std::vector<std::uint32_t> masks;
    Bytes pixel;
    Rgb colour;
  } cases[] = {
      {16, 0, {}, {0x1F, 0x7C, 0, 0}, {255, 0, 255}},
      {16, 3, {0xF800, 0x07E0, 0x001F}, {0xE0, 0x07, 0, 0}, {0, 255, 0}},
      {32, 0, {}, {20, 10, 200, 0}, red},
      {32, 3, {0x000000FF, 0x0000FF00, 0x00FF0000}, {200, 10, 20, 0}, red},
      {32, 3, {0x3FF00000, 0x000FFC00, 0x000003FF}, {0xFF, 0x03, 0, 0}, {0, 0, 255}},
  };
  for (const auto& c : cases) {
    BmpLook look;
    look.bits = c.bits;
    look.compression = c.compression;
    look.masks = c.masks;
    look.pixels = c.pixel;
    look.pixels.resize(16);
    const auto raster = read_bmp(write_bmp(look), {});
    ASSERT_TRUE(raster) << raster.error().detail;
    expect_pixel(raster->image, 0, 0, c.colour);
  }
}

TEST(Bmp, lays_alpha_over_white_unless_it_is_nowhere) {
  BmpLook look;
  look.header_bytes = 124;
  look.width = 2;
  look.bits = 32;
  look.compression = 3;
  look.masks = {0xFF0000, 0x00FF00, 0x0000FF, 0xFF000000};
  look.pixels = {20, 10, 200, 255, 20, 10, 200, 0};
  const Raster raster = read_bmp(write_bmp(look), {}).value();
  expect_pixel(raster.image, 0, 0, red);
  expect_pixel(raster.image, 1, 0, {255, 255, 255});
  look.pixels[3] = 0;
  expect_pixel(read_bmp(write_bmp(look), {}).value().image, 0, 0, red);
}

TEST(BmpRle, expands_runs_pixels_and_jumps) {
  const struct {
    int bits;
    Bytes code;
    Bytes indices;  // of a picture of 4x2
  } cases[] = {
      {8, {4, 7, 0, 0, 4, 9, 0, 1}, {7, 7, 7, 7, 9, 9, 9, 9}},
      {8, {0, 3, 1, 2, 3, 0, 1, 5, 0, 0, 0, 1}, {1, 2, 3, 5, 0, 0, 0, 0}},
      {8, {1, 6, 0, 2, 1, 1, 1, 8, 0, 1}, {6, 0, 0, 0, 0, 0, 8, 0}},
      {8, {9, 7, 0, 1}, {7, 7, 7, 7, 0, 0, 0, 0}},  // what runs past the row is dropped
      {4, {3, 0x12, 0, 0, 0, 3, 0x34, 0x50, 0, 1}, {1, 2, 1, 0, 3, 4, 5, 0}},
      {8, {0, 2, 0, 200, 1, 1}, Bytes(8, 0)},  // jumps out of the picture
  };
  for (const auto& c : cases) {
    const RleRows read = expand_rle(c.code, {4, 2}, c.bits);
    EXPECT_EQ(read.indices, c.indices);
    EXPECT_EQ(read.rows, 2);
  }
}

TEST(BmpRle, counts_the_rows_that_are_there) {
  const Bytes code{4, 7, 0, 0, 0, 3, 1, 2};
  for (std::size_t length = 0; length <= code.size(); length++)
    EXPECT_EQ(expand_rle(ByteView(code).first(length), {4, 2}, 8).rows, length < 2 ? 0 : 1) << length;
}

TEST(Bmp, reads_run_length_codes_from_the_bottom_up) {
  BmpLook look;
  look.width = 4;
  look.height = 2;
  look.bits = 8;
  look.compression = 1;
  look.palette = palette_of({red, green, blue}, 4);
  look.palette.resize(1024);
  look.pixels = {4, 1, 0, 0, 4, 2, 0, 1};
  const Raster raster = read_bmp(write_bmp(look), {}).value();
  expect_pixel(raster.image, 3, 0, blue);
  expect_pixel(raster.image, 3, 1, green);
}

TEST(Bmp, may_lack_the_padding_of_its_last_row_and_nothing_more) {
  BmpLook look;
  look.width = 3;
  look.height = 3;
  look.pixels.assign(12 * 3, 80);
  Bytes file = write_bmp(look);
  file.erase(file.end() - 3, file.end());
  EXPECT_TRUE(read_bmp(file, {}));
  for (; file.size() > 18; file.pop_back()) {
    Bytes shorter(file.begin(), file.end() - 1);
    EXPECT_EQ(read_bmp(shorter, {}).error().fault, Fault::broken) << shorter.size();
  }
}

TEST(Bmp, of_which_nine_tenths_are_there_is_damaged) {
  for (const int height : {20, -20}) {
    BmpLook look;
    look.width = 4;
    look.height = height;
    look.pixels.assign(12 * 20, 80);
    Bytes file = write_bmp(look);
    file.erase(file.end() - 24, file.end());
    const Raster raster = read_bmp(file, {}).value();
    EXPECT_TRUE(raster.flags.has(Flag::damaged));
    EXPECT_EQ(raster.image.luma.row(height > 0 ? 1 : 18)[0], 255);
    EXPECT_EQ(raster.image.luma.row(height > 0 ? 2 : 17)[0], 80);
    file.pop_back();
    EXPECT_EQ(read_bmp(file, {}).error().fault, Fault::broken);
  }
}

TEST(Bmp, is_refused_by_its_header) {
  const struct {
    BmpLook look;
    Fault fault;
  } cases[] = {
      {{40, 2'000'000'000, 2'000'000'000, 24, 0, {}, {}, {0}}, Fault::too_large},
      {{40, 20'000, -20'000, 1, 0, {}, {}, {0}}, Fault::too_large},
      {{40, 0, 1, 24, 0, {}, {}, {0}}, Fault::broken},
      {{40, -5, 1, 24, 0, {}, {}, {0}}, Fault::broken},
      {{40, 1, std::numeric_limits<int>::min(), 24, 0, {}, {}, {0}}, Fault::too_large},
      {{40, 1, 1, 24, 4, {}, {}, {0}}, Fault::unsupported},  // a JPEG inside
      {{40, 1, -1, 8, 1, {}, {}, {0}}, Fault::unsupported},  // run lengths are never top-down
      {{40, 1, 1, 7, 0, {}, {}, {0}}, Fault::unsupported},
      {{64, 1, 1, 1, 3, {}, {}, {0}}, Fault::unsupported},  // OS/2's Huffman
  };
  for (const auto& c : cases) {
    const auto raster = read_bmp(write_bmp(c.look), {});
    ASSERT_FALSE(raster);
    EXPECT_EQ(raster.error().fault, c.fault) << raster.error().detail;
  }
}

TEST(Bmp, reads_nothing_behind_a_header_of_any_length_and_coding) {
  for (int header_bytes = 0; header_bytes < 130; header_bytes++)
    for (std::uint32_t compression = 0; compression < 8; compression++) {
      BmpLook look;
      look.bits = compression == 2 ? 4 : 8;
      look.compression = compression;
      Bytes file = write_bmp(look);
      file[14] = static_cast<Byte>(header_bytes);
      for (std::size_t length = 0; length < file.size(); length++) {
        const auto cut = std::make_unique<Byte[]>(length);  // a sanitizer sees its end
        std::copy_n(file.begin(), length, cut.get());
        EXPECT_FALSE(read_bmp({cut.get(), length}, {})) << header_bytes << " bytes of header, " << length << " of all";
      }
    }
}

TEST(Bmp, survives_any_changed_byte) {
  BmpLook look;
  look.width = 5;
  look.height = 4;
  look.bits = 4;
  look.compression = 2;
  look.palette.assign(64, 99);
  look.pixels = {5, 0x12, 0, 0, 0, 5, 1, 2, 3, 0, 0, 2, 0, 1, 5, 0x44, 0, 1};
  const Bytes good = write_bmp(look);
  ASSERT_TRUE(read_bmp(good, {}));
  for (std::size_t i = 2; i < good.size(); i++)
    for (const Byte change : {0x01, 0x03, 0x80, 0xFF}) {
      Bytes changed = good;
      changed[i] ^= change;
      const auto raster = open_photo(changed, {});
      EXPECT_TRUE(raster || !raster.error().detail.empty());
    }
}

}  // namespace
}  // namespace headroom::codec
