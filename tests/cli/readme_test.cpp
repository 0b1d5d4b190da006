#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cli/delivery_options.h"
#include "cli/options.h"
#include "support/temporary_folder.h"

namespace headroom::cli {
namespace {

TEST(Readme, names_every_option_of_convert) {
  const std::string readme = test::text_of(HEADROOM_README);
  for (const Option& option : convert_options())
    EXPECT_NE(readme.find("--" + std::string(option.name)), std::string::npos) << option.name;
}

TEST(Readme, names_every_option_of_deliveries_with_its_meaning) {
  const std::string readme = test::text_of(HEADROOM_README);
  for (const DeliveryOption& option : delivery_options()) {
    if (option.name == "dry-run" || option.name == "quiet" || option.name == "json") continue;  // stand with convert's
    std::string shape(option.name);
    if (!option.value.empty()) shape.append(" ").append(option.value);
    const std::string row = fmt::format("| `--{}` | {} |", shape, option.help);
    EXPECT_NE(readme.find(row), std::string::npos) << row;
  }
}

}  // namespace
}  // namespace headroom::cli
