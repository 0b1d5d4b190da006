#include "datasets/labels.h"

#include <fmt/format.h>

namespace headroom::datasets {

std::string_view label_header() {
  return "file,width,height,face_x,face_y,face_w,face_h,leye_x,leye_y,reye_x,reye_y,faces,tags,source,licence\n";
}

std::string text(const Label& label) {
  const std::string place = fmt::format("{:.1f},{:.1f},{:.1f},{:.1f},{:.1f},{:.1f},{:.1f},{:.1f}", label.face.x,
                                        label.face.y, label.face.width, label.face.height, label.left_eye.x,
                                        label.left_eye.y, label.right_eye.x, label.right_eye.y);
  return fmt::format("{},{},{},{},{},{},{},{}\n", label.file, label.size.width, label.size.height, place, label.faces,
                     label.tags, label.source, label.licence);
}

}  // namespace headroom::datasets
