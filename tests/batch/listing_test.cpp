#include "batch/listing.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/temporary_folder.h"

namespace headroom::batch {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

std::string files_of(const std::vector<Entry>& entries) {
  std::string files;
  for (const auto& entry : entries) files += entry.file + (entry.error ? " <- " + entry.error->detail : "") + "\n";
  return files;
}

Settings settings_for(const TemporaryFolder& place, bool recursive = false) {
  Settings settings;
  settings.photos = {place / "photos"};
  settings.out = place / "out";
  settings.recursive = recursive;
  return settings;
}

TEST(Listing, takes_the_files_of_a_folder_in_the_order_of_their_folded_names) {
  TemporaryFolder place;
  for (const auto* name : {"b.jpg", "A.jpg", "c", "sub/d.jpg", ".hidden.jpg", "Thumbs.db", "desktop.ini"})
    place.write(fs::path("photos") / name, "x");
  EXPECT_EQ(files_of(list_photos(settings_for(place)).value()), "A.jpg\nb.jpg\nc\n");
  EXPECT_EQ(files_of(list_photos(settings_for(place, true)).value()), "A.jpg\nb.jpg\nc\nsub/d.jpg\n");
}

TEST(Listing, a_trailing_slash_changes_nothing) {
  TemporaryFolder place;
  place.write("photos/sub/ada.jpg", "x");
  auto settings = settings_for(place, true);
  settings.photos = {(place / "photos").string() + "/"};
  EXPECT_EQ(files_of(list_photos(settings).value()), "sub/ada.jpg\n");
}

TEST(Listing, a_file_is_named_by_its_last_part) {
  TemporaryFolder place;
  auto settings = settings_for(place);
  settings.photos = {place.write("photos/sub/ada.jpg", "x")};
  EXPECT_EQ(files_of(list_photos(settings).value()), "ada.jpg\n");
}

TEST(Listing, of_two_with_one_output_name_the_later_is_marked) {
  TemporaryFolder place;
  for (const auto* name : {"ada.png", "Ada.jpg", "ada.jpg.gif", "Ünal.jpg", "ünal.png"})
    place.write(fs::path("photos") / name, "x");
  EXPECT_EQ(files_of(list_photos(settings_for(place)).value()),
            "Ada.jpg\nada.jpg.gif\nada.png <- Ada.jpg has the same output names; rename one of them\nÜnal.jpg\n"
            "ünal.png <- Ünal.jpg has the same output names; rename one of them\n");
}

TEST(Listing, a_file_named_twice_counts_once) {
  TemporaryFolder place;
  auto settings = settings_for(place);
  settings.photos.push_back(place.write("photos/ada.jpg", "x"));
  EXPECT_EQ(files_of(list_photos(settings).value()), "ada.jpg\n");
}

TEST(Listing, a_file_reached_in_two_ways_counts_once) {
  TemporaryFolder place;
  place.write("photos/ada.jpg", "x");
  auto settings = settings_for(place);
  settings.photos.push_back(place / "photos/../photos");
  EXPECT_EQ(files_of(list_photos(settings).value()), "ada.jpg\n");
}

TEST(Listing, two_folders_with_one_name_in_each_say_which_is_which) {
  TemporaryFolder place;
  place.write("photos/ada.jpg", "x");
  auto settings = settings_for(place);
  settings.photos.push_back(place.write("others/ada.jpg", "y"));
  const auto entries = list_photos(settings).value();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_NE(entries[1].error->detail.find("photos/ada.jpg"), std::string::npos);
}

TEST(Listing, what_cannot_be_converted_is_listed_with_its_reason) {
  TemporaryFolder place;
  place.write("photos/" + std::string(247, 'x'), "name too long with its size");
  place.write("photos/" + std::string(240, 'y'), "just short enough");
  fs::create_symlink("nowhere", place / "photos/dangling.jpg");
  ASSERT_EQ(::mkfifo((place / "photos/fifo.jpg").c_str(), 0600), 0);
  const auto entries = list_photos(settings_for(place)).value();
  ASSERT_EQ(entries.size(), 4U);
  EXPECT_EQ(entries[0].error->fault, Fault::unreadable);
  EXPECT_EQ(entries[1].error->fault, Fault::not_an_image);
  EXPECT_EQ(entries[2].error->fault, Fault::name_too_long);
  EXPECT_FALSE(entries[3].error);
}

TEST(Listing, passes_over_output_folders_of_earlier_runs) {
  TemporaryFolder place;
  place.write("photos/ada.jpg", "x");
  place.write("photos/old/ada 96x96.jpg", "x");
  place.write("photos/old/.headroom/journal.sqlite", "x");
  EXPECT_EQ(files_of(list_photos(settings_for(place, true)).value()), "ada.jpg\n");
}

TEST(Listing, passes_over_the_output_folder_inside_the_input) {
  TemporaryFolder place;
  place.write("photos/ada.jpg", "x");
  place.write("photos/out/ada 96x96.jpg", "x");
  auto settings = settings_for(place, true);
  settings.out = place / "photos/out/";
  EXPECT_EQ(files_of(list_photos(settings).value()), "ada.jpg\n");
}

TEST(Listing, refuses_to_write_into_the_folder_it_reads) {
  TemporaryFolder place;
  place.write("photos/ada.jpg", "x");
  auto settings = settings_for(place);
  settings.out = place / "photos/../photos/";
  EXPECT_EQ(list_photos(settings).error().fault, Fault::usage);
}

TEST(Listing, a_missing_input_is_told_by_name) {
  TemporaryFolder place;
  const auto listed = list_photos(settings_for(place));
  ASSERT_FALSE(listed);
  EXPECT_EQ(listed.error().fault, Fault::usage);
  EXPECT_NE(listed.error().detail.find("photos"), std::string::npos);
}

TEST(Listing, does_not_follow_links_to_folders) {
  TemporaryFolder place;
  place.write("photos/ada.jpg", "x");
  fs::create_directory_symlink(place / "photos", place / "photos/again");
  EXPECT_EQ(files_of(list_photos(settings_for(place, true)).value()), "ada.jpg\n");
}

TEST(Listing, names_outputs_after_the_photo_with_a_space) {
  struct {
    const char* file;
    const char* output;
  } cases[] = {
      {"ada.jpg", "ada 96x96.jpg"},
      {"John.Smith.jpeg", "John.Smith 96x96.jpg"},
      {"sub.d/noext", "sub.d/noext 96x96.jpg"},
      {"sub/.jpg", "sub/.jpg 96x96.jpg"},
  };
  for (const auto& c : cases) EXPECT_EQ(output_path(Entry{c.file, {}, 0, 0, std::nullopt}, {96, 96}), c.output);
}

}  // namespace
}  // namespace headroom::batch
