#pragma once

#include <string>

#include "base/result.h"
#include "store/http_client.h"

namespace headroom::store {

/// What was asked of Microsoft Graph when it answered.
enum class GraphCall { people, photo, put, removal, other };

/// What an answer says is wrong, in the service's words.
struct GraphProblem {
  int status = 0;
  std::string code;        // "Request_ResourceNotFound"; empty: not said
  std::string message;     // as it came
  std::string request_id;  // empty: not said
};

/// Reads the answer's body, and the one that an UnknownError carries as text.
GraphProblem problem_in(const HttpReply& reply);

/// There is no photo, but the person.
bool says_no_photo(const GraphProblem& problem);

/// What an answer other than 2xx means, and what to do next: a sentence with status, code, message and request-id.
/// Messages that name somebody are left out.
///
/// source  Microsoft Graph documentation, "error responses", and reports listed in microsoft-365.md
Error graph_error(const HttpReply& reply, GraphCall call);

}  // namespace headroom::store
