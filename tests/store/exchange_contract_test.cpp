#include "store/exchange_house.h"
#include "store/photo_store_contract.h"

namespace headroom::store::test {
namespace {

Candidate exchange() {
  using headroom::test::CloudServer;
  Candidate candidate;
  candidate.skip = CloudServer::reason_missing();
  if (!candidate.skip.empty()) return candidate;
  const auto server = std::make_shared<CloudServer>(10);
  candidate.foundation = server;
  candidate.open_again = [server] {
    auto store = connect_exchange(settings_for(*server), people());
    EXPECT_TRUE(store) << store.error().detail;
    return store ? std::move(*store) : nullptr;
  };
  candidate.store = candidate.open_again();
  candidate.keys = {"u00001", "u00002"};
  candidate.photo_size = {648, 648};  // smaller ones count as the directory's thumbnails
  return candidate;
}

INSTANTIATE_TEST_SUITE_P(Exchange, PhotoStoreContract, testing::Values(&exchange));

}  // namespace
}  // namespace headroom::store::test
