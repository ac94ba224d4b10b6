#include "servanda/http/service.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>

#include "servanda/base/sha256.h"
#include "servanda/base/table.h"
#include "servanda/http/gzip.h"
#include "servanda/http/kept.h"
#include "servanda/http/metrics.h"
#include "servanda/http/pages.h"
#include "servanda/http/problem.h"
#include "servanda/http/routes.h"
#include "servanda/model/policy.h"
#include "servanda/query/assume.h"

namespace servanda {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostAssumptions = 16;
constexpr std::size_t kWorthPacking = 512;  // bytes
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

/// Size and time of a file: changes when anybody writes to it.
std::string look_of(const std::string& path) {
  std::error_code error;
  return fmt::format("{} {}", fs::file_size(path, error),
                     fs::last_write_time(path, error).time_since_epoch().count());
}

/// Is the Host one that only this machine means? Else a page from elsewhere could have its own
/// name pointed at 127.0.0.1 and read the register through its visitor's browser.
bool names_loopback(std::string_view host) {
  std::string_view name = host;
  if (!name.empty() && name.front() == '[') {
    name = name.substr(0, name.find(']') + 1);
  } else {
    name = name.substr(0, name.find(':'));
  }
  return name == "localhost" || name == "[::1]" || name.substr(0, 4) == "127.";
}

bool names_tag(std::string_view header, std::string_view tag) {
  for (std::string_view one : split(header, ',')) {
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
    if (one == tag || one == "*") return true;
  }
  return false;
}

double resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  double total = 0;
  double resident = 0;
  statm >> total >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

struct TokenHolder {
  Role role;
  std::string name;
};

class RegisterService final : public Service {
 public:
  explicit RegisterService(const ServiceOptions& options)
      : options_(options), kept_(options.most_kept), limit_(options.rate) {}

  Status start() {
    SERVANDA_ASSIGN_OR_RETURN(holdings_, Holdings::open(options_.register_path));
    pages_ = Pages::load(options_.pages);
    if (!options_.tokens.empty()) {
      token_look_ = look_of(options_.tokens);
      SERVANDA_ASSIGN_OR_RETURN(TokenFile tokens, TokenFile::load(options_.tokens));
      tokens_ = std::make_shared<const TokenFile>(std::move(tokens));
    }
    return Done{};
  }

  std::optional<HttpResponse> answer_at_once(const HttpRequest& request) override {
    return handle(request, false);
  }
  HttpResponse answer(const HttpRequest& request) override {
    const double began = options_.seconds();
    std::optional<HttpResponse> response = handle(request, true);
    metrics_.took(options_.seconds() - began);
    return response ? *std::move(response) : refuse(500, "our own mistake: no answer was made");
  }
  bool takes_long(const HttpRequest& request) override {
    const Result<Target> target = parse_target(request.target);
    if (!target) return false;
    const std::optional<RouteMatch> match = find_route(request.method, target->segments);
    return match && match->route->reach == Reach::whole && treaty_of(*match, *target).empty();
  }
  HttpResponse refuse(unsigned status, const std::string& reason) override {
    HttpResponse response = problem(status, reason);
    if (status == 503) response.headers.emplace_back("Retry-After", "1");
    return finished(std::move(response), "(refused)");
  }

  void tick() override {
    limit_.prune(options_.seconds());
    holdings_->look();
    reload_tokens();
  }
  void connections(std::size_t open, std::size_t cut_off) override {
    metrics_.connections(open, cut_off);
  }

 private:
  /// Nothing only where the answer takes time and `may_take_time` is false.
  std::optional<HttpResponse> handle(const HttpRequest& request, bool may_take_time) {
    // A request that waited for a worker was counted when it came.
    if (!may_take_time && !limit_.admit(request.peer, options_.seconds())) {
      HttpResponse response = problem(429, "too many requests from this address",
                                      fmt::format("no more than {} a second", options_.rate));
      response.headers.emplace_back("Retry-After", "1");
      return finished(std::move(response), "(limited)");
    }
    const std::string_view host = request.header("host");
    if (host.empty()) return finished(problem(400, "the request names no host"), "(refused)");
    if (options_.only_local && !names_loopback(host)) {
      return finished(
          problem(421, "this server answers on this machine alone", "ask for localhost"),
          "(refused)");
    }
    const Result<Target> target = parse_target(request.target);
    if (!target) return finished(problem(target.error()), "(refused)");
    if (target->segments.size() == 1 && target->segments[0] == "healthz") {
      return finished(health(), "/healthz");
    }
    const bool machine = !target->segments.empty() &&
                         (target->segments[0] == "api" || target->segments[0] == "feeds" ||
                          target->segments[0] == "metrics");
    if (!machine) return page(request, *target);
    return ask(request, *target, may_take_time);
  }

  HttpResponse page(const HttpRequest& request, const Target& target) {
    if (request.method != "GET" && request.method != "HEAD") return no_method("GET, HEAD");
    if (std::optional<HttpResponse> found = pages_.find(request, target.path)) {
      return finished(*std::move(found), "(page)");
    }
    return finished(problem(404, "there is no such page"), "(page)");
  }

  std::optional<HttpResponse> ask(const HttpRequest& request, const Target& target,
                                  bool may_take_time) {
    const std::optional<RouteMatch> match = find_route(request.method, target.segments);
    const bool is_metrics = target.segments[0] == "metrics" && target.segments.size() == 1;
    if (!match && !is_metrics) {
      const std::string methods = methods_of(target.segments);
      if (!methods.empty()) return no_method(methods);
      return finished(problem(404, fmt::format("there is nothing at {}", target.path),
                              "/api/v1/openapi.json says what there is"),
                      "(unknown)");
    }
    const std::optional<Role> needed = match && match->route->needs ? match->route->needs
                                       : options_.open_reading      ? std::nullopt
                                                               : std::optional<Role>(Role::reader);
    std::string writer;
    if (needed) {
      std::optional<HttpResponse> refusal;
      if (!may_refuse(request, *needed, may_take_time, refusal, writer)) return std::nullopt;
      if (refusal) return refusal;
    }
    if (is_metrics) return finished(metrics(), "/metrics");
    const Route& route = *match->route;
    const std::string label(route.pattern);
    if (Status sound = check_parameters(route, target); !sound) {
      return finished(problem(sound.error()), label);
    }
    const Day today = options_.today();
    const std::string treaty = treaty_of(*match, target);
    const std::string version = version_for(route, treaty);
    if (version.empty()) return finished(still_reading(), label);
    const std::string generation = version + "-" + to_text(today);
    const std::string tag =
        fmt::format("W/\"{}-{}\"", generation, sha256_hex(request.target).substr(0, 8));
    if (route.keep && names_tag(request.header("if-none-match"), tag)) {
      HttpResponse response;
      response.status = 304;
      add_caching(response, tag);
      return finished(std::move(response), label);
    }
    if (route.keep) {
      if (const auto kept = kept_.find(generation, request.target)) {
        metrics_.count_kept();
        return finished(response_of(request, *kept, tag, true), label);
      }
    }
    if (!may_take_time) return std::nullopt;
    Result<Answer> answer = [&]() -> Result<Answer> {
      // One writer at a time, each on the register as the one before left it.
      const std::unique_lock lock =
          route.needs ? std::unique_lock(write_guard_) : std::unique_lock<std::mutex>();
      if (route.needs) holdings_->look();
      SERVANDA_ASSIGN_OR_RETURN(const SharedSnapshot snapshot, reached(route, treaty));
      return computed(request, target, *match, *snapshot, today, writer);
    }();
    if (!answer) return finished(problem(answer.error()), label);
    KeptAnswer made = packed(*std::move(answer));
    if (route.keep) kept_.keep(generation, request.target, made);
    return finished(response_of(request, made, tag, route.keep), label);
  }

  /// The one treaty that a question is about; empty where it is about more.
  static std::string treaty_of(const RouteMatch& match, const Target& target) {
    if (match.route->reach == Reach::treaty) return match.names[0];
    if (match.route->reach != Reach::whole) return {};
    return std::string(target.find("treaty").value_or(""));
  }

  /// Of what the answer follows from; empty where that is still being read.
  std::string version_for(const Route& route, const std::string& treaty) const {
    std::string whole = holdings_->whole_version();
    if (route.reach == Reach::whole && treaty.empty()) return whole;
    std::string version = holdings_->version();
    // What is told of the whole is nothing yet.
    if (route.reach == Reach::nothing && whole.empty()) version += "-reading";
    return version;
  }

  Result<SharedSnapshot> reached(const Route& route, const std::string& treaty) {
    if (!treaty.empty()) return holdings_->about(treaty);
    if (route.reach == Reach::reviewed) return holdings_->reviewed();
    if (route.reach == Reach::whole) return holdings_->whole();
    auto nothing = std::make_shared<Snapshot>();
    nothing->version = holdings_->version();
    return SharedSnapshot(std::move(nothing));
  }

  static HttpResponse still_reading() {
    HttpResponse response =
        problem(503, "the register is still being read",
                "ask again in a few seconds; questions about one treaty, search and the review "
                "queue are answered already");
    response.headers.emplace_back("Retry-After", "2");
    return response;
  }

  Result<Answer> computed(const HttpRequest& request, const Target& target, const RouteMatch& match,
                          const Snapshot& snapshot, Day today, const std::string& writer) {
    Asked asked{snapshot, snapshot.loaded.reg, *holdings_, request,        target, match.names,
                today,    Moment(Edtf(today)), today,      options_.now(), writer, options_.tokens};
    if (request.method == "POST" &&
        request.header("content-type").substr(0, 16) != "application/json") {
      return Error{Code::invalid_argument, "the body is no application/json",
                   "send it with Content-Type: application/json"};
    }
    if (const auto on = target.find("on")) {
      Result<Moment> moment = parse_moment(*on);
      if (!moment) {
        return Error{
            Code::invalid_argument, "on: " + moment.error().message,
            "a date (2025-01-17, 2025-01), or an instant with its zone (2023-11-07T00:00+03:00)"};
      }
      asked.on = *std::move(moment);
    }
    if (const auto known = target.find("known")) {
      const Result<Day> day = parse_day(*known);
      // An instant is known from its own day on.
      const Result<Instant> instant = parse_instant(*known);
      if (!day && !instant) {
        return Error{Code::invalid_argument, "known: " + day.error().message, "a day (2025-01-17)"};
      }
      asked.known = day ? *day : instant->local_day();
    }
    const std::vector<std::string> assumptions = target.all("assume");
    const auto policy = target.find("policy");
    if (assumptions.empty() && !policy) return match.route->handler(asked);
    if (assumptions.size() > kMostAssumptions) {
      return Error{Code::invalid_argument, "more than 16 acts are assumed", "ask with fewer"};
    }
    Register with = snapshot.loaded.reg;
    if (policy) {
      const SourcePolicy* written = find_policy(*policy);
      if (written == nullptr) return no_policy(*policy);
      with.policy = *written;
    }
    for (const std::string& assumed : assumptions) {
      if (add_assumption(with, assumed).ok) continue;
      return Error{Code::invalid_argument, fmt::format("assume: \"{}\" is no act", assumed),
                   "such as \"USA ratify ctbt 2027-01-01\""};
    }
    return match.route->handler(Asked{snapshot, with, *holdings_, request, target, match.names,
                                      today, asked.on, asked.known, asked.at, writer,
                                      options_.tokens});
  }

  static Error no_policy(std::string_view name) {
    std::vector<std::string> names;
    for (const SourcePolicy& written : written_policies()) names.push_back(written.name);
    return Error{Code::invalid_argument, fmt::format("policy: there is no policy \"{}\"", name),
                 fmt::format("one of {}", fmt::join(names, ", "))};
  }

  static KeptAnswer packed(Answer answer) {
    KeptAnswer made{std::move(answer.content_type), std::move(answer.headers), nullptr, nullptr,
                    answer.status};
    if (answer.body.size() >= kWorthPacking) {
      constexpr int kFast = 6;
      std::string small = gzip(answer.body, kFast);
      if (small.size() < answer.body.size()) {
        made.gzipped = std::make_shared<const std::string>(std::move(small));
      }
    }
    made.body = std::make_shared<const std::string>(std::move(answer.body));
    return made;
  }

  static void add_caching(HttpResponse& response, const std::string& tag) {
    response.headers.emplace_back("ETag", tag);
    response.headers.emplace_back("Cache-Control", "no-cache");
    response.headers.emplace_back("Vary", "Accept-Encoding");
  }

  static HttpResponse response_of(const HttpRequest& request, const KeptAnswer& answer,
                                  const std::string& tag, bool keep) {
    HttpResponse response;
    response.status = answer.status;
    response.content_type = answer.content_type;
    response.headers = answer.headers;
    if (keep) {
      add_caching(response, tag);
    } else {
      response.headers.emplace_back("Cache-Control", "no-store");
    }
    if (answer.gzipped && accepts_gzip(request.header("accept-encoding"))) {
      response.headers.emplace_back("Content-Encoding", "gzip");
      response.body = answer.gzipped;
    } else {
      response.body = answer.body;
    }
    return response;
  }

  HttpResponse no_method(const std::string& methods) {
    HttpResponse response = problem(405, "this address does not take that method", methods);
    response.headers.emplace_back("Allow", methods);
    return finished(std::move(response), "(refused)");
  }

  /// The headers of every answer; and it is counted.
  HttpResponse finished(HttpResponse response, const std::string& route) {
    metrics_.count(route, response.status);
    response.headers.emplace_back("Content-Security-Policy", std::string(kPolicy));
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    response.headers.emplace_back("Referrer-Policy", "no-referrer");
    response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    return response;
  }

  /// False where a worker must look at the token. Else `refusal` holds why the client may not ask.
  bool may_refuse(const HttpRequest& request, Role needed, bool may_take_time,
                  std::optional<HttpResponse>& refusal, std::string& writer) {
    const std::string_view header = request.header("authorization");
    constexpr std::string_view kBearer = "Bearer ";
    const auto refuse_with = [&](unsigned status, const std::string& why,
                                 const std::string& advice) {
      HttpResponse response = problem(status, why, advice);
      if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
      refusal = finished(std::move(response), "(token)");
      return true;
    };
    const std::shared_ptr<const TokenFile> tokens = tokens_now();
    if (!tokens) {
      return refuse_with(403, "this server was started without tokens, so nobody can write",
                         "servanda serve --tokens FILE");
    }
    if (header.substr(0, kBearer.size()) != kBearer) {
      return refuse_with(401, "this needs a token", "Authorization: Bearer servanda_…");
    }
    const std::string_view token = header.substr(kBearer.size());
    const std::string fingerprint = token_fingerprint(token);
    std::optional<TokenHolder> holder = holder_kept(fingerprint);
    if (!holder) {
      if (!may_take_time) return false;
      const std::optional<TokenEntry> entry = tokens->find(token);
      if (!entry) return refuse_with(401, "this token is not known, or was revoked", {});
      holder = TokenHolder{entry->role, entry->name};
      const std::lock_guard lock(token_guard_);
      if (tokens == tokens_) holders_[fingerprint] = *holder;
    }
    if (holder->role < needed) {
      return refuse_with(403, fmt::format("this needs a token for the role {}", to_text(needed)),
                         fmt::format("this one is for the role {}", to_text(holder->role)));
    }
    writer = holder->name;
    return true;
  }

  HttpResponse health() {
    const std::string fault = holdings_->fault();
    Json json = {{"status", fault.empty() ? "ok" : "degraded"},
                 {"version", holdings_->version()},
                 {"reading", holdings_->whole() == nullptr}};
    if (!fault.empty()) json["fault"] = fault;
    json["pages"] = pages_.built();
    HttpResponse response;
    response.set_body(print_json(json) + "\n");
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
  }

  HttpResponse metrics() {
    const SharedSnapshot whole = holdings_->whole();
    std::map<std::string, double> facts{{"process_resident_memory_bytes", resident_bytes()}};
    if (whole) {
      facts["servanda_statements"] = static_cast<double>(whole->loaded.reg.statements.size());
      facts["servanda_sources"] = static_cast<double>(whole->loaded.reg.sources.size());
    }
    HttpResponse response;
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.set_body(metrics_.print(facts));
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
  }

  std::shared_ptr<const TokenFile> tokens_now() {
    const std::lock_guard lock(token_guard_);
    return tokens_;
  }
  std::optional<TokenHolder> holder_kept(const std::string& fingerprint) {
    const std::lock_guard lock(token_guard_);
    const auto found = holders_.find(fingerprint);
    return found == holders_.end() ? std::nullopt : std::optional(found->second);
  }

  void reload_tokens() {
    if (options_.tokens.empty()) return;
    std::string look = look_of(options_.tokens);
    if (look == token_look_) return;
    Result<TokenFile> next = TokenFile::load(options_.tokens);
    const std::lock_guard lock(token_guard_);
    token_look_ = std::move(look);
    holders_.clear();
    // A damaged file lets nobody in: what it held may have been revoked.
    tokens_ = next ? std::make_shared<const TokenFile>(*std::move(next)) : nullptr;
  }

  ServiceOptions options_;
  Pages pages_;
  KeptAnswers kept_;
  Metrics metrics_;
  RateLimit limit_;
  std::unique_ptr<Holdings> holdings_;
  std::mutex write_guard_;  // one writer at a time
  std::string token_look_;  // of tick() alone, once started
  std::mutex token_guard_;  // of tokens_ and holders_
  std::shared_ptr<const TokenFile> tokens_;
  std::map<std::string, TokenHolder> holders_;  // by fingerprint: tokens that were found good
};

}  // namespace

Result<std::unique_ptr<Service>> Service::open(const ServiceOptions& options) {
  auto service = std::make_unique<RegisterService>(options);
  SERVANDA_RETURN_IF_ERROR(service->start());
  return std::unique_ptr<Service>(std::move(service));
}

}  // namespace servanda
