#include "crop/subject_finder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "base/turn.h"
#include "crop/overlap.h"
#include "datasets/portrait.h"
#include "support/face_model.h"
#include "support/pictures.h"

namespace headroom::crop {
namespace {

Image drawn_portrait(int number, Box& face) {
  auto scene = datasets::plan_scene(datasets::Random::for_item(3, static_cast<std::uint64_t>(number)), 0.2);
  scene.people.resize(1);
  face = datasets::label(scene).face;
  return datasets::draw(scene, {1, 1});
}

/// Pictures side by side, the shorter ones over black.
Image side_by_side(const std::vector<Image>& pictures) {
  Size size;
  for (const Image& picture : pictures) {
    size.width += picture.luma.width();
    size.height = std::max(size.height, picture.luma.height());
  }
  Image all{Plane(size), Plane(size), Plane(size)};
  for (Plane* plane : all.planes()) plane->fill(neutral_chroma);
  int x = 0;
  for (const Image& picture : pictures) {
    for (std::size_t p = 0; p < 3; p++)
      for (int y = 0; y < picture.luma.height(); y++)
        std::copy_n(picture.planes()[p]->row(y), picture.luma.width(), all.planes()[p]->row(y) + x);
    x += picture.luma.width();
  }
  return all;
}

class SubjectFinderWithModel : public testing::Test {
 protected:
  void SetUp() override {
    if (test::face_model_file().empty()) GTEST_SKIP() << "scripts/face-model installs the face model";
    networks_ = FaceNetworks::load(test::face_model_file()).value();
  }

  Sighting find(const Image& preview, const Search& search = {}) {
    return SubjectFinder(networks_.get(), backend_).find(preview, preview.luma.size(), search).value();
  }

  compute::Backend backend_;
  std::unique_ptr<FaceNetworks> networks_;
};

TEST_F(SubjectFinderWithModel, crops_by_a_face_it_is_sure_of) {
  Box face;
  const Image preview = drawn_portrait(0, face);
  const Sighting sighting = find(preview);
  EXPECT_EQ(sighting.subject.finder, Finder::face);
  EXPECT_GT(sighting.subject.confidence, 0.9);
  EXPECT_NE(sighting.trusted_head(0.5), nullptr);
  EXPECT_EQ(sighting.flags, Flags());
}

TEST_F(SubjectFinderWithModel, gives_the_head_in_pixels_of_the_photo) {
  Box face;
  Image preview = drawn_portrait(0, face);
  const Box small = find(preview).subject.head;
  for (Plane* plane : preview.planes()) plane->across = plane->down = {0, 4};
  const Size photo{4 * preview.luma.width(), 4 * preview.luma.height()};
  const Box large = SubjectFinder(networks_.get(), backend_).find(preview, photo, {}).value().subject.head;
  EXPECT_DOUBLE_EQ(large.x, 4 * small.x);
  EXPECT_DOUBLE_EQ(large.height, 4 * small.height);
}

TEST_F(SubjectFinderWithModel, turns_a_photo_that_lies_on_its_side) {
  Box face;
  Image upright_preview = drawn_portrait(0, face);
  const Size size = upright_preview.luma.size();
  const Box head = find(upright_preview).subject.head;
  const Orientation lying = quarter_turns(3);
  const Sighting sighting = find(turn(std::move(upright_preview), lying, upright(size, lying)));
  EXPECT_EQ(sighting.quarter_turns, 1);
  EXPECT_TRUE(sighting.flags.has(Flag::turned));
  EXPECT_GT(intersection_over_union(sighting.subject.head, head), 0.8) << "pixels of the photo as turned";
}

TEST_F(SubjectFinderWithModel, takes_the_person_it_is_told_to) {
  Box face;
  std::vector<Image> people;
  for (int i = 0; i < 3; i++) people.push_back(drawn_portrait(0, face));
  const int width = people[0].luma.width();
  const Image preview = side_by_side(people);
  const auto place = [&](Person person) {
    Search search;
    search.person = person;
    const Sighting sighting = find(preview, search);
    EXPECT_TRUE(sighting.flags.has(Flag::several_people));
    const Box& head = sighting.subject.head;
    return static_cast<int>(head.x + head.width / 2) / width;
  };
  EXPECT_EQ(place(Person::left), 0);
  EXPECT_EQ(place(Person::central), 1);
  EXPECT_EQ(place(Person::right), 2);
}

TEST_F(SubjectFinderWithModel, takes_nobody_of_several_when_there_should_be_one) {
  Box face;
  std::vector<Image> people;
  for (int i = 0; i < 2; i++) people.push_back(drawn_portrait(0, face));
  Search search;
  search.person = Person::only;
  const Sighting two = find(side_by_side(people), search);
  EXPECT_FALSE(two.subject.found());
  EXPECT_TRUE(two.flags.has(Flag::several_people));
  EXPECT_TRUE(two.flags.has(Flag::no_subject));
  EXPECT_TRUE(find(people[0], search).subject.found());
}

TEST_F(SubjectFinderWithModel, trusts_nobody_where_nobody_is) {
  Image wall{Plane({320, 240}), Plane({320, 240}), Plane({320, 240})};
  for (Plane* plane : wall.planes()) plane->fill(140);
  const Sighting sighting = find(wall);
  EXPECT_EQ(sighting.trusted_head(0.5), nullptr);
  EXPECT_EQ(sighting.quarter_turns, 0);
  EXPECT_EQ(sighting.salient.width, 240);
}

TEST_F(SubjectFinderWithModel, asks_skin_alone_when_told_to) {
  Search search;
  search.senses = Senses::skin;
  EXPECT_EQ(find(test::portrait({240, 320}), search).subject.finder, Finder::skin);
}

TEST_F(SubjectFinderWithModel, asks_faces_alone_when_told_to) {
  Search search;
  search.senses = Senses::face;
  Image wall{Plane({320, 240}), Plane({320, 240}), Plane({320, 240})};
  for (Plane* plane : wall.planes()) plane->fill(140);
  EXPECT_FALSE(find(wall, search).subject.found());
}

TEST(SubjectFinder, finds_by_skin_where_there_is_no_model) {
  compute::Backend backend;
  const SubjectFinder finder(nullptr, backend);
  const Image preview = test::portrait({240, 320});
  const Sighting sighting = finder.find(preview, {240, 320}, {}).value();
  EXPECT_EQ(sighting.subject.finder, Finder::skin);
  EXPECT_FALSE(finder.sees_faces());
}

TEST(SubjectFinder, is_not_sure_of_nobody) {
  compute::Backend backend;
  Image pixel{Plane({1, 1}), {}, {}};
  pixel.luma.fill(9);
  EXPECT_EQ(SubjectFinder(nullptr, backend).find(pixel, {1, 1}, {}).value().subject.confidence, 0);
}

TEST(SubjectFinder, takes_a_photo_of_one_pixel) {
  compute::Backend backend;
  Image pixel{Plane({1, 1}), {}, {}};
  pixel.luma.fill(9);
  const Sighting sighting = SubjectFinder(nullptr, backend).find(pixel, {1, 1}, {}).value();
  EXPECT_FALSE(sighting.subject.found());
  EXPECT_TRUE(sighting.flags.has(Flag::no_subject));
  EXPECT_EQ(sighting.salient, (Box{0, 0, 1, 1}));
}

}  // namespace
}  // namespace headroom::crop
