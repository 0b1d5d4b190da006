#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "base/secret.h"
#include "store/photo_store.h"

namespace headroom::store {

/// How to reach the mailboxes of an Exchange organisation on premises (2016 and later): Exchange Web Services.
struct ExchangeSettings {
  enum class Login { negotiate, ntlm, basic };  // negotiate: Kerberos with a ticket, NTLM with an account

  std::string url;  // "https://mail.example.com/EWS/Exchange.asmx"
  Login login = Login::negotiate;
  std::string account;  // "EXAMPLE\\svc-photos"; empty with negotiate: the Kerberos ticket at hand
  Secret password;
  std::string ca_file;      // PEM; empty: the system's certificates
  bool impersonate = true;  // act as the mailbox's owner (role ApplicationImpersonation); false: as oneself
  int in_flight = 10;
  std::chrono::milliseconds least_distance{10'000};  // between two writes to one person
  std::chrono::milliseconds shows_within{30'000};    // a photo that was written
  std::chrono::milliseconds connect_within{10'000};
  std::chrono::milliseconds answer_within{100'000};
};

/// The photos that mailboxes hold, 648x648. Exchange has no list of people of its own: they, and their mail addresses,
/// are those of `directory`; somebody without an address has no mailbox. Photos cannot be removed by this way.
///
/// fails   usage; unreachable, untrusted; login_refused
/// source  MS-OXWSCONT, MS-OXWSCDATA; element names and order: exchange.md
Result<std::unique_ptr<PhotoStore>> connect_exchange(ExchangeSettings settings, std::unique_ptr<PhotoStore> directory);

/// What an Exchange server says of itself, for people to read.
struct ExchangeFacts {
  std::string version;      // "15.2.1118.40"; empty: not said
  std::string login;        // "NTLM", which of the offered ways was taken
  bool sets_photos = true;  // Exchange 2016 or later
};

/// Logs in and asks for one mailbox's photo.
///
/// address  of a mailbox
/// fails    as connect_exchange; no_such_user, access_denied
Result<ExchangeFacts> examine_exchange(ExchangeSettings settings, const std::string& address);

}  // namespace headroom::store
