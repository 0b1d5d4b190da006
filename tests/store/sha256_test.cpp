#include "store/sha256.h"

#include <gtest/gtest.h>

namespace headroom::store {
namespace {

TEST(Sha256, gives_the_examples_of_the_standard) {  // FIPS 180-2, appendix B; the empty text
  const struct {
    Bytes bytes;
    const char* digest;
  } cases[] = {
      {{}, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {{'a', 'b', 'c'}, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {Bytes(1'000'000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const auto& c : cases) EXPECT_EQ(sha256(c.bytes), c.digest);
}

}  // namespace
}  // namespace headroom::store
