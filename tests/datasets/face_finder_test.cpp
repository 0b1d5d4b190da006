// A face finder made for real photos looks at drawn portraits.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "codec/photo_source.h"
#include "crop/face_network.h"
#include "crop/overlap.h"
#include "datasets/camera.h"
#include "datasets/portrait.h"
#include "support/face_model.h"

namespace headroom::datasets {
namespace {

constexpr int side = 320;        // samples on the longer side of what the network is shown
constexpr double sure = 0.6;     // least score that counts as found
constexpr double overlap = 0.4;  // least intersection over union with the label
constexpr int portraits = 200;
constexpr double megapixels = 0.5;

/// The overlap of the label with the surest face that lies on it, if one does.
std::optional<double> find_labelled(crop::FaceNetwork& network, const Scene& scene) {
  const auto source = codec::open_photo(camera_file(draw(scene), {}), {}).value();
  const Image preview = source->preview(side).value();
  const double scale = static_cast<double>(preview.luma.width()) / scene.size.width;
  const Box face = label(scene).face;
  const Box small{face.x * scale, face.y * scale, face.width * scale, face.height * scale};
  const Rect all{0, 0, preview.luma.width(), preview.luma.height()};
  const auto faces = network.look(preview, all, side).value();
  for (const crop::Face& found : faces)
    if (const double shared = crop::intersection_over_union(found.box, small); found.score >= sure && shared >= overlap)
      return shared;
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
  if (test::face_model_file().empty()) GTEST_SKIP() << "scripts/face-model installs the face model";
  auto network = crop::FaceNetwork::from(test::face_model()).value();
  std::map<std::string, Count> counts;
  std::vector<double> overlaps;
  for (int number = 0; number < portraits; number++) {
    const Scene scene = plan_scene(Random::for_item(1, static_cast<std::uint64_t>(number)), megapixels);
    const auto shared = find_labelled(network, scene);
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
