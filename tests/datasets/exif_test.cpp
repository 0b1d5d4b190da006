#include "datasets/exif.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include <libexif/exif-data.h>
#include <libexif/exif-utils.h>

namespace headroom::datasets {
namespace {

const Bytes thumbnail{0xff, 0xd8, 1, 2, 3, 4, 5, 0xff, 0xd9};

/// Read by libexif, which knows nothing of our writer.
class Read {
 public:
  explicit Read(const Bytes& block)
      : data_(exif_data_new_from_data(block.data(), static_cast<unsigned>(block.size())), exif_data_unref) {}

  std::string text(ExifIfd directory, ExifTag tag) const {
    ExifEntry* entry = exif_content_get_entry(data_->ifd[directory], tag);
    if (!entry) return "missing";
    char words[100] = "";
    return exif_entry_get_value(entry, words, sizeof words);
  }
  int orientation() const {
    const ExifEntry* entry = exif_content_get_entry(data_->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
    return entry ? exif_get_short(entry->data, exif_data_get_byte_order(data_.get())) : 0;
  }
  Bytes thumbnail() const { return {data_->data, data_->data + data_->size}; }

 private:
  std::unique_ptr<ExifData, void (*)(ExifData*)> data_;
};

TEST(Exif, tells_every_orientation) {
  for (int orientation = 1; orientation <= 8; orientation++)
    EXPECT_EQ(Read(exif_block({{4, 3}, orientation, {}})).orientation(), orientation);
}

TEST(Exif, holds_the_thumbnail_whole) { EXPECT_EQ(Read(exif_block({{4, 3}, 1, thumbnail})).thumbnail(), thumbnail); }

TEST(Exif, names_maker_date_and_size) {
  const Read read(exif_block({{4000, 3000}, 1, thumbnail}));
  EXPECT_EQ(read.text(EXIF_IFD_0, EXIF_TAG_MAKE), "headroom");
  EXPECT_EQ(read.text(EXIF_IFD_0, EXIF_TAG_MODEL), "headroom portraits");
  EXPECT_EQ(read.text(EXIF_IFD_0, EXIF_TAG_DATE_TIME), "2020:01:01 12:00:00");
  EXPECT_EQ(read.text(EXIF_IFD_EXIF, EXIF_TAG_PIXEL_X_DIMENSION), "4000");
  EXPECT_EQ(read.text(EXIF_IFD_EXIF, EXIF_TAG_PIXEL_Y_DIMENSION), "3000");
  EXPECT_EQ(read.text(EXIF_IFD_1, EXIF_TAG_COMPRESSION), "JPEG compression");
}

}  // namespace
}  // namespace headroom::datasets
