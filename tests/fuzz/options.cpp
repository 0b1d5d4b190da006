// Lines "option=text", as the command line, the environment and the configuration file give them.
#include "cli/options.h"
#include "cli/delivery_options.h"
#include "fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom;
  cli::Texts texts;
  std::string_view rest = fuzz::text_of(data, size);
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::size_t equals = std::min(line.find('='), line.size());
    if (equals < line.size()) texts[std::string(line.substr(0, equals))].emplace_back(line.substr(equals + 1));
  }
  cli::ConvertRequest request;
  request.settings.out = "out";
  if (cli::take(texts, cli::convert_options(), request)) (void)batch::check(request.settings);
  cli::DeliveryRequest delivery;
  (void)cli::take(texts, cli::delivery_options(), delivery);
  return 0;
}
