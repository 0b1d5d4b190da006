#pragma once

#include <map>
#include <string>
#include <vector>

#include "delivery/roster.h"
#include "store/photo_store.h"

namespace headroom::cli {

/// The people of one store as the people of another one: by identifier, else by key, else by mail address.
class Counterparts {
 public:
  explicit Counterparts(std::vector<store::Person> others);

  /// fails  no_such_user: nobody there; several_users: more than one, or key and address say different people, and a
  ///        photo of the wrong person is worse than none
  Result<store::Person> of(const store::Person& person) const;

 private:
  std::vector<const store::Person*> with_mail(const std::string& address) const;

  delivery::Roster others_;
  std::map<std::string, std::vector<const store::Person*>> by_mail_;  // folded
};

}  // namespace headroom::cli
