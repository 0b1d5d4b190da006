#include "cli/single_picture.h"

#include <algorithm>
#include <utility>

#include "batch/looks.h"
#include "cli/convert_run.h"
#include "cli/options.h"

namespace headroom::cli {
namespace {

/// The output that suits the store: the one of this size with its byte limit, or a new one.
batch::OutputSpec output_for(const store::Traits& traits, const std::vector<batch::OutputSpec>& outputs) {
  const Size size = picture_size(traits);
  batch::OutputSpec wanted{size, traits.most_bytes};
  for (const auto& output : outputs)
    if (output.size == size) wanted = output;
  if (wanted.byte_limit == 0 || (traits.most_bytes > 0 && wanted.byte_limit > traits.most_bytes))
    wanted.byte_limit = traits.most_bytes;
  return wanted;
}

}  // namespace

Size picture_size(const store::Traits& traits) { return traits.size == Size{} ? Size{648, 648} : traits.size; }

Result<std::filesystem::path> make_picture(const std::filesystem::path& photo, const store::Traits& traits,
                                           const Texts& texts, const std::filesystem::path& scratch,
                                           const Streams& streams) {
  ConvertRequest request;
  if (auto taken = take(texts, convert_options(), request); !taken) return Failure(taken.error());
  if (auto checked = check_decoding(request, streams); !checked) return Failure(checked.error());
  batch::Settings& settings = request.settings;
  settings.outputs = {output_for(traits, settings.outputs)};
  settings.contact_sheet = false;
  auto tools = ConvertTools::ready(request, streams);
  if (!tools) return Failure(tools.error());
  const crop::SubjectFinder finder(tools->networks.get(), *tools->backend);
  auto folder = store::Folder::open(scratch, store::Privacy::owner_only);
  if (!folder) return Failure(folder.error());
  auto decoders = codec::Decoders::start(batch::decoder_settings(settings), 1);
  if (!decoders) return Failure(decoders.error());
  auto looks = batch::render_looks(photo, settings.outputs, {settings, **decoders, *tools->backend, finder, **folder});
  if (!looks) return Failure(looks.error());
  const std::string name = photo.stem().string() + ".jpg";
  if (auto put = (*folder)->put_quickly(name, looks->pictures.front().bytes); !put) return Failure(put.error());
  return scratch / name;
}

}  // namespace headroom::cli
