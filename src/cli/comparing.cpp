#include "cli/comparing.h"

#include "batch/picture_comparison.h"
#include "batch/settings.h"

namespace headroom::cli {

std::unique_ptr<delivery::Pictures> picture_comparison(const Streams& streams) {
  batch::Settings settings;
  settings.decoder = streams.program;
  return std::make_unique<batch::PictureComparison>(batch::decoder_settings(settings));
}

}  // namespace headroom::cli
