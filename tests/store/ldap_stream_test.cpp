#include "store/ldap_stream.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

namespace headroom::store {
namespace {

using namespace std::chrono_literals;
using Security = DirectorySettings::Security;

/// A server that takes one connection and reads nothing, so that a large message goes only in part.
class DeafServer {
 public:
  DeafServer() : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    const bool listens = ::bind(descriptor_, plain, length) == 0 && ::listen(descriptor_, 1) == 0 &&
                         ::getsockname(descriptor_, plain, &length) == 0;
    EXPECT_TRUE(listens);
    port_ = ::ntohs(address.sin_port);
  }
  ~DeafServer() { ::close(descriptor_); }
  DeafServer(const DeafServer&) = delete;
  DeafServer& operator=(const DeafServer&) = delete;

  std::unique_ptr<LdapStream> dialled(std::chrono::milliseconds silence = 30s) const {
    auto stream =
        LdapStream::dial({"127.0.0.1", port_}, Security::sealed, "", std::chrono::steady_clock::now() + 10s, silence);
    EXPECT_TRUE(stream) << stream.error().detail;
    return std::move(*stream);
  }

 private:
  int descriptor_;
  int port_ = 0;
};

TEST(LdapStream, counts_as_sent_what_the_system_took_and_no_more) {
  const DeafServer server;
  const auto stream = server.dialled();
  EXPECT_EQ(stream->sent(), 0);
  ASSERT_TRUE(stream->write("a few bytes"));
  EXPECT_EQ(stream->sent(), 11);
  const std::string large(8'000'000, 'x');
  ASSERT_TRUE(stream->write(large));
  EXPECT_EQ(stream->taken(), 11 + large.size());
  EXPECT_GT(stream->sent(), 11);
  EXPECT_LT(stream->sent(), stream->taken());
}

TEST(LdapStream, sends_nothing_after_its_end) {
  const DeafServer server;
  const auto stream = server.dialled();
  ASSERT_TRUE(stream->write(std::string(8'000'000, 'x')));
  const auto sent = stream->sent();
  stream->shut();
  EXPECT_FALSE(stream->flush());
  EXPECT_FALSE(stream->write("more"));
  EXPECT_EQ(stream->sent(), sent);
}

TEST(LdapStream, is_given_up_by_the_system_after_the_silence_that_was_set) {
  const DeafServer server;
  for (const auto silence : {500ms, 45'000ms}) {
    const auto stream = server.dialled(silence);
    unsigned timeout = 0;
    socklen_t length = sizeof timeout;
    ASSERT_EQ(::getsockopt(stream->descriptor(), IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout, &length), 0);
    EXPECT_EQ(std::chrono::milliseconds(timeout), silence);
  }
}

}  // namespace
}  // namespace headroom::store
