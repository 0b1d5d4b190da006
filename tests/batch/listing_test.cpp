#include "batch/listing.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <set>

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

TEST(Listing, follows_links_out_of_the_input_and_to_folders_only_when_asked_to) {
  TemporaryFolder place;
  place.write("photos/ada.jpg", "x");
  place.write("others/bob.jpg", "x");
  fs::create_symlink("ada.jpg", place / "photos/inside.jpg");
  fs::create_symlink("../others/bob.jpg", place / "photos/outside.jpg");
  fs::create_symlink("/dev/zero", place / "photos/zero.jpg");
  fs::create_directory_symlink(place / "photos", place / "photos/again");
  fs::create_directory_symlink("../others", place / "photos/others");
  auto settings = settings_for(place, true);
  EXPECT_EQ(files_of(list_photos(settings).value()),
            "ada.jpg\ninside.jpg\n"
            "outside.jpg <- a symbolic link out of the input folder; put the photo there, or use --follow-links\n"
            "zero.jpg <- not a regular file\n");
  settings.follow_links = true;
  EXPECT_EQ(files_of(list_photos(settings).value()),
            "ada.jpg\ninside.jpg\nothers/bob.jpg\noutside.jpg\nzero.jpg <- not a regular file\n");
}

TEST(Listing, takes_a_named_link_and_a_folder_behind_one) {
  TemporaryFolder place;
  place.write("real/ada.jpg", "x");
  fs::create_directory_symlink("real", place / "photos");
  fs::create_symlink("real/ada.jpg", place / "bob.jpg");
  auto settings = settings_for(place);
  settings.photos.push_back(place / "bob.jpg");
  EXPECT_EQ(files_of(list_photos(settings).value()), "ada.jpg\nbob.jpg\n");
}

TEST(Listing, takes_names_of_any_bytes) {
  TemporaryFolder place;
  const std::string composed = "\u00e9.jpg", decomposed = "e\u0301.png";
  for (const std::string& name : {std::string("two\nlines.jpg"), std::string("\xff\xfe.jpg"), std::string("--out.jpg"),
                                  std::string(" "), std::string("a\\b\"c.jpg"), composed, decomposed})
    place.write(fs::path("photos") / name, "x");
  const auto entries = list_photos(settings_for(place)).value();
  ASSERT_EQ(entries.size(), 7U);
  const auto twins = std::ranges::count_if(entries, [](const Entry& entry) { return entry.error.has_value(); });
  EXPECT_EQ(twins, 1) << "one of the two that look the same";
}

TEST(Listing, takes_files_of_any_time_and_folders_named_like_photos) {
  TemporaryFolder place;
  std::vector<long long> times;
  for (const time_t seconds : {time_t{-1}, time_t{0}, time_t{1} << 33, time_t{1} << 40}) {
    const auto file = place.write("photos/ada.jpg", "x");
    const timespec both[] = {{seconds, 5}, {seconds, 5}};
    ASSERT_EQ(::utimensat(AT_FDCWD, file.c_str(), both, 0), 0);
    times.push_back(list_photos(settings_for(place)).value().at(0).modified);
  }
  EXPECT_EQ(times[0], -999'999'995);
  EXPECT_EQ(std::set(times.begin(), times.end()).size(), times.size());
  place.write("photos/x.jpg/bob.jpg", "x");
  EXPECT_EQ(files_of(list_photos(settings_for(place)).value()), "ada.jpg\n");
  EXPECT_EQ(files_of(list_photos(settings_for(place, true)).value()), "ada.jpg\nx.jpg/bob.jpg\n");
}

TEST(Listing, of_a_hundred_thousand_files_is_complete_and_in_order) {
  TemporaryFolder place;
  fs::create_directory(place / "photos");
  constexpr int count = 100'000;
  for (int i = 0; i < count; i++) {
    const int file = ::open((place / "photos" / fmt::format("{:05}.jpg", i)).c_str(), O_CREAT | O_WRONLY, 0600);
    ASSERT_GE(file, 0);
    ::close(file);
  }
  const auto entries = list_photos(settings_for(place)).value();
  ASSERT_EQ(entries.size(), static_cast<std::size_t>(count));
  for (int i = 0; i < count; i += 999)
    EXPECT_EQ(entries[static_cast<std::size_t>(i)].file, fmt::format("{:05}.jpg", i));
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
