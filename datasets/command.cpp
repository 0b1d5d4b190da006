#include "datasets/command.h"

#include <exception>
#include <map>
#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "datasets/collection.h"

namespace headroom::datasets {
namespace {

const std::map<std::string, Sampling> samplings{{"420", {2, 2}}, {"422", {2, 1}}, {"440", {1, 2}},
                                                {"444", {1, 1}}, {"411", {4, 1}}, {"grey", {0, 0}}};

void add_scene_options(CLI::App& app, Order& order) {
  app.add_option("--count", order.count, "how many")->check(CLI::Range(0, 10'000'000))->capture_default_str();
  app.add_option("--megapixels", order.megapixels, "size of each")
      ->check(CLI::Range(1e-6, 500.0))
      ->capture_default_str();
  app.add_option("--seed", order.seed, "what chance starts from")->capture_default_str();
}

void add_camera_options(CLI::App& app, Camera& camera) {
  app.add_option("--quality", camera.jpeg.quality, "the libjpeg scale")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  app.add_option_function<std::string>(
         "--sampling", [&camera](const std::string& name) { camera.jpeg.sampling = samplings.at(name); },
         "chroma; 420 unless told, grey for none")
      ->check(CLI::IsMember(samplings));
  app.add_option("--restart", camera.jpeg.restart_rows, "rows of MCUs between restart markers; 0: no markers")
      ->check(CLI::Range(0, 4096))
      ->capture_default_str();
  app.add_flag("--progressive", camera.jpeg.progressive, "in several scans; baseline unless told");
  app.add_option("--orientation", camera.orientation, "of EXIF: pixels are stored turned, labels stay upright")
      ->check(CLI::Range(1, 8))
      ->capture_default_str();
}

}  // namespace

int run_command(int argument_count, const char* const* arguments, std::ostream& out, std::ostream& messages) {
  Order order;
  CLI::App app(
      "Draws synthetic portraits as JPEG files, and labels.csv beside them. The same seed gives the same bytes.",
      "headroom-portraits");
  add_scene_options(app, order);
  add_camera_options(app, order.camera);
  app.add_option("DIR", order.folder, "folder to write to; made when missing")->required();
  try {
    app.parse(argument_count, arguments);
    draw_collection(order);
    return 0;
  } catch (const CLI::ParseError& error) {
    return app.exit(error, out, messages) == 0 ? 0 : 2;  // asked for help: 0
  } catch (const std::exception& error) {
    messages << "headroom-portraits: " << error.what() << '\n';
    return 1;
  }
}

}  // namespace headroom::datasets
