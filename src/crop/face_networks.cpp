#include "crop/face_networks.h"

#include <fstream>
#include <system_error>
#include <utility>

namespace headroom::crop {
namespace {

constexpr std::uintmax_t largest_model = 16 << 20;  // bytes; YuNet's has 232,589

/// Empty where it cannot be read, or is too large to be a face model.
Bytes contents_of(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return {};
  const auto length = std::filesystem::file_size(file, error);
  if (error || length > largest_model) return {};
  Bytes bytes(length);
  std::ifstream stream(file, std::ios::binary);
  if (!stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(length))) return {};
  return bytes;
}

}  // namespace

Result<std::unique_ptr<FaceNetworks>> FaceNetworks::load(const std::filesystem::path& model) {
  Bytes bytes = contents_of(model);
  if (bytes.empty()) return fail(Fault::usage, model.string() + ": the face model cannot be read; check the path");
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
