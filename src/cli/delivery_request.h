#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/secret.h"
#include "delivery/courier.h"
#include "store/active_directory.h"
#include "store/careful.h"
#include "store/exchange.h"
#include "store/microsoft_365.h"

namespace headroom::cli {

/// Where a password comes from.
struct SecretSource {
  std::string file;
  std::string command;
  std::string credential;  // of systemd: a name
  Secret environment{};    // what the environment said, once it was taken out of it
};

/// Everything that commands can be told about a store and what they do to it; no command looks at all of it.
struct DeliveryRequest {
  // the store
  std::vector<std::string> to;  // "ad", "m365", "exchange", "folder:PATH"
  store::DirectorySettings directory;
  SecretSource secret;
  store::Microsoft365Settings microsoft_365;
  std::string microsoft_365_key;  // empty: what goes with the directory's key, or the user name
  SecretSource client_secret;
  store::ExchangeSettings exchange;
  SecretSource exchange_secret;
  store::Care care;
  std::filesystem::path state;  // empty: the default place
  bool log_identities = false;

  // who is who
  std::string names = "{key}";
  std::filesystem::path list;
  std::filesystem::path opt_out;
  bool disabled_too = false;

  // what may be done
  delivery::Policy policy;
  long long most_removals = 10;
  int keep_days = 90;
  std::filesystem::path plan;   // written instead of doing it
  std::filesystem::path apply;  // done instead of what files say
  bool confirm = false;
  bool yes = false;
  bool dry_run = false;

  // what is said
  bool quiet = false;
  bool json = false;
};

}  // namespace headroom::cli
