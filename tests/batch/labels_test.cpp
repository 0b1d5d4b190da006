#include "batch/labels.h"

#include <gmock/gmock.h>

#include "support/temporary_folder.h"

namespace headroom::batch {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;

constexpr const char* header = "file,width,height,face_x,face_y,face_w,face_h,tags\n";

TEST(Labels, are_read_by_the_names_of_their_columns) {
  test::TemporaryFolder place;
  const auto labels = read_labels(place.write("labels.csv",
                                              "tags,note,face_h,face_w,face_y,face_x,height,width,file\r\n"
                                              "grey;multi,x,40.5,30,20,-1.5,200,100.0,\"a, \"\"b\"\".jpg\"\r\n"))
                          .value();
  ASSERT_EQ(labels.size(), 1U);
  EXPECT_EQ(labels[0].file, "a, \"b\".jpg");
  EXPECT_EQ(labels[0].photo, (Size{100, 200}));
  EXPECT_EQ(labels[0].face, (Box{-1.5, 20, 30, 40.5}));
  EXPECT_THAT(labels[0].tags, ElementsAre("grey", "multi"));
  EXPECT_TRUE(labels[0].shows_a_face());
}

TEST(Labels, without_a_face_box_or_tagged_noface_show_none) {
  test::TemporaryFolder place;
  const auto labels = read_labels(place.write("labels.csv", std::string(header) + "a.jpg,1,1,0,0,0,0,\n"
                                                                                  "b.jpg,9,9,,,,,outdoor\n"
                                                                                  "c.jpg,9,9,1,1,5,5,;noface;\n"
                                                                                  "d.jpg,9,9,8,8,5,5,\n"))
                          .value();
  EXPECT_FALSE(labels[0].shows_a_face());
  EXPECT_FALSE(labels[1].shows_a_face());
  EXPECT_FALSE(labels[2].shows_a_face());
  EXPECT_TRUE(labels[3].shows_a_face());  // half outside of the photo, but there
}

TEST(Labels, say_in_which_line_something_is_wrong) {
  test::TemporaryFolder place;
  const auto complaint = [&](const std::string& rows) {
    const auto labels = read_labels(place.write("labels.csv", rows));
    return labels ? "none" : labels.error().detail;
  };
  const std::string head = header;
  EXPECT_THAT(complaint(""), EndsWith("labels.csv: no header; the file is empty"));
  EXPECT_THAT(complaint(head), EndsWith("labels.csv: no photo is labelled"));
  EXPECT_THAT(complaint("file,width\na.jpg,1\n"), EndsWith("no column 'height' in the header"));
  EXPECT_THAT(complaint(head + "a.jpg,0,9,1,1,1,1,\n"),
              EndsWith("labels.csv:2: '0' is no side of a photo, in whole pixels"));
  EXPECT_THAT(complaint(head + "a.jpg,9.5,9,1,1,1,1,\n"), HasSubstr("labels.csv:2: '9.5'"));
  EXPECT_THAT(complaint(head + "a.jpg,9,1e300,1,1,1,1,\n"), HasSubstr("labels.csv:2: '1e300'"));
  EXPECT_THAT(complaint(head + "a.jpg,9,9,x,1,1,1,\n"), EndsWith("labels.csv:2: face_x 'x' is no number"));
  EXPECT_THAT(complaint(head + "a.jpg,9,9,1,1,wide,1,\n"), EndsWith("labels.csv:2: face_w 'wide' is no number"));
  EXPECT_THAT(complaint(head + "a.jpg,9,9,1,1,1,-1,\n"), EndsWith("labels.csv:2: a box with a negative side"));
  EXPECT_THAT(complaint(head + ",9,9,1,1,1,1,\n"), EndsWith("labels.csv:2: no file is named"));
  EXPECT_THAT(complaint(head + "a.jpg,9,9,1,1,1,1,\n\na.jpg,9,9,1,1,1,1,\n"),
              EndsWith("labels.csv:4: a.jpg is labelled in line 2, too"));
  EXPECT_THAT(complaint(head + "a.jpg,9,9,50,50,5,5,\n"),
              EndsWith("labels.csv:2: the face lies outside the photo, or is flat"));
  EXPECT_THAT(complaint(head + "a.jpg,9,9,1,1,5,0,\n"), HasSubstr("or is flat"));
  EXPECT_THAT(complaint(head + "a.jpg,9,9,1e300,1,5,5,\n"), HasSubstr("farther out than any photo reaches"));
  EXPECT_EQ(read_labels(place / "absent.csv").error().fault, Fault::usage);
}

TEST(Crops, are_found_by_photo_and_output) {
  test::TemporaryFolder place;
  const auto crops = read_crops(place.write("crops.csv",
                                            "file,output,x,y,width,height\r\n"
                                            "a.jpg,96x96,1,2,3,3\r\n"
                                            "a.jpg,648x648,0,0,9.5,9.5\r\n"
                                            "'=b.jpg,96x96,0,0,0,0\r\n"))
                         .value();
  EXPECT_EQ(crops.find("a.jpg", "96x96"), (Box{1, 2, 3, 3}));
  EXPECT_EQ(crops.find("a.jpg", "648x648"), (Box{0, 0, 9.5, 9.5}));
  EXPECT_EQ(crops.find("=b.jpg", "96x96"), (Box{}));  // as our own crops.csv writes it
  EXPECT_EQ(crops.find("a.jpg", "256x256"), std::nullopt);
  EXPECT_EQ(crops.find("c.jpg", "96x96"), std::nullopt);
}

TEST(Crops, say_in_which_line_something_is_wrong) {
  test::TemporaryFolder place;
  const auto complaint = [&](const std::string& rows) {
    const auto crops = read_crops(place.write("crops.csv", "file,output,x,y,width,height\n" + rows));
    return crops ? "none" : crops.error().detail;
  };
  EXPECT_EQ(complaint(""), "none");  // a tool that found nobody
  EXPECT_THAT(complaint("a.jpg,96x96,1,2,-3,3\n"), EndsWith("crops.csv:2: a box with a negative side"));
  EXPECT_THAT(complaint("a.jpg,96x96,1,,3,3\n"), EndsWith("crops.csv:2: y '' is no number"));
  EXPECT_THAT(complaint("a.jpg,96x96,1,2,3,3\na.jpg,96x96,1,2,3,3\n"),
              EndsWith("crops.csv:3: a second crop of a.jpg for 96x96"));
}

TEST(Times, are_milliseconds_by_cropper) {
  test::TemporaryFolder place;
  const auto times = read_times(place.write("times.csv", "cropper,milliseconds\nvips attention,41.5\n")).value();
  EXPECT_EQ(times.at("vips attention"), 41.5);
  EXPECT_FALSE(read_times(place.write("times.csv", "cropper,milliseconds\nvips,-1\n")));
  EXPECT_FALSE(read_times(place.write("times.csv", "cropper,milliseconds\nvips,1\nvips,2\n")));
}

}  // namespace
}  // namespace headroom::batch
