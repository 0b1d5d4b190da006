#pragma once

#include <cstddef>

namespace headroom::delivery {

/// What a batch may hold. It comes from somebody else, by mail or on a stick.
constexpr std::size_t batch_picture_limit = 102'400;             // bytes; [MS-ADA3] thumbnailPhoto, rangeUpper
constexpr int batch_people_limit = 10'000;                       // pictures
constexpr std::size_t batch_file_limit = std::size_t{2} << 30;   // bytes, of the LDIF: 10,000 of the largest
constexpr std::size_t batch_text_limit = std::size_t{16} << 20;  // bytes, of manifests and README
constexpr std::size_t batch_total_limit = std::size_t{4} << 30;  // bytes, all files of a batch together
constexpr std::size_t batch_ratio_limit = 50;                    // bytes unpacked for one that is packed

}  // namespace headroom::delivery
