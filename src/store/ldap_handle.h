#pragma once

#include <memory>

#include "base/result.h"
#include "store/ldap_stream.h"

struct ldap;  // of the LDAP library
struct ldapmsg;

namespace headroom::store {

struct FreeingMessage {
  void operator()(ldapmsg* message) const;
};
using LdapMessage = std::unique_ptr<ldapmsg, FreeingMessage>;

/// The LDAP library's handle over a line of ours. The library only encodes and decodes here: left to itself it hangs in
/// stalled handshakes, and does not say why TLS failed. It never connects by itself.
class LdapHandle {
 public:
  using Time = LdapStream::Time;

  static Result<std::unique_ptr<LdapHandle>> over(std::unique_ptr<LdapStream> stream, const Server& server);
  ~LdapHandle();
  LdapHandle(const LdapHandle&) = delete;
  LdapHandle& operator=(const LdapHandle&) = delete;

  ldap* raw() const { return handle_; }
  LdapStream& stream() { return *stream_; }
  const LdapStream& stream() const { return *stream_; }

  /// The next message that has arrived, none when there is none now. Never waits.
  ///
  /// fails  unreachable: the connection is lost
  Result<LdapMessage> arrived();

  /// Waits for the answer to one message, which is the only one under way.
  ///
  /// fails  unreachable: lost, or no answer until then
  Result<LdapMessage> answer_to(int message_id, Time deadline);

  /// The library's last error, with the server's words: for `ldap_error`.
  int last_error() const;
  std::string last_words() const;

 private:
  explicit LdapHandle(std::unique_ptr<LdapStream> stream) : stream_(std::move(stream)) {}
  std::unique_ptr<LdapStream> stream_;
  ldap* handle_ = nullptr;
};

}  // namespace headroom::store
