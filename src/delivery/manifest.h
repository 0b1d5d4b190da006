#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace headroom::delivery {

constexpr std::string_view manifest_file = "manifest.csv";
constexpr std::string_view sums_file = "manifest.sha256";

/// One picture of a batch.
struct ManifestRow {
  std::string file;    // in the batch: a plain name
  std::string person;  // the key
  std::string name;    // for people
  long long bytes = 0;
  std::string sha256;
  std::string dn;  // empty where no roster knew it
};

/// `file,person,name,bytes,sha256,dn`.
std::string manifest_csv(const std::vector<ManifestRow>& rows);

/// fails  broken, with the line: not a manifest, an unsafe name, one file or one person twice, too large a picture
Result<std::vector<ManifestRow>> parse_manifest(std::string_view text);

/// SHA-256 by file name.
using Sums = std::map<std::string, std::string>;

/// What `sha256sum -c` reads: 64 digits, two spaces, a name; LF.
std::string sums_text(const Sums& sums);

/// fails  broken, with the line: not such a file, an unsafe name, one name twice, also where only case differs
Result<Sums> parse_sums(std::string_view text);

}  // namespace headroom::delivery
