#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/base64.h"
#include "crop/judge.h"
#include "report/escape.h"
#include "report/score_parts.h"
#include "report/score_words.h"

namespace headroom::report {
namespace {

using batch::ScoredPhoto;
using batch::Scores;

constexpr std::size_t shown = 8;  // of each cropper

/// A crop that went wrong, at the size where it went worst.
struct Exhibit {
  const ScoredPhoto* photo;
  std::size_t size;
};

/// Sorts missed heads first, then cut ones, then by IoU.
auto badness(const crop::Verdict& verdict) { return std::tuple(!verdict.missed, verdict.contained, verdict.overlap); }

std::vector<Exhibit> worst(const Scores& scores, std::size_t cropper) {
  std::vector<Exhibit> all;
  for (const auto& photo : scores.photos) {
    if (photo.error || !photo.label.shows_a_face()) continue;
    const auto& verdicts = photo.attempts[cropper].verdicts;
    const auto least = std::ranges::min_element(verdicts, {}, badness);
    if (!least->good()) all.push_back({&photo, static_cast<std::size_t>(least - verdicts.begin())});
  }
  std::ranges::stable_sort(all, {}, [cropper](const Exhibit& exhibit) {
    return badness(exhibit.photo->attempts[cropper].verdicts[exhibit.size]);
  });
  return all;
}

/// Twice: a dark rim shows it on light photos.
std::string outlined(const Box& box, std::string_view style) {
  return fmt::format(R"(<rect class="rim" x="{0:.1f}" y="{1:.1f}" width="{2:.1f}" height="{3:.1f}"/>)"
                     R"(<rect class="{4}" x="{0:.1f}" y="{1:.1f}" width="{2:.1f}" height="{3:.1f}"/>)",
                     box.x, box.y, box.width, box.height, style);
}

/// Small pictures, each made once however many croppers fail on it.
class Pictures {
 public:
  explicit Pictures(const Picture& picture) : picture_(picture) {}

  /// As a link that holds the picture itself; empty: there is none.
  const std::string& link(const ScoredPhoto& photo) {
    const auto [at, is_new] = links_.try_emplace(&photo);
    if (!is_new) return at->second;
    if (const auto jpeg = picture_(photo); jpeg) at->second = "data:image/jpeg;base64," + base64(*jpeg);
    return at->second;
  }

 private:
  const Picture& picture_;
  std::map<const ScoredPhoto*, std::string> links_;
};

class Wall {
 public:
  Wall(const Scores& scores, const Picture& picture) : scores_(scores), pictures_(picture) {}

  std::string section(std::size_t cropper) {
    const auto exhibits = worst(scores_, cropper);
    std::string html = fmt::format("<h3><i class=\"key {}\"></i>{} <small>{}</small></h3>\n", colour_of(cropper),
                                   html_text(scores_.croppers[cropper].name), how_many(exhibits.size()));
    html += "<div class=\"wall\">\n";
    for (std::size_t i = 0; i < std::min(shown, exhibits.size()); i++) html += figure(exhibits[i], cropper);
    return html + "</div>\n";
  }

 private:
  static std::string how_many(std::size_t count) {
    if (count == 0) return "every crop is good, at every size";
    if (count == 1) return "the only photo without a good crop at some size";
    return count <= shown ? fmt::format("all {} photos without a good crop at some size", count)
                          : fmt::format("{} of {} photos without a good crop at some size", shown, count);
  }

  std::string figure(const Exhibit& exhibit, std::size_t cropper) {
    const ScoredPhoto& photo = *exhibit.photo;
    const auto ideal = crop::ideal_of(photo.label.face, photo.label.photo, scores_.sides[exhibit.size], scores_.margin);
    const Box& crop = photo.attempts[cropper].crops[exhibit.size];
    const std::string defect(crop.width > 0 ? name(crop::defect_of(crop, ideal)) : "no crop");
    std::string drawing = outlined(ideal.face, "face") + outlined(ideal.head, "head") + outlined(ideal.crop, "ideal");
    if (crop.width > 0) drawing += outlined(crop, "chosen");
    const std::string& link = pictures_.link(photo);
    const std::string image =
        link.empty() ? ""
                     : fmt::format(R"(<image href="{}" width="100%" height="100%" preserveAspectRatio="none"/>)", link);
    return fmt::format(
        R"(<figure><svg viewBox="0 0 {0} {1}" role="img" aria-label="{2}: {3}">{4}{5}</svg><figcaption>{6}</figcaption></figure>)"
        "\n",
        photo.label.photo.width, photo.label.photo.height, html_text(photo.label.file), defect, image, drawing,
        caption(exhibit, cropper, defect));
  }

  std::string caption(const Exhibit& exhibit, std::size_t cropper, const std::string& defect) const {
    const ScoredPhoto& photo = *exhibit.photo;
    const auto& attempt = photo.attempts[cropper];
    std::string tags;
    for (const auto& tag : photo.label.tags) tags += (tags.empty() ? "" : ", ") + html_text(tag);
    return fmt::format(R"(<b>{}</b> IoU {:.2f} at {}<br>{}<span class="file">{}</span><br><small>{}</small>)", defect,
                       attempt.verdicts[exhibit.size].overlap, size_name(scores_, exhibit.size),
                       certainty(attempt, cropper), html_text(photo.label.file), tags);
  }

  std::string certainty(const batch::Attempt& attempt, std::size_t cropper) const {
    if (!scores_.croppers[cropper].looks()) return "";
    if (!attempt.subject.found()) return "found nobody<br>";
    return fmt::format("{} of it ({}, {:.0f} %)<br>", attempt.trusted ? "sure" : "unsure", name(attempt.subject.finder),
                       100 * attempt.subject.confidence);
  }

  const Scores& scores_;
  Pictures pictures_;
};

}  // namespace

std::string gallery(const Scores& scores, const Picture& picture) {
  std::string html =
      R"(<ul class="legend boxes"><li><svg viewBox="0 0 24 16" aria-hidden="true"><rect class="chosen" x="2" y="2" width="20" height="12"/></svg>the cropper's crop</li>)"
      R"(<li><svg viewBox="0 0 24 16" aria-hidden="true"><rect class="ideal" x="2" y="2" width="20" height="12"/></svg>the ideal crop</li>)"
      R"(<li><svg class="dark" viewBox="0 0 24 16" aria-hidden="true"><rect class="head" x="2" y="2" width="20" height="12"/></svg>the head</li>)"
      R"(<li><svg class="dark" viewBox="0 0 24 16" aria-hidden="true"><rect class="face" x="2" y="2" width="20" height="12"/></svg>the face as labelled</li></ul>)"
      "\n";
  Wall wall(scores, picture);
  for (std::size_t cropper = 0; cropper < scores.croppers.size(); cropper++) html += wall.section(cropper);
  return html;
}

}  // namespace headroom::report
