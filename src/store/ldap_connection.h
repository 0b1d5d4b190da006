#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "store/active_directory.h"
#include "store/domain_controllers.h"
#include "store/ldap_messages.h"

namespace headroom::store {

/// What became of a request.
enum class Fate {
  answered,  // the reply holds the answer
  not_sent,  // nothing of it left this machine
  lost,      // the connection broke before the answer: it may have been carried out
  silent,    // no answer in time: it may have been carried out
};

struct Exchange {
  Fate fate = Fate::not_sent;
  LdapReply reply;
};

/// A connection that is logged in, with many requests under way at the same time: any thread may ask and waits for its
/// own answer; one thread of the connection's own speaks with the server. Once it is lost it stays so.
class LdapConnection {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// Connects, logs in and reads the server's root entry within settings.connect_within. Looking up the server's name
  /// and asking the Kerberos servers for a ticket are left to the system's libraries, whose own limits come on top.
  ///
  /// settings  outlive the connection
  /// fails     as connect_directory
  static Result<std::shared_ptr<LdapConnection>> open(const Server& server, const DirectorySettings& settings);
  ~LdapConnection();
  LdapConnection(const LdapConnection&) = delete;
  LdapConnection& operator=(const LdapConnection&) = delete;

  /// Waits for the answer. Without a sign of it for settings.answer_within the request is given up; where the server
  /// has answered nobody else either in that time, so is the connection, for all that wait.
  Exchange ask(LdapRequest request);

  bool alive() const;

  /// The root entry: what the server is and where its people are.
  const LdapEntry& root() const { return root_; }

  /// Whom the directory takes us for.
  const std::string& account() const { return account_; }

 private:
  struct Operation {
    LdapRequest request;
    LdapReply arriving;  // the connection's thread alone looks at it: the caller may be told meanwhile that it is lost
    Exchange exchange;
    bool done = false;
    Time heard;                // when it was asked or sent, or part of its answer came
    std::uint64_t begins = 0;  // its first byte on the wire
    std::condition_variable changed;
  };
  using Lock = std::unique_lock<std::mutex>;

  LdapConnection(std::unique_ptr<LdapHandle> handle, const DirectorySettings& settings);
  void serve();
  bool send_asked();
  bool take_arrived();
  void take(ldapmsg* message);
  bool flush();
  void give_up(Operation& operation);
  void end(Fate fate);
  static void finish(Operation& operation, Fate fate);
  void wake() const;
  void sleep();

  const DirectorySettings& settings_;
  std::unique_ptr<LdapHandle> handle_;  // used by the thread alone, but for LdapStream::shut and sent
  LdapEntry root_;
  std::string account_;
  int wake_;  // file descriptor: an eventfd

  mutable std::mutex mutex_;  // guards what follows, and all that hands bytes to the system
  std::deque<std::shared_ptr<Operation>> asked_;
  std::map<int, std::shared_ptr<Operation>> under_way_;  // by message id
  Time heard_;                                           // when a message came from the server
  bool ended_ = false;
  std::thread thread_;
};

}  // namespace headroom::store
