#include "batch/duplicates.h"

#include <string_view>
#include <unordered_map>

#include "crop/fingerprint.h"

namespace headroom::batch {
namespace {

// Pieces of 16 bits, of all of a fingerprint but its lowest 64 bits: those are alike in all photos of one studio, and
// would put them into few buckets.
constexpr int pieces = 12;

// Copies that differ in 20 bits differ in at most one bit of some piece: looking there finds all of them.
static_assert(crop::most_bits_apart < 2 * pieces);

unsigned piece_of(const Fingerprint& fingerprint, int number) {
  return fingerprint[1 + number / 4] >> 16 * (number % 4) & 0xffff;
}

/// The photos in their order, by one piece of their fingerprints.
class Buckets {
 public:
  Buckets(std::span<const Likeness> photos, int number) : begins_(65537), members_(photos.size()) {
    for (const auto& photo : photos) begins_[piece_of(photo.fingerprint, number) + 1]++;
    for (std::size_t i = 1; i < begins_.size(); i++) begins_[i] += begins_[i - 1];
    auto ends = begins_;
    for (std::uint32_t i = 0; i < photos.size(); i++) members_[ends[piece_of(photos[i].fingerprint, number)]++] = i;
  }

  std::span<const std::uint32_t> with(unsigned piece) const {
    return std::span(members_).subspan(begins_[piece], begins_[piece + 1] - begins_[piece]);
  }

 private:
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> members_;
};

using Found = std::optional<std::size_t>;

class Finder {
 public:
  explicit Finder(std::span<const Likeness> photos) : photos_(photos) {
    for (int number = 0; number < pieces; number++) buckets_.emplace_back(photos, number);
    for (std::size_t i = 0; i < photos.size(); i++) note_content(i);
  }

  Found other_than(std::size_t photo) const {
    Found first = same_bytes(photo);
    const Fingerprint& fingerprint = photos_[photo].fingerprint;
    if (fingerprint == Fingerprint{}) return first;
    for (int number = 0; number < pieces && first != 0U; number++) {
      const unsigned piece = piece_of(fingerprint, number);
      look_through(buckets_[number].with(piece), photo, first);
      for (int bit = 0; bit < 16; bit++) look_through(buckets_[number].with(piece ^ 1U << bit), photo, first);
    }
    return first;
  }

 private:
  struct FirstTwo {
    std::size_t first;
    Found second;
  };

  void note_content(std::size_t photo) {
    if (photos_[photo].content.empty()) return;
    const auto [place, fresh] = by_content_.try_emplace(photos_[photo].content, FirstTwo{photo, {}});
    if (!fresh && !place->second.second) place->second.second = photo;
  }

  Found same_bytes(std::size_t photo) const {
    const auto place = by_content_.find(photos_[photo].content);
    if (place == by_content_.end()) return {};
    return place->second.first == photo ? place->second.second : place->second.first;
  }

  /// Ends at the first that is the same: many copies of one picture cost no more than few.
  void look_through(std::span<const std::uint32_t> candidates, std::size_t photo, Found& first) const {
    for (const std::uint32_t other : candidates) {
      if (first && other >= *first) return;
      if (other == photo || !crop::same_picture(photos_[photo].fingerprint, photos_[other].fingerprint)) continue;
      first = other;
      return;
    }
  }

  std::span<const Likeness> photos_;
  std::vector<Buckets> buckets_;
  std::unordered_map<std::string_view, FirstTwo> by_content_;
};

}  // namespace

std::vector<Found> find_duplicates(std::span<const Likeness> photos) {
  const Finder finder(photos);
  std::vector<Found> others(photos.size());
  for (std::size_t i = 0; i < photos.size(); i++) others[i] = finder.other_than(i);
  return others;
}

}  // namespace headroom::batch
