#include "compute/binary_cache.h"

#include <gmock/gmock.h>

#include <fstream>

#include "compute/device.h"

namespace headroom::compute {
namespace {

namespace fs = std::filesystem;

class BinaryCacheTest : public testing::Test {
 protected:
  BinaryCacheTest() { fs::remove_all(folder); }
  ~BinaryCacheTest() override { fs::remove_all(folder); }

  std::vector<fs::path> files() const {
    std::vector<fs::path> found;
    if (fs::exists(folder))
      for (const auto& entry : fs::directory_iterator(folder)) found.push_back(entry.path());
    return found;
  }

  const testing::TestInfo& test = *testing::UnitTest::GetInstance()->current_test_info();
  const fs::path folder = fs::path(testing::TempDir()) / (std::string("headroom-cache-") + test.name()) / "deep";
  const BinaryCache cache{folder};
  const Bytes binary = {1, 2, 3, 0, 255};
};

void overwrite(const fs::path& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

TEST_F(BinaryCacheTest, finds_what_was_kept) {
  EXPECT_FALSE(cache.find("abc"));
  cache.keep("abc", binary);
  EXPECT_EQ(cache.find("abc"), binary);
  EXPECT_FALSE(cache.find("abd"));
  EXPECT_EQ(files().size(), 1u);  // no temporary file is left
}

TEST_F(BinaryCacheTest, takes_a_damaged_file_for_none) {
  cache.keep("abc", binary);
  for (const std::uintmax_t size : {0, 1, 20, 60, static_cast<int>(fs::file_size(folder / "abc")) - 1}) {
    cache.keep("abc", binary);
    fs::resize_file(folder / "abc", size);
    EXPECT_FALSE(cache.find("abc")) << size;
  }
  overwrite(folder / "abc", "something else altogether, and longer than the head of a real one would be");
  EXPECT_FALSE(cache.find("abc"));
}

TEST_F(BinaryCacheTest, takes_a_file_under_a_wrong_name_for_none) {
  cache.keep("abc", binary);
  fs::rename(folder / "abc", folder / "abd");
  EXPECT_FALSE(cache.find("abd"));
}

TEST_F(BinaryCacheTest, does_without_a_folder_that_cannot_be_written) {
  fs::create_directories(folder.parent_path());
  overwrite(folder, "a file where the folder should be");
  cache.keep("abc", binary);
  EXPECT_FALSE(cache.find("abc"));
  BinaryCache("").keep("abc", binary);
}

TEST_F(BinaryCacheTest, serves_devices_and_survives_what_is_foreign_to_them) {
  for (const DeviceInfo& info : list_devices()) {
    const auto from_cache = [&] {
      auto device = Device::open(info, folder);
      EXPECT_TRUE((*device)->build_all());
      return (*device)->built_from_cache();
    };
    const int all = static_cast<int>(kernel_texts().size());
    EXPECT_EQ(from_cache(), 0);
    EXPECT_EQ(from_cache(), all);
    for (const fs::path& file : files()) cache.keep(file.filename().string(), binary);  // well-formed, but no program
    EXPECT_EQ(from_cache(), 0);
    EXPECT_EQ(from_cache(), all);  // and it was replaced
  }
}

TEST(Fingerprint, depends_on_every_part_and_on_where_parts_end) {
  EXPECT_EQ(fingerprint({"ab", "c"}), fingerprint({"ab", "c"}));
  EXPECT_EQ(fingerprint({"ab", "c"}).size(), 32u);
  EXPECT_NE(fingerprint({"ab", "c"}), fingerprint({"a", "bc"}));
  EXPECT_NE(fingerprint({"ab", "c"}), fingerprint({"ab", "d"}));
  EXPECT_NE(fingerprint({"ab"}), fingerprint({"ab", ""}));
}

}  // namespace
}  // namespace headroom::compute
