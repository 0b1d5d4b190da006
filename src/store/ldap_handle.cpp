#include "store/ldap_handle.h"

#include <fmt/format.h>
#include <ldap.h>
// The functions for handles over sockets of one's own; needs ldap.h before it.
#include <openldap.h>

#include <cerrno>
#include <utility>

#include "store/ldap_results.h"

namespace headroom::store {
namespace {

LdapStream& stream_of(Sockbuf_IO_Desc* layer) { return *static_cast<LdapStream*>(layer->sbiod_pvt); }

int set_up(Sockbuf_IO_Desc* layer, void* stream) {
  layer->sbiod_pvt = stream;
  return 0;
}

int do_nothing(Sockbuf_IO_Desc*) { return 0; }  // the stream closes itself

int control(Sockbuf_IO_Desc* layer, int option, void*) {
  return option == LBER_SB_OPT_DATA_READY && stream_of(layer).holds_bytes() ? 1 : 0;
}

ber_slen_t read_some(Sockbuf_IO_Desc* layer, void* buffer, ber_len_t length) {
  const long count = stream_of(layer).read(static_cast<char*>(buffer), length);
  errno = count < 0 ? EAGAIN : 0;
  return count;
}

/// Takes everything, so that the library never holds a message half written.
ber_slen_t write_all(Sockbuf_IO_Desc* layer, void* buffer, ber_len_t length) {
  if (stream_of(layer).write({static_cast<const char*>(buffer), length})) return static_cast<ber_slen_t>(length);
  errno = EPIPE;
  return -1;
}

int refuse_connection(LDAP*, Sockbuf*, LDAPURLDesc*, sockaddr*, ldap_conncb*) { return -1; }
void ignore_end(LDAP*, Sockbuf*, ldap_conncb*) {}

/// After a lost connection the library would connect anew by itself, over an open line: every such attempt is refused.
void forbid_connections(LDAP* handle) {
  static ldap_conncb callbacks{refuse_connection, ignore_end, nullptr};
  ldap_set_option(handle, LDAP_OPT_CONNECT_CB, &callbacks);
}

}  // namespace

void FreeingMessage::operator()(ldapmsg* message) const { ldap_msgfree(message); }

Result<std::unique_ptr<LdapHandle>> LdapHandle::over(std::unique_ptr<LdapStream> stream, const Server& server) {
  static Sockbuf_IO layer{set_up, do_nothing, control, read_some, write_all, do_nothing};
  std::unique_ptr<LdapHandle> made(new LdapHandle(std::move(stream)));
  const std::string uri = fmt::format("ldap://{}", server.text());  // Kerberos takes the server's name from it
  Sockbuf* socket = nullptr;
  if (ldap_init_fd(made->stream_->descriptor(), LDAP_PROTO_EXT, uri.c_str(), &made->handle_) != LDAP_SUCCESS ||
      ldap_get_option(made->handle_, LDAP_OPT_SOCKBUF, static_cast<void*>(&socket)) != LDAP_OPT_SUCCESS ||
      ber_sockbuf_add_io(socket, &layer, LBER_SBIOD_LEVEL_PROVIDER, made->stream_.get()) != 0)
    return fail(Fault::internal, "the LDAP library cannot be used");
  const int version = LDAP_VERSION3;
  ldap_set_option(made->handle_, LDAP_OPT_PROTOCOL_VERSION, &version);
  ldap_set_option(made->handle_, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
  forbid_connections(made->handle_);
  return made;
}

LdapHandle::~LdapHandle() {
  if (handle_ != nullptr) ldap_unbind_ext(handle_, nullptr, nullptr);
}

Result<LdapMessage> LdapHandle::arrived() {
  // The library may come back from part of a message with more lying in the stream: only when it twice takes nothing
  // out, from the stream and from the sealing layer above it, there is nothing.
  for (int idle = 0; idle < 2;) {
    timeval now{0, 0};
    ldapmsg* message = nullptr;
    const std::uint64_t before = stream_->given();
    const int kind = ldap_result(handle_, LDAP_RES_ANY, LDAP_MSG_ONE, &now, &message);
    if (kind < 0) return Failure(ldap_error(LDAP_SERVER_DOWN, {}, Asked::reading));
    if (kind > 0) return LdapMessage(message);
    idle = stream_->given() == before ? idle + 1 : 0;
  }
  return LdapMessage();
}

Result<LdapMessage> LdapHandle::answer_to(int message_id, Time deadline) {
  while (true) {
    auto message = arrived();
    if (!message) return message;
    if (*message && ldap_msgid(message->get()) == message_id) return message;
    if (*message) continue;
    if (!stream_->wait(-1, deadline)) return Failure(ldap_error(LDAP_TIMEOUT, {}, Asked::login));
    stream_->flush();
  }
}

int LdapHandle::last_error() const {
  int code = LDAP_LOCAL_ERROR;
  ldap_get_option(handle_, LDAP_OPT_RESULT_CODE, &code);
  return code;
}

std::string LdapHandle::last_words() const {
  char* text = nullptr;
  ldap_get_option(handle_, LDAP_OPT_DIAGNOSTIC_MESSAGE, static_cast<void*>(&text));
  std::string words = text == nullptr ? "" : text;
  ldap_memfree(text);
  return words;
}

}  // namespace headroom::store
