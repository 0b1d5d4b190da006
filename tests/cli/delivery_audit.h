#pragma once

#include <gmock/gmock.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "store/active_directory.h"
#include "support/directory_server.h"
#include "support/temporary_folder.h"

namespace headroom::cli {

/// The lines of a state folder's audit.
inline std::vector<nlohmann::json> audit_of(const std::filesystem::path& state) {
  std::vector<nlohmann::json> lines;
  std::istringstream text(test::text_of(state / "audit.jsonl"));
  for (std::string line; std::getline(text, line);) lines.push_back(nlohmann::json::parse(line));
  return lines;
}

/// People to whom a photo was sent that was known to be there.
inline std::vector<std::string> sent_twice(const std::vector<nlohmann::json>& audit) {
  std::map<std::string, std::string> verified;  // by person
  std::vector<std::string> twice;
  for (const auto& line : audit) {
    const std::string person = line["person"];
    const std::string after = line.value("after", "");
    if (line["event"] == "verified") verified[person] = after;
    if (line["event"] == "sending" && verified[person] == after) twice.push_back(person);
  }
  return twice;
}

/// What a directory holds, asked as its administrator, by key.
inline std::map<std::string, std::string> photos_in(const test::DirectoryServer& server) {
  store::DirectorySettings settings;
  settings.servers = {server.uri()};
  settings.account = server.administrator().name;
  settings.password = Secret(std::string(server.administrator().password));
  settings.ca_file = server.ca_file();
  const auto directory = store::connect_directory(std::move(settings)).value();
  std::vector<store::Person> all;
  EXPECT_TRUE(directory->list([&all](store::Person person) { all.push_back(std::move(person)); }));
  std::map<std::string, std::string> photos;
  for (const auto& person : all)
    if (const auto photo = directory->get(person).value()) photos[person.key] = {photo->begin(), photo->end()};
  return photos;
}

}  // namespace headroom::cli
