#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "store/sha256.h"
#include "support/cloud_server.h"
#include "support/pictures.h"
#include "support/server_process.h"
#include "support/temporary_folder.h"

namespace headroom::cli {

/// Microsoft 365 as the emulator has it, pictures for its people, and the program between them.
class CloudHouse {
 public:
  explicit CloudHouse(int people) : server(people), people_(people) {
    const auto secret = place.write("secret", server.client_secret() + "\n");
    std::filesystem::permissions(secret, std::filesystem::perms::owner_read);
  }

  static std::string key(int number) { return fmt::format("u{:05d}", number); }

  /// A picture for everybody into a folder; no two are the same, and those of two folders look different.
  void draw(const std::string& folder, int shade) {
    constexpr int looks = 16;
    std::vector<std::string> portraits;
    for (int i = 0; i < looks; i++) portraits.push_back(test::portrait_jpeg({240, 240}, shade + i));
    for (int i = 1; i <= people_; i++) {
      const std::string bytes = with_comment(portraits[static_cast<std::size_t>(i) % looks], folder + key(i));
      place.write(folder + "/" + key(i) + " 240x240.jpg", bytes);
      sums[folder][key(i)] = store::sha256({reinterpret_cast<const Byte*>(bytes.data()), bytes.size()});
    }
  }

  std::vector<std::string> command(std::vector<std::string> words, const std::string& graph = "") const {
    words.insert(words.begin(), HEADROOM_PROGRAM);
    for (const std::string& word : std::initializer_list<std::string>{
             "--to", "m365", "--tenant", server.tenant(), "--client", server.client(), "--client-secret-file",
             (place / "secret").string(), "--login-url", server.login_url(), "--graph-url",
             graph.empty() ? server.graph_url() : graph, "--ca-file", server.ca_file().string(), "--state",
             (place / "state").string(), "--quiet"})
      words.push_back(word);
    return words;
  }

  std::vector<std::string> upload(const std::string& folder, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{"upload", (place / folder).string(), "--yes", "--max-failures", "0"};
    words.insert(words.end(), more.begin(), more.end());
    return command(std::move(words));
  }

  int run(const std::vector<std::string>& words) {
    said.clear();
    return test::run_program(words, said);
  }

  nlohmann::json log() const { return nlohmann::json::parse(server.log()); }

  /// Whose photo in Microsoft 365 is not that of this folder: what was put last counts.
  std::vector<std::string> without(const std::string& folder) const {
    const auto state = nlohmann::json::parse(server.state());
    std::vector<std::string> missing;
    for (const auto& [who, sum] : sums.at(folder))
      if (!state["graph"].contains(who) || state["graph"][who]["sha256"] != sum) missing.push_back(who);
    return missing;
  }

  /// How often people were written to, and how close together: at most.
  std::pair<int, double> writes() const {
    const auto state = nlohmann::json::parse(server.state());
    int most = 0;
    double closest = 1e9;
    for (const auto& one : state["graph"]) {
      most = std::max(most, one["writes"].get<int>());
      const auto at = one["at"].get<std::vector<double>>();
      for (std::size_t i = 1; i < at.size(); i++) closest = std::min(closest, at[i] - at[i - 1]);
    }
    return {most, closest};
  }

  test::TemporaryFolder place;
  test::CloudServer server;
  std::map<std::string, std::map<std::string, std::string>> sums;  // SHA-256 by folder and key
  std::string said;

 private:
  /// The same picture with a comment behind its start marker.
  static std::string with_comment(const std::string& jpeg, const std::string& text) {
    const auto length = static_cast<int>(text.size()) + 2;
    std::string segment = "\xff\xfe";
    segment += static_cast<char>(length / 256);
    segment += static_cast<char>(length % 256);
    return jpeg.substr(0, 2) + segment + text + jpeg.substr(2);
  }

  int people_;
};

}  // namespace headroom::cli
