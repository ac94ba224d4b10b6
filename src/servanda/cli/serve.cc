// serve and token: the register for browsers and other programs.

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "servanda/cli/cli.h"
#include "servanda/http/service.h"
#include "servanda/http/tokens.h"

namespace servanda::cli {
namespace {

bool is_loopback(const std::string& address) {
  return address == "::1" || address.substr(0, 4) == "127.";
}

/// IMF-fixdate (RFC 9110, 5.6.7), made once a second.
std::string http_date() {
  thread_local std::time_t made = 0;
  thread_local std::string text;
  const std::time_t now = std::time(nullptr);
  if (now != made) {
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    char buffer[40];
    const std::size_t size =
        std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    text.assign(buffer, size);
    made = now;
  }
  return text;
}

/// Where the built pages are: named, beside the program as installed, or in the source tree it was
/// built in.
std::string pages_folder(const std::string& named) {
  namespace fs = std::filesystem;
  if (!named.empty()) return named;
  if (const char* folder = std::getenv("SERVANDA_PAGES")) return folder;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return {};
  for (const char* place : {"../share/servanda/web", "../../web/dist"}) {
    const fs::path folder = (program.parent_path() / place).lexically_normal();
    if (fs::is_regular_file(folder / "index.html", error)) return folder.string();
  }
  return {};
}

std::optional<int> refuse_to_be_public(const ServeOrder& order) {
  if (is_loopback(order.address)) return std::nullopt;
  if (order.certificate.empty()) {
    return wrong_use(
        fmt::format("{} can be reached from other machines, and the connection would not be "
                    "encrypted: tokens and questions could be read on the way",
                    order.address),
        "add --certificate FILE and --key FILE, or listen on 127.0.0.1 behind a proxy that has "
        "them");
  }
  if (order.tokens.empty()) {
    return wrong_use(
        fmt::format("{} can be reached from other machines, and anybody could read the register",
                    order.address),
        "add --tokens FILE (`servanda token new` makes tokens)");
  }
  return std::nullopt;
}

}  // namespace

int run_serve(const ServeOrder& order, const Common& common) {
  if (order.certificate.empty() != order.key.empty()) {
    return wrong_use("--certificate and --key belong together", "give both or neither");
  }
  if (const std::optional<int> refused = refuse_to_be_public(order)) return *refused;
  ServiceOptions asked;
  asked.register_path = common.register_path;
  if (asked.register_path.empty()) {
    if (const char* named = std::getenv("SERVANDA_REGISTER")) asked.register_path = named;
  }
  if (asked.register_path.empty()) {
    return wrong_use("no register is named", "add --register FOLDER, or set SERVANDA_REGISTER");
  }
  asked.pages = pages_folder(order.pages);
  asked.tokens = order.tokens;
  asked.only_local = is_loopback(order.address);
  asked.open_reading = asked.only_local && !order.closed;
  constexpr double kPublicRate = 50;
  asked.rate = order.rate >= 0 ? order.rate : asked.only_local ? 0 : kPublicRate;
  asked.today = [] { return today(); };
  asked.now = [] { return now(); };
  asked.seconds = [] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
  };
  const Result<std::unique_ptr<Service>> service = Service::open(asked);
  if (!service) return fail(service.error());
  ServerOptions options;
  options.address = order.address;
  options.port = order.port;
  options.certificate = order.certificate;
  options.key = order.key;
  options.date = http_date;
  options.threads = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
  options.workers = options.threads;
  options.header_time = std::chrono::milliseconds(order.header_ms);
  options.body_time = std::chrono::milliseconds(order.body_ms);
  options.most_body = order.most_body;
  const Result<std::unique_ptr<Server>> server = Server::open(options, **service);
  if (!server) return fail(server.error());
  const std::string host =
      order.address.find(':') == std::string::npos ? order.address : "[" + order.address + "]";
  print(fmt::format("Servanda answers at {}://{}:{}/ (end with Ctrl-C)\n",
                    order.certificate.empty() ? "http" : "https", host, (*server)->port()));
  if (asked.pages.empty())
    print(std::string("The pages were not built: tools/build-pages builds them.\n"));
  std::fflush(stdout);
  if (!(*server)->run()) std::_Exit(kAnswered);
  return kAnswered;
}

int run_token_new(const TokenOrder& order) {
  const Result<Role> role = parse_role(order.role);
  if (!role) return wrong_use(role.error().message, role.error().advice);
  std::string token;
  std::string id;
  const Status made = TokenFile::change(order.file, [&](TokenFile& file) -> Status {
    SERVANDA_ASSIGN_OR_RETURN(token, file.add(order.name, *role, today()));
    id = file.entries().back().id;
    return Done{};
  });
  if (!made) return fail(made.error());
  print(token + "\n");
  fmt::print(stderr, "This is the only time that the token is shown: {} ({}), id {}\n", order.name,
             order.role, id);
  return kAnswered;
}

int run_token_list(const TokenOrder& order, const Common& common) {
  const Result<TokenFile> file = TokenFile::load(order.file);
  if (!file) return fail(file.error());
  Json json = Json::array();
  for (const TokenEntry& entry : file->entries()) {
    if (common.format == "json") {
      json.push_back(to_json(entry));
    } else {
      print(fmt::format("{}  {:<6}  {}  {}{}\n", entry.id, to_text(entry.role), to_text(entry.made),
                        entry.name, entry.revoked ? ", revoked " + to_text(*entry.revoked) : ""));
    }
  }
  if (common.format == "json") print(json);
  return kAnswered;
}

int run_token_revoke(const TokenOrder& order) {
  const Status revoked = TokenFile::change(
      order.file, [&](TokenFile& file) { return file.revoke(order.id, today()); });
  if (!revoked) return fail(revoked.error());
  print(fmt::format("{} is revoked\n", order.id));
  return kAnswered;
}

}  // namespace servanda::cli
