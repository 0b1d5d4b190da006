#include <fmt/format.h>
#include <xxhash.h>

#include "base/read_file.h"
#include "batch/steps.h"

namespace headroom::batch {

std::string content_hash(ByteView bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

Result<Loaded> read(Draft& draft, const Tools& tools) {
  auto bytes = read_file(draft.entry.path, tools.settings.limits.file_bytes);
  if (!bytes) return Failure(bytes.error());
  draft.content = content_hash(*bytes);
  return Loaded{{}, std::move(*bytes)};
}

}  // namespace headroom::batch
