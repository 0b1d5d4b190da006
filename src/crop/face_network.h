#pragma once

#include <memory>
#include <vector>

#include "base/image.h"
#include "base/result.h"

namespace headroom::crop {

/// A face that the network sees: from brow to chin and from ear to ear.
struct Face {
  Box box;           // in samples of the picture that was shown; may reach beyond it
  double score = 0;  // 0..1, the network's own
};

/// YuNet, a small network that finds faces: upright ones, of about 10 to 300 samples. For one thread at a time.
///
/// source  W. Wu, H. Peng, S. Yu: YuNet, a tiny millisecond-level face detector, 2023; the model of OpenCV Zoo,
///         face_detection_yunet_2023mar
class FaceNetwork {
 public:
  /// model  the bytes of its ONNX file
  /// fails  usage: they hold something else
  static Result<FaceNetwork> from(ByteView model);

  FaceNetwork(FaceNetwork&&) noexcept;
  FaceNetwork& operator=(FaceNetwork&&) noexcept;
  ~FaceNetwork();

  /// The faces in a part of `picture`, the surest first; of those that overlap only the surest. The part is shown with
  /// `side` samples on its longer side, or as it is where it has fewer.
  ///
  /// picture  planes of equal size, or luma alone
  /// part     samples, inside it and not empty
  /// fails    internal: the network gives no answer
  Result<std::vector<Face>> look(const Image& picture, Rect part, int side);

 private:
  struct Network;
  explicit FaceNetwork(std::unique_ptr<Network> network);
  std::unique_ptr<Network> network_;
};

}  // namespace headroom::crop
