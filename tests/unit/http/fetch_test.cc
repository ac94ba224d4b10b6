// Addresses that are fetched: against a server of a few lines that answers as it is told.

#include "servanda/http/fetch.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <string>
#include <thread>

namespace servanda {
namespace {

/// Answers each request by what `answer` says of its head, then closes the connection.
class TinyServer {
 public:
  explicit TinyServer(std::function<std::string(const std::string&)> answer)
      : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    auto* address = reinterpret_cast<sockaddr*>(&here);
    EXPECT_EQ(::bind(socket_, address, size), 0);
    EXPECT_EQ(::listen(socket_, 8), 0);
    EXPECT_EQ(::getsockname(socket_, address, &size), 0);
    port_ = ntohs(here.sin_port);
    thread_ = std::thread([this, answer = std::move(answer)] { serve(answer); });
  }
  TinyServer(const TinyServer&) = delete;
  TinyServer& operator=(const TinyServer&) = delete;
  ~TinyServer() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }
  std::string at(const std::string& path) const {
    return fmt::format("http://127.0.0.1:{}{}", port_, path);
  }

 private:
  void serve(const std::function<std::string(const std::string&)>& answer) {
    while (true) {
      const int one = ::accept(socket_, nullptr, nullptr);
      if (one < 0) return;
      std::string head;
      char c = 0;
      while (head.find("\r\n\r\n") == std::string::npos && ::recv(one, &c, 1, 0) == 1) head += c;
      const std::string text = answer(head);
      if (text.empty()) {
        // Says nothing until the client gives up.
        (void)::recv(one, &c, 1, 0);
      }
      (void)::send(one, text.data(), text.size(), MSG_NOSIGNAL);
      ::close(one);
    }
  }

  int socket_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

std::string ok(const std::string& body, const std::string& headers = "") {
  return fmt::format("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n{}\r\n{}", body.size(), headers,
                     body);
}

std::string leads_to(const std::string& location) {
  return fmt::format("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: {}\r\n\r\n", location);
}

TEST(Fetch, TakesWhatIsThereAndAsksWhetherItChanged) {
  const TinyServer server([](const std::string& head) {
    if (head.find("If-None-Match: \"1\"") != std::string::npos)
      return std::string("HTTP/1.1 304 Not Modified\r\n\r\n");
    return ok("<feed/>", "ETag: \"1\"\r\nContent-Type: Application/Atom+XML; charset=utf-8\r\n");
  });
  const Result<Fetched> first = fetch(server.at("/feed"), {});
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->body, "<feed/>");
  EXPECT_EQ(first->content_type, "application/atom+xml");
  FetchOptions again;
  again.etag = first->etag;
  const Result<Fetched> second = fetch(server.at("/feed"), again);
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_TRUE(second->unchanged);
  EXPECT_EQ(second->etag, "\"1\"");
}

TEST(Fetch, FollowsWhereItIsLedButNotForEver) {
  const TinyServer server([](const std::string& head) {
    if (head.starts_with("GET /a/moved?x ")) return leads_to("there");
    if (head.starts_with("GET /a/there ")) return leads_to("/at-last");
    if (head.starts_with("GET /at-last ")) return ok("found");
    if (head.starts_with("GET /loop ")) return leads_to("/loop");
    return std::string("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  });
  const Result<Fetched> found = fetch(server.at("/a/moved?x#place"), {});
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->body, "found");
  const Result<Fetched> loop = fetch(server.at("/loop"), {});
  ASSERT_FALSE(loop);
  EXPECT_NE(loop.error().message.find("redirected more than 5 times"), std::string::npos);
  const Result<Fetched> none = fetch(server.at("/none"), {});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().message, server.at("/none") + " answers 404 Not Found");
}

TEST(Fetch, StopsAtWhatIsTooLargeTooSlowOrNotThere) {
  const TinyServer server([](const std::string& head) {
    return head.starts_with("GET /slow ") ? std::string() : ok(std::string(1000, 'x'));
  });
  FetchOptions small;
  small.most = 10;
  const Result<Fetched> large = fetch(server.at("/large"), small);
  ASSERT_FALSE(large);
  EXPECT_NE(large.error().message.find("more than 10 bytes"), std::string::npos);
  FetchOptions hasty;
  hasty.time = std::chrono::milliseconds(100);
  EXPECT_EQ(fetch(server.at("/slow"), hasty).error().code, Code::io);
  EXPECT_EQ(fetch("http://127.0.0.1:1/", {}).error().code, Code::io);
  // Nobody there whose certificate could be looked at.
  std::string secure = server.at("/");
  secure.replace(0, 4, "https");
  EXPECT_EQ(fetch(secure, hasty).error().code, Code::io);
}

TEST(Fetch, RefusesWhatIsNoAddress) {
  for (const std::string address :
       {"ftp://example.org/", "http://", "http:///path", "http://a b/", "http://a/\r\nX: y",
        "http://name:word@host/", "http://host:port/", "file.xml"}) {
    const Result<Fetched> fetched = fetch(address, {});
    ASSERT_FALSE(fetched) << address;
    EXPECT_EQ(fetched.error().code, Code::invalid_argument) << address;
  }
}

}  // namespace
}  // namespace servanda
