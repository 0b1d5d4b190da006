#include "store/dry.h"

#include <gtest/gtest.h>

#include "store/scripted_store.h"

namespace headroom::store {
namespace {

using test::ada;
using test::ScriptedStore;

TEST(Dry, passes_on_what_reads_and_nothing_that_writes) {
  ScriptedStore store;
  ASSERT_TRUE(store.memory().put(ada, test::photo));
  Dry dry(store);
  EXPECT_TRUE(dry.put(ada, test::other_photo));
  EXPECT_TRUE(dry.remove(ada));
  EXPECT_EQ(dry.get(ada).value(), test::photo);
  EXPECT_EQ(dry.find("ada").value().size(), 1U);
  EXPECT_EQ(store.calls(), (std::vector<std::string>{"get ada", "find ada"}));
}

TEST(Dry, fails_where_the_store_would_have_to) {
  ScriptedStore store(Traits{"memory", 5, {}, false});
  Dry dry(store);
  EXPECT_EQ(dry.put(ada, {}).error().fault, Fault::refused);
  EXPECT_TRUE(dry.put(ada, Bytes(5)));
  EXPECT_EQ(dry.put(ada, Bytes(6)).error().fault, Fault::refused);
  EXPECT_EQ(dry.remove(ada).error().fault, Fault::unsupported);
}

}  // namespace
}  // namespace headroom::store
