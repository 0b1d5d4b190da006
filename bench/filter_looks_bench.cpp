// filter/<name>/<device>/648: each filter of the list, with its first preset, on a picture that is there already; and
// filter/longest, a choice of every option with the costliest effect. opencl-upload, -kernels and -download show the
// parts of it apart. A new filter joins by being in the list.
#include <benchmark/benchmark.h>

#include "devices.h"
#include "filter/chain.h"

namespace headroom::filter {
namespace {

using benchmark::State;
using compute::Queue;

constexpr Size side{648, 648};
constexpr Exposure well_lit{true, 80, 140, 190, 220};

Plane pattern(Size size, unsigned seed) {
  Plane plane(size);
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++)
      plane.row(y)[x] = static_cast<Byte>((seed = seed * 1664525u + 1013904223u) >> 24);
  return plane;
}

Image picture_for(const Chain& chain) {
  return {pattern(chain.picture, 1), pattern(chain.picture, 2), pattern(chain.picture, 3)};
}

Image copy_of(const Image& image) { return {image.luma.clone(), image.cb.clone(), image.cr.clone()}; }

void count_photos(State& state) {
  state.counters["photos/s"] = benchmark::Counter(1, benchmark::Counter::kIsIterationInvariantRate);
  state.SetBytesProcessed(state.iterations() * 3 * side.pixels());
}

void on_cpu(State& state, const Look& look) {
  const Chain chain = make_chain(look, {well_lit, 1, side});
  const Image picture = picture_for(chain);
  Image out[2] = {copy_of(picture), copy_of(picture)};
  std::size_t last = 0;
  for (const Pass& pass : chain.passes)
    for (Plane* plane : out[last++ % 2].planes()) *plane = Plane(pass.output);
  for (auto _ : state) {
    const Image* in = &picture;
    for (std::size_t i = 0; i < chain.passes.size(); i++) {
      chain.passes[i].on_cpu(*in, out[i % 2], chain.passes[i].numbers.data());
      in = &out[i % 2];
    }
    benchmark::ClobberMemory();
  }
  if (out[(last - 1) % 2] != run_on_cpu(copy_of(picture), chain)) return state.SkipWithError("the chain differs");
  count_photos(state);
}

enum class Part { all, upload, kernels, download };

Stack upload(Queue& queue, const Image& picture) {
  return upload_planes(queue, picture.planes(), 0, picture.luma.height());
}

void work(Queue& queue, Part part, const Image& picture, const Chain& chain, Stack& in, Stack& out, Image& image) {
  if (part == Part::all || part == Part::upload) {
    queue.recycle();
    in = upload(queue, picture);
  }
  if (part == Part::all || part == Part::kernels) out = run_on_device(queue, in, chain);
  if (part == Part::all || part == Part::download) download_planes(queue, out, image.planes());
  benchmark::DoNotOptimize(queue.finish());
}

void on_device(State& state, compute::Device& device, const Look& look, Part part) {
  const compute::Lease queue = *device.lease();
  const Chain chain = make_chain(look, {well_lit, 1, side});
  const Image picture = picture_for(chain);
  Stack in, out;
  Image image;
  work(*queue, Part::all, picture, chain, in, out, image);
  if (image != run_on_cpu(copy_of(picture), chain)) return state.SkipWithError("twins differ");
  for (auto _ : state) work(*queue, part, picture, chain, in, out, image);
  count_photos(state);
}

void add(const std::string& name, const Look& look) {
  const auto title = [&](const std::string& device) { return "filter/" + name + "/" + device + "/648"; };
  benchmark::RegisterBenchmark(title("cpu").c_str(), on_cpu, look);
  for (const auto& entry : bench::devices())
    for (const auto& [suffix, part] : {std::pair<const char*, Part>{"", Part::all},
                                       {"-upload", Part::upload},
                                       {"-kernels", Part::kernels},
                                       {"-download", Part::download}})
      benchmark::RegisterBenchmark(title(entry.name + suffix).c_str(), [device = entry.device.get(), look,
                                                                        part = part](State& state) {
        on_device(state, *device, look, part);
      })->UseRealTime();
}

int register_all() {
  Look longest;
  for (const Filter* filter : filters()) {
    Look look;
    const Choice choice = *choice_from(filter->option, filter->presets[0].word);
    look.choose(choice);
    if (longest.choices().empty() || longest.choices().back().filter->option != filter->option) longest.choose(choice);
    add(std::string(filter->name), look);
  }
  add("longest", longest);
  return 0;
}

const int registered = register_all();

}  // namespace
}  // namespace headroom::filter
