#include <gtest/gtest.h>

#include "cli/options.h"
#include "support/temporary_folder.h"

namespace headroom::cli {
namespace {

TEST(Readme, names_every_option_of_convert) {
  const std::string readme = test::text_of(HEADROOM_README);
  for (const Option& option : convert_options())
    EXPECT_NE(readme.find("--" + std::string(option.name)), std::string::npos) << option.name;
}

}  // namespace
}  // namespace headroom::cli
