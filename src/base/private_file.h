#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"

namespace headroom {

/// What a file holds that nobody else may read: a password, a private key.
///
/// limit  bytes; more are no such thing
/// what   is in it: "password"
/// where  for messages: "the password file FILE"
///
/// fails  usage: it cannot be read, is no regular file, or holds more than the limit; others can read it, or it belongs
///        to somebody else, who could change it
Result<Secret> read_private_file(const std::filesystem::path& file, std::size_t limit, std::string_view what,
                                 const std::string& where);

/// The same of what is open already, a pipe perhaps, whoever may read it.
Result<Secret> read_secret(int descriptor, std::size_t limit, std::string_view what, const std::string& where);

}  // namespace headroom
