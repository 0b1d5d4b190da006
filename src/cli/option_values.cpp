#include "cli/option_values.h"

namespace headroom::cli {

Result<bool> truth_from(const Values& texts) {
  return choice_from<bool>(texts,
                           {{"true", true}, {"false", false}, {"yes", true}, {"no", false}, {"1", true}, {"0", false}});
}

Result<Size> size_from(std::string_view text) {
  const auto x = text.find('x');
  const auto width = x == std::string_view::npos ? std::nullopt : number_in<int>(text.substr(0, x));
  const auto height = x == std::string_view::npos ? std::nullopt : number_in<int>(text.substr(x + 1));
  if (!width || !height || *width < 1 || *height < 1)
    return fail(Fault::usage, fmt::format("'{}' is not a size; write it as 648x648", text));
  return Size{*width, *height};
}

}  // namespace headroom::cli
