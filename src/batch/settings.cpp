#include "batch/settings.h"

#include <fmt/format.h>

#include <algorithm>

namespace headroom::batch {
namespace {

// Raised whenever the same photo and settings give other bytes than before, so that old outputs are made again.
constexpr int engine_revision = 2;

std::string_view name(codec::Sampling sampling) {
  switch (sampling) {
    case codec::Sampling::automatic:
      return "auto";
    case codec::Sampling::s444:
      return "444";
    case codec::Sampling::s420:
      return "420";
  }
  return "auto";
}

/// What decides who the photo is of.
std::string finding_key(const Settings& settings) {
  std::string key = fmt::format("crop={} confidence={}", name(settings.cropper), settings.least_confidence);
  if (settings.person != crop::Person::largest) key += fmt::format(" person={}", name(settings.person));
  if (settings.cropper != Cropper::skin)
    key += fmt::format(" faces={} turn={}", settings.face_model, settings.auto_rotate);
  return key;
}

/// What decides the crop of an output with this least side.
std::string crop_key(const Settings& settings, int side) {
  if (settings.cropper == Cropper::centre) return "crop=centre";
  std::string common = finding_key(settings);
  if (settings.cropper == Cropper::aligned) return common;
  return fmt::format("{} margin={} least-side={}", common, settings.margin, side);
}

/// Whether several faces must be told apart: skin knows of one head and of a rival.
bool goes_by_place(crop::Person person) { return person != crop::Person::largest && person != crop::Person::only; }

/// "#ffffff".
std::string text(codec::Rgb colour) {
  return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

std::string limit_text(const OutputSpec& output) {
  return output.byte_limit == 0 ? "none" : std::to_string(output.byte_limit);
}

/// What decides how a photo's bytes become pixels, where it is not the default.
std::string pixels_key(const codec::Limits& limits) {
  const codec::Limits usual;
  std::string key;
  if (limits.background != usual.background) key += fmt::format(" background={}", text(limits.background));
  if (limits.exif_bytes != usual.exif_bytes) key += fmt::format(" exif={}", limits.exif_bytes);
  if (limits.icc_bytes != usual.icc_bytes) key += fmt::format(" icc={}", limits.icc_bytes);
  return key;
}

/// Contrast and `auto` go by the face; whose it is stands in the crop's key.
std::string look_key(const OutputSpec& output) {
  return output.look.empty() ? "" : fmt::format(" look=[{}]", filter::text(output.look));
}

std::string described(const OutputSpec& output) {
  std::string words = text(output.size);
  if (output.byte_limit != 0) words += fmt::format(" (at most {} bytes)", output.byte_limit);
  for (const auto& choice : output.look.choices())
    words += fmt::format(" {} {}", choice.filter->option, filter::text(choice));
  return words;
}

}  // namespace

std::string_view name(Cropper cropper) {
  switch (cropper) {
    case Cropper::smart:
      return "smart";
    case Cropper::face:
      return "face";
    case Cropper::skin:
      return "skin";
    case Cropper::aligned:
      return "aligned";
    case Cropper::centre:
      return "centre";
  }
  return "smart";
}

std::string_view name(Framing framing) { return framing == Framing::shared ? "shared" : "per-output"; }

int crop_side(const Settings& settings, const OutputSpec& output) {
  int side = output.size.short_side();
  if (settings.framing == Framing::shared)
    for (const auto& other : settings.outputs) side = std::max(side, other.size.short_side());
  return side;
}

std::string reading_key(const Settings& settings) {
  const auto& limits = settings.limits;
  std::string key =
      fmt::format("revision={} file={} pixels={} side={} exif={} icc={} decode={} enlarge={} sizes=", engine_revision,
                  limits.file_bytes, limits.pixels, limits.side, limits.exif_bytes, limits.icc_bytes,
                  limits.decode_bytes, settings.enlarge);
  for (const auto& output : settings.outputs) key += fmt::format("{},", text(output.size));
  if (!settings.enlarge) key += fmt::format(" {}", finding_key(settings));  // what fits depends on the crop
  return key;
}

std::string output_key(const Settings& settings, const OutputSpec& output) {
  return fmt::format("revision={} {} size={} quality={} sampling={} limit={} enlarge={}{}{}", engine_revision,
                     crop_key(settings, crop_side(settings, output)), text(output.size), settings.quality,
                     name(settings.sampling), limit_text(output), settings.enlarge, pixels_key(settings.limits),
                     look_key(output));
}

std::vector<std::pair<std::string, std::string>> described(const Settings& settings) {
  std::string sizes;
  for (const auto& output : settings.outputs)
    sizes += fmt::format("{}{}", sizes.empty() ? "" : ", ", described(output));
  return {{"outputs", sizes},
          {"crop", std::string(name(settings.cropper))},
          {"person", std::string(name(settings.person))},
          {"auto-rotate", settings.auto_rotate ? "yes" : "no"},
          {"faces", settings.face_model.empty() ? "not looked for" : "looked for"},
          {"framing", std::string(name(settings.framing))},
          {"margin", fmt::format("{} %", settings.margin)},
          {"quality", std::to_string(settings.quality)},
          {"enlarge", settings.enlarge ? "yes, flagged" : "never"}};
}

codec::Decoders::Settings decoder_settings(const Settings& settings) {
  return {settings.decoder, settings.limits, std::chrono::seconds(settings.decode_seconds)};
}

Result<void> check(const Settings& settings) {
  if (settings.out.empty()) return fail(Fault::usage, "the output folder has no name; give one");
  if (settings.outputs.empty()) return fail(Fault::usage, "no outputs: name at least one --size");
  for (const auto& output : settings.outputs)
    if (output.size.width < 1 || output.size.height < 1 || output.size.long_side() > 8192)
      return fail(Fault::usage, fmt::format("size {} is out of range: 1x1 to 8192x8192", text(output.size)));
  if (settings.margin < 1 || settings.margin > 50)
    return fail(Fault::usage, fmt::format("margin {} is out of range: 1 to 50", settings.margin));
  if (settings.quality < 1 || settings.quality > 100)
    return fail(Fault::usage, fmt::format("quality {} is out of range: 1 to 100", settings.quality));
  for (const auto& output : settings.outputs)
    for (const auto& choice : output.look.choices())
      if (choice.automatic && settings.cropper == Cropper::centre)
        return fail(Fault::usage,
                    fmt::format("{} auto goes by the face, and crop centre looks for none; choose a level",
                                choice.filter->option));
  if (settings.cropper == Cropper::skin && goes_by_place(settings.person))
    return fail(Fault::usage,
                fmt::format("person {} goes by faces, and crop skin looks for none; leave one of them out",
                            name(settings.person)));
  if (settings.jobs < 1 || settings.jobs > 1024)
    return fail(Fault::usage, fmt::format("jobs {} is out of range: 1 to 1024", settings.jobs));
  return {};
}

}  // namespace headroom::batch
