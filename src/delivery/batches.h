#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "delivery/matching.h"

namespace headroom::delivery {

enum class BatchFormat { ldif, folder, zip };

/// How finished pictures are split for a directory team that imports them itself.
struct BatchSettings {
  std::filesystem::path out;  // where the batches go: batch-0001, batch-0002.zip ...
  BatchFormat format = BatchFormat::folder;
  int size = 500;  // people a batch, 1 to 10,000
  std::string attribute = "thumbnailPhoto";
};

/// A batch as it was written.
struct Batch {
  std::filesystem::path path;  // folder or archive
  int people = 0;
  std::string manifest_sha256;  // of manifest.sha256: who knows it knows all of the batch
};

/// Writes batches of the matches that have a person and no error, in their order (their `place` is the DN that LDIF
/// needs; a match without roster has its key alone, and LDIF is refused). A batch holds the pictures, named by their
/// keys (safe_name.h), `manifest.csv` and `manifest.sha256` (manifest.h), with `ldif` an `import.ldif` that ldifde and
/// ldapmodify import as it stands, and a README.txt that says how. The same matches make the same bytes.
///
/// All batches are made under `out`/.headroom first and get their names at the end; nothing half written is ever left
/// under a final name, and no batch is written over.
///
/// fails  usage: nobody to write, batches are there already, wrong settings; name_taken: two people with one key;
///        unreadable, not_an_image, too_large: a picture, named; locked, write_failed
Result<std::vector<Batch>> write_batches(const std::vector<Match>& matches, const BatchSettings& settings);

/// The pictures of a batch with their sums, and whose each is: file to key, for NameRule::listed.
struct BatchContent {
  std::vector<Offer> offers;
  std::map<std::string, std::string> listed;
};

/// A batch (a folder or a zip, which is unpacked into a new folder in `scratch`), accepted only if every sum of its
/// manifest holds, nothing is missing or added, names are plain and sizes within limits (batch_limits.h).
///
/// fails  broken: which file, and what to do; usage: no batch; unreadable, write_failed
Result<BatchContent> read_batch(const std::filesystem::path& batch, const std::filesystem::path& scratch);

/// True when `path` is a batch: a folder with a manifest, or a zip.
bool is_batch(const std::filesystem::path& path);

}  // namespace headroom::delivery
