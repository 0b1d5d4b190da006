#include "codec/sniff.h"

#include <gtest/gtest.h>

#include <string>

namespace headroom::codec {
namespace {

using namespace std::string_literals;

Bytes bytes(const std::string& text) { return {text.begin(), text.end()}; }

TEST(Sniff, knows_formats_by_their_first_bytes) {
  const struct {
    std::string head;
    Format format;
  } cases[] = {
      {"\xFF\xD8\xFF\xE0", Format::jpeg},
      {"\x89PNG\r\n\x1A\n", Format::png},
      {"GIF87a", Format::gif},
      {"GIF89a", Format::gif},
      {"BM\x36\x53\x07\0\0\0\0\0\x36\0\0\0\x28\0\0\0"s, Format::bmp},
      {"II*\0\x08\0\0\0"s, Format::tiff},
      {"MM\0*\0\0\0\x08"s, Format::tiff},
      {"II+\0\x08\0\0\0"s, Format::tiff},
      {"II*\0\x10\0\0\0CR\x02\0"s, Format::camera_raw},
      {"RIFF\x10\0\0\0WEBPVP8 "s, Format::webp},
      {"RIFF\x10\0\0\0AVI LIST"s, Format::video},
      {"\0\0\0\x1C"
       "ftypheic"s,
       Format::heic},
      {"\0\0\0\x1C"
       "ftypmif1"s,
       Format::heic},
      {"\0\0\0\x1C"
       "ftypavif"s,
       Format::avif},
      {"\0\0\0\x1C"
       "ftypisom"s,
       Format::video},
      {"\0\0\0\x14"
       "ftypqt  "s,
       Format::video},
      {"\0\0\0\x0CjP  \r\n\x87\n"s, Format::jpeg_2000},
      {"\xFF\x4F\xFF\x51", Format::jpeg_2000},
      {"\xFF\x0A\x01", Format::jpeg_xl},
      {"8BPS\0\x01"s, Format::photoshop},
      {"%PDF-1.7", Format::pdf},
      {"PK\x03\x04", Format::zip},
      {"P6\n400 300\n255\n", Format::netpbm},
      {"\0\0\1\0\1\0"s, Format::icon},
      {"\0\0\x0A\0\0\0\0\0\0\0\0\0\x90\x01\x2C\x01\x18\0K"s, Format::targa},
      {"  <!DOCTYPE html><html>", Format::html},
      {"<html><body>not found", Format::html},
      {"<?xml version=\"1.0\"?><!-- drawn --><SVG xmlns=", Format::svg},
      {"\0\0\0\x18"
       "ftypmif1\0\0\0\0mif1avif"s,
       Format::avif},
      {"\x76\x2F\x31\x01\x02\0\0\0"s, Format::open_exr},
      {"#?RADIANCE\nFORMAT=", Format::radiance},
      {"DDS \x7C\0\0\0"s, Format::dds},
      {"II\xBC\x01", Format::jpeg_xr},
      {"\x0A\x05\x01\x08"s + std::string(125, '\0'), Format::pcx},
      {"\xD7\xCD\xC6\x9A", Format::metafile},
      {"\1\0\0\0"s + std::string(36, '\0') + " EMF", Format::metafile},
      {"gimp xcf v011", Format::gimp},
      {"%!PS-Adobe-3.0 EPSF", Format::postscript},
      {"\0\0\2\0\1\0"s, Format::icon},
      {"RIFF\x10\0\0\0WAVEfmt "s, Format::sound},
      {"{\\rtf1\\ansi", Format::rtf},
      {"\xD0\xCF\x11\xE0\xA1\xB1", Format::old_office},
      {"\x7F"
       "ELF\2",
       Format::program},
      {"MZ" + std::string(58, '\0') + "\x40\0\0\0PE\0\0"s, Format::program},
      {"MZ is how this one begins", Format::text},
      {"\x1F\x8B\x08", Format::archive},
      {"BM is how this letter begins", Format::text},
      {"name,mail\nada,ada@example.com\n", Format::text},
      {"\x01\x02\x03\x04\x05\x06\x07\x08\x0E\x0F", Format::unknown},
  };
  for (const auto& c : cases) EXPECT_EQ(sniff(bytes(c.head)), c.format) << c.head;
}

TEST(Sniff, is_not_led_outside_a_short_file) {
  const std::string whole = "\x89PNG\r\n\x1A\n";
  for (std::size_t length = 1; length < whole.size(); length++)
    EXPECT_NE(sniff(bytes(whole.substr(0, length))), Format::png);
}

TEST(Refusal, says_what_the_file_is_and_what_is_read) {
  EXPECT_EQ(refusal(Format::photoshop).fault, Fault::unsupported);
  EXPECT_EQ(refusal(Format::photoshop).detail,
            "a Photoshop document; this version reads JPEG, PNG, BMP, GIF, TIFF, WebP, HEIC, AVIF and JPEG 2000");
  EXPECT_EQ(refusal(Format::html).fault, Fault::not_an_image);
  EXPECT_EQ(refusal(Format::html).detail, "an HTML page, not an image");
  EXPECT_EQ(refusal(Format::unknown).fault, Fault::not_an_image);
}

TEST(Extension, is_wrong_only_when_it_names_another_format) {
  const struct {
    std::string name;
    Format format;
    bool matches;
  } cases[] = {
      {"ada.jpg", Format::jpeg, true},      {"ADA.JPEG", Format::jpeg, true},  {"ada.png", Format::jpeg, false},
      {"ada.jpg", Format::png, false},      {"ada", Format::jpeg, true},       {"ada.", Format::jpeg, true},
      {"ada.lovelace", Format::jpeg, true}, {"a.b/ada", Format::png, true},    {"team.gif/ada.bmp", Format::bmp, true},
      {"ada.jpg", Format::bmp, false},      {"ada.webp", Format::jpeg, false}, {"ada.jp", Format::png, true},
  };
  for (const auto& c : cases) EXPECT_EQ(extension_matches(c.name, c.format), c.matches) << c.name;
}

TEST(Extension, may_be_compared_with_the_name_in_a_report) {
  EXPECT_TRUE(extension_matches("ada.jpg", "JPEG"));
  EXPECT_FALSE(extension_matches("ada.jpg", "PNG"));
}

}  // namespace
}  // namespace headroom::codec
