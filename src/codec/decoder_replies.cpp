#include "codec/decoder_replies.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <string_view>

namespace headroom::codec {
namespace {

Failure nonsense() { return fail(Fault::decoder_crashed, "the decoder's answer makes no sense"); }

template <std::size_t length>
std::string_view text_of(const std::array<char, length>& field) {
  const auto end = std::ranges::find(field, '\0');
  return {field.data(), static_cast<std::size_t>(end - field.begin())};
}

Failure failure_of(const Reply& reply) {
  constexpr std::array faults{Fault::not_an_image, Fault::unsupported, Fault::broken, Fault::too_large};
  const std::string_view detail = text_of(reply.detail);
  for (const Fault fault : faults)
    if (reply.fault == static_cast<std::int32_t>(fault) && !detail.empty()) return fail(fault, std::string(detail));
  return nonsense();
}

bool plausible(std::string_view format) {
  return !format.empty() && std::ranges::all_of(format, [](char letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
           letter == ' ' || letter == '/' || letter == '-';
  });
}

/// Steps from half a pixel (no decoder enlarges) to some more than the whole photo (the chroma of a single pixel at an
/// eighth of its size), and a place that is not far outside.
bool plausible(const Axis& axis, int side) {
  constexpr int margin = 64;
  return axis.step >= 0.5 && axis.step <= side + margin && std::abs(axis.origin) <= 2.0 * (side + margin);
}

bool plausible(const PlaneReply& plane, Size photo) {
  return plane.size.width > 0 && plane.size.height > 0 && plane.size.width <= 2 * photo.width &&
         plane.size.height <= 2 * photo.height && plausible(plane.across, photo.width) &&
         plausible(plane.down, photo.height);
}

/// All that a decoder can tell about a photo.
Flags flags_of(const Reply& reply) {
  Flags told;
  for (const Flag flag : {Flag::damaged, Flag::profile_dropped})
    if (Flags(reply.flags).has(flag)) told.raise(flag);
  return told;
}

bool empty(const PlaneReply& plane) { return plane.size == Size{}; }

Plane copied(const PlaneReply& reply, std::span<const Byte>& planes) {
  Plane plane(reply.size);
  plane.across = reply.across;
  plane.down = reply.down;
  const auto width = static_cast<std::size_t>(reply.size.width);
  for (int y = 0; y < reply.size.height; y++) {
    std::memcpy(plane.row(y), planes.data(), width);
    planes = planes.subspan(width);
  }
  return plane;
}

}  // namespace

Result<About> about_from(const Reply& reply, const Limits& limits) {
  if (reply.done == 0) return failure_of(reply);
  const std::string_view format = text_of(reply.format);
  if (!plausible(format) || !check_size(reply.size.width, reply.size.height, limits)) return nonsense();
  return About{reply.size, std::string(format), flags_of(reply)};
}

Result<Image> image_from(const Reply& reply, Size photo, std::span<const Byte> planes) {
  if (reply.done == 0) return failure_of(reply);
  if (reply.size != photo) return nonsense();
  const auto& [luma, cb, cr] = reply.planes;
  const bool grey = empty(cb) && empty(cr);
  if (!plausible(luma, photo)) return nonsense();
  if (!grey && (!plausible(cb, photo) || cb.size != cr.size || cb.across != cr.across || cb.down != cr.down))
    return nonsense();
  const auto bytes = static_cast<std::size_t>(luma.size.pixels() + 2 * cb.size.pixels());
  if (bytes > planes.size()) return nonsense();
  Image image;
  image.luma = copied(luma, planes);
  if (grey) return image;
  image.cb = copied(cb, planes);
  image.cr = copied(cr, planes);
  return image;
}

}  // namespace headroom::codec
