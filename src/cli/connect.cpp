#include "cli/connect.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "cli/secret_source.h"
#include "store/photo_folder.h"

namespace headroom::cli {
namespace {

constexpr std::string_view folder_prefix = "folder:";

/// Where a store stands among others; nothing: it is none.
std::optional<int> rank_of(std::string_view to) {
  if (to == "exchange" || to == "m365") return 0;
  if (to.starts_with(folder_prefix) && to.size() > folder_prefix.size()) return 1;
  return to == "ad" ? std::optional(2) : std::nullopt;
}

Result<void> check(const store::DirectorySettings& directory) {
  using Directory = store::DirectorySettings;
  if (directory.servers.empty() && directory.domain.empty())
    return fail(Fault::usage, "say where the directory is: --server dc1.example.com, or --domain example.com");
  if (directory.login == Directory::Login::gssapi) return {};
  if (directory.security == Directory::Security::sealed)
    return fail(Fault::usage, "--security sealed is done by the Kerberos login: add --login gssapi");
  if (directory.account.empty())
    return fail(Fault::usage, "say who logs in: --account svc-photos@example.com, or --login gssapi");
  if (directory.password.empty())
    return fail(Fault::usage,
                "there is no password: name --password-file, --password-command or --credential, set "
                "HEADROOM_PASSWORD, or use --login gssapi");
  return {};
}

}  // namespace

Result<void> complete_directory(DeliveryRequest& request) {
  keep_memory_private();
  Secret from_environment = take_password_from_environment();
  auto& directory = request.directory;
  if (directory.login == store::DirectorySettings::Login::simple && directory.password.empty()) {
    auto password = find_password(request.secret, std::move(from_environment));
    if (!password) return Failure(password.error());
    directory.password = std::move(*password);
  }
  return check(directory);
}

Result<std::vector<std::string>> stores_in_order(const DeliveryRequest& request) {
  if (request.to.empty())
    return fail(Fault::usage, "say where the photos are: --to ad, --to m365, --to exchange, or --to folder:PATH");
  std::vector<std::string> all = request.to;
  for (const std::string& to : all) {
    if (!rank_of(to))
      return fail(Fault::usage,
                  fmt::format("--to: '{}' is no store; known are ad, m365, exchange and folder:PATH", to));
    if (std::ranges::count(all, to) > 1) return fail(Fault::usage, fmt::format("--to: {} is named twice", to));
  }
  std::ranges::stable_sort(all, {}, [](const std::string& to) { return *rank_of(to); });
  return all;
}

Result<std::unique_ptr<store::PhotoStore>> connect(DeliveryRequest& request, const std::string& to,
                                                   const std::atomic<bool>& stop) {
  static_cast<void>(stop);
  keep_memory_private();
  if (to == "ad") {
    if (auto completed = complete_directory(request); !completed) return Failure(completed.error());
    return store::connect_directory(std::move(request.directory));
  }
  take_password_from_environment();  // nobody here needs it
  return store::open_photo_folder(to.substr(folder_prefix.size()));
}

OpenStore::OpenStore(std::unique_ptr<store::PhotoStore> inner, const store::Care& care, const std::atomic<bool>& stop)
    : inner_(std::move(inner)), careful_(store::careful(*inner_, care, system_clock(), stop, pulse_)) {}

Result<std::unique_ptr<OpenStore>> OpenStore::open(DeliveryRequest& request, const std::atomic<bool>& stop) {
  const auto stores = stores_in_order(request);
  if (!stores) return Failure(stores.error());
  if (stores->size() > 1) return fail(Fault::usage, "--to: one store at a time here; run the command once for each");
  return open(request, stores->front(), stop);
}

Result<std::unique_ptr<OpenStore>> OpenStore::open(DeliveryRequest& request, const std::string& to,
                                                   const std::atomic<bool>& stop) {
  auto inner = connect(request, to, stop);
  if (!inner) return Failure(inner.error());
  request.care.dry = request.dry_run;
  return std::unique_ptr<OpenStore>(new OpenStore(std::move(*inner), request.care, stop));
}

}  // namespace headroom::cli
