#pragma once

#include <optional>

#include "delivery/journal.h"
#include "delivery/pictures.h"
#include "delivery/plan.h"

namespace headroom::delivery {

/// What one match comes to, with the bytes that were looked at on the way.
struct Look {
  Step step;
  std::optional<Bytes> there;  // the photo that the store holds
  Bytes picture;               // the one to write; empty unless the step creates or replaces
  bool store_failed = false;   // `step.error` is the store's: nobody knows what it holds
};

/// Reads the picture and what the store holds, and compares: by their bytes, or, where the store makes pictures of its
/// own, by what the journal knows of the photo there, else by how they look. A picture that cannot be read, is no JPEG
/// or is too large for the store, and a store that does not answer, make it `skip` with `step.error`.
Look look_at(const Match& match, When when, store::PhotoStore& store, const Known& known = {});

/// The same for taking a person's photo away; `same` where there is none.
Look look_at_removal(const store::Person& person, store::PhotoStore& store);

/// True for a delivery that may have been carried out without anybody having seen it.
bool in_doubt(const Delivery& delivery);

}  // namespace headroom::delivery
