#include "base/csv_table.h"

#include <gmock/gmock.h>

namespace headroom {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string complaint(std::string_view text) {
  const auto table = CsvTable::parse(text, "some.csv");
  return table ? "none" : table.error().detail;
}

TEST(CsvTable, takes_cells_with_commas_quotes_and_line_ends) {
  const auto table = CsvTable::parse("file,tags\n\"a, b.jpg\",\"say \"\"hi\"\"\"\n\"two\r\nlines\",\n", "t").value();
  ASSERT_EQ(table.rows().size(), 2U);
  EXPECT_THAT(table.rows()[0].cells, ElementsAre("a, b.jpg", "say \"hi\""));
  EXPECT_THAT(table.rows()[1].cells, ElementsAre("two\r\nlines", ""));
  EXPECT_EQ(table.rows()[1].line, 3U);
}

TEST(CsvTable, takes_any_line_end_a_byte_order_mark_and_empty_lines) {
  for (const char* text : {"a,b\n1,2", "a,b\n1,2\n", "a,b\r\n1,2\r\n",
                           "\xEF\xBB\xBF"
                           "a,b\r\n\r\n1,2\r\n\r\n",
                           "\n\na,b\n1,2\r"}) {
    const auto table = CsvTable::parse(text, "t");
    ASSERT_TRUE(table) << table.error().detail;
    ASSERT_EQ(table->rows().size(), 1U) << text;
    EXPECT_THAT(table->rows()[0].cells, ElementsAre("1", "2"));
    EXPECT_EQ(table->column("a").value(), 0U);
  }
}

TEST(CsvTable, says_in_which_line_something_is_wrong) {
  EXPECT_EQ(complaint(""), "some.csv: no header; the file is empty");
  EXPECT_EQ(complaint("\xEF\xBB\xBF\r\n"), "some.csv: no header; the file is empty");
  EXPECT_EQ(complaint("a,b\n1\n"), "some.csv:2: 1 cells where the header names 2");
  EXPECT_EQ(complaint("a,b\n1,2,3\n"), "some.csv:2: 3 cells where the header names 2");
  EXPECT_THAT(complaint("a,b\n1,x\"y\n"), HasSubstr("some.csv:2: a quote within"));
  EXPECT_THAT(complaint("a,b\n\"1\"x,2\n"), HasSubstr("some.csv:2: text after the closing quote"));
  EXPECT_THAT(complaint("a,b\n1,2\n\"1\n2,3\n4"), HasSubstr("some.csv:3: a quote that is never closed"));
  EXPECT_THAT(complaint("a,b\n\"1\n\",2\n\n3\n"), HasSubstr("some.csv:5: 1 cells"));
  EXPECT_THAT(complaint("a,b\n1\r2,3\n"), HasSubstr("some.csv:2: a carriage return"));
}

TEST(CsvTable, takes_semicolons_and_tabs_where_the_header_has_them) {
  for (const char* text : {"file;person\nada, b.jpg;ada\n", "\xEF\xBB\xBF\r\nfile;person\r\n\"ada, b.jpg\";ada\r\n",
                           "file\tperson\nada, b.jpg\tada\n", "\"file\";\"person\"\nada, b.jpg;ada"}) {
    const auto table = CsvTable::parse(text, "t");
    ASSERT_TRUE(table) << table.error().detail;
    EXPECT_THAT(table->rows().at(0).cells, ElementsAre("ada, b.jpg", "ada"));
  }
  EXPECT_THAT(CsvTable::parse("a,b;c\n1;2,3\n", "t").value().rows()[0].cells, ElementsAre("1;2", "3"));
  EXPECT_THAT(CsvTable::parse("\"a,b\";c\n1,2;3\n", "t").value().rows()[0].cells, ElementsAre("1,2", "3"));
}

TEST(CsvTable, refuses_utf_16_by_name) {
  EXPECT_EQ(complaint(std::string_view("\xFF\xFE"
                                       "a\0",
                                       4)),
            "some.csv: UTF-16 text; save it as \"CSV UTF-8\"");
  EXPECT_THAT(complaint("\xFE\xFF"), HasSubstr("UTF-16"));
}

TEST(CsvTable, finds_columns_by_name_and_not_twice) {
  const auto table = CsvTable::parse("a,b,a\n1,2,3\n", "t").value();
  EXPECT_EQ(table.column("b").value(), 1U);
  EXPECT_EQ(table.column("c").error().detail, "t: no column 'c' in the header");
  EXPECT_EQ(table.column("a").error().detail, "t: a second column 'a' in the header");
  EXPECT_EQ(table.column_if_any("c"), std::nullopt);
}

TEST(CsvTable, takes_finite_numbers_only) {
  const auto table = CsvTable::parse("a\n 1.5 \n-2e3\nnan\ninf\n1e999\n1,5\n", "t");
  EXPECT_FALSE(table);  // 1,5 has a comma
  const auto numbers = CsvTable::parse("a\n 1.5 \n-2e3\nnan\ninf\n1e999\n0x10\n\"\"\n", "t").value();
  EXPECT_EQ(numbers.number(numbers.rows()[0], 0).value(), 1.5);
  EXPECT_EQ(numbers.number(numbers.rows()[1], 0).value(), -2000);
  for (std::size_t row = 2; row < numbers.rows().size(); row++)
    EXPECT_FALSE(numbers.number(numbers.rows()[row], 0)) << numbers.rows()[row].cells[0];
}

}  // namespace
}  // namespace headroom
