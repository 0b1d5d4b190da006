#include "store/ldap_guid.h"

#include <gtest/gtest.h>

#include <string>

namespace headroom::store {
namespace {

TEST(Guid, is_written_with_its_first_three_fields_turned) {
  std::string bytes;
  for (char c = 0; c < 16; c++) bytes += c;
  EXPECT_EQ(guid_text(bytes), "03020100-0504-0706-0809-0a0b0c0d0e0f");
  EXPECT_EQ(guid_text(std::string(16, '\xff')), "ffffffff-ffff-ffff-ffff-ffffffffffff");
}

TEST(Guid, has_sixteen_bytes_or_no_text) {
  for (const std::size_t length : {0, 1, 15, 17, 36}) EXPECT_EQ(guid_text(std::string(length, 'x')), "");
}

TEST(Guid, is_told_from_other_texts) {
  EXPECT_TRUE(is_guid("03020100-0504-0706-0809-0a0b0c0d0e0f"));
  EXPECT_TRUE(is_guid("03020100-0504-0706-0809-0A0B0C0D0E0F"));
  for (const char* text : {"", "03020100-0504-0706-0809-0a0b0c0d0e0", "03020100-0504-0706-0809-0a0b0c0d0e0g",
                           "03020100x0504-0706-0809-0a0b0c0d0e0f", "CN=u00001,OU=Staff,DC=ad,DC=test xxxx",
                           "03020100-0504-0706-0809-0a0b0c0d0e0f>"})
    EXPECT_FALSE(is_guid(text)) << text;
}

}  // namespace
}  // namespace headroom::store
