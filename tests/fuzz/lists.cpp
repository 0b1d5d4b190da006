// What people send along with pictures: lists, opt-outs, plans, manifests and sums. What is read is written again
// alike.
#include "delivery/lists.h"
#include "delivery/manifest.h"
#include "delivery/plan_file.h"
#include "fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom::delivery;
  const std::string_view text = headroom::fuzz::text_of(data, size);
  (void)parse_list(text, "list");
  (void)parse_keys(text, "keys");
  if (const auto steps = parse_plan(text, "plan", "/out", "small")) {
    const std::string plan = plan_csv(*steps, "small");
    const auto again = parse_plan(plan, "plan", "/out", "small");
    if (!again || plan_csv(*again, "small") != plan) __builtin_trap();
  }
  if (const auto rows = parse_manifest(text)) {
    const auto again = parse_manifest(manifest_csv(*rows));
    if (!again || manifest_csv(*again) != manifest_csv(*rows)) __builtin_trap();
  }
  if (const auto sums = parse_sums(text))
    if (parse_sums(sums_text(*sums)).value() != *sums) __builtin_trap();
  return 0;
}
