#pragma once

#include <string>
#include <vector>

namespace headroom::report {

/// What `headroom filters` shows: one photo in every look.
struct LookSheet {
  /// One picture and the options that give it.
  struct Look {
    std::string options;  // "--contrast light"; empty: the photo as it is
    std::string picture;  // relative to the page, '/' between parts
  };
  /// The looks of one option.
  struct Section {
    std::string title;
    std::string help;
    std::vector<Look> looks;
  };
  /// A table: a look for every pair of words of two options.
  struct Table {
    std::string title;
    std::vector<std::string> columns;
    std::vector<std::string> rows;
    std::vector<Look> looks;  // row by row
  };

  std::string photo;  // its name
  std::string note;   // a sentence about the photo, or empty
  Look plain;
  std::vector<Section> sections;
  std::vector<Table> tables;
};

/// A page that opens from disk, with the pictures beside it.
std::string look_sheet_page(const LookSheet& sheet);

}  // namespace headroom::report
