#include "delivery/offers.h"

#include <gmock/gmock.h>

#include "support/temporary_folder.h"

namespace headroom::delivery {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> files_of(const std::vector<Offer>& offers) {
  std::vector<std::string> files;
  for (const auto& offer : offers) files.push_back(offer.file);
  return files;
}

TEST(Offers, are_the_outputs_of_one_size_in_byte_order) {
  const test::TemporaryFolder out;
  for (const char* file :
       {"b 96x96.jpg", "a 96x96.jpg", "a 648x648.jpg", "sub/deep/c 96x96.jpg", "B 96x96.jpg", "a96x96.jpg",
        " 96x96.jpg", "a 96x96.png", "a 196x96.jpg", "contact-sheet/x 96x96.jpg", ".headroom/tmp/y 96x96.jpg",
        "sub/.headroom/z 96x96.jpg", "sub/contact-sheet/w 96x96.jpg", "report.csv"})
    out.write(file, "x");
  std::filesystem::create_symlink(out / "a 96x96.jpg", out / "link 96x96.jpg");
  std::filesystem::create_directory_symlink(out / "sub", out / "again");
  std::filesystem::create_directory(out / "folder 96x96.jpg");
  const auto offers = offers_in(out.path(), {96, 96}).value();
  EXPECT_THAT(files_of(offers), ElementsAre("B 96x96.jpg", "a 96x96.jpg", "b 96x96.jpg",
                                            "sub/contact-sheet/w 96x96.jpg", "sub/deep/c 96x96.jpg"));
  EXPECT_EQ(offers[4].path, out / "sub/deep/c 96x96.jpg");
}

TEST(Offers, that_are_not_there_are_asked_for_with_the_command_that_makes_them) {
  const test::TemporaryFolder out;
  out.write("a 648x648.jpg", "x");
  const auto none = offers_in(out.path(), {96, 96});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().fault, Fault::usage);
  EXPECT_THAT(none.error().detail, AllOf(HasSubstr("no pictures of 96x96"), HasSubstr("headroom convert PHOTOS"),
                                         HasSubstr("--size 96x96")));
  const auto nowhere = offers_in(out / "nowhere", {96, 96});
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().fault, Fault::usage);
}

TEST(BareName, is_without_folder_extension_and_sizes) {
  const struct {
    const char *file, *name;
  } cases[] = {
      {"ada 96x96.jpg", "ada"},
      {"x/y/ada 96x96.jpg", "ada"},
      {"C:\\photos\\ada.JPEG", "ada"},
      {"John.Smith", "John.Smith"},
      {"John.Smith 648x648.jpg", "John.Smith"},
      {"John.Smith648x648.jpg", "John.Smith648x648"},
      {"ada 4x4 96x96.jpg", "ada"},
      {"ada  96x96.jpg", "ada "},
      {"96x96.jpg", "96x96"},
      {" 96x96.jpg", " 96x96"},
      {"ada 96x.jpg", "ada 96x"},
      {"ada x96.jpg", "ada x96"},
      {".jpg", ".jpg"},
      {"x/", ""},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(bare_name(c.file), c.name) << c.file;
}

}  // namespace
}  // namespace headroom::delivery
