#include "support/webp_files.h"

#include <webp/encode.h>
#include <webp/mux.h>

#include <cstdlib>

namespace headroom::test {
namespace {

void demand(bool done) {
  if (!done) std::abort();
}

Bytes encode(const WebpLook& look, const Bytes& pixels) {
  WebPConfig config;
  WebPPicture picture;
  demand(WebPConfigPreset(&config, WEBP_PRESET_DEFAULT, 95) != 0 && WebPPictureInit(&picture) != 0);
  config.lossless = look.lossless ? 1 : 0;
  config.exact = 1;
  picture.use_argb = config.lossless;
  picture.width = look.size.width;
  picture.height = look.size.height;
  const int stride = look.size.width * (look.alpha ? 4 : 3);
  demand((look.alpha ? WebPPictureImportRGBA : WebPPictureImportRGB)(&picture, pixels.data(), stride) != 0);
  WebPMemoryWriter writer;
  WebPMemoryWriterInit(&writer);
  picture.writer = WebPMemoryWrite;
  picture.custom_ptr = &writer;
  demand(WebPEncode(&config, &picture) != 0);
  const Bytes bytes(writer.mem, writer.mem + writer.size);
  WebPPictureFree(&picture);
  WebPMemoryWriterClear(&writer);
  return bytes;
}

WebPData view(const Bytes& bytes) { return {bytes.data(), bytes.size()}; }

void push_frame(WebPMux* mux, const Bytes& code, int left, int top) {
  WebPMuxFrameInfo frame{};
  frame.bitstream = view(code);
  frame.x_offset = left;
  frame.y_offset = top;
  frame.duration = 100;
  frame.id = WEBP_CHUNK_ANMF;
  frame.dispose_method = WEBP_MUX_DISPOSE_NONE;
  frame.blend_method = WEBP_MUX_BLEND;
  demand(WebPMuxPushFrame(mux, &frame, 1) == WEBP_MUX_OK);
}

void put_pictures(WebPMux* mux, const WebpLook& look, const Bytes& pixels) {
  const Bytes code = encode(look, pixels);
  const WebPData data = view(code);
  if (look.canvas == Size{}) return demand(WebPMuxSetImage(mux, &data, 1) == WEBP_MUX_OK);
  demand(WebPMuxSetCanvasSize(mux, look.canvas.width, look.canvas.height) == WEBP_MUX_OK);
  const WebPMuxAnimParams parameters{0, 0};
  demand(WebPMuxSetAnimationParams(mux, &parameters) == WEBP_MUX_OK);
  push_frame(mux, code, look.left, look.top);
  push_frame(mux, encode(look, Bytes(pixels.size())), 0, 0);
}

void put_chunk(WebPMux* mux, const char* name, const Bytes& bytes) {
  const WebPData data = view(bytes);
  if (!bytes.empty()) demand(WebPMuxSetChunk(mux, name, &data, 1) == WEBP_MUX_OK);
}

}  // namespace

Bytes write_webp(const WebpLook& look, const Bytes& pixels) {
  WebPMux* mux = WebPMuxNew();
  demand(mux != nullptr);
  put_pictures(mux, look, pixels);
  put_chunk(mux, "ICCP", look.icc);
  put_chunk(mux, "EXIF", look.exif);
  WebPData file;
  demand(WebPMuxAssemble(mux, &file) == WEBP_MUX_OK);
  const Bytes bytes(file.bytes, file.bytes + file.size);
  WebPDataClear(&file);
  WebPMuxDelete(mux);
  return bytes;
}

}  // namespace headroom::test
