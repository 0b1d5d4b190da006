#pragma once

#include <functional>
#include <map>
#include <memory>
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

/// One store's part in a run.
struct UploadStage {
  DeliverySession* session;
  std::vector<delivery::Match> matches;  // of the outputs that may come, by `offers_of`
  Size size;                             // of the outputs to deliver
};

/// Hands photos on to deliveries as they are converted: each photo to one store after the other, and to the next one
/// only when it is settled in those before. Photos that were not converted get a line of the report, too.
class DeliveryUploads final : public batch::Uploads {
 public:
  /// stages    in the order of the stores; at least one
  /// doubtful  photos in which nobody was found are delivered, too
  DeliveryUploads(std::vector<UploadStage> stages, bool doubtful);

  void submit(const Outcome& outcome, std::function<void()> done) override;

  /// For the report: those of a listing that never came, because the run ended before them.
  void say_rest(const std::vector<batch::Entry>& entries);

 private:
  struct Stage {
    DeliverySession* session;
    Size size;
    std::map<std::string, delivery::Match> matches;  // by output
  };
  struct Walk;
  delivery::Match match_for(const Stage& stage, const Outcome& outcome) const;
  void go_on(const std::shared_ptr<Walk>& walk);
  void settle(const std::shared_ptr<Walk>& walk, const delivery::Receipt& receipt);

  std::vector<Stage> stages_;
  const bool doubtful_;
  std::mutex mutex_;
  std::set<std::string> came_;  // photos
};

}  // namespace headroom::cli
