#include "crop/face_network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "crop/exponential.h"
#include "crop/network_input.h"
#include "crop/overlap.h"

namespace headroom::crop {
namespace {

constexpr std::array strides{8, 16, 32};  // of the maps of its heads, in samples of the input
constexpr double least_score = 0.3;
constexpr double least_logit = -2.32;  // both parts of a score are above its square, whose logit this is
constexpr double most_overlap = 0.3;   // of two faces, intersection over union
constexpr double farthest = 1000;      // places; no face of an honest model is so far from its place
constexpr double largest = 10;         // its logarithm; the same

double at_most(double most, float value) {
  return std::clamp(std::fmin(most, value), -most, most);
}  // not a number: most

double score_of(const Block& said) {
  const double face = said.channels[face_channel], object = said.channels[object_channel];
  if (!(face >= least_logit && object >= least_logit)) return 0;  // nor where they are no numbers
  return std::sqrt(logistic(face) * logistic(object));
}

/// In samples of the input, from what is said at one place of a map.
Box box_of(const Block& said, int x, int y, int stride) {
  const float* box = said.channels + box_channel;
  const double width = exponential(at_most(largest, box[2])), height = exponential(at_most(largest, box[3]));
  return {(x + at_most(farthest, box[0]) - width / 2) * stride, (y + at_most(farthest, box[1]) - height / 2) * stride,
          width * stride, height * stride};
}

void collect(const FeatureMap& said, int stride, std::vector<Face>& faces) {
  for (int y = 0; y < said.size().height; y++)
    for (int x = 0; x < said.size().width; x++) {
      const Block& here = said.row(y)[x];
      if (const double score = score_of(here); score >= least_score)
        faces.push_back({box_of(here, x, y, stride), score});
    }
}

/// Without doubles, the surest first.
std::vector<Face> distinct(std::vector<Face> faces) {
  std::stable_sort(faces.begin(), faces.end(), [](const Face& a, const Face& b) { return a.score > b.score; });
  std::vector<Face> kept;
  for (const Face& face : faces)
    if (std::none_of(kept.begin(), kept.end(),
                     [&](const Face& surer) { return intersection_over_union(face.box, surer.box) >= most_overlap; }))
      kept.push_back(face);
  return kept;
}

/// To samples of the picture whose `part` was shown with so many samples.
Box in_picture(const Box& box, Rect part, Size shown) {
  const double across = static_cast<double>(part.width) / shown.width;
  const double down = static_cast<double>(part.height) / shown.height;
  return {part.x + box.x * across, part.y + box.y * down, box.width * across, box.height * down};
}

const ConvolutionKernels& fastest_kernels() {
  static const ConvolutionKernels* const fastest = usable_kernels().back();
  return *fastest;
}

}  // namespace

Result<FaceNetwork> FaceNetwork::from(ByteView model) {
  auto weights = read_yunet(model);
  if (!weights) return fail(Fault::usage, "no face model that can be used: headroom takes YuNet's");
  return FaceNetwork(std::make_shared<const YunetWeights>(std::move(*weights)));
}

Result<std::vector<Face>> FaceNetwork::look(const Image& picture, Rect part, int side) {
  show(picture, part, side, strides.back(), input_);
  run_yunet(*weights_, fastest_kernels(), input_, maps_);
  std::vector<Face> faces;
  for (std::size_t i = 0; i < strides.size(); i++) collect(maps_.heads[i], strides[i], faces);
  for (Face& face : faces) face.box = in_picture(face.box, part, input_.shown);
  return distinct(std::move(faces));
}

}  // namespace headroom::crop
