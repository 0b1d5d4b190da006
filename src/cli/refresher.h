#pragma once

#include <optional>
#include <string>

#include "cli/counterparts.h"
#include "cli/thumbnails.h"
#include "delivery/matching.h"
#include "delivery/pictures.h"
#include "delivery/plan.h"
#include "store/photo_store.h"

namespace headroom::cli {

/// What a person's photo elsewhere comes to.
struct Refreshed {
  delivery::Match match;  // with the picture to deliver, or with its error
  /// Where nothing is to be done, because what is there is kept, or because something failed.
  std::optional<delivery::Step> settled;
};

/// Makes small pictures for one store out of the photos that another one holds. Safe to use from several threads.
class Refresher {
 public:
  /// from      careful, as `to`
  /// pictures  what tells whether two photos show the same picture; null: nothing does
  /// named     the people were named one by one: having no photo there is a failure, not a reason to leave them out
  /// Everything outlives it.
  Refresher(store::PhotoStore& from, store::PhotoStore& to, const Counterparts& people, const Thumbnails& thumbnails,
            const delivery::Pictures* pictures, delivery::When when, bool named);

  /// Takes the photo that `from` holds. One that is no larger than what would be made of it is none: services answer
  /// with the directory's own thumbnail where they hold nothing. A photo in `to` that has all the pixels and shows the
  /// same picture already is kept: another one would only have lost something on the way.
  ///
  /// match  a person of `to`
  Refreshed refresh(delivery::Match match) const;

 private:
  Result<Bytes> photo_of(const store::Person& person) const;
  bool as_good(const Bytes& there, const Thumbnail& ours, const std::string& stem) const;
  /// There is no photo to make one of. Nobody has to have one, unless he was named.
  Refreshed has_none(delivery::Match match, const Error& error) const;

  store::PhotoStore& from_;
  store::PhotoStore& to_;
  const Counterparts& people_;
  const Thumbnails& thumbnails_;
  const delivery::Pictures* pictures_;
  const delivery::When when_;
  const bool named_;
};

}  // namespace headroom::cli
