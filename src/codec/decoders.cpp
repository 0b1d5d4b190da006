#include "codec/decoders.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "codec/confinement.h"
#include "codec/decoder_process.h"
#include "codec/decoder_replies.h"

namespace headroom::codec {

using Clock = std::chrono::steady_clock;

/// A photo whose decoder is another process.
class RemoteSource final : public PhotoSource {
 public:
  RemoteSource(Decoders& decoders, std::unique_ptr<DecoderProcess> process)
      : decoders_(decoders), process_(std::move(process)), time_left_(decoders.settings_.time) {}

  ~RemoteSource() override {
    if (!process_) return;
    process_->tidy(file_bytes_, plane_bytes_, limits());
    decoders_.give_back(std::move(process_));
  }
  RemoteSource(const RemoteSource&) = delete;

  Result<void> open(const Bytes& file) {
    file_bytes_ = file.size();
    std::memcpy(process_->memory().data(), file.data(), file.size());
    Request request;
    request.ask = Ask::open;
    request.file_bytes = file.size();
    const auto reply = ask(request);
    if (!reply) return Failure(reply.error());
    return learn(*reply);
  }

  Size size() const override { return about_.size; }
  std::string_view format() const override { return about_.format; }
  Flags flags() const override { return about_.flags; }

  Result<Image> preview(int long_side) override {
    Request request;
    request.ask = Ask::preview;
    request.long_side = long_side;
    return planes(request);
  }

  Result<Image> region(Rect crop, Size output) override {
    Request request;
    request.ask = Ask::region;
    request.crop = crop;
    request.output = output;
    return planes(request);
  }

 private:
  const Limits& limits() const { return decoders_.settings_.limits; }

  Result<Reply> ask(Request request) {
    if (!process_) return fail(Fault::decoder_crashed, "its decoder is gone");
    request.limits = limits();
    const auto margin = std::chrono::seconds(5);  // the run, when it is there, comes first
    request.milliseconds =
        static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::milliseconds>(time_left_ + margin).count());
    const auto begin = Clock::now();
    auto reply = process_->ask(request, begin + time_left_);
    time_left_ -= Clock::now() - begin;
    if (!reply) process_.reset();
    return reply;
  }

  Result<void> learn(const Reply& reply) {
    auto about = about_from(reply, limits());
    if (!about) return refuse(about.error());
    about_ = std::move(*about);
    return {};
  }

  Result<Image> planes(const Request& request) {
    const auto reply = ask(request);
    if (!reply) return Failure(reply.error());
    const Size photo = about_.size;
    if (const auto learned = learn(*reply); !learned) return Failure(learned.error());
    auto image = image_from(*reply, photo, process_->memory().subspan(planes_at(limits())));
    if (!image) return refuse(image.error());
    for (const Plane* plane : image->planes()) plane_bytes_ += static_cast<std::size_t>(plane->size().pixels());
    return image;
  }

  /// A decoder that makes no sense any more is not used again.
  Failure refuse(const Error& error) {
    if (error.fault == Fault::decoder_crashed) process_.reset();
    return Failure(error);
  }

  Decoders& decoders_;
  std::unique_ptr<DecoderProcess> process_;
  Clock::duration time_left_;
  About about_;
  std::size_t file_bytes_ = 0;
  std::size_t plane_bytes_ = 0;
};

Result<std::unique_ptr<Decoders>> Decoders::start(Settings settings, int count) {
  std::unique_ptr<Decoders> decoders(new Decoders(std::move(settings)));
  if (decoders->settings_.program.empty()) return decoders;
  for (int i = 0; i < count; i++) {
    auto process = DecoderProcess::start(decoders->settings_.program, decoders->settings_.limits);
    if (!process) return Failure(process.error());
    decoders->missing_ = missing_confinement((*process)->confined());
    decoders->idle_.push_back(std::move(*process));
  }
  return decoders;
}

Decoders::Decoders(Settings settings) : settings_(std::move(settings)) {}

Decoders::~Decoders() = default;

Result<std::unique_ptr<PhotoSource>> Decoders::open(Bytes file) {
  if (settings_.program.empty()) return open_photo(std::move(file), settings_.limits);
  if (file.empty()) return fail(Fault::not_an_image, "the file is empty");
  if (const auto fits = check_file_bytes(file.size(), settings_.limits); !fits) return Failure(fits.error());
  auto process = lease();
  if (!process) return Failure(process.error());
  auto source = std::make_unique<RemoteSource>(*this, std::move(*process));
  if (const auto opened = source->open(file); !opened) return Failure(opened.error());
  return source;
}

Result<std::unique_ptr<DecoderProcess>> Decoders::lease() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto decoder = std::move(idle_.back());
      idle_.pop_back();
      return decoder;
    }
  }
  return DecoderProcess::start(settings_.program, settings_.limits);
}

void Decoders::give_back(std::unique_ptr<DecoderProcess> decoder) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(decoder));
}

}  // namespace headroom::codec
