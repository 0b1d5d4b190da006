#include "datasets/collection.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "datasets/labels.h"
#include "support/temporary_folder.h"

namespace headroom::datasets {
namespace {

using test::TemporaryFolder;
using test::text_of;

TEST(Collection, of_nothing_has_labels_without_rows) {
  const TemporaryFolder folder;
  draw_collection({.count = 0, .folder = folder.path()});
  EXPECT_EQ(text_of(folder / "labels.csv"), label_header());
}

TEST(Collection, keeps_its_first_portraits_when_more_are_asked_for) {
  const TemporaryFolder folder;
  draw_collection({.count = 1, .megapixels = 0.01, .seed = 3, .folder = folder.path()});
  const std::string first = text_of(folder / "portrait_00001.jpg");
  const std::string labels = text_of(folder / "labels.csv");
  draw_collection({.count = 3, .megapixels = 0.01, .seed = 3, .folder = folder.path()});
  EXPECT_FALSE(first.empty());
  EXPECT_EQ(text_of(folder / "portrait_00001.jpg"), first);
  EXPECT_NE(text_of(folder / "portrait_00002.jpg"), first);
  EXPECT_EQ(text_of(folder / "labels.csv").substr(0, labels.size()), labels);
}

TEST(Collection, says_which_file_could_not_be_written) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "labels.csv");  // a folder where the file should go
  try {
    draw_collection({.count = 0, .folder = folder.path()});
    FAIL() << "nothing was thrown";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("labels.csv"), std::string::npos);
  }
}

}  // namespace
}  // namespace headroom::datasets
