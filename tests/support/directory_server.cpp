#include "support/directory_server.h"

#include <stdexcept>

namespace headroom::test {

namespace {

constexpr const char* scripts = HEADROOM_TEST_SERVERS "/";

}  // namespace

DirectoryServer::DirectoryServer(const std::string& script, int people, const std::string& certificate)
    : folder_(owned_ / "server"),
      script_(scripts + script),
      process_({script_, "run", folder_.string()}, folder_ / "log") {
  run_or_throw(
      {"env", "HEADROOM_CERTIFICATE=" + certificate, script_, "prepare", folder_.string(), std::to_string(people)});
  facts_ = read_facts(folder_ / "env");
  process_.start();
  await();
}

std::string DirectoryServer::uri() const { return "ldaps://" + host() + ":" + at("PORT"); }

std::string DirectoryServer::plain_uri() const { return "ldap://" + host() + ":" + at("PLAIN_PORT"); }

Account DirectoryServer::user(int number) const {
  std::string name = at("PERSON");
  name.replace(name.find("%d"), 2, std::to_string(number));
  return {name, at("PERSON_PASSWORD")};
}

void DirectoryServer::restart() {
  process_.kill();
  process_.start();
  await();
}

void DirectoryServer::await() const { run_or_throw({script_, "await", folder_.string()}); }

std::string DirectoryServer::reason_missing(const std::string& script) {
  std::string said;
  return run_program({scripts + script, "check"}, said) == 0 ? "" : said;
}

}  // namespace headroom::test
