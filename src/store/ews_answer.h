#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/image.h"
#include "base/result.h"

namespace headroom::store {

/// What Exchange Web Services answered, be it a response or a SOAP fault.
struct EwsAnswer {
  std::string code;   // ResponseCode: "NoError", "ErrorServerBusy"; of a fault what it gives instead
  std::string words;  // the server's own, in its language
  std::chrono::milliseconds back_off{0};  // asked for; 0: nothing
  std::string version;                    // of the server: "15.1.2507.6"; empty: not said
  Bytes picture;                          // PictureData

  bool succeeded() const { return code == "NoError"; }
};

/// text   a SOAP 1.1 envelope, whole
/// fails  broken: cut off, no XML, no SOAP, a document type (which SOAP forbids), neither response nor fault
Result<EwsAnswer> read_ews_answer(std::string_view text);

}  // namespace headroom::store
