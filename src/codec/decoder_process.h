#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "codec/decoder_protocol.h"
#include "codec/shared_area.h"

namespace headroom::codec {

/// A process that decodes photos for this one; see decoder_server.h for its side. Ends with this object.
class DecoderProcess {
 public:
  /// Starts `program` with the argument `decoder-process` and nothing of this process but a socket and shared memory:
  /// no environment, no open file.
  ///
  /// fails  internal: the system's reason, in words
  static Result<std::unique_ptr<DecoderProcess>> start(const std::filesystem::path& program, const Limits& limits);
  ~DecoderProcess();
  DecoderProcess(const DecoderProcess&) = delete;

  /// A request and its reply, which is not to be believed. After a failure the process is of no use any more.
  ///
  /// fails  decoder_crashed, decoder_timeout
  Result<Reply> ask(const Request& request, std::chrono::steady_clock::time_point deadline);

  std::span<Byte> memory() const { return memory_.bytes(); }

  /// Gives shared memory back that a large photo took.
  void tidy(std::size_t file_bytes, std::size_t plane_bytes, const Limits& limits) const;

  std::uint32_t confined() const { return confined_; }

 private:
  DecoderProcess(SharedArea memory, int socket, int process)
      : memory_(std::move(memory)), socket_(socket), process_(process) {}
  Result<void> receive(void* message, std::size_t length, std::chrono::steady_clock::time_point deadline);
  Failure ended();

  SharedArea memory_;
  int socket_;
  int process_;
  std::uint32_t confined_ = 0;
};

}  // namespace headroom::codec
