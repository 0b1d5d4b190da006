#include "delivery/journal.h"

#include <gmock/gmock.h>

#include <fstream>
#include <thread>

#include "support/temporary_folder.h"

namespace headroom::delivery {
namespace {

using test::TemporaryFolder;

Delivery delivery(const std::string& run, const std::string& person, State state) {
  Delivery delivery;
  delivery.run = run;
  delivery.store = "ad DC=x";
  delivery.person = person;
  delivery.key = "key of " + person;
  delivery.file = "a,\"b\n.jpg";
  delivery.action = Action::replace;
  delivery.state = state;
  delivery.before = "aa";
  delivery.after = "bb";
  delivery.held = "cc";
  return delivery;
}

TEST(Journal, remembers_a_delivery_as_it_was) {
  const TemporaryFolder place;
  Delivery failed = delivery("r1", "p1", State::failed);
  failed.error = {Fault::access_denied, "no right", {}};
  {
    auto journal = Journal::open(place / "j").value();
    ASSERT_TRUE(journal->put(failed));
    ASSERT_TRUE(journal->settle());
  }
  const auto found = Journal::open(place / "j").value()->latest("ad DC=x", "p1").value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->key, failed.key);
  EXPECT_EQ(found->file, failed.file);
  EXPECT_EQ(found->action, failed.action);
  EXPECT_EQ(found->state, failed.state);
  EXPECT_EQ(found->before, failed.before);
  EXPECT_EQ(found->after, failed.after);
  EXPECT_EQ(found->held, failed.held);
  EXPECT_EQ(found->error.fault, failed.error.fault);
  EXPECT_EQ(found->error.detail, failed.error.detail);
}

TEST(Journal, counts_what_each_run_came_to) {
  const TemporaryFolder place;
  auto journal = Journal::open(place / "j").value();
  ASSERT_TRUE(journal->begin({"r1", "upload", "ad DC=x", "2026-01-01T00:00:00Z", "", "", 0, 0, 0}));
  ASSERT_TRUE(journal->begin({"r2", "upload", "ad DC=x", "2026-01-02T00:00:00Z", "", "", 0, 0, 0}));
  ASSERT_TRUE(journal->put(delivery("r1", "p1", State::verified)));
  ASSERT_TRUE(journal->put(delivery("r1", "p2", State::sent)));
  ASSERT_TRUE(journal->put(delivery("r1", "p3", State::sent)));
  ASSERT_TRUE(journal->put(delivery("r1", "p4", State::failed)));
  ASSERT_TRUE(journal->put(delivery("r2", "p3", State::verified)));
  ASSERT_TRUE(journal->end("r2", "2026-01-02T01:00:00Z"));
  const auto runs = journal->runs().value();
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[0].id, "r2");
  EXPECT_EQ(runs[0].ended, "2026-01-02T01:00:00Z");
  EXPECT_EQ(runs[1].verified, 1);
  EXPECT_EQ(runs[1].failed, 1);
  EXPECT_EQ(runs[1].unfinished, 1);  // the later run came back to p3
}

TEST(Journal, keeps_the_order_in_which_people_were_planned) {
  const TemporaryFolder place;
  auto journal = Journal::open(place / "j").value();
  for (const char* person : {"p2", "p1", "p3"}) ASSERT_TRUE(journal->put(delivery("r1", person, State::planned)));
  ASSERT_TRUE(journal->put(delivery("r1", "p2", State::verified)));
  std::vector<std::string> people;
  const auto all = journal->of_run("r1").value();
  for (const Delivery& one : all) people.push_back(one.person);
  EXPECT_THAT(people, testing::ElementsAre("p2", "p1", "p3"));
}

TEST(Journal, is_written_by_many_threads_that_settle_together) {
  const TemporaryFolder place;
  {
    auto journal = Journal::open(place / "j").value();
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; thread++)
      threads.emplace_back([&journal, thread] {
        for (int i = 0; i < 20; i++) {
          EXPECT_TRUE(journal->put(delivery("r1", std::to_string(thread * 100 + i), State::sent)));
          EXPECT_TRUE(journal->settle());
        }
      });
    for (auto& thread : threads) thread.join();
  }
  EXPECT_EQ(Journal::open(place / "j").value()->of_run("r1").value().size(), 160u);
}

TEST(Journal, keeps_photos_of_people_whatever_their_ids_are) {
  const TemporaryFolder place;
  auto journal = Journal::open(place / "j").value();
  const std::string ids[] = {"8d3bca50-1d7e-11d0-a081-00aa006c33ed", "../../up", "", std::string(5000, 'x'), "'; --"};
  const Bytes photo{0xff, 0xd8, 0xff, 0, 1};
  for (const auto& id : ids) {
    ASSERT_TRUE(journal->keep("run", id, photo));
    ASSERT_TRUE(journal->keep("run", id, Bytes{1})) << "the first one is what was there";
    EXPECT_EQ(journal->kept("run", id).value(), photo) << id;
  }
  EXPECT_FALSE(journal->kept("run", "somebody else").value());
}

TEST(Journal, forgets_photos_sooner_than_runs) {
  const TemporaryFolder place;
  auto journal = Journal::open(place / "j").value();
  for (const char* run : {"2024", "2025", "2026"}) {
    ASSERT_TRUE(journal->begin({run, "upload", "s", std::string(run) + "-01-01T00:00:00Z", "",
                                std::string(run) + "-03-01T00:00:00Z", 0, 0, 0}));
    ASSERT_TRUE(journal->put(delivery(run, "p", State::verified)));
    ASSERT_TRUE(journal->keep(run, "p", Bytes{1, 2, 3}));
  }
  ASSERT_TRUE(journal->settle());
  ASSERT_TRUE(journal->forget("2025-06-01T00:00:00Z", "2024-06-01T00:00:00Z"));
  EXPECT_FALSE(journal->kept("2024", "p").value());
  EXPECT_FALSE(journal->kept("2025", "p").value());
  EXPECT_TRUE(journal->kept("2026", "p").value());
  EXPECT_EQ(journal->runs().value().size(), 2u);
  EXPECT_TRUE(journal->of_run("2024").value().empty());
  EXPECT_EQ(journal->of_run("2025").value().size(), 1u);
}

TEST(Journal, knows_what_a_run_verified_that_did_not_come_to_its_end) {
  const TemporaryFolder place;
  auto journal = Journal::open(place / "j").value();
  ASSERT_TRUE(journal->begin({"r1", "upload", "ad DC=x", "2026-01-01T00:00:00Z", "", "", 0, 0, 0}));
  ASSERT_TRUE(journal->put(delivery("r1", "p1", State::verified)));
  ASSERT_TRUE(journal->put(delivery("r1", "p2", State::sent)));
  EXPECT_EQ(journal->held_since_cut_run("ad DC=x", "p1", "bb").value(), "cc");
  EXPECT_EQ(journal->held_since_cut_run("ad DC=x", "p1", "dd").value(), std::nullopt);
  EXPECT_EQ(journal->held_since_cut_run("ad DC=x", "p2", "bb").value(), std::nullopt);
  ASSERT_TRUE(journal->end("r1", "2026-01-01T01:00:00Z"));
  EXPECT_EQ(journal->held_since_cut_run("ad DC=x", "p1", "bb").value(), std::nullopt);
}

TEST(Journal, refuses_what_is_no_journal) {
  const TemporaryFolder place;
  EXPECT_FALSE(Journal::open(place.write("j", std::string(5000, 'x'))));
  EXPECT_FALSE(Journal::open(place / "none" / "j"));
}

TEST(RunIds, begin_with_the_time_and_differ) {
  const auto now = system_clock().wall();
  EXPECT_NE(new_run_id(now), new_run_id(now));
  EXPECT_EQ(new_run_id(now).size(), 20u);
}

}  // namespace
}  // namespace headroom::delivery
