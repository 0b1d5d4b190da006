// Every word of every filter against its twin, and the longest chain. A new filter joins by being in the list.
#include "filter/chain.h"
#include "twins.h"

namespace headroom::twins {
namespace {

using filter::Chain;
using filter::Look;

constexpr Size sizes[] = {{1, 1}, {1, 7}, {7, 1}, {2, 2}, {17, 31}, {96, 96}, {641, 127}};
constexpr filter::Exposure murky{true, 30, 60, 80, 100};  // a face that `auto` does something about

struct Sample {
  std::string name;
  Look look;
};

Look look_of(std::string_view option, std::string_view word) {
  Look look;
  look.choose(*filter::choice_from(option, word));
  return look;
}

std::vector<Sample> samples() {
  std::vector<Sample> samples;
  for (const std::string_view option : filter::filter_options())
    for (const std::string_view word : filter::words_of(option)) {
      samples.push_back({std::string(option), look_of(option, word)});
      samples.back().name.append(" ").append(word);
    }
  return samples;
}

/// One choice of every option: the passes of the heaviest effect after those of all curves.
Look longest() {
  Look look;
  for (const std::string_view option : filter::filter_options())
    look.choose(*filter::choice_from(option, filter::words_of(option).front()));
  return look;
}

Image noisy(Size size) { return {noise(size, 1), noise(size, 2), noise(size, 3)}; }

Result<Image> on_device(compute::Queue& queue, const Image& picture, const Chain& chain) {
  const filter::Stack stack = filter::upload_planes(queue, picture.planes(), 0, picture.luma.height());
  Image image;
  filter::download_planes(queue, filter::run_on_device(queue, stack, chain), image.planes());
  if (const auto finished = queue.finish(); !finished) return Failure(finished.error());
  return image;
}

std::string compare(compute::Queue& queue, const Look& look) {
  for (const Size size : sizes) {
    const Chain chain = filter::make_chain(look, {murky, 12345, size});
    const auto device = on_device(queue, noisy(chain.picture), chain);
    if (!device) return device.error().detail;
    const std::string found = difference(*device, filter::run_on_cpu(noisy(chain.picture), chain));
    if (!found.empty()) return std::to_string(size.width) + "x" + std::to_string(size.height) + ": " + found;
  }
  return {};
}

Timing time_look(compute::Queue& queue, const Sample& sample) {
  const Chain chain = filter::make_chain(sample.look, {murky, 12345, {648, 648}});
  const Image picture = noisy(chain.picture);
  Timing row{sample.name};
  row.cpu = milliseconds([&] {
    Image copy{picture.luma.clone(), picture.cb.clone(), picture.cr.clone()};
    (void)filter::run_on_cpu(std::move(copy), chain);
  });
  row.all = milliseconds([&] { (void)on_device(queue, picture, chain); });
  queue.recycle();
  filter::Stack stack;
  row.upload = milliseconds([&] {
    queue.recycle();
    stack = filter::upload_planes(queue, picture.planes(), 0, picture.luma.height());
    (void)queue.finish();
  });
  row.kernels = milliseconds([&] {
    (void)filter::run_on_device(queue, stack, chain);
    (void)queue.finish();
  });
  const filter::Stack out = filter::run_on_device(queue, stack, chain);
  Image image;
  row.download = milliseconds([&] {
    filter::download_planes(queue, out, image.planes());
    (void)queue.finish();
  });
  queue.recycle();
  return row;
}

}  // namespace

std::vector<Case> filter_cases() {
  std::vector<Case> cases;
  std::vector<Sample> all = samples();
  all.push_back({"one of every option", longest()});
  for (const Sample& sample : all)
    cases.push_back({sample.name, [look = sample.look](compute::Queue& queue) { return compare(queue, look); }});
  return cases;
}

std::vector<Timing> time_filters(compute::Queue& queue) {
  std::vector<Timing> rows;
  for (const Sample& sample :
       {Sample{"contrast medium, 648", look_of("contrast", "medium")}, Sample{"one of every option, 648", longest()}})
    rows.push_back(time_look(queue, sample));
  for (const std::string_view word : filter::words_of("effect")) {
    rows.push_back(time_look(queue, {std::string(word), look_of("effect", word)}));
    rows.back().name += ", 648";
  }
  return rows;
}

}  // namespace headroom::twins
