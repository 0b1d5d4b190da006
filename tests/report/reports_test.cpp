#include "report/reports.h"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "base/sanitized.h"
#include "report/sample_outcome.h"
#include "support/temporary_folder.h"

namespace headroom::report {
namespace {

namespace fs = std::filesystem;

const RunDescription description{"1.0", {{"margin", "25"}}, ""};

Outcomes each_of(std::vector<Outcome> outcomes) {
  return [outcomes](const Visit& visit) {
    for (const auto& outcome : outcomes) visit(outcome);
  };
}

Outcomes many(int count) {
  return [count](const Visit& visit) {
    for (int i = 0; i < count; i++) visit(sample_outcome("photo " + std::to_string(i) + ".jpg"));
  };
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::istringstream text(test::text_of(file));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

const std::vector<Outcome> hostile{
    sample_outcome("a\nb,\"c\".jpg"), sample_outcome("=1+1.jpg"), sample_outcome("\xFF\xE2\x80\xAE</script>.jpg"),
    failed_outcome("100% #1?.jpg", Fault::unreadable, "no rights"), failed_outcome("x", Fault::broken, "torn\x01")};

TEST(WriteReports, writes_every_file_of_a_run_without_photos) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(write_reports(folder.path(), each_of({}), description), Totals{});
  EXPECT_EQ(lines_of(folder / "crops.csv").size(), 1U);
  EXPECT_EQ(lines_of(folder / "report.csv").size(), 1U);
  EXPECT_EQ(test::text_of(folder / "report.jsonl"), "");
  EXPECT_TRUE(fs::exists(folder / "contact-sheet.html"));
  EXPECT_FALSE(fs::exists(folder / "contact-sheet/data-0000.js"));
  EXPECT_TRUE(fs::is_empty(folder / ".headroom/tmp"));
}

TEST(WriteReports, counts) {
  const test::TemporaryFolder folder;
  auto warning = sample_outcome();
  warning.status = Status::warning;
  warning.outputs[1].path.clear();
  const auto totals = write_reports(folder.path(),
                                    each_of({sample_outcome(), warning, failed_outcome("x", Fault::broken, ""),
                                             failed_outcome("y", Fault::write_failed, "disk full")}),
                                    description);
  ASSERT_TRUE(totals);
  EXPECT_EQ(*totals, (Totals{4, 1, 1, 2, 1, 3, 4012 + 70123 + 4012}));
}

TEST(WriteReports, keeps_every_line_of_json_valid_whatever_the_names) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(write_reports(folder.path(), each_of(hostile), description));
  const auto lines = lines_of(folder / "report.jsonl");
  EXPECT_EQ(lines.size(), hostile.size());
  for (const auto& line : lines) EXPECT_TRUE(nlohmann::json::accept(line)) << line;
}

TEST(WriteReports, writes_the_same_bytes_again) {
  const test::TemporaryFolder first, second;
  ASSERT_TRUE(write_reports(first.path(), each_of(hostile), description));
  for (int times = 0; times < 2; times++) ASSERT_TRUE(write_reports(second.path(), each_of(hostile), description));
  EXPECT_EQ(test::listing_of(first.path()), test::listing_of(second.path()));
  for (const auto* file :
       {"crops.csv", "report.csv", "report.jsonl", "contact-sheet.html", "contact-sheet/data-0000.js"})
    EXPECT_EQ(test::text_of(first / file), test::text_of(second / file)) << file;
}

TEST(WriteReports, splits_the_contact_sheet_and_removes_parts_of_a_larger_run) {
  const test::TemporaryFolder folder;
  const auto parts = [&](int photos) {
    EXPECT_TRUE(write_reports(folder.path(), many(photos), description));
    int number = 0;
    for (const auto& entry : fs::directory_iterator(folder / "contact-sheet"))
      number += entry.path().extension() == ".js";
    return number;
  };
  const struct { int photos, parts; } cases[] = {{4001, 3}, {4000, 2}, {2001, 2}, {2000, 1}, {1, 1}};
  for (const auto& c : cases) EXPECT_EQ(parts(c.photos), c.parts) << c.photos;
  folder.write("contact-sheet/thumbnail.jpg", "stays");
  EXPECT_EQ(parts(0), 0);
  EXPECT_TRUE(fs::exists(folder / "contact-sheet/thumbnail.jpg"));
}

TEST(WriteReports, replaces_nothing_when_the_outcomes_break_off) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(write_reports(folder.path(), many(3), description));
  const auto before = test::text_of(folder / "report.csv");
  const auto breaking = [](const Visit& visit) {
    visit(sample_outcome());
    throw std::runtime_error("the journal cannot be read");
  };
  EXPECT_THROW((void)write_reports(folder.path(), breaking, description), std::runtime_error);
  EXPECT_EQ(test::text_of(folder / "report.csv"), before);
  EXPECT_TRUE(fs::is_empty(folder / ".headroom/tmp"));
}

TEST(WriteReports, names_the_file_that_cannot_be_written) {
  const test::TemporaryFolder folder;
  fs::create_directories(folder / "report.csv");  // a folder stands where the file should be
  const auto totals = write_reports(folder.path(), many(1), description);
  ASSERT_FALSE(totals);
  EXPECT_EQ(totals.error().fault, Fault::write_failed);
  EXPECT_THAT(totals.error().detail, testing::StartsWith("report.csv cannot be written"));
  EXPECT_TRUE(fs::is_empty(folder / ".headroom/tmp"));
}

TEST(WriteReports, streams_a_hundred_thousand_photos_in_bounded_memory) {
  if (sanitized) GTEST_SKIP() << "sanitizers keep freed memory";
  const test::TemporaryFolder folder;
  const auto peak_kilobytes = [] {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
  };
  const auto before = peak_kilobytes();
  const auto totals = write_reports(folder.path(), many(100'000), description);
  ASSERT_TRUE(totals);
  EXPECT_EQ(totals->photos, 100'000);
  EXPECT_LT(peak_kilobytes() - before, 16 * 1024);
  EXPECT_TRUE(fs::exists(folder / "contact-sheet/data-0049.js"));
  EXPECT_FALSE(fs::exists(folder / "contact-sheet/data-0050.js"));
}

}  // namespace
}  // namespace headroom::report
