#include "crop/face_networks.h"

#include <fstream>
#include <iterator>

namespace headroom::crop {

Result<std::unique_ptr<FaceNetworks>> FaceNetworks::load(const std::filesystem::path& model) {
  std::ifstream file(model, std::ios::binary);
  const Bytes bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) return fail(Fault::usage, model.string() + ": the face model cannot be read; check the path");
  auto first = FaceNetwork::from(bytes);
  if (!first) return fail(Fault::usage, model.string() + ": " + first.error().detail);
  return std::unique_ptr<FaceNetworks>(new FaceNetworks(bytes, std::move(*first)));
}

FaceNetworks::Loan FaceNetworks::borrow() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return {*this, first_.another()};
  FaceNetwork network = std::move(idle_.back());
  idle_.pop_back();
  return {*this, std::move(network)};
}

void FaceNetworks::give_back(FaceNetwork network) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(network));
}

}  // namespace headroom::crop
