#pragma once

#include <string_view>

namespace headroom::report {

/// The colours of every page, light and dark, as CSS variables.
extern const std::string_view page_colours;  // CSS

/// The contact sheet's page, in files of one language and one idea each. The markup has the gaps {{style}} (colours and
/// style), {{script}} (the three scripts in the order below) and {{run}} (a JSON object).
extern const std::string_view page_markup;    // HTML
extern const std::string_view page_style;     // CSS
extern const std::string_view page_photos;    // JavaScript: the photos, which are shown, in which order
extern const std::string_view page_cards;     // JavaScript: what one photo looks like, small and large
extern const std::string_view page_controls;  // JavaScript: scrolling, filters, keys; starts everything

}  // namespace headroom::report
