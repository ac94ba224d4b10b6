#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "servanda/cli/cli.h"
#include "servanda/register/files.h"

namespace servanda::cli {

int fail(const Error& error) {
  fmt::print(stderr, "servanda: {}\n", error.message);
  if (!error.advice.empty()) fmt::print(stderr, "  {}\n", error.advice);
  switch (error.code) {
    case Code::parse:
    case Code::io:
    case Code::conflict:
      return kFaultyInput;
    case Code::invalid_argument:
    case Code::not_found:
      return kWrongUse;
    case Code::corrupt:
      return kDamaged;
    case Code::internal:
      break;
  }
  return kInternal;
}

int wrong_use(const std::string& message, const std::string& advice) {
  return fail({Code::invalid_argument, message, advice});
}

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void print(const Json& json) {
  print(print_json(json, 2) + "\n");
}

Day today() {
  if (const char* fixed = std::getenv("SERVANDA_TODAY")) {
    if (auto day = parse_day(fixed)) return *day;
  }
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

Instant now() {
  if (const char* fixed = std::getenv("SERVANDA_NOW")) {
    if (auto instant = parse_instant(fixed)) return *instant;
  }
  if (const char* fixed = std::getenv("SERVANDA_TODAY")) {
    if (auto day = parse_day(fixed)) return {*day, {}};
  }
  return {std::chrono::floor<std::chrono::minutes>(std::chrono::system_clock::now()), {}};
}

std::string user() {
  for (const char* variable : {"SERVANDA_USER", "USER", "LOGNAME"}) {
    if (const char* name = std::getenv(variable); name != nullptr && *name != '\0') return name;
  }
  return {};
}

bool isatty_stdin() {
  return ::isatty(STDIN_FILENO) == 1;
}

bool isatty_stderr() {
  return ::isatty(STDERR_FILENO) == 1;
}

TextStyle style_of(const Common& common) {
  TextStyle style;
  const bool terminal = ::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  style.colour = common.color == "always" || (common.color == "auto" && terminal);
  if (const char* columns = std::getenv("COLUMNS")) {
    const int width = std::atoi(columns);
    if (width > 0) style.width = std::clamp<std::size_t>(static_cast<std::size_t>(width), 60, 160);
  }
  return style;
}

bool tell_faults(const LoadedRegister& loaded) {
  // A hundred are shown, of however many files.
  constexpr std::size_t kMostShown = 100;
  std::size_t shown = 0;
  std::size_t not_shown = loaded.faults_not_shown;
  for (const FileFault& fault : loaded.faults) {
    if (fault.file >= loaded.files.size()) continue;
    if (shown == kMostShown) {
      ++not_shown;
      continue;
    }
    ++shown;
    fmt::print(stderr, "{}", describe(fault.diagnostic, loaded.files[fault.file]));
  }
  if (not_shown > 0) fmt::print(stderr, "… and {} more faults\n", not_shown);
  return loaded.ok();
}

std::string register_path(const Common& common, int& exit_code) {
  std::string path = common.register_path;
  if (path.empty()) {
    if (const char* named = std::getenv("SERVANDA_REGISTER")) path = named;
  }
  if (path.empty())
    exit_code =
        wrong_use("no register is named", "add --register FOLDER, or set SERVANDA_REGISTER");
  return path;
}

std::optional<LoadedRegister> open_register(const Common& common, int& exit_code) {
  const std::string path = register_path(common, exit_code);
  if (path.empty()) return std::nullopt;
  Result<LoadedRegister> loaded =
      common.about.empty() ? load_register(path) : load_register_about(path, common.about);
  // A name that nothing bears is looked for among all names.
  const auto is_about = [&](const Statement& statement) { return !treaty_of(statement).empty(); };
  if (loaded && !common.about.empty() && loaded->ok() &&
      std::none_of(loaded->reg.statements.begin(), loaded->reg.statements.end(), is_about))
    loaded = load_register(path);
  if (!loaded) {
    exit_code = fail(loaded.error());
    return std::nullopt;
  }
  if (!loaded->ok()) {
    tell_faults(*loaded);
    exit_code = fail({Code::parse, fmt::format("the register {} has faults", path),
                      fmt::format("mend them; `servanda check {}` shows them all", path)});
    return std::nullopt;
  }
  return *std::move(loaded);
}

std::optional<Moment> valid_moment(const Common& common, int& exit_code) {
  if (common.on.empty()) return Moment(Edtf(today()));
  Result<Moment> moment = parse_moment(common.on);
  if (moment) return *std::move(moment);
  exit_code = wrong_use(
      fmt::format("--on {}: {}", common.on, moment.error().message),
      "a date (2025-01-17, 2025-01), or an instant with its zone (2023-11-07T00:00+03:00)");
  return std::nullopt;
}

std::optional<Day> known_day(const Common& common, int& exit_code) {
  if (common.known.empty()) return today();
  Result<Day> day = parse_day(common.known);
  if (day) return *day;
  // An instant is known from its own day on.
  if (Result<Instant> instant = parse_instant(common.known)) return instant->local_day();
  exit_code = wrong_use(fmt::format("--known {}: {}", common.known, day.error().message),
                        "a day (2025-01-17)");
  return std::nullopt;
}

std::optional<SourcePolicy> source_policy(const Common& common, int& exit_code) {
  if (common.policy.empty()) return SourcePolicy{};
  if (const SourcePolicy* written = find_policy(common.policy)) return *written;
  std::vector<std::string> names;
  for (const SourcePolicy& policy : written_policies()) names.push_back(policy.name);
  const Result<std::string> text = read_file(common.policy);
  if (!text) {
    exit_code =
        wrong_use(fmt::format("--policy {}: no such policy, and no such file", common.policy),
                  fmt::format("one of {}, or a file with one", fmt::join(names, ", ")));
    return std::nullopt;
  }
  Result<SourcePolicy> policy = parse_policy(*text);
  if (policy) return *std::move(policy);
  exit_code = fail(
      {policy.error().code, common.policy + ": " + policy.error().message, policy.error().advice});
  return std::nullopt;
}

std::optional<AskedRegister> prepare(const Common& common, int& exit_code) {
  const std::optional<Moment> on = valid_moment(common, exit_code);
  if (!on) return std::nullopt;
  const std::optional<Day> known = known_day(common, exit_code);
  if (!known) return std::nullopt;
  const std::optional<SourcePolicy> policy = source_policy(common, exit_code);
  if (!policy) return std::nullopt;
  std::optional<LoadedRegister> loaded = open_register(common, exit_code);
  if (loaded) loaded->reg.policy = *policy;
  if (!loaded || !add_assumptions(common.assume, loaded->reg, exit_code)) return std::nullopt;
  return AskedRegister{*std::move(loaded), *on, *known};
}

int exit_code_of(Verdict verdict) {
  return verdict == Verdict::yes ? kAnswered : verdict == Verdict::no ? kNo : kOpen;
}

}  // namespace servanda::cli
