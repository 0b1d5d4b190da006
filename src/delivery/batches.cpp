#include "delivery/batches.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <set>

#include "base/folded.h"
#include "delivery/batch_limits.h"
#include "delivery/batch_readme.h"
#include "delivery/ldif.h"
#include "delivery/manifest.h"
#include "delivery/picture.h"
#include "delivery/safe_name.h"
#include "delivery/zip_archive.h"
#include "store/folder.h"
#include "store/sha256.h"

namespace headroom::delivery {
namespace {

namespace fs = std::filesystem;

ByteView bytes_of(std::string_view text) { return {reinterpret_cast<const Byte*>(text.data()), text.size()}; }

Failure cannot_write(const fs::path& path, std::string_view why) {
  return fail(Fault::write_failed, fmt::format("cannot write {}: {}; check disk space and rights", path.string(), why));
}

std::vector<const Match*> people_of(const std::vector<Match>& matches) {
  std::vector<const Match*> people;
  for (const auto& match : matches)
    if (match.person && !match.error && !match.left_out) people.push_back(&match);
  return people;
}

Result<void> check(const BatchSettings& settings, const std::vector<const Match*>& people) {
  if (settings.size < 1 || settings.size > batch_people_limit)
    return fail(Fault::usage, fmt::format("{} people a batch; choose 1 to {}", settings.size, batch_people_limit));
  if (auto good = check_attribute(settings.attribute); !good) return good;
  if (people.empty())
    return fail(Fault::usage, "nobody to write into a batch: no picture has a person; the reasons are in the report");
  std::set<std::string> keys;
  for (const auto* match : people) {
    if (!keys.insert(folded(match->person->key)).second)
      return fail(Fault::name_taken, fmt::format("{}: two people have the key {}; choose another key",
                                                 match->offer.file, match->person->key));
    if (settings.format == BatchFormat::ldif && match->person->place.empty())
      return fail(Fault::usage,
                  fmt::format("{}: LDIF needs the distinguished name of {}; name the directory to look it up in, or "
                              "choose --format folder or zip",
                              match->offer.file, match->person->key));
  }
  return {};
}

/// Batches of an earlier run would be taken for a part of this one.
Result<void> check_free(const fs::path& out) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(out, error))
    if (const auto name = entry.path().filename().string(); name.starts_with("batch-"))
      return fail(Fault::usage, fmt::format("{} holds {} already, and no batch is written over; name another folder, "
                                            "or take the old batches away",
                                            out.string(), name));
  return {};
}

/// Makes batches in the private folder, then gives them their names.
class Writer {
 public:
  Writer(store::Folder& out, const BatchSettings& settings) : out_(out), settings_(settings) {}

  Result<void> add(const std::vector<const Match*>& people) {
    name_ = fmt::format("batch-{:04}", made_.size() + 1);
    rows_.clear();
    sums_.clear();
    std::string ldif;
    for (const auto* match : people)
      if (auto added = add_picture(*match, ldif); !added) return added;
    if (auto put = put_texts(ldif); !put) return put;
    made_.push_back(
        {settings_.out / name_, static_cast<int>(people.size()), store::sha256(bytes_of(sums_text(sums_)))});
    return settings_.format == BatchFormat::zip ? pack() : Result<void>();
  }

  Result<std::vector<Batch>> publish() {
    if (auto synced = sync(); !synced) return Failure(synced.error());
    for (const auto& batch : made_)
      if (::rename(staged(batch.path.filename()).c_str(), batch.path.c_str()) != 0)
        return cannot_write(batch.path, std::strerror(errno));
    if (auto synced = sync(); !synced) return Failure(synced.error());
    return made_;
  }

 private:
  fs::path staged(const fs::path& name) const { return out_.private_folder() / "tmp" / name; }

  Result<void> put(const std::string& file, ByteView bytes) {
    sums_[file] = store::sha256(bytes);
    return out_.put_quickly(fmt::format(".headroom/tmp/{}/{}", name_, file), bytes);
  }

  Result<void> add_picture(const Match& match, std::string& ldif) {
    const auto picture = read_picture(match.offer.path, batch_picture_limit);
    if (!picture) return fail(picture.error().fault, fmt::format("{}: {}", match.offer.file, picture.error().detail));
    const auto& person = *match.person;
    const std::string file = safe_name(person.key) + ".jpg";
    if (settings_.format == BatchFormat::ldif) ldif += ldif_record(person.place, settings_.attribute, *picture);
    if (auto written = put(file, *picture); !written) return written;
    rows_.push_back(
        {file, person.key, person.name, static_cast<long long>(picture->size()), sums_[file], person.place});
    return {};
  }

  Result<void> put_texts(const std::string& ldif) {
    BatchReadme readme{name_, static_cast<int>(rows_.size()), settings_.attribute, !ldif.empty(), true};
    readme.names_dns = std::ranges::none_of(rows_, [](const auto& row) { return row.dn.empty(); });
    if (settings_.format == BatchFormat::zip) readme.batch += ".zip";
    if (auto done = put(std::string(manifest_file), bytes_of(manifest_csv(rows_))); !done) return done;
    if (auto done = put("README.txt", bytes_of(readme_text(readme))); !done) return done;
    if (!ldif.empty())
      if (auto done = put("import.ldif", bytes_of(ldif)); !done) return done;
    const std::string sums = sums_text(sums_);
    return out_.put_quickly(fmt::format(".headroom/tmp/{}/{}", name_, sums_file), bytes_of(sums));
  }

  /// Puts an archive in the place of the folder.
  Result<void> pack() {
    std::vector<std::string> names{std::string(sums_file)};
    for (const auto& [file, sum] : sums_) names.push_back(file);
    const fs::path archive = staged(name_ + ".zip");
    if (auto written = write_zip(archive, staged(name_), names); !written) return written;
    std::error_code error;
    fs::remove_all(staged(name_), error);
    fs::permissions(archive, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read, error);
    made_.back().path += ".zip";
    return {};
  }

  /// All files at once: one by one would take a hundred times as long.
  Result<void> sync() const {
    const int folder = ::open(out_.root().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = folder >= 0 && ::syncfs(folder) == 0;
    const int reason = errno;
    if (folder >= 0) ::close(folder);
    return synced ? Result<void>() : cannot_write(out_.root(), std::strerror(reason));
  }

  store::Folder& out_;
  const BatchSettings& settings_;
  std::string name_;  // of the batch at hand
  std::vector<ManifestRow> rows_;
  Sums sums_;
  std::vector<Batch> made_;
};

}  // namespace

Result<std::vector<Batch>> write_batches(const std::vector<Match>& matches, const BatchSettings& settings) {
  const auto people = people_of(matches);
  if (auto good = check(settings, people); !good) return Failure(good.error());
  auto out = store::Folder::open(settings.out);
  if (!out) return Failure(out.error());
  if (auto good = check_free(settings.out); !good) return Failure(good.error());
  Writer writer(**out, settings);
  const auto size = static_cast<std::size_t>(settings.size);
  for (std::size_t at = 0; at < people.size(); at += size) {
    const auto begin = people.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = people.begin() + static_cast<std::ptrdiff_t>(std::min(at + size, people.size()));
    if (auto added = writer.add({begin, end}); !added) return Failure(added.error());
  }
  return writer.publish();
}

}  // namespace headroom::delivery
