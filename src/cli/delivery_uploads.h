#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "batch/listing.h"
#include "batch/uploads.h"
#include "cli/delivery_session.h"
#include "delivery/matching.h"

namespace headroom::cli {

/// The outputs of one size that a listing of photos will have.
std::vector<delivery::Offer> offers_of(const std::vector<batch::Entry>& entries, Size size,
                                       const std::filesystem::path& out);

/// Photos of which another one has the same output names, as ada.jpg and ada.png have: neither is delivered, nobody
/// here knows which is the right one.
void refuse_shared_outputs(std::vector<delivery::Match>& matches, const std::vector<batch::Entry>& entries, Size size);

/// Hands photos on to a delivery as they are converted. Photos that were not converted get a line of its report, too.
class DeliveryUploads final : public batch::Uploads {
 public:
  /// matches   of the outputs that may come, by `offers_of`
  /// size      of the outputs to deliver
  /// doubtful  photos in which nobody was found are delivered, too
  DeliveryUploads(DeliverySession& session, std::vector<delivery::Match> matches, Size size, bool doubtful);

  void submit(const Outcome& outcome, std::function<void()> done) override;

  /// For the report: those of a listing that never came, because the run ended before them.
  void say_rest(const std::vector<batch::Entry>& entries);

 private:
  DeliverySession& session_;
  Size size_;
  bool doubtful_;
  std::map<std::string, delivery::Match> matches_;  // by output
  std::mutex mutex_;
  std::set<std::string> came_;  // photos
};

}  // namespace headroom::cli
