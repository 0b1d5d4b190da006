#include "base/csv_row.h"

#include <gmock/gmock.h>

#include "base/csv_table.h"

namespace headroom {
namespace {

TEST(CsvRow, quotes_only_what_needs_it) {
  const struct {
    std::string text, cell;
  } cases[] = {
      {"", ""},
      {"ada.jpg", "ada.jpg"},
      {"Łódź.jpg", "Łódź.jpg"},
      {"a,b", "\"a,b\""},
      {"say \"hi\"", "\"say \"\"hi\"\"\""},
      {"two\nlines", "\"two\nlines\""},
      {"two\r\nlines", "\"two\r\nlines\""},
      {" leading", "\" leading\""},
      {"trailing ", "\"trailing \""},
      {"not utf-8 \xFF", "not utf-8 \xFF"},
  };
  for (const auto& c : cases) EXPECT_EQ(CsvRow().text(c.text).line(), c.cell + "\r\n");
}

TEST(CsvRow, defuses_formulas) {
  const struct {
    std::string text, cell;
  } cases[] = {
      {"=1+1", "'=1+1"},
      {"+1", "'+1"},
      {"-1", "'-1"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"\tx", "'\tx"},
      {"\rx", "\"'\rx\""},
      {"=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""},
      {"\xEF\xBC\x9D"
       "1",
       "'\xEF\xBC\x9D"
       "1"},  // a full-width equals sign
      {"a=1", "a=1"},
      {"'=1", "''=1"},
      {"'a", "'a"},
      {"'", "'"},
  };
  for (const auto& c : cases) EXPECT_EQ(CsvRow().text(c.text).line(), c.cell + "\r\n");
}

TEST(CsvRow, can_be_taken_back) {
  for (const std::string text : {"", "'", "''", "a", "'a", "=1", "'=1", "''=1", "'''-", "-", "\t", "\n=", "'\r\n",
                                 "\xEF\xBC\x8B", "'\xEF\xBC\x8B", "\xEF\xBC", "O'Neill", "'O'Neill"}) {
    const auto table = CsvTable::parse("cell,more\n" + CsvRow().text(text).text("x").line(), "t");
    ASSERT_TRUE(table) << table.error().detail;
    EXPECT_EQ(unguarded(table->rows()[0].cells[0]), text);
  }
}

TEST(CsvRow, leaves_our_own_numbers_alone) {
  EXPECT_EQ(CsvRow().number(-7).number(0).decimal(-2.25, 1).decimal(1, 2).line(), "-7,0,-2.3,1.00\r\n");
}

TEST(CsvRow, never_says_minus_nought) {
  EXPECT_EQ(CsvRow().decimal(-0.04, 1).decimal(-0.0, 3).line(), "0.0,0.000\r\n");
}

TEST(CsvRow, keeps_empty_cells) { EXPECT_EQ(CsvRow().empty().text("").empty().line(), ",,\r\n"); }

}  // namespace
}  // namespace headroom
