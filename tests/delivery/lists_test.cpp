#include "delivery/lists.h"

#include <gmock/gmock.h>

#include "support/temporary_folder.h"

namespace headroom::delivery {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

std::string complaint(std::string_view text) {
  const auto list = parse_list(text, "who.csv");
  return list ? "none" : list.error().detail;
}

TEST(Lists, say_whose_a_file_is) {
  for (const char* text : {"file,person\na.jpg,ada\nb.jpg,bob\n", "person;file\r\nada;a.jpg\r\nbob;b.jpg\r\n",
                           "\xEF\xBB\xBF"
                           "file,note,person\na.jpg,x,ada\nb.jpg,,bob\n"})
    EXPECT_THAT(parse_list(text, "t").value(), ElementsAre(Pair("a.jpg", "ada"), Pair("b.jpg", "bob"))) << text;
  EXPECT_THAT(parse_list("file,person\n'=a.jpg,'-7\n", "t").value(), ElementsAre(Pair("=a.jpg", "-7")));
  EXPECT_THAT(parse_list("file,person\n", "t").value(), IsEmpty());
}

TEST(Lists, say_in_which_line_something_is_wrong) {
  EXPECT_THAT(complaint("a.jpg,ada\n"), HasSubstr("no column 'file'"));
  EXPECT_THAT(complaint("file,person\na.jpg,ada\nb.jpg, \n"), HasSubstr("who.csv:3: nobody named for b.jpg"));
  EXPECT_THAT(complaint("file,person\n,ada\n"), HasSubstr("who.csv:2: no file"));
  EXPECT_THAT(complaint("file,person\nM\xFCller.jpg,m\n"), AllOf(HasSubstr("who.csv:2:"), HasSubstr("CSV UTF-8")));
  EXPECT_THAT(complaint(std::string("\xFF\xFE", 2) + "f"), HasSubstr("UTF-16"));
}

TEST(Lists, may_not_give_one_file_to_two_people) {
  EXPECT_THAT(complaint("file,person\na.jpg,ada\nx.jpg,x\nA 96x96.JPG,bob\n"),
              AllOf(HasSubstr("who.csv:4:"), HasSubstr("in line 2 to somebody else")));
  EXPECT_EQ(complaint("file,person\na.jpg,ada\na.jpg,ADA\n"), "none");
  EXPECT_EQ(complaint("file,person\nx/a.jpg,ada\ny/a.jpg,bob\n"), "none");
}

TEST(Keys, come_one_a_line_or_in_the_first_column) {
  for (const char* text : {"Ada\nbob\n", "person\nada\nbob", "# left\n\nADA\r\nbob\r\n", "person,why\nada,x\nbob,y\n",
                           "\xEF\xBB\xBFperson;why\nada;\nbob;z\n", "\"Ada\"\n\"bob\",because\n"})
    EXPECT_THAT(parse_keys(text, "t").value(), ElementsAre("ada", "bob")) << text;
  EXPECT_THAT(parse_keys("", "t").value(), IsEmpty());
  EXPECT_THAT(parse_keys("ada\nperson\n", "t").value(), ElementsAre("ada", "person"));
  EXPECT_THAT(parse_keys("M\xC3\x9CLLER\n'-7\n", "t").value(), ElementsAre("-7", "m\xC3\xBCller"));
}

TEST(Keys, that_cannot_be_understood_stop_everything) {
  EXPECT_THAT(parse_keys("M\xFCller\n", "out.txt").error().detail, HasSubstr("out.txt: not UTF-8"));
  EXPECT_THAT(parse_keys("ada\n,bob\n", "out.txt").error().detail, HasSubstr("out.txt:2: no key"));
  EXPECT_THAT(parse_keys("\"ada\n", "out.txt").error().detail, HasSubstr("out.txt:1: a quote"));
  const test::TemporaryFolder folder;
  EXPECT_EQ(read_keys(folder / "missing").error().fault, Fault::usage);
  EXPECT_EQ(read_list(folder / "missing").error().fault, Fault::usage);
  EXPECT_THAT(read_keys(folder.write("keys", "ada\n")).value(), ElementsAre("ada"));
}

TEST(Keys, that_nobody_has_are_named) {
  const Roster roster({{"1", "Ada", {}, {}, true}});
  EXPECT_THAT(unknown_keys({"ada", "adda"}, roster), ElementsAre("adda"));
}

}  // namespace
}  // namespace headroom::delivery
