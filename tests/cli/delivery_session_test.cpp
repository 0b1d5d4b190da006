#include "cli/delivery_session.h"

#include <gmock/gmock.h>

#include "cli/open_stores.h"
#include "cli/unsettled.h"

namespace headroom::cli {
namespace {

using delivery::Action;
using delivery::State;
using testing::HasSubstr;

DeliveryRow row(State state, std::optional<Fault> fault = {}) {
  DeliveryRow row;
  row.file = "staff/ada 648x648.jpg";
  row.person = "Ada";
  row.state = state;
  if (state != State::planned) row.action = Action::replace;
  if (fault) row.error = Error{*fault, "the reason", {}};
  return row;
}

TEST(ReasonToWait, is_given_only_while_the_photo_before_may_still_come) {
  struct {
    DeliveryRow row;
    const char* part;  // empty: nobody waits
  } cases[] = {
      {row(State::verified), ""},
      {row(State::failed, Fault::no_such_user), ""},
      {row(State::failed, Fault::refused), ""},
      {row(State::failed, Fault::access_denied), ""},
      {row(State::failed, Fault::too_large), ""},
      {row(State::failed, Fault::busy), "not there yet: the reason"},
      {row(State::failed, Fault::unreachable), "the reason"},
      {row(State::failed, Fault::unknown_outcome), "the reason"},
      {row(State::failed, Fault::not_verified), "the reason"},
      {row(State::failed, Fault::login_refused), "the reason"},
      {row(State::accepted), "nobody has looked at since it was sent"},
      {row(State::planned), "to which the run did not come"},
  };
  for (const auto& c : cases) {
    const std::string reason = reason_to_wait(c.row, "m365 contoso");
    EXPECT_EQ(reason.empty(), *c.part == '\0') << reason;
    EXPECT_THAT(reason, HasSubstr(c.part));
    EXPECT_TRUE(reason.empty() || reason.starts_with("waits for the photo in m365 contoso, ")) << reason;
  }
}

TEST(ReasonToWait, is_none_for_whom_is_left_out_and_passed_on_by_whoever_waits) {
  DeliveryRow out = row(State::failed, Fault::busy);
  out.left_out = true;
  EXPECT_EQ(reason_to_wait(out, "m365"), "");
  DeliveryRow waiting = row(State::planned);
  waiting.waits = "waits for the photo in exchange";
  EXPECT_EQ(reason_to_wait(waiting, "m365"), waiting.waits);
}

TEST(Unsettled, knows_photos_by_file_whatever_its_size_and_by_person) {
  DeliveryResult result;
  result.store = "m365 contoso";
  result.rows = {row(State::failed, Fault::busy)};
  Unsettled unsettled;
  unsettled.learn(result);
  struct {
    const char* file;
    const char* key;
    bool waits;
  } cases[] = {
      {"staff/ada 96x96.jpg", "somebody", true},
      {"another 96x96.jpg", "ADA", true},
      {"other/ada 96x96.jpg", "bob", false},
      {"bob 96x96.jpg", "", false},
  };
  for (const auto& c : cases) {
    delivery::Match match;
    match.offer.file = c.file;
    match.key = c.key;
    EXPECT_EQ(unsettled.reason(match) != nullptr, c.waits) << c.file;
  }
}

TEST(StoreLabels, tell_stores_of_one_kind_apart) {
  EXPECT_EQ(store_labels({"m365", "folder:/a", "folder:/b:c", "ad"}),
            (std::vector<std::string>{"m365", "folder", "folder-2", "ad"}));
}

}  // namespace
}  // namespace headroom::cli
