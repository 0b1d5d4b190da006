// A face finder made for real photos looks at drawn portraits.

#include <gtest/gtest.h>

#include "support/real_files.h"

#if __has_include(<opencv2/dnn.hpp>)

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include "codec/photo_source.h"
#include "datasets/camera.h"
#include "datasets/portrait.h"

namespace headroom::datasets {
namespace {

constexpr int side = 320;        // pixels of the network's square input
constexpr float sure = 0.6F;     // least score that counts as found
constexpr double overlap = 0.4;  // least intersection over union with the label
constexpr int portraits = 200;
constexpr double megapixels = 0.5;

struct Found {
  float score = 0;
  Box face;  // pixels of the network's input
};

/// YuNet: a grid of cells at three strides, each with a score and a box.
class FaceFinder {
 public:
  explicit FaceFinder(const std::string& model) : network_(cv::dnn::readNet(model)) {}

  /// photo  planes of equal size, neither side longer than the input's
  std::vector<Found> find(const Image& photo) {
    network_.setInput(cv::dnn::blobFromImage(letterboxed(photo)));
    std::vector<Found> faces;
    for (const int stride : {8, 16, 32}) {
      const std::string name = std::to_string(stride);
      std::vector<cv::Mat> outputs;
      network_.forward(outputs, std::vector<cv::String>{"cls_" + name, "obj_" + name, "bbox_" + name});
      for (int cell = 0; cell < side / stride * (side / stride); cell++) {
        const float score = std::sqrt(outputs[0].ptr<float>()[cell] * outputs[1].ptr<float>()[cell]);
        if (score >= sure) faces.push_back({score, box(outputs[2].ptr<float>() + 4 * cell, cell, stride)});
      }
    }
    return faces;
  }

 private:
  static cv::Mat letterboxed(const Image& photo) {
    cv::Mat planes[3];
    const Plane* order[] = {&photo.luma, &photo.cr, &photo.cb};
    for (int i = 0; i < 3; i++)
      planes[i] = cv::Mat(order[i]->height(), order[i]->width(), CV_8UC1, const_cast<Byte*>(order[i]->row(0)),
                          static_cast<std::size_t>(order[i]->stride()));
    cv::Mat colours;
    cv::merge(planes, 3, colours);
    cv::cvtColor(colours, colours, cv::COLOR_YCrCb2BGR);
    cv::Mat square(side, side, CV_8UC3, cv::Scalar::all(0));
    colours.copyTo(square(cv::Rect(0, 0, colours.cols, colours.rows)));
    return square;
  }

  static Box box(const float* values, int cell, int stride) {
    const int cells = side / stride;
    const double width = std::exp(values[2]) * stride;
    const double height = std::exp(values[3]) * stride;
    return {(cell % cells + values[0]) * stride - width / 2, (cell / cells + values[1]) * stride - height / 2, width,
            height};
  }

  cv::dnn::Net network_;
};

double intersection_over_union(const Box& one, const Box& other) {
  const double width = std::min(one.x + one.width, other.x + other.width) - std::max(one.x, other.x);
  const double height = std::min(one.y + one.height, other.y + other.height) - std::max(one.y, other.y);
  if (width <= 0 || height <= 0) return 0;
  return width * height / (one.width * one.height + other.width * other.height - width * height);
}

/// The overlap of the label with the surest face that lies on it, if one does.
std::optional<double> find_labelled(FaceFinder& finder, const Scene& scene) {
  const auto source = codec::open_photo(camera_file(draw(scene), {}), {}).value();
  const Image preview = source->preview(side).value();
  const double scale = static_cast<double>(preview.luma.width()) / scene.size.width;
  const Box face = label(scene).face;
  const Box small{face.x * scale, face.y * scale, face.width * scale, face.height * scale};
  std::vector<Found> faces = finder.find(preview);
  std::sort(faces.begin(), faces.end(), [](const Found& a, const Found& b) { return a.score > b.score; });
  for (const Found& found : faces)
    if (const double shared = intersection_over_union(found.face, small); shared >= overlap) return shared;
  return std::nullopt;
}

struct Count {
  int found = 0;
  int all = 0;
  double share() const { return static_cast<double>(found) / all; }
};

/// What portraits are counted by.
std::vector<std::string> groups(const Scene& scene) {
  const Person& person = scene.people.front();
  const double share = person.face_height / scene.size.height;
  std::vector<std::string> groups{"all", "tone " + std::string(name(person.tone))};
  groups.emplace_back(share > 0.3 ? "near" : share >= 0.12 ? "half a body" : "far");
  if (std::abs(person.tilt) > 0.17) groups.emplace_back("tilted");
  if (person.beard) groups.emplace_back("beard");
  if (person.glasses) groups.emplace_back("glasses");
  if (scene.people.size() > 1) groups.emplace_back("two people");
  return groups;
}

TEST(FaceFinder, finds_nearly_all_drawn_faces_where_the_labels_say) {
  const auto model = test::photos_folder() / "models" / "face_detection_yunet_2023mar.onnx";
  if (!std::filesystem::exists(model))
    GTEST_SKIP() << "set HEADROOM_PHOTOS to a folder with models/" << model.filename().string();
  FaceFinder finder(model.string());
  std::map<std::string, Count> counts;
  std::vector<double> overlaps;
  for (int number = 0; number < portraits; number++) {
    const Scene scene = plan_scene(Random::for_item(1, static_cast<std::uint64_t>(number)), megapixels);
    const auto shared = find_labelled(finder, scene);
    for (const std::string& group : groups(scene)) {
      counts[group].all++;
      counts[group].found += shared ? 1 : 0;
    }
    if (shared) overlaps.push_back(*shared);
  }
  for (const auto& [group, count] : counts) std::printf("%-12s %3d of %3d\n", group.c_str(), count.found, count.all);
  ASSERT_FALSE(overlaps.empty());
  std::nth_element(overlaps.begin(), overlaps.begin() + overlaps.size() / 2, overlaps.end());
  const double median = overlaps[overlaps.size() / 2];
  std::printf("median overlap with the label %.3f\n", median);
  const struct {
    const char* group;
    double share;  // reached, less what a handful of portraits make
  } expected[] = {{"all", 0.97},        {"tone dark", 0.95}, {"tone medium", 0.95},
                  {"tone light", 0.95}, {"far", 0.85},       {"tilted", 0.85}};
  for (const auto& [group, share] : expected) EXPECT_GE(counts[group].share(), share) << group;
  EXPECT_GE(median, 0.88);
}

}  // namespace
}  // namespace headroom::datasets

#else

TEST(FaceFinder, finds_nearly_all_drawn_faces_where_the_labels_say) {
  GTEST_SKIP() << "built without libopencv-dnn-dev";
}

#endif
