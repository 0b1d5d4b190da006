#pragma once

#include "base/image.h"

namespace headroom::test {

/// YuNet's file in models/ of the photos' folder; empty where it is not there: such tests are skipped.
Bytes face_model();

}  // namespace headroom::test
