// The server with an application of a few lines: who waits for whom.

#include "servanda/http/server.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <thread>

#include "servanda/http/fetch.h"

namespace servanda {
namespace {

HttpResponse says(const std::string& words) {
  HttpResponse response;
  response.status = 200;
  response.content_type = "text/plain";
  response.body = std::make_shared<const std::string>(words);
  return response;
}

/// "/long" is answered only once let_go() was called.
class Slow final : public HttpApplication {
 public:
  std::optional<HttpResponse> answer_at_once(const HttpRequest&) override { return {}; }
  HttpResponse answer(const HttpRequest& request) override {
    if (request.target == "/long") gone_.wait();
    return says(request.target);
  }
  bool takes_long(const HttpRequest& request) override { return request.target == "/long"; }
  HttpResponse refuse(unsigned status, const std::string& reason) override {
    HttpResponse response = says(reason);
    response.status = status;
    return response;
  }
  void tick() override {}
  void connections(std::size_t, std::size_t) override {}
  void let_go() { let_go_.set_value(); }

 private:
  std::promise<void> let_go_;
  std::shared_future<void> gone_ = let_go_.get_future().share();
};

TEST(Server, WhatTakesLongHoldsNobodyElseUp) {
  Slow application;
  ServerOptions options;
  options.workers = 1;
  Result<std::unique_ptr<Server>> server = Server::open(options, application);
  ASSERT_TRUE(server.ok());
  std::thread running([&] { (*server)->run(); });
  const auto ask = [&](const std::string& path) {
    const auto address = fmt::format("http://127.0.0.1:{}{}", (*server)->port(), path);
    const Result<Fetched> fetched = fetch(address, {.time = std::chrono::seconds(10)});
    return fetched ? fetched->body : fetched.error().message;
  };
  // More of the long ones than there are workers for them.
  std::vector<std::future<std::string>> waiting;
  for (int i = 0; i < 3; ++i) waiting.push_back(std::async(std::launch::async, ask, "/long"));
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(ask("/short"), "/short");
  application.let_go();
  for (auto& answer : waiting) EXPECT_EQ(answer.get(), "/long");
  (*server)->stop();
  running.join();
}

}  // namespace
}  // namespace servanda
