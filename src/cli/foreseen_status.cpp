#include "cli/foreseen_status.h"

#include "cli/complain.h"
#include "store/around.h"

namespace headroom::cli {

void ForeseenStatus::count(const std::optional<Error>& error) {
  if (!error) return;
  failed_ = true;
  if (worth_retrying(error->fault)) retriable_ = true;
  if (store::hopeless(error->fault)) stopped_by_ = error->fault;
}

int ForeseenStatus::value() const {
  if (stopped_by_) return exit_status(*stopped_by_);
  if (retriable_) return some_retriable;
  return failed_ ? some_failed : all_done;
}

int foreseen_status(const batch::Conversion& conversion) {
  ForeseenStatus status;
  for (const batch::Entry& entry : conversion.entries()) status.count(entry.error);
  return status.value();
}

}  // namespace headroom::cli
