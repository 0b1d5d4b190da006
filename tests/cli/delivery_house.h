#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "support/pictures.h"
#include "support/temporary_folder.h"

namespace headroom::cli {

/// A folder store with a few people, a folder of finished pictures, and a shell to run commands in.
class DeliveryHouse {
 public:
  /// people  keys; each has an id of its own
  explicit DeliveryHouse(const std::vector<std::string>& people) {
    std::string csv = "id,key,name,enabled\n";
    for (std::size_t i = 0; i < people.size(); i++)
      csv += "id-" + std::to_string(i) + "," + people[i] + ",Name of " + people[i] + ",true\n";
    place.write("store/people.csv", csv);
    std::filesystem::create_directories(out());
  }

  std::string out() const { return (place / "out").string(); }
  std::string path(const std::string& name) const { return (place / name).string(); }

  /// A finished picture under this name.
  std::string draw(const std::string& name, int shade = 0) const {
    const std::string bytes = test::portrait_jpeg({96, 96}, shade);
    place.write("out/" + name, bytes);
    return bytes;
  }

  /// What the store holds; empty: nothing.
  std::string photo(const std::string& key) const {
    const auto file = place / ("store/" + key + ".jpg");
    return std::filesystem::exists(file) ? test::text_of(file) : "";
  }
  void hold(const std::string& key, const std::string& bytes) const { place.write("store/" + key + ".jpg", bytes); }

  /// Runs `headroom <arguments> --to folder:... --state ...`; `typed` is what is answered, nothing: nobody is there.
  int operator()(std::vector<std::string> arguments, const std::string* typed = nullptr) {
    for (const std::string& each :
         {std::string("--to"), "folder:" + path("store"), std::string("--state"), path("state")})
      arguments.push_back(each);
    return run_alone(arguments, typed);
  }

  /// The same without a store.
  int run_alone(const std::vector<std::string>& arguments, const std::string* typed = nullptr) {
    std::ostringstream output, said;
    std::istringstream answers(typed == nullptr ? "" : *typed);
    const int status = run(arguments, {output, said, false, {}, typed == nullptr ? nullptr : &answers});
    text = output.str();
    messages = said.str();
    return status;
  }

  int answered(const std::vector<std::string>& arguments, const std::string& typed) {
    return (*this)(arguments, &typed);
  }

  test::TemporaryFolder place;
  std::string text;
  std::string messages;
};

}  // namespace headroom::cli
