// Against a real server with TLS and HTTP/2, and a proxy that spoils what passes.
#include "store/http_client.h"

#include <gmock/gmock.h>

#include <thread>
#include <vector>

#include "support/cloud_server.h"
#include "support/spoiling_proxy.h"

namespace headroom::store {
namespace {

using test::CloudServer;

class HttpClientTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto reason = CloudServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
    server_ = std::make_unique<CloudServer>(3);
  }

  HttpSettings settings() const {
    HttpSettings settings;
    settings.ca_file = server_->ca_file();
    settings.connect_within = std::chrono::seconds(3);
    settings.answer_within = std::chrono::seconds(1);
    return settings;
  }

  std::unique_ptr<HttpClient> client() const { return HttpClient::begin(settings()).value(); }

  std::string url() const { return server_->graph_url() + "/v1.0/users"; }

  static HttpRequest get(std::string url) {
    HttpRequest request;
    request.url = std::move(url);
    return request;
  }

  static HttpRequest put(std::string url, std::size_t bytes) {
    HttpRequest request;
    request.method = "PUT";
    request.url = std::move(url);
    request.body = Bytes(bytes, 7);
    return request;
  }

  /// The server's address with a proxy's port.
  static std::string through(const test::SpoilingProxy& proxy) { return "https://" + proxy.address() + "/v1.0/users"; }

  Fault fault_of(HttpClient& client, HttpRequest request) const {
    const auto reply = client.send(std::move(request));
    return reply ? Fault::internal : reply.error().fault;
  }

  std::unique_ptr<CloudServer> server_;
};

TEST_F(HttpClientTest, gives_every_answer_whatever_its_status) {
  const auto reply = client()->send(get(url()));
  ASSERT_TRUE(reply) << reply.error().detail;
  EXPECT_EQ(reply->status, 401);
  EXPECT_THAT(std::string(reply->text()), testing::HasSubstr("InvalidAuthenticationToken"));
  EXPECT_THAT(std::string(reply->header("content-type")), testing::HasSubstr("json"));
}

TEST_F(HttpClientTest, sends_many_at_the_same_time) {
  server_->settings(R"({"in_flight": 50})");
  const auto client = this->client();
  std::vector<int> statuses(50);
  {
    std::vector<std::jthread> callers;
    for (int& status : statuses)
      callers.emplace_back([&] {
        const auto reply = client->send(put(url() + "/u/photo/$value", 100'000));
        status = reply ? reply->status : -1;
      });
  }
  EXPECT_THAT(statuses, testing::Each(401));
}

TEST_F(HttpClientTest, trusts_nobody_but_whom_it_was_told_to) {
  HttpSettings other = settings();
  other.ca_file = server_->unrelated_ca_file();
  const auto unknown = HttpClient::begin(std::move(other)).value()->send(get(url()));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().fault, Fault::untrusted);
  const CloudServer expired(1, "expired");
  HttpSettings its = settings();
  its.ca_file = expired.ca_file();
  const auto late = HttpClient::begin(std::move(its)).value()->send(get(expired.graph_url()));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().fault, Fault::untrusted);
  EXPECT_THAT(late.error().detail, testing::HasSubstr("expired"));
}

TEST_F(HttpClientTest, says_that_a_certificate_is_for_another_name) {
  const CloudServer other(1, "wrong-name");
  HttpSettings its = settings();
  its.ca_file = other.ca_file();
  const auto reply = HttpClient::begin(std::move(its)).value()->send(get(other.graph_url()));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().fault, Fault::untrusted);
}

TEST_F(HttpClientTest, needs_certificates_and_https) {
  HttpSettings none = settings();
  none.ca_file = "/nonexistent";
  const auto client = HttpClient::begin(std::move(none));
  ASSERT_FALSE(client);
  EXPECT_EQ(client.error().fault, Fault::usage);
  for (const char* url : {"", "rubbish", "http://127.0.0.1/", "file:///etc/passwd", "ftp://127.0.0.1/"})
    EXPECT_EQ(fault_of(*this->client(), get(url)), Fault::usage) << url;
}

TEST_F(HttpClientTest, tells_what_was_never_sent_from_what_may_have_been_carried_out) {
  test::SpoilingProxy proxy(server_->host(), server_->graph_port());
  const auto client = this->client();
  ASSERT_TRUE(client->send(get(through(proxy))));
  proxy.spoil("cut=50000");
  EXPECT_EQ(fault_of(*client, put(through(proxy) + "/u/photo/$value", 400'000)), Fault::unknown_outcome);
  proxy.spoil("refuse");
  EXPECT_EQ(fault_of(*client, get(through(proxy))), Fault::unreachable);
  proxy.spoil("");
  EXPECT_TRUE(client->send(get(through(proxy))));
}

TEST_F(HttpClientTest, gives_up_a_server_that_is_silent) {
  const auto client = this->client();
  ASSERT_TRUE(client->send(get(url())));
  server_->freeze();
  EXPECT_EQ(fault_of(*client, get(url())), Fault::unknown_outcome);
  EXPECT_EQ(fault_of(*this->client(), get(url())), Fault::unreachable) << "a new connection";
  server_->thaw();
}

TEST_F(HttpClientTest, takes_no_answer_without_end) {
  HttpSettings small = settings();
  small.most_bytes = 20;
  EXPECT_EQ(fault_of(*HttpClient::begin(std::move(small)).value(), get(url())), Fault::too_large);
}

TEST(HttpClient, does_not_know_every_name) {
  const auto reply = [] {
    HttpRequest request;
    request.url = "https://nowhere.invalid/";
    return HttpClient::begin({}).value()->send(std::move(request));
  }();
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().fault, Fault::unreachable);
  EXPECT_THAT(reply.error().detail, testing::HasSubstr("nowhere.invalid"));
}

}  // namespace
}  // namespace headroom::store
