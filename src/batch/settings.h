#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/photo.h"
#include "codec/decoders.h"
#include "codec/jpeg_encode.h"
#include "codec/limits.h"
#include "crop/search.h"
#include "filter/look.h"

namespace headroom::batch {

enum class Cropper { smart, face, skin, aligned, centre };
enum class Framing { shared, per_output };

/// One size that every photo is turned into.
struct OutputSpec {
  Size size;
  std::size_t byte_limit = 0;  // bytes of the JPEG; 0: none
  filter::Look look{};         // what is done to its pixels

  bool operator==(const OutputSpec&) const = default;
};

/// The directory refuses larger values: [MS-ADA3] 2.307 thumbnailPhoto, rangeUpper.
constexpr std::size_t thumbnail_photo_limit = 102'400;  // bytes
constexpr Size thumbnail_photo_size{96, 96};

/// What a conversion run does. Defaults are those of the command line.
struct Settings {
  std::vector<std::filesystem::path> photos;  // files and folders
  std::filesystem::path out;
  bool recursive = false;
  bool follow_links = false;  // out of the input folders, too

  std::vector<OutputSpec> outputs{{thumbnail_photo_size, 10'000}, {{648, 648}, 0}};
  Cropper cropper = Cropper::smart;
  crop::Person person = crop::Person::largest;
  bool auto_rotate = true;  // photos that lie on their side without saying so are turned
  std::string face_model;   // the hash of the face model's bytes; empty: there is none
  Framing framing = Framing::shared;
  int margin = 25;                // percent of the head's height, 1..50
  double least_confidence = 0.5;  // below, nobody is taken to be there (bench/confidence)
  int quality = 92;               // 1..100, the libjpeg scale
  codec::Sampling sampling = codec::Sampling::automatic;
  bool enlarge = true;
  codec::Limits limits;
  int decode_seconds = 30;        // for each photo
  std::filesystem::path decoder;  // the program that decodes photos apart; empty: this process does

  int jobs = 1;                 // photos worked on at the same time
  std::string device = "auto";  // auto, cpu, opencl, opencl:N
  bool verify = false;          // tell changed photos by their content, not by size and time
  bool contact_sheet = true;
  bool dry_run = false;
};

/// The side, in photo pixels, that the crop of this output should not fall below: its own or, shared, the greatest.
int crop_side(const Settings& settings, const OutputSpec& output);

/// What decides whether a photo that failed is worth another try: the text of all settings that reading depends on.
std::string reading_key(const Settings& settings);

/// What decides the bytes of one output: the text of all settings that count, readable in the journal. Outputs with
/// equal keys of an unchanged photo have equal bytes.
std::string output_key(const Settings& settings, const OutputSpec& output);

/// Settings as (name, value), for reports.
std::vector<std::pair<std::string, std::string>> described(const Settings& settings);

codec::Decoders::Settings decoder_settings(const Settings& settings);

/// fails  usage: a value out of its range or two that contradict each other, in a sentence
Result<void> check(const Settings& settings);

std::string_view name(Cropper cropper);
std::string_view name(Framing framing);

}  // namespace headroom::batch
