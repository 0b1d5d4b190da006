#include "store/ldap_connection.h"

#include <fmt/format.h>
#include <ldap.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "store/ldap_login.h"
#include "store/ldap_results.h"

namespace headroom::store {
namespace {

/// One request on a connection that has no thread yet.
Result<LdapReply> ask_alone(LdapHandle& handle, const LdapRequest& request, LdapHandle::Time deadline) {
  int id = 0;
  if (const int code = send(handle, request, id); code != LDAP_SUCCESS)
    return Failure(ldap_error(code, {}, Asked::reading));
  LdapReply reply;
  while (true) {
    const auto message = handle.answer_to(id, deadline);
    if (!message) return Failure(message.error());
    if (add(handle, message->get(), reply)) break;
  }
  if (reply.code != LDAP_SUCCESS) return Failure(ldap_error(reply.code, reply.words, Asked::reading));
  return reply;
}

Result<LdapEntry> root_of(LdapHandle& handle, LdapHandle::Time deadline) {
  LdapRequest request;
  request.attributes = {"defaultNamingContext", "namingContexts", "dnsHostName", "supportedCapabilities"};
  auto reply = ask_alone(handle, request, deadline);
  if (!reply) return Failure(reply.error());
  if (reply->entries.empty()) return fail(Fault::unreachable, "the server has no root entry; is it an LDAP server?");
  return std::move(reply->entries.front());
}

Failure at(const Server& server, Error error) {
  error.detail = fmt::format("{}: {}", server.text(), error.detail);
  return Failure(std::move(error));
}

}  // namespace

Result<std::shared_ptr<LdapConnection>> LdapConnection::open(const Server& server, const DirectorySettings& settings) {
  const Time deadline = std::chrono::steady_clock::now() + settings.connect_within;
  auto stream = LdapStream::dial(server, settings.security, settings.ca_file, deadline, settings.answer_within);
  if (!stream) return Failure(stream.error());
  auto handle = LdapHandle::over(std::move(*stream), server);
  if (!handle) return Failure(handle.error());
  auto account = log_in(**handle, settings, deadline);
  if (!account) return at(server, account.error());
  auto root = root_of(**handle, deadline);
  if (!root) return at(server, root.error());

  std::shared_ptr<LdapConnection> connection(new LdapConnection(std::move(*handle), settings));
  if (connection->wake_ < 0) return fail(Fault::internal, "there are no file descriptors left");
  connection->root_ = std::move(*root);
  connection->account_ = std::move(*account);
  connection->thread_ = std::thread([raw = connection.get()] { raw->serve(); });
  return connection;
}

LdapConnection::LdapConnection(std::unique_ptr<LdapHandle> handle, const DirectorySettings& settings)
    : settings_(settings),
      handle_(std::move(handle)),
      wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      heard_(std::chrono::steady_clock::now()) {}

LdapConnection::~LdapConnection() {
  end(Fate::lost);
  wake();
  if (thread_.joinable()) thread_.join();
  handle_.reset();
  ::close(wake_);
}

bool LdapConnection::alive() const {
  const Lock lock(mutex_);
  return !ended_;
}

void LdapConnection::wake() const {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(wake_, &one, sizeof one);  // full means: awake already
}

Exchange LdapConnection::ask(LdapRequest request) {
  const auto operation = std::make_shared<Operation>();
  operation->request = std::move(request);
  Lock lock(mutex_);
  if (ended_) return {};
  operation->heard = std::chrono::steady_clock::now();
  asked_.push_back(operation);
  wake();
  while (!operation->done) {
    const Time deadline = operation->heard + settings_.answer_within;
    if (operation->changed.wait_until(lock, deadline) == std::cv_status::no_timeout || operation->done) continue;
    if (std::chrono::steady_clock::now() < operation->heard + settings_.answer_within) continue;
    if (heard_ > operation->heard) {
      give_up(*operation);
      continue;
    }
    lock.unlock();
    end(Fate::silent);
    lock.lock();
  }
  return std::move(operation->exchange);
}

/// Others are being answered: what waits for its turn goes on waiting, what was sent is no longer waited for. It counts
/// as sent even if its bytes are still here, for they will go.
void LdapConnection::give_up(Operation& operation) {
  if (operation.begins == 0) {
    operation.heard = heard_;
    return;
  }
  finish(operation, Fate::silent);
  const auto is_this = [&](const auto& each) { return each.second.get() == &operation; };
  const auto found = std::find_if(under_way_.begin(), under_way_.end(), is_this);
  if (found != under_way_.end()) under_way_.erase(found);
  wake();  // its place is free
}

void LdapConnection::finish(Operation& operation, Fate fate) {
  operation.exchange.fate = fate;
  operation.done = true;
  operation.changed.notify_all();
}

/// Gives up the connection: whoever waits is told what became of the request.
void LdapConnection::end(Fate fate) {
  const Lock lock(mutex_);
  if (ended_) return;
  ended_ = true;
  handle_->stream().shut();
  const std::uint64_t sent = handle_->stream().sent();
  for (const auto& [id, operation] : under_way_) finish(*operation, operation->begins > sent ? Fate::not_sent : fate);
  for (const auto& operation : asked_) finish(*operation, Fate::not_sent);
  under_way_.clear();
  asked_.clear();
}

void LdapConnection::serve() {
  while (alive()) {
    const bool sent = send_asked() && flush();
    if (!take_arrived() || !sent) return end(Fate::lost);
    sleep();
  }
}

/// Sends what waits in the stream. Under the lock, so that whoever asks what was sent is told all of it: it never
/// waits.
bool LdapConnection::flush() {
  const Lock lock(mutex_);
  return handle_->stream().flush();
}

/// Waits until there is something to do.
void LdapConnection::sleep() {
  {
    const Lock lock(mutex_);
    if (ended_ || (!asked_.empty() && under_way_.size() < static_cast<std::size_t>(settings_.in_flight))) return;
  }
  handle_->stream().wait(wake_, Time::max());
  std::uint64_t count = 0;
  [[maybe_unused]] const ssize_t got = ::read(wake_, &count, sizeof count);  // nothing there: it was the server
}

/// Sends what was asked, as far as it may be under way. False when the line is broken.
bool LdapConnection::send_asked() {
  const Lock lock(mutex_);
  while (!asked_.empty() && under_way_.size() < static_cast<std::size_t>(settings_.in_flight)) {
    const auto operation = asked_.front();
    asked_.pop_front();
    operation->heard = std::chrono::steady_clock::now();
    operation->begins = handle_->stream().taken() + 1;
    int id = 0;
    const int code = send(*handle_, operation->request, id);
    if (code == LDAP_SUCCESS) {
      under_way_[id] = operation;
    } else if (code == LDAP_SERVER_DOWN) {
      finish(*operation, operation->begins > handle_->stream().sent() ? Fate::not_sent : Fate::lost);
      return false;
    } else {
      operation->exchange.reply.code = code;  // the library would not encode it
      finish(*operation, Fate::answered);
    }
  }
  return true;
}

/// Takes all that is there: TLS may hold decrypted messages that the socket does not show. False when the line is
/// broken.
bool LdapConnection::take_arrived() {
  while (true) {
    const auto message = handle_->arrived();
    if (!message) return false;
    if (!*message) return true;
    if (ldap_msgid(message->get()) == LDAP_RES_UNSOLICITED) return false;  // Notice of Disconnection
    take(message->get());
  }
}

void LdapConnection::take(ldapmsg* message) {
  const int id = ldap_msgid(message);
  std::shared_ptr<Operation> operation;
  {
    const Lock lock(mutex_);
    heard_ = std::chrono::steady_clock::now();
    const auto found = under_way_.find(id);
    if (found == under_way_.end()) return;
    operation = found->second;
    operation->heard = heard_;
  }
  const bool complete = add(*handle_, message, operation->arriving);
  const Lock lock(mutex_);
  if (!complete || under_way_.erase(id) == 0) return;
  operation->exchange.reply = std::move(operation->arriving);
  finish(*operation, Fate::answered);
}

}  // namespace headroom::store
