#include "codec/gif.h"

#include <gtest/gtest.h>

#include "codec/photo_source.h"
#include "codec/rgb_to_ycc.h"

namespace headroom::codec {
namespace {

struct Frame {
  int left = 0, top = 0;
  Size size;
  bool interlaced = false;
  int transparent = -1;
};

// push_back, not insert: g++ 12 warns of overflows that are none.
void put(Bytes& to, std::initializer_list<int> values) {
  for (const int value : values) to.push_back(static_cast<Byte>(value));
}

void put_u16(Bytes& to, int value) { put(to, {value & 255, value >> 8}); }

/// Seven-bit indices as LZW codes of eight bits that never grow: a clear code (128) in time before the table is full.
Bytes codes_of(const Bytes& indices) {
  Bytes codes;
  for (std::size_t i = 0; i < indices.size(); i++) {
    if (i % 100 == 0) codes.push_back(128);
    codes.push_back(indices[i]);
  }
  codes.push_back(129);
  return codes;
}

/// A GIF with a global palette of 128 colours: index i is (2 i, i, 255 - i).
Bytes write_gif(Size screen, const Frame& frame, const Bytes& indices) {
  Bytes file;
  put(file, {'G', 'I', 'F', '8', '9', 'a'});
  put_u16(file, screen.width);
  put_u16(file, screen.height);
  put(file, {0xF6, 0, 0});
  for (int i = 0; i < 128; i++) put(file, {2 * i, i, 255 - i});
  if (frame.transparent >= 0) put(file, {0x21, 0xF9, 4, 1, 0, 0, frame.transparent, 0});
  file.push_back(0x2C);
  for (const int value : {frame.left, frame.top, frame.size.width, frame.size.height}) put_u16(file, value);
  put(file, {frame.interlaced ? 0x40 : 0, 7});
  const Bytes codes = codes_of(indices);
  for (std::size_t i = 0; i < codes.size(); i += 255) {
    const auto end = std::min(i + 255, codes.size());
    file.push_back(static_cast<Byte>(end - i));
    file.insert(file.end(), codes.begin() + static_cast<std::ptrdiff_t>(i),
                codes.begin() + static_cast<std::ptrdiff_t>(end));
  }
  put(file, {0, 0x3B});
  return file;
}

Bytes counting(Size size) {
  Bytes indices;
  for (int i = 0; i < size.pixels(); i++) indices.push_back(static_cast<Byte>(i % 128));
  return indices;
}

void expect_index(const Image& image, int x, int y, int index) {
  const Ycc expected = rgb_to_ycc(2 * index, index, 255 - index);
  EXPECT_EQ(image.luma.row(y)[x], expected.y) << x << "," << y;
  EXPECT_EQ(image.cb.row(y)[x], expected.cb) << x << "," << y;
  EXPECT_EQ(image.cr.row(y)[x], expected.cr) << x << "," << y;
}

TEST(Gif, reads_the_first_frame_at_odd_sizes) {
  for (const Size size : {Size{1, 1}, Size{1, 9}, Size{17, 3}, Size{31, 33}}) {
    const Raster raster = read_gif(write_gif(size, {0, 0, size}, counting(size)), {}).value();
    ASSERT_EQ(raster.image.luma.size(), size);
    for (int y = 0; y < size.height; y++)
      for (int x = 0; x < size.width; x++) expect_index(raster.image, x, y, (y * size.width + x) % 128);
  }
}

TEST(Gif, puts_interlaced_rows_in_order) {
  const std::vector<int> order[] = {{0}, {0, 1}, {0, 2, 1}, {0, 8, 4, 2, 6, 1, 3, 5, 7, 9}};
  for (const auto& rows : order) {
    const Size size{2, static_cast<int>(rows.size())};
    Bytes indices;
    for (const int row : rows) indices.insert(indices.end(), 2, static_cast<Byte>(row));
    const Raster raster = read_gif(write_gif(size, {0, 0, size, true}, indices), {}).value();
    for (int y = 0; y < size.height; y++) expect_index(raster.image, 1, y, y);
  }
}

TEST(Gif, is_white_where_it_is_transparent_or_outside_the_frame) {
  const Raster raster = read_gif(write_gif({6, 5}, {2, 1, {3, 2}, false, 4}, counting({3, 2})), {}).value();
  const Image& image = raster.image;
  EXPECT_EQ(image.luma.size(), (Size{6, 5}));
  expect_index(image, 2, 1, 0);
  expect_index(image, 4, 2, 5);
  for (const auto& [x, y] : {std::pair{3, 2}, {0, 0}, {5, 1}, {2, 4}}) EXPECT_EQ(image.luma.row(y)[x], 255);
}

TEST(Gif, keeps_to_its_screen_when_the_frame_is_larger) {
  const Raster raster = read_gif(write_gif({4, 4}, {2, 3, {9, 9}}, counting({9, 9})), {}).value();
  EXPECT_EQ(raster.image.luma.size(), (Size{4, 4}));
  expect_index(raster.image, 3, 3, 1);
  EXPECT_TRUE(read_gif(write_gif({4, 4}, {40, 40, {9, 9}}, counting({9, 9})), {}));
}

TEST(Gif, that_ends_early_is_damaged_when_nine_tenths_are_there_and_refused_otherwise) {
  const Bytes good = write_gif({20, 20}, {0, 0, {20, 20}}, counting({20, 20}));
  const std::size_t begin = 13 + 384 + 10 + 1, rows = good.size() - begin;
  for (std::size_t length = 6; length < good.size() - 8; length++) {
    const auto raster = read_gif(ByteView(good).first(length), {});
    if (length < begin + rows * 17 / 20) {
      ASSERT_FALSE(raster) << length;
      EXPECT_EQ(raster.error().fault, Fault::broken);
    } else if (raster) {
      EXPECT_TRUE(raster->flags.has(Flag::damaged)) << length;
      EXPECT_EQ(raster->image.luma.row(19)[19], 255);
    }
  }
}

TEST(Gif, shows_the_background_asked_for) {
  Limits limits;
  limits.background = {200, 100, 0};
  const Raster raster = read_gif(write_gif({6, 5}, {2, 1, {3, 2}, false, 4}, counting({3, 2})), limits).value();
  for (const auto& [x, y] : {std::pair{3, 2}, {0, 0}})
    EXPECT_EQ(raster.image.luma.row(y)[x], rgb_to_ycc(200, 100, 0).y);
}

TEST(Gif, survives_any_changed_byte) {
  const Bytes good = write_gif({9, 9}, {0, 0, {9, 9}, true, 3}, counting({9, 9}));
  for (std::size_t i = 6; i < good.size(); i++)
    for (const Byte change : {0x01, 0x80, 0xFF}) {
      Bytes changed = good;
      changed[i] ^= change;
      const auto raster = read_gif(changed, {});
      EXPECT_TRUE(raster || raster.error().fault == Fault::broken || raster.error().fault == Fault::too_large);
    }
}

TEST(Gif, is_measured_by_its_screen) {
  const Bytes file = write_gif({65535, 65535}, {0, 0, {1, 1}}, {0});
  EXPECT_EQ(read_gif(file, {}).error().fault, Fault::too_large);
}

}  // namespace
}  // namespace headroom::codec
