#include "store/ldap_filter.h"

#include <gtest/gtest.h>

#include <string>

namespace headroom::store {
namespace {

using namespace std::string_literals;

TEST(Filter, escapes_whatever_could_be_taken_for_syntax) {
  const struct {
    std::string value, text;
  } cases[] = {
      {"", ""},
      {"u00001", "u00001"},
      {"John Smith-O'Neil, Jr.", "John Smith-O'Neil, Jr."},
      {"*", "\\2a"},
      {"*)(cn=*", "\\2a\\29\\28cn=\\2a"},
      {"a\\b", "a\\5cb"},
      {"\\2a", "\\5c2a"},
      {"a\0b"s, "a\\00b"},
      {"Zo\xc3\xab", "Zo\\c3\\ab"},
      {"\xff\xfe", "\\ff\\fe"},
      {"\r\n\x7f", "\\0d\\0a\\7f"},
  };
  for (const auto& c : cases) EXPECT_EQ(escaped(c.value), c.text);
}

TEST(Filter, is_put_together_with_parentheses) {
  EXPECT_EQ(equals("sAMAccountName", "a*"), "(sAMAccountName=a\\2a)");
  EXPECT_EQ(both("(objectClass=user)", "(cn=x)"), "(&(objectClass=user)(cn=x))");
  EXPECT_EQ(both("objectClass=user", "(cn=x)"), "(&(objectClass=user)(cn=x))");
}

TEST(Filter, knows_the_names_of_attributes) {
  for (const char* name : {"sAMAccountName", "x", "msDS-cloudExtensionAttribute1", "2.16.840.1.113730.3.1.35"})
    EXPECT_TRUE(is_attribute_name(name)) << name;
  for (const char* name : {"", "a b", "a=b", "*", "-a", "a)", "1a", "caf\xc3\xa9", "a;binary"})
    EXPECT_FALSE(is_attribute_name(name)) << name;
}

}  // namespace
}  // namespace headroom::store
