#include "datasets/command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "support/temporary_folder.h"

namespace headroom::datasets {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

struct Ran {
  int status = 0;
  std::string out;
  std::string messages;
};

Ran run(std::vector<std::string> words) {
  std::vector<const char*> arguments{"headroom-portraits"};
  for (const std::string& word : words) arguments.push_back(word.c_str());
  std::ostringstream out;
  std::ostringstream messages;
  const int status = run_command(static_cast<int>(arguments.size()), arguments.data(), out, messages);
  return {status, out.str(), messages.str()};
}

TEST(Command, draws_what_is_asked_for_and_says_nothing) {
  const test::TemporaryFolder folder;
  const Ran ran = run({"--count", "2", "--megapixels", "0.01", "--sampling", "grey", "--progressive", "--restart", "1",
                       "--orientation", "8", "--quality", "80", (folder / "new").string()});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out + ran.messages, IsEmpty());
  EXPECT_THAT(test::text_of(folder / "new" / "labels.csv"), HasSubstr("portrait_00002.jpg"));
  EXPECT_THAT(test::text_of(folder / "new" / "labels.csv"), HasSubstr(";grey"));
}

TEST(Command, explains_itself) {
  const Ran ran = run({"--help"});
  EXPECT_EQ(ran.status, 0);
  for (const char* option :
       {"--count", "--megapixels", "--seed", "--sampling", "--restart", "--progressive", "--orientation", "--quality"})
    EXPECT_THAT(ran.out, HasSubstr(option));
}

TEST(Command, names_the_option_that_is_wrong) {
  const struct {
    std::vector<std::string> words;
    const char* named;
  } cases[] = {{{}, "DIR"},
               {{"--sampling", "421", "x"}, "--sampling"},
               {{"--orientation", "9", "x"}, "--orientation"},
               {{"--quality", "0", "x"}, "--quality"},
               {{"--restart", "-1", "x"}, "--restart"},
               {{"--megapixels", "0", "x"}, "--megapixels"},
               {{"--count", "many", "x"}, "--count"}};
  for (const auto& c : cases) {
    const Ran ran = run(c.words);
    EXPECT_EQ(ran.status, 2);
    EXPECT_THAT(ran.messages, HasSubstr(c.named));
  }
}

TEST(Command, says_what_could_not_be_written) {
  const test::TemporaryFolder folder;
  folder.write("file", "in the way");
  const Ran ran = run({"--count", "1", (folder / "file").string()});
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.messages, "headroom-portraits: " + (folder / "file").string() +
                              " could not be written: check the disk's space and your rights\n");
}

}  // namespace
}  // namespace headroom::datasets
