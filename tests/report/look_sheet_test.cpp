#include "report/look_sheet.h"

#include <gtest/gtest.h>

namespace headroom::report {
namespace {

TEST(LookSheet, shows_each_look_with_its_picture_and_options) {
  LookSheet sheet;
  sheet.photo = "ada.jpg";
  sheet.sections.push_back({"contrast", "help", {{"--contrast light", "filters/contrast-light 648x648.jpg"}}});
  const std::string page = look_sheet_page(sheet);
  EXPECT_NE(page.find("--contrast light"), std::string::npos);
  EXPECT_NE(page.find("filters/contrast-light%20648x648.jpg"), std::string::npos);
}

TEST(LookSheet, lets_no_name_become_markup) {
  LookSheet sheet;
  sheet.photo = "</script><img src=x onerror=alert(1)>.jpg";
  EXPECT_EQ(look_sheet_page(sheet).find("<img src=x"), std::string::npos);
  EXPECT_EQ(look_sheet_page(sheet).find("</script><img"), std::string::npos);
}

}  // namespace
}  // namespace headroom::report
