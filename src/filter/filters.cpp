#include <algorithm>

#include "filter/filter.h"

namespace headroom::filter {

// One line here and one in the list: all that a new filter needs besides its files.
extern const Filter colourise;
extern const Filter contrast;
extern const Filter brightness;
extern const Filter old_film;
extern const Filter vignette;
extern const Filter light_leak;
extern const Filter vintage;
extern const Filter slide_show;

namespace {

constexpr const Filter* list[] = {
    &colourise,   //
    &contrast,    //
    &brightness,  //
    &old_film,    //
    &vignette,    //
    &light_leak,  //
    &vintage,     //
    &slide_show,  //
};

}  // namespace

std::span<const Filter* const> filters() { return list; }

std::vector<std::string_view> filter_options() {
  std::vector<std::string_view> options;
  for (const Filter* filter : list)
    if (std::ranges::find(options, filter->option) == options.end()) options.push_back(filter->option);
  return options;
}

}  // namespace headroom::filter
