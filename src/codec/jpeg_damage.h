#pragma once

#include <algorithm>

namespace headroom::codec {

/// Counts the rows of a picture that warnings spoiled. Rows are rows of MCUs; those of a scan come in order.
class JpegDamage {
 public:
  void begin(int rows) { rows_ = rows; }

  /// A new scan starts at the top again.
  void begin_scan() { spoiled_until_ = 0; }

  /// Data are wrong from `row` on, for `count` rows: to the next restart marker or the end.
  void spoil(int row, int count) {
    const int from = std::max(row, spoiled_until_);
    const int until = std::min(row + std::min(count, rows_), rows_);
    spoiled_ += std::max(0, until - from);
    spoiled_until_ = std::max(spoiled_until_, until);
  }

  /// 0..1
  double whole_share() const { return rows_ == 0 ? 1 : 1 - std::min(1.0, static_cast<double>(spoiled_) / rows_); }

 private:
  int rows_ = 0;
  int spoiled_ = 0;
  int spoiled_until_ = 0;
};

}  // namespace headroom::codec
