#include "report/score_page.h"

#include <gmock/gmock.h>

#include "batch/comparison.h"
#include "report/sample_scores.h"
#include "report/score_words.h"

namespace headroom::report {
namespace {

using testing::HasSubstr;
using testing::Not;

const Picture three_bytes = [](const batch::ScoredPhoto&) -> Result<Bytes> { return Bytes{1, 2, 3}; };
const Picture none = [](const batch::ScoredPhoto&) -> Result<Bytes> { return fail(Fault::broken, "damaged"); };

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) found++;
  return found;
}

TEST(ScorePage, begins_with_the_verdict) {
  const auto page = score_page(sample_scores(), {}, three_bytes);
  EXPECT_THAT(page, HasSubstr("<h1>Too few photos to choose by; first is skin: 100.0 % of its crops are good.</h1>"));
  EXPECT_THAT(page, HasSubstr("does better on 0 photos and worse on 2; that may be chance"));
  EXPECT_THAT(page, HasSubstr("skin takes 2.0 ms to find a head, so one thread could do 500 photos a second."));
  EXPECT_THAT(page, HasSubstr("of 1 photo without a face it took 0 for a person"));
}

TEST(ScorePage, stands_alone_without_scripts_and_loads_nothing) {
  const auto page = score_page(sample_scores(), {{"margin", "25 %"}}, three_bytes);
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, HasSubstr("data:image/jpeg;base64,AQID"));
  for (const char* loads : {"<script", "src=\"", "http:", "https:", "@import", "url(", "<link"})
    EXPECT_THAT(page, Not(HasSubstr(loads)));
}

TEST(ScorePage, shows_what_strangers_wrote_as_text) {
  auto scores = sample_scores();
  scores.photos[0].error = {Fault::broken, "<u>broken</u>"};
  const auto page = score_page(scores, {{"<s>name", "<s>value"}}, three_bytes);
  for (const char* markup : {"<b>other", "<i>tag", "ben & co", "<u>broken", "<s>"})
    EXPECT_THAT(page, Not(HasSubstr(markup)));
  for (const char* text :
       {"&#60;b&#62;other", "&#60;i&#62;tag", "ben &#38; co", "&#60;u&#62;broken", "&#60;s&#62;value"})
    EXPECT_THAT(page, HasSubstr(text));
}

TEST(ScorePage, shows_the_worst_crops_first_each_picture_with_its_boxes) {
  const auto page = score_page(sample_scores(), {}, three_bytes);
  const auto missed = page.find("<b>missed</b>"), wide = page.find("<b>too wide</b>");
  ASSERT_NE(missed, std::string::npos);
  ASSERT_NE(wide, std::string::npos);
  EXPECT_LT(missed, wide);
  EXPECT_EQ(count(page, "<image "), 2U);
  EXPECT_THAT(page, HasSubstr("every crop is good, at every size"));
  EXPECT_THAT(page, HasSubstr(R"(<rect class="chosen" x="50.0" y="100.0" width="300.0" height="300.0"/>)"));
}

TEST(ScorePage, does_without_pictures_that_cannot_be_made) {
  const auto page = score_page(sample_scores(), {}, none);
  EXPECT_EQ(count(page, "<image "), 0U);
  EXPECT_THAT(page, HasSubstr("<b>missed</b>"));
}

TEST(ScorePage, every_tag_that_is_opened_is_closed) {
  const auto page = score_page(sample_scores(), {}, three_bytes);
  for (const char* tag :
       {"table",      "thead", "tbody",   "tr", "td", "th", "ul",   "li",    "dl",   "dt",    "dd", "svg", "figure",
        "figcaption", "div",   "details", "p",  "h2", "h3", "text", "title", "main", "small", "b",  "i"}) {
    const std::string name = tag;
    EXPECT_EQ(count(page, "<" + name + ">") + count(page, "<" + name + " "), count(page, "</" + name + ">")) << tag;
  }
}

TEST(ScorePage, says_so_when_there_is_nothing_to_say) {
  auto scores = sample_scores();
  scores.photos.erase(scores.photos.begin(), scores.photos.begin() + 2);
  EXPECT_THAT(score_page(scores, {}, none), HasSubstr("No labelled photo shows a face"));
  scores.photos.clear();
  EXPECT_THAT(score_page(scores, {}, none), HasSubstr("No labelled photo shows a face"));
}

TEST(ScoreWords, explain_why_a_faster_one_is_taken_instead_of_the_best) {
  auto scores = sample_scores();
  scores.croppers[1] = {"quick", batch::Cropper::face, {}, {}};
  for (auto& photo : scores.photos) {
    photo.attempts[1].milliseconds = 0.5;
    photo.attempts[1].trusted = photo.label.shows_a_face();
  }
  while (batch::faces(scores) < batch::enough_to_choose) {
    auto again = scores.photos[0];
    for (auto& attempt : again.attempts) attempt.verdicts = {{0.99, true, false}};
    scores.photos.push_back(again);
  }
  const auto words = score_words(scores);
  EXPECT_THAT(words.headline, HasSubstr("Take quick"));
  EXPECT_THAT(words.sentences[1], HasSubstr("These photos cannot tell it from skin, which takes 4.0 times as long"));
}

TEST(ScoreWords, name_what_a_cropper_of_equal_crops_does_worse) {
  auto scores = sample_scores();
  scores.croppers[1] = {"rash", batch::Cropper::face, {}, {}};
  for (auto& photo : scores.photos) {
    photo.attempts[1] = photo.attempts[0];
    photo.attempts[1].trusted = true;
  }
  EXPECT_THAT(score_words(scores).sentences[1],
              HasSubstr("but took 1 of 1 photo without a face for a person (skin: 0)"));
}

}  // namespace
}  // namespace headroom::report
