#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "base/result.h"

namespace headroom::store {

/// A certificate and its private key, with which an application shows who it is. The key is wiped when it goes.
class ClientCertificate {
 public:
  /// file   PEM: a certificate and its RSA key of 2048 bits or more, without a passphrase; nobody else may read it
  /// fails  usage: and what to do
  static Result<ClientCertificate> read(const std::string& file);
  ClientCertificate(ClientCertificate&&) noexcept;
  ClientCertificate& operator=(ClientCertificate&&) noexcept;
  ~ClientCertificate();

  /// A signed statement in the application's name, good for five minutes and for one use.
  ///
  /// client    the application's identifier
  /// audience  the URL of the token endpoint
  /// number    a random GUID
  /// source    RFC 7523, RFC 7515; PS256 and x5t#S256 as Entra ID wants them
  Result<std::string> assertion(const std::string& client, const std::string& audience, Clock::WallTime now,
                                const std::string& number) const;

  /// SHA-256 of the certificate, 64 capital hexadecimal digits, as the portal shows it.
  std::string thumbprint() const;

 private:
  struct Parts;
  explicit ClientCertificate(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace headroom::store
