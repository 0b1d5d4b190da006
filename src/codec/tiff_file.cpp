#include "codec/tiff_file.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>

namespace headroom::codec {

/// What libtiff asks of a file.
struct TiffCalls {
  static TiffFile& self(thandle_t file) { return *static_cast<TiffFile*>(file); }

  static tmsize_t read(thandle_t file, void* to, tmsize_t count) {
    auto& tiff = self(file);
    const std::size_t rest = tiff.bytes_.size() - std::min(tiff.place_, tiff.bytes_.size());
    const std::size_t given = std::min(rest, static_cast<std::size_t>(std::max<tmsize_t>(count, 0)));
    if (given > 0) std::memcpy(to, tiff.bytes_.data() + tiff.place_, given);
    tiff.place_ += given;
    return static_cast<tmsize_t>(given);
  }

  static tmsize_t refuse_to_write(thandle_t, void*, tmsize_t) { return 0; }

  static toff_t seek(thandle_t file, toff_t offset, int from) {
    auto& tiff = self(file);
    const toff_t start = from == SEEK_CUR ? tiff.place_ : from == SEEK_END ? tiff.bytes_.size() : 0;
    tiff.place_ = static_cast<std::size_t>(start + offset);
    return tiff.place_;
  }

  static int close(thandle_t) { return 0; }
  static toff_t size(thandle_t file) { return self(file).bytes_.size(); }

  static int map(thandle_t file, void** base, toff_t* size) {
    *base = const_cast<Byte*>(self(file).bytes_.data());  // opened for reading: libtiff leaves it as it is
    *size = self(file).bytes_.size();
    return 1;
  }

  static void unmap(thandle_t, void*, toff_t) {}
};

namespace {

struct FreeOptions {
  void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
};

int ignore_warning(TIFF*, void*, const char*, const char*, std::va_list) { return 1; }

/// What libtiff says without a handle at hand would go to stderr.
void silence_process() {
  [[maybe_unused]] static const bool once = [] {
    TIFFSetErrorHandler(nullptr);
    TIFFSetWarningHandler(nullptr);
    return true;
  }();
}

}  // namespace

TiffFile::TiffFile(ByteView file, const Limits& limits) : bytes_(file) {
  silence_process();
  open(limits);
}

void TiffFile::open(const Limits& limits) {
  const std::unique_ptr<TIFFOpenOptions, FreeOptions> options(TIFFOpenOptionsAlloc());
  if (!options) return;
  constexpr std::size_t for_fields = std::size_t{1} << 20;  // bytes; so that even a picture over the limit is measured
  TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), static_cast<tmsize_t>(std::max(limits.decode_bytes, for_fields)));
  TIFFOpenOptionsSetErrorHandlerExtR(options.get(), keep_problem, this);
  TIFFOpenOptionsSetWarningHandlerExtR(options.get(), ignore_warning, nullptr);
  tiff_.reset(TIFFClientOpenExt("photo", "r", this, TiffCalls::read, TiffCalls::refuse_to_write, TiffCalls::seek,
                                TiffCalls::close, TiffCalls::size, TiffCalls::map, TiffCalls::unmap, options.get()));
}

int TiffFile::keep_problem(TIFF*, void* file, const char*, const char* format, std::va_list values) {
  auto& self = *static_cast<TiffFile*>(file);
  std::array<char, 160> text{};
  std::vsnprintf(text.data(), text.size(), format, values);
  if (self.problem_.empty()) self.problem_ = text.data();
  return 1;  // said; no other handler is asked
}

std::uint16_t TiffFile::number(std::uint32_t tag, std::uint16_t otherwise) const {
  std::uint16_t value = 0;
  return TIFFGetFieldDefaulted(get(), tag, &value) == 1 ? value : otherwise;
}

bool TiffFile::has(std::uint32_t tag) const {
  const TIFFField* field = TIFFFindField(get(), tag, TIFF_ANY);
  if (!field) return false;
  // libtiff has no question without an answer: room for the longest, a count and a pointer.
  std::array<std::uint64_t, 4> count{}, value{};
  return TIFFGetField(get(), tag, count.data(), value.data()) == 1;
}

}  // namespace headroom::codec
