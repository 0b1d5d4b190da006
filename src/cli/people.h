#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "store/photo_store.h"

namespace headroom::cli {

/// The one person with this key.
///
/// fails  no_such_user, several_users; as PhotoStore::find
Result<store::Person> find_person(store::PhotoStore& store, std::string_view key);

/// "ada (Ada Lovelace)", fit for a terminal.
std::string who(const store::Person& person);

/// The key, or the identifier where there is none, as a file's name without extension: what no file may be called
/// becomes '_'.
std::string file_stem(const store::Person& person);

/// Whether a photo could not be had because this person, whom the service knows, has no mailbox there.
///
/// fault  of PhotoStore::get
bool lacks_mailbox(const store::Traits& traits, Fault fault);

/// Starts with what every JPEG starts with.
bool is_jpeg(ByteView photo);

}  // namespace headroom::cli
