#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "batch/conversion.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/summary.h"
#include "compute/backend.h"
#include "crop/subject_finder.h"
#include "report/reports.h"

namespace headroom::cli {

/// What a conversion needs besides its photos, made ready in the order in which mistakes are cheapest.
struct ConvertTools {
  std::unique_ptr<compute::Backend> backend;
  std::unique_ptr<crop::FaceNetworks> networks;  // none: the face model is not there

  /// Sets what the request leaves to the machine.
  ///
  /// fails  usage: a device or face model that is not there
  static Result<ConvertTools> ready(ConvertRequest& request, const Streams& streams);
};

/// The request that options and paths make: the photos and, last, the output folder.
///
/// fails  usage
Result<ConvertRequest> convert_request(const std::vector<std::string>& paths, const Texts& texts);

/// For commands that deliver, too: no photo is parsed in the process that holds the password.
///
/// fails  usage: --in-process
Result<void> check_decoding(const ConvertRequest& request, const Streams& streams);

/// One conversion, with its progress and its reports, whatever came of it.
class ConvertRun {
 public:
  ConvertRun(const ConvertRequest& request, batch::Conversion& conversion, ConvertTools& tools, const Streams& streams)
      : request_(request), conversion_(conversion), tools_(tools), streams_(streams) {}

  /// uploads  the last stage; may be none
  /// beside   what to show of it
  Summary run(batch::Uploads* uploads = nullptr, const ProgressReporter::Beside& beside = nullptr);

 private:
  Result<void> convert(Summary& summary, batch::Uploads* uploads, const ProgressReporter::Beside& beside);
  report::RunDescription description() const;
  report::Totals counted();
  void say(const std::string& line) const;

  const ConvertRequest& request_;
  batch::Conversion& conversion_;
  ConvertTools& tools_;
  const Streams& streams_;
};

/// The exit statuses of src/README.md.
int exit_status(const Summary& summary);

}  // namespace headroom::cli
