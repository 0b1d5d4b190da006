#include "report/contact_sheet.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "report/sample_outcome.h"
#include "support/temporary_folder.h"

namespace headroom::report {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

/// What stands between `before` and `after`.
std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const auto begin = text.find(before) + before.size();
  return text.substr(begin, text.find(after, begin) - begin);
}

std::string written_page(const test::TemporaryFolder& folder, const RunDescription& description) {
  ContactSheet sheet(folder.path());
  EXPECT_TRUE(sheet.seal({}, description) && sheet.publish());
  return test::text_of(folder / "contact-sheet.html");
}

TEST(ContactSheetRow, holds_the_fields_that_the_page_reads) {
  EXPECT_EQ(contact_sheet_row(sample_outcome()),
            R"(["ada.jpg","ok",0,0.91,"skin","JPEG",3000,4000,[1000,500,800,1100],"contact-sheet/thumbnails/ada.jpg",)"
            R"([["ada%2096x96.jpg",96,96,[500,250,1650,1650],4012,92,0],)"
            R"(["ada%20648x648.jpg",648,648,[500,250,1650,1650],70123,92,0]]])");
  EXPECT_EQ(contact_sheet_row(failed_outcome("x", Fault::broken, "torn")),
            R"(["x","failed",0,0.0,"none","",0,0,0,"",[],"broken","torn"])");
}

TEST(ContactSheetRow, says_which_photo_shows_the_same_picture) {
  const auto row = json::parse(contact_sheet_row(duplicate_outcome("ada.jpg", "bob.jpg")));
  ASSERT_EQ(row.size(), 13U);
  EXPECT_EQ(row[11], "") << "no fault";
  EXPECT_EQ(row[12], "the same picture as bob.jpg");
}

TEST(ContactSheetRow, knows_no_clock) {
  auto outcome = sample_outcome();
  const auto row = contact_sheet_row(outcome);
  outcome.seconds = 7;
  EXPECT_EQ(contact_sheet_row(outcome), row);
}

TEST(ContactSheetRow, lets_no_name_out_of_its_string) {
  for (const std::string file :
       {"</script><script>alert(1)</script>", "\xE2\x80\xA8", "\xFF", "\"];alert(1);[\"", "\\"}) {
    const auto row = contact_sheet_row(failed_outcome(file, Fault::unreadable, file));
    EXPECT_EQ(json::parse(row).size(), 13U) << row;
    EXPECT_THAT(row, Not(HasSubstr("<")));
    EXPECT_THAT(row, Not(HasSubstr("\xE2\x80\xA8")));
  }
}

TEST(ContactSheet, tells_the_page_about_the_run) {
  const test::TemporaryFolder folder;
  const auto page = written_page(folder, {"1.2", {{"margin", "25"}, {"name", "</script>{{style}}"}}, "CPU"});
  const auto run = json::parse(between(page, "id=\"run\">", "</script>"));
  EXPECT_EQ(run["version"], "1.2");
  EXPECT_EQ(run["settings"], json::parse(R"([["margin","25"],["name","</script>{{style}}"]])"));
  EXPECT_EQ(run["parts"], 0);
  EXPECT_EQ(run["totals"]["photos"], 0);
  EXPECT_EQ(run["flags"][0]["name"], "no-subject");
  EXPECT_EQ(run["flags"][0]["bit"], 1);
  EXPECT_EQ(run["faults"][1]["name"], "not-an-image");
}

TEST(ContactSheet, needs_nothing_from_elsewhere) {
  const test::TemporaryFolder folder;
  const auto page = written_page(folder, {});
  for (const auto* foreign : {"http:", "https:", "//cdn", "fetch(", "import ", "type=\"module\"", "innerHTML", "eval("})
    EXPECT_THAT(page, Not(HasSubstr(foreign)));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
}

}  // namespace
}  // namespace headroom::report
