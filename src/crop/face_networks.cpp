#include "crop/face_networks.h"

#include <utility>

#include "base/read_file.h"

namespace headroom::crop {
namespace {

constexpr std::size_t largest_model = 16 << 20;  // bytes; YuNet's has 232,589

}  // namespace

Result<std::unique_ptr<FaceNetworks>> FaceNetworks::load(const std::filesystem::path& model) {
  const auto bytes = read_file(model, largest_model);
  if (!bytes) return fail(Fault::usage, model.string() + ": the face model " + bytes.error().detail);
  auto first = FaceNetwork::from(*bytes);
  if (!first) return fail(Fault::usage, model.string() + ": " + first.error().detail);
  return std::unique_ptr<FaceNetworks>(new FaceNetworks(*bytes, std::move(*first)));
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
