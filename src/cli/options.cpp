#include "cli/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "cli/option_values.h"
#include "filter/look.h"

namespace headroom::cli {
namespace {

using batch::Settings;
/// Sizes named replace the default ones; a size keeps the byte limit it has.
Result<void> apply_sizes(ConvertRequest& request, const Values& texts) {
  std::vector<batch::OutputSpec> outputs;
  for (const auto& one : texts) {
    const auto size = size_from(one);
    if (!size) return Failure(size.error());
    batch::OutputSpec output{*size, 0};
    for (const auto& known : request.settings.outputs)
      if (known.size == *size) output = known;
    if (std::ranges::find(outputs, output) == outputs.end()) outputs.push_back(output);
  }
  request.settings.outputs = std::move(outputs);
  return {};
}

Result<batch::OutputSpec*> output_of(Settings& settings, Size size) {
  for (auto& output : settings.outputs)
    if (output.size == size) return &output;
  return fail(Fault::usage, fmt::format("{} is not among the sizes of this run", headroom::text(size)));
}

Result<void> apply_byte_limit(Settings& settings, std::string_view text) {
  const auto equals = text.find('=');
  const auto size = size_from(text.substr(0, equals));
  const auto limit = equals == std::string_view::npos ? std::nullopt : number_in<std::size_t>(text.substr(equals + 1));
  if (!size || !limit) return fail(Fault::usage, fmt::format("'{}' is no byte limit; write it as 96x96=10000", text));
  const auto output = output_of(settings, *size);
  if (!output) return Failure(output.error());
  (*output)->byte_limit = *limit;
  return {};
}

Result<void> apply_byte_limits(ConvertRequest& request, const Values& texts) {
  for (const auto& one : texts)
    if (auto applied = apply_byte_limit(request.settings, one); !applied) return applied;
  return {};
}

using Request = ConvertRequest;

/// "light", "96x96=light", or "none" in place of a word.
Result<void> apply_look(Settings& settings, std::string_view option, std::string_view text) {
  const auto equals = text.find('=');
  const auto size = size_from(text.substr(0, equals));
  const bool for_one = equals != std::string_view::npos && size;
  const std::string_view words = for_one ? text.substr(equals + 1) : text;
  std::optional<filter::Choice> choice;
  if (words != "none") {
    auto chosen = filter::choice_from(option, words);
    if (!chosen) return Failure(chosen.error());
    choice = std::move(*chosen);
  }
  if (for_one)
    if (const auto known = output_of(settings, *size); !known) return Failure(known.error());
  for (auto& output : settings.outputs) {
    if (for_one && output.size != *size) continue;
    output.look.clear(option);
    if (choice) output.look.choose(*choice);
  }
  return {};
}

/// One option for each kind of filter, from the list of filters.
Option look_option(std::string_view name) {
  std::string words;
  for (const std::string_view word : filter::words_of(name))
    words += fmt::format("{}{}", words.empty() ? "" : ", ", word);
  return {name, Kind::list, "WORD", fmt::format("{}, or none; WxH=WORD for one output", words),
          [name](ConvertRequest& request, const Values& texts) -> Result<void> {
            for (const auto& text : texts)
              if (auto applied = apply_look(request.settings, name, text); !applied) return applied;
            return {};
          }};
}

/// A limit given in `unit` of what the setting counts: mebibytes, say.
template <class Number>
Option limit_option(std::string_view name, std::string_view value, std::string help, Number codec::Limits::*limit,
                    long long unit, long long most) {
  return {name, Kind::value, value, std::move(help),
          [limit, unit, most](Request& request, const Values& texts) -> Result<void> {
            const auto number = number_from(texts, 1LL, most);
            if (!number) return Failure(number.error());
            request.settings.limits.*limit = static_cast<Number>(*number * unit);
            return {};
          }};
}

/// What one photo may cost.
std::vector<Option> limit_options() {
  using codec::Limits;
  constexpr long long kibibyte = 1 << 10, mebibyte = 1 << 20, million = 1'000'000;
  return {
      limit_option("max-megapixels", "N", "refuse larger photos; default 100", &Limits::pixels, million, 4000),
      limit_option("max-side", "PIXELS", "refuse photos with a longer side; default 30000", &Limits::side, 1, 65'535),
      limit_option("max-file-mib", "N", "refuse larger files; default 64", &Limits::file_bytes, mebibyte, 4096),
      limit_option("max-decode-mib", "N", "refuse photos that take more memory to decode; default 512",
                   &Limits::decode_bytes, mebibyte, 65'536),
      limit_option("max-exif-kib", "N", "ignore EXIF data that is larger; default 1024", &Limits::exif_bytes, kibibyte,
                   65'536),
      limit_option("max-icc-kib", "N", "drop colour profiles that are larger, and flag it; default 4096",
                   &Limits::icc_bytes, kibibyte, 65'536),
  };
}

std::optional<int> hexadecimal(std::string_view digits) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
  if (error != std::errc() || end != digits.data() + digits.size() || number < 0) return std::nullopt;
  return number;
}

Result<void> apply_background(ConvertRequest& request, const Values& texts) {
  const std::string_view text = texts.back();
  const auto colour = text.size() == 7 && text[0] == '#' ? hexadecimal(text.substr(1)) : std::nullopt;
  if (!colour) return fail(Fault::usage, fmt::format("'{}' is no colour; write it as '#ffffff'", text));
  request.settings.limits.background = {static_cast<Byte>(*colour >> 16), static_cast<Byte>(*colour >> 8 & 255),
                                        static_cast<Byte>(*colour & 255)};
  return {};
}

/// Who a photo is of, and how it is cropped.
std::vector<Option> crop_options() {
  return {
      Option{"crop", Kind::value, "HOW",
             "smart: around the head, found by face and skin (default); face, skin: by one of them alone; aligned: the "
             "whole short side, slid to the head; centre: the middle",
             [](Request& request, const Values& texts) {
               using enum batch::Cropper;
               return take_into(
                   choice_from<batch::Cropper>(
                       texts,
                       {{"smart", smart}, {"face", face}, {"skin", skin}, {"aligned", aligned}, {"centre", centre}}),
                   request.settings.cropper);
             }},
      Option{"person", Kind::value, "WHO",
             "of several people: largest (default), central, left or right in the picture; only: nobody, the photo is "
             "flagged",
             [](Request& request, const Values& texts) {
               using enum crop::Person;
               return take_into(
                   choice_from<crop::Person>(
                       texts,
                       {{"largest", largest}, {"central", central}, {"left", left}, {"right", right}, {"only", only}}),
                   request.settings.person);
             }},
      Option{"auto-rotate", Kind::value, "YES",
             "yes: photos that lie on their side without saying so are turned, and flagged (default); no",
             [](Request& request, const Values& texts) {
               return take_into(truth_from(texts), request.settings.auto_rotate);
             }},
      Option{"face-model", Kind::value, "FILE", "the face model, where it is not installed; none: do without",
             [](Request& request, const Values& texts) -> Result<void> {
               request.face_model = texts.back();
               return {};
             }},
      Option{"margin", Kind::value, "PERCENT", "space around the head, in percent of its height, 1 to 50; default 25",
             [](Request& request, const Values& texts) {
               return take_into(number_from(texts, 1, 50), request.settings.margin);
             }},
      Option{"framing", Kind::value, "HOW",
             "shared: one crop for all outputs (default); per-output: each as tight as it may be",
             [](Request& request, const Values& texts) {
               using enum batch::Framing;
               return take_into(choice_from<batch::Framing>(texts, {{"shared", shared}, {"per-output", per_output}}),
                                request.settings.framing);
             }},
      Option{"least-confidence", Kind::value, "SHARE",
             "below this, 0 to 1, a photo is cropped as if nobody were there, and flagged; default 0.5",
             [](Request& request, const Values& texts) {
               return take_into(number_from(texts, 0.0, 1.0), request.settings.least_confidence);
             }},
  };
}

/// What becomes of a crop. --size comes before what looks at the sizes.
std::vector<Option> output_options() {
  return {
      Option{"size", Kind::list, "WxH", "an output of this size, instead of 96x96 and 648x648; may be repeated",
             apply_sizes},
      Option{
          "enlarge", Kind::value, "WHEN",
          "always: photos smaller than an output are enlarged and flagged (default); never: that output is left out",
          [](Request& request, const Values& texts) {
            return take_into(choice_from<bool>(texts, {{"always", true}, {"never", false}}), request.settings.enlarge);
          }},
      Option{"quality", Kind::value, "N", "JPEG quality, 1 to 100; default 92",
             [](Request& request, const Values& texts) {
               return take_into(number_from(texts, 1, 100), request.settings.quality);
             }},
      Option{"max-bytes", Kind::list, "WxH=N",
             "lower the quality of this output until its file fits; default 96x96=10000, 0 lifts it; may be repeated",
             apply_byte_limits},
      Option{"background", Kind::value, "COLOUR", "what lies under transparent photos; default '#ffffff', white",
             apply_background},
      Option{"sampling", Kind::value, "HOW", "chroma: auto (444 up to 120 pixels, 420 above; default), 444, 420",
             [](Request& request, const Values& texts) {
               using enum codec::Sampling;
               return take_into(
                   choice_from<codec::Sampling>(texts, {{"auto", automatic}, {"444", s444}, {"420", s420}}),
                   request.settings.sampling);
             }},
  };
}

std::vector<Option> look_options() {
  std::vector<Option> options;
  for (const std::string_view name : filter::filter_options()) options.push_back(look_option(name));
  return options;
}

/// How a run goes about its work.
std::vector<Option> run_options() {
  return {
      Option{"recursive", Kind::flag, "", "sub-folders too; they are mirrored in OUT",
             [](Request& request, const Values& texts) {
               return take_into(truth_from(texts), request.settings.recursive);
             }},
      Option{"follow-links", Kind::flag, "",
             "symbolic links, too, that lead out of the input folder, or to a folder (with --recursive)",
             [](Request& request, const Values& texts) {
               return take_into(truth_from(texts), request.settings.follow_links);
             }},
      Option{
          "verify", Kind::flag, "", "tell changed photos by their content, not by size and time",
          [](Request& request, const Values& texts) { return take_into(truth_from(texts), request.settings.verify); }},
      Option{"decode-seconds", Kind::value, "N", "give a photo up whose decoding takes longer; default 30",
             [](Request& request, const Values& texts) {
               return take_into(number_from(texts, 1, 3600), request.settings.decode_seconds);
             }},
      Option{"in-process", Kind::flag, "",
             "decode photos in this process, for debugging: a hostile photo could then do all that headroom may",
             [](Request& request, const Values& texts) { return take_into(truth_from(texts), request.in_process); }},
      Option{"no-contact-sheet", Kind::flag, "", "write no contact sheet, only the other reports",
             [](Request& request, const Values& texts) -> Result<void> {
               const auto without = truth_from(texts);
               if (!without) return Failure(without.error());
               request.settings.contact_sheet = !*without;
               return {};
             }},
      Option{"jobs", Kind::value, "N", "photos worked on at the same time; default: all cores",
             [](Request& request, const Values& texts) {
               return take_into(number_from(texts, 1, 1024), request.settings.jobs);
             }},
      Option{
          "device", Kind::value, "DEVICE",
          "auto: a GPU where it is the faster way, otherwise the CPU (default); cpu; opencl or opencl:N, see `headroom "
          "devices`",
          [](Request& request, const Values& texts) -> Result<void> {
            request.settings.device = texts.back();
            return {};
          }},
      Option{
          "dry-run", Kind::flag, "", "say what would be done, and write nothing",
          [](Request& request, const Values& texts) { return take_into(truth_from(texts), request.settings.dry_run); }},
      Option{"quiet", Kind::flag, "", "no progress and no summary; errors only",
             [](Request& request, const Values& texts) { return take_into(truth_from(texts), request.quiet); }},
      Option{"json", Kind::flag, "", "the summary as JSON",
             [](Request& request, const Values& texts) { return take_into(truth_from(texts), request.json); }},
  };
}

// The order is that of the help, and that in which options are applied.
std::vector<Option> all_options() {
  std::vector<Option> all;
  for (const auto& part : {crop_options(), output_options(), look_options(), limit_options(), run_options()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

const std::vector<Option>& options() {
  static const std::vector<Option> all = all_options();
  return all;
}

}  // namespace

std::span<const Option> convert_options() { return options(); }

}  // namespace headroom::cli
