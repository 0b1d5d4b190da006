#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "codec/photo_source.h"

namespace headroom::codec {

class DecoderProcess;

/// Where photos are decoded: in processes that can do nothing else, or in this one. For all threads.
class Decoders {
 public:
  struct Settings {
    std::filesystem::path program;  // what to start as a decoder; empty: photos are decoded in this process
    Limits limits;
    std::chrono::milliseconds time = std::chrono::seconds(30);  // of decoding, for each photo
  };

  /// Starts `count` decoders, so that what does not work shows before the first photo.
  ///
  /// fails  internal: no process can be started
  static Result<std::unique_ptr<Decoders>> start(Settings settings, int count);
  ~Decoders();

  /// As codec::open_photo. The source keeps its decoder until it is destroyed; a decoder that crashed, took too long
  /// or made no sense is replaced.
  ///
  /// fails  as open_photo; decoder_crashed, decoder_timeout; the source's functions fail with these, too
  Result<std::unique_ptr<PhotoSource>> open(Bytes file);

  /// What this system lacks to confine decoders, in words; empty when nothing.
  const std::string& missing() const { return missing_; }

 private:
  friend class RemoteSource;
  explicit Decoders(Settings settings);
  Result<std::unique_ptr<DecoderProcess>> lease();
  void give_back(std::unique_ptr<DecoderProcess> decoder);

  Settings settings_;
  std::string missing_;
  std::mutex mutex_;  // over what follows
  std::vector<std::unique_ptr<DecoderProcess>> idle_;
};

}  // namespace headroom::codec
