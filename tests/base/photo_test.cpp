#include "base/photo.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

TEST(Flags, are_named_in_their_order) {
  Flags flags;
  EXPECT_EQ(flags.text(), "");
  flags.raise(Flag::enlarged);
  flags.raise(Flag::grey);
  EXPECT_EQ(flags.text(), "grey;enlarged");
  EXPECT_TRUE(flags.has(Flag::grey));
  EXPECT_FALSE(flags.has(Flag::no_subject));
}

TEST(Flags, every_flag_has_a_name) {
  for (std::uint32_t bit = 0; bit <= 14; bit++) EXPECT_FALSE(Flags(1U << bit).text().empty()) << bit;
}

TEST(Flags, a_note_alone_asks_for_no_look) {
  Flags flags;
  flags.raise(Flag::wrong_extension);
  EXPECT_FALSE(flags.ask_for_a_look());
  flags.raise(Flag::blurred);
  EXPECT_TRUE(flags.ask_for_a_look());
}

TEST(Fault, has_a_word_for_reports_and_says_whether_to_try_again) {
  EXPECT_EQ(name(Fault::not_an_image), "not-an-image");
  EXPECT_EQ(name(Fault::name_taken), "name-taken");
  EXPECT_TRUE(worth_retrying(Fault::write_failed));
  EXPECT_TRUE(worth_retrying(Fault::unreadable));
  EXPECT_FALSE(worth_retrying(Fault::broken));
  EXPECT_EQ(name(Fault::decoder_crashed), "decoder-crashed");
  EXPECT_FALSE(worth_retrying(Fault::decoder_crashed));
  EXPECT_EQ(name(Fault::decoder_timeout), "decoder-timeout");
  EXPECT_FALSE(worth_retrying(Fault::decoder_timeout));
}

}  // namespace
}  // namespace headroom
