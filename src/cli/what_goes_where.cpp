#include "cli/what_goes_where.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/photo.h"

namespace headroom::cli {
namespace {

constexpr Size directory_size{96, 96};  // what mail services leave to the directory

bool for_a_directory(Size size) { return size.width <= directory_size.width && size.height <= directory_size.height; }

bool is_mail_service(const store::Traits& traits) { return traits.kind == "exchange" || traits.kind == "m365"; }

Size largest_of(const std::vector<Size>& sizes) {
  Size largest;
  for (const Size size : sizes)
    if (size.pixels() > largest.pixels()) largest = size;
  return largest;
}

std::string list_of(const std::vector<Size>& sizes) {
  std::string list;
  for (const Size size : sizes) list += (list.empty() ? "" : ", ") + text(size);
  return list;
}

/// 0x0: none of them is for it.
Size size_for(const store::Traits& traits, std::vector<Size> outputs) {
  const bool service = is_mail_service(traits);
  if (service) std::erase_if(outputs, for_a_directory);
  if (std::ranges::find(outputs, traits.size) != outputs.end()) return traits.size;
  return service || traits.size == Size{} ? largest_of(outputs) : Size{};
}

}  // namespace

Result<std::vector<std::optional<Size>>> what_goes_where(const std::vector<Destination>& stores,
                                                         const std::vector<Size>& outputs) {
  std::vector<std::optional<Size>> sizes;
  for (const auto& [identity, traits] : stores) {
    const Size size = size_for(traits, outputs);
    if (size == Size{} && !is_mail_service(traits))
      return fail(Fault::usage, fmt::format("{} takes {}, and the outputs are {}: convert with --size {}, too",
                                            traits.kind, text(traits.size), list_of(outputs), text(traits.size)));
    sizes.push_back(size == Size{} ? std::nullopt : std::optional(size));
  }
  if (std::ranges::any_of(sizes, [](const auto& size) { return size.has_value(); })) return sizes;
  return fail(Fault::usage,
              fmt::format("{} takes outputs larger than {}, and there are only {}: convert with --size 648x648, too",
                          stores.front().traits.kind, text(directory_size), list_of(outputs)));
}

std::string where_text(const std::vector<Destination>& stores, const std::vector<std::optional<Size>>& sizes,
                       const std::vector<Size>& outputs) {
  std::string ways, without;
  for (std::size_t i = 0; i < stores.size(); i++) {
    if (sizes[i])
      ways += fmt::format("{}{} to {}", ways.empty() ? "" : ", then ", text(*sizes[i]), stores[i].identity);
    else
      without +=
          fmt::format("; nothing to {}, which takes outputs larger than {}", stores[i].identity, text(directory_size));
  }
  const Size largest = largest_of(outputs);
  const bool stays = std::ranges::find(sizes, std::optional(largest)) == sizes.end();
  if (stores.size() > 1) return ways + without + (stays ? fmt::format("; {} stays here", text(largest)) : "");
  if (!stays) return {};
  return fmt::format("with {} alone only {} is delivered; {} stays here", stores.front().identity, text(*sizes.front()),
                     text(largest));
}

}  // namespace headroom::cli
