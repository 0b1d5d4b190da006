#include "batch/conversion.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <deque>
#include <map>
#include <thread>

#include "base/sanitized.h"
#include "support/pictures.h"
#include "support/temporary_folder.h"

namespace headroom::batch {
namespace {

namespace fs = std::filesystem;
using test::portrait_jpeg;
using test::TemporaryFolder;

/// A folder of photos, its settings, and one run after the other.
struct Bench {
  Bench() {
    settings.photos = {place / "photos"};
    settings.out = place / "out";
    settings.outputs = {{{96, 96}, 10'000}, {{200, 200}, 0}};
    settings.jobs = 2;
  }

  /// Runs, and returns how many photos there were to do.
  std::size_t run() {
    outcomes.clear();
    const auto conversion = Conversion::prepare(settings).value();
    compute::Backend backend;
    Progress progress;
    EXPECT_TRUE(conversion->convert(*decoders, backend, {nullptr, backend}, progress, stop, uploads));
    conversion->visit([this](const Outcome& outcome) { outcomes[outcome.file] = outcome; });
    return conversion->tasks().size();
  }

  std::string out(const std::string& name) const { return test::text_of(place / "out" / name); }

  TemporaryFolder place;
  Settings settings;
  std::unique_ptr<codec::Decoders> decoders = codec::Decoders::start({}, 1).value();
  std::atomic<bool> stop{false};
  Uploads* uploads = nullptr;
  std::map<std::string, Outcome> outcomes;
};

TEST(Conversion, makes_every_output_of_every_photo_and_says_why_others_failed) {
  Bench bench;
  bench.place.write("photos/ada.jpg", portrait_jpeg({400, 300}));
  bench.place.write("photos/bob.jpg", portrait_jpeg({300, 400}, 20));
  bench.place.write("photos/notes.txt", "not a photo");
  bench.place.write("photos/zero.jpg", "");
  EXPECT_EQ(bench.run(), 4U);
  EXPECT_EQ(bench.outcomes["ada.jpg"].outputs.size(), 2U);
  EXPECT_EQ(bench.outcomes["bob.jpg"].size, (Size{300, 400}));
  EXPECT_EQ(bench.outcomes["notes.txt"].status, Status::failed);
  EXPECT_EQ(bench.outcomes["notes.txt"].error.fault, Fault::not_an_image);
  EXPECT_EQ(bench.outcomes["zero.jpg"].status, Status::failed);
  EXPECT_FALSE(bench.out("ada 96x96.jpg").empty());
  EXPECT_FALSE(bench.out("bob 200x200.jpg").empty());
}

TEST(Conversion, a_second_run_has_nothing_to_do_and_the_same_to_report) {
  Bench bench;
  bench.place.write("photos/ada.jpg", portrait_jpeg({400, 300}));
  bench.place.write("photos/notes.txt", "not a photo");
  bench.run();
  const auto first = bench.outcomes;
  EXPECT_EQ(bench.run(), 0U);
  ASSERT_EQ(bench.outcomes.size(), first.size());
  EXPECT_EQ(bench.outcomes["notes.txt"].error.detail, first.at("notes.txt").error.detail);
  EXPECT_EQ(bench.outcomes["ada.jpg"].outputs[0].crop, first.at("ada.jpg").outputs[0].crop);
}

TEST(Conversion, redoes_exactly_what_a_change_touches) {
  Bench bench;
  bench.place.write("photos/ada.jpg", portrait_jpeg({400, 300}));
  bench.place.write("photos/bob.jpg", portrait_jpeg({400, 300}, 20));
  bench.run();

  bench.place.write("photos/ada.jpg", portrait_jpeg({420, 300}));
  EXPECT_EQ(bench.run(), 1U) << "a changed photo";

  fs::remove(bench.place / "out/bob 96x96.jpg");
  EXPECT_EQ(bench.run(), 1U) << "an output that is gone";
  EXPECT_FALSE(bench.out("bob 96x96.jpg").empty());

  const auto written = fs::last_write_time(bench.place / "out/ada 200x200.jpg");
  bench.settings.outputs[0].byte_limit = 2'000;
  EXPECT_EQ(bench.run(), 2U) << "a limit of one output";
  EXPECT_EQ(fs::last_write_time(bench.place / "out/ada 200x200.jpg"), written);
  EXPECT_EQ(bench.outcomes["ada.jpg"].outputs.size(), 2U);

  bench.settings.outputs.pop_back();
  EXPECT_EQ(bench.run(), 2U) << "the crop serves a smaller output now";
  EXPECT_EQ(bench.outcomes["ada.jpg"].outputs.size(), 1U);

  bench.settings.jobs = 1;
  bench.settings.device = "cpu";
  EXPECT_EQ(bench.run(), 0U) << "jobs and device do not change bytes";
}

TEST(Conversion, tells_changed_photos_by_content_when_asked_to) {
  Bench bench;
  const auto photo = bench.place.write("photos/ada.jpg", portrait_jpeg({400, 300}));
  bench.run();
  fs::last_write_time(photo, fs::last_write_time(photo) + std::chrono::hours(1));
  bench.settings.verify = true;
  EXPECT_EQ(bench.run(), 0U);
  bench.settings.verify = false;
  EXPECT_EQ(bench.run(), 0U) << "the new time was noted";
}

TEST(Conversion, gives_the_same_bytes_with_any_number_of_jobs) {
  Bench bench;
  for (int i = 0; i < 12; i++)
    bench.place.write("photos/" + std::to_string(i) + ".jpg", portrait_jpeg({300 + 7 * i, 320}, 3 * i));
  bench.run();
  bench.settings.out = bench.place / "again";
  bench.settings.jobs = 1;
  bench.run();
  for (int i = 0; i < 12; i++) {
    const std::string name = std::to_string(i) + " 200x200.jpg";
    EXPECT_EQ(bench.out(name), test::text_of(bench.place / "again" / name));
  }
}

TEST(Conversion, photos_smaller_than_the_output_are_enlarged_and_flagged_or_left_out) {
  Bench bench;
  bench.place.write("photos/tiny.jpg", portrait_jpeg({1, 1}));
  bench.place.write("photos/small.jpg", portrait_jpeg({120, 150}));
  bench.run();
  EXPECT_TRUE(bench.outcomes["tiny.jpg"].flags.has(Flag::enlarged));
  EXPECT_EQ(bench.outcomes["small.jpg"].status, Status::warning);

  bench.settings.enlarge = false;
  bench.settings.out = bench.place / "never";
  bench.run();
  EXPECT_EQ(bench.outcomes["tiny.jpg"].error.fault, Fault::not_fitting);
  EXPECT_TRUE(bench.outcomes["small.jpg"].flags.has(Flag::left_out));
  EXPECT_EQ(bench.outcomes["small.jpg"].outputs.size(), 1U);
  EXPECT_EQ(bench.run(), 0U) << "left out on purpose is done";
}

TEST(Conversion, of_two_photos_with_one_output_name_the_later_fails) {
  Bench bench;
  bench.place.write("photos/ada.jpg", portrait_jpeg({300, 300}));
  bench.place.write("photos/ADA.png", portrait_jpeg({300, 300}));
  bench.run();
  EXPECT_EQ(bench.outcomes["ada.jpg"].outputs.size(), 2U);
  EXPECT_EQ(bench.outcomes["ADA.png"].status, Status::failed);
  EXPECT_EQ(bench.outcomes["ADA.png"].error.fault, Fault::name_taken);
}

TEST(Conversion, flags_photos_that_show_the_same_picture_whoever_was_done_first) {
  Bench bench;
  bench.place.write("photos/ada.jpg", portrait_jpeg({640, 480}));
  bench.place.write("photos/bob.jpg", portrait_jpeg({320, 240}));
  bench.place.write("photos/cid.jpg", portrait_jpeg({300, 400}));
  bench.place.write("photos/notes.txt", "not a photo");
  bench.run();
  EXPECT_EQ(bench.outcomes["ada.jpg"].duplicate_of, "bob.jpg");
  EXPECT_EQ(bench.outcomes["bob.jpg"].duplicate_of, "ada.jpg");
  EXPECT_TRUE(bench.outcomes["bob.jpg"].flags.has(Flag::near_duplicate));
  EXPECT_EQ(bench.outcomes["bob.jpg"].status, Status::warning);
  EXPECT_EQ(bench.outcomes["cid.jpg"].duplicate_of, "");
  EXPECT_FALSE(bench.outcomes["cid.jpg"].flags.has(Flag::near_duplicate));

  EXPECT_EQ(bench.run(), 0U);
  EXPECT_EQ(bench.outcomes["ada.jpg"].duplicate_of, "bob.jpg") << "a repeated run says the same";
  fs::remove(bench.place / "photos/bob.jpg");
  EXPECT_EQ(bench.run(), 0U);
  EXPECT_FALSE(bench.outcomes["ada.jpg"].flags.has(Flag::near_duplicate)) << "the other one is gone";
}

TEST(Conversion, flags_are_the_same_for_any_number_of_jobs_and_after_a_stop) {
  Bench bench;
  for (int i = 0; i < 8; i++)
    bench.place.write("photos/" + std::to_string(i) + ".jpg", portrait_jpeg({300 + 40 * (i % 5), 320}, 3 * (i % 2)));
  bench.run();
  const auto first = bench.outcomes;
  bench.settings.out = bench.place / "again";
  bench.settings.jobs = 1;
  bench.place.write("photos/7.jpg", "not a photo");
  bench.run();
  bench.place.write("photos/7.jpg", portrait_jpeg({380, 320}, 3));
  EXPECT_EQ(bench.run(), 1U);
  for (const auto& [file, outcome] : first) {
    EXPECT_EQ(bench.outcomes[file].flags, outcome.flags) << file;
    EXPECT_EQ(bench.outcomes[file].duplicate_of, outcome.duplicate_of) << file;
  }
}

TEST(Conversion, stops_when_asked_and_goes_on_later) {
  Bench bench;
  for (int i = 0; i < 5; i++) bench.place.write("photos/" + std::to_string(i) + ".jpg", portrait_jpeg({300, 300}));
  bench.stop = true;
  bench.run();
  EXPECT_TRUE(bench.outcomes.empty());
  bench.stop = false;
  EXPECT_EQ(bench.run(), 5U);
  EXPECT_EQ(bench.outcomes.size(), 5U);
}

/// Takes its time, on a thread of its own; notes which outputs were on the disk when they came.
class SlowUploads final : public Uploads {
 public:
  explicit SlowUploads(fs::path out) : out_(std::move(out)), thread_([this] { work(); }) {}
  ~SlowUploads() override {
    closed_ = true;
    thread_.join();
  }
  void submit(const Outcome& outcome, std::function<void()> done) override {
    const std::lock_guard lock(mutex_);
    bool whole = true;
    for (const auto& output : outcome.outputs) whole = whole && fs::exists(out_ / output.path);
    came[outcome.file] = whole ? outcome.outputs.size() : 0;
    waiting_.push_back(std::move(done));
  }

  std::map<std::string, std::size_t> came;  // outputs by photo
  std::atomic<int> ended{0};

 private:
  void work() {
    while (!closed_) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      const std::lock_guard lock(mutex_);
      if (waiting_.empty()) continue;
      ended++;
      waiting_.front()();
      waiting_.pop_front();
    }
  }

  fs::path out_;
  std::mutex mutex_;
  std::deque<std::function<void()>> waiting_;
  std::atomic<bool> closed_{false};
  std::thread thread_;
};

TEST(Conversion, hands_every_photo_to_its_last_stage_and_waits_for_it) {
  Bench bench;
  for (int i = 0; i < 20; i++) bench.place.write("photos/" + std::to_string(i) + ".jpg", portrait_jpeg({300 + i, 300}));
  bench.place.write("photos/notes.txt", "not a photo");
  SlowUploads uploads(bench.settings.out);
  bench.uploads = &uploads;
  bench.run();
  EXPECT_EQ(uploads.ended, 21);
  EXPECT_EQ(uploads.came["7.jpg"], 2U);
  EXPECT_EQ(uploads.came.at("notes.txt"), 0U);
}

TEST(Conversion, hands_photos_of_earlier_runs_to_its_last_stage_too) {
  Bench bench;
  bench.place.write("photos/ada.jpg", portrait_jpeg({400, 300}));
  bench.place.write("photos/notes.txt", "not a photo");
  bench.run();
  bench.place.write("photos/bob.jpg", portrait_jpeg({300, 300}));
  fs::remove(bench.place / "out/ada 96x96.jpg");
  SlowUploads uploads(bench.settings.out);
  bench.uploads = &uploads;
  EXPECT_EQ(bench.run(), 2U);
  EXPECT_EQ(uploads.came.size(), 3U);
  EXPECT_EQ(uploads.came["ada.jpg"], 2U) << "the output made again and the one that was there";
}

TEST(Conversion, a_dry_run_writes_nothing) {
  Bench bench;
  bench.place.write("photos/ada.jpg", portrait_jpeg({300, 300}));
  bench.settings.dry_run = true;
  EXPECT_EQ(Conversion::prepare(bench.settings).value()->tasks().size(), 1U);
  EXPECT_FALSE(fs::exists(bench.place / "out"));
}

TEST(Conversion, non_square_outputs_show_the_same_crop_grown) {
  Bench bench;
  bench.place.write("photos/ada.jpg", portrait_jpeg({800, 600}));
  bench.settings.outputs = {{{96, 96}, 0}, {{120, 160}, 0}};
  bench.run();
  const auto& outputs = bench.outcomes["ada.jpg"].outputs;
  ASSERT_EQ(outputs.size(), 2U);
  EXPECT_EQ(outputs[1].crop.width * 160, outputs[1].crop.height * 120);
}

TEST(Conversion, converts_photos_of_any_name) {
  Bench bench;
  const std::string names[] = {"two\nlines", "\xff\xfe", "--out", " ", "a\\b\"c", "<b>&amp;", std::string(240, 'x')};
  for (const std::string& name : names) bench.place.write("photos/" + name + ".jpg", portrait_jpeg({60, 40}));
  EXPECT_EQ(bench.run(), std::size(names));
  for (const std::string& name : names) EXPECT_FALSE(bench.out(name + " 96x96.jpg").empty()) << name;
  EXPECT_EQ(bench.run(), 0U);
}

TEST(Conversion, of_photos_that_vanish_change_or_cannot_be_read_loses_only_these) {
  Bench bench;
  for (const char* name : {"ada", "gone", "pipe", "secret"})
    bench.place.write(std::string("photos/") + name + ".jpg", portrait_jpeg({60, 40}));
  const auto conversion = Conversion::prepare(bench.settings).value();
  fs::remove(bench.place / "photos/gone.jpg");
  fs::remove(bench.place / "photos/pipe.jpg");
  ASSERT_EQ(::mkfifo((bench.place / "photos/pipe.jpg").c_str(), 0600), 0);
  fs::permissions(bench.place / "photos/secret.jpg", fs::perms::none);
  compute::Backend backend;
  Progress progress;
  EXPECT_TRUE(conversion->convert(*bench.decoders, backend, {nullptr, backend}, progress, bench.stop));
  conversion->visit([&](const Outcome& outcome) { bench.outcomes[outcome.file] = outcome; });
  EXPECT_FALSE(bench.out("ada 96x96.jpg").empty());
  EXPECT_EQ(bench.outcomes["gone.jpg"].error.detail,
            "cannot be read: No such file or directory; check the disk and its rights");
  EXPECT_EQ(bench.outcomes["pipe.jpg"].error.detail, "not a regular file");
  const bool reads_all = ::geteuid() == 0;  // root does
  EXPECT_EQ(bench.outcomes["secret.jpg"].error.detail,
            reads_all ? "" : "cannot be read: Permission denied; check the disk and its rights");
}

TEST(Conversion, writes_to_a_folder_on_another_device) {
  Bench bench;
  const fs::path other = fs::path("/dev/shm") / bench.place.path().filename();
  std::error_code error;
  if (!fs::create_directory(other, error)) GTEST_SKIP() << "no other device to write to";
  bench.settings.out = other;
  bench.place.write("photos/ada.jpg", portrait_jpeg({60, 40}));
  EXPECT_EQ(bench.run(), 1U);
  EXPECT_TRUE(fs::exists(other / "ada 96x96.jpg"));
  fs::remove_all(other);
}

TEST(Conversion, gives_up_when_the_output_folder_cannot_be_written) {
  Bench bench;
  for (int i = 0; i < 40; i++) bench.place.write("photos/sub/" + std::to_string(i) + ".jpg", portrait_jpeg({30, 30}));
  bench.settings.recursive = true;
  bench.place.write("out/sub", "a file where a folder should be");
  const auto conversion = Conversion::prepare(bench.settings).value();
  compute::Backend backend;
  Progress progress;
  const auto converted = conversion->convert(*bench.decoders, backend, {nullptr, backend}, progress, bench.stop);
  ASSERT_FALSE(converted);
  EXPECT_EQ(converted.error().fault, Fault::write_failed);
  EXPECT_LT(progress.done, 40);
}

void choose(Bench& bench, std::string_view option, std::string_view text) {
  for (auto& output : bench.settings.outputs) output.look.choose(*filter::choice_from(option, text));
}

TEST(Conversion, makes_the_same_marks_again_from_the_same_photo_and_others_from_another) {
  Bench first, again, other;
  for (Bench* bench : {&first, &again, &other}) {
    bench->place.write("photos/ada.jpg", portrait_jpeg({400, 300}, bench == &other ? 9 : 0));
    choose(*bench, "effect", "old-film");
    bench->run();
  }
  for (const char* output : {"ada 96x96.jpg", "ada 200x200.jpg"}) {
    EXPECT_EQ(first.out(output), again.out(output));
    EXPECT_NE(first.out(output), other.out(output));
  }
}

TEST(Conversion, redoes_an_output_whose_look_was_changed_and_no_other) {
  Bench bench;
  bench.place.write("photos/ada.jpg", portrait_jpeg({400, 300}));
  bench.run();
  const std::string small = bench.out("ada 96x96.jpg"), large = bench.out("ada 200x200.jpg");
  bench.settings.outputs[1].look.choose(*filter::choice_from("colourise", "blue"));
  EXPECT_EQ(bench.run(), 1U);
  EXPECT_EQ(bench.out("ada 96x96.jpg"), small);
  EXPECT_NE(bench.out("ada 200x200.jpg"), large);
  EXPECT_EQ(bench.run(), 0U);
}

TEST(Conversion, loses_only_the_photos_on_which_decoders_crash_hang_or_eat_memory) {
  if (sanitized) GTEST_SKIP() << "sanitizers limit no memory";
  Bench bench;
  for (int i = 0; i < 997; i++)
    bench.place.write("photos/" + fmt::format("{:04}.jpg", i), portrait_jpeg({60, 40}, i % 7));
  for (const char* word : {"CRASH", "LOOP", "MEMORY"})
    bench.place.write(std::string("photos/") + word + ".jpg", portrait_jpeg({60, 40}) + word);
  bench.settings.decoder = HEADROOM_FAULTY_DECODER;
  bench.settings.decode_seconds = 6;  // others need milliseconds, on a busy machine more
  bench.settings.limits.file_bytes = bench.settings.limits.decode_bytes = std::size_t{8} << 20;
  bench.settings.outputs = {{{32, 32}}};
  bench.settings.contact_sheet = false;
  bench.decoders = codec::Decoders::start(decoder_settings(bench.settings), bench.settings.jobs).value();
  EXPECT_EQ(bench.run(), 1000U);
  ASSERT_EQ(bench.outcomes.size(), 1000U);
  EXPECT_EQ(bench.outcomes["CRASH.jpg"].error.fault, Fault::decoder_crashed);
  EXPECT_EQ(bench.outcomes["LOOP.jpg"].error.fault, Fault::decoder_timeout);
  EXPECT_EQ(bench.outcomes["MEMORY.jpg"].error.fault, Fault::too_large);
  const auto failed = [](const auto& outcome) { return outcome.second.status == Status::failed; };
  EXPECT_EQ(std::ranges::count_if(bench.outcomes, failed), 3);
}

}  // namespace
}  // namespace headroom::batch
