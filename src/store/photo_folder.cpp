#include "store/photo_folder.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "base/csv_table.h"
#include "base/folded.h"
#include "base/read_file.h"
#include "store/durable_file.h"

namespace headroom::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = std::size_t{16} << 20;  // a photo straight from a camera
constexpr std::size_t longest_key = 255 - 4;               // bytes; NAME_MAX without ".jpg"

/// As they stand in people.csv, and where they are looked up.
struct People {
  std::vector<Person> all;
  std::map<std::string, std::size_t> by_id;
  std::map<std::string, std::size_t> by_key;  // folded
};

/// What keeps a key from being a file's name; nothing where it can be one.
std::string_view objection(std::string_view key) {
  const auto control = [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F; };
  if (key.empty()) return "is empty";
  if (key.front() == '.') return "begins with a dot";
  if (key.find_first_of("/\\") != std::string_view::npos) return "holds a slash";
  if (std::ranges::any_of(key, control)) return "holds a control character";
  if (key.size() > longest_key) return "is too long";
  return {};
}

std::string_view without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

Result<bool> yes_or_no(const CsvTable& table, const CsvTable::Row& row, std::string_view cell) {
  const std::string word = folded(cell);
  for (const char* yes : {"", "true", "yes", "1"})
    if (word == yes) return true;
  for (const char* no : {"false", "no", "0"})
    if (word == no) return false;
  return table.wrong(row, fmt::format("enabled is \"{}\"; write true or false", cell));
}

/// Columns of people.csv.
struct Columns {
  std::size_t key = 0;
  std::optional<std::size_t> id, name, enabled;
};

Result<Person> read_person(const CsvTable& table, const CsvTable::Row& row, const Columns& columns) {
  const auto cell = [&](std::optional<std::size_t> column) {
    return column ? without_blanks(row.cells[*column]) : std::string_view();
  };
  const auto enabled = yes_or_no(table, row, cell(columns.enabled));
  if (!enabled) return Failure(enabled.error());
  Person person;
  person.key = cell(columns.key);
  if (const auto why = objection(person.key); !why.empty())
    return table.wrong(row, fmt::format("the key \"{}\" {}, so no file can be named by it", person.key, why));
  person.id = cell(columns.id).empty() ? folded(person.key) : std::string(cell(columns.id));
  person.name = cell(columns.name);
  person.place = person.key + ".jpg";
  person.enabled = *enabled;
  return person;
}

Result<People> read_people(const fs::path& file) {
  const auto table = CsvTable::read(file);
  if (!table) return Failure(table.error());
  const auto key = table->column("key");
  if (!key) return Failure(key.error());
  const Columns columns{*key, table->column_if_any("id"), table->column_if_any("name"),
                        table->column_if_any("enabled")};
  People people;
  for (const auto& row : table->rows()) {
    auto person = read_person(*table, row, columns);
    if (!person) return Failure(person.error());
    if (!people.by_key.emplace(folded(person->key), people.all.size()).second)
      return table->wrong(row,
                          fmt::format("the key \"{}\" is there twice; keys differ in more than case", person->key));
    if (!people.by_id.emplace(person->id, people.all.size()).second)
      return table->wrong(row, fmt::format("the id \"{}\" is there twice", person->id));
    people.all.push_back(std::move(*person));
  }
  return people;
}

/// Names of the photos that are there, by folded key.
Result<std::map<std::string, std::string>> read_names(const fs::path& folder) {
  std::map<std::string, std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    const auto dot = name.rfind('.');
    if (dot == 0 || dot == std::string::npos || folded(name.substr(dot)) != ".jpg") continue;
    const auto [other, added] = names.emplace(folded(name.substr(0, dot)), name);
    if (!added)
      return fail(Fault::usage, fmt::format("{} and {} in {} would be one person's photo; remove one of them",
                                            other->second, name, folder.string()));
  }
  if (error)
    return fail(Fault::usage, fmt::format("the folder {} cannot be read: {}", folder.string(), error.message()));
  return names;
}

class PhotoFolder final : public PhotoStore {
 public:
  PhotoFolder(fs::path folder, People people, std::map<std::string, std::string> names)
      : folder_(std::move(folder)), people_(std::move(people)), names_(std::move(names)) {
    traits_.kind = "folder";
    traits_.most_bytes = most_bytes;
  }

  const Traits& traits() const override { return traits_; }
  std::string identity() const override { return fmt::format("folder {}", folder_.string()); }
  std::string account() const override { return fmt::format("uid {}", ::geteuid()); }

  Result<void> list(const std::function<void(Person)>& visitor) override {
    for (const auto& person : people_.all) visitor(person);
    return {};
  }

  Result<std::vector<Person>> find(std::string_view key) override {
    const auto found = people_.by_key.find(folded(key));
    if (found == people_.by_key.end()) return std::vector<Person>{};
    return std::vector<Person>{people_.all[found->second]};
  }

  Result<std::optional<Bytes>> get(const Person& person) override;
  Result<void> put(const Person& person, ByteView photo) override;
  Result<void> remove(const Person& person) override;

 private:
  /// By the key in people.csv, whatever the caller says it is: only that one has been looked at.
  Result<fs::path> photo_of(const Person& person);

  const fs::path folder_;
  const People people_;
  Traits traits_;
  std::mutex mutex_;
  std::map<std::string, std::string> names_;  // by folded key
};

Result<fs::path> PhotoFolder::photo_of(const Person& person) {
  const auto found = people_.by_id.find(person.id);
  if (found == people_.by_id.end())
    return fail(Fault::no_such_user, fmt::format("people.csv knows nobody by the id \"{}\"", person.id));
  const std::string& key = people_.all[found->second].key;
  const std::lock_guard lock(mutex_);
  return folder_ / names_.emplace(folded(key), key + ".jpg").first->second;
}

Result<std::optional<Bytes>> PhotoFolder::get(const Person& person) {
  const auto file = photo_of(person);
  if (!file) return Failure(file.error());
  std::error_code error;
  if (fs::symlink_status(*file, error).type() == fs::file_type::not_found) return std::nullopt;
  auto bytes = read_file(*file, most_bytes);
  if (!bytes) return fail(bytes.error().fault, fmt::format("{}: {}", file->string(), bytes.error().detail));
  return std::move(*bytes);
}

Result<void> PhotoFolder::put(const Person& person, ByteView photo) {
  const auto file = photo_of(person);
  if (!file) return Failure(file.error());
  if (photo.empty()) return fail(Fault::refused, "an empty photo; remove it instead");
  if (photo.size() > most_bytes)
    return fail(Fault::refused, fmt::format("{} bytes, and at most {} are allowed", photo.size(), most_bytes));
  return put_durably(*file, photo);
}

Result<void> PhotoFolder::remove(const Person& person) {
  const auto file = photo_of(person);
  if (!file) return Failure(file.error());
  return remove_durably(*file);
}

}  // namespace

Result<std::unique_ptr<PhotoStore>> open_photo_folder(const fs::path& folder) {
  std::error_code error;
  const fs::path place = fs::canonical(folder, error);
  if (error || !fs::is_directory(place, error))
    return fail(Fault::usage, fmt::format("there is no folder {}; check its name", folder.string()));
  if (!fs::exists(place / "people.csv", error))
    return fail(Fault::usage,
                fmt::format("{} has no people.csv; make one with the columns id,key,name,enabled, or key alone",
                            place.string()));
  auto people = read_people(place / "people.csv");
  if (!people) return Failure(people.error());
  auto names = read_names(place);
  if (!names) return Failure(names.error());
  remove_left_over(place);
  return std::make_unique<PhotoFolder>(place, std::move(*people), std::move(*names));
}

}  // namespace headroom::store
