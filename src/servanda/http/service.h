// A register, served: what stands between a request's bytes and a handler.
//
//   ServiceOptions options{.register_path = "R", .today = […] { return day; }};
//   Result<std::unique_ptr<Service>> service = Service::open(options);
//   HttpResponse response = (*service)->answer({"GET", "/api/v1/treaties"});
//
// In this order: is the address well formed, may this client ask, is there such an address, has the
// client the answer already (ETag), is the answer kept, and only then is it computed. Answers are
// kept until the register or the day changes. A register that changes on disk is noticed within a
// second or two (holdings.h); while what stands there has faults, the last sound one goes on
// answering and /healthz says so.
#ifndef SERVANDA_HTTP_SERVICE_H_
#define SERVANDA_HTTP_SERVICE_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "servanda/base/result.h"
#include "servanda/http/server.h"
#include "servanda/time/day.h"
#include "servanda/time/instant.h"

namespace servanda {

struct ServiceOptions {
  std::string register_path = {};
  std::string pages = {};    ///< folder of the built pages; empty: none
  std::string tokens = {};   ///< token file; empty: nobody can write
  bool open_reading = true;  ///< false: reading needs a token too
  bool only_local = true;    ///< refuse requests whose Host names no loopback address
  double rate = 0;           ///< requests a second from one address; 0: no limit
  std::size_t most_kept = std::size_t{64} << 20U;  ///< bytes of answers kept
  std::function<Day()> today = {};
  std::function<Instant()> now = {};
  std::function<double()> seconds = {};  ///< of a clock that only moves forward
};

class Service : public HttpApplication {
 public:
  /// err: those of Holdings::open and TokenFile::load.
  static Result<std::unique_ptr<Service>> open(const ServiceOptions& options);

  std::optional<HttpResponse> answer_at_once(const HttpRequest& request) override = 0;
  HttpResponse answer(const HttpRequest& request) override = 0;
  /// Questions about all treaties of the register.
  bool takes_long(const HttpRequest& request) override = 0;
  HttpResponse refuse(unsigned status, const std::string& reason) override = 0;
};

}  // namespace servanda

#endif  // SERVANDA_HTTP_SERVICE_H_
