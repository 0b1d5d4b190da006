#include "cli/doctor_rights.h"

#include <fmt/format.h>

#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <utility>

#include "cli/people.h"
#include "cli/scratch_folder.h"
#include "cli/write_file.h"
#include "codec/jpeg_encode.h"
#include "delivery/picture.h"
#include "store/sha256.h"

namespace headroom::cli {
namespace {

/// A grey square, the smallest thing that is a photo.
Result<Bytes> test_picture() {
  Image image;
  image.luma = Plane({96, 96});
  image.luma.fill(neutral_chroma);
  auto jpeg = codec::encode_jpeg(image, {});
  if (!jpeg) return Failure(jpeg.error());
  return std::move(jpeg->bytes);
}

/// What became of one order: nothing, where it was carried out.
Result<void> outcome_of(const DeliveryRow& row) {
  if (row.error) return Failure(*row.error);
  if (row.action && row.state == delivery::State::verified) return {};
  return fail(Fault::unknown_outcome, "the run ended before it was done");
}

/// Writes one picture for one person, by the way that all deliveries take.
class Trial {
 public:
  Trial(store::Person person, Bytes picture, DeliveryRequest& request, DeliverySession& session)
      : person_(std::move(person)), picture_(std::move(picture)), request_(request), session_(session) {}

  /// Writes the photo that is there, and nothing if it has been changed.
  Result<void> write_back() {
    auto order = put_order();
    if (!order) return Failure(order.error());
    order->expected = sum_;
    if (auto begun = begin(); !begun) return begun;
    session_.submit(std::move(*order));
    const auto result = session_.finish();
    if (result.stopped_by) return Failure(*result.stopped_by);
    return outcome_of(result.rows.front());
  }

  /// Writes the picture where none is, and takes it away, and nothing but it.
  Result<void> write_and_remove() {
    auto order = put_order();
    if (!order) return Failure(order.error());
    order->expected = "";
    request_.policy.keep = false;  // nobody wants the test picture back
    if (auto begun = begin(); !begun) return begun;
    std::promise<bool> written;
    session_.submit(std::move(*order), [&written](const delivery::Receipt& receipt) {
      written.set_value(receipt.state == delivery::State::verified);
    });
    const bool verified = written.get_future().get();
    delivery::Order removal;
    removal.match.key = person_.key;
    removal.match.person = person_;
    removal.removal = true;
    removal.expected = verified ? sum_of_what_is_there() : sum_;
    session_.submit(std::move(removal));
    const auto result = session_.finish();
    return both(result);
  }

 private:
  Result<delivery::Order> put_order() {
    auto scratch = ScratchFolder::make(session_.state().path());
    if (!scratch) return Failure(scratch.error());
    scratch_ = std::move(*scratch);
    const auto file = scratch_->path() / "doctor.jpg";
    if (auto put = write_file(file, {reinterpret_cast<const char*>(picture_.data()), picture_.size()}); !put)
      return Failure(put.error());
    sum_ = store::sha256(picture_);
    delivery::Order order;
    order.match.offer = {"test of the right to write", file};
    order.match.key = person_.key;
    order.match.person = person_;
    order.planned = sum_;
    return order;
  }

  /// Of the test picture, which the store may have made another file of.
  std::string sum_of_what_is_there() {
    if (session_.store().traits().keeps_bytes) return sum_;
    const auto there = session_.store().get(person_);
    return there && *there ? store::sha256(**there) : sum_;
  }

  Result<void> begin() {
    request_.policy.when = delivery::When::always;
    return session_.begin("doctor", Report::none);
  }

  Result<void> both(const DeliveryResult& result) const {
    auto put = outcome_of(result.rows.front());
    const auto removed = outcome_of(result.rows.back());
    const bool there_perhaps = put || put.error().fault == Fault::unknown_outcome ||
                               put.error().fault == Fault::not_verified || put.error().fault == Fault::unreachable;
    if (!removed && there_perhaps)
      return fail(removed.error().fault,
                  fmt::format("the test picture may still be the photo of {}: {}; look with headroom show {}, and take "
                              "it away with headroom remove {}",
                              who(person_), removed.error().detail, person_.key, person_.key));
    if (!put) return put;
    if (result.stopped_by) return Failure(*result.stopped_by);
    return {};
  }

  store::Person person_;
  Bytes picture_;
  DeliveryRequest& request_;
  DeliverySession& session_;
  std::unique_ptr<ScratchFolder> scratch_;
  std::string sum_;
};

Result<void> try_test_picture(const store::Person& person, DeliveryRequest& request, DeliverySession& session) {
  auto picture = test_picture();
  if (!picture) return Failure(picture.error());
  return Trial(person, std::move(*picture), request, session).write_and_remove();
}

/// Why nothing is written; nothing: something is.
std::optional<std::string> reason_to_skip(const store::Person& person, bool has_photo, bool write_test,
                                          const store::Traits& traits) {
  if (!has_photo && !write_test)
    return fmt::format("{} has no photo; --write-test writes one and takes it away again", who(person));
  if (!has_photo && !traits.can_remove)
    return fmt::format("{} has no photo, and a test picture could not be taken away again: name somebody with one",
                       who(person));
  if (has_photo && !write_test && !traits.keeps_bytes)
    return fmt::format(
        "this store keeps a picture of its own making, so the photo of {} would change a little by being "
        "written back: --write-test does it all the same",
        who(person));
  return std::nullopt;
}

}  // namespace

void check_rights(const std::string& person, bool write_test, DeliveryRequest& request, DeliverySession& session,
                  Checks& checks) {
  if (person.empty())
    return checks.skipped("rights", "name somebody to try them on: --person; their own photo is written back");
  const auto found = find_person(session.store(), person);
  if (!found) return checks.failed("rights", found.error());
  auto photo = session.store().get(*found);
  if (!photo) return checks.failed("rights", photo.error());
  if (const auto reason = reason_to_skip(*found, photo->has_value(), write_test, session.store().traits()))
    return checks.skipped("rights", *reason);
  if (*photo && write_test && session.store().traits().keeps_bytes)
    return checks.failed("rights", {Fault::usage,
                                    fmt::format("{} has a photo, over which nothing is written: leave --write-test "
                                                "out, then that photo is written back; or name somebody without one",
                                                who(*found)),
                                    {}});
  if (*photo)
    if (const auto fit = delivery::check_picture(**photo, session.store().traits().most_bytes); !fit)
      return checks.skipped("rights", fmt::format("the photo of {} cannot be written back, it is none that headroom "
                                                  "delivers ({}); name somebody else",
                                                  who(*found), fit.error().detail));
  const auto tried = *photo ? Trial(*found, std::move(**photo), request, session).write_back()
                            : try_test_picture(*found, request, session);
  if (!tried) return checks.failed("rights", tried.error());
  checks.ok("rights", fmt::format("this account may write the photo of {}", who(*found)));
}

}  // namespace headroom::cli
