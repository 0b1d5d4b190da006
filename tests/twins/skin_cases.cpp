#include "crop/skin_map.h"
#include "crop/skin_on_device.h"
#include "twins.h"

namespace headroom::twins {
namespace {

std::string compare(compute::Queue& queue, Size size) {
  const Image preview{noise(size, 1), noise(size, 2), noise(size, 3)};
  const auto map = crop::make_skin_map_on_device(preview, queue);
  if (!map) return map.error().detail;
  const crop::SkinMap twin = crop::make_skin_map_on_cpu(preview);
  if (map->score != twin.score) return "scores differ";
  if (map->skin_share != twin.skin_share || map->colourfulness != twin.colourfulness) return "sums differ";
  return {};
}

}  // namespace

std::vector<Case> skin_cases() {
  std::vector<Case> cases;
  for (const Size size : {Size{1, 1}, Size{1, 7}, Size{7, 1}, Size{2, 2}, Size{17, 31}, Size{64, 64}, Size{641, 127}})
    cases.push_back({"skin " + std::to_string(size.width) + "x" + std::to_string(size.height),
                     [size](compute::Queue& queue) { return compare(queue, size); }});
  return cases;
}

}  // namespace headroom::twins
