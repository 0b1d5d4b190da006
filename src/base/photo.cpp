#include "base/photo.h"

#include <array>
#include <utility>

namespace headroom {
namespace {

constexpr std::array<std::pair<Flag, std::string_view>, 16> flag_names{{
    {Flag::no_subject, "no-subject"},
    {Flag::low_confidence, "low-confidence"},
    {Flag::several_people, "several-people"},
    {Flag::grey, "grey"},
    {Flag::enlarged, "enlarged"},
    {Flag::left_out, "left-out"},
    {Flag::over_limit, "over-limit"},
    {Flag::damaged, "damaged"},
    {Flag::wrong_extension, "wrong-extension"},
    {Flag::profile_dropped, "profile-dropped"},
    {Flag::small_head, "small-head"},
    {Flag::blurred, "blurred"},
    {Flag::dark, "dark"},
    {Flag::overexposed, "overexposed"},
    {Flag::near_duplicate, "near-duplicate"},
    {Flag::turned, "turned"},
}};

}  // namespace

std::string_view name(Finder finder) {
  switch (finder) {
    case Finder::none:
      return "none";
    case Finder::skin:
      return "skin";
    case Finder::face:
      return "face";
  }
  return "none";
}

std::string_view name(Status status) {
  switch (status) {
    case Status::ok:
      return "ok";
    case Status::warning:
      return "warning";
    case Status::failed:
      return "failed";
  }
  return "failed";
}

std::string Flags::text() const {
  std::string joined;
  for (const auto& [flag, flag_name] : flag_names) {
    if (!has(flag)) continue;
    if (!joined.empty()) joined += ';';
    joined += flag_name;
  }
  return joined;
}

std::string text(Size size) { return std::to_string(size.width) + "x" + std::to_string(size.height); }

}  // namespace headroom
