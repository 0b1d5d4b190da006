#pragma once

#include <memory>
#include <string>
#include <vector>

#include "store/exchange.h"
#include "store/memory.h"
#include "support/cloud_server.h"
#include "support/gradients.h"
#include "support/jpeg_files.h"

namespace headroom::store {

inline Bytes portrait(int side = 648, int quality = 90) {
  headroom::test::JpegLook look;
  look.quality = quality;
  return headroom::test::write_jpeg(headroom::test::gradient({side, side}), look);
}

/// What stands for the directory: u00001 to u00009, who have mailboxes in an emulated Exchange.
inline std::unique_ptr<PhotoStore> people() {
  std::vector<Person> all;
  for (int i = 1; i <= 9; i++) {
    const std::string key = "u0000" + std::to_string(i);
    all.push_back({"id-" + key, key, "Person " + key, "CN=" + key, true, key + "@ad.test"});
  }
  return std::make_unique<Memory>(std::move(all));
}

inline ExchangeSettings settings_for(const headroom::test::CloudServer& cloud,
                                     ExchangeSettings::Login login = ExchangeSettings::Login::ntlm) {
  ExchangeSettings settings;
  settings.url = cloud.ews_url();
  settings.ca_file = cloud.ca_file().string();
  settings.login = login;
  settings.account = cloud.service().name;
  settings.password = Secret(cloud.service().password);
  settings.answer_within = std::chrono::seconds(20);
  return settings;
}

}  // namespace headroom::store
