#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "base/result.h"
#include "crop/face_network.h"

namespace headroom::crop {

/// One face model, for any number of threads: each that looks borrows a network of its own, with the
/// weights of all.
class FaceNetworks {
 public:
  /// fails  usage: the file cannot be read, or holds something else
  static Result<std::unique_ptr<FaceNetworks>> load(const std::filesystem::path& model);

  /// A network until the end of its life.
  class Loan {
   public:
    Loan(FaceNetworks& owner, FaceNetwork network) : owner_(owner), network_(std::move(network)) {}
    ~Loan() { owner_.give_back(std::move(network_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    FaceNetwork& operator*() { return network_; }

   private:
    FaceNetworks& owner_;
    FaceNetwork network_;
  };

  Loan borrow();

  const Bytes& model() const { return model_; }

 private:
  FaceNetworks(Bytes model, FaceNetwork first) : model_(std::move(model)), first_(std::move(first)) {}
  void give_back(FaceNetwork network);

  const Bytes model_;
  const FaceNetwork first_;  // the others are made after it
  std::mutex mutex_;         // over what follows
  std::vector<FaceNetwork> idle_;
};

}  // namespace headroom::crop
