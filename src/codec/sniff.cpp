#include "codec/sniff.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include <fmt/format.h>

#include "base/lower_case.h"
#include "codec/little_endian.h"

namespace headroom::codec {
namespace {

using namespace std::string_view_literals;

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
    Entry{Format::tiff, Kind::read, "TIFF", "a TIFF image", "tif tiff "},
    Entry{Format::webp, Kind::read, "WebP", "a WebP image", "webp "},
    Entry{Format::heic, Kind::read, "HEIC", "a HEIC image", "heic heif hif "},
    Entry{Format::avif, Kind::read, "AVIF", "an AVIF image", "avif "},
    Entry{Format::jpeg_2000, Kind::read, "JPEG 2000", "a JPEG 2000 image", "jp2 j2k jpf jpx j2c "},
    Entry{Format::jpeg_xl, Kind::other_image, "JPEG XL", "a JPEG XL image", "jxl "},
    Entry{Format::photoshop, Kind::other_image, "Photoshop", "a Photoshop document", "psd psb "},
    Entry{Format::targa, Kind::other_image, "Targa", "a Targa image", "tga "},
    Entry{Format::netpbm, Kind::other_image, "Netpbm", "a Netpbm image", "ppm pgm pbm pnm pam "},
    Entry{Format::icon, Kind::other_image, "icon", "a Windows icon", "ico cur "},
    Entry{Format::camera_raw, Kind::other_image, "camera raw", "a camera raw image",
          "cr2 cr3 nef arw dng raf orf rw2 "},
    Entry{Format::svg, Kind::other_image, "SVG", "an SVG drawing", "svg "},
    Entry{Format::jpeg_xr, Kind::other_image, "JPEG XR", "a JPEG XR image", "jxr wdp hdp "},
    Entry{Format::open_exr, Kind::other_image, "OpenEXR", "an OpenEXR image", "exr "},
    Entry{Format::radiance, Kind::other_image, "Radiance", "a Radiance HDR image", "hdr "},
    Entry{Format::dds, Kind::other_image, "DDS", "a DirectDraw surface", "dds "},
    Entry{Format::pcx, Kind::other_image, "PCX", "a PCX image", "pcx "},
    Entry{Format::metafile, Kind::other_image, "metafile", "a Windows metafile", "wmf emf "},
    Entry{Format::gimp, Kind::other_image, "GIMP", "a GIMP document", "xcf "},
    Entry{Format::postscript, Kind::no_image, "", "a PostScript document", "ps eps ai "},
    Entry{Format::pdf, Kind::no_image, "", "a PDF document", "pdf "},
    Entry{Format::html, Kind::no_image, "", "an HTML page", "html htm "},
    Entry{Format::video, Kind::no_image, "", "a video", "mp4 mov m4v avi mkv webm "},
    Entry{Format::sound, Kind::no_image, "", "a sound recording", "mp3 wav ogg flac "},
    Entry{Format::zip, Kind::no_image, "", "a ZIP archive or Office document", "zip docx xlsx pptx "},
    Entry{Format::archive, Kind::no_image, "", "an archive", "gz 7z rar xz bz2 "},
    Entry{Format::old_office, Kind::no_image, "", "an Office document or Outlook message", "doc xls ppt msg "},
    Entry{Format::rtf, Kind::no_image, "", "an RTF document", "rtf "},
    Entry{Format::program, Kind::no_image, "", "a program", "exe dll so "},
    Entry{Format::text, Kind::no_image, "", "a text file", "txt csv log "},
};

/// "JPEG, PNG and GIF": what is read, in the order of the list.
std::string readable_names() {
  std::string names;
  for (const Entry& entry : entries)
    if (entry.kind == Kind::read) names += fmt::format("{}{}", names.empty() ? "" : ", ", entry.name);
  const auto last = names.rfind(", ");
  return names.replace(last, 2, " and ");
}

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

struct Magic {
  std::size_t place;
  std::string_view bytes;
  Format format;
};

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
    Magic{0, "\x76\x2F\x31\x01"sv, Format::open_exr},
    Magic{0, "#?RADIANCE"sv, Format::radiance},
    Magic{0, "#?RGBE"sv, Format::radiance},
    Magic{0, "DDS |"sv, Format::dds},
    Magic{0, "II\xBC\x01"sv, Format::jpeg_xr},
    Magic{0, "\xD7\xCD\xC6\x9A"sv, Format::metafile},  // placeable WMF
    Magic{0, "\x01\0\x09\0\0\x03"sv, Format::metafile},
    Magic{40, " EMF"sv, Format::metafile},
    Magic{0, "gimp xcf "sv, Format::gimp},
    Magic{0, "%!PS"sv, Format::postscript},
    Magic{0, "\xC5\xD0\xD3\xC6"sv, Format::postscript},  // EPS with a preview
    Magic{0, "\0\0\2\0"sv, Format::icon},                // a cursor
    Magic{0, "\0\0\1\xBA"sv, Format::video},             // MPEG
    Magic{0, "\x30\x26\xB2\x75"sv, Format::video},       // Windows Media
    Magic{0, "FLV\x01"sv, Format::video},
    Magic{8, "WAVE"sv, Format::sound},
    Magic{0, "ID3"sv, Format::sound},
    Magic{0, "OggS"sv, Format::sound},
    Magic{0, "fLaC"sv, Format::sound},
    Magic{0, "\xD0\xCF\x11\xE0"sv, Format::old_office},
    Magic{0, R"({\rtf)"sv, Format::rtf},
    Magic{0,
          "\x7F"
          "ELF"sv,
          Format::program},
    Magic{0, "\x1F\x8B"sv, Format::archive},
    Magic{0, "7z\xBC\xAF"sv, Format::archive},
    Magic{0, "Rar!"sv, Format::archive},
    Magic{0,
          "\xFD"
          "7zXZ"sv,
          Format::archive},
    Magic{0, "BZh9"sv, Format::archive},
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

/// "MZ" begins words too; the offset of the real header tells a program from text.
bool is_program(ByteView file) {
  return starts(file, "MZ") && file.size() > 64 && has_at(file, u32_at(file, 60), "PE\0\0"sv);
}

/// PCX has one byte of its own: version, coding and depth must be plausible too.
bool is_pcx(ByteView file) {
  return file.size() > 128 && file[0] == 10 && file[1] <= 5 && file[1] != 1 && file[2] <= 1 &&
         (file[3] == 1 || file[3] == 2 || file[3] == 4 || file[3] == 8);
}

/// What an ISO base media file says of its first box; big-endian.
std::size_t first_box_bytes(ByteView file) {
  return std::size_t{file[0]} << 24 | std::size_t{file[1]} << 16 | std::size_t{file[2]} << 8 | file[3];
}

/// True when one of the brands of an ISO base media file is `brand`.
bool has_brand(ByteView file, std::string_view brand) {
  constexpr std::size_t most = 256;  // bytes of the first box; writers name a handful of brands
  const std::size_t end = file.size() < 16 ? 0 : std::min<std::size_t>({first_box_bytes(file), file.size(), most});
  for (std::size_t place = 8; place + 4 <= end; place += 4)
    if (has_at(file, place, brand)) return true;
  return false;
}

/// ISO base media files: the brand says whether it is a still picture.
Format media_format(ByteView file) {
  constexpr std::array heic{"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"};
  if (has_at(file, 8, "avif") || has_at(file, 8, "avis")) return Format::avif;
  if ((has_at(file, 8, "mif1") || has_at(file, 8, "msf1")) && has_brand(file, "avif")) return Format::avif;
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
  if (is_program(file)) return Format::program;
  if (is_pcx(file)) return Format::pcx;
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
  return {Fault::unsupported, fmt::format("{}; this version reads {}", entry->article, readable_names())};
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
