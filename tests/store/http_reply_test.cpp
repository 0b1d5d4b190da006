#include <gmock/gmock.h>

#include "store/http_client.h"

namespace headroom::store {
namespace {

using std::chrono::seconds;

HttpReply reply_with(std::map<std::string, std::string> headers) {
  HttpReply reply;
  reply.headers = std::move(headers);
  return reply;
}

TEST(HttpReply, knows_how_long_to_wait_in_seconds_by_date_or_not_at_all) {
  const std::string sent = "Mon, 23 Nov 2026 03:00:00 GMT";
  const std::vector<std::pair<std::string, seconds>> cases{
      {"", seconds(0)},
      {"0", seconds(0)},
      {"7", seconds(7)},
      {"-7", seconds(0)},
      {"99999999", seconds(86'400)},
      {"99999999999999999999999", seconds(0)},
      {"soon", seconds(0)},
      {"7 s", seconds(0)},
      {"Mon, 23 Nov 2026 03:00:30 GMT", seconds(31)},  // a second more: both may have been cut down to whole ones
      {"Mon, 23 Nov 2026 02:00:00 GMT", seconds(0)},
  };
  for (const auto& [said, wait] : cases)
    EXPECT_EQ(reply_with({{"retry-after", said}, {"date", sent}}).retry_after(), wait) << said;
  EXPECT_EQ(reply_with({}).retry_after(), seconds(0));
}

TEST(HttpReply, goes_by_the_servers_clock_where_it_tells_a_date) {
  // This computer may be years off.
  const auto reply =
      reply_with({{"retry-after", "Sat, 01 Jan 2000 00:01:00 GMT"}, {"date", "Sat, 01 Jan 2000 00:00:00 GMT"}});
  EXPECT_EQ(reply.retry_after(), seconds(61));
}

TEST(HttpReply, has_no_header_where_none_was_sent) {
  EXPECT_EQ(reply_with({{"etag", "\"a\""}}).header("etag"), "\"a\"");
  EXPECT_EQ(reply_with({}).header("etag"), "");
}

TEST(PercentEncoded, leaves_only_what_may_stand_anywhere) {
  EXPECT_EQ(percent_encoded(""), "");
  EXPECT_EQ(percent_encoded("Ada-1._~"), "Ada-1._~");
  EXPECT_EQ(percent_encoded("o'neil#EXT#@x.test"), "o%27neil%23EXT%23%40x.test");
  EXPECT_EQ(percent_encoded("/..%\xc3\xa9\n"), "%2F..%25%C3%A9%0A");
}

}  // namespace
}  // namespace headroom::store
