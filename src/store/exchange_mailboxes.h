#pragma once

#include <memory>
#include <string>

#include "store/ews_photos.h"
#include "store/exchange.h"
#include "store/photo_store.h"

namespace headroom::store {

/// The store that `connect_exchange` gives, over whatever speaks HTTP.
class ExchangeMailboxes final : public PhotoStore {
 public:
  ExchangeMailboxes(ExchangeSettings settings, std::unique_ptr<HttpClient> http, std::unique_ptr<PhotoStore> directory);

  /// One request that says whether the server takes the account.
  ///
  /// fails  as EwsPhotos::log_in
  Result<void> log_in() { return photos_.log_in(); }

  const Traits& traits() const override { return traits_; }
  std::string identity() const override { return identity_; }
  std::string account() const override { return account_; }
  Result<void> list(const std::function<void(Person)>& visitor) override { return directory_->list(visitor); }
  Result<std::vector<Person>> find(std::string_view key) override { return directory_->find(key); }
  Result<std::optional<Bytes>> get(const Person& person) override;
  Result<void> put(const Person& person, ByteView photo) override;
  Result<void> remove(const Person& person) override;

 private:
  Traits traits_;
  std::string identity_;
  std::string account_;
  std::unique_ptr<PhotoStore> directory_;
  EwsPhotos photos_;
};

}  // namespace headroom::store
