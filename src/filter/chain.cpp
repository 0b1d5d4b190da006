#include "filter/chain.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "filter/curves.h"
#include "filter/twin.h"
#include "kernels/tint.h"

namespace headroom::filter {
namespace {

constexpr int entries = 1024;  // of the table of kernels/grade.h: four to a level

int rounded_at(double value, double place) { return static_cast<int>(std::floor(value + place)); }

using Tones = std::vector<Tone>;

Tones untouched() {
  Tones tones(entries);
  for (int i = 0; i < entries; i++) {
    const int level = i / 4;
    tones[i].luma = level == 0 || level == 255 ? level : (i - 1.5) / 4;  // black and white are meant as they are
  }
  return tones;
}

/// The table of kernels/grade.h.
std::vector<int> table_of(const Tones& tones) {
  const auto offset = [](double levels, double place) {
    return std::clamp(rounded_at(levels, place), -127, 127) & 255;
  };
  std::vector<int> table;
  table.reserve(entries);
  for (const Tone& tone : tones) {
    // The four entries of a level round at four places, so that their mean is finer than one entry can be.
    const double place = (static_cast<double>(table.size() % 4) + 0.5) / 4;
    const int luma = std::clamp(rounded_at(tone.luma, 0.5), 0, 255);
    const int gain = std::clamp(rounded_at(tone.gain * 64, place), 0, 255);
    table.push_back(luma | gain << 8 | offset(tone.blue, place) << 16 | offset(tone.red, place) << 24);
  }
  return table;
}

/// Luma is the same in both.
Tones between(const Tones& from, const Tones& to, double share) {
  Tones tones = from;
  for (int i = 0; i < entries; i++) {
    tones[i].gain = blended(from[i].gain, to[i].gain, share);
    tones[i].blue = blended(from[i].blue, to[i].blue, share);
    tones[i].red = blended(from[i].red, to[i].red, share);
  }
  return tones;
}

/// The tables of kernels/tint.h.
std::vector<int> tables_of(const Tones& others, const Tones& skin) {
  std::vector<int> tables;
  for (int step = 0; step < tint_steps; step++) {
    const std::vector<int> table = table_of(between(others, skin, static_cast<double>(step) / (tint_steps - 1)));
    tables.insert(tables.end(), table.begin(), table.end());
  }
  return tables;
}

/// The curves of a chain, as far as they follow each other.
class Curves {
 public:
  explicit Curves(const Exposure& exposure) : exposure_(exposure) {}

  void add(const Filter& filter, const Values& values) {
    for (Tone& tone : others_) tone = filter.curve(tone, values, {exposure_, false});
    for (Tone& tone : skin_) tone = filter.curve(tone, values, {exposure_, true});
  }

  /// Kernel, twin and numbers of its own; no kernel where nothing changes.
  struct Table {
    std::string_view kernel;
    Twin on_cpu = nullptr;
    std::vector<int> numbers;
  };
  Table table() const {
    static const std::vector<int> nothing = table_of(untouched());
    std::vector<int> numbers = table_of(others_);
    if (numbers != table_of(skin_)) return {"tint", twin<tint_pixel>, tables_of(others_, skin_)};
    return numbers == nothing ? Table{} : Table{"grade", twin<grade_pixel>, std::move(numbers)};
  }

 private:
  const Exposure& exposure_;
  Tones others_ = untouched();
  Tones skin_ = untouched();
};

/// Passes from the last output back to the picture are worked out front to back, so that sizes come first.
class Builder {
 public:
  Builder(const Occasion& occasion, std::vector<Size> sizes) : occasion_(occasion), sizes_(std::move(sizes)) {}

  void add(const Filter& filter, const Values& values) {
    if (filter.curve != nullptr) {
      if (!curves_) curves_.emplace(occasion_.exposure);
      curves_->add(filter, values);
    }
    if (filter.on_cpu == nullptr) return;
    flush();
    Occasion occasion = occasion_;
    occasion.output = sizes_[++size_];
    add_pass(filter.name, filter.on_cpu, occasion.output, filter.numbers(values, occasion));
  }

  Chain finish() {
    flush();
    return {sizes_.front(), std::move(passes_)};
  }

 private:
  void flush() {
    if (!curves_) return;
    const Curves::Table table = curves_->table();
    if (table.on_cpu != nullptr) add_pass(table.kernel, table.on_cpu, sizes_[size_], table.numbers);
    curves_.reset();
  }

  void add_pass(std::string_view kernel, Twin on_cpu, Size output, const std::vector<int>& own) {
    const auto scale = [](int count) { return (1 << 21) / count; };  // kernels/pixels.h, from_middle
    Pass pass{kernel, on_cpu, output, {scale(output.width), scale(output.height), output.width, output.height}};
    pass.numbers.insert(pass.numbers.end(), own.begin(), own.end());
    passes_.push_back(std::move(pass));
  }

  const Occasion& occasion_;
  std::vector<Size> sizes_;  // of the picture, then of what each kernel makes
  std::size_t size_ = 0;
  std::optional<Curves> curves_;  // since the last kernel, where there are any
  std::vector<Pass> passes_;
};

struct Step {
  const Filter* filter;
  Values values;
};

std::vector<Step> steps_of(const Look& look, const Exposure& exposure) {
  std::vector<Step> steps;
  steps.reserve(look.choices().size());
  for (const Choice& choice : look.choices())
    steps.push_back({choice.filter, choice.automatic ? choice.filter->automatic(exposure) : choice.values});
  return steps;
}

/// The sizes that pictures have on their way to the output: before the first kernel and after each.
std::vector<Size> sizes_of(const std::vector<Step>& steps, Size output) {
  std::vector<Size> sizes{output};
  for (std::size_t left = steps.size(); left > 0; left--) {
    const Step& step = steps[left - 1];
    if (step.filter->on_cpu == nullptr) continue;
    const auto before = step.filter->picture;
    sizes.push_back(before == nullptr ? sizes.back() : before(sizes.back(), step.values));
  }
  std::ranges::reverse(sizes);
  return sizes;
}

Image planes_of(Size size) { return {Plane(size), Plane(size), Plane(size)}; }

}  // namespace

Chain make_chain(const Look& look, const Occasion& occasion) {
  const std::vector<Step> steps = steps_of(look, occasion.exposure);
  Builder builder(occasion, sizes_of(steps, occasion.output));
  for (const Step& step : steps) builder.add(*step.filter, step.values);
  return builder.finish();
}

Image run_on_cpu(Image picture, const Chain& chain) {
  for (const Pass& pass : chain.passes) {
    Image out = planes_of(pass.output);
    pass.on_cpu(picture, out, pass.numbers.data());
    picture = std::move(out);
  }
  return picture;
}

Stack run_on_device(compute::Queue& queue, Stack picture, const Chain& chain) {
  for (const Pass& pass : chain.passes) {
    const Stack out = reserve_stack(queue, pass.output, 3);
    const ByteView bytes(reinterpret_cast<const Byte*>(pass.numbers.data()), pass.numbers.size() * sizeof(int));
    const compute::Buffer numbers = queue.reserve(bytes.size());
    queue.upload(numbers, 0, bytes);
    queue.run(pass.kernel, {pass.output.width, pass.output.height},
              {picture.buffer, picture.stride, picture.distance, picture.size.width, picture.size.height, out.buffer,
               out.stride, out.distance, out.size.width, out.size.height, numbers});
    picture = out;
  }
  return picture;
}

}  // namespace headroom::filter
