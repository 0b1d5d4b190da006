#include "cli/options.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "filter/look.h"
#include "support/temporary_folder.h"

namespace headroom::cli {
namespace {

TEST(Options, take_texts_into_the_request) {
  ConvertRequest request;
  ASSERT_TRUE(take({{"size", {"96x96", "256x512", "96x96"}},
                    {"max-bytes", {"256x512=20000"}},
                    {"margin", {"7"}},
                    {"crop", {"aligned"}},
                    {"framing", {"per-output"}},
                    {"enlarge", {"never"}},
                    {"quality", {"80"}},
                    {"sampling", {"444"}},
                    {"jobs", {"3"}},
                    {"recursive", {"true"}},
                    {"max-megapixels", {"50"}},
                    {"max-side", {"5000"}},
                    {"max-file-mib", {"10"}},
                    {"max-decode-mib", {"4096"}},
                    {"max-exif-kib", {"1"}},
                    {"max-icc-kib", {"64"}},
                    {"background", {"#12Ab00"}},
                    {"no-contact-sheet", {"true"}}},
                   convert_options(), request));
  const auto& settings = request.settings;
  ASSERT_EQ(settings.outputs.size(), 2U);
  EXPECT_EQ(settings.outputs[0], (batch::OutputSpec{{96, 96}, 10'000})) << "a known size keeps its limit";
  EXPECT_EQ(settings.outputs[1], (batch::OutputSpec{{256, 512}, 20'000}));
  EXPECT_EQ(settings.margin, 7);
  EXPECT_EQ(settings.cropper, batch::Cropper::aligned);
  EXPECT_EQ(settings.framing, batch::Framing::per_output);
  EXPECT_FALSE(settings.enlarge);
  EXPECT_EQ(settings.quality, 80);
  EXPECT_EQ(settings.sampling, codec::Sampling::s444);
  EXPECT_EQ(settings.jobs, 3);
  EXPECT_TRUE(settings.recursive);
  EXPECT_EQ(settings.limits.pixels, 50'000'000);
  EXPECT_EQ(settings.limits.side, 5000);
  EXPECT_EQ(settings.limits.file_bytes, 10U << 20);
  EXPECT_EQ(settings.limits.decode_bytes, std::size_t{4} << 30);
  EXPECT_EQ(settings.limits.exif_bytes, 1024U);
  EXPECT_EQ(settings.limits.icc_bytes, 65'536U);
  EXPECT_EQ(settings.limits.background, (codec::Rgb{0x12, 0xAB, 0}));
  EXPECT_FALSE(settings.contact_sheet);
}

TEST(Options, give_looks_to_all_outputs_or_to_one) {
  ConvertRequest request;
  ASSERT_TRUE(take({{"contrast", {"light", "96x96=none"}},
                    {"effect", {"648x648=vignette:amount=30"}},
                    {"colourise", {"blue"}},
                    {"brightness", {"mega", "none", "96x96=auto"}}},
                   convert_options(), request));
  EXPECT_EQ(filter::text(request.settings.outputs[0].look), "colourise=blue brightness=auto");
  EXPECT_EQ(filter::text(request.settings.outputs[1].look), "colourise=blue contrast=light effect=vignette:amount=30");
}

TEST(Options, refuse_what_does_not_fit_and_say_so) {
  struct {
    const char* option;
    const char* text;
  } cases[] = {
      {"margin", "0"},           {"margin", "51"},
      {"margin", "wide"},        {"margin", "7.5"},
      {"quality", "101"},        {"size", "96"},
      {"size", "96x"},           {"size", "x96"},
      {"size", "-1x96"},         {"size", "96x96px"},
      {"size", "99999999999x1"}, {"max-bytes", "96x96"},
      {"max-bytes", "=5"},       {"max-bytes", "5x5=100"},
      {"crop", "nose"},          {"framing", ""},
      {"enlarge", "maybe"},      {"jobs", "0"},
      {"sampling", "422"},       {"least-confidence", "1.5"},
      {"max-megapixels", ""},    {"contrast", "loud"},
      {"max-side", "0"},         {"max-file-mib", "5000"},
      {"background", "white"},   {"background", "#12345"},
      {"background", "#-12345"}, {"background", "#12345g"},
      {"person", "tallest"},     {"auto-rotate", "perhaps"},
      {"contrast", ""},          {"contrast", "96x96=loud"},
      {"contrast", "96x96"},     {"contrast", "5x5=light"},
      {"effect", "blue"},        {"effect", "vignette:amount=101"},
  };
  for (const auto& c : cases) {
    ConvertRequest request;
    const auto applied = take({{c.option, {c.text}}}, convert_options(), request);
    ASSERT_FALSE(applied) << c.option << " " << c.text;
    EXPECT_EQ(applied.error().fault, Fault::usage);
    EXPECT_NE(applied.error().detail.find(c.option), std::string::npos);
  }
}

TEST(Options, come_from_the_environment) {
  ::setenv("HEADROOM_MARGIN", "12", 1);
  ::setenv("HEADROOM_MAX_BYTES", "96x96=5000,648x648=90000", 1);
  const Texts texts = from_environment(shapes_of(convert_options()));
  ::unsetenv("HEADROOM_MARGIN");
  ::unsetenv("HEADROOM_MAX_BYTES");
  EXPECT_EQ(texts.at("margin"), (std::vector<std::string>{"12"}));
  EXPECT_EQ(texts.at("max-bytes"), (std::vector<std::string>{"96x96=5000", "648x648=90000"}));
}

TEST(Options, come_from_a_file) {
  test::TemporaryFolder place;
  const auto file = place.write("headroom.toml", R"(
margin = 12                       # percent
size = ["96x96", "256x256"]
recursive = true
max-bytes = { "96x96" = 5000 }
least-confidence = 0.5
)");
  const auto texts = from_file(file);
  ASSERT_TRUE(texts) << texts.error().detail;
  EXPECT_EQ(texts->at("margin"), (std::vector<std::string>{"12"}));
  EXPECT_EQ(texts->at("size"), (std::vector<std::string>{"96x96", "256x256"}));
  EXPECT_EQ(texts->at("max-bytes"), (std::vector<std::string>{"96x96=5000"}));
  ConvertRequest request;
  ASSERT_TRUE(take(*texts, convert_options(), request));
  EXPECT_TRUE(request.settings.recursive);
  EXPECT_EQ(request.settings.least_confidence, 0.5);
}

TEST(Options, a_file_with_a_mistake_is_told_by_name_and_line) {
  test::TemporaryFolder place;
  struct {
    const char* text;
    const char* part;
  } cases[] = {
      {"margin = \n", "line 1"},
      {"margin = 5\nmargni = 6\n", "margni"},
      {"[convert]\nmargin = 5\n", "convert"},
  };
  for (const auto& c : cases) {
    const auto texts = from_file(place.write("headroom.toml", c.text));
    ASSERT_FALSE(texts) << c.text;
    EXPECT_EQ(texts.error().fault, Fault::usage);
    EXPECT_NE(texts.error().detail.find(c.part), std::string::npos) << texts.error().detail;
    EXPECT_NE(texts.error().detail.find("headroom.toml"), std::string::npos);
  }
  EXPECT_FALSE(from_file(place / "absent.toml"));
}

}  // namespace
}  // namespace headroom::cli
