#include "cli/store_settings.h"

namespace headroom::cli {

store::DirectorySettings duplicate(const store::DirectorySettings& settings) {
  const auto& [servers, domain, security, login, account, password, ca_file, base, people, key, attribute, page,
               in_flight, connect_within, answer_within] = settings;
  return {servers, domain, security,  login, account,   password.duplicate(), ca_file,      base,
          people,  key,    attribute, page,  in_flight, connect_within,       answer_within};
}

store::Microsoft365Settings duplicate(const store::Microsoft365Settings& settings) {
  const auto& [tenant, client, certificate_file, client_secret, cloud, login_url, graph_url, ca_file, key, people,
               in_flight, requests, upload_bytes, least_distance, shows_within, heed_policy, connect_within,
               answer_within] = settings;
  return {tenant,
          client,
          certificate_file,
          client_secret.duplicate(),
          cloud,
          login_url,
          graph_url,
          ca_file,
          key,
          people,
          in_flight,
          requests,
          upload_bytes,
          least_distance,
          shows_within,
          heed_policy,
          connect_within,
          answer_within};
}

store::ExchangeSettings duplicate(const store::ExchangeSettings& settings) {
  const auto& [url, login, account, password, ca_file, impersonate, in_flight, least_distance, shows_within,
               connect_within, answer_within] = settings;
  return {url,       login,          account,      password.duplicate(), ca_file,      impersonate,
          in_flight, least_distance, shows_within, connect_within,       answer_within};
}

}  // namespace headroom::cli
