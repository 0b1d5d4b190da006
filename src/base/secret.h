#pragma once

#include <string>
#include <string_view>

namespace headroom {

/// A password or key. It is wiped when it goes, is not copied by the way, and has no way into a stream: whoever needs
/// the text asks for it by name.
class Secret {
 public:
  Secret() = default;
  /// Takes the text over and wipes what `text` held.
  explicit Secret(std::string&& text);
  ~Secret();
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;

  /// A second one with the same text, for whoever needs one of its own: copies are made on purpose or not at all.
  Secret duplicate() const { return Secret(std::string(text_)); }

  bool empty() const { return text_.empty(); }
  /// The text itself; must not be kept, logged or put into an error.
  std::string_view revealed() const { return text_; }

 private:
  void wipe();
  std::string text_;
};

}  // namespace headroom
