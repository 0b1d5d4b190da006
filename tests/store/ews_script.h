#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "base/base64.h"
#include "store/http_client.h"

namespace headroom::store::test {

/// What a script was asked.
struct Seen {
  std::string method, url, body;
  std::vector<std::string> headers;

  std::string header(const std::string& name) const {
    for (const auto& line : headers)
      if (line.starts_with(name + ": ")) return line.substr(name.size() + 2);
    return {};
  }
};

/// What the requests of a client led to; outlives the client.
struct Script {
  std::mutex mutex;
  std::deque<Result<HttpReply>> replies;
  std::vector<Seen> seen;
};

/// An HTTP client that answers to order, request by request; the end of the script is an unreachable server.
class ScriptedHttp final : public HttpClient {
 public:
  explicit ScriptedHttp(Script& script) : script_(script) {}

  Result<HttpReply> send(HttpRequest request) override {
    const std::lock_guard lock(script_.mutex);
    script_.seen.push_back({request.method, request.url, {request.body.begin(), request.body.end()}, request.headers});
    if (script_.replies.empty()) return fail(Fault::unreachable, "the script is over");
    auto reply = std::move(script_.replies.front());
    script_.replies.pop_front();
    return reply;
  }

 private:
  Script& script_;
};

inline HttpReply http_reply(int status, std::string_view body = {}, std::map<std::string, std::string> headers = {}) {
  return {status, std::move(headers), Bytes(body.begin(), body.end())};
}

/// A web page, as proxies and IIS send one.
inline HttpReply page(int status) {
  return http_reply(status, "<!DOCTYPE html><html><body>Sorry<br></body></html>", {{"content-type", "text/html"}});
}

inline HttpReply photo_reply(const Bytes& photo, const std::string& mark = {}) {
  HttpReply reply{200, {{"content-type", "image/jpeg"}}, photo};
  if (!mark.empty()) reply.headers["etag"] = mark;
  return reply;
}

inline std::string soap(const std::string& body, const std::string& header = {}) {
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">"
         "<s:Header><h:ServerVersionInfo MajorVersion=\"15\" MinorVersion=\"1\" MajorBuildNumber=\"2507\" "
         "MinorBuildNumber=\"6\" Version=\"V2017_07_11\" "
         "xmlns:h=\"http://schemas.microsoft.com/exchange/services/2006/types\"/>" +
         header + "</s:Header><s:Body>" + body + "</s:Body></s:Envelope>";
}

/// inside  what stands beside the code
inline std::string soap_response(const std::string& operation, const std::string& code,
                                 const std::string& inside = {}) {
  return soap("<" + operation + "Response ResponseClass=\"" + (code == "NoError" ? "Success" : "Error") +
              "\" xmlns=\"http://schemas.microsoft.com/exchange/services/2006/messages\"><ResponseCode>" + code +
              "</ResponseCode>" + inside + "</" + operation + "Response>");
}

inline std::string soap_photo(const Bytes& photo) {
  return soap_response("GetUserPhoto", "NoError",
                       "<HasChanged>true</HasChanged><PictureData>" + base64(photo) + "</PictureData>");
}

inline std::string back_off_xml(const std::string& milliseconds) {
  return "<t:MessageXml xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\"><t:Value "
         "Name=\"BackOffMilliseconds\">" +
         milliseconds + "</t:Value></t:MessageXml>";
}

inline std::string soap_fault(const std::string& code, const std::string& words = {}, const std::string& more = {}) {
  const std::string errors = " xmlns:e=\"http://schemas.microsoft.com/exchange/services/2006/errors\">";
  return soap("<s:Fault><faultcode xmlns:a=\"http://schemas.microsoft.com/exchange/services/2006/types\">a:" + code +
              "</faultcode><faultstring xml:lang=\"en-US\">" + words + "</faultstring><detail><e:ResponseCode" +
              errors + code + "</e:ResponseCode><e:Message" + errors + words + "</e:Message>" + more +
              "</detail></s:Fault>");
}

}  // namespace headroom::store::test
