#include <gtest/gtest.h>

#include "cli/options.h"
#include "filter/look.h"
#include "support/temporary_folder.h"

namespace headroom::cli {
namespace {

TEST(Readme, names_every_option_of_convert) {
  const std::string readme = test::text_of(HEADROOM_README);
  for (const Option& option : convert_options())
    EXPECT_NE(readme.find("--" + std::string(option.name)), std::string::npos) << option.name;
}

TEST(Readme, names_every_look) {
  const std::string readme = test::text_of(HEADROOM_README);
  for (const std::string_view option : filter::filter_options())
    for (const std::string_view word : filter::words_of(option))
      EXPECT_NE(readme.find(word), std::string::npos) << option << ' ' << word;
}

}  // namespace
}  // namespace headroom::cli
