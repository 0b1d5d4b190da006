#pragma once

#include <string>

#include "cli/checks.h"
#include "cli/delivery_session.h"

namespace headroom::cli {

/// Tries the right to write on one person, by a run of its own named "doctor": their own photo is written back.
///
/// person      a key; empty: nothing is tried
/// write_test  a test picture is written for somebody without a photo, and taken away again; and where the store makes
///             pictures of its own, a photo is written back, which changes it a little
void check_rights(const std::string& person, bool write_test, DeliveryRequest& request, DeliverySession& session,
                  Checks& checks);

}  // namespace headroom::cli
