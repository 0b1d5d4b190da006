#pragma once

#include <string>
#include <string_view>

namespace headroom {

/// A password or key. It is wiped when it goes, cannot be copied, and has no way into a stream: whoever needs the text
/// asks for it by name.
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

  bool empty() const { return text_.empty(); }
  /// The text itself; must not be kept, logged or put into an error.
  std::string_view revealed() const { return text_; }

 private:
  void wipe();
  std::string text_;
};

}  // namespace headroom
