#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/domain_controllers.h"
#include "store/tls_session.h"

namespace headroom::store {

/// A line to a directory: TCP, with TLS over it unless the login will seal it. It never waits but in `dial` and `wait`,
/// and belongs to one thread; `shut` alone may come from any, and `sent` where `write` and `flush` are kept out.
class LdapStream {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// Connects; for `sealed` the line is open until the login. The look-up of the name has the system's own time.
  ///
  /// silence  the system gives the line up when nothing sent is acknowledged for so long
  /// fails  unreachable, untrusted, not_encrypted (the server has no StartTLS), usage (CA file)
  static Result<std::unique_ptr<LdapStream>> dial(const Server& server, DirectorySettings::Security security,
                                                  const std::string& ca_file, Time deadline,
                                                  std::chrono::milliseconds silence);
  ~LdapStream();
  LdapStream(const LdapStream&) = delete;
  LdapStream& operator=(const LdapStream&) = delete;

  /// Reads what is there. Gives -1 when there is nothing now, 0 at the end.
  long read(char* buffer, std::size_t length);

  /// Takes all bytes and sends as many as go now; the others go with `flush`. False when the line is broken.
  bool write(std::string_view bytes);
  bool flush();

  /// Waits until the line can be read (or written, where bytes wait to be sent), or `wake` can be read.
  ///
  /// wake     a file descriptor, -1: none
  /// returns  false at the deadline
  bool wait(int wake, Time deadline);

  bool holds_bytes() const { return tls_ && tls_->holds_bytes(); }
  std::uint64_t taken() const { return taken_; }  // bytes for the wire so far
  std::uint64_t sent() const { return sent_; }    // of them, how many were handed to the system
  std::uint64_t given() const { return given_; }  // bytes that `read` gave so far
  int descriptor() const { return descriptor_; }

  /// Ends the conversation: all calls fail from now on. Frees nothing, so it is safe beside other calls.
  void shut() const;

 private:
  explicit LdapStream(int descriptor) : descriptor_(descriptor) {}
  Result<void> start_tls(const std::string& host, Time deadline);
  Result<void> secure(const std::string& host, const std::string& ca_file, Time deadline);
  void queue(std::string_view wire);
  long receive(char* buffer, std::size_t length) const;
  long decrypt(char* buffer, std::size_t length);

  int descriptor_;
  std::unique_ptr<TlsSession> tls_;
  std::string waiting_;  // bytes for the wire that did not go yet
  std::uint64_t given_ = 0;
  std::uint64_t taken_ = 0;
  std::uint64_t sent_ = 0;
};

}  // namespace headroom::store
