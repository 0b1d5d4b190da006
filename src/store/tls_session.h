#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace headroom::store {

/// One side of a TLS conversation, as bytes in and bytes out; sockets are somebody else's business. TLS 1.2 or later,
/// the server's certificate checked against the name that was connected to.
class TlsSession {
 public:
  /// host     a name or an address
  /// ca_file  PEM; empty: the system's certificates
  /// fails    usage: no certificates in the file
  static Result<std::unique_ptr<TlsSession>> begin(const std::string& host, const std::string& ca_file);
  ~TlsSession();

  /// True when the handshake is done, false while bytes of the server are missing.
  ///
  /// fails  untrusted, unreachable
  Result<bool> shake_hands();

  /// Whether reading may give bytes without more from the wire.
  bool holds_bytes() const;

  /// Bytes from the wire.
  void take(std::string_view wire);

  /// Bytes for the wire, in order; empty when there are none.
  std::string give();

  /// Reads into `buffer`. Gives -1 while bytes are missing, 0 at the end of the conversation or after an error.
  long read(char* buffer, std::size_t length);

  /// Encrypts; the bytes are then to be had by `give`. False after an error.
  bool write(std::string_view bytes);

 private:
  struct Parts;
  explicit TlsSession(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace headroom::store
