#pragma once

#include <chrono>
#include <string>
#include <string_view>

// The `kernels` preset builds on machines without the small header libraries; C++23 has the same class.
#if __has_include(<tl/expected.hpp>)
#include <tl/expected.hpp>
#else
#include <expected>
#endif

namespace headroom {

/// Why something could not be done: few kinds, named by what the reader can do about them.
enum class Fault {
  unreadable,       // the disk did not give the bytes: check the path, rights and disk, then run again
  not_an_image,     // no image in there: take the file out of the folder
  unsupported,      // an image of a kind that is not read: save it as JPEG or PNG
  broken,           // an image, but damaged: get the photo again
  too_large,        // over a limit: raise the limit or shrink the photo
  decoder_crashed,  // the decoder died on it: get the photo again, or convert it with another program
  decoder_timeout,  // decoding took longer than allowed: allow more time, or convert it with another program
  name_taken,       // another photo has this output name: rename one of them
  name_too_long,    // no file can have its output names: rename it
  not_fitting,      // no output: the JPEG cannot be made small enough, or enlarging was forbidden
  write_failed,     // the outputs could not be written: check disk space and rights, then run again
  device_failed,    // an accelerator refused; callers fall back to the CPU
  usage,            // wrong options or settings
  locked,           // another run holds the journal
  no_such_user,     // nobody there has this key: check the name, or say who it is in a list
  several_users,    // more than one person has this key: choose another key
  refused,          // the store takes no such photo for this person, whoever asks
  access_denied,    // the account may not do that to this person: give it the right
  login_refused,    // the account or its password: nothing more is tried, accounts get locked
  not_encrypted,    // the server wants an encrypted connection
  untrusted,        // the server's certificate is not to be trusted, and why
  unreachable,      // no connection: check name, port, network and firewall
  busy,             // the server asks to come back later
  not_now,          // the store cannot take this person's photo just now: run again later
  unknown_outcome,  // the connection was lost before the answer: it may have been done
  changed_since,    // somebody else changed the photo since it was looked at
  not_verified,     // what was read back is not what was sent
  limit_reached,    // a limit that the user set
  internal,         // a mistake in headroom itself
};

/// "not-an-image" and so on: the word for reports.
std::string_view name(Fault fault);

/// True when the same photo may succeed in a later run without being changed.
bool worth_retrying(Fault fault);

/// A failure as a value. `detail` is one clause for people: what is wrong, without the file's name.
struct Error {
  Fault fault = Fault::internal;
  std::string detail;
  std::chrono::milliseconds retry_after{0};  // a service asked to wait so long; 0: it did not say
};

#if __has_include(<tl/expected.hpp>)
template <class Value>
using Result = tl::expected<Value, Error>;
using Failure = tl::unexpected<Error>;
#else
template <class Value>
using Result = std::expected<Value, Error>;
using Failure = std::unexpected<Error>;
#endif

/// `return fail(Fault::broken, "...")` from any function that returns a Result.
inline Failure fail(Fault fault, std::string detail) { return Failure(Error{fault, std::move(detail), {}}); }

}  // namespace headroom
