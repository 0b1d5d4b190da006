#include "cli/planning.h"

#include <gmock/gmock.h>

#include <sstream>

#include "cli/delivery_house.h"
#include "store/around.h"
#include "store/photo_folder.h"
#include "store/sha256.h"

namespace headroom::cli {
namespace {

TEST(Planning, takes_no_picture_that_is_another_than_its_batch_promised) {
  const DeliveryHouse house({"ada", "bob"});
  const std::string picture = house.draw("ada 96x96.jpg");
  const auto store = store::open_photo_folder(house.path("store")).value();
  const std::string sum = store::sha256({reinterpret_cast<const Byte*>(picture.data()), picture.size()});
  DeliveryRequest request;
  request.quiet = true;
  std::ostringstream output, said;
  const auto planned_with = [&](const std::string& promised) {
    delivery::Match match;
    match.offer = {"ada.jpg", house.path("out/ada 96x96.jpg"), promised};
    match.person = store->find("ada").value().front();
    return plan_matches({match}, request, *store, {output, said, false, {}, nullptr}).front().step;
  };
  EXPECT_EQ(planned_with("").action, delivery::Action::create);
  EXPECT_EQ(planned_with(sum).action, delivery::Action::create);
  const auto swapped = planned_with(std::string(64, '0'));
  EXPECT_EQ(swapped.action, delivery::Action::skip);
  EXPECT_EQ(swapped.error->fault, Fault::changed_since);
}

/// A folder out of which nothing can be taken.
class KeepsAll final : public store::Around {
 public:
  explicit KeepsAll(store::PhotoStore& inner) : Around(inner), traits_(inner.traits()) {
    traits_.kind = "exchange";
    traits_.can_remove = false;
  }
  const store::Traits& traits() const override { return traits_; }

 private:
  store::Traits traits_;
};

TEST(Planning, of_removals_says_where_a_store_cannot) {
  const DeliveryHouse house({"ada", "bob"});
  house.hold("ada", "\xff\xd8\xff a photo");
  const auto folder = store::open_photo_folder(house.path("store")).value();
  KeepsAll store(*folder);
  DeliveryRequest request;
  request.quiet = true;
  std::ostringstream output, said;
  std::vector<delivery::Match> people(2);
  people[0].person = store.find("ada").value().front();
  people[1].person = store.find("bob").value().front();
  const auto planned = plan_removals(people, request, store, {output, said, false, {}, nullptr});
  EXPECT_EQ(planned[0].step.action, delivery::Action::skip);
  ASSERT_TRUE(planned[0].step.error);
  EXPECT_EQ(planned[0].step.error->fault, Fault::unsupported);
  EXPECT_EQ(planned[1].step.action, delivery::Action::same) << "nothing to remove is no failure";
}

}  // namespace
}  // namespace headroom::cli
