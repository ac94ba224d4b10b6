#include "servanda/http/routes.h"

#include <fmt/format.h>

#include <algorithm>

#include "servanda/base/table.h"
#include "servanda/base/text.h"

namespace servanda {
namespace {

bool matches(std::string_view pattern, const std::vector<std::string>& segments,
             std::vector<std::string>& names) {
  const std::vector<std::string_view> pieces = split(pattern.substr(1), '/');
  if (pieces.size() != segments.size()) return false;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].front() == '{') {
      if (segments[i].empty()) return false;
      names.push_back(segments[i]);
    } else if (pieces[i] != segments[i]) {
      return false;
    }
  }
  return true;
}

/// May be given more than once.
bool repeatable(std::string_view parameter) {
  return parameter == "assume" || parameter == "state";
}

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> kRoutes{
      {"GET", "/api/v1", "", true, {}, Reach::nothing, answer_index},
      {"GET", "/api/v1/openapi.json", "", true, {}, Reach::nothing, answer_openapi},
      {"GET",
       "/api/v1/treaties",
       "on known assume policy limit offset",
       true,
       {},
       Reach::whole,
       answer_list},
      {"GET",
       "/api/v1/treaties/{treaty}",
       "on known assume policy",
       true,
       {},
       Reach::treaty,
       answer_dossier},
      {"GET",
       "/api/v1/treaties/{treaty}/status",
       "on known assume policy state why",
       true,
       {},
       Reach::treaty,
       answer_status},
      {"GET",
       "/api/v1/treaties/{treaty}/parties",
       "on known assume policy",
       true,
       {},
       Reach::treaty,
       answer_parties},
      {"GET",
       "/api/v1/treaties/{treaty}/timeline",
       "known assume policy",
       true,
       {},
       Reach::treaty,
       answer_timeline},
      {"GET",
       "/api/v1/treaties/{treaty}/pathways/{state}",
       "on known assume policy",
       true,
       {},
       Reach::treaty,
       answer_path},
      {"GET",
       "/api/v1/treaties/{treaty}/statements",
       "known limit offset",
       true,
       {},
       Reach::treaty,
       answer_statements},
      {"GET",
       "/api/v1/between/{one}/{other}",
       "on known assume policy limit offset",
       true,
       {},
       Reach::whole,
       answer_between},
      {"GET",
       "/api/v1/next",
       "on known assume policy until treaty limit offset",
       true,
       {},
       Reach::whole,
       answer_next},
      {"GET",
       "/api/v1/diff",
       "on known and_on and_known assume policy treaty limit offset",
       true,
       {},
       Reach::whole,
       answer_diff},
      {"GET",
       "/api/v1/if",
       "scenario why on known assume policy",
       true,
       {},
       Reach::whole,
       answer_if},
      {"GET",
       "/api/v1/news",
       "from until treaty limit offset",
       true,
       {},
       Reach::whole,
       answer_news},
      {"GET", "/api/v1/since", "from limit offset", true, {}, Reach::whole, answer_since},
      {"GET",
       "/api/v1/search",
       "q state subject act stance year treaty limit offset",
       true,
       {},
       Reach::nothing,
       answer_search},
      {"GET", "/api/v1/review", "all limit offset", true, {}, Reach::reviewed, answer_review},
      {"POST", "/api/v1/review", "", false, Role::editor, Reach::reviewed, answer_decide},
      {"GET", "/api/v1/states", "known limit offset", true, {}, Reach::whole, answer_states},
      {"GET",
       "/api/v1/states/{state}",
       "on known assume policy limit offset",
       true,
       {},
       Reach::whole,
       answer_state},
      {"GET", "/api/v1/sources", "known limit offset", true, {}, Reach::whole, answer_sources},
      {"GET", "/api/v1/checks", "limit offset", true, {}, Reach::whole, answer_checks},
      {"POST", "/api/v1/read", "", false, {}, Reach::whole, answer_read},
      {"POST", "/api/v1/prove", "", false, {}, Reach::whole, answer_prove},
      {"POST", "/api/v1/documents", "", false, Role::editor, Reach::whole, answer_write},
      {"GET", "/api/v1/documents/{document}", "", true, {}, Reach::nothing, answer_document},
      {"POST", "/api/v1/statements", "", false, Role::editor, Reach::nothing, answer_add},
      {"GET", "/api/v1/tokens", "", false, Role::admin, Reach::nothing, answer_tokens},
      {"POST", "/api/v1/revocations", "", false, Role::admin, Reach::nothing, answer_revoke},
      {"GET", "/feeds/calendar.ics", "known", true, {}, Reach::whole, answer_calendar},
      {"GET",
       "/feeds/treaties/{treaty}/calendar.ics",
       "known",
       true,
       {},
       Reach::treaty,
       answer_calendar},
      {"GET",
       "/feeds/states/{state}/calendar.ics",
       "known",
       true,
       {},
       Reach::whole,
       answer_calendar},
      {"GET",
       "/feeds/search/calendar.ics",
       "q state subject act stance year known",
       true,
       {},
       Reach::whole,
       answer_calendar},
      {"GET", "/feeds/changes.atom", "", true, {}, Reach::whole, answer_atom},
      {"GET", "/feeds/treaties/{treaty}/changes.atom", "", true, {}, Reach::treaty, answer_atom},
      {"GET", "/feeds/states/{state}/changes.atom", "", true, {}, Reach::whole, answer_atom},
      {"GET",
       "/feeds/search/changes.atom",
       "q state subject act stance year",
       true,
       {},
       Reach::whole,
       answer_atom},
  };
  return kRoutes;
}

std::optional<RouteMatch> find_route(std::string_view method,
                                     const std::vector<std::string>& segments) {
  if (method == "HEAD") method = "GET";
  for (const Route& route : routes()) {
    if (route.method != method) continue;
    RouteMatch match{&route};
    if (matches(route.pattern, segments, match.names)) return match;
  }
  return std::nullopt;
}

std::string methods_of(const std::vector<std::string>& segments) {
  std::string methods;
  for (const Route& route : routes()) {
    std::vector<std::string> names;
    if (!matches(route.pattern, segments, names)) continue;
    if (!methods.empty()) methods += ", ";
    methods += route.method == "GET" ? "GET, HEAD" : std::string(route.method);
  }
  return methods;
}

Status check_parameters(const Route& route, const Target& target) {
  const std::vector<std::string_view> known = split(route.parameters, ' ');
  for (const auto& [name, value] : target.query) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      const std::string_view near = closest(name, known);
      return Error{Code::invalid_argument, fmt::format("there is no parameter \"{}\" here", name),
                   !near.empty()   ? fmt::format("did you mean \"{}\"?", near)
                   : known.empty() ? "this address takes none"
                                   : fmt::format("this address takes: {}", route.parameters)};
    }
    if (!repeatable(name) && target.all(name).size() > 1) {
      return Error{Code::invalid_argument,
                   fmt::format("the parameter \"{}\" is given more than once", name),
                   "give it once"};
    }
  }
  return Done{};
}

}  // namespace servanda
