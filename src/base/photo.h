#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"

namespace headroom {

enum class Finder { none, skin, face };
std::string_view name(Finder finder);

/// Who the photo is of. The head box is in upright photo pixels: a face box grown by 10 % of its width left and right,
/// 35 % of its height above and 5 % below.
struct Subject {
  Finder finder = Finder::none;
  Box head;
  double confidence = 0;  // 0..1: the share of such photos whose crop is good

  bool found() const { return finder != Finder::none; }
};

/// What a person should know about an output that exists.
enum class Flag : std::uint32_t {
  no_subject = 1U << 0,       // nobody found: centre crop
  low_confidence = 1U << 1,   // somebody may be there, but too unsure: centre crop
  several_people = 1U << 2,   // more than one head
  grey = 1U << 3,             // no colour: the skin finder has little to go by
  enlarged = 1U << 4,         // the photo has fewer pixels than an output
  left_out = 1U << 5,         // an output was left out: it would have been enlarged
  over_limit = 1U << 6,       // an output is larger than its byte limit even at the lowest quality
  damaged = 1U << 7,          // the decoder complained, but the picture is nearly whole
  wrong_extension = 1U << 8,  // the name says another format than the content; only a note
  profile_dropped = 1U << 9,  // the colour profile could not be used: colours were taken for sRGB
  small_head = 1U << 10,      // the head has few pixels in the photo
  blurred = 1U << 11,         // the face is out of focus or moved
  dark = 1U << 12,            // too little light on the face
  overexposed = 1U << 13,     // parts of the face are burnt out
  near_duplicate = 1U << 14,  // another photo of the run shows the same picture
  turned = 1U << 15,          // lay on its side or upside down without saying so, and was turned
};

/// A set of flags.
class Flags {
 public:
  Flags() = default;
  explicit Flags(std::uint32_t bits) : bits_(bits) {}
  void raise(Flag flag) { bits_ |= static_cast<std::uint32_t>(flag); }
  void raise(Flags flags) { bits_ |= flags.bits_; }
  bool has(Flag flag) const { return (bits_ & static_cast<std::uint32_t>(flag)) != 0; }
  /// True when a person should look; notes alone do not ask for that.
  bool ask_for_a_look() const { return (bits_ & ~static_cast<std::uint32_t>(Flag::wrong_extension)) != 0; }
  std::uint32_t bits() const { return bits_; }
  bool operator==(const Flags&) const = default;

  /// "enlarged;grey": the names, in the order of the list above.
  std::string text() const;

 private:
  std::uint32_t bits_ = 0;
};

enum class Status { ok, warning, failed };
std::string_view name(Status status);

/// "96x96".
std::string text(Size size);

/// One finished JPEG of one photo.
struct Output {
  Size size;
  Rect crop;         // upright photo pixels
  std::string path;  // relative to the output folder, '/' between parts; empty: left out on purpose
  long long bytes = 0;
  int quality = 0;  // 1..100, the libjpeg scale
  Flags flags;      // those of this output alone
};

/// 256 bits that are nearly the same for two copies of a picture (crop/fingerprint.h); all zero: nothing to tell by.
using Fingerprint = std::array<std::uint64_t, 4>;

/// Everything a run says about one photo.
struct Outcome {
  std::string file;  // path relative to its input folder, '/' between parts
  Status status = Status::failed;
  Error error;         // when failed
  std::string format;  // "JPEG", "PNG" ...; empty when unknown
  Size size;           // upright pixels
  /// Clockwise, by which the finder turned it: size, head and crops are those of the turned photo.
  int quarter_turns = 0;
  Subject subject;
  Flags flags;  // of the photo and of all its outputs
  Fingerprint fingerprint{};
  std::string duplicate_of;  // another photo of the run that shows the same picture; mostly empty
  std::vector<Output> outputs;
  std::string thumbnail;       // the small picture for the contact sheet, relative to the output folder; may be empty
  double seconds = 0;          // work on this photo, summed over the steps
  bool redone_on_cpu = false;  // the device failed for this photo
};

}  // namespace headroom
