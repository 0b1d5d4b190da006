#include "delivery/batches.h"

#include <gmock/gmock.h>

#include <fstream>

#include "delivery/batch_people.h"
#include "support/server_process.h"

namespace headroom::delivery {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct WritingBatches : testing::Test {
  test::TemporaryFolder pictures;
  test::TemporaryFolder out;

  Result<std::vector<Batch>> write(const std::vector<Match>& matches, BatchFormat format, int size = 500) const {
    return write_batches(matches, {out / "batches", format, size, "thumbnailPhoto"});
  }
  std::string listing() const { return test::listing_of(out / "batches"); }
};

TEST_F(WritingBatches, splits_people_into_folders) {
  auto matches = people_with_pictures(pictures, {"ada", "bob", "M\xC3\xBCller", "sales/eve", "gone", "left"});
  matches[4].error = Error{Fault::no_such_user, "nobody", {}};
  matches[5].left_out = true;
  const auto batches = write(matches, BatchFormat::folder, 3).value();
  ASSERT_EQ(batches.size(), 2U);
  EXPECT_EQ(batches[0].people, 3);
  EXPECT_EQ(batches[1].people, 1);
  EXPECT_EQ(batches[1].path, out / "batches/batch-0002");
  EXPECT_EQ(batches[0].manifest_sha256.size(), 64U);
  EXPECT_EQ(test::text_of(out / "batches/batch-0001/ada.jpg"), picture_of("ada"));
  EXPECT_EQ(test::text_of(out / "batches/batch-0002/sales%2Feve.jpg"), picture_of("sales/eve"));
  EXPECT_THAT(test::text_of(out / "batches/batch-0001/manifest.csv"),
              AllOf(HasSubstr("file,person,name,bytes,sha256,dn\r\nada.jpg,ada,Name of ada,18,"),
                    HasSubstr("\"CN=ada,DC=test\"")));
  EXPECT_THAT(test::text_of(out / "batches/batch-0001/README.txt"),
              AllOf(HasSubstr("batch-0001: photos of 3 people\r\n"), HasSubstr("Set-ADUser -Identity $_.dn"),
                    HasSubstr("sha256sum -c"), HasSubstr("{ thumbnailPhoto = $photo }"), Not(HasSubstr("ldif"))));
  EXPECT_THAT(test::text_of(out / "batches/batch-0002/README.txt"), HasSubstr("photos of 1 person\r\n"));
}

TEST_F(WritingBatches, holds_before_sha256sum) {
  const auto matches = people_with_pictures(pictures, {"ada", "sales/eve", "-rf", "M\xC3\xBCller"});
  ASSERT_TRUE(write(matches, BatchFormat::ldif));
  std::string said;
  const std::string folder = (out / "batches/batch-0001").string();
  EXPECT_EQ(test::run_program({"/bin/sh", "-c", "cd '" + folder + "' && sha256sum --strict -c manifest.sha256"}, said),
            0)
      << said;
  for (const char* file : {"ada.jpg: OK", "manifest.csv: OK", "README.txt: OK", "import.ldif: OK", "%2Drf.jpg: OK"})
    EXPECT_THAT(said, HasSubstr(file));
}

TEST_F(WritingBatches, writes_ldif_beside_the_pictures) {
  ASSERT_TRUE(write(people_with_pictures(pictures, {"ada", "M\xC3\xBCller"}), BatchFormat::ldif));
  EXPECT_THAT(test::text_of(out / "batches/batch-0001/import.ldif"),
              AllOf(HasSubstr("dn: CN=ada,DC=test\r\nchangetype: modify\r\nreplace: thumbnailPhoto\r\n"),
                    HasSubstr("dn:: Q049TcO8bGxlcixEQz10ZXN0\r\n"), Not(HasSubstr("version"))));
  EXPECT_THAT(test::text_of(out / "batches/batch-0001/README.txt"),
              AllOf(HasSubstr("ldifde -i -f import.ldif"), HasSubstr("ldapmodify -H ldaps://")));
}

TEST_F(WritingBatches, makes_the_same_bytes_again) {
  const auto matches = people_with_pictures(pictures, {"ada", "bob", "eve"});
  for (const auto format : {BatchFormat::ldif, BatchFormat::folder, BatchFormat::zip}) {
    const test::TemporaryFolder first, second;
    const auto one = write_batches(matches, {first / "o", format, 2, "thumbnailPhoto"}).value();
    for (const auto& match : matches) std::filesystem::last_write_time(match.offer.path, {});
    const auto other = write_batches(matches, {second / "o", format, 2, "thumbnailPhoto"}).value();
    EXPECT_EQ(test::listing_of(first.path()), test::listing_of(second.path()));
    for (std::size_t i = 0; i < one.size(); i++) {
      EXPECT_EQ(one[i].manifest_sha256, other[i].manifest_sha256);
      const bool zip = format == BatchFormat::zip;
      const auto text = test::text_of(zip ? one[i].path : one[i].path / "manifest.sha256");
      EXPECT_GT(text.size(), 64U);
      EXPECT_EQ(text, test::text_of(zip ? other[i].path : other[i].path / "manifest.sha256"));
    }
  }
}

TEST_F(WritingBatches, never_writes_over_a_batch) {
  const auto matches = people_with_pictures(pictures, {"ada"});
  ASSERT_TRUE(write(matches, BatchFormat::folder));
  const auto before = listing();
  for (const auto format : {BatchFormat::folder, BatchFormat::zip}) {
    const auto again = write(matches, format);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().fault, Fault::usage);
    EXPECT_THAT(again.error().detail, HasSubstr("holds batch-0001 already"));
  }
  EXPECT_EQ(listing(), before);
}

TEST_F(WritingBatches, leaves_nothing_where_a_picture_fails) {
  auto matches = people_with_pictures(pictures, {"ada", "bob"});
  std::ofstream(matches[1].offer.path) << "no picture";
  const auto failed = write(matches, BatchFormat::zip, 1);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().fault, Fault::not_an_image);
  EXPECT_THAT(failed.error().detail, HasSubstr("1 96x96.jpg: no JPEG"));
  EXPECT_EQ(listing(), "");
}

TEST_F(WritingBatches, says_what_it_needs) {
  const auto matches = people_with_pictures(pictures, {"ada", "bob"});
  const auto complaint = [&](const std::vector<Match>& some, BatchSettings settings) {
    settings.out = out / "batches";
    const auto batches = write_batches(some, settings);
    EXPECT_FALSE(batches);
    return batches ? "none" : batches.error().detail;
  };
  EXPECT_THAT(complaint({}, {}), HasSubstr("nobody to write"));
  EXPECT_THAT(complaint(matches, {{}, BatchFormat::folder, 0, "thumbnailPhoto"}), HasSubstr("choose 1 to 10000"));
  EXPECT_THAT(complaint(matches, {{}, BatchFormat::folder, 10'001, "thumbnailPhoto"}), HasSubstr("choose 1 to 10000"));
  EXPECT_THAT(complaint(matches, {{}, BatchFormat::ldif, 5, "a b"}), HasSubstr("is no attribute"));
  auto without_dn = matches;
  without_dn[1].person->place.clear();
  EXPECT_THAT(complaint(without_dn, {{}, BatchFormat::ldif, 5, "thumbnailPhoto"}),
              HasSubstr("distinguished name of bob"));
  auto twins = matches;
  twins[1].person->key = "ADA";
  EXPECT_THAT(complaint(twins, {}), HasSubstr("two people have the key"));
  EXPECT_EQ(std::filesystem::exists(out / "batches/batch-0001"), false);
}

TEST_F(WritingBatches, names_people_by_key_where_there_is_no_roster) {
  auto matches = people_with_pictures(pictures, {"ada"});
  matches[0].person = store::Person{{}, "ada", {}, {}, true};
  ASSERT_TRUE(write(matches, BatchFormat::folder));
  EXPECT_THAT(test::text_of(out / "batches/batch-0001/README.txt"), HasSubstr("Set-ADUser -Identity $_.person"));
}

}  // namespace
}  // namespace headroom::delivery
