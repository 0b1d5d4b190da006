#include <gmock/gmock.h>
#include <sys/stat.h>
#include <zip.h>

#include <fstream>
#include <functional>

#include "delivery/batch_people.h"
#include "delivery/batches.h"
#include "delivery/manifest.h"
#include "delivery/zip_archive.h"
#include "store/sha256.h"

namespace headroom::delivery {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

struct ReadingBatches : testing::Test {
  test::TemporaryFolder pictures, out, scratch;
  fs::path batch;

  void SetUp() override { batch = write(BatchFormat::folder, out / "folders"); }

  fs::path write(BatchFormat format, const fs::path& where) const {
    const auto matches = people_with_pictures(pictures, {"ada", "sales/eve"});
    return write_batches(matches, {where, format, 500, "thumbnailPhoto"}).value().at(0).path;
  }

  std::string complaint(const fs::path& path) const {
    const auto content = read_batch(path, scratch.path());
    if (content) return "none";
    EXPECT_EQ(content.error().fault, Fault::broken) << content.error().detail;
    EXPECT_TRUE(fs::is_empty(scratch.path()));
    return content.error().detail;
  }

  /// Makes the sums right again after a change.
  void seal() const {
    Sums sums;
    for (const auto& entry : fs::directory_iterator(batch)) {
      const std::string text = test::text_of(entry.path());
      if (entry.path().filename() != sums_file)
        sums[entry.path().filename().string()] =
            store::sha256({reinterpret_cast<const Byte*>(text.data()), text.size()});
    }
    std::ofstream(batch / sums_file) << sums_text(sums);
  }
};

TEST_F(ReadingBatches, takes_what_was_written) {
  const auto content = read_batch(batch, scratch.path()).value();
  EXPECT_THAT(content.listed, ElementsAre(Pair("ada.jpg", "ada"), Pair("sales%2Feve.jpg", "sales/eve")));
  ASSERT_EQ(content.offers.size(), 2U);
  EXPECT_EQ(content.offers[1].path, batch / "sales%2Feve.jpg");
  const std::string ada = picture_of("ada");
  EXPECT_EQ(content.offers[0].sum, store::sha256({reinterpret_cast<const Byte*>(ada.data()), ada.size()}));

  const auto zipped = read_batch(write(BatchFormat::zip, out / "zips"), scratch.path()).value();
  EXPECT_EQ(zipped.listed, content.listed);
  EXPECT_EQ(test::text_of(zipped.offers[0].path), picture_of("ada"));
  EXPECT_TRUE(read_batch(write(BatchFormat::ldif, out / "ldifs"), scratch.path()));
}

TEST_F(ReadingBatches, finds_the_people_of_a_batch_again) {
  const auto content = read_batch(batch, scratch.path()).value();
  const Roster roster({{"1", "ADA", {}, {}, true}, {"2", "Sales/Eve", {}, {}, true}});
  NameRule rule;
  rule.listed = content.listed;
  const auto matches = match(content.offers, roster, rule);
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[0].person->key, "ADA");
  EXPECT_EQ(matches[1].person->key, "Sales/Eve");
}

TEST_F(ReadingBatches, knows_a_batch_when_it_sees_one) {
  EXPECT_TRUE(is_batch(batch));
  EXPECT_TRUE(is_batch(out.write("X.ZIP", "")));
  EXPECT_FALSE(is_batch(pictures.path()));
  EXPECT_FALSE(is_batch(out / "nowhere"));
  EXPECT_EQ(read_batch(pictures.path(), scratch.path()).error().fault, Fault::usage);
}

TEST_F(ReadingBatches, refuses_whatever_is_not_as_the_sums_say) {
  const struct {
    const char* what;
    std::function<void(const fs::path&)> change;
    const char* word;
  } cases[] = {
      {"changed", [](const auto& at) { std::ofstream(at / "ada.jpg", std::ios::app) << "!"; },
       "ada.jpg is not what manifest.sha256 says"},
      {"missing", [](const auto& at) { fs::remove(at / "ada.jpg"); }, "ada.jpg is missing"},
      {"added", [](const auto& at) { std::ofstream(at / "bob.jpg") << picture_of("bob"); }, "'bob.jpg' was added"},
      {"hidden", [](const auto& at) { std::ofstream(at / ".x") << "x"; }, "'.x' was added"},
      {"readme", [](const auto& at) { std::ofstream(at / "README.txt") << "x"; }, "README.txt is not what"},
      {"no manifest", [](const auto& at) { fs::remove(at / "manifest.csv"); }, "manifest.csv is missing"},
      {"no sums", [](const auto& at) { fs::remove(at / "manifest.sha256"); }, "manifest.sha256 cannot be read"},
      {"folder", [](const auto& at) { fs::create_directory(at / "more"); }, "'more' is no plain file"},
      {"link",
       [](const auto& at) {
         fs::rename(at / "ada.jpg", at.parent_path() / "moved");
         fs::create_symlink(at.parent_path() / "moved", at / "ada.jpg");
       },
       "'ada.jpg' is no plain file"},
      {"large sums", [](const auto& at) { fs::resize_file(at / "manifest.sha256", std::size_t{17} << 20); },
       "the limit is 16"},
  };
  for (const auto& c : cases) {
    const test::TemporaryFolder place;
    fs::copy(batch, place / "b", fs::copy_options::recursive);
    c.change(place / "b");
    EXPECT_THAT(complaint(place / "b"), AllOf(HasSubstr(c.word), HasSubstr("get the batch again"))) << c.what;
  }
}

TEST_F(ReadingBatches, refuses_batches_whose_sums_hold_but_that_no_headroom_wrote) {
  const struct {
    const char* what;
    std::function<void(const fs::path&)> change;
    const char* word;
  } cases[] = {
      {"picture without row", [](const auto& at) { std::ofstream(at / "bob.jpg") << picture_of("bob"); },
       "3 pictures, but manifest.csv names 2"},
      {"row without picture", [](const auto& at) { fs::remove(at / "ada.jpg"); }, "different things of ada.jpg"},
      {"another picture", [](const auto& at) { std::ofstream(at / "ada.jpg") << picture_of("eve"); },
       "different things of ada.jpg"},
      {"program", [](const auto& at) { std::ofstream(at / "setup.exe") << "x"; }, "no file that a batch has"},
      {"manifest", [](const auto& at) { std::ofstream(at / "manifest.csv") << "x"; }, "manifest.csv"},
  };
  const auto whole = out / "whole";
  fs::copy(batch, whole, fs::copy_options::recursive);
  for (const auto& c : cases) {
    fs::remove_all(batch);
    fs::copy(whole, batch, fs::copy_options::recursive);
    c.change(batch);
    seal();
    EXPECT_THAT(complaint(batch), HasSubstr(c.word)) << c.what;
  }
}

/// An archive of these files, as nobody here would write it.
fs::path odd_zip(const fs::path& path, const std::vector<std::pair<std::string, std::string>>& files,
                 zip_uint32_t attributes = S_IFREG | 0644U) {
  fs::remove(path);
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, nullptr);
  for (const auto& [name, content] : files) {
    const auto index = zip_file_add(archive, name.c_str(),
                                    zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_ENC_UTF_8);
    zip_file_set_external_attributes(archive, static_cast<zip_uint64_t>(index), 0, ZIP_OPSYS_UNIX, attributes << 16U);
  }
  EXPECT_EQ(zip_close(archive), 0) << zip_strerror(archive);
  return path;
}

TEST_F(ReadingBatches, refuses_archives_that_are_made_to_harm) {
  const auto path = out / "odd.zip";
  for (const char* name : {"../evil.jpg", "/evil.jpg", "a/b.jpg", "a\\b.jpg", "folder/", "..", ".x", "nul.jpg"})
    EXPECT_THAT(complaint(odd_zip(path, {{name, "x"}})), HasSubstr("a name that no batch has")) << name;
  EXPECT_THAT(complaint(odd_zip(path, {{"a.jpg", "x"}, {"A.jpg", "y"}})), HasSubstr("twice"));
  EXPECT_THAT(complaint(odd_zip(path, {{"a.jpg", "/etc/passwd"}}, S_IFLNK | 0777U)), HasSubstr("no plain file"));
  EXPECT_THAT(complaint(odd_zip(path, {{"a.jpg", std::string(102'401, 'x')}})), HasSubstr("would have 102401 bytes"));
  EXPECT_THAT(complaint(odd_zip(path, {{"manifest.csv", std::string(std::size_t{10} << 20, '\0')}})),
              HasSubstr("is packed 50 times"));
  EXPECT_THAT(complaint(odd_zip(path, {{"README.txt", "x"}})), HasSubstr("manifest.sha256"));
  EXPECT_THAT(complaint(out.write("text.zip", "no archive")), HasSubstr("no whole zip archive"));
  EXPECT_THAT(complaint(out.write("empty.zip", "")), HasSubstr("zip"));
}

TEST_F(ReadingBatches, refuses_archives_cut_short_or_damaged_anywhere) {
  const auto whole = test::text_of(write(BatchFormat::zip, out / "zips"));
  for (std::size_t at = 0; at < whole.size(); at += 13) {
    auto damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    const auto content = read_batch(out.write("x.zip", damaged), scratch.path());
    // Times and rights of files carry nothing; all else is found.
    if (content) {
      EXPECT_EQ(test::text_of(content->offers.at(0).path), picture_of("ada"));
    }
    EXPECT_FALSE(read_batch(out.write("y.zip", whole.substr(0, at)), scratch.path())) << at;
  }
}

}  // namespace
}  // namespace headroom::delivery
