#include "report/json_lines.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/sample_outcome.h"

namespace headroom::report {
namespace {

using nlohmann::json;

TEST(JsonLine, tells_all_of_a_photo) {
  auto outcome = sample_outcome();
  outcome.status = Status::warning;
  outcome.flags.raise(Flag::grey);
  outcome.outputs[1].flags.raise(Flag::enlarged);
  const auto told = json::parse(json_line(outcome));
  EXPECT_EQ(told["schema"], json_schema);
  EXPECT_EQ(told["file"], "ada.jpg");
  EXPECT_EQ(told["status"], "warning");
  EXPECT_EQ(told["fault"], nullptr);
  EXPECT_EQ(told["width"], 3000);
  EXPECT_EQ(told["subject"],
            (json{{"finder", "skin"}, {"confidence", 0.91}, {"head", {1000.0, 500.0, 800.0, 1100.1}}}));
  EXPECT_EQ(told["flags"], json::array({"grey"}));
  EXPECT_EQ(told["outputs"].size(), 2U);
  EXPECT_EQ(told["outputs"][1]["size"], "648x648");
  EXPECT_EQ(told["outputs"][1]["crop"], json::array({500, 250, 1650, 1650}));
  EXPECT_EQ(told["outputs"][1]["path"], "ada 648x648.jpg");
  EXPECT_EQ(told["outputs"][1]["bytes"], 70123);
  EXPECT_EQ(told["outputs"][1]["quality"], 92);
  EXPECT_EQ(told["outputs"][1]["flags"], json::array({"enlarged"}));
  EXPECT_EQ(told["thumbnail"], "contact-sheet/thumbnails/ada.jpg");
  EXPECT_EQ(told["seconds"], 0.031);
}

TEST(JsonLine, has_the_same_fields_for_every_photo) {
  const auto fields = [](const Outcome& outcome) {
    std::vector<std::string> names;
    const auto told = json::parse(json_line(outcome));  // named: the loop needs it to live on
    for (const auto& [field, value] : told.items()) names.push_back(field);
    return names;
  };
  EXPECT_EQ(fields(sample_outcome()), fields(failed_outcome("x", Fault::broken, "torn")));
}

TEST(JsonLine, says_null_for_what_is_not_known) {
  const auto told = json::parse(json_line(failed_outcome("x", Fault::unreadable, "no rights")));
  EXPECT_EQ(told["fault"], "unreadable");
  EXPECT_EQ(told["detail"], "no rights");
  EXPECT_EQ(told["retriable"], true);
  for (const auto* field : {"format", "width", "height", "subject", "thumbnail"})
    EXPECT_EQ(told[field], nullptr) << field;
  EXPECT_TRUE(told["outputs"].empty());
}

TEST(JsonLine, names_the_photo_that_shows_the_same_picture) {
  const auto told = json::parse(json_line(duplicate_outcome("ada.jpg", "sub/bob.jpg")));
  EXPECT_EQ(told["flags"], json::array({"near-duplicate"}));
  EXPECT_EQ(told["duplicate_of"], "sub/bob.jpg");
  EXPECT_EQ(told["detail"], nullptr) << "what went wrong, and nothing did";
  EXPECT_EQ(json::parse(json_line(sample_outcome()))["duplicate_of"], nullptr);
}

TEST(JsonLine, lists_an_output_left_out_with_no_path) {
  auto outcome = sample_outcome();
  outcome.outputs[1].path.clear();
  EXPECT_EQ(json::parse(json_line(outcome))["outputs"][1]["path"], nullptr);
}

TEST(JsonLine, stays_one_valid_line_whatever_a_name_holds) {
  const std::string names[] = {"\xFF\xFE.jpg", "a\nb\r.jpg", "\"\\.jpg", "\xE2\x80\xA8.jpg", "\x01\x7F", "</script>"};
  for (const auto& file : names) {
    auto outcome = sample_outcome(file);
    outcome.thumbnail = outcome.outputs[0].path = file;
    const auto line = json_line(outcome);
    EXPECT_TRUE(json::accept(line)) << line;
    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1) << line;
  }
}

}  // namespace
}  // namespace headroom::report
