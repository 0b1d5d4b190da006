#include "delivery/manifest.h"

#include <gmock/gmock.h>

namespace headroom::delivery {
namespace {

using testing::HasSubstr;

const std::string sum(64, 'a');

TEST(Manifest, comes_back_as_it_was) {
  const std::vector<ManifestRow> rows{{"ada.jpg", "ada", "Lovelace, Ada", 7, sum, "CN=Lovelace\\, Ada,DC=test"},
                                      {"=x.jpg", "=x", "\"x\"\n", 102'400, sum, ""}};
  const auto read = parse_manifest(manifest_csv(rows)).value();
  ASSERT_EQ(read.size(), 2U);
  for (std::size_t i = 0; i < 2; i++) {
    EXPECT_EQ(read[i].file, rows[i].file);
    EXPECT_EQ(read[i].person, rows[i].person);
    EXPECT_EQ(read[i].name, rows[i].name);
    EXPECT_EQ(read[i].bytes, rows[i].bytes);
    EXPECT_EQ(read[i].sha256, rows[i].sha256);
    EXPECT_EQ(read[i].dn, rows[i].dn);
  }
}

TEST(Manifest, is_refused_with_the_line_that_is_wrong) {
  const ManifestRow good{"ada.jpg", "ada", "", 7, sum, ""};
  const auto complaint = [&](ManifestRow row) {
    const auto rows = parse_manifest(manifest_csv({good, std::move(row)}));
    EXPECT_FALSE(rows);
    EXPECT_EQ(rows.error().fault, Fault::broken);
    return rows.error().detail;
  };
  EXPECT_THAT(complaint({"../b.jpg", "b", "", 7, sum, ""}), HasSubstr("manifest.csv:3: not the name"));
  EXPECT_THAT(complaint({"b.exe", "b", "", 7, sum, ""}), HasSubstr("not the name"));
  EXPECT_THAT(complaint({"b.jpg", " ", "", 7, sum, ""}), HasSubstr("nobody"));
  EXPECT_THAT(complaint({"b.jpg", "b", "", 0, sum, ""}), HasSubstr("size"));
  EXPECT_THAT(complaint({"b.jpg", "b", "", 102'401, sum, ""}), HasSubstr("size"));
  EXPECT_THAT(complaint({"b.jpg", "b", "", 7, "b", ""}), HasSubstr("SHA-256"));
  EXPECT_THAT(complaint({"ADA.jpg", "b", "", 7, sum, ""}), HasSubstr("a file that is listed twice"));
  EXPECT_THAT(complaint({"b.jpg", "ADA", "", 7, sum, ""}), HasSubstr("a person who is listed twice"));
  EXPECT_EQ(parse_manifest("").error().fault, Fault::broken);
  EXPECT_EQ(parse_manifest("a,b\n").error().fault, Fault::broken);
}

TEST(Sums, come_back_as_they_were) {
  const Sums sums{{"ada.jpg", sum}, {"manifest.csv", std::string(64, '0')}};
  EXPECT_EQ(parse_sums(sums_text(sums)).value(), sums);
  EXPECT_EQ(parse_sums(sum + " *ada.jpg\r\n\r\n").value(), (Sums{{"ada.jpg", sum}}));
}

TEST(Sums, are_refused_with_the_line_that_is_wrong) {
  const struct {
    std::string text, word;
  } cases[] = {
      {sum + "  a.jpg\n" + sum + "  A.jpg\n", "manifest.sha256:2: A.jpg is listed twice"},
      {sum + "  ../a.jpg\n", "manifest.sha256:1: not the name"},
      {sum + "  /etc/passwd\n", "not the name"},
      {sum + "\n", "not a SHA-256 and a file"},
      {sum + "a  a.jpg\n", "not a SHA-256"},
      {"x\n", "not a SHA-256"},
      {std::string(64, 'A') + "  a.jpg\n", "not a SHA-256"},
      {"\\" + sum + "  a.jpg\n", "not a SHA-256"},
  };
  for (const auto& c : cases) EXPECT_THAT(parse_sums(c.text).error().detail, HasSubstr(c.word)) << c.text;
}

}  // namespace
}  // namespace headroom::delivery
