#include "cli/checks.h"

#include <fmt/ostream.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/complain.h"
#include "cli/indented.h"
#include "cli/printable.h"

namespace headroom::cli {

void Checks::about(std::string_view store) {
  store_ = store;
  if (!json_ && !store.empty()) fmt::print(streams_.out, "{}\n", printable(store_));
}

void Checks::ok(std::string_view name, std::string_view text) {
  add({store_, std::string(name), "ok", std::string(text)});
}

void Checks::warned(std::string_view name, std::string_view text) {
  add({store_, std::string(name), "warning", std::string(text)});
}

void Checks::failed(std::string_view name, const Error& error) {
  if (status_ == all_done) status_ = exit_status(error.fault);
  add({store_, std::string(name), "failed", error.detail});
}

void Checks::skipped(std::string_view name, std::string_view reason) {
  add({store_, std::string(name), "skipped", std::string(reason)});
}

void Checks::add(Check check) {
  if (!json_) {
    fmt::print(streams_.out, "{:<8} {:<10} {}\n", check.result, check.name, printable(check.text));
    streams_.out.flush();
  }
  checks_.push_back(std::move(check));
}

int Checks::finish() const {
  if (!json_) return status_;
  auto rows = nlohmann::ordered_json::array();
  for (const Check& check : checks_) {
    nlohmann::ordered_json row{{"check", check.name}, {"result", check.result}, {"detail", check.text}};
    if (!check.store.empty()) row["store"] = check.store;
    rows.push_back(std::move(row));
  }
  streams_.out << indented(rows);
  return status_;
}

}  // namespace headroom::cli
