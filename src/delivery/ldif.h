#pragma once

#include <string>
#include <string_view>

#include "base/image.h"
#include "base/result.h"

namespace headroom::delivery {

/// A record that replaces (or sets) one attribute, as ldifde and ldapmodify import it: RFC 2849, ASCII only, lines of
/// at most 76 columns that end in CR LF, an empty line at the end. Files have no version line: ldapmodify does without,
/// and ldifde writes none either.
std::string ldif_record(std::string_view dn, std::string_view attribute, ByteView value);

/// The name of an attribute, perhaps with options: RFC 4512, attributedescription; no OIDs.
///
/// fails  usage
Result<void> check_attribute(std::string_view attribute);

}  // namespace headroom::delivery
