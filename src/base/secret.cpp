#include "base/secret.h"

#include <cstring>
#include <utility>

namespace headroom {
namespace {

void wipe_text(std::string& text) {
  text.resize(text.capacity());  // what an earlier, longer text left behind, too
  ::explicit_bzero(text.data(), text.size());
  text.clear();
}

}  // namespace

Secret::Secret(std::string&& text) : text_(text) { wipe_text(text); }

Secret::~Secret() { wipe(); }

Secret::Secret(Secret&& other) noexcept : text_(std::move(other.text_)) { other.wipe(); }

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  wipe();
  text_ = other.text_;
  other.wipe();
  return *this;
}

void Secret::wipe() { wipe_text(text_); }

}  // namespace headroom
