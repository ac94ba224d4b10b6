// A request and a response of HTTP as the rest of the program sees them: plain data, no library.
//
// The server (server.h) makes requests of bytes and bytes of responses; what stands between is a
// pure function of the register and the request. Swap the server and nothing else changes.
#ifndef SERVANDA_HTTP_MESSAGE_H_
#define SERVANDA_HTTP_MESSAGE_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda {

/// One request, its header read and its body whole (RFC 9110). Nothing is decoded yet.
struct HttpRequest {
  std::string method;  ///< "GET", in capitals as sent
  std::string target;  ///< as sent: "/api/v1/treaties?on=2025-01-01"
  std::vector<std::pair<std::string, std::string>> headers = {};  ///< names in lower case
  std::string body = {};
  std::string peer = {};  ///< address of the client, without the port

  /// The first header of that name (lower case); empty when there is none.
  std::string_view header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return value;
    }
    return {};
  }
};

/// One response. The body is shared, so that a kept answer is sent without a copy.
struct HttpResponse {
  unsigned status = 200;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::shared_ptr<const std::string> body = {};  ///< null: empty

  void set_body(std::string bytes) { body = std::make_shared<const std::string>(std::move(bytes)); }
};

}  // namespace servanda

#endif  // SERVANDA_HTTP_MESSAGE_H_
