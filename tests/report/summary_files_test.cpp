#include "report/summary_files.h"

#include <gmock/gmock.h>

#include "report/sample_outcome.h"

namespace headroom::report {
namespace {

TEST(SummaryFiles, have_the_columns_that_importers_know) {
  EXPECT_EQ(crops_header(), "file,output,x,y,width,height\r\n");
  EXPECT_EQ(
      report_header(),
      "file,status,fault,detail,format,width,height,subject,confidence,head_x,head_y,head_w,head_h,flags,seconds\r\n");
}

TEST(CropsLines, has_one_line_per_finished_output) {
  auto outcome = sample_outcome();
  EXPECT_EQ(crops_lines(outcome), "ada.jpg,96x96,500,250,1650,1650\r\nada.jpg,648x648,500,250,1650,1650\r\n");
  outcome.outputs[1].path.clear();  // left out on purpose
  EXPECT_EQ(crops_lines(outcome), "ada.jpg,96x96,500,250,1650,1650\r\n");
  EXPECT_EQ(crops_lines(failed_outcome("x", Fault::broken, "")), "");
}

TEST(ReportLine, tells_all_of_a_photo_that_went_well) {
  auto outcome = sample_outcome();
  EXPECT_EQ(report_line(outcome), "ada.jpg,ok,,,JPEG,3000,4000,skin,0.91,1000.0,500.0,800.0,1100.1,,0.031\r\n");
  outcome.status = Status::warning;
  outcome.flags.raise(Flag::grey);
  outcome.flags.raise(Flag::enlarged);
  EXPECT_THAT(report_line(outcome), testing::HasSubstr(",grey;enlarged,0.031\r\n"));
}

TEST(ReportLine, leaves_the_head_empty_when_nobody_was_found) {
  auto outcome = sample_outcome();
  outcome.subject = {};
  EXPECT_EQ(report_line(outcome), "ada.jpg,ok,,,JPEG,3000,4000,none,0.00,,,,,,0.031\r\n");
}

TEST(ReportLine, leaves_empty_what_a_failed_photo_never_told) {
  EXPECT_EQ(report_line(failed_outcome("a.txt", Fault::not_an_image, "the file is empty")),
            "a.txt,failed,not-an-image,the file is empty,,,,,,,,,,,0.000\r\n");
}

TEST(ReportLine, defuses_names_and_details) {
  EXPECT_EQ(report_line(failed_outcome("=cmd|' /C calc'!A0", Fault::unreadable, "@x, \"y\"")),
            "'=cmd|' /C calc'!A0,failed,unreadable,\"'@x, \"\"y\"\"\",,,,,,,,,,,0.000\r\n");
}

}  // namespace
}  // namespace headroom::report
