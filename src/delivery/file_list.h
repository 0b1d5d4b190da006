#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "delivery/offers.h"

namespace headroom::delivery {

/// A list of files and keys (lists.h), asked by the names of finished pictures.
class FileList {
 public:
  explicit FileList(const std::map<std::string, std::string>& listed);

  /// The key for a file, nothing where no row is about it. A row is about a file when one's path is the end of the
  /// other's, folded and without extension and size: "ada.jpg" and "C:\photos\ada.jpg" are about "ada 96x96.jpg". The
  /// same path wins over a shorter one.
  ///
  /// fails  several_users: rows of different people fit alike
  Result<std::string> key_of(const std::string& file);

  /// Rows that no file asked for was about: file and key.
  std::vector<std::pair<std::string, std::string>> unasked() const;

 private:
  struct Row {
    std::string file, key;
    std::string path;  // as compared
    bool asked = false;
  };
  std::vector<Row> rows_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;  // last part of the path
};

}  // namespace headroom::delivery
