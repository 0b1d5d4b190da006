#pragma once

#include "delivery/matching.h"
#include "delivery/plan_file.h"
#include "delivery/step.h"
#include "store/photo_store.h"

namespace headroom::delivery {

/// When a photo is written.
enum class When { always, missing, different };

class Journal;
class Pictures;

/// What helps to recognise a photo that a store made of ours. Null: nothing; then every photo there is another one.
struct Known {
  Journal* journal = nullptr;
  const Pictures* pictures = nullptr;
};

/// What would be done for one match, by comparing with what the store holds. A picture that cannot be read, is no JPEG
/// or is too large for the store is `skip` with its reason; so is a store that does not answer for this person.
///
/// known  is asked where the store makes pictures of its own
Step plan_one(const Match& match, When when, store::PhotoStore& store, const Known& known = {});

}  // namespace headroom::delivery
