#include "crop/face_network.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "codec/photo_source.h"
#include "crop/face_networks.h"
#include "crop/overlap.h"
#include "support/face_model.h"
#include "support/real_files.h"

namespace headroom::crop {
namespace {

class FaceNetworkOnPhotos : public testing::Test {
 protected:
  void SetUp() override {
    if (test::face_model_file().empty() || !std::filesystem::exists(portrait()))
      GTEST_SKIP() << "set HEADROOM_PHOTOS; scripts/face-model installs the face model";
  }

  static std::filesystem::path portrait() { return test::photos_folder() / "faces/images/staff_0001.jpg"; }

  static Image photo() { return codec::open_photo(test::read_file(portrait()), {}).value()->preview(250).value(); }

  static Rect all_of(const Image& picture) { return {0, 0, picture.luma.width(), picture.luma.height()}; }
};

TEST(FaceNetwork, refuses_another_file) {
  const Bytes text(500, 'x');
  const auto network = FaceNetwork::from(text);
  ASSERT_FALSE(network);
  EXPECT_EQ(network.error().fault, Fault::usage);
  EXPECT_EQ(network.error().detail, "no face model that can be used: headroom takes YuNet's");
}

TEST_F(FaceNetworkOnPhotos, finds_the_labelled_face_at_any_size) {
  auto network = FaceNetwork::from(test::face_model()).value();
  const Image picture = photo();
  const Box labelled{63.1, 31.2, 99.1, 140.0};  // faces/labels.csv; ours reach from brow to chin
  for (const int side : {64, 96, 128, 250}) {
    const auto faces = network.look(picture, all_of(picture), side).value();
    ASSERT_FALSE(faces.empty()) << side;
    EXPECT_GT(faces[0].score, 0.7) << side;
    EXPECT_GT(intersection_over_union(faces[0].box, labelled), 0.6) << side;
  }
}

TEST_F(FaceNetworkOnPhotos, looks_at_a_part_and_answers_for_the_picture) {
  auto network = FaceNetwork::from(test::face_model()).value();
  const Image picture = photo();
  const auto whole = network.look(picture, all_of(picture), 128).value();
  const auto part = network.look(picture, {40, 10, 180, 200}, 128).value();
  ASSERT_FALSE(whole.empty());
  ASSERT_FALSE(part.empty());
  EXPECT_GT(intersection_over_union(whole[0].box, part[0].box), 0.8);
}

TEST_F(FaceNetworkOnPhotos, sees_nothing_in_a_flat_picture_of_any_shape) {
  auto network = FaceNetwork::from(test::face_model()).value();
  for (const Size size : {Size{1, 1}, Size{1, 300}, Size{200, 3}, Size{64, 64}}) {
    Image grey{Plane(size), {}, {}};
    grey.luma.fill(128);
    EXPECT_TRUE(network.look(grey, all_of(grey), 128).value().empty()) << size.width << "x" << size.height;
  }
}

TEST_F(FaceNetworkOnPhotos, all_that_are_lent_see_the_same) {
  const auto path = test::photos_folder() / "models" / "face_detection_yunet_2023mar.onnx";
  const auto networks = FaceNetworks::load(path).value();
  auto one = networks->borrow(), other = networks->borrow();
  const Image picture = photo();
  const auto seen = (*one).look(picture, all_of(picture), 128).value();
  const auto again = (*other).look(picture, all_of(picture), 128).value();
  ASSERT_EQ(seen.size(), again.size());
  for (std::size_t i = 0; i < seen.size(); i++) {
    EXPECT_EQ(seen[i].box, again[i].box);
    EXPECT_EQ(seen[i].score, again[i].score);
  }
}

}  // namespace
}  // namespace headroom::crop
