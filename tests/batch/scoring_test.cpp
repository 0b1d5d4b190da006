#include "batch/scoring.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cstdio>
#include <random>

#include "batch/tally.h"
#include "compute/choose.h"
#include "support/pictures.h"
#include "support/real_files.h"
#include "support/temporary_folder.h"

namespace headroom::batch {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

/// Croppers on drawn portraits of 300x400 pixels, with a clock of its own: each look at it takes a millisecond.
class ScoreSession {
 public:
  test::TemporaryFolder place;
  std::vector<Label> labels;
  std::vector<Contestant> croppers{{"skin", Cropper::skin, {}, {}}, {"centre", Cropper::centre, {}, {}}};

  void add_photo(const std::string& file) {
    place.write("photos/" + file, test::portrait_jpeg({300, 400}));
    labels.push_back({file, {300, 400}, {110, 110, 80, 110}, {}});
  }

  Result<Scores> score() {
    Settings settings;
    settings.photos = {place / "photos"};
    settings.outputs = {{{96, 96}}, {{280, 280}}};
    settings.jobs = 2;
    const auto backend = compute::choose_backend("cpu", {}).value();
    const crop::SubjectFinder finder(nullptr, *backend);
    const auto decoders = codec::Decoders::start(decoder_settings(settings), 2).value();
    std::chrono::nanoseconds time{0};
    return batch::score({settings, labels, croppers}, {*decoders, finder, [&] { return time += milliseconds(1); }},
                        progress);
  }

  Progress progress;
};

TEST(Scoring, runs_each_cropper_on_each_labelled_photo) {
  ScoreSession session;
  session.add_photo("ada.jpg");
  session.add_photo("ben.jpg");
  session.place.write("photos/nobody-knows.jpg", "whatever");
  const auto scores = session.score().value();
  EXPECT_EQ(scores.unlabelled, 1U);
  EXPECT_EQ(session.progress.done, 2);
  ASSERT_EQ(scores.photos.size(), 2U);
  for (const auto& photo : scores.photos) {
    EXPECT_FALSE(photo.error);
    const auto& skin = photo.attempts[0];
    EXPECT_EQ(skin.subject.finder, Finder::skin);
    EXPECT_EQ(skin.milliseconds, 1);
    EXPECT_EQ(skin.verdicts.size(), 2U);
    EXPECT_EQ(skin.by_head.size(), 2U);
    const auto& centre = photo.attempts[1];
    EXPECT_EQ(centre.crops[0], (Box{0, 50, 300, 300}));
    EXPECT_EQ(centre.milliseconds, std::nullopt);
    EXPECT_TRUE(centre.by_head.empty());
  }
}

TEST(Scoring, frames_each_size_for_itself) {
  ScoreSession session;
  session.add_photo("ada.jpg");
  const auto scores = session.score().value();
  const auto& crops = scores.photos[0].attempts[0].crops;
  EXPECT_LT(crops[0].width, 280);
  EXPECT_EQ(crops[1].width, 280);
}

TEST(Scoring, counts_what_is_not_there_or_cannot_be_read_as_missed_by_all) {
  ScoreSession session;
  session.add_photo("ada.jpg");
  session.labels.push_back({"gone.jpg", {300, 400}, {110, 110, 80, 110}, {}});
  session.place.write("photos/text.jpg", "hello");
  session.labels.push_back({"text.jpg", {300, 400}, {110, 110, 80, 110}, {}});
  session.place.write("photos/other.jpg", test::portrait_jpeg({200, 300}));
  session.labels.push_back({"other.jpg", {300, 400}, {110, 110, 80, 110}, {}});
  Contestant peer{"peer", {}, {}, {}};
  for (const auto& label : session.labels) peer.crops.add(label.file, "96x96", {80, 50, 150, 150});
  session.croppers.push_back(peer);
  const auto scores = session.score().value();
  EXPECT_THAT(scores.photos[1].error->detail, HasSubstr("not among the photos"));
  EXPECT_TRUE(scores.photos[2].error);
  EXPECT_EQ(scores.photos[3].error->detail, "has 200x300 pixels, but its label is for 300x400");
  for (std::size_t cropper = 0; cropper < 3; cropper++) {
    const auto sum = figures(scores, cropper, 0);
    EXPECT_EQ(sum.photos, 4);
    EXPECT_GE(sum.missed, 3);
  }
  EXPECT_EQ(trust(scores, 0)->faces, 1);  // only what could be looked at
}

TEST(Scoring, takes_photos_whose_outputs_would_clash) {
  ScoreSession session;
  session.add_photo("ada.jpg");
  session.add_photo("ada.jpeg");
  const auto scores = session.score().value();
  EXPECT_FALSE(scores.photos[0].error);
  EXPECT_FALSE(scores.photos[1].error);
}

TEST(Scoring, refuses_a_label_that_two_photos_could_be_meant_by) {
  ScoreSession session;
  session.add_photo("ada.jpg");
  test::TemporaryFolder other;
  other.write("ada.jpg", test::portrait_jpeg({300, 400}));
  Settings settings;
  settings.photos = {session.place / "photos", other.path()};
  settings.outputs = {{{96, 96}}};
  const auto backend = compute::choose_backend("cpu", {}).value();
  const crop::SubjectFinder finder(nullptr, *backend);
  const auto decoders = codec::Decoders::start(decoder_settings(settings), 1).value();
  const auto scores = score({settings, session.labels, session.croppers}, {*decoders, finder}, session.progress);
  ASSERT_FALSE(scores);
  EXPECT_THAT(scores.error().detail, HasSubstr("could both be the photo labelled ada.jpg"));
}

TEST(Scoring, photos_without_a_face_are_only_asked_for_trust) {
  ScoreSession session;
  session.add_photo("ada.jpg");
  session.labels[0].tags = {"noface"};
  const auto scores = session.score().value();
  EXPECT_TRUE(scores.photos[0].attempts[0].verdicts.empty());
  EXPECT_EQ(figures(scores, 0, 0).photos, 0);
  EXPECT_EQ(trust(scores, 0)->faceless, 1);
  EXPECT_EQ(trust(scores, 0)->fooled, scores.photos[0].attempts[0].trusted ? 1 : 0);
}

TEST(Scoring, a_photo_of_one_pixel_is_scored_like_any_other) {
  ScoreSession session;
  session.place.write("photos/dot.jpg", test::portrait_jpeg({1, 1}));
  session.labels.push_back({"dot.jpg", {1, 1}, {0, 0, 1, 1}, {}});
  const auto scores = session.score().value();
  EXPECT_FALSE(scores.photos[0].error);
  EXPECT_TRUE(scores.photos[0].attempts[1].verdicts[0].good());
}

TEST(Scoring, its_clocks_do_not_run_backwards) {
  for (const Clock& clock : {Clock(thread_time), Clock(wall_time)}) {
    const auto before = clock();
    EXPECT_LE(before, clock());
  }
}

TEST(Scoring, makes_small_pictures) {
  ScoreSession session;
  session.add_photo("ada.jpg");
  const Settings settings;
  const auto decoders = codec::Decoders::start(decoder_settings(settings), 1).value();
  const auto jpeg = small_picture(session.place / "photos/ada.jpg", 160, settings, *decoders).value();
  const auto size = codec::open_photo(jpeg, settings.limits).value()->size();
  EXPECT_LE(size.long_side(), 160);
  EXPECT_GE(size.long_side(), 80);
  EXPECT_FALSE(small_picture(session.place / "photos/none.jpg", 160, settings, *decoders));
}

// The fixed table: what crops of one label are worth, added up.
TEST(JudgedCrops, add_up_to_known_figures) {
  Contestant peer{"peer", {}, {}, {}};
  const Label ada{"ada.jpg", {400, 500}, {150, 200, 100, 100}, {"grey"}};  // ideal at 96: {95, 147.5, 210, 210}
  const Label ben{"ben.jpg", {400, 500}, {150, 200, 100, 100}, {}};
  const Label cat{"cat.jpg", {400, 500}, {0, 0, 0, 0}, {"noface"}};
  const Label dan{"dan.jpg", {210, 210}, {40, 53, 100, 100}, {"grey"}};  // its middle is good
  peer.crops.add("ada.jpg", "96x96", {95, 147.5, 210, 210});
  peer.crops.add("ben.jpg", "96x96", {50, 100, 300, 300});  // 44100 / 90000
  Scores scores{{peer}, {96}, 25, {}, 0};
  for (const auto& label : {ada, ben, cat, dan}) scores.photos.push_back(judge_given(label, {peer}, {96}, 25));
  const auto all = figures(scores, 0, 0);
  EXPECT_EQ(all.photos, 3);
  EXPECT_EQ(all.good, 1);
  EXPECT_EQ(all.usable, 2);
  EXPECT_EQ(all.contained, 2);
  EXPECT_EQ(all.missed, 1);  // dan: no crop
  EXPECT_DOUBLE_EQ(all.mean_overlap(), (1 + 0.49) / 3);
  EXPECT_EQ(figures(scores, 0, 0, {Group::Kind::hard}).photos, 2);
  EXPECT_EQ(figures(scores, 0, 0, {Group::Kind::tagged, "grey"}).good, 1);
}

/// As score_crops.py prints it.
std::string python_line(const std::string& name, const Figures& sum) {
  return fmt::format(
      "{:14s} n={:4d}  good {:5.1f} %  usable {:5.1f} %  contained {:5.1f} %  missed {:4.1f} %  mean IoU {:.3f}", name,
      sum.photos, sum.percent(sum.good), sum.percent(sum.usable), sum.percent(sum.contained), sum.percent(sum.missed),
      sum.mean_overlap());
}

std::string output_of(const std::string& command) {
  std::string text;
  std::FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  for (int letter = std::fgetc(pipe); letter != EOF; letter = std::fgetc(pipe)) text += static_cast<char>(letter);
  ::pclose(pipe);
  return text;
}

/// Crops of every quality, the same ones everywhere: around the head, moved and scaled by chance; some are absent.
Crops crops_by_chance(const std::vector<Label>& labels, const std::string& output) {
  std::mt19937 random(7);
  const auto chance = [&random] { return static_cast<double>(random()) / 4294967296.0; };
  Crops crops;
  for (const auto& label : labels) {
    const Box& face = label.face;
    const double side = 1 + face.height * (1.2 + 2 * chance());
    const Box crop{face.x + face.width / 2 - side / 2 + (chance() - 0.5) * face.width,
                   face.y - 0.4 * face.height + (chance() - 0.5) * face.height, side, side};
    if (chance() > 0.05) crops.add(label.file, output, crop);
  }
  return crops;
}

TEST(JudgedCrops, agree_with_the_script_that_defines_good) {
  const auto script = test::photos_folder() / "tools" / "score_crops.py";
  const auto labels_file = test::photos_folder() / "faces" / "labels.csv";
  if (test::photos_folder().empty() || !exists(script) || !exists(labels_file)) GTEST_SKIP() << "needs HEADROOM_PHOTOS";
  if (output_of("python3 -c 'print(1)' 2>&1") != "1\n") GTEST_SKIP() << "needs python3";
  const auto labels = read_labels(labels_file).value();
  test::TemporaryFolder place;
  for (const int side : {648, 96}) {
    const std::string output = text(Size{side, side});
    const Contestant peer{"peer", {}, crops_by_chance(labels, output), {}};
    std::string rows = "file,output,x,y,width,height\n";
    Scores scores{{peer}, {side}, 30, {}, 0};
    for (const auto& label : labels) {
      scores.photos.push_back(judge_given(label, {peer}, {side}, 30));
      if (const auto crop = peer.crops.find(label.file, output))
        rows += fmt::format("{},{},{},{},{},{}\n", label.file, output, crop->x, crop->y, crop->width, crop->height);
    }
    const auto printed =
        output_of(fmt::format("python3 '{}' '{}' '{}' --output {} --margin 30 --by-tag", script.string(),
                              labels_file.string(), place.write("crops.csv", rows).string(), output));
    std::string ours;
    for (const auto& group : groups_of(scores)) ours += python_line(group.name(), figures(scores, 0, 0, group)) + "\n";
    EXPECT_EQ(printed.substr(0, printed.find("no crop given")), ours);
  }
}

}  // namespace
}  // namespace headroom::batch
