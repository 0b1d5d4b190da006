#pragma once

#include <memory>

#include "codec/photo_source.h"

namespace headroom::codec {

/// How a decoder opens photos: view_photo, or in tests something that fails on purpose.
using Opener = Result<std::unique_ptr<PhotoSource>> (*)(ByteView file, const Limits& limits);

/// Where a decoder process finds what it inherited.
constexpr int decoder_socket = 3;
constexpr int decoder_memory = 4;

/// The whole life of a decoder process: confines itself, then answers requests until the socket ends.
/// returns  an exit status
int serve_decoder(Opener opener = view_photo);

}  // namespace headroom::codec
