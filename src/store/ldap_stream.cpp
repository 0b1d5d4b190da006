#include "store/ldap_stream.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "store/ldap_dial.h"
#include "store/ldap_start_tls.h"

namespace headroom::store {
namespace {

using Security = DirectorySettings::Security;

Failure silent(const std::string& host, std::string_view when) {
  return fail(Fault::unreachable,
              fmt::format("{} does not answer {}; see whether it hangs, or try another server", host, when));
}

}  // namespace

Result<std::unique_ptr<LdapStream>> LdapStream::dial(const Server& server, Security security,
                                                     const std::string& ca_file, Time deadline,
                                                     std::chrono::milliseconds silence) {
  const auto descriptor = dial_tcp(server, deadline, silence);
  if (!descriptor) return Failure(descriptor.error());
  std::unique_ptr<LdapStream> stream(new LdapStream(*descriptor));
  if (security == Security::start_tls) {
    if (auto started = stream->start_tls(server.host, deadline); !started) return Failure(started.error());
  }
  if (security != Security::sealed) {
    if (auto secured = stream->secure(server.host, ca_file, deadline); !secured) return Failure(secured.error());
  }
  return stream;
}

LdapStream::~LdapStream() { ::close(descriptor_); }

void LdapStream::shut() const { ::shutdown(descriptor_, SHUT_RDWR); }

Result<void> LdapStream::start_tls(const std::string& host, Time deadline) {
  write(start_tls_request());
  std::string answer;
  std::array<char, 4096> buffer{};
  while (true) {
    if (const auto length = start_tls_answer_length(answer)) {
      if (answer.size() >= *length) return start_tls_verdict(answer);  // what follows would not be protected: dropped
    }
    if (answer.size() > buffer.size())
      return fail(Fault::unreachable, fmt::format("{} is not an LDAP server on this port", host));
    if (!wait(-1, deadline)) return silent(host, "when asked for StartTLS");
    flush();
    const long count = receive(buffer.data(), 1);  // one by one: no byte of the handshake may be taken here
    if (count == 0)
      return fail(Fault::unreachable, fmt::format("{} closed the connection when asked for StartTLS", host));
    if (count > 0) answer.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

Result<void> LdapStream::secure(const std::string& host, const std::string& ca_file, Time deadline) {
  auto tls = TlsSession::begin(host, ca_file);
  if (!tls) return Failure(tls.error());
  std::array<char, 16'384> buffer{};
  while (true) {
    const auto done = (*tls)->shake_hands();
    queue((*tls)->give());
    const bool flushed = flush();
    if (!done) return Failure(done.error());
    if (*done) break;
    if (!flushed)
      return fail(Fault::unreachable,
                  fmt::format("{} closed the connection in the TLS handshake; it may have no certificate", host));
    if (!wait(-1, deadline)) return silent(host, "in the TLS handshake");
    const long count = receive(buffer.data(), buffer.size());
    if (count == 0)
      return fail(Fault::unreachable,
                  fmt::format("no TLS connection with {}: it closed the connection in the handshake; it may have no "
                              "certificate, or speak no TLS on this port",
                              host));
    if (count > 0) (*tls)->take({buffer.data(), static_cast<std::size_t>(count)});
  }
  tls_ = std::move(*tls);
  return {};
}

void LdapStream::queue(std::string_view wire) {
  waiting_ += wire;
  taken_ += wire.size();
}

long LdapStream::receive(char* buffer, std::size_t length) const {
  while (true) {
    const ssize_t count = ::recv(descriptor_, buffer, length, 0);
    if (count >= 0) return count;
    if (errno == EAGAIN) return -1;
    if (errno != EINTR) return 0;
  }
}

long LdapStream::read(char* buffer, std::size_t length) {
  const long count = tls_ ? decrypt(buffer, length) : receive(buffer, length);
  if (count > 0) given_ += static_cast<std::uint64_t>(count);
  return count;
}

long LdapStream::decrypt(char* buffer, std::size_t length) {
  std::array<char, 16'384 + 512> wire{};  // a TLS record and its head
  while (true) {
    const long count = tls_->read(buffer, length);
    if (const std::string answer = tls_->give(); !answer.empty()) queue(answer);  // a key update, say
    if (count >= 0) return count;
    const long received = receive(wire.data(), wire.size());
    if (received <= 0) return received;
    tls_->take({wire.data(), static_cast<std::size_t>(received)});
  }
}

bool LdapStream::write(std::string_view bytes) {
  if (!tls_) {
    queue(bytes);
    return flush();
  }
  if (!tls_->write(bytes)) return false;
  queue(tls_->give());
  return flush();
}

bool LdapStream::flush() {
  std::size_t done = 0;
  bool alive = true;
  while (done < waiting_.size()) {
    const ssize_t count = ::send(descriptor_, waiting_.data() + done, waiting_.size() - done, MSG_NOSIGNAL);
    if (count >= 0) {
      done += static_cast<std::size_t>(count);
      sent_ += static_cast<std::uint64_t>(count);
    } else if (errno != EINTR) {
      alive = errno == EAGAIN;
      break;
    }
  }
  waiting_.erase(0, done);
  return alive;
}

bool LdapStream::wait(int wake, Time deadline) {
  const auto wanted = static_cast<short>(POLLIN | (waiting_.empty() ? 0 : POLLOUT));
  std::array<pollfd, 2> descriptors{pollfd{descriptor_, wanted, 0}, pollfd{wake, POLLIN, 0}};
  while (true) {
    const int timeout = deadline == Time::max() ? -1 : milliseconds_until(deadline);
    const int ready = ::poll(descriptors.data(), descriptors.size(), timeout);
    if (ready > 0) return true;
    if (ready == 0) return false;
    if (errno != EINTR) return true;
  }
}

}  // namespace headroom::store
