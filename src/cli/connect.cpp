#include "cli/connect.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "cli/completion.h"
#include "cli/store_settings.h"
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

}  // namespace

bool is_store(std::string_view name) { return rank_of(name).has_value(); }

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
  if (auto completed = complete(request, to); !completed) return Failure(completed.error());
  if (to == "ad") return store::connect_directory(duplicate(request.directory));
  if (to == "m365") return store::connect_microsoft_365(duplicate(request.microsoft_365), system_clock(), stop);
  if (to != "exchange") return store::open_photo_folder(to.substr(folder_prefix.size()));
  auto directory = store::connect_directory(duplicate(request.directory));
  if (!directory) return Failure(directory.error());
  return store::connect_exchange(duplicate(request.exchange), std::move(*directory));
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
