#include "report/escape.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

namespace headroom::report {
namespace {

using nlohmann::ordered_json;

TEST(JsonText, escapes_what_would_end_a_script_or_a_line_or_turn_the_text) {
  const struct {
    std::string text, json;
  } cases[] = {
      {"", "\"\""},
      {"Łódź 😀", "\"Łódź 😀\""},
      {"</script>", "\"\\u003c/script>\""},
      {"a\xE2\x80\xA8"
       "b\xE2\x80\xA9",
       "\"a\\u2028b\\u2029\""},
      {"\xE2\x80\xAEgpj.exe", "\"\\u202egpj.exe\""},
      {"\xE2\x81\xA6x", "\"\\u2066x\""},
      {"\x1B[31m\x7F\xC2\x85", "\"\\u001b[31m\\u007f\\u0085\""},
      {"\xEF\xBB\xBFx", "\"\\ufeffx\""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(json_text(c.text), c.json);
    EXPECT_EQ(ordered_json::parse(json_text(c.text)), c.text);
  }
}

TEST(JsonText, replaces_bytes_that_are_no_utf8) {
  const std::string cases[] = {"\xFF", "a\xC3", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x80"};
  for (const auto& text : cases) {
    const auto parsed = ordered_json::parse(json_text(text)).get<std::string>();
    EXPECT_THAT(parsed, testing::HasSubstr("\xEF\xBF\xBD"));
  }
}

TEST(PercentEncoded, makes_a_link_of_any_path) {
  const struct {
    std::string path, link;
  } cases[] = {
      {"", ""},
      {"ada-1_2.3~.jpg", "ada-1_2.3~.jpg"},
      {"it/ada 96x96.jpg", "it/ada%2096x96.jpg"},
      {"100% #1?.jpg", "100%25%20%231%3F.jpg"},
      {"ä.jpg", "%C3%A4.jpg"},
      {"javascript:alert(1)", "javascript%3Aalert%281%29"},
      {"\"><script>", "%22%3E%3Cscript%3E"},
      {"back\\slash", "back%5Cslash"},
      {"\xFF\n", "%FF%0A"},
  };
  for (const auto& c : cases) EXPECT_EQ(percent_encoded(c.path), c.link);
}

TEST(HtmlText, leaves_no_markup_and_hides_nothing) {
  EXPECT_EQ(html_text("a<b> & \"c\" 'd'"), "a&#60;b&#62; &#38; &#34;c&#34; &#39;d&#39;");
  EXPECT_EQ(html_text("two\nlines\x7f"), "two\u2039U+000A\u203alines\u2039U+007F\u203a");
  EXPECT_EQ(html_text("gpj.\u202eada"), "gpj.\u2039U+202E\u203aada");
  EXPECT_EQ(html_text("\xff\u00e4"), "\uFFFD\u00e4");
  EXPECT_EQ(html_text(""), "");
}

}  // namespace
}  // namespace headroom::report
