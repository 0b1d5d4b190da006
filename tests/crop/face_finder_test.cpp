#include "crop/face_finder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "base/turn.h"
#include "crop/face_networks.h"
#include "crop/overlap.h"
#include "datasets/portrait.h"
#include "support/face_model.h"

namespace headroom::crop {
namespace {

/// Drawn portraits, looked at by the real model; left out where it is not installed.
class FaceFinder : public testing::Test {
 protected:
  void SetUp() override {
    if (test::face_model_file().empty()) GTEST_SKIP() << "scripts/face-model installs the face model";
    networks_ = FaceNetworks::load(test::face_model_file()).value();
  }

  FaceFinding find(const Image& picture, bool turn = true) {
    auto network = networks_->borrow();
    return find_faces(*network, picture, turn).value();
  }

  std::unique_ptr<FaceNetworks> networks_;
};

struct Portrait {
  datasets::Scene scene;
  Image preview;
  Box face;  // samples of the preview
};

Portrait portrait(int number) {
  Portrait drawn{datasets::plan_scene(datasets::Random::for_item(3, static_cast<std::uint64_t>(number)), 0.2), {}, {}};
  drawn.scene.people.resize(1);
  drawn.preview = datasets::draw(drawn.scene, {1, 1});
  drawn.face = datasets::label(drawn.scene).face;
  return drawn;
}

TEST_F(FaceFinder, finds_drawn_faces_where_they_are) {
  int near = 0;
  for (int number = 0; number < 20; number++) {
    const Portrait drawn = portrait(number);
    const FaceFinding found = find(drawn.preview);
    EXPECT_EQ(found.quarter_turns, 0) << number;
    near += !found.faces().empty() && intersection_over_union(found.faces()[0].box, drawn.face) > 0.4 ? 1 : 0;
  }
  EXPECT_GE(near, 19);
}

TEST_F(FaceFinder, tells_how_a_lying_photo_must_be_turned) {
  int right = 0;
  for (int number = 0; number < 8; number++)
    for (int turns = 1; turns < 4; turns++) {
      Portrait drawn = portrait(number);
      const Orientation lying = quarter_turns(4 - turns);
      const Size size = upright(drawn.scene.size, lying);
      const FaceFinding found = find(turn(std::move(drawn.preview), lying, size));
      const bool here = !found.faces().empty() && intersection_over_union(found.faces()[0].box, drawn.face) > 0.4;
      right += here && found.quarter_turns == turns ? 1 : 0;
    }
  EXPECT_GE(right, 20) << "of 24";
}

TEST_F(FaceFinder, leaves_a_lying_photo_alone_when_told_to) {
  Portrait drawn = portrait(0);
  const Image lying = turn(std::move(drawn.preview), quarter_turns(2), drawn.scene.size);
  EXPECT_EQ(find(lying, false).quarter_turns, 0);
}

TEST_F(FaceFinder, puts_box_edges_on_quarters_of_a_sample) {
  const FaceFinding found = find(portrait(0).preview);
  ASSERT_FALSE(found.faces().empty());
  for (const double edge : {found.faces()[0].box.x, found.faces()[0].box.y, found.faces()[0].box.width})
    EXPECT_EQ(edge * 4, std::floor(edge * 4));
}

TEST_F(FaceFinder, sees_nobody_in_pictures_without_a_face) {
  for (const Size size : {Size{1, 1}, Size{640, 1}, Size{1, 640}, Size{33, 31}, Size{640, 480}}) {
    Image flat{Plane(size), {}, {}};
    flat.luma.fill(120);
    const FaceFinding found = find(flat);
    EXPECT_TRUE(found.faces().empty()) << size.width << "x" << size.height;
    EXPECT_EQ(found.quarter_turns, 0);
  }
}

TEST_F(FaceFinder, finds_faces_without_colour_too) {
  Portrait drawn = portrait(1);
  drawn.preview.cb = Plane();
  drawn.preview.cr = Plane();
  const FaceFinding found = find(drawn.preview);
  ASSERT_FALSE(found.faces().empty());
  EXPECT_GT(intersection_over_union(found.faces()[0].box, drawn.face), 0.4);
}

TEST(Rivals, are_nearly_as_prominent) {
  const Face first{{0, 0, 100, 100}, 0.9};
  EXPECT_TRUE(rivals({{200, 0, 90, 90}, 0.9}, first));
  EXPECT_FALSE(rivals({{200, 0, 30, 30}, 0.9}, first));
  EXPECT_FALSE(rivals({{200, 0, 60, 60}, 0.3}, first));
}

TEST(HeadOf, adds_hair_ears_and_chin) {
  const Box head = head_of({100, 200, 100, 200});
  EXPECT_DOUBLE_EQ(head.x, 90);
  EXPECT_DOUBLE_EQ(head.y, 130);
  EXPECT_DOUBLE_EQ(head.width, 120);
  EXPECT_DOUBLE_EQ(head.height, 280);
}

}  // namespace
}  // namespace headroom::crop
