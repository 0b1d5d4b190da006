#include "delivery/plan.h"

#include <gmock/gmock.h>

#include "delivery/late_store.h"
#include "delivery/small_store.h"
#include "store/sha256.h"
#include "support/temporary_folder.h"

namespace headroom::delivery {
namespace {

using testing::HasSubstr;

const store::Person ada{"id-ada", "ada", "Ada", "CN=ada", true};
constexpr std::string_view picture = "\xFF\xD8\xFF one";

struct Planning : testing::Test {
  test::TemporaryFolder out;
  SmallStore store{{ada}};

  Match match_of(std::string_view content) const {
    return {{"ada 96x96.jpg", out.write("ada 96x96.jpg", content)}, "ada", ada, {}, false};
  }
};

TEST_F(Planning, goes_by_what_the_store_holds) {
  const std::string same(picture);
  const std::string other = "\xFF\xD8\xFF two";
  const struct {
    std::string there;  // empty: none
    When when;
    Action action;
  } cases[] = {
      {"", When::always, Action::create},        {"", When::missing, Action::create},
      {"", When::different, Action::create},     {same, When::always, Action::replace},
      {same, When::missing, Action::same},       {same, When::different, Action::same},
      {other, When::always, Action::replace},    {other, When::missing, Action::skip},
      {other, When::different, Action::replace},
  };
  for (const auto& c : cases) {
    store.photos.clear();
    if (!c.there.empty()) store.photos["id-ada"] = bytes_of(c.there);
    const auto step = plan_one(match_of(picture), c.when, store);
    EXPECT_EQ(name(step.action), name(c.action)) << c.there << static_cast<int>(c.when);
    EXPECT_EQ(step.before, c.there.empty() ? "" : store::sha256(bytes_of(c.there)));
    EXPECT_EQ(step.after, store::sha256(bytes_of(picture)));
    EXPECT_EQ(step.bytes, static_cast<long long>(picture.size()));
    EXPECT_EQ(step.person.id, "id-ada");
    EXPECT_EQ(step.reason.empty(), c.action != Action::skip);
    EXPECT_FALSE(step.error);
  }
}

TEST_F(Planning, asks_how_photos_look_where_the_store_makes_its_own) {
  store.its_traits.keeps_bytes = false;
  const KnownPictures pictures;
  const struct {
    Bytes there;
    When when;
    const Pictures* pictures;
    Action action;
  } cases[] = {
      {bytes_of(picture), When::different, nullptr, Action::same},
      {made_of(" one"), When::different, nullptr, Action::replace},
      {made_of(" one"), When::different, &pictures, Action::same},
      {made_of(" two"), When::different, &pictures, Action::replace},
      {bytes_of(jpeg("half")), When::different, &pictures, Action::replace},
      {made_of(" one"), When::always, &pictures, Action::replace},
      {made_of(" one"), When::missing, &pictures, Action::skip},
  };
  for (const auto& c : cases) {
    store.photos["id-ada"] = c.there;
    const auto step = plan_one(match_of(picture), c.when, store, {nullptr, c.pictures});
    EXPECT_EQ(name(step.action), name(c.action)) << std::string(c.there.begin(), c.there.end());
  }
}

TEST_F(Planning, skips_pictures_that_cannot_be_delivered) {
  const struct {
    std::string content;
    Fault fault;
    const char* word;
  } cases[] = {
      {"", Fault::not_an_image, "empty"},
      {"\x89PNG", Fault::not_an_image, "no JPEG"},
      {"\xFF\xD8", Fault::not_an_image, "no JPEG"},
      {"\xFF\xD8\xFF" + std::string(98, 'x'), Fault::too_large, "101 bytes; at most 100"},
  };
  for (const auto& c : cases) {
    const auto step = plan_one(match_of(c.content), When::always, store);
    EXPECT_EQ(step.action, Action::skip);
    ASSERT_TRUE(step.error);
    EXPECT_EQ(step.error->fault, c.fault);
    EXPECT_THAT(step.reason, HasSubstr(c.word));
  }
  EXPECT_EQ(plan_one(match_of("\xFF\xD8\xFF" + std::string(97, 'x')), When::always, store).action, Action::create);
  auto gone = match_of(picture);
  gone.offer.path = out / "gone";
  EXPECT_EQ(plan_one(gone, When::always, store).error->fault, Fault::unreadable);
}

TEST_F(Planning, passes_on_why_nobody_was_matched) {
  auto match = match_of(picture);
  match.error = Error{Fault::several_users, "may be two", {}};
  EXPECT_EQ(plan_one(match, When::always, store).action, Action::no_match);
  EXPECT_EQ(plan_one(match, When::always, store).reason, "may be two");
  match.left_out = true;
  EXPECT_EQ(plan_one(match, When::always, store).action, Action::skip);
  EXPECT_EQ(plan_one({}, When::always, store).action, Action::no_match);
}

TEST_F(Planning, skips_people_for_whom_the_store_does_not_answer) {
  store.failure = Error{Fault::access_denied, "may not be read", {}};
  const auto step = plan_one(match_of(picture), When::different, store);
  EXPECT_EQ(step.action, Action::skip);
  EXPECT_EQ(step.error->fault, Fault::access_denied);
}

}  // namespace
}  // namespace headroom::delivery
