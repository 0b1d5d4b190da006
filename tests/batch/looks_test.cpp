#include "batch/looks.h"

#include <gtest/gtest.h>

#include "support/pictures.h"
#include "support/temporary_folder.h"

namespace headroom::batch {
namespace {

struct Bench {
  Result<Looks> render(const std::vector<OutputSpec>& wanted) {
    settings.outputs = wanted;
    return render_looks(place / "ada.jpg", wanted, {settings, *decoders, backend, {nullptr, backend}, *folder});
  }

  test::TemporaryFolder place;
  Settings settings;
  std::unique_ptr<codec::Decoders> decoders = codec::Decoders::start({}, 1).value();
  compute::Backend backend;
  std::unique_ptr<store::Folder> folder = store::Folder::open(place / "out").value();
};

OutputSpec with(std::string_view option, std::string_view word) {
  OutputSpec output{{64, 64}};
  output.look.choose(*filter::choice_from(option, word));
  return output;
}

TEST(Looks, gives_a_picture_for_each_wanted_output_even_of_one_size) {
  Bench bench;
  bench.place.write("ada.jpg", test::portrait_jpeg({400, 300}));
  const auto looks = bench.render({{{64, 64}}, with("colourise", "blue"), with("effect", "vignette"), {{64, 64}}});
  ASSERT_TRUE(looks);
  ASSERT_EQ(looks->pictures.size(), 4U);
  EXPECT_EQ(looks->outcome.size, (Size{400, 300}));
  EXPECT_NE(looks->pictures[0].bytes, looks->pictures[1].bytes);
  EXPECT_NE(looks->pictures[1].bytes, looks->pictures[2].bytes);
  EXPECT_EQ(looks->pictures[0].bytes, looks->pictures[3].bytes);
}

TEST(Looks, says_why_a_photo_gives_none) {
  Bench bench;
  EXPECT_EQ(bench.render({{{64, 64}}}).error().fault, Fault::unreadable);
  bench.place.write("ada.jpg", "not a photo");
  EXPECT_EQ(bench.render({{{64, 64}}}).error().fault, Fault::not_an_image);
}

}  // namespace
}  // namespace headroom::batch
