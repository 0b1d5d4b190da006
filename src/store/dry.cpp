#include "store/dry.h"

#include <fmt/format.h>

namespace headroom::store {

Dry::Dry(PhotoStore& inner) : Around(inner), traits_(inner.traits()) {
  traits_.least_distance = {};  // nothing is written, so nothing has to be apart
}

Result<void> Dry::put(const Person&, ByteView photo) {
  // A dry run should find out what the real one would.
  if (photo.empty()) return fail(Fault::refused, "an empty photo; nothing was sent");
  if (photo.size() > traits_.most_bytes)
    return fail(Fault::refused, fmt::format("{} bytes, and at most {} are allowed; nothing was sent", photo.size(),
                                            traits_.most_bytes));
  return {};
}

Result<void> Dry::remove(const Person&) {
  if (!traits_.can_remove) return fail(Fault::unsupported, "this store cannot remove photos");
  return {};
}

}  // namespace headroom::store
