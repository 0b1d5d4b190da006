// The program itself, killed and interrupted while it works.
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <map>
#include <random>
#include <thread>

#include "support/pictures.h"
#include "support/temporary_folder.h"

extern char** environ;

namespace headroom::cli {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

constexpr int photo_count = 60;
constexpr int kills = 20;

/// A folder with photos that take the program a while, good and bad.
void write_photos(const TemporaryFolder& place) {
  const std::string drawn[] = {test::portrait_jpeg({900, 1200}), test::portrait_jpeg({1200, 900}, 20)};
  for (int i = 0; i < photo_count; i++) place.write("photos/" + std::to_string(i) + ".jpg", drawn[i % 2]);
  place.write("photos/bad.jpg", "no picture");
}

pid_t start(const TemporaryFolder& place, const std::string& out) {
  std::vector<std::string> texts{HEADROOM_PROGRAM, "convert", "--quiet", (place / "photos").string(),
                                 (place / out).string()};
  std::vector<char*> arguments;
  for (auto& text : texts) arguments.push_back(text.data());
  arguments.push_back(nullptr);
  pid_t process = 0;
  EXPECT_EQ(::posix_spawn(&process, HEADROOM_PROGRAM, nullptr, nullptr, arguments.data(), environ), 0);
  return process;
}

int wait_for(pid_t process) {
  int status = 0;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/// `text` without each number between `before` (and `key` in front of it) and the next of `after`.
std::string without(const std::string& text, char before, const std::string& after, const std::string& key = {}) {
  std::string kept;
  std::size_t begin = 0;
  const auto is_number = [](char letter) {
    return (letter >= '0' && letter <= '9') || letter == '.' || letter == 'e' || letter == '-';
  };
  for (std::size_t end = text.find(after); end != std::string::npos; end = text.find(after, end + 1)) {
    std::size_t number = end;
    while (number > begin && is_number(text[number - 1])) number--;
    const std::size_t head = number - std::min(number, key.size() + 1);
    if (number == end || number == 0 || text[number - 1] != before || text.compare(head, key.size(), key) != 0)
      continue;
    kept += text.substr(begin, number - begin);
    begin = end;
  }
  return kept + text.substr(begin);
}

/// Every file of a run with its bytes; the seconds of reports and the journal itself left out.
std::map<std::string, std::string> files_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    const std::string name = file.path().lexically_relative(folder).generic_string();
    if (!file.is_regular_file() || name.starts_with(".headroom")) continue;
    std::string text = test::text_of(file.path());
    if (name == "report.csv") text = without(text, ',', "\r\n");
    if (name == "report.jsonl") text = without(text, ':', "}", "\"seconds\"");
    files[name] = std::move(text);
  }
  return files;
}

TEST(Kill, at_twenty_random_moments_a_run_ends_like_an_undisturbed_one) {
  TemporaryFolder place;
  write_photos(place);
  ASSERT_EQ(wait_for(start(place, "undisturbed")), 3);

  std::mt19937 random(7);
  for (int i = 0; i < kills; i++) {
    const pid_t process = start(place, "out");
    std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(1, 250)(random)));
    ::kill(process, SIGKILL);
    wait_for(process);
  }
  EXPECT_EQ(wait_for(start(place, "out")), 3);
  EXPECT_EQ(files_of(place / "out"), files_of(place / "undisturbed"));
  EXPECT_TRUE(fs::is_empty(place / "out/.headroom/tmp"));

  const auto before = fs::last_write_time(place / "out/0 96x96.jpg");
  EXPECT_EQ(wait_for(start(place, "out")), 3);
  EXPECT_EQ(fs::last_write_time(place / "out/0 96x96.jpg"), before) << "a further run does nothing";
}

TEST(Interrupt, finishes_what_is_in_flight_and_writes_the_reports) {
  for (const int signal : {SIGINT, SIGTERM}) {
    TemporaryFolder place;
    write_photos(place);
    const pid_t process = start(place, "out");
    while (!fs::exists(place / "out/0 96x96.jpg")) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    ::kill(process, signal);
    EXPECT_EQ(wait_for(process), 128 + signal);
    EXPECT_TRUE(fs::exists(place / "out/report.csv"));
    EXPECT_TRUE(fs::exists(place / "out/contact-sheet.html"));
    EXPECT_TRUE(fs::is_empty(place / "out/.headroom/tmp"));
    EXPECT_EQ(wait_for(start(place, "out")), 3);
  }
}

}  // namespace
}  // namespace headroom::cli
