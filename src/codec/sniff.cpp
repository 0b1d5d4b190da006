#include "codec/sniff.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include <fmt/format.h>

namespace headroom::codec {
namespace {

enum class Kind { read, other_image, no_image };

struct Entry {
  Format format;
  Kind kind;
  std::string_view name;        // for reports
  std::string_view article;     // "a WebP image": what the file is
  std::string_view extensions;  // each followed by a space
};

constexpr std::array entries{
    Entry{Format::jpeg, Kind::read, "JPEG", "a JPEG image", "jpg jpeg jpe jfif "},
    Entry{Format::png, Kind::read, "PNG", "a PNG image", "png apng "},
    Entry{Format::bmp, Kind::read, "BMP", "a BMP image", "bmp dib "},
    Entry{Format::gif, Kind::read, "GIF", "a GIF image", "gif "},
    Entry{Format::tiff, Kind::other_image, "TIFF", "a TIFF image", "tif tiff "},
    Entry{Format::webp, Kind::other_image, "WebP", "a WebP image", "webp "},
    Entry{Format::heic, Kind::other_image, "HEIC", "a HEIC image", "heic heif hif "},
    Entry{Format::avif, Kind::other_image, "AVIF", "an AVIF image", "avif "},
    Entry{Format::jpeg_2000, Kind::other_image, "JPEG 2000", "a JPEG 2000 image", "jp2 j2k jpf jpx j2c "},
    Entry{Format::jpeg_xl, Kind::other_image, "JPEG XL", "a JPEG XL image", "jxl "},
    Entry{Format::photoshop, Kind::other_image, "Photoshop", "a Photoshop document", "psd psb "},
    Entry{Format::targa, Kind::other_image, "Targa", "a Targa image", "tga "},
    Entry{Format::netpbm, Kind::other_image, "Netpbm", "a Netpbm image", "ppm pgm pbm pnm pam "},
    Entry{Format::icon, Kind::other_image, "icon", "a Windows icon", "ico cur "},
    Entry{Format::camera_raw, Kind::other_image, "camera raw", "a camera raw image",
          "cr2 cr3 nef arw dng raf orf rw2 "},
    Entry{Format::svg, Kind::other_image, "SVG", "an SVG drawing", "svg "},
    Entry{Format::pdf, Kind::no_image, "", "a PDF document", "pdf "},
    Entry{Format::html, Kind::no_image, "", "an HTML page", "html htm "},
    Entry{Format::video, Kind::no_image, "", "a video", "mp4 mov m4v avi mkv webm "},
    Entry{Format::zip, Kind::no_image, "", "a ZIP archive or Office document", "zip docx xlsx pptx "},
    Entry{Format::text, Kind::no_image, "", "a text file", "txt csv log "},
};

const Entry* entry_of(Format format) {
  const auto* found = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.format == format; });
  return found == entries.end() ? nullptr : found;
}

bool has_at(ByteView file, std::size_t place, std::string_view bytes) {
  if (file.size() < place + bytes.size()) return false;
  return std::equal(bytes.begin(), bytes.end(), file.begin() + static_cast<std::ptrdiff_t>(place),
                    [](char expected, Byte byte) { return static_cast<Byte>(expected) == byte; });
}

bool starts(ByteView file, std::string_view bytes) { return has_at(file, 0, bytes); }

char lower_case(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

std::string lower_case(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), [](char letter) { return lower_case(letter); });
  return lowered;
}

struct Magic {
  std::size_t place;
  std::string_view bytes;
  Format format;
};

using namespace std::string_view_literals;

constexpr std::array magics{
    Magic{0, "\xFF\xD8\xFF"sv, Format::jpeg},
    Magic{0, "\x89PNG\r\n\x1A\n"sv, Format::png},
    Magic{0, "GIF87a"sv, Format::gif},
    Magic{0, "GIF89a"sv, Format::gif},
    Magic{8, "CR\x02"sv, Format::camera_raw},  // Canon's TIFF has this after the header
    Magic{0, "II*\0"sv, Format::tiff},
    Magic{0, "MM\0*"sv, Format::tiff},
    Magic{0, "II+\0"sv, Format::tiff},  // BigTIFF
    Magic{0, "MM\0+"sv, Format::tiff},
    Magic{0, "FUJIFILMCCD-RAW"sv, Format::camera_raw},
    Magic{8, "WEBP"sv, Format::webp},
    Magic{8, "AVI "sv, Format::video},
    Magic{0, "\0\0\0\x0CjP  "sv, Format::jpeg_2000},
    Magic{0, "\xFF\x4F\xFF\x51"sv, Format::jpeg_2000},  // a bare code stream
    Magic{0, "\0\0\0\x0CJXL "sv, Format::jpeg_xl},
    Magic{0, "\xFF\x0A"sv, Format::jpeg_xl},
    Magic{0, "8BPS"sv, Format::photoshop},
    Magic{0, "\0\0\1\0"sv, Format::icon},
    Magic{0, "\x1A\x45\xDF\xA3"sv, Format::video},  // Matroska, WebM
    Magic{4, "moov"sv, Format::video},
    Magic{4, "mdat"sv, Format::video},
    Magic{4, "wide"sv, Format::video},
    Magic{0, "%PDF-"sv, Format::pdf},
    Magic{0, "PK\x03\x04"sv, Format::zip},
};

/// BMP has only two letters of its own; the size of the header that follows tells it from text. ["BITMAPINFO"]
bool is_bmp(ByteView file) {
  constexpr std::array<Byte, 8> header_sizes{12, 16, 40, 52, 56, 64, 108, 124};
  if (!starts(file, "BM") || file.size() < 18) return false;
  const bool small = file[15] == 0 && file[16] == 0 && file[17] == 0;
  return small && std::find(header_sizes.begin(), header_sizes.end(), file[14]) != header_sizes.end();
}

/// ISO base media files: the brand says whether it is a still picture.
Format media_format(ByteView file) {
  constexpr std::array heic{"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"};
  if (has_at(file, 8, "avif") || has_at(file, 8, "avis")) return Format::avif;
  if (has_at(file, 8, "crx ")) return Format::camera_raw;
  for (const char* brand : heic)
    if (has_at(file, 8, brand)) return Format::heic;
  return Format::video;
}

bool is_netpbm(ByteView file) {
  if (file.size() < 3 || file[0] != 'P' || file[1] < '1' || file[1] > '7') return false;
  return file[2] == '\n' || file[2] == ' ' || file[2] == '\r' || file[2] == '\t' || file[2] == '#';
}

/// Targa has no magic: a true-colour or grey header without colour map, all its fixed fields plausible.
bool is_targa(ByteView file) {
  constexpr std::array<Byte, 4> kinds{2, 3, 10, 11};
  constexpr std::array<Byte, 4> depths{8, 16, 24, 32};
  if (file.size() < 19 || file[0] != 0 || file[1] != 0) return false;
  if (std::any_of(file.begin() + 3, file.begin() + 12, [](Byte byte) { return byte != 0; })) return false;
  const bool has_size = (file[12] | file[13]) != 0 && (file[14] | file[15]) != 0;
  return has_size && std::find(kinds.begin(), kinds.end(), file[2]) != kinds.end() &&
         std::find(depths.begin(), depths.end(), file[16]) != depths.end() && (file[17] & 0xC0) == 0;
}

bool is_text(std::string_view head) {
  return std::none_of(head.begin(), head.end(), [](char letter) {
    const auto byte = static_cast<Byte>(letter);
    return (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t' && byte != '\f') || byte == 0x7F;
  });
}

Format text_format(ByteView file) {
  constexpr std::size_t enough = 1024;  // bytes; an XML prologue with comments fits
  std::string head;
  for (const Byte byte : file.first(std::min(file.size(), enough))) head += static_cast<char>(byte);
  if (!is_text(head)) return Format::unknown;
  head = lower_case(head);
  if (head.find("<svg") != std::string::npos) return Format::svg;
  for (const char* tag : {"<!doctype html", "<html", "<head", "<body"})
    if (head.find(tag) != std::string::npos) return Format::html;
  return Format::text;
}

std::string_view extension_of(std::string_view file_name) {
  const auto dot = file_name.rfind('.');
  const auto slash = file_name.rfind('/');
  if (dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)) return {};
  return file_name.substr(dot + 1);
}

bool lists(std::string_view extensions, const std::string& extension) {
  const auto place = extensions.find(extension + ' ');
  return place != std::string_view::npos && (place == 0 || extensions[place - 1] == ' ');
}

}  // namespace

Format sniff(ByteView file) {
  for (const Magic& magic : magics)
    if (has_at(file, magic.place, magic.bytes)) return magic.format;
  if (is_bmp(file)) return Format::bmp;
  if (has_at(file, 4, "ftyp")) return media_format(file);
  if (is_netpbm(file)) return Format::netpbm;
  if (is_targa(file)) return Format::targa;
  return text_format(file);
}

std::string_view format_name(Format format) {
  const Entry* entry = entry_of(format);
  return entry ? entry->name : std::string_view{};
}

bool readable(Format format) {
  const Entry* entry = entry_of(format);
  return entry && entry->kind == Kind::read;
}

Error refusal(Format format) {
  const Entry* entry = entry_of(format);
  if (!entry) return {Fault::not_an_image, "no image format that is known"};
  if (entry->kind == Kind::no_image) return {Fault::not_an_image, fmt::format("{}, not an image", entry->article)};
  return {Fault::unsupported, fmt::format("{}; this version reads JPEG, PNG, BMP and GIF", entry->article)};
}

bool extension_matches(std::string_view file_name, std::string_view name) {
  for (const Entry& entry : entries)
    if (entry.name == name) return extension_matches(file_name, entry.format);
  return true;
}

bool extension_matches(std::string_view file_name, Format format) {
  const std::string extension = lower_case(extension_of(file_name));
  if (extension.empty()) return true;
  return std::none_of(entries.begin(), entries.end(),
                      [&](const Entry& entry) { return entry.format != format && lists(entry.extensions, extension); });
}

}  // namespace headroom::codec
