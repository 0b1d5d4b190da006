#include "report/explain.h"

#include <gmock/gmock.h>

#include "report/sample_outcome.h"

namespace headroom::report {
namespace {

TEST(Explain, has_a_sentence_for_every_flag_that_has_a_name) {
  for (int bit = 0; bit < 32; bit++) {
    const std::uint32_t bits = std::uint32_t{1} << bit;
    const std::string flag_name = Flags(bits).text();
    if (flag_name.empty()) continue;
    EXPECT_FALSE(explain(static_cast<Flag>(bits)).meaning.empty()) << flag_name;
    EXPECT_FALSE(explain(static_cast<Flag>(bits)).next.empty()) << flag_name;
  }
}

TEST(Explain, has_a_sentence_for_every_fault) {
  for (int number = 0; number <= static_cast<int>(Fault::internal); number++) {
    const auto fault = static_cast<Fault>(number);
    EXPECT_FALSE(explain(fault).meaning.empty()) << name(fault);
    EXPECT_FALSE(explain(fault).next.empty()) << name(fault);
  }
}

TEST(Explain, gives_the_detail_of_a_failure_and_of_a_duplicate) {
  EXPECT_EQ(detail_of(sample_outcome()), "");
  EXPECT_EQ(detail_of(failed_outcome("x", Fault::broken, "torn")), "torn");
  EXPECT_EQ(detail_of(duplicate_outcome("ada.jpg", "sub/bob.jpg")), "the same picture as sub/bob.jpg");
}

TEST(Explain, speaks_in_whole_sentences) {
  const auto whole = [](std::string_view text) {
    return text.back() == '.' && text.front() >= 'A' && text.front() <= 'Z';
  };
  for (const auto& [flag, explanation] : explained_flags())
    EXPECT_TRUE(whole(explanation.meaning) && whole(explanation.next)) << explanation.meaning;
  for (const auto& [fault, explanation] : explained_faults())
    EXPECT_TRUE(whole(explanation.meaning) && whole(explanation.next)) << explanation.meaning;
}

}  // namespace
}  // namespace headroom::report
