#include "support/cloud_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace headroom::test {

namespace {

constexpr const char* script = HEADROOM_TEST_SERVERS "/cloud";

/// A TCP connection for one exchange.
class Line {
 public:
  Line(const std::string& host, int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    ::inet_pton(AF_INET, host.c_str(), &address.sin_addr);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return;
    ::close(socket_);
    throw std::runtime_error("the emulator's control port does not answer");
  }
  ~Line() { ::close(socket_); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  void send(std::string_view text) const {
    while (!text.empty()) {
      const auto sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) throw std::runtime_error("the emulator's control port has closed");
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  std::string receive_all() const {
    std::string text;
    std::array<char, 65'536> part{};
    for (ssize_t got = 0; (got = ::recv(socket_, part.data(), part.size(), 0)) > 0;)
      text.append(part.data(), static_cast<std::size_t>(got));
    return text;
  }

 private:
  int socket_;
};

}  // namespace

CloudServer::CloudServer(int people, const std::string& certificate)
    : folder_(owned_ / "server"), process_({script, "run", folder_.string()}, folder_ / "log") {
  run_or_throw(
      {"env", "HEADROOM_CERTIFICATE=" + certificate, script, "prepare", folder_.string(), std::to_string(people)});
  facts_ = read_facts(folder_ / "env");
  process_.start();
  await();
}

void CloudServer::advance(double seconds) const {
  control("POST", "/_clock", nlohmann::json{{"advance", seconds}}.dump());
}

std::vector<std::string> CloudServer::violations() const {
  return nlohmann::json::parse(log()).at("violations").get<std::vector<std::string>>();
}

int CloudServer::most_in_flight(const std::string& site) const {
  return nlohmann::json::parse(log()).at("most_in_flight").value(site, 0);
}

int CloudServer::count(const std::string& what) const {
  return nlohmann::json::parse(log()).at("counts").value(what, 0);
}

std::string CloudServer::photo(const std::string& service, const std::string& user) const {
  return control("GET", "/_photo/" + service + "/" + user);
}

void CloudServer::put_photo(const std::string& service, const std::string& user, const std::string& bytes) const {
  control("PUT", "/_photo/" + service + "/" + user, bytes);
}

void CloudServer::remove_photo(const std::string& service, const std::string& user) const {
  control("DELETE", "/_photo/" + service + "/" + user);
}

void CloudServer::restart() {
  process_.kill();
  process_.start();
  await();
}

std::string CloudServer::control(const std::string& method, const std::string& path, const std::string& body) const {
  const Line line(host(), std::stoi(at("CONTROL_PORT")));
  line.send(method + " " + path + " HTTP/1.1\r\nHost: " + host() +
            "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  const std::string reply = line.receive_all();
  const auto end_of_head = reply.find("\r\n\r\n");
  if (end_of_head == std::string::npos) throw std::runtime_error("the emulator's control port has not answered");
  std::string content = reply.substr(end_of_head + 4);
  if (reply.compare(0, 12, "HTTP/1.1 200") != 0) throw std::runtime_error(method + " " + path + ": " + content);
  return content;
}

void CloudServer::await() const { run_or_throw({script, "await", folder_.string()}); }

std::string CloudServer::reason_missing() {
  std::string said;
  return run_program({script, "check"}, said) == 0 ? "" : said;
}

}  // namespace headroom::test
