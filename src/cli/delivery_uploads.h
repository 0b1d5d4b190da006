#pragma once

#include <functional>
#include <map>
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

/// Hands photos on to a delivery as they are converted. Photos that were not converted get a line of its report, too.
class DeliveryUploads final : public batch::Uploads {
 public:
  /// matches   of the outputs that may come, by `offers_of`
  /// size      of the outputs to deliver
  /// doubtful  photos in which nobody was found are delivered, too
  DeliveryUploads(DeliverySession& session, std::vector<delivery::Match> matches, Size size, bool doubtful);

  void submit(const Outcome& outcome, std::function<void()> done) override;

 private:
  DeliverySession& session_;
  Size size_;
  bool doubtful_;
  std::map<std::string, delivery::Match> matches_;  // by output
};

}  // namespace headroom::cli
