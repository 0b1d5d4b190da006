#pragma once

#include <string>

#include "base/image.h"

namespace headroom::store {

/// What is sent to Exchange Web Services, and as what.
struct EwsRequest {
  std::string action;    // the value of SOAPAction
  std::string envelope;  // SOAP 1.1, UTF-8
};

/// address      of the mailbox, SMTP
/// impersonate  as the mailbox's owner
/// source       exchange.md, "What is sent"
EwsRequest request_to_set_photo(const std::string& address, ByteView photo, bool impersonate);

/// The largest there is. Understood by Exchange 2013, too.
EwsRequest request_for_photo(const std::string& address, bool impersonate);

/// Whether something can be an address at all: one word with an @ in its middle, which may stand in a header.
bool is_mail_address(std::string_view text);

}  // namespace headroom::store
