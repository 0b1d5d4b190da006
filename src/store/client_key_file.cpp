#include "store/client_key_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

namespace headroom::store {
namespace {

constexpr std::size_t longest = 65'536;  // bytes; a key and a chain of certificates have a few thousand
constexpr int fewest_bits = 2'048;       // what Entra ID takes

using BioPointer = std::unique_ptr<BIO, decltype(&BIO_free)>;

class Descriptor {
 public:
  explicit Descriptor(const std::string& file) : number_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }

 private:
  int number_;
};

/// Text that is wiped when it goes; it never moves, so no copy stays behind.
class WipedText {
 public:
  WipedText() : bytes_(longest + 1, '\0') {}
  ~WipedText() { ::explicit_bzero(bytes_.data(), bytes_.size()); }
  WipedText(const WipedText&) = delete;
  WipedText& operator=(const WipedText&) = delete;

  bool fill(int descriptor) {
    while (length_ < bytes_.size()) {
      const ssize_t got = ::read(descriptor, bytes_.data() + length_, bytes_.size() - length_);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return false;
      if (got == 0) return true;
      length_ += static_cast<std::size_t>(got);
    }
    return true;
  }
  std::string_view view() const { return {bytes_.data(), length_}; }

 private:
  std::string bytes_;
  std::size_t length_ = 0;
};

Result<void> read_for_ourselves(const std::string& file, WipedText& text) {
  const auto unreadable = [&] {
    return fail(Fault::usage, fmt::format("the certificate file {} cannot be read: {}", file, std::strerror(errno)));
  };
  const Descriptor descriptor(file);
  struct stat about {};
  if (descriptor.get() < 0 || ::fstat(descriptor.get(), &about) != 0) return unreadable();
  if (!S_ISREG(about.st_mode)) return fail(Fault::usage, fmt::format("{} is no regular file", file));
  // systemd lets a service read its credentials by an access list, which shows as rights of the group.
  const char* credentials = std::getenv("CREDENTIALS_DIRECTORY");
  const bool is_credential =
      credentials != nullptr && *credentials != '\0' && file.starts_with(std::string(credentials) + '/');
  if ((about.st_mode & (is_credential ? S_IRWXO : S_IRWXG | S_IRWXO)) != 0)
    return fail(Fault::usage,
                fmt::format("the private key in {} can be read by others (mode {:03o}): chmod 600 {}, and think about "
                            "a new key",
                            file, about.st_mode & 0777U, file));
  if (about.st_uid != ::geteuid() && about.st_uid != 0)
    return fail(Fault::usage, fmt::format("{} belongs to another user, who could change it: make it your own", file));
  if (!text.fill(descriptor.get())) return unreadable();
  if (text.view().size() > longest)
    return fail(Fault::usage, fmt::format("{} has more than {} bytes, which is no certificate", file, longest));
  return {};
}

/// Nobody is asked for a passphrase.
int no_passphrase(char*, int, int, void*) { return 0; }

Result<CertificateAndKey> parse(std::string_view text, const std::string& file) {
  const auto bio = [&] { return BioPointer(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free); };
  CertificateAndKey both;
  both.certificate.reset(PEM_read_bio_X509(bio().get(), nullptr, no_passphrase, nullptr));
  both.key.reset(PEM_read_bio_PrivateKey(bio().get(), nullptr, no_passphrase, nullptr));
  ERR_clear_error();
  if (!both.certificate)
    return fail(Fault::usage, fmt::format("{} holds no certificate in PEM; put it into the same file as its private "
                                          "key: cat certificate.pem key.pem > {}",
                                          file, file));
  if (!both.key && text.find("ENCRYPTED") != std::string_view::npos)
    return fail(Fault::usage,
                fmt::format("the private key in {} has a passphrase; take it off with openssl pkey, and keep the file "
                            "readable for its owner alone",
                            file));
  if (!both.key)
    return fail(Fault::usage, fmt::format("{} holds no private key in PEM; put it behind the certificate", file));
  return both;
}

Result<void> check(const CertificateAndKey& both, const std::string& file) {
  if (EVP_PKEY_base_id(both.key.get()) != EVP_PKEY_RSA || EVP_PKEY_bits(both.key.get()) < fewest_bits)
    return fail(Fault::usage, fmt::format("the private key in {} must be RSA of {} bits or more; make one with "
                                          "openssl req -x509 -newkey rsa:3072",
                                          file, fewest_bits));
  const bool paired = X509_check_private_key(both.certificate.get(), both.key.get()) == 1;
  ERR_clear_error();
  if (!paired) return fail(Fault::usage, fmt::format("certificate and private key in {} do not belong together", file));
  if (X509_cmp_current_time(X509_get0_notAfter(both.certificate.get())) < 0)
    return fail(Fault::usage, fmt::format("the certificate in {} has expired; make a new one and register it", file));
  return {};
}

}  // namespace

void CertificateDeleter::operator()(x509_st* certificate) const { X509_free(certificate); }
void KeyDeleter::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

Result<CertificateAndKey> read_certificate_and_key(const std::string& file) {
  WipedText text;
  if (auto read = read_for_ourselves(file, text); !read) return Failure(read.error());
  auto both = parse(text.view(), file);
  if (!both) return both;
  if (auto checked = check(*both, file); !checked) return Failure(checked.error());
  return both;
}

}  // namespace headroom::store
