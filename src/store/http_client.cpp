#include "store/http_client.h"

#include <curl/curl.h>
#include <openssl/ssl.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "store/http_transfer.h"

namespace headroom::store {
namespace {

/// A request, and where its caller waits.
struct Errand {
  HttpRequest request;
  std::unique_ptr<HttpTransfer> transfer;
  std::optional<Result<HttpReply>> reply;
};

Result<void> check_certificates(const std::string& ca_file) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free);
  if (!context) return fail(Fault::internal, "OpenSSL cannot be used");
  return trust(context.get(), certificates_in(ca_file));
}

class Multi final : public HttpClient {
 public:
  explicit Multi(HttpSettings settings)
      : settings_(std::move(settings)), multi_(curl_multi_init()), thread_([this] { work(); }) {}
  ~Multi() override;

  Result<HttpReply> send(HttpRequest request) override;

 private:
  void work();
  void take_new();
  void hand_back();
  void finish(Errand& errand, Result<HttpReply> reply);

  const HttpSettings settings_;
  CURLM* multi_;
  std::mutex mutex_;
  std::condition_variable answered_;
  std::deque<Errand*> waiting_;
  bool closed_ = false;
  std::map<void*, Errand*> under_way_;  // by libcurl's handle; touched by the thread alone
  std::thread thread_;
};

Multi::~Multi() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  curl_multi_wakeup(multi_);
  thread_.join();
  curl_multi_cleanup(multi_);
}

Result<HttpReply> Multi::send(HttpRequest request) {
  Errand errand{std::move(request), nullptr, std::nullopt};
  std::unique_lock lock(mutex_);
  waiting_.push_back(&errand);
  curl_multi_wakeup(multi_);
  answered_.wait(lock, [&errand] { return errand.reply.has_value(); });
  return std::move(*errand.reply);
}

void Multi::work() {
  curl_multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS, static_cast<long>(settings_.connections));
  while (true) {
    take_new();
    int running = 0;
    curl_multi_perform(multi_, &running);
    hand_back();
    {
      const std::lock_guard lock(mutex_);
      if (closed_ && waiting_.empty() && under_way_.empty()) return;
      if (!waiting_.empty()) continue;
    }
    curl_multi_poll(multi_, nullptr, 0, 1'000, nullptr);
  }
}

void Multi::take_new() {
  std::deque<Errand*> fresh;
  {
    const std::lock_guard lock(mutex_);
    fresh.swap(waiting_);
  }
  for (Errand* errand : fresh) {
    errand->transfer = std::make_unique<HttpTransfer>(std::move(errand->request), settings_);
    void* handle = errand->transfer->handle();
    if (handle == nullptr || curl_multi_add_handle(multi_, handle) != CURLM_OK) {
      finish(*errand, fail(Fault::internal, "libcurl cannot be used"));
      continue;
    }
    under_way_.emplace(handle, errand);
  }
}

void Multi::hand_back() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    void* handle = message->easy_handle;
    const CURLcode code = message->data.result;
    const auto found = under_way_.find(handle);
    Errand& errand = *found->second;
    under_way_.erase(found);
    curl_multi_remove_handle(multi_, handle);
    finish(errand, errand.transfer->outcome(code));
  }
}

/// The errand lives on its caller's stack: it is not touched after the caller has been told.
void Multi::finish(Errand& errand, Result<HttpReply> reply) {
  errand.transfer.reset();
  {
    const std::lock_guard lock(mutex_);
    errand.reply = std::move(reply);
  }
  answered_.notify_all();
}

}  // namespace

Result<std::unique_ptr<HttpClient>> HttpClient::begin(HttpSettings settings) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (ready != CURLE_OK) return fail(Fault::internal, "libcurl cannot be used");
  if (auto checked = check_certificates(settings.ca_file); !checked) return Failure(checked.error());
  return std::make_unique<Multi>(std::move(settings));
}

}  // namespace headroom::store
