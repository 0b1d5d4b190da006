#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "delivery/matching.h"

namespace headroom::delivery {

enum class BatchFormat { ldif, folder, zip };

/// How finished pictures are split for a directory team that imports them itself.
struct BatchSettings {
  std::filesystem::path out;  // where the batches go: batch-0001, batch-0002.zip ...
  BatchFormat format = BatchFormat::folder;
  int size = 500;  // people a batch
  std::string attribute = "thumbnailPhoto";
};

/// A batch as it was written.
struct Batch {
  std::filesystem::path path;  // folder or archive
  int people = 0;
  std::string manifest_sha256;
};

/// Writes batches of the matches that have a person (their `place` is the DN that LDIF needs; a match without roster
/// has its key alone, and LDIF is refused). A batch holds the pictures, `manifest.csv`
/// (`file,person,name,bytes,sha256,dn`), `manifest.sha256`, with `ldif` an `import.ldif` that ldifde and ldapmodify
/// import as it stands, and a README.txt that says how. Nothing half written is ever left under a final name.
Result<std::vector<Batch>> write_batches(const std::vector<Match>& matches, const BatchSettings& settings);

/// The pictures of a batch (a folder or a zip, which is unpacked into `scratch`), accepted only if every sum of its
/// manifest holds and nothing is missing or added. The keys of the manifest are given as a list of file to key.
struct BatchContent {
  std::vector<Offer> offers;
  std::map<std::string, std::string> listed;
};
Result<BatchContent> read_batch(const std::filesystem::path& batch, const std::filesystem::path& scratch);

/// True when `path` is a batch: a folder with a manifest, or a zip.
bool is_batch(const std::filesystem::path& path);

}  // namespace headroom::delivery
