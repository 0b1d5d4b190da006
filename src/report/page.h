#pragma once

#include <string_view>

namespace headroom::report {

/// The contact sheet's page, in three files so that each is of one language. The markup has the gaps {{style}}, {{script}}
/// and {{run}} (a JSON object), in this order.
extern const std::string_view page_markup;  // HTML
extern const std::string_view page_style;   // CSS
extern const std::string_view page_script;  // JavaScript

}  // namespace headroom::report
