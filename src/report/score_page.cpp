#include "report/score_page.h"

#include <fmt/format.h>

#include "batch/comparison.h"
#include "report/escape.h"
#include "report/page.h"
#include "report/score_parts.h"
#include "report/score_words.h"

namespace headroom::report {
namespace {

using batch::Scores;

constexpr std::size_t failures_named = 50;

// The policy lets the page load nothing at all: its pictures are photos of people, and they are inside.
constexpr std::string_view page_head = R"page(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>Croppers compared - headroom</title>
<style>
)page";

std::string opening(const Scores& scores) {
  const ScoreWords words = score_words(scores);
  std::string html = fmt::format("<h1>{}</h1>\n<ul class=\"lead\">\n", html_text(words.headline));
  for (const auto& sentence : words.sentences) html += fmt::format("<li>{}</li>\n", html_text(sentence));
  return html + "</ul>\n";
}

std::string about(const Scores& scores) {
  return fmt::format(
      "<p class=\"about\">A cropper finds the person in a photo and cuts out a square around the head. Here {} of them "
      "were given the same {} photos, labelled with the place of the face; {} show a face. Their crops are "
      "held "
      "against the square that an ideal cropper would choose. The words are explained <a "
      "href=\"#words\">below</a>.</p>\n",
      scores.croppers.size(), scores.photos.size(), batch::faces(scores));
}

std::string words_explained(const Scores& scores) {
  return fmt::format(R"page(<h2 id="words">What the words mean</h2>
<dl>
<dt>ideal crop</dt><dd>The head is the labelled face with hair and chin: 10 % of its width more on either side, 35 % of its
height above, 5 % below. The ideal square is {:.2f} times as high as the head, but at least as large as the picture to be made
of it; it is centred on the head, with a quarter of the free height above, and lies within the photo.</dd>
<dt>IoU</dt><dd><i>Intersection over union</i>: the area that a crop and the ideal crop have in common, as a share of the area
they cover together. 1 is the same square, 0 nothing in common.</dd>
<dt>head whole</dt><dd>At least 98 % of what the photo shows of the head is in the crop.</dd>
<dt>good</dt><dd>The head is whole, and the IoU is at least 0.70: the head stands about as it should.</dd>
<dt>usable</dt><dd>The head is whole, and the IoU is at least 0.45: too wide, too tight or beside, but a picture of the person.</dd>
<dt>missed</dt><dd>Less than half of the face is in the crop.</dd>
<dt>hard photo</dt><dd>One whose middle, simply cut out, would not be a good crop. The others flatter every cropper.</dd>
<dt>likely range</dt><dd>Where the share would lie, with 95 % certainty, over many more photos like these.</dd>
<dt>confidence</dt><dd>How sure a cropper is that the head it found is one, from 0 to 1. Below a limit it does not trust it: the
photo is <i>doubtful</i>, is cropped as if nobody were there, and a person is asked to look.</dd>
</dl>
)page",
                     1 + scores.margin / 50.0) +
         overlap_examples();
}

std::string plots(const Scores& scores) {
  std::string html =
      "<h2>How close the crops come</h2>\n<p>Each line falls from left to right: the closer a crop has to "
      "come to the ideal one, the fewer photos are left. The higher the line, the better. Heads that are cut "
      "off count as nothing.</p>\n";
  html += cropper_legend(scores) + success_plots(scores);
  if (const auto drawn = time_plot(scores); !drawn.empty())
    html +=
        "<h2>Time against accuracy</h2>\n<p>Up is better, left is faster. Counted is the search for a person on a "
        "small copy of "
        "the photo, not the decoding of it.</p>\n" +
        drawn;
  if (const auto drawn = reliability_plots(scores); !drawn.empty())
    html += fmt::format(
        "<h2>Can the confidence be believed?</h2>\n<p>Photos in ten steps of the cropper's confidence. The height is "
        "the "
        "share of good crops at {}, had the head been trusted; the number counts the photos. If the confidence is "
        "honest "
        "the bars end at the dashed line; above it the cropper is too modest, below it too bold.</p>\n{}",
        size_name(scores, 0), drawn);
  return html;
}

std::string failures(const Scores& scores) {
  std::string items;
  std::size_t count = 0;
  for (const auto& photo : scores.photos)
    if (photo.error && count++ < failures_named)
      items += fmt::format("<li>{}: {}</li>\n", html_text(photo.label.file), html_text(photo.error->detail));
  if (count == 0) return "";
  if (count > failures_named) items += fmt::format("<li>and {} more</li>\n", count - failures_named);
  return fmt::format(
      "<h2>Not looked at</h2>\n<p>These photos are labelled, but could not be used. Those with a face count "
      "as missed by every cropper.</p>\n<ul>\n{}</ul>\n",
      items);
}

std::string made_with(const ScoreSettings& settings) {
  std::string rows;
  for (const auto& [name, value] : settings)
    rows += fmt::format("<dt>{}</dt><dd>{}</dd>\n", html_text(name), html_text(value));
  return fmt::format(
      "<h2>How this was made</h2>\n<dl>\n{}</dl>\n<p class=\"note\">Beside this page, score.csv has every crop "
      "and score.json every figure.</p>\n",
      rows);
}

std::string figures_parts(const Scores& scores, const Picture& picture) {
  return figures_table(scores) + trust_table(scores) + words_explained(scores) + plots(scores) +
         "<h2>Which photos are difficult</h2>\n<p>Percent of good crops by kind of photo, as tagged by those who "
         "labelled "
         "them; the redder, the worse, and bold where no cropper is better. Rows of few photos, in grey, say "
         "little.</p>\n" +
         tag_tables(scores) +
         "<h2>The worst crops</h2>\n<p>What each cropper did worst, each photo at the size where it went worst.</p>\n" +
         gallery(scores, picture);
}

}  // namespace

std::string score_page(const Scores& scores, const ScoreSettings& settings, const Picture& picture) {
  std::string page = fmt::format("{}{}{}</style>\n</head>\n<body>\n<main>\n", page_head, page_colours, score_style);
  page += opening(scores);
  if (batch::faces(scores) > 0) page += about(scores) + figures_parts(scores, picture);
  return page + failures(scores) + made_with(settings) + "</main>\n</body>\n</html>\n";
}

}  // namespace headroom::report
