#include "datasets/exif.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace headroom::datasets {
namespace {

constexpr std::uint32_t first_directory = 8;  // after "II", 42 and this number itself

enum class Type : std::uint16_t { text = 2, number = 3, long_number = 4, ratio = 5, bytes = 7 };

/// Little endian.
void append(Bytes& to, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; i++) to.push_back(static_cast<Byte>(value >> (8 * i)));
}

/// A tag with its value.
struct Field {
  std::uint16_t tag;
  Type type;
  std::uint32_t count;
  Bytes value;
};

Field number(std::uint16_t tag, std::uint32_t value, Type type = Type::number) {
  Field field{tag, type, 1, {}};
  append(field.value, value, type == Type::number ? 2 : 4);
  return field;
}

Field text(std::uint16_t tag, std::string_view words) {
  Field field{tag, Type::text, static_cast<std::uint32_t>(words.size() + 1), {words.begin(), words.end()}};
  field.value.push_back(0);
  return field;
}

Field dots_per_inch(std::uint16_t tag) {
  Field field{tag, Type::ratio, 1, {}};
  append(field.value, 72, 4);
  append(field.value, 1, 4);
  return field;
}

using Fields = std::vector<Field>;  // by rising tag

/// A directory that lies at `at`, its values behind it; `next`: where the one after it lies, or 0.
Bytes directory(const Fields& fields, std::uint32_t at, std::uint32_t next) {
  Bytes out;
  Bytes values;
  const auto length = static_cast<std::uint32_t>(2 + 12 * fields.size() + 4);
  append(out, static_cast<std::uint32_t>(fields.size()), 2);
  for (const Field& field : fields) {
    append(out, field.tag, 2);
    append(out, static_cast<std::uint32_t>(field.type), 2);
    append(out, field.count, 4);
    Bytes inside = field.value;
    if (field.value.size() > 4) {
      inside.clear();
      append(inside, at + length + static_cast<std::uint32_t>(values.size()), 4);
      values.insert(values.end(), field.value.begin(), field.value.end());
      values.resize((values.size() + 1) / 2 * 2);  // values begin at even places
    }
    inside.resize(4);
    out.insert(out.end(), inside.begin(), inside.end());
  }
  append(out, next, 4);
  out.insert(out.end(), values.begin(), values.end());
  return out;
}

std::uint32_t length_of(const Fields& fields) { return static_cast<std::uint32_t>(directory(fields, 0, 0).size()); }

Fields camera_fields(int orientation, std::uint32_t shot) {
  return {text(0x010f, "headroom"),                                 // Make
          text(0x0110, "headroom portraits"),                       // Model
          number(0x0112, static_cast<std::uint32_t>(orientation)),  // Orientation
          dots_per_inch(0x011a),                                    // XResolution
          dots_per_inch(0x011b),                                    // YResolution
          number(0x0128, 2),                                        // ResolutionUnit: inch
          text(0x0132, "2020:01:01 12:00:00"),                      // DateTime
          number(0x0213, 1),                                        // YCbCrPositioning: centred
          number(0x8769, shot, Type::long_number)};                 // where the fields of the shot lie
}

Fields shot_fields(Size stored) {
  return {{0x9000, Type::bytes, 4, {'0', '2', '3', '0'}},  // ExifVersion
          text(0x9003, "2020:01:01 12:00:00"),             // DateTimeOriginal
          {0x9101, Type::bytes, 4, {1, 2, 3, 0}},          // ComponentsConfiguration: Y, Cb, Cr
          {0xa000, Type::bytes, 4, {'0', '1', '0', '0'}},  // FlashpixVersion
          number(0xa001, 1),                               // ColorSpace: sRGB
          number(0xa002, static_cast<std::uint32_t>(stored.width), Type::long_number),    // PixelXDimension
          number(0xa003, static_cast<std::uint32_t>(stored.height), Type::long_number)};  // PixelYDimension
}

Fields thumbnail_fields(std::uint32_t start, std::size_t length) {
  return {number(0x0103, 6),  // Compression: JPEG
          dots_per_inch(0x011a),
          dots_per_inch(0x011b),
          number(0x0128, 2),
          number(0x0201, start, Type::long_number),                                // JPEGInterchangeFormat
          number(0x0202, static_cast<std::uint32_t>(length), Type::long_number)};  // and its length
}

}  // namespace

Bytes exif_block(const Exif& exif) {
  const Fields shot = shot_fields(exif.stored);
  const std::uint32_t shot_start = first_directory + length_of(camera_fields(exif.orientation, 0));
  const std::uint32_t second_start = shot_start + length_of(shot);
  const std::uint32_t thumbnail_start = second_start + length_of(thumbnail_fields(0, 0));
  Bytes block{'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0};
  append(block, first_directory, 4);
  const auto add = [&block](const Bytes& part) { block.insert(block.end(), part.begin(), part.end()); };
  add(directory(camera_fields(exif.orientation, shot_start), first_directory, second_start));
  add(directory(shot, shot_start, 0));
  add(directory(thumbnail_fields(thumbnail_start, exif.thumbnail.size()), second_start, 0));
  block.insert(block.end(), exif.thumbnail.begin(), exif.thumbnail.end());
  return block;
}

}  // namespace headroom::datasets
