#include "cli/deliver_in_turn.h"

#include <utility>

#include "cli/interrupt.h"
#include "cli/unsettled.h"

namespace headroom::cli {
namespace {

using delivery::Match;

/// Nobody asks and nobody is asked: everything goes to the courier at once, which looks for itself.
Result<DeliveryResult> deliver_unasked(std::string_view command, DeliverySession& session, std::vector<Match> matches) {
  if (!matches.empty())
    if (auto begun = session.begin(command); !begun) return Failure(begun.error());
  for (Match& match : matches) {
    std::string sum = match.offer.sum;
    session.submit({std::move(match), false, std::move(sum), std::nullopt});
  }
  return session.finish();
}

/// Those that may be delivered now; the others are left to the next run.
std::vector<Match> due(std::vector<Match> matches, const Unsettled& unsettled, DeliverySession& session) {
  std::vector<Match> now;
  for (Match& match : matches) {
    const std::string* reason = match.error ? nullptr : unsettled.reason(match);
    if (reason == nullptr)
      now.push_back(std::move(match));
    else
      session.leave_for_next_run(match, *reason);
  }
  return now;
}

DeliveryResult not_reached(DeliverySession& session, const std::vector<Match>& matches) {
  for (const Match& match : matches) session.not_reached(match);
  return session.finish();
}

}  // namespace

Result<DeliveryResult> deliver_into(std::string_view command, DeliverySession& session, std::vector<Match> matches,
                                    const DeliveryRequest& request, const Streams& streams) {
  if (request.yes) return deliver_unasked(command, session, std::move(matches));
  return deliver_planned(
      command, plan_matches(std::move(matches), request, session.store(), streams, &session.state().journal()), session,
      request, streams);
}

Result<std::vector<DeliveryResult>> deliver_in_turn(std::string_view command, const Sessions& sessions,
                                                    std::vector<std::vector<Match>> matches,
                                                    const DeliveryRequest& request, const Streams& streams) {
  std::vector<DeliveryResult> results;
  Unsettled unsettled;
  for (std::size_t i = 0; i < sessions.size(); i++) {
    DeliverySession& session = *sessions[i];
    if (interrupted()) {
      results.push_back(not_reached(session, matches[i]));
      continue;
    }
    auto result = deliver_into(command, session, due(std::move(matches[i]), unsettled, session), request, streams);
    if (!result && i == 0) return Failure(result.error());
    results.push_back(result ? std::move(*result) : session.finish());
    if (!result) results.back().stopped_by = result.error();
    unsettled.learn(results.back());
  }
  return results;
}

}  // namespace headroom::cli
