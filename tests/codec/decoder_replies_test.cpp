// What a decoder that was taken over might answer.
#include "codec/decoder_replies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <vector>

namespace headroom::codec {
namespace {

constexpr Size photo{100, 80};

Reply good() {
  Reply reply;
  reply.done = 1;
  reply.size = photo;
  std::ranges::copy(std::string_view("JPEG"), reply.format.begin());
  reply.planes[0] = {{10, 8}, {0, 10}, {0, 10}};
  reply.planes[1] = reply.planes[2] = {{5, 4}, {0, 20}, {0, 20}};
  return reply;
}

const std::vector<Byte> memory(10 * 8 + 2 * 5 * 4, 7);

TEST(DecoderReplies, are_believed_when_they_make_sense) {
  const auto about = about_from(good(), {});
  ASSERT_TRUE(about);
  EXPECT_EQ(about->size, photo);
  EXPECT_EQ(about->format, "JPEG");
  const auto image = image_from(good(), photo, memory);
  ASSERT_TRUE(image);
  EXPECT_EQ(image->luma.size(), (Size{10, 8}));
  EXPECT_EQ(image->cr.row(3)[4], 7);
}

TEST(DecoderReplies, have_no_chroma_for_grey_photos) {
  Reply reply = good();
  reply.planes[1] = reply.planes[2] = {};
  EXPECT_TRUE(image_from(reply, photo, memory)->grey());
}

TEST(DecoderReplies, may_have_chroma_coarser_than_a_tiny_photo) {
  Reply reply = good();
  reply.size = {1, 1};
  reply.planes[0] = {{1, 1}, {0, 8}, {0, 8}};
  reply.planes[1] = reply.planes[2] = {{1, 1}, {0, 32}, {0, 16}};
  EXPECT_TRUE(image_from(reply, {1, 1}, memory));
}

TEST(DecoderReplies, that_lie_about_planes_cost_the_photo) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  void (*const lies[])(Reply&) = {
      [](Reply& r) {
        r.planes[0].size = {11, 8};
      },  // more than there is in memory
      [](Reply& r) {
        r.planes[0].size = {-10, -8};
      },
      [](Reply& r) {
        r.planes[0].size = {0, 8};
      },
      [](Reply& r) {
        r.planes[0].size = {1 << 30, 1 << 30};
      },
      [](Reply& r) {
        r.planes[1].size = {4, 4};
      },  // cb and cr differ
      [](Reply& r) { r.planes[2] = {}; },
      [](Reply& r) { r.planes[1].across.origin = 3; },
      [](Reply& r) { r.planes[0].across.step = 0; },
      [](Reply& r) { r.planes[0].across.step = -1; },
      [](Reply& r) { r.planes[0].down.step = 1e300; },
      [](Reply& r) { r.planes[0].down.origin = 1e300; },
  };
  for (const auto& lie : lies) {
    Reply reply = good();
    lie(reply);
    const auto image = image_from(reply, photo, memory);
    ASSERT_FALSE(image) << &lie - lies;
    EXPECT_EQ(image.error().fault, Fault::decoder_crashed);
  }
  for (double Axis::*part : {&Axis::origin, &Axis::step}) {
    Reply reply = good();
    reply.planes[0].across.*part = nan;
    EXPECT_FALSE(image_from(reply, photo, memory));
  }
}

TEST(DecoderReplies, that_lie_about_the_photo_cost_it) {
  void (*const lies[])(Reply&) = {
      [](Reply& r) {
        r.size = {0, 10};
      },
      [](Reply& r) {
        r.size = {-5, -5};
      },
      [](Reply& r) {
        r.size = {1 << 20, 1 << 20};
      },
      [](Reply& r) {
        r.format.fill('A');
        r.format[3] = '\n';
      },
      [](Reply& r) { r.format.fill('\0'); },
      [](Reply& r) { r.format[0] = '<'; },
  };
  for (const auto& lie : lies) {
    Reply reply = good();
    lie(reply);
    EXPECT_FALSE(about_from(reply, {})) << &lie - lies;
  }
}

TEST(DecoderReplies, raise_only_flags_that_a_decoder_can_know) {
  Reply reply = good();
  reply.flags = ~0U;
  Flags expected;
  expected.raise(Flag::damaged);
  expected.raise(Flag::profile_dropped);
  EXPECT_EQ(about_from(reply, {})->flags, expected);
}

TEST(DecoderReplies, say_why_a_photo_failed_with_faults_of_photos_only) {
  Reply reply;
  std::ranges::copy(std::string_view("no pixels"), reply.detail.begin());
  reply.fault = static_cast<std::int32_t>(Fault::broken);
  EXPECT_EQ(about_from(reply, {}).error().fault, Fault::broken);
  EXPECT_EQ(about_from(reply, {}).error().detail, "no pixels");
  for (const Fault fault : {Fault::write_failed, Fault::usage, Fault::locked, Fault::internal}) {
    reply.fault = static_cast<std::int32_t>(fault);
    EXPECT_EQ(about_from(reply, {}).error().fault, Fault::decoder_crashed);
  }
  reply.fault = 12345;
  EXPECT_EQ(about_from(reply, {}).error().fault, Fault::decoder_crashed);
  EXPECT_EQ(about_from(Reply{}, {}).error().fault, Fault::decoder_crashed);
}

TEST(DecoderReplies, end_texts_that_have_no_end) {
  Reply reply;
  reply.detail.fill('x');
  reply.fault = static_cast<std::int32_t>(Fault::broken);
  EXPECT_EQ(about_from(reply, {}).error().detail.size(), reply.detail.size());
}

}  // namespace
}  // namespace headroom::codec
