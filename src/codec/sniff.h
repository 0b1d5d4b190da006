#pragma once

#include <string_view>

#include "base/image.h"
#include "base/result.h"

namespace headroom::codec {

/// What a file's first bytes say it is.
enum class Format {
  unknown,
  jpeg,
  png,
  bmp,
  gif,
  tiff,
  webp,
  heic,
  avif,
  jpeg_2000,
  jpeg_xl,
  photoshop,
  targa,
  netpbm,
  icon,
  camera_raw,
  svg,
  jpeg_xr,
  open_exr,
  radiance,
  dds,
  pcx,
  metafile,
  gimp,
  postscript,
  pdf,
  html,
  video,
  sound,
  zip,
  archive,
  old_office,
  rtf,
  program,
  text,
};

/// By content alone; never fails.
Format sniff(ByteView file);

/// "JPEG", "WebP": for reports. Empty for what is no image.
std::string_view format_name(Format format);

/// True when this version reads it.
bool readable(Format format);

/// Why `format` is not read: unsupported (an image of another kind) or not_an_image.
Error refusal(Format format);

/// False when the extension belongs to another known format ("photo.png" with a JPEG inside). Names without an
/// extension, or with one that says nothing about images ("ada.lovelace"), do not count as wrong.
bool extension_matches(std::string_view file_name, Format format);

/// The same, for a format by its name as PhotoSource::format gives it.
bool extension_matches(std::string_view file_name, std::string_view format_name);

}  // namespace headroom::codec
