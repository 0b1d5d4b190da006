#include "report/score_files.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "report/sample_scores.h"
#include "report/score_report.h"
#include "support/temporary_folder.h"

namespace headroom::report {
namespace {

TEST(ScoreCsv, has_a_row_for_each_photo_size_and_cropper) {
  const auto scores = sample_scores();
  EXPECT_EQ(score_csv_lines(scores, scores.photos[0]),
            "ada.jpg,96x96,skin,good,0.9900,skin,0.9300,yes,95.00,147.00,210.00,210.00,2.000,yes,grey;<i>tag,\r\n"
            "ada.jpg,96x96,<b>other</b>,missed,0.0000,,,,0.00,0.00,50.00,50.00,,yes,grey;<i>tag,\r\n");
  EXPECT_EQ(score_csv_lines(scores, scores.photos[2]),
            "wall.jpg,96x96,skin,noface,,skin,0.9300,no,95.00,147.00,210.00,210.00,2.000,no,noface,\r\n"
            "wall.jpg,96x96,<b>other</b>,noface,,,,,,,,,,no,noface,\r\n");
}

TEST(ScoreJson, holds_every_figure) {
  auto scores = sample_scores();
  scores.photos[1].error = {Fault::broken, "damaged"};
  const auto json = nlohmann::json::parse(score_json(scores, {{"margin", "25 %"}}));
  EXPECT_EQ(json["labelled"], 3);
  EXPECT_EQ(json["with_a_face"], 2);
  EXPECT_EQ(json["unlabelled"], 1);
  EXPECT_EQ(json["take"], "skin");
  EXPECT_EQ(json["settings"]["margin"], "25 %");
  EXPECT_EQ(json["not_scored"][0]["file"], "ben & co.jpg");
  const auto& skin = json["croppers"][0];
  EXPECT_EQ(skin["time"]["milliseconds"], 2);
  EXPECT_EQ(skin["time"]["measured"], true);
  EXPECT_EQ(skin["trust"]["photos_without_a_face"], 1);
  EXPECT_EQ(skin["sizes"][0]["size"], "96x96");
  EXPECT_EQ(skin["sizes"][0]["groups"][0]["good"], 100);
  EXPECT_EQ(skin["sizes"][0]["reliability"][9]["good"], 2);
  EXPECT_EQ(skin["sizes"][0]["success"].size(), 101U);
  const auto& other = json["croppers"][1];
  EXPECT_EQ(other["time"]["milliseconds"], 41.5);
  EXPECT_TRUE(other["trust"].is_null());
  EXPECT_EQ(other["sizes"][0]["groups"][2]["group"], "<i>tag");
}

TEST(ScoreReport, leaves_three_files_and_nothing_else) {
  test::TemporaryFolder place;
  const Picture none = [](const batch::ScoredPhoto&) -> Result<Bytes> { return fail(Fault::broken, "damaged"); };
  ASSERT_TRUE(write_score_report(place / "report", sample_scores(), {}, none));
  EXPECT_EQ(test::listing_of(place / "report"), "score.csv\nscore.html\nscore.json\n");
  EXPECT_FALSE(std::filesystem::exists(place / "report/.headroom"));
  place.write("file", "");
  EXPECT_EQ(write_score_report(place / "file/report", sample_scores(), {}, none).error().fault, Fault::write_failed);
}

}  // namespace
}  // namespace headroom::report
