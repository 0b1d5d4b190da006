#include "codec/decoders.h"

#include <dirent.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <thread>

#include "base/sanitized.h"
#include "support/pictures.h"

namespace headroom::codec {
namespace {

Bytes photo_of(Size size) {
  const std::string file = test::portrait_jpeg(size);
  return {file.begin(), file.end()};
}

Bytes photo_with(std::string_view last) {
  Bytes file = photo_of({400, 300});
  for (const char letter : last) file.push_back(static_cast<Byte>(letter));
  return file;
}

Decoders::Settings apart() {
  Decoders::Settings settings;
  settings.program = HEADROOM_FAULTY_DECODER;
  settings.time = std::chrono::seconds(20);
  return settings;
}

TEST(Decoders, give_the_same_pixels_as_this_process) {
  const auto decoders = Decoders::start(apart(), 1).value();
  for (const Size size : {Size{1, 1}, Size{17, 31}, Size{400, 300}, Size{3000, 2000}}) {
    const Bytes file = photo_of(size);
    const auto there = decoders->open(file).value();
    const auto here = open_photo(file, {}).value();
    EXPECT_EQ(there->size(), here->size());
    EXPECT_EQ(there->format(), here->format());
    EXPECT_EQ(there->preview(320).value(), here->preview(320).value());
    const Rect crop{0, 0, size.width, size.height};
    EXPECT_EQ(there->region(crop, {96, 96}).value(), here->region(crop, {96, 96}).value());
    EXPECT_EQ(there->flags(), here->flags());
  }
}

TEST(Decoders, say_what_a_photo_lacks_as_this_process_does) {
  const auto decoders = Decoders::start(apart(), 1).value();
  for (const Bytes& file : {Bytes{}, Bytes{1, 2, 3}, Bytes(100, 'x')}) {
    const auto there = decoders->open(file);
    const auto here = open_photo(file, {});
    ASSERT_FALSE(there);
    EXPECT_EQ(there.error().fault, here.error().fault);
    EXPECT_EQ(there.error().detail, here.error().detail);
  }
}

TEST(Decoders, that_crash_cost_their_photo_and_are_replaced) {
  const auto decoders = Decoders::start(apart(), 1).value();
  for (const char* word : {"CRASH", "ABORT", "EXIT"}) {
    const auto broken = decoders->open(photo_with(word));
    ASSERT_FALSE(broken) << word;
    EXPECT_EQ(broken.error().fault, Fault::decoder_crashed) << word;
    EXPECT_TRUE(decoders->open(photo_with(""))) << "after " << word;
  }
}

TEST(Decoders, that_hang_cost_their_photo_after_the_time_allowed) {
  auto settings = apart();
  settings.time = std::chrono::milliseconds(300);
  const auto decoders = Decoders::start(settings, 1).value();
  EXPECT_EQ(decoders->open(photo_with("LOOP")).error().fault, Fault::decoder_timeout);
  EXPECT_TRUE(decoders->open(photo_with("")));
}

TEST(Decoders, that_outgrow_their_memory_cost_their_photo) {
  if (sanitized) GTEST_SKIP() << "sanitizers reserve more addresses than any limit allows";
  auto settings = apart();
  settings.limits.decode_bytes = std::size_t{64} << 20;
  const auto decoders = Decoders::start(settings, 1).value();
  EXPECT_EQ(decoders->open(photo_with("MEMORY")).error().fault, Fault::too_large);
  EXPECT_TRUE(decoders->open(photo_with("")));
}

TEST(Decoders, serve_several_threads) {
  const auto decoders = Decoders::start(apart(), 2).value();
  std::array<std::thread, 4> threads;
  std::array<int, 4> good{};
  for (std::size_t i = 0; i < threads.size(); i++)
    threads[i] = std::thread([&, i] {
      for (int photo = 0; photo < 10; photo++) {
        const auto source = decoders->open(photo_with(i == 0 && photo % 3 == 0 ? "CRASH" : ""));
        good[i] += source && (*source)->preview(64) ? 1 : 0;
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good, (std::array{6, 10, 10, 10}));
}

TEST(Decoders, that_cannot_be_started_are_an_error_before_the_first_photo) {
  auto settings = apart();
  settings.program = "/nonexistent/decoder";
  EXPECT_EQ(Decoders::start(settings, 1).error().fault, Fault::internal);
  settings.program = "/bin/true";  // starts, and says nothing
  EXPECT_EQ(Decoders::start(settings, 1).error().fault, Fault::internal);
}

int open_descriptors() {
  int count = 0;
  DIR* folder = ::opendir("/proc/self/fd");
  while (::readdir(folder) != nullptr) count++;
  ::closedir(folder);
  return count;
}

TEST(Decoders, leave_nothing_open_behind_them) {
  const int before = open_descriptors();
  {
    const auto decoders = Decoders::start(apart(), 2).value();
    for (const char* word : {"CRASH", "", "EXIT", ""}) (void)decoders->open(photo_with(word));
  }
  EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
}  // namespace headroom::codec
