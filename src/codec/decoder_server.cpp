#include "codec/decoder_server.h"

#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <new>
#include <utility>

#include "base/sanitized.h"
#include "codec/confinement.h"
#include "codec/decoder_protocol.h"
#include "codec/shared_area.h"
#include "codec/whole_message.h"

namespace headroom::codec {
namespace {

Reply failure(const Error& error) {
  Reply reply;
  reply.fault = static_cast<std::int32_t>(error.fault);
  std::copy_n(error.detail.begin(), std::min(error.detail.size(), reply.detail.size() - 1), reply.detail.begin());
  return reply;
}

/// One photo after the other.
class Server {
 public:
  Server(SharedArea memory, Opener opener) : memory_(std::move(memory)), opener_(opener) {}

  Reply answer(const Request& request) try {
    switch (request.ask) {
      case Ask::open:
        return open(request);
      case Ask::preview:
        return source_ ? planes(source_->preview(request.long_side), request.limits) : Reply{};
      case Ask::region:
        return source_ ? planes(source_->region(request.crop, request.output), request.limits) : Reply{};
    }
    return {};
  } catch (const std::bad_alloc&) {
    return failure({Fault::too_large, "decoding takes more memory than allowed"});
  } catch (const std::exception& error) {
    return failure({Fault::broken, error.what()});
  }

 private:
  Reply open(const Request& request) {
    source_.reset();
    const auto file = memory_.bytes().first(std::min<std::size_t>(request.file_bytes, memory_.bytes().size()));
    auto source = opener_(file, request.limits);
    if (!source) return failure(source.error());
    source_ = std::move(*source);
    return about();
  }

  Reply about() const {
    Reply reply;
    reply.done = 1;
    reply.size = source_->size();
    const std::string_view format = source_->format();
    std::copy_n(format.begin(), std::min(format.size(), reply.format.size() - 1), reply.format.begin());
    reply.flags = source_->flags().bits();
    return reply;
  }

  Reply planes(const Result<Image>& image, const Limits& limits) {
    if (!image) return failure(image.error());
    Reply reply = about();
    auto room = memory_.bytes().subspan(planes_at(limits));
    for (std::size_t i = 0; i < reply.planes.size(); i++) {
      const Plane& plane = *image->planes()[i];
      if (static_cast<std::size_t>(plane.size().pixels()) > room.size())
        return failure({Fault::too_large, "its planes take more memory than allowed"});
      reply.planes[i] = {plane.size(), plane.across, plane.down};
      for (int y = 0; y < plane.height(); y++) {
        std::memcpy(room.data(), plane.row(y), static_cast<std::size_t>(plane.width()));
        room = room.subspan(static_cast<std::size_t>(plane.width()));
      }
    }
    return reply;
  }

  SharedArea memory_;
  Opener opener_;
  std::unique_ptr<PhotoSource> source_;
};

/// Ends this process when it works longer than that: the run would do it, but the run may be gone. 0: no more.
void end_after(std::uint32_t milliseconds) {
  const auto seconds = static_cast<time_t>((milliseconds + 999) / 1000);
  const itimerval once{{0, 0}, {seconds, 0}};
  ::setitimer(ITIMER_REAL, &once, nullptr);
}

/// Room for the decoder's own work besides planes: libraries' buffers, stacks of their threads.
std::size_t address_bytes(std::size_t shared) { return 2 * shared + (std::size_t{128} << 20); }

}  // namespace

int serve_decoder(Opener opener) {
  auto memory = SharedArea::attach(decoder_memory);
  if (!memory) return 1;
  const Hello hello{sanitized ? 0 : confine(address_bytes(memory->bytes().size()))};
  if (!write_whole(decoder_socket, hello)) return 1;
  Server server(std::move(*memory), opener);
  Request request;
  while (read_whole(decoder_socket, request)) {
    end_after(request.milliseconds);
    const Reply reply = server.answer(request);
    end_after(0);
    if (!write_whole(decoder_socket, reply)) return 1;
  }
  return 0;
}

}  // namespace headroom::codec
