#include "batch/scoring.h"
#include "base/read_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <span>
#include <thread>
#include <unordered_map>

#include "base/turn.h"
#include "batch/frames.h"
#include "batch/steps.h"

namespace headroom::batch {
namespace {

constexpr std::size_t photos_at_once = 64;  // previews in memory, a megabyte each
constexpr int picture_quality = 80;         // the libjpeg scale

Box box_of(const Rect& rect) {
  return {static_cast<double>(rect.x), static_cast<double>(rect.y), static_cast<double>(rect.width),
          static_cast<double>(rect.height)};
}

/// The crops of one photo by size, in pixels as labelled.
std::vector<Box> crops_by(const crop::Sighting& sighting, Size photo, const Settings& settings) {
  const Orientation orientation = quarter_turns(sighting.quarter_turns);
  const Size turned = upright(photo, orientation);
  std::vector<Box> crops;
  for (const auto& output : settings.outputs)
    crops.push_back(box_of(stored_rect(crop_for(output, sighting, turned, settings), orientation, photo)));
  return crops;
}

/// What the crops of one photo are held against, by size.
std::vector<crop::Ideal> ideals_of(const Label& label, const std::vector<int>& sides, int margin) {
  std::vector<crop::Ideal> ideals;
  ideals.reserve(sides.size());
  for (const int side : sides) ideals.push_back(crop::ideal_of(label.face, label.photo, side, margin));
  return ideals;
}

std::vector<crop::Verdict> judged(const std::vector<Box>& crops, const std::vector<crop::Ideal>& ideals) {
  std::vector<crop::Verdict> verdicts;
  for (std::size_t i = 0; i < crops.size(); i++) verdicts.push_back(crop::judge(crops[i], ideals[i]));
  return verdicts;
}

Attempt given_attempt(const Label& label, const Contestant& cropper, const std::vector<int>& sides) {
  Attempt attempt;
  for (const int side : sides)
    attempt.crops.push_back(cropper.crops.find(label.file, text(Size{side, side})).value_or(Box{}));
  return attempt;
}

/// A photo's preview, or why there is none.
struct Seen {
  Size photo;
  Result<Image> preview = fail(Fault::internal, "not decoded");
};

Result<std::unique_ptr<codec::PhotoSource>> open(const std::filesystem::path& path, const Settings& settings,
                                                 codec::Decoders& decoders) {
  auto bytes = read_file(path, settings.limits.file_bytes);
  if (!bytes) return Failure(bytes.error());
  return decoders.open(std::move(*bytes));
}

class Scoring {
 public:
  Scoring(ScoreRequest request, const ScoreTools& tools, Progress& progress)
      : settings_(std::move(request.settings)), tools_(tools), progress_(progress) {
    settings_.framing = Framing::per_output;
    scores_.croppers = std::move(request.croppers);
    scores_.margin = settings_.margin;
    for (const auto& output : settings_.outputs) scores_.sides.push_back(output.size.width);
    for (auto& label : request.labels)
      scores_.photos.push_back(judge_given(label, scores_.croppers, scores_.sides, settings_.margin));
  }

  Result<Scores> run() {
    if (auto matched = match_photos(); !matched) return Failure(matched.error());
    const std::span photos(scores_.photos);
    progress_.total = static_cast<long long>(photos.size());
    for (std::size_t begin = 0; begin < photos.size(); begin += photos_at_once)
      if (auto looked = look_at(photos.subspan(begin, std::min(photos_at_once, photos.size() - begin))); !looked)
        return Failure(looked.error());
    for (auto& photo : scores_.photos)
      if (photo.error) count_as_missed(photo);
    for (auto& cropper : scores_.croppers) cropper.crops = {};
    return std::move(scores_);
  }

 private:
  Result<void> match_photos() {
    auto entries = list_photos(settings_);
    if (!entries) return Failure(entries.error());
    std::unordered_map<std::string, ScoredPhoto*> labelled;
    for (auto& photo : scores_.photos) labelled[photo.label.file] = &photo;
    for (const auto& entry : *entries) {
      const auto found = labelled.find(entry.file);
      if (found == labelled.end()) {
        scores_.unlabelled++;
        continue;
      }
      if (auto matched = match(*found->second, entry); !matched) return matched;
    }
    for (auto& photo : scores_.photos)
      if (photo.path.empty()) photo.error = {Fault::unreadable, "is labelled, but not among the photos"};
    return {};
  }

  static Result<void> match(ScoredPhoto& photo, const Entry& entry) {
    if (!photo.path.empty())
      return fail(Fault::usage, fmt::format("{} and {} could both be the photo labelled {}; name one folder",
                                            photo.path.string(), entry.path.string(), entry.file));
    photo.path = entry.path;
    // Names of outputs are of no interest here: nothing is written.
    if (entry.error && entry.error->fault != Fault::name_taken && entry.error->fault != Fault::name_too_long)
      photo.error = entry.error;
    return {};
  }

  Result<void> look_at(std::span<ScoredPhoto> photos) {
    const std::vector<Seen> seen = previews_of(photos);
    for (std::size_t i = 0; i < photos.size(); i++) {
      if (!photos[i].error && !seen[i].preview) photos[i].error = seen[i].preview.error();
      if (!photos[i].error && seen[i].photo != photos[i].label.photo)
        photos[i].error = {Fault::usage, fmt::format("has {} pixels, but its label is for {}", text(seen[i].photo),
                                                     text(photos[i].label.photo))};
      if (photos[i].error)
        progress_.failed++;
      else if (auto found = find_in_turn(photos[i], *seen[i].preview); !found)
        return found;
      progress_.done++;
    }
    return {};
  }

  /// Decoded on `jobs` threads, which have ended when this returns.
  std::vector<Seen> previews_of(std::span<const ScoredPhoto> photos) {
    std::vector<Seen> seen(photos.size());
    std::atomic<std::size_t> next{0};
    const auto decode = [&] {
      for (std::size_t i = next++; i < photos.size(); i = next++)
        if (!photos[i].error) seen[i] = preview_of(photos[i]);
    };
    std::vector<std::thread> threads;
    for (int i = 1; i < settings_.jobs; i++) threads.emplace_back(decode);
    decode();
    for (auto& thread : threads) thread.join();
    return seen;
  }

  Seen preview_of(const ScoredPhoto& photo) const {
    auto source = open(photo.path, settings_, tools_.decoders);
    if (!source) return {{}, Failure(source.error())};
    return {(*source)->size(), (*source)->preview(preview_long_side)};
  }

  Result<void> find_in_turn(ScoredPhoto& photo, const Image& preview) {
    const std::size_t count = scores_.croppers.size();
    if (!warm_) {  // the first look of all takes longer: the network makes its buffers
      warm_ = true;
      if (auto found = find_in_turn(photo, preview); !found) return found;
    }
    for (std::size_t i = 0; i < count; i++) {
      const std::size_t turn = (i + first_) % count;
      if (!scores_.croppers[turn].cropper) continue;
      if (auto found = find(photo, preview, turn); !found) return found;
    }
    first_++;
    return {};
  }

  Result<void> find(ScoredPhoto& photo, const Image& preview, std::size_t turn) {
    const Contestant& cropper = scores_.croppers[turn];
    Attempt& attempt = photo.attempts[turn];
    Settings settings = settings_;
    settings.cropper = *cropper.cropper;
    crop::Sighting sighting;
    if (cropper.looks()) {
      const auto begin = tools_.now();
      auto found = tools_.finder.find(preview, photo.label.photo, search_for(settings));
      const std::chrono::duration<double, std::milli> taken = tools_.now() - begin;
      if (!found) return Failure(found.error());
      sighting = *found;
      attempt.milliseconds = taken.count();
    }
    note(photo.label, sighting, std::move(settings), attempt);
    return {};
  }

  /// settings  those of the cropper
  void note(const Label& label, const crop::Sighting& sighting, Settings settings, Attempt& attempt) const {
    attempt.subject = sighting.subject;
    attempt.turned = sighting.quarter_turns != 0;
    attempt.trusted = sighting.trusted_head(settings.least_confidence) != nullptr;
    attempt.crops = crops_by(sighting, label.photo, settings);
    if (!label.shows_a_face()) return;
    const auto ideals = ideals_of(label, scores_.sides, settings.margin);
    attempt.verdicts = judged(attempt.crops, ideals);
    if (!sighting.subject.found()) return;
    settings.least_confidence = 0;
    attempt.by_head = judged(crops_by(sighting, label.photo, settings), ideals);
  }

  void count_as_missed(ScoredPhoto& photo) const {
    for (auto& attempt : photo.attempts) {
      attempt = {};
      attempt.crops.resize(scores_.sides.size());
      if (photo.label.shows_a_face()) attempt.verdicts.resize(scores_.sides.size());
    }
  }

  Settings settings_;
  const ScoreTools& tools_;
  Progress& progress_;
  Scores scores_;
  std::size_t first_ = 0;  // whose turn it is to be first
  bool warm_ = false;
};

}  // namespace

std::chrono::nanoseconds thread_time() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

std::chrono::nanoseconds wall_time() { return std::chrono::steady_clock::now().time_since_epoch(); }

Result<Scores> score(ScoreRequest request, const ScoreTools& tools, Progress& progress) {
  return Scoring(std::move(request), tools, progress).run();
}

ScoredPhoto judge_given(const Label& label, const std::vector<Contestant>& croppers, const std::vector<int>& sides,
                        int margin) {
  ScoredPhoto photo{label, {}, {}, {}, {}};
  const auto ideals = ideals_of(label, sides, margin);
  for (const auto& ideal : ideals) photo.hard.push_back(!crop::judge(crop::centre_box(label.photo), ideal).good());
  for (const auto& cropper : croppers) {
    photo.attempts.push_back(given_attempt(label, cropper, sides));
    if (label.shows_a_face()) photo.attempts.back().verdicts = judged(photo.attempts.back().crops, ideals);
  }
  return photo;
}

Result<Bytes> small_picture(const std::filesystem::path& photo, int long_side, const Settings& settings,
                            codec::Decoders& decoders) {
  auto source = open(photo, settings, decoders);
  if (!source) return Failure(source.error());
  const auto preview = (*source)->preview(long_side);
  if (!preview) return Failure(preview.error());
  auto jpeg = codec::encode_jpeg(*preview, {picture_quality, codec::Sampling::s420});
  if (!jpeg) return Failure(jpeg.error());
  return std::move(jpeg->bytes);
}

}  // namespace headroom::batch
