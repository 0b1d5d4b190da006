#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "crop/network_input.h"
#include "crop/yunet.h"

namespace headroom::crop {

/// A face that the network sees: from brow to chin and from ear to ear.
struct Face {
  Box box;           // in samples of the picture that was shown; may reach beyond it
  double score = 0;  // 0..1, the network's own
};

/// YuNet, a small network that finds faces: upright ones, of about 10 to 300 samples. Its answer is the same to the
/// bit on every processor. For one thread at a time; the weights are shared.
///
/// source  W. Wu, H. Peng, S. Yu: YuNet, a tiny millisecond-level face detector, 2023; the model of OpenCV Zoo,
///         face_detection_yunet_2023mar
class FaceNetwork {
 public:
  /// model  the bytes of its ONNX file
  /// fails  usage: they hold something else
  static Result<FaceNetwork> from(ByteView model);

  /// One more with the same weights, for another thread.
  FaceNetwork another() const { return FaceNetwork(weights_); }

  /// The faces in a part of `picture`, the surest first; of those that overlap only the surest. The part is shown with
  /// `side` samples on its longer side, or as it is where it has fewer.
  ///
  /// picture  planes of equal size, or luma alone
  /// part     samples, inside it and not empty
  Result<std::vector<Face>> look(const Image& picture, Rect part, int side);

 private:
  explicit FaceNetwork(std::shared_ptr<const YunetWeights> weights) : weights_(std::move(weights)) {}

  std::shared_ptr<const YunetWeights> weights_;
  NetworkInput input_;
  YunetMaps maps_;
};

}  // namespace headroom::crop
