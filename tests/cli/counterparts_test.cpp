#include "cli/counterparts.h"

#include <gtest/gtest.h>

namespace headroom::cli {
namespace {

using store::Person;

Person person(const char* id, const char* key, const char* mail = "") { return {id, key, "", "", true, mail}; }

TEST(Counterparts, are_found_by_identifier_then_key_then_mail) {
  const Counterparts there({person("id-1", "other", ""), person("id-2", "ADA", "a@x"), person("id-3", "k", "bob@x")});
  EXPECT_EQ(there.of(person("id-1", "ada"))->id, "id-1");
  EXPECT_EQ(there.of(person("x", "ada"))->id, "id-2");
  EXPECT_EQ(there.of(person("x", "bob", "Bob@X"))->id, "id-3");
  EXPECT_EQ(there.of(person("x", "ada", "a@x"))->id, "id-2");
  EXPECT_EQ(there.of(person("x", "ada", "new@x"))->id, "id-2") << "addresses change";
}

TEST(Counterparts, that_are_not_there_or_not_sure_are_no_photo) {
  const Counterparts there({person("1", "ada", "ada@x"), person("2", "bob", "bob@x"), person("3", "eve", "e@x"),
                            person("4", "EVE", ""), person("5", "", "twins@x"), person("6", "", "twins@x")});
  struct {
    Person person;
    Fault fault;
  } cases[] = {{person("x", "nobody", "nobody@x"), Fault::no_such_user},
               {person("x", "", ""), Fault::no_such_user},
               {person("x", "eve"), Fault::several_users},
               {person("x", "z", "twins@x"), Fault::several_users},
               {person("x", "ada", "bob@x"), Fault::several_users}};
  for (const auto& c : cases) {
    const auto found = there.of(c.person);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().fault, c.fault);
  }
  EXPECT_FALSE(Counterparts({}).of(person("x", "ada")));
}

}  // namespace
}  // namespace headroom::cli
