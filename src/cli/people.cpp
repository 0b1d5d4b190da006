#include "cli/people.h"

#include <fmt/format.h>

#include "cli/printable.h"

namespace headroom::cli {

Result<store::Person> find_person(store::PhotoStore& store, std::string_view key) {
  auto found = store.find(key);
  if (!found) return Failure(found.error());
  if (found->empty())
    return fail(Fault::no_such_user, fmt::format("{}: there is nobody with this key in {}", key, store.identity()));
  if (found->size() > 1)
    return fail(Fault::several_users,
                fmt::format("{}: {} people have this key; choose another --key", key, found->size()));
  return std::move(found->front());
}

std::string who(const store::Person& person) {
  const std::string& key = person.key.empty() ? person.id : person.key;
  return printable(person.name.empty() || person.name == key ? key : fmt::format("{} ({})", key, person.name));
}

std::string file_stem(const store::Person& person) {
  std::string stem = person.key.empty() ? person.id : person.key;
  for (char& letter : stem)
    if (letter == '/' || static_cast<unsigned char>(letter) < ' ' || letter == '\x7f') letter = '_';
  if (stem.starts_with('.')) stem.front() = '_';
  return stem;
}

bool lacks_mailbox(const store::Traits& traits, Fault fault) {
  return (traits.kind == "exchange" && fault == Fault::no_such_user) ||
         (traits.kind == "m365" && fault == Fault::refused);
}

bool is_jpeg(ByteView photo) { return photo.size() > 3 && photo[0] == 0xff && photo[1] == 0xd8 && photo[2] == 0xff; }

}  // namespace headroom::cli
