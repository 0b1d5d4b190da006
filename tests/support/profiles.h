#pragma once

#include "base/image.h"

namespace headroom::test {

// ICC profiles, made by Little CMS.
Bytes srgb_profile();
Bytes display_p3_profile();
Bytes adobe_rgb_profile();
Bytes grey_profile(double gamma);

/// A press whose inks each take their share of the light that is left; black and white are sRGB's.
Bytes cmyk_profile();

/// From RGB to RGB, not to a colour: no profile of pixels.
Bytes link_profile();

}  // namespace headroom::test
