#include "crop/face_network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include <opencv2/core/utils/logger.hpp>
#include <opencv2/dnn.hpp>

#include "crop/network_input.h"
#include "crop/overlap.h"

namespace headroom::crop {
namespace {

constexpr std::array strides{8, 16, 32};  // of its grids, in samples of the input
constexpr double least_score = 0.3;
constexpr double most_overlap = 0.3;  // of two faces, intersection over union

/// What one grid says.
struct Grid {
  int stride;
  int columns;
  const float* classes;  // how sure that a cell's face is one
  const float* objects;  // how sure that there is something
  const float* boxes;    // centre and the logarithm of the size, in cells

  double score(int cell) const {
    const double product = std::clamp(double{classes[cell]}, 0.0, 1.0) * std::clamp(double{objects[cell]}, 0.0, 1.0);
    return std::sqrt(product);
  }

  Box box(int cell) const {
    const float* values = boxes + std::ptrdiff_t{4} * cell;
    const double width = std::exp(double{values[2]}) * stride, height = std::exp(double{values[3]}) * stride;
    return {(cell % columns + double{values[0]}) * stride - width / 2,
            (cell / columns + double{values[1]}) * stride - height / 2, width, height};
  }
};

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

std::vector<cv::String> output_names() {
  std::vector<cv::String> names;
  for (const char* kind : {"cls_", "obj_", "bbox_"})
    for (const int stride : strides) names.push_back(kind + std::to_string(stride));
  return names;
}

/// OpenCV's own threads would fight with those that work on other photos, and its log goes to the terminal.
void calm_opencv() {
  [[maybe_unused]] static const bool once = [] {
    cv::setNumThreads(1);
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    return true;
  }();
}

}  // namespace

struct FaceNetwork::Network {
  cv::dnn::Net net;
  std::vector<cv::String> names = output_names();
  std::vector<cv::Mat> outputs;

  std::vector<Face> forward(NetworkInput& input) {
    const std::array<int, 4> shape{1, 3, input.size.height, input.size.width};
    net.setInput(cv::Mat(4, shape.data(), CV_32F, input.samples.data()));
    net.forward(outputs, names);
    std::vector<Face> faces;
    for (std::size_t i = 0; i < strides.size(); i++) collect(grid(i, input.size), input.size, faces);
    return faces;
  }

  Grid grid(std::size_t i, Size input) const {
    const auto values = [&](std::size_t kind) { return outputs[kind * strides.size() + i].ptr<float>(); };
    return {strides[i], input.width / strides[i], values(0), values(1), values(2)};
  }

  static void collect(const Grid& grid, Size input, std::vector<Face>& faces) {
    const int cells = grid.columns * (input.height / grid.stride);
    for (int cell = 0; cell < cells; cell++)
      if (const double score = grid.score(cell); score >= least_score) faces.push_back({grid.box(cell), score});
  }
};

FaceNetwork::FaceNetwork(std::unique_ptr<Network> network) : network_(std::move(network)) {}
FaceNetwork::FaceNetwork(FaceNetwork&&) noexcept = default;
FaceNetwork& FaceNetwork::operator=(FaceNetwork&&) noexcept = default;
FaceNetwork::~FaceNetwork() = default;

Result<FaceNetwork> FaceNetwork::from(ByteView model) {
  const auto unusable = [] { return fail(Fault::usage, "no face model that can be used: headroom takes YuNet's"); };
  calm_opencv();
  try {
    auto network = std::make_unique<Network>();
    network->net = cv::dnn::readNetFromONNX(reinterpret_cast<const char*>(model.data()), model.size());
    FaceNetwork loaded(std::move(network));
    Image black{Plane({32, 32}), {}, {}};
    black.luma.fill(0);
    if (!loaded.look(black, {0, 0, 32, 32}, 32)) return unusable();  // another model has other outputs
    return loaded;
  } catch (const cv::Exception&) {
    return unusable();
  }
}

Result<std::vector<Face>> FaceNetwork::look(const Image& picture, Rect part, int side) try {
  constexpr int multiple = strides.back();
  NetworkInput input = network_input(picture, part, side, multiple);
  std::vector<Face> faces = network_->forward(input);
  for (Face& face : faces) face.box = in_picture(face.box, part, input.shown);
  return distinct(std::move(faces));
} catch (const cv::Exception& error) {
  return fail(Fault::internal, "the face network failed: " + error.err);
}

}  // namespace headroom::crop
