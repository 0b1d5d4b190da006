#pragma once

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/image.h"

namespace headroom::compute {

/// $XDG_CACHE_HOME/headroom or ~/.cache/headroom; empty when neither variable is set.
std::filesystem::path user_cache_folder();

/// 32 hexadecimal digits that change when any of the parts does (FNV-1a, twice 64 bit; no defence against intent).
std::string fingerprint(std::initializer_list<std::string_view> parts);

/// Device programs that were built before, one file for each. What cannot be read or written is as if it were not
/// there.
class BinaryCache {
 public:
  /// folder  made when the first file is written; empty: nothing is kept
  explicit BinaryCache(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// None when there is no such file, or when it is damaged or about something else.
  std::optional<Bytes> find(std::string_view key) const;

  /// Written under a temporary name and renamed, so that another process never sees half a file.
  void keep(std::string_view key, ByteView binary) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace headroom::compute
