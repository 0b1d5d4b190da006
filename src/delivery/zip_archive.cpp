#include "delivery/zip_archive.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <set>

#include "base/folded.h"
#include "base/image.h"
#include "delivery/batch_limits.h"
#include "delivery/safe_name.h"

namespace headroom::delivery {
namespace {

namespace fs = std::filesystem;

constexpr zip_uint16_t fixed_date = 0x21;                        // 1 January 1980, the first that the format has
constexpr zip_uint32_t fixed_rights = (S_IFREG | 0644U) << 16U;  // as Unix attributes

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using PackedFile = std::unique_ptr<zip_file_t, Discard>;

Failure broken(const fs::path& archive, std::string_view what) {
  return fail(Fault::broken, fmt::format("{}: {}; get the batch again", archive.filename().string(), what));
}

Failure cannot_write(const fs::path& path, std::string_view why) {
  return fail(Fault::write_failed, fmt::format("cannot write {}: {}; check disk space and rights", path.string(), why));
}

std::string words_of(int code) {
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  std::string words = zip_error_strerror(&error);
  zip_error_fini(&error);
  return words;
}

bool add(zip_t* archive, const fs::path& file, const std::string& name) {
  zip_source_t* source = zip_source_file(archive, file.c_str(), 0, -1);
  if (source == nullptr) return false;
  const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  const auto at = static_cast<zip_uint64_t>(index);
  return zip_set_file_compression(archive, at, ZIP_CM_STORE, 0) == 0 &&
         zip_file_set_dostime(archive, at, 0, fixed_date, 0) == 0 &&
         zip_file_set_external_attributes(archive, at, 0, ZIP_OPSYS_UNIX, fixed_rights) == 0;
}

/// Links and devices, by the Unix attributes that some archives carry.
bool is_plain(zip_t* archive, zip_uint64_t index) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0) return false;
  if (system != ZIP_OPSYS_UNIX) return true;
  const auto kind = (attributes >> 16U) & static_cast<zip_uint32_t>(S_IFMT);
  return kind == 0 || kind == S_IFREG;
}

/// What an archive says of itself, checked.
Result<void> check_entries(const fs::path& path, zip_t* archive) {
  constexpr zip_int64_t beside_pictures = 8;  // manifests, README, LDIF
  const zip_int64_t count = zip_get_num_entries(archive, 0);
  if (count < 1 || count > batch_people_limit + beside_pictures)
    return broken(path, fmt::format("{} files in it; a batch has at most {} pictures", count, batch_people_limit));
  std::set<std::string> names;
  std::size_t total = 0;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); i++) {
    zip_stat_t entry;
    constexpr auto all = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(archive, i, 0, &entry) != 0 || (entry.valid & all) != all)
      return broken(path, fmt::format("file {} of it cannot be understood", i + 1));
    const std::string name = entry.name;
    if (!is_safe_name(name)) return broken(path, fmt::format("file {} of it has a name that no batch has", i + 1));
    if (!names.insert(folded(name)).second) return broken(path, fmt::format("{} is in it twice", name));
    if (!is_plain(archive, i)) return broken(path, fmt::format("{} is no plain file", name));
    if (entry.encryption_method != ZIP_EM_NONE) return broken(path, fmt::format("{} is encrypted", name));
    if (entry.size > batch_file_limit || (name.ends_with(".jpg") && entry.size > batch_picture_limit))
      return broken(path, fmt::format("{} would have {} bytes", name, entry.size));
    if (entry.size > batch_ratio_limit * (entry.comp_size + batch_ratio_limit))
      return broken(path, fmt::format("{} is packed {} times; that is no picture", name, batch_ratio_limit));
    total += entry.size;
    if (total > batch_total_limit) return broken(path, "it would be larger than any batch is");
  }
  return {};
}

/// Copies one file out, counting: what it really holds need not be what it says. Exactly `size` bytes, or it is broken.
Result<void> copy_out(const fs::path& path, zip_file_t* packed, const fs::path& target, std::size_t size) {
  const int descriptor = ::open(target.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor < 0) return cannot_write(target, std::strerror(errno));
  const auto closed = [descriptor](Result<void> result) {
    ::close(descriptor);
    return result;
  };
  std::vector<Byte> buffer(std::size_t{1} << 16U);
  std::size_t done = 0;
  while (true) {
    const zip_int64_t got = zip_fread(packed, buffer.data(), buffer.size());
    if (got == 0 && done == size) return closed({});
    if (got <= 0 || done + static_cast<std::size_t>(got) > size)
      return closed(broken(path, fmt::format("{} is damaged", target.filename().string())));
    done += static_cast<std::size_t>(got);
    if (::write(descriptor, buffer.data(), static_cast<std::size_t>(got)) != got)
      return closed(cannot_write(target, std::strerror(errno)));
  }
}

}  // namespace

Result<void> write_zip(const fs::path& archive, const fs::path& folder, const std::vector<std::string>& names) {
  int code = 0;
  Archive zip(zip_open(archive.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
  if (!zip) return cannot_write(archive, words_of(code));
  for (const auto& name : names)
    if (!add(zip.get(), folder / name, name)) return cannot_write(archive, zip_strerror(zip.get()));
  if (zip_close(zip.get()) != 0) return cannot_write(archive, zip_strerror(zip.get()));
  (void)zip.release();  // freed by zip_close
  return {};
}

Result<void> unpack_zip(const fs::path& archive, const fs::path& folder) {
  int code = 0;
  const Archive zip(zip_open(archive.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
  if (!zip) return broken(archive, fmt::format("no whole zip archive ({})", words_of(code)));
  if (auto good = check_entries(archive, zip.get()); !good) return good;
  const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(zip.get(), 0));
  for (zip_uint64_t i = 0; i < count; i++) {
    zip_stat_t entry;
    const PackedFile packed(zip_fopen_index(zip.get(), i, 0));
    if (zip_stat_index(zip.get(), i, 0, &entry) != 0 || !packed)
      return broken(archive, fmt::format("file {} of it cannot be unpacked", i + 1));
    if (auto copied = copy_out(archive, packed.get(), folder / entry.name, entry.size); !copied) return copied;
  }
  return {};
}

}  // namespace headroom::delivery
