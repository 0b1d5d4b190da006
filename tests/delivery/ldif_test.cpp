#include "delivery/ldif.h"

#include <gmock/gmock.h>

#include <sstream>

#include "support/server_process.h"
#include "support/temporary_folder.h"

namespace headroom::delivery {
namespace {

using testing::HasSubstr;

using testing::StartsWith;

const Bytes photo{0xFF, 0xD8, 0xFF, 0xE0};

TEST(Ldif, replaces_one_attribute_of_one_person) {
  EXPECT_EQ(ldif_record("CN=Ada,DC=test", "thumbnailPhoto", photo),
            "dn: CN=Ada,DC=test\r\n"
            "changetype: modify\r\n"
            "replace: thumbnailPhoto\r\n"
            "thumbnailPhoto:: /9j/4A==\r\n"
            "-\r\n"
            "\r\n");
}

TEST(Ldif, writes_names_in_base64_where_it_must) {
  const struct {
    std::string dn, line;
  } cases[] = {
      {"CN=Smith\\, Ada,DC=test", "dn: CN=Smith\\, Ada,DC=test\r\n"},
      {"CN=M\xC3\xBCller", "dn:: Q049TcO8bGxlcg==\r\n"},
      {" CN=a", "dn:: IENOPWE=\r\n"},
      {"CN=a ", "dn:: Q049YSA=\r\n"},
      {":a", "dn:: OmE=\r\n"},
      {"<a", "dn:: PGE=\r\n"},
      {"a:<b", "dn: a:<b\r\n"},
      {"a\nb", "dn:: YQpi\r\n"},
      {std::string("a\0b", 3), "dn:: YQBi\r\n"},
  };
  for (const auto& c : cases) EXPECT_THAT(ldif_record(c.dn, "x", photo), StartsWith(c.line + "changetype")) << c.dn;
}

TEST(Ldif, folds_long_lines) {
  for (std::size_t length = 40; length < 260; length++) {
    const std::string record = ldif_record("CN=" + std::string(length, 'a'), "thumbnailPhoto", Bytes(length, 0xFF));
    std::istringstream lines(record);
    std::string unfolded;
    for (std::string line; std::getline(lines, line);) {
      ASSERT_TRUE(line.ends_with('\r'));
      line.pop_back();
      EXPECT_LE(line.size(), 76U);
      unfolded += line.starts_with(' ') ? line.substr(1) : "\n" + line;
    }
    EXPECT_THAT(unfolded, StartsWith("\ndn: CN=" + std::string(length, 'a') + "\nchangetype: modify\n"));
  }
}

TEST(Ldif, takes_names_of_attributes_only) {
  for (const char* good : {"thumbnailPhoto", "jpegPhoto", "photo;binary", "extensionAttribute1", "x-1"})
    EXPECT_TRUE(check_attribute(good)) << good;
  for (const char* bad : {"", "1a", "a b", "a:", "a\nb", ";a", "a;", "a;;b", "-a", "\xC3\xBC"})
    EXPECT_FALSE(check_attribute(bad)) << bad;
}

TEST(Ldif, is_understood_by_ldapmodify) {
  std::string said;
  if (test::run_program({"/usr/bin/which", "ldapmodify"}, said) != 0) GTEST_SKIP() << "ldap-utils is not installed";
  const test::TemporaryFolder folder;
  Bytes large(102'400, 0xFF);
  const auto file = folder.write("import.ldif", ldif_record("CN=Smith\\, Ada,DC=test", "thumbnailPhoto", photo) +
                                                    ldif_record("CN=M\xC3\xBCller,DC=test", "thumbnailPhoto", large));
  EXPECT_EQ(test::run_program({"/usr/bin/ldapmodify", "-n", "-v", "-x", "-f", file.string()}, said), 0) << said;
  EXPECT_THAT(said, HasSubstr("(4 bytes)"));
  EXPECT_THAT(said, HasSubstr("(102400 bytes)"));
  EXPECT_THAT(said, HasSubstr("\"CN=M\xC3\xBCller,DC=test\""));
}

}  // namespace
}  // namespace headroom::delivery
