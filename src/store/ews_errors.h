#pragma once

#include <string>

#include "base/result.h"
#include "store/ews_answer.h"
#include "store/http_client.h"

namespace headroom::store {

/// What was asked of a server when it answered.
enum class EwsUse { reading, writing };

/// Whether a server of this version ("15.1.2507.6") knows SetUserPhoto, as Exchange 2016 (15.1) does and 2013 (15.0)
/// does not; one that does not say its version may.
bool sets_photos(const std::string& version);

/// What an answer that is no success means, and what to do next. The server's words are repeated only where no sentence
/// of our own fits, and never where they may name a person.
Error ews_error(const EwsAnswer& answer, EwsUse use);

/// What a reply without SOAP means: a proxy's page, a status alone.
Error ews_status_error(const HttpReply& reply, EwsUse use);

}  // namespace headroom::store
