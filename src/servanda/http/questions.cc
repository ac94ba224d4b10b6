// The handlers: each asks one question of `query` and gives the answer in the JSON of `render`.

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "servanda/http/body.h"
#include "servanda/http/routes.h"
#include "servanda/language/names.h"
#include "servanda/query/link.h"
#include "servanda/query/overview.h"
#include "servanda/query/watch.h"
#include "servanda/reader/reader.h"
#include "servanda/render/overview.h"
#include "servanda/render/render.h"
#include "servanda/render/watch.h"

namespace servanda::tables {
extern const std::string_view openapi_json;
}

namespace servanda {
namespace {

constexpr std::size_t kPage = 200;
constexpr std::size_t kLargestPage = 1000;
constexpr std::chrono::days kFeedBack{30};
constexpr int kCalendarYears = 5;

Answer json_answer(const Json& json) {
  return {"application/json", print_json(json) + "\n"};
}

Result<std::size_t> number_of(const Asked& asked, std::string_view name, std::size_t otherwise,
                              std::size_t most) {
  const std::optional<std::string_view> text = asked.target.find(name);
  if (!text) return otherwise;
  std::size_t value = 0;
  const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (failure != std::errc() || end != text->data() + text->size() || value > most) {
    return Error{Code::invalid_argument, fmt::format("{}: \"{}\" is no number", name, *text),
                 fmt::format("0 to {}", most)};
  }
  return value;
}

Result<Day> day_of(const Asked& asked, std::string_view name, Day otherwise) {
  const std::optional<std::string_view> text = asked.target.find(name);
  if (!text) return otherwise;
  const Result<Day> day = parse_day(*text);
  if (day) return *day;
  return Error{Code::invalid_argument, fmt::format("{}: {}", name, day.error().message),
               "a day (2025-01-17)"};
}

/// The part of a list that is asked for; where more follow, a link says where (RFC 8288).
Result<Answer> list_answer(const Asked& asked, Json list) {
  SERVANDA_ASSIGN_OR_RETURN(const std::size_t limit,
                            number_of(asked, "limit", kPage, kLargestPage));
  SERVANDA_ASSIGN_OR_RETURN(const std::size_t offset,
                            number_of(asked, "offset", 0, std::size_t{1} << 40U));
  const std::size_t total = list.size();
  if (offset > 0 || total > limit) {
    Json part = Json::array();
    for (std::size_t i = offset; i < total && i - offset < limit; ++i) {
      part.push_back(std::move(list[i]));
    }
    list = std::move(part);
  }
  Answer answer = json_answer(list);
  answer.headers.emplace_back("Servanda-Total", fmt::format("{}", total));
  const auto link = [&](std::size_t at, std::string_view relation) {
    std::string target = asked.target.path;
    char separator = '?';
    for (const auto& [name, value] : asked.target.query) {
      if (name == "limit" || name == "offset") continue;
      target += separator + percent_encoded(name) + "=" + percent_encoded(value);
      separator = '&';
    }
    target += fmt::format("{}limit={}&offset={}", separator, limit, at);
    answer.headers.emplace_back("Link", fmt::format("<{}>; rel=\"{}\"", target, relation));
  };
  if (limit > 0 && offset + limit < total) link(offset + limit, "next");
  if (limit > 0 && offset > 0) link(offset > limit ? offset - limit : 0, "prev");
  return answer;
}

std::string name_of(const std::string& code) {
  const std::string_view state = gazetteer().state_name(code);
  return std::string(state.empty() ? gazetteer().organisation_name(code) : state);
}

std::string scope_of(const Asked& asked) {
  return asked.names.empty() ? "" : asked.target.segments[1];
}

/// Those of the treaties that the state has a part in.
Result<std::vector<std::string>> treaties_of_state(const Asked& asked, const std::string& state) {
  SERVANDA_ASSIGN_OR_RETURN(const std::vector<ListedTreaty> list,
                            ask_state(asked.reg, state, asked.on, asked.known));
  std::vector<std::string> ids;
  for (const ListedTreaty& treaty : list) ids.push_back(treaty.id);
  return ids;
}

template <typename Item>
Status keep_only(std::vector<Item>& items, const Asked& asked) {
  if (scope_of(asked) != "states") return Done{};
  SERVANDA_ASSIGN_OR_RETURN(const std::vector<std::string> ids,
                            treaties_of_state(asked, asked.names[0]));
  std::erase_if(items, [&](const Item& item) {
    return std::find(ids.begin(), ids.end(), item.treaty) == ids.end();
  });
  return Done{};
}

}  // namespace

Result<Answer> answer_index(const Asked& asked) {
  return json_answer({{"servanda", "0.1.0"},
                      {"version", asked.snapshot.version},
                      {"today", to_text(asked.today)},
                      {"treaties", asked.reg.treaty_ids().size()},
                      {"statements", asked.reg.statements.size()},
                      {"sources", asked.reg.sources.size()},
                      {"description", "/api/v1/openapi.json"}});
}

Result<Answer> answer_openapi(const Asked&) {
  return Answer{"application/json", std::string(tables::openapi_json)};
}

Result<Answer> answer_list(const Asked& asked) {
  return list_answer(asked, list_to_json(ask_list(asked.reg, asked.on, asked.known)));
}

Result<Answer> answer_dossier(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const DossierAnswer answer,
                            ask_dossier(asked.reg, asked.names[0], asked.on, asked.known));
  return json_answer(dossier_to_json(answer, asked.reg));
}

Result<Answer> answer_status(const Asked& asked) {
  const std::string why = asked.text("why");
  if (!why.empty() && why != "true" && why != "false") {
    return Error{Code::invalid_argument, fmt::format("why: \"{}\" is neither true nor false", why),
                 "why=true gives the proof as well"};
  }
  SERVANDA_ASSIGN_OR_RETURN(
      const StatusAnswer answer,
      ask_status(asked.reg, {asked.names[0], asked.target.all("state"), asked.on, asked.known}));
  const bool with_proof = why == "true" || (why.empty() && asked.target.find("why").has_value());
  return json_answer(status_to_json(answer, asked.reg, with_proof));
}

Result<Answer> answer_timeline(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const TimelineAnswer answer,
                            ask_timeline(asked.reg, asked.names[0], asked.known));
  return json_answer(timeline_to_json(answer));
}

Result<Answer> answer_path(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(
      const PathwayAnswer answer,
      ask_path(asked.reg, asked.names[0], asked.names[1], asked.on, asked.known));
  return json_answer(pathway_to_json(answer));
}

Result<Answer> answer_statements(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const std::vector<RecordedStatement> statements,
                            ask_statements(asked.reg, asked.names[0], asked.known));
  return list_answer(asked, statements_to_json(statements));
}

Result<Answer> answer_between(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(
      const std::vector<ListedTreaty> list,
      ask_between(asked.reg, asked.names[0], asked.names[1], asked.on, asked.known));
  return list_answer(asked, list_to_json(list));
}

Result<Answer> answer_next(const Asked& asked) {
  const std::optional<When> from = when_of(asked.on);
  if (!from || !from->exact()) {
    return Error{Code::invalid_argument, "on: one day is needed to begin with",
                 "such as on=2025-01-01"};
  }
  SERVANDA_ASSIGN_OR_RETURN(const Day until,
                            day_of(asked, "until", add(from->earliest, {12, 0}).day));
  SERVANDA_ASSIGN_OR_RETURN(
      const std::vector<ComingDay> days,
      ask_next(asked.reg, asked.text("treaty"), from->earliest, until, asked.known));
  return list_answer(asked, days_to_json(days));
}

Result<Answer> answer_diff(const Asked& asked) {
  if (!asked.target.find("and_on") && !asked.target.find("and_known")) {
    return Error{Code::invalid_argument, "diff needs a second day", "and_on, and_known, or both"};
  }
  Viewpoint after{asked.on, asked.known};
  if (const auto text = asked.target.find("and_on")) {
    Result<Moment> moment = parse_moment(*text);
    if (!moment) {
      return Error{Code::invalid_argument, "and_on: " + moment.error().message,
                   moment.error().advice};
    }
    after.on = *std::move(moment);
  }
  SERVANDA_ASSIGN_OR_RETURN(after.known, day_of(asked, "and_known", asked.known));
  SERVANDA_ASSIGN_OR_RETURN(
      const std::vector<Change> changes,
      ask_diff(asked.reg, asked.text("treaty"), {asked.on, asked.known}, after));
  return list_answer(asked, changes_to_json(changes));
}

Result<Answer> answer_news(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const Day until, day_of(asked, "until", asked.today));
  SERVANDA_ASSIGN_OR_RETURN(const Day from, day_of(asked, "from", until - std::chrono::days(1)));
  SERVANDA_ASSIGN_OR_RETURN(const std::vector<NewsItem> news,
                            ask_news(asked.reg, asked.text("treaty"), from, until));
  return list_answer(asked, news_to_json(news));
}

Result<Answer> answer_states(const Asked& asked) {
  Json list = Json::array();
  for (const KnownState& state : ask_states(asked.reg, asked.known)) {
    list.push_back(
        {{"code", state.code}, {"name", name_of(state.code)}, {"treaties", state.treaties}});
  }
  return list_answer(asked, std::move(list));
}

Result<Answer> answer_state(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const std::vector<ListedTreaty> list,
                            ask_state(asked.reg, asked.names[0], asked.on, asked.known));
  return list_answer(asked, list_to_json(list));
}

Result<Answer> answer_sources(const Asked& asked) {
  return list_answer(asked, sources_to_json(ask_sources(asked.reg, asked.known)));
}

Result<Answer> answer_read(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const Json body, json_body(asked.request.body));
  SERVANDA_ASSIGN_OR_RETURN(const std::string text, text_in(body, "text", true));
  SERVANDA_ASSIGN_OR_RETURN(const ReadOptions options, read_options(body));
  SERVANDA_ASSIGN_OR_RETURN(const Reading reading, read_dispatch(text, options));
  Json json;
  json["source"] = to_json(reading.source);
  json["statements"] = Json::array();
  for (const Statement& statement : reading.statements) {
    json["statements"].push_back(to_json(statement));
  }
  json["treaties"] = Json::object();
  for (const auto& [local, link] : link_treaties(asked.reg, reading.statements)) {
    Json one = {{"id", link.id}, {"new", link.is_new}, {"score", link.score}};
    one["perhaps"] = Json::array();
    for (const auto& [id, score] : link.alternatives)
      one["perhaps"].push_back({{"id", id}, {"score", score}});
    json["treaties"][local] = std::move(one);
  }
  return json_answer(json);
}

Result<Answer> answer_prove(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const Json body, json_body(asked.request.body));
  const bool whole = body.contains("proof") && body.at("proof").is_object();
  SERVANDA_ASSIGN_OR_RETURN(const Proof proof, proof_from_json(whole ? body.at("proof") : body));
  const CheckReport report = check_proof(proof, &asked.reg);
  return json_answer({{"holds", report.ok()},
                      {"steps", report.steps},
                      {"records", report.records},
                      {"taken_on_trust", report.taken_on_trust},
                      {"faults", report.faults}});
}

Result<Answer> answer_calendar(const Asked& asked) {
  const std::string treaty = scope_of(asked) == "treaties" ? asked.names[0] : "";
  SERVANDA_ASSIGN_OR_RETURN(std::vector<ComingDay> days,
                            ask_next(asked.reg, treaty, asked.today,
                                     add(asked.today, {12 * kCalendarYears, 0}).day, asked.known));
  SERVANDA_RETURN_IF_ERROR(keep_only(days, asked));
  return Answer{"text/calendar; charset=utf-8", days_to_calendar(days, asked.today)};
}

Result<Answer> answer_atom(const Asked& asked) {
  const std::string scope = scope_of(asked);
  SERVANDA_ASSIGN_OR_RETURN(std::vector<NewsItem> news,
                            ask_news(asked.reg, scope == "treaties" ? asked.names[0] : "",
                                     asked.today - kFeedBack, asked.today));
  SERVANDA_RETURN_IF_ERROR(keep_only(news, asked));
  const std::string title =
      scope.empty()
          ? "Servanda: what changed"
          : fmt::format("Servanda: what changed, {}",
                        name_of(asked.names[0]).empty() ? asked.names[0] : name_of(asked.names[0]));
  return Answer{"application/atom+xml; charset=utf-8",
                news_to_atom(news, title, asked.target.path, "/treaties/", asked.today)};
}

}  // namespace servanda
