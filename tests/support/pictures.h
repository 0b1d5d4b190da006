#pragma once

#include <filesystem>
#include <string>

#include "base/image.h"

namespace headroom::test {

/// A drawn portrait: skin-coloured head with hair, eyes and mouth, shoulders in a dark coat, blue wall. `shade` moves
/// the colours, so that two portraits differ.
Image portrait(Size size, int shade = 0);

/// The portrait as the bytes of a JPEG, quality 90.
std::string portrait_jpeg(Size size, int shade = 0);

}  // namespace headroom::test
