#include "cli/face_model.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "support/face_model.h"
#include "support/temporary_folder.h"

namespace headroom::cli {
namespace {

/// Without any model installed, and with what is said about it.
class FaceModel : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* variable : variables) {
      const char* value = std::getenv(variable);
      before_.emplace_back(variable, value == nullptr ? "" : value);
      ::setenv(variable, place_.path().c_str(), 1);
    }
  }

  void TearDown() override {
    for (const auto& [variable, value] : before_)
      value.empty() ? ::unsetenv(variable) : ::setenv(variable, value.c_str(), 1);
  }

  static constexpr const char* variables[] = {"HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS"};

  Result<std::unique_ptr<crop::FaceNetworks>> load(const std::string& file, bool quiet = false) {
    return load_face_model({file, quiet}, {out_, messages_, false, place_ / "bin/headroom"}, settings_);
  }

  std::vector<std::pair<const char*, std::string>> before_;
  test::TemporaryFolder place_;
  batch::Settings settings_;
  std::ostringstream out_, messages_;
};

TEST_F(FaceModel, is_looked_for_beside_the_program_and_in_data_folders) {
  ::setenv("XDG_DATA_DIRS", "/one:/two", 1);
  const auto places = face_model_places(place_ / "bin/headroom");
  const std::string name = "headroom/face_detection_yunet_2023mar.onnx";
  ASSERT_EQ(places.size(), 5U);
  EXPECT_EQ(places[0], place_ / "share" / name);
  EXPECT_EQ(places[2], place_ / name);
  EXPECT_EQ(places[3], "/one/" + name);
  EXPECT_EQ(places[4], "/two/" + name);
}

TEST_F(FaceModel, is_done_without_in_words_where_none_is_installed) {
  const auto networks = load("");
  ASSERT_TRUE(networks);
  EXPECT_EQ(*networks, nullptr);
  EXPECT_NE(messages_.str().find("scripts/face-model"), std::string::npos);
  messages_.str("");
  EXPECT_TRUE(load("", true));
  EXPECT_TRUE(load("none"));
  EXPECT_EQ(messages_.str(), "");
}

TEST_F(FaceModel, is_needed_by_crop_face) {
  settings_.cropper = batch::Cropper::face;
  const auto networks = load("");
  ASSERT_FALSE(networks);
  EXPECT_EQ(networks.error().fault, Fault::usage);
}

TEST_F(FaceModel, is_not_read_where_the_cropper_needs_none) {
  for (const auto cropper : {batch::Cropper::centre, batch::Cropper::skin}) {
    settings_.cropper = cropper;
    EXPECT_TRUE(load("/nowhere"));
  }
}

TEST_F(FaceModel, is_refused_by_name_when_it_is_none) {
  place_.write("model.onnx", "not a network");
  place_.write("folder.onnx/inside", "");
  for (const char* file : {"model.onnx", "missing.onnx", "folder.onnx"}) {
    const auto networks = load(place_ / file);
    ASSERT_FALSE(networks);
    EXPECT_EQ(networks.error().fault, Fault::usage);
    EXPECT_NE(networks.error().detail.find(file), std::string::npos);
  }
}

TEST_F(FaceModel, is_noted_in_the_settings) {
  if (test::face_model_file().empty()) GTEST_SKIP() << "scripts/face-model installs the face model";
  const auto networks = load(test::face_model_file());
  ASSERT_TRUE(networks);
  EXPECT_NE(*networks, nullptr);
  EXPECT_FALSE(settings_.face_model.empty());
}

}  // namespace
}  // namespace headroom::cli
