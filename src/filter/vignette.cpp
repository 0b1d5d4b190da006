#include "kernels/vignette.h"

#include "filter/filter.h"
#include "filter/twin.h"
#include "filter/vignette_numbers.h"

namespace headroom::filter {
namespace {

constexpr Parameter parameters[] = {
    {"amount", "%", 0, 100, "light lost in the corners"},
    {"size", "%", 10, 120, "where it begins, from the middle to the middle of an edge"}};
constexpr Preset presets[] = {{"vignette", {55, 60}}};

std::vector<int> numbers(const Values& values, const Occasion&) { return vignette_numbers(values[0], values[1]); }

}  // namespace

extern const Filter vignette;
const Filter vignette{.name = "vignette",
                      .option = "effect",
                      .help = "corners that fall into shade",
                      .parameters = parameters,
                      .presets = presets,
                      .numbers = numbers,
                      .on_cpu = twin<vignette_pixel>};

}  // namespace headroom::filter
