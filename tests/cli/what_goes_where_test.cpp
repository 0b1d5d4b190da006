#include "cli/what_goes_where.h"

#include <gmock/gmock.h>

namespace headroom::cli {
namespace {

using testing::HasSubstr;

constexpr Size tiny{64, 64}, small{96, 96}, wide{97, 96}, large{648, 648}, huge{1000, 1000};

Destination destination(const std::string& kind, Size size = {}) {
  store::Traits traits;
  traits.kind = kind;
  traits.size = size;
  return {kind + " x", traits};
}

Destination ad() { return destination("ad", small); }
Destination m365() { return destination("m365", large); }
Destination exchange() { return destination("exchange"); }
Destination folder() { return destination("folder"); }

using Sizes = std::vector<std::optional<Size>>;

TEST(WhatGoesWhere, gives_mail_services_what_is_larger_and_directories_their_own_size) {
  struct {
    std::vector<Destination> stores;
    std::vector<Size> outputs;
    Sizes sizes;
    const char* text;
  } cases[] = {
      {{ad()}, {small}, {small}, ""},
      {{ad()}, {small, large}, {small}, "with ad x alone only 96x96 is delivered; 648x648 stays here"},
      {{m365()}, {small, large}, {large}, ""},
      {{m365()}, {huge, small}, {huge}, ""},
      {{m365()}, {huge, large}, {large}, "with m365 x alone only 648x648 is delivered; 1000x1000 stays here"},
      {{exchange()}, {small, huge}, {huge}, ""},
      {{exchange()}, {wide, small}, {wide}, ""},
      {{folder()}, {tiny, small}, {small}, ""},
      {{m365(), ad()}, {large, small}, {large, small}, "648x648 to m365 x, then 96x96 to ad x"},
      {{m365(), ad()},
       {huge, large, small},
       {large, small},
       "648x648 to m365 x, then 96x96 to ad x; 1000x1000 stays here"},
      {{exchange(), ad()},
       {tiny, small},
       {std::nullopt, small},
       "96x96 to ad x; nothing to exchange x, which takes outputs larger than 96x96"},
      {{folder(), folder()}, {large, small}, {large, large}, "648x648 to folder x, then 648x648 to folder x"},
  };
  for (const auto& c : cases) {
    const auto sizes = what_goes_where(c.stores, c.outputs);
    ASSERT_TRUE(sizes) << sizes.error().detail;
    EXPECT_EQ(*sizes, c.sizes) << c.text;
    EXPECT_EQ(where_text(c.stores, *sizes, c.outputs), c.text);
  }
}

TEST(WhatGoesWhere, wants_something_to_deliver) {
  struct {
    std::vector<Destination> stores;
    std::vector<Size> outputs;
    const char* part;
  } cases[] = {
      {{ad()}, {large, huge}, "ad takes 96x96, and the outputs are 648x648, 1000x1000: convert with --size 96x96"},
      {{m365(), ad()}, {large}, "ad takes 96x96"},
      {{m365()}, {small, tiny}, "m365 takes outputs larger than 96x96, and there are only 96x96, 64x64"},
      {{exchange(), m365()}, {small}, "--size 648x648"},
  };
  for (const auto& c : cases) {
    const auto sizes = what_goes_where(c.stores, c.outputs);
    ASSERT_FALSE(sizes) << c.part;
    EXPECT_EQ(sizes.error().fault, Fault::usage);
    EXPECT_THAT(sizes.error().detail, HasSubstr(c.part));
  }
}

}  // namespace
}  // namespace headroom::cli
