#include <fmt/format.h>
#include <fmt/ostream.h>

#include <filesystem>
#include <memory>
#include <ostream>

#include "batch/looks.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/face_model.h"
#include "cli/parser.h"
#include "cli/printable.h"
#include "compute/choose.h"
#include "filter/measure.h"
#include "report/look_sheet.h"

namespace headroom::cli {
namespace {

using report::LookSheet;

struct Given {
  std::string photo;
  std::string out;
  int side = 648;
  std::string device = "auto";
};

/// The pictures to make, and the sheet that shows them, in step: a picture for each output.
class Plan {
 public:
  explicit Plan(Size large) : large_(large) {
    sheet_.plain = add({}, large_);
    for (const std::string_view option : filter::filter_options()) add_section(option);
    for (const std::string_view colour : filter::words_of("colourise")) add_table(colour);
  }

  const std::vector<batch::OutputSpec>& outputs() const { return outputs_; }
  const std::vector<std::string>& files() const { return files_; }
  LookSheet& sheet() { return sheet_; }

 private:
  /// options  pairs of an option and its word
  using Options = std::vector<std::pair<std::string_view, std::string_view>>;

  LookSheet::Look add(const Options& options, Size size) {
    batch::OutputSpec output{size, 0};
    std::string text, name;
    for (const auto& [option, word] : options) {
      output.look.choose(*filter::choice_from(option, word));
      text += fmt::format("{}--{} {}", text.empty() ? "" : " ", option, word);
      name += fmt::format("{}{}-{}", name.empty() ? "" : " ", option, word);
    }
    outputs_.push_back(std::move(output));
    files_.push_back(fmt::format("filters/{} {}.jpg", name.empty() ? "plain" : name, headroom::text(size)));
    return {text, files_.back()};
  }

  void add_section(std::string_view option) {
    LookSheet::Section section{std::string(option), {}, {sheet_.plain}};
    for (const filter::Filter* filter : filter::filters()) {
      if (filter->option != option) continue;
      if (filter->name == option)
        section.help = filter->help;
      else
        section.help +=
            fmt::format("{}{}: {}", section.help.empty() ? "" : "; ", filter->presets[0].word, filter->help);
    }
    for (const std::string_view word : filter::words_of(option)) section.looks.push_back(add({{option, word}}, large_));
    sheet_.sections.push_back(std::move(section));
  }

  void add_table(std::string_view colour) {
    LookSheet::Table table{fmt::format("--colourise {}", colour), levels("contrast"), levels("brightness"), {}};
    for (const auto& brightness : table.rows)
      for (const auto& contrast : table.columns)
        table.looks.push_back(
            add({{"colourise", colour}, {"contrast", contrast}, {"brightness", brightness}}, {96, 96}));
    sheet_.tables.push_back(std::move(table));
  }

  static std::vector<std::string> levels(std::string_view option) {
    std::vector<std::string> words;
    for (const std::string_view word : filter::words_of(option))
      if (word != "auto") words.emplace_back(word);
    return words;
  }

  Size large_;
  LookSheet sheet_;
  std::vector<batch::OutputSpec> outputs_;
  std::vector<std::string> files_;
};

int complain_of_photo(const Error& error, const Given& given, const Streams& streams) {
  fmt::print(streams.messages, "headroom: {}: {}\n", printable(given.photo), printable(error.detail));
  return error.fault == Fault::unreadable ? usage_error : some_failed;
}

Result<void> put_all(store::Folder& folder, const Plan& plan, const std::vector<codec::Jpeg>& pictures,
                     const std::string& page) {
  for (std::size_t i = 0; i < pictures.size(); i++)
    if (auto put = folder.put_quickly(plan.files()[i], pictures[i].bytes); !put) return put;
  return folder.put("filters.html", ByteView(reinterpret_cast<const Byte*>(page.data()), page.size()));
}

int make_sheet(const Given& given, const Streams& streams) {
  auto backend = compute::choose_backend(given.device, filter::measure_device);
  if (!backend) return complain(backend.error(), streams);
  batch::Settings settings;
  const auto networks = load_face_model({"", true}, streams, settings);
  if (!networks) return complain(networks.error(), streams);
  const crop::SubjectFinder finder(networks->get(), **backend);
  auto folder = store::Folder::open(given.out);
  if (!folder) return complain(folder.error(), streams);
  Plan plan({given.side, given.side});
  settings.outputs = plan.outputs();
  settings.contact_sheet = false;
  settings.decoder = streams.program;
  auto decoders = codec::Decoders::start(batch::decoder_settings(settings), 1);
  if (!decoders) return complain(decoders.error(), streams);
  auto looks = batch::render_looks(given.photo, plan.outputs(), {settings, **decoders, **backend, finder, **folder});
  if (!looks) return complain_of_photo(looks.error(), given, streams);

  plan.sheet().photo = std::filesystem::path(given.photo).filename().string();
  if (!batch::trusted(looks->outcome.subject, settings))
    plan.sheet().note = "Nobody was found in this photo: contrast turns about middle grey, and auto changes nothing.";
  if (auto put = put_all(**folder, plan, looks->pictures, report::look_sheet_page(plan.sheet())); !put)
    return complain(put.error(), streams);
  streams.out << fmt::format("{} looks; look at {}\n", plan.outputs().size() - 1,
                             printable((std::filesystem::path(given.out) / "filters.html").string()));
  return all_done;
}

}  // namespace

Action declare_filters(Parser& parser) {
  const auto given = std::make_shared<Given>();
  parser.add("PHOTO", given->photo, "one photo").required();
  parser.add("OUT", given->out, "the folder for the sheet; made where it is missing").required();
  parser.add("--size", given->side, "side of the pictures, 48 to 2048; default 648").within(48, 2048);
  parser.add("--device", given->device, "auto, cpu, opencl or opencl:N, as of convert");
  return [given](const Streams& streams) { return make_sheet(*given, streams); };
}

}  // namespace headroom::cli
