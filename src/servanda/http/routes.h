// What can be asked by HTTP: one table, from which requests are answered and against which the
// OpenAPI description (openapi.json) is held by a test.
//
//   std::optional<RouteMatch> match = find_route("GET", target.segments);
//   Result<Answer> answer = match->route->handler(asked);
//
// Answers are those of `query`, in the JSON of `render`: the same as the command line's.
#ifndef SERVANDA_HTTP_ROUTES_H_
#define SERVANDA_HTTP_ROUTES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/http/holdings.h"
#include "servanda/http/message.h"
#include "servanda/http/target.h"
#include "servanda/http/tokens.h"
#include "servanda/model/json.h"
#include "servanda/time/instant.h"

namespace servanda {

/// A request that found its route, with the days and names that questions need.
struct Asked {
  const Snapshot& snapshot;
  const Register& reg;  ///< the snapshot's, or one with what is assumed
  Holdings& holdings;   ///< where is written to, and searched
  const HttpRequest& request;
  const Target& target;
  std::vector<std::string> names;  ///< what stands in the address for {treaty}, {state} …
  Day today;
  Moment on;
  Day known;
  Instant at = {};          ///< now, for what is written
  std::string writer = {};  ///< whose token it is, where one was needed
  std::string tokens = {};  ///< the token file; may be empty

  std::string text(std::string_view parameter) const {
    return std::string(target.find(parameter).value_or(""));
  }
};

/// An answer before it is put into a response.
struct Answer {
  std::string content_type = "application/json";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  unsigned status = 200;
};

using Handler = Result<Answer> (*)(const Asked& asked);

/// How much of the register a question needs. One of the whole that names a treaty by its parameter
/// `treaty` needs what bears on that treaty.
enum class Reach { nothing, treaty, reviewed, whole };

struct Route {
  std::string_view method;
  std::string_view pattern;     ///< "/api/v1/treaties/{treaty}/status"
  std::string_view parameters;  ///< names of the query, separated by spaces
  bool keep;                    ///< the answer follows from register, day and address alone
  std::optional<Role> needs;    ///< beyond reading
  Reach reach;
  Handler handler;
};

const std::vector<Route>& routes();

struct RouteMatch {
  const Route* route = nullptr;
  std::vector<std::string> names = {};
};
/// HEAD counts as GET.
std::optional<RouteMatch> find_route(std::string_view method,
                                     const std::vector<std::string>& segments);
/// Methods that the address takes: "GET, HEAD"; empty where nothing has it.
std::string methods_of(const std::vector<std::string>& segments);

/// err: invalid_argument for a parameter that the route does not know, or one given twice that
/// stands alone.
Status check_parameters(const Route& route, const Target& target);

// The handlers, by what they are about.
Result<Answer> answer_index(const Asked& asked);
Result<Answer> answer_openapi(const Asked& asked);
Result<Answer> answer_list(const Asked& asked);
Result<Answer> answer_dossier(const Asked& asked);
Result<Answer> answer_status(const Asked& asked);
Result<Answer> answer_timeline(const Asked& asked);
Result<Answer> answer_path(const Asked& asked);
Result<Answer> answer_statements(const Asked& asked);
Result<Answer> answer_between(const Asked& asked);
Result<Answer> answer_next(const Asked& asked);
Result<Answer> answer_diff(const Asked& asked);
Result<Answer> answer_news(const Asked& asked);
Result<Answer> answer_states(const Asked& asked);
Result<Answer> answer_state(const Asked& asked);
Result<Answer> answer_sources(const Asked& asked);
Result<Answer> answer_read(const Asked& asked);
Result<Answer> answer_prove(const Asked& asked);
Result<Answer> answer_write(const Asked& asked);
Result<Answer> answer_parties(const Asked& asked);
Result<Answer> answer_if(const Asked& asked);
Result<Answer> answer_checks(const Asked& asked);
Result<Answer> answer_since(const Asked& asked);
Result<Answer> answer_search(const Asked& asked);
Result<Answer> answer_review(const Asked& asked);
Result<Answer> answer_decide(const Asked& asked);
Result<Answer> answer_add(const Asked& asked);
Result<Answer> answer_document(const Asked& asked);
Result<Answer> answer_tokens(const Asked& asked);
Result<Answer> answer_revoke(const Asked& asked);
Result<Answer> answer_calendar(const Asked& asked);
Result<Answer> answer_atom(const Asked& asked);

}  // namespace servanda

#endif  // SERVANDA_HTTP_ROUTES_H_
