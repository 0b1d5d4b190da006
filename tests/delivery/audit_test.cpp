#include "delivery/audit.h"

#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "store/sha256.h"
#include "support/temporary_folder.h"

namespace headroom::delivery {
namespace {

using test::TemporaryFolder;

Audit::Context context(bool names = false) { return {"run-1", "ad DC=x", "svc@x", "uid 7", "0.1", names}; }

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::vector<std::string> lines;
  std::istringstream text(test::text_of(file));
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

std::string hash_of(const std::string& text) {
  return store::sha256({reinterpret_cast<const Byte*>(text.data()), text.size()});
}

TEST(Audit, chains_its_lines_over_several_runs) {
  const TemporaryFolder place;
  const auto file = place / "audit.jsonl";
  for (int run = 0; run < 3; run++) {
    auto audit = Audit::open(file, context(), system_clock()).value();
    ASSERT_TRUE(audit->write({"sending", "id", "", "aa", "", "", "ada"}));
    ASSERT_TRUE(audit->write({"verified", "id", "", "aa", "", "", "ada"}));
    ASSERT_TRUE(audit->settle());
  }
  const auto lines = lines_of(file);
  ASSERT_EQ(lines.size(), 6u);
  EXPECT_EQ(nlohmann::json::parse(lines[0])["previous"], "");
  for (std::size_t i = 1; i < lines.size(); i++)
    EXPECT_EQ(nlohmann::json::parse(lines[i])["previous"], hash_of(lines[i - 1])) << i;
}

TEST(Audit, of_runs_that_go_on_at_the_same_time_is_one_chain) {
  const TemporaryFolder place;
  const auto file = place / "audit.jsonl";
  Audit::Context other = context();
  other.run = "run-2";
  const auto first = Audit::open(file, context(), system_clock()).value();
  const auto second = first->beside(other);
  constexpr int lines_each = 200;
  {
    std::vector<std::jthread> threads;
    for (Audit* audit : {first.get(), second.get()})
      threads.emplace_back([audit] {
        for (int i = 0; i < lines_each; i++) EXPECT_TRUE(audit->write({"sending", "id", "", "aa", "", "", "ada"}));
        EXPECT_TRUE(audit->settle());
      });
  }
  const auto lines = lines_of(file);
  ASSERT_EQ(lines.size(), 2u * lines_each);
  std::map<std::string, int> by_run;
  for (std::size_t i = 0; i < lines.size(); i++) {
    const auto line = nlohmann::json::parse(lines[i]);
    by_run[line["run"]]++;
    EXPECT_EQ(line["previous"], i == 0 ? "" : hash_of(lines[i - 1])) << i;
  }
  EXPECT_EQ(by_run, (std::map<std::string, int>{{"run-1", lines_each}, {"run-2", lines_each}}));
}

TEST(Audit, names_nobody_unless_asked) {
  const TemporaryFolder place;
  for (const bool names : {false, true}) {
    const auto file = place / (names ? "with" : "without");
    auto audit = Audit::open(file, context(names), system_clock()).value();
    ASSERT_TRUE(audit->write({"sending", "id", "", "aa", "", "", "ada"}));
    EXPECT_EQ(lines_of(file).at(0).find("\"ada\"") != std::string::npos, names);
  }
}

TEST(Audit, cuts_off_a_line_that_a_kill_left_unfinished) {
  const TemporaryFolder place;
  for (const std::string_view whole : {"", "{\"event\":\"sent\"}\n"}) {
    const auto file = place.write("audit.jsonl", std::string(whole) + "{\"event\":\"ha");
    auto audit = Audit::open(file, context(), system_clock()).value();
    ASSERT_TRUE(audit->write({"sending", "id", "", "", "", "", ""}));
    const auto lines = lines_of(file);
    EXPECT_EQ(lines.size(), whole.empty() ? 1u : 2u);
    for (const auto& line : lines) EXPECT_TRUE(nlohmann::json::accept(line)) << line;
  }
}

TEST(Audit, takes_words_that_are_no_text) {
  const TemporaryFolder place;
  auto audit = Audit::open(place / "a", context(), system_clock()).value();
  ASSERT_TRUE(audit->write({"failed", "id", "", "", "refused", "line\nend \xff", ""}));
  EXPECT_EQ(lines_of(place / "a").size(), 1u);
}

TEST(Audit, is_for_its_owner_alone) {
  const TemporaryFolder place;
  const auto audit = Audit::open(place / "a", context(), system_clock());
  ASSERT_TRUE(audit);
  EXPECT_EQ(std::filesystem::status(place / "a").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Audit, says_why_it_cannot_be_opened) {
  const auto audit = Audit::open(TemporaryFolder() / "none" / "audit", context(), system_clock());
  ASSERT_FALSE(audit);
  EXPECT_EQ(audit.error().fault, Fault::write_failed);
}

}  // namespace
}  // namespace headroom::delivery
