#include <fmt/format.h>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX's

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "base/folded.h"
#include "base/read_file.h"
#include "delivery/batch_limits.h"
#include "delivery/batches.h"
#include "delivery/manifest.h"
#include "delivery/picture.h"
#include "delivery/safe_name.h"
#include "delivery/zip_archive.h"
#include "store/sha256.h"

namespace headroom::delivery {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> other_files{manifest_file, "README.txt", "import.ldif"};

bool is_zip(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && folded(path.extension().string()) == ".zip";
}

std::size_t limit_of(std::string_view file) {
  if (file.ends_with(".jpg")) return batch_picture_limit;
  return file == "import.ldif" ? batch_file_limit : batch_text_limit;
}

/// Checks an unpacked batch, file by file.
class Reader {
 public:
  Reader(fs::path folder, std::string name) : folder_(std::move(folder)), name_(std::move(name)) {}

  Result<BatchContent> read() {
    auto sums = parsed<Sums>(sums_file, parse_sums);
    if (!sums) return Failure(sums.error());
    if (auto good = check_names(*sums); !good) return Failure(good.error());
    auto rows = parsed<std::vector<ManifestRow>>(manifest_file, parse_manifest);
    if (!rows) return Failure(rows.error());
    if (auto good = check_rows(*rows, *sums); !good) return Failure(good.error());
    for (const auto& [file, sum] : *sums)
      if (auto good = check_file(file, sum); !good) return Failure(good.error());
    BatchContent content;
    for (const auto& row : *rows) {
      content.offers.push_back({row.file, folder_ / row.file, row.sha256});
      content.listed.emplace(row.file, row.person);
    }
    return content;
  }

 private:
  Failure broken(std::string_view what) const {
    return fail(Fault::broken, fmt::format("{}: {}; get the batch again, nothing of it was used", name_, what));
  }

  template <class Value>
  Result<Value> parsed(std::string_view file, Result<Value> (*parse)(std::string_view)) const {
    const auto bytes = read_file(folder_ / file, batch_text_limit);
    if (!bytes) return broken(fmt::format("{} {}", file, bytes.error().detail));
    auto value = parse({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
    if (!value) return broken(value.error().detail);
    return value;
  }

  /// Just the files that the sums name are there, and all are files that a batch has.
  Result<void> check_names(const Sums& sums) const {
    for (const auto& [file, sum] : sums)
      if (!file.ends_with(".jpg") && std::ranges::find(other_files, file) == other_files.end())
        return broken(fmt::format("{} is no file that a batch has", file));
    std::error_code error;
    std::size_t found = 0;
    fs::directory_iterator at(folder_, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error)) {
      const std::string file = at->path().filename().string();
      if (!fs::is_regular_file(at->symlink_status(error))) return broken(fmt::format("'{}' is no plain file", file));
      if (file == sums_file) continue;
      if (!sums.contains(file)) return broken(fmt::format("'{}' was added: {} does not name it", file, sums_file));
      found++;
    }
    if (error) return fail(Fault::unreadable, fmt::format("{}: {}; check its rights", name_, error.message()));
    return found == sums.size() ? Result<void>() : broken(fmt::format("{} is missing", first_missing(sums)));
  }

  std::string first_missing(const Sums& sums) const {
    std::error_code error;
    for (const auto& [file, sum] : sums)
      if (!fs::exists(fs::symlink_status(folder_ / file, error))) return file;
    return "a file";
  }

  /// Manifest and sums are of the same pictures.
  Result<void> check_rows(const std::vector<ManifestRow>& rows, const Sums& sums) const {
    if (!sums.contains(std::string(manifest_file)))
      return broken(fmt::format("{} is not in {}", manifest_file, sums_file));
    for (const auto& row : rows) {
      const auto sum = sums.find(row.file);
      if (sum == sums.end() || sum->second != row.sha256)
        return broken(fmt::format("{} and {} say different things of {}", manifest_file, sums_file, row.file));
    }
    const auto pictures = std::ranges::count_if(sums, [](const auto& sum) { return sum.first.ends_with(".jpg"); });
    if (static_cast<std::size_t>(pictures) != rows.size())
      return broken(fmt::format("{} pictures, but {} names {}", pictures, manifest_file, rows.size()));
    return {};
  }

  Result<void> check_file(const std::string& file, const std::string& sum) const {
    const std::size_t limit = limit_of(file);
    const auto bytes = file.ends_with(".jpg") ? read_picture(folder_ / file, limit) : read_file(folder_ / file, limit);
    if (!bytes) return broken(fmt::format("{}: {}", file, bytes.error().detail));
    if (store::sha256(*bytes) != sum) return broken(fmt::format("{} is not what {} says", file, sums_file));
    return {};
  }

  fs::path folder_;
  std::string name_;
};

/// A new folder for one archive, that nobody else may look into.
Result<fs::path> folder_in(const fs::path& scratch) {
  std::error_code error;
  fs::create_directories(scratch, error);
  std::string name = (scratch / "batch-XXXXXX").string();
  if (error || ::mkdtemp(name.data()) == nullptr)
    return fail(Fault::write_failed, fmt::format("cannot make a folder in {}: {}; check disk space and rights",
                                                 scratch.string(), error ? error.message() : std::strerror(errno)));
  return fs::path(name);
}

}  // namespace

bool is_batch(const fs::path& path) {
  std::error_code error;
  return is_zip(path) || fs::exists(path / manifest_file, error) || fs::exists(path / sums_file, error);
}

Result<BatchContent> read_batch(const fs::path& batch, const fs::path& scratch) {
  if (!is_batch(batch))
    return fail(Fault::usage,
                fmt::format("{}: no batch; name a folder with {}, or a zip of one", batch.string(), manifest_file));
  if (!is_zip(batch)) return Reader(batch, batch.string()).read();
  const auto folder = folder_in(scratch);
  if (!folder) return Failure(folder.error());
  auto unpacked = unpack_zip(batch, *folder);
  auto content = unpacked ? Reader(*folder, batch.string()).read() : Result<BatchContent>(Failure(unpacked.error()));
  std::error_code error;
  if (!content) fs::remove_all(*folder, error);
  return content;
}

}  // namespace headroom::delivery
