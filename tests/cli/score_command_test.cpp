#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/commands.h"
#include "support/pictures.h"
#include "support/temporary_folder.h"

namespace headroom::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* header = "file,width,height,face_x,face_y,face_w,face_h,faces,tags,source\n";

/// A folder of drawn portraits with their labels, and the command on it.
class ScoreShell {
 public:
  explicit ScoreShell(const std::string& rows = "ada.jpg,300,400,110,110,80,110,1,grey,drawn\n") {
    place.write("labels.csv", header + rows);
    place.write("photos/ada.jpg", test::portrait_jpeg({300, 400}));
  }

  int operator()(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"score", path("labels.csv"), path("photos"), "--face-model", "none", "--quiet"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_with(std::move(arguments));
  }

  int run_with(std::vector<std::string> arguments) {
    std::ostringstream output, said;
    const int status = run(arguments, {output, said});
    out = output.str();
    messages = said.str();
    return status;
  }

  std::string path(const std::string& name) const { return (place / name).string(); }

  test::TemporaryFolder place;
  std::string out;
  std::string messages;
};

TEST(Score, prints_a_row_for_each_size_and_cropper) {
  ScoreShell shell;
  EXPECT_EQ(shell(), 0) << shell.messages;
  EXPECT_THAT(shell.out, HasSubstr("1 labelled photo, 1 with a face"));
  for (const char* word : {"648x648", "256x256", "96x96", "smart", "skin", "centre", "good %"})
    EXPECT_THAT(shell.out, HasSubstr(word));
  EXPECT_THAT(shell.out, Not(HasSubstr("face  ")));  // without the face model there is no such cropper
  EXPECT_TRUE(shell.messages.empty()) << shell.messages;
}

TEST(Score, gives_everything_as_json) {
  ScoreShell shell;
  EXPECT_EQ(shell({"--json", "--size", "96x96", "--croppers", "centre,aligned"}), 0) << shell.messages;
  const auto json = nlohmann::json::parse(shell.out);
  EXPECT_EQ(json["croppers"].size(), 2U);
  EXPECT_EQ(json["croppers"][1]["cropper"], "aligned");
  EXPECT_EQ(json["croppers"][0]["sizes"].size(), 1U);
}

TEST(Score, writes_a_report_that_stands_alone) {
  ScoreShell shell;
  EXPECT_EQ(shell({"--report", shell.path("report")}), 0) << shell.messages;
  EXPECT_EQ(test::listing_of(shell.place / "report"), "score.csv\nscore.html\nscore.json\n");
  EXPECT_THAT(shell.out, HasSubstr("report/score.html"));
}

TEST(Score, compares_the_crops_of_other_tools) {
  ScoreShell shell;
  shell.place.write("peer.csv", "file,output,x,y,width,height\nada.jpg,96x96,0,0,300,300\n");
  shell.place.write("times.csv", "cropper,milliseconds\nthe peer,12.5\nsomebody else,1\n");
  EXPECT_EQ(shell({"--croppers", "centre", "--crops", "the peer=" + shell.path("peer.csv"), "--times",
                   shell.path("times.csv"), "--json"}),
            0)
      << shell.messages;
  const auto json = nlohmann::json::parse(shell.out);
  EXPECT_EQ(json["croppers"][1]["time"]["milliseconds"], 12.5);
  EXPECT_EQ(json["croppers"][1]["sizes"][2]["groups"][0]["missed"], 0);
  EXPECT_EQ(json["croppers"][1]["sizes"][0]["groups"][0]["missed"], 100);
  EXPECT_THAT(shell.messages, HasSubstr("the peer: no crop for 648x648 at 1 of 1 photo with a face (ada.jpg)"));
}

TEST(Score, exits_3_when_a_labelled_photo_cannot_be_scored_and_says_which) {
  ScoreShell shell(
      "ada.jpg,300,400,110,110,80,110,1,,\n"
      "gone.jpg,300,400,110,110,80,110,1,,\n"
      "\"ben, \"\"the\nother\"\".jpg\",300,400,110,110,80,110,1,,\n");
  shell.place.write("photos/ben, \"the\nother\".jpg", test::portrait_jpeg({300, 400}));
  shell.place.write("photos/stranger.jpg", test::portrait_jpeg({300, 400}));
  EXPECT_EQ(shell(), 3);
  EXPECT_EQ(shell.messages,
            "gone.jpg: is labelled, but not among the photos; counted as missed by all croppers\n"
            "1 photo without a label passed over\n");
}

TEST(Score, finds_photos_whatever_their_names) {
  ScoreShell shell("\"ben, \"\"the\nother\"\".jpg\",300,400,110,110,80,110,1,,\n");
  std::filesystem::rename(shell.place / "photos/ada.jpg", shell.place / "photos/ben, \"the\nother\".jpg");
  EXPECT_EQ(shell({"--report", shell.path("report")}), 0) << shell.messages;
  EXPECT_TRUE(shell.messages.empty()) << shell.messages;
}

TEST(Score, without_a_single_photo_counts_all_as_missed) {
  ScoreShell shell;
  std::filesystem::remove(shell.place / "photos/ada.jpg");
  EXPECT_EQ(shell({"--report", shell.path("report")}), 3);
  EXPECT_THAT(shell.out, HasSubstr("100.0"));
}

TEST(Score, of_photos_without_faces_tells_who_was_fooled) {
  ScoreShell shell("ada.jpg,300,400,0,0,0,0,0,noface,\n");
  EXPECT_EQ(shell({"--report", shell.path("report")}), 0) << shell.messages;
  EXPECT_THAT(shell.out, HasSubstr("of 1 photo without a face taken for a person"));
  EXPECT_THAT(shell.out, Not(HasSubstr("good %")));
}

TEST(Score, exits_2_on_what_it_cannot_use_and_says_what) {
  ScoreShell shell;
  shell.place.write("bad.csv", std::string(header) + "ada.jpg,300\n");
  shell.place.write("empty.csv", "");
  struct {
    std::vector<std::string> arguments;
    const char* words;
  } cases[] = {
      {{"score", shell.path("labels.csv")}, "headroom score LABELS.csv PHOTOS..."},
      {{"score", shell.path("bad.csv"), shell.path("photos")}, "bad.csv:2: 2 cells where the header names 10"},
      {{"score", shell.path("empty.csv"), shell.path("photos")}, "empty.csv: no header"},
      {{"score", shell.path("none.csv"), shell.path("photos")}, "none.csv: "},
      {{"score", shell.path("labels.csv"), shell.path("nowhere")}, "nowhere: no such file or folder"},
      {{"score", shell.path("labels.csv"), shell.path("photos"), "--size", "96x100"}, "only squares"},
      {{"score", shell.path("labels.csv"), shell.path("photos"), "--croppers", "smart,smrt"}, "'smrt' is not one of"},
      {{"score", shell.path("labels.csv"), shell.path("photos"), "--croppers", "skin,skin"},
       "two croppers are called skin"},
      {{"score", shell.path("labels.csv"), shell.path("photos"), "--crops", "peer.csv"}, "write it as NAME=FILE"},
      {{"score", shell.path("labels.csv"), shell.path("photos"), "--crops", "peer=" + shell.path("bad.csv")},
       "bad.csv"},
      {{"score", shell.path("labels.csv"), shell.path("photos"), "--times", shell.path("none.csv")}, "none.csv: "},
      {{"score", shell.path("labels.csv"), shell.path("photos"), "--margin", "99"}, "--margin"},
      {{"score", shell.path("labels.csv"), shell.path("photos"), "--croppers", "face", "--face-model", "none"},
       "crop face needs the face model"},
  };
  for (const auto& c : cases) {
    std::vector<std::string> arguments = c.arguments;
    if (std::ranges::find(arguments, "--face-model") == arguments.end())
      arguments.insert(arguments.end(), {"--face-model", "none"});
    EXPECT_EQ(shell.run_with(arguments), 2) << c.words;
    EXPECT_THAT(shell.messages, HasSubstr(c.words));
    EXPECT_TRUE(shell.out.empty());
  }
}

}  // namespace
}  // namespace headroom::cli
