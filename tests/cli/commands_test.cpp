#include "cli/commands.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>

#include "filter/look.h"
#include "store/folder.h"
#include "support/pictures.h"
#include "support/temporary_folder.h"

namespace headroom::cli {
namespace {

using test::portrait_jpeg;
using test::TemporaryFolder;

struct Shell {
  int status = -1;
  std::string out;
  std::string messages;

  int operator()(std::vector<std::string> arguments) {
    std::ostringstream output;
    std::ostringstream said;
    status = run(arguments, {output, said});
    out = output.str();
    messages = said.str();
    return status;
  }
};

TEST(Commands, without_a_command_or_with_a_wrong_one_explain_and_exit_2) {
  Shell shell;
  EXPECT_EQ(shell({}), 2);
  EXPECT_EQ(shell({"covnert"}), 2);
  EXPECT_EQ(shell({"convert"}), 2);
  EXPECT_EQ(shell({"convert", "--margin"}), 2);
  EXPECT_EQ(shell({"convert", "only-one"}), 2);
  EXPECT_NE(shell.messages.find("OUT"), std::string::npos);
}

TEST(Commands, help_and_version_are_answers_not_errors) {
  Shell shell;
  EXPECT_EQ(shell({"--help"}), 0);
  EXPECT_EQ(shell({"convert", "--help"}), 0);
  EXPECT_NE(shell.out.find("--max-bytes"), std::string::npos);
  EXPECT_EQ(shell({"--version"}), 0);
  EXPECT_NE(shell.out.find("headroom "), std::string::npos);
}

TEST(Convert, exits_0_when_all_is_done_and_when_there_is_nothing_to_do) {
  TemporaryFolder place;
  place.write("photos/ada.jpg", portrait_jpeg({900, 700}));
  Shell shell;
  EXPECT_EQ(shell({"convert", (place / "photos").string(), (place / "out").string()}), 0) << shell.messages;
  EXPECT_TRUE(test::text_of(place / "out/crops.csv").starts_with("file,output,x,y,width,height\r\nada.jpg,96x96,"));
  EXPECT_TRUE(std::filesystem::exists(place / "out/contact-sheet.html"));
  EXPECT_EQ(shell({"convert", (place / "photos").string(), (place / "out").string()}), 0);
  EXPECT_NE(shell.out.find("nothing to do"), std::string::npos);
}

TEST(Convert, exits_3_when_a_photo_failed_for_good_each_time) {
  TemporaryFolder place;
  place.write("photos/text.jpg", "hello");
  Shell shell;
  for (int i = 0; i < 2; i++)
    EXPECT_EQ(shell({"convert", (place / "photos").string(), (place / "out").string(), "--quiet"}), 3);
  EXPECT_TRUE(shell.out.empty());
}

TEST(Convert, exits_2_on_bad_options_and_inputs) {
  TemporaryFolder place;
  place.write("photos/ada.jpg", portrait_jpeg({300, 300}));
  Shell shell;
  const std::string photos = (place / "photos").string();
  const std::string out = (place / "out").string();
  EXPECT_EQ(shell({"convert", photos, out, "--margin", "99"}), 2);
  EXPECT_EQ(shell({"convert", photos + "/nobody", out}), 2);
  EXPECT_EQ(shell({"convert", photos, photos}), 2);
  EXPECT_EQ(shell({"convert", photos, out, "--device", "abacus"}), 2);
  EXPECT_EQ(shell({"convert", photos, out, "--config", (place / "absent.toml").string()}), 2);
}

TEST(Convert, exits_9_while_another_run_writes_to_the_folder) {
  TemporaryFolder place;
  place.write("photos/ada.jpg", portrait_jpeg({300, 300}));
  const auto other = store::Folder::open(place / "out").value();
  Shell shell;
  EXPECT_EQ(shell({"convert", (place / "photos").string(), (place / "out").string()}), 9);
}

TEST(Convert, flags_win_over_the_environment_and_that_over_the_file) {
  TemporaryFolder place;
  place.write("photos/ada.jpg", portrait_jpeg({900, 700}));
  const std::string config = place.write("headroom.toml", "size = ['10x10', '20x20', '30x30']\nmargin = 99\n").string();
  const auto sizes = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments{"convert",
                                       (place / "photos").string(),
                                       (place / "out").string(),
                                       "--config",
                                       config,
                                       "--margin",
                                       "25",
                                       "--dry-run",
                                       "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Shell shell;
    EXPECT_EQ(shell(arguments), 0) << shell.messages;
    return nlohmann::json::parse(shell.out)[0]["outputs"].size();
  };
  EXPECT_EQ(sizes({}), 3U);
  ::setenv("HEADROOM_SIZE", "10x10,20x20", 1);
  EXPECT_EQ(sizes({}), 2U);
  EXPECT_EQ(sizes({"--size", "10x10"}), 1U);
  ::unsetenv("HEADROOM_SIZE");
}

TEST(Convert, gives_its_summary_as_json) {
  TemporaryFolder place;
  place.write("photos/ada.jpg", portrait_jpeg({900, 700}));
  place.write("photos/text.jpg", "hello");
  Shell shell;
  EXPECT_EQ(shell({"convert", (place / "photos").string(), (place / "out").string(), "--json", "--size", "96x96"}), 3);
  const auto summary = nlohmann::json::parse(shell.out);
  EXPECT_EQ(summary["photos"], 2);
  EXPECT_EQ(summary["failed"], 1);
  EXPECT_EQ(summary["outputs"], 1);
  EXPECT_EQ(summary["exit"], 3);
}

TEST(Devices, lists_what_is_there) {
  Shell shell;
  EXPECT_EQ(shell({"devices"}), 0);
  EXPECT_EQ(shell.out.substr(0, 3), "cpu");
  EXPECT_EQ(shell({"devices", "--json"}), 0);
  EXPECT_TRUE(nlohmann::json::parse(shell.out).is_array());
}

TEST(Filters, writes_a_sheet_with_a_picture_for_every_look_and_the_option_that_gives_it) {
  TemporaryFolder place;
  place.write("ada.jpg", portrait_jpeg({400, 300}));
  Shell shell;
  EXPECT_EQ(shell({"filters", (place / "ada.jpg").string(), (place / "out").string(), "--size", "64"}), 0);
  const std::string page = test::text_of(place / "out/filters.html");
  for (const char* option : {"--colourise blue", "--contrast auto", "--brightness ultra", "--effect slide-show",
                             "--colourise pink --contrast mega --brightness reduce"})
    EXPECT_NE(page.find(option), std::string::npos) << option;
  std::size_t pictures = 0;
  for (const auto& entry : std::filesystem::directory_iterator(place / "out/filters"))
    pictures += entry.path().extension() == ".jpg" ? 1 : 0;
  std::size_t words = 0;
  for (const auto option : filter::filter_options()) words += filter::words_of(option).size();
  EXPECT_EQ(pictures, 1 + words + 175);
}

TEST(Filters, explains_what_it_cannot_do) {
  TemporaryFolder place;
  place.write("notes.txt", "not a photo");
  Shell shell;
  EXPECT_EQ(shell({"filters", (place / "notes.txt").string(), (place / "out").string()}), 3);
  EXPECT_NE(shell.messages.find("notes.txt"), std::string::npos);
  EXPECT_EQ(shell({"filters", (place / "none.jpg").string(), (place / "out").string()}), 2);
  EXPECT_EQ(shell({"filters", (place / "notes.txt").string()}), 2);
  EXPECT_FALSE(std::filesystem::exists(place / "out/filters.html"));
}

}  // namespace
}  // namespace headroom::cli
