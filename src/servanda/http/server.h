// The server: bytes on sockets to requests and back, within limits. Knows nothing of treaties.
//
//   Result<std::unique_ptr<Server>> server = Server::open(options, application);
//   (*server)->port();             // the free port that was found, where options.port is 0
//   (*server)->run();              // returns after SIGTERM or SIGINT, answers under way are sent
//   Server::open({.port = 1}, …)   // Error: io, "cannot listen on 127.0.0.1:1: Permission denied"
//
// Connections cost a few kilobytes each and no thread, so idle and slow clients hold nobody up.
// Each phase of a request has its own time; a client that does not keep it is cut off. A request
// that the application cannot answer at once goes to a small pool of workers with a bounded queue;
// what may take them for seconds has a pool of its own, and holds nobody else up.
#ifndef SERVANDA_HTTP_SERVER_H_
#define SERVANDA_HTTP_SERVER_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "servanda/base/result.h"
#include "servanda/http/message.h"

namespace servanda {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;                ///< 0: any that is free
  unsigned threads = 2;                  ///< for bytes
  unsigned workers = 2;                  ///< for answers that take time, and as many that take long
  std::size_t most_header = 16U << 10U;  ///< bytes
  std::size_t most_body = 4U << 20U;     ///< bytes
  std::size_t most_connections = 4096;
  std::size_t most_waiting = 256;  ///< requests that wait for a worker; more are refused with 503
  std::chrono::milliseconds idle_time{75'000};    ///< between two requests
  std::chrono::milliseconds header_time{10'000};  ///< from its first byte to the end of the header
  std::chrono::milliseconds body_time{30'000};
  std::chrono::milliseconds answer_time{20'000};  ///< until the worker is given up, with 503
  std::chrono::milliseconds write_time{30'000};
  std::chrono::milliseconds drain_time{10'000};  ///< for answers under way when it is stopped
  std::string certificate = {};  ///< PEM file of the chain; with it every connection is TLS
  std::string key = {};          ///< PEM file of its private key
  /// The date for the header "Date" (RFC 9110, 6.6.1); none is sent without it.
  std::function<std::string()> date = {};
};

/// What the server asks. All functions are called from several threads at once.
class HttpApplication {
 public:
  HttpApplication() = default;
  HttpApplication(const HttpApplication&) = delete;
  HttpApplication& operator=(const HttpApplication&) = delete;
  virtual ~HttpApplication() = default;

  /// The answer, if it takes no time (microseconds); else nothing, and a worker calls answer().
  virtual std::optional<HttpResponse> answer_at_once(const HttpRequest& request) = 0;
  virtual HttpResponse answer(const HttpRequest& request) = 0;
  /// May answer() take seconds? It is then made by workers of another pool.
  virtual bool takes_long(const HttpRequest&) { return false; }
  /// A refusal by the server itself: 400, 408, 413, 431, 500 or 503, with the reason in words.
  virtual HttpResponse refuse(unsigned status, const std::string& reason) = 0;
  /// About once a second, on a worker.
  virtual void tick() = 0;
  /// For counting: connections now open; connections cut off because they were too slow or many.
  virtual void connections(std::size_t open, std::size_t cut_off) = 0;
};

class Server {
 public:
  Server() = default;
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  virtual ~Server() = default;

  /// Listens, but answers nobody before run(). `application` must outlive the server.
  /// err: io (address, port, certificate), with the system's reason.
  static Result<std::unique_ptr<Server>> open(const ServerOptions& options,
                                              HttpApplication& application);

  virtual std::uint16_t port() const = 0;
  /// Serves until SIGTERM, SIGINT or stop(). The second signal ends it without waiting. False where
  /// a worker is still at an answer that was given up: nothing may be destroyed then, the process
  /// must end at once.
  virtual bool run() = 0;
  /// From any thread: no new connections; idle ones are closed, answers under way are sent.
  virtual void stop() = 0;
};

}  // namespace servanda

#endif  // SERVANDA_HTTP_SERVER_H_
