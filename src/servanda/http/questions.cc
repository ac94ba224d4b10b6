// The handlers: each asks one question of `query` and gives the answer in the JSON of `render`.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "servanda/http/answers.h"
#include "servanda/http/body.h"
#include "servanda/journal/journal.h"
#include "servanda/query/link.h"
#include "servanda/query/overview.h"
#include "servanda/query/parties.h"
#include "servanda/query/review.h"
#include "servanda/query/scenario.h"
#include "servanda/query/watch.h"
#include "servanda/render/overview.h"
#include "servanda/render/parties.h"
#include "servanda/render/render.h"
#include "servanda/render/review.h"
#include "servanda/render/scenario.h"
#include "servanda/render/watch.h"

namespace servanda::tables {
extern const std::string_view openapi_json;
}

namespace servanda {

Result<Answer> answer_index(const Asked& asked) {
  const SharedSnapshot whole = asked.holdings.whole();
  Json json = {{"servanda", "0.1.0"},
               {"version", asked.snapshot.version},
               {"today", to_text(asked.today)},
               {"reading", whole == nullptr},
               {"treaties", nullptr},
               {"statements", nullptr},
               {"sources", nullptr},
               {"description", "/api/v1/openapi.json"}};
  if (whole) {
    const Register& reg = whole->loaded.reg;
    json["treaties"] = reg.treaty_ids().size();
    json["statements"] = reg.statements.size();
    json["sources"] = reg.sources.size();
  }
  return json_answer(json);
}

Result<Answer> answer_openapi(const Asked&) {
  return Answer{"application/json", std::string(tables::openapi_json)};
}

Result<Answer> answer_list(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const Part part, part_of(asked));
  const std::vector<std::string> ids = ask_ids(asked.reg, asked.known);
  const std::size_t begin = std::min(part.offset, ids.size());
  const std::size_t end = begin + std::min(part.limit, ids.size() - begin);
  const std::vector<std::string> wanted(ids.begin() + static_cast<std::ptrdiff_t>(begin),
                                        ids.begin() + static_cast<std::ptrdiff_t>(end));
  Answer answer = json_answer(list_to_json(ask_list(asked.reg, wanted, asked.on, asked.known)));
  tell_part(asked, part, ids.size(), answer);
  return answer;
}

Result<Answer> answer_dossier(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const DossierAnswer answer,
                            ask_dossier(asked.reg, asked.names[0], asked.on, asked.known));
  return json_answer(dossier_to_json(answer, asked.reg));
}

Result<Answer> answer_status(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const bool why, truth_of(asked, "why"));
  SERVANDA_ASSIGN_OR_RETURN(
      const StatusAnswer answer,
      ask_status(asked.reg, {asked.names[0], asked.target.all("state"), asked.on, asked.known}));
  return json_answer(status_to_json(answer, asked.reg, why));
}

Result<Answer> answer_parties(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const PartiesAnswer answer,
                            ask_parties(asked.reg, asked.names[0], asked.on, asked.known));
  return json_answer(parties_to_json(answer));
}

Result<Answer> answer_if(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const bool why, truth_of(asked, "why"));
  const std::string scenario = asked.text("scenario");
  if (scenario.empty()) {
    return Error{Code::invalid_argument, "no scenario is named", "scenario=ISR attacks IRN"};
  }
  SERVANDA_ASSIGN_OR_RETURN(const ScenarioAnswer answer,
                            ask_if(asked.reg, scenario, asked.on, asked.known));
  return json_answer(scenario_to_json(answer, asked.reg, why));
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

Result<Answer> answer_since(const Asked& asked) {
  Instant from{std::chrono::sys_days(asked.today) - std::chrono::days(1), {}};
  if (const auto text = asked.target.find("from")) {
    const Result<Moment> moment = parse_moment(*text);
    const auto* exact = moment ? std::get_if<Instant>(&*moment) : nullptr;
    const auto first = moment && exact == nullptr ? std::get<Edtf>(*moment).bounds().earliest
                                                  : std::optional<Day>();
    if (exact == nullptr && !first) {
      return Error{Code::invalid_argument, fmt::format("from: \"{}\" is no moment", *text),
                   "a day (2025-01-17), or an instant with its zone (2023-11-07T00:00+03:00)"};
    }
    from = exact != nullptr ? *exact : Instant{*first, {}};
  }
  SERVANDA_ASSIGN_OR_RETURN(const Part part, part_of(asked));
  const SinceAnswer since = ask_since(asked.snapshot.loaded, from, part.offset, part.limit);
  Answer answer = json_answer(since_to_json(since.batches));
  tell_part(asked, part, since.entries, answer);
  return answer;
}

Result<Answer> answer_checks(const Asked& asked) {
  Json list = Json::array();
  for (const AssertionResult& result : ask_assertions(asked.reg, asked.today)) {
    const Assertion& assertion = result.assertion;
    Json one = {{"treaty", assertion.treaty}};
    if (!assertion.state.empty()) one["state"] = assertion.state;
    one["expected"] = assertion.expected;
    if (assertion.on) one["on"] = to_text(*assertion.on);
    if (assertion.known) one["known"] = to_text(*assertion.known);
    one["verdict"] = to_text(result.verdict);
    one["because"] = result.because;
    one["holds"] = result.holds;
    list.push_back(std::move(one));
  }
  return list_answer(asked, std::move(list));
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
  SERVANDA_ASSIGN_OR_RETURN(const Reading reading, reading_of(body));
  Json json;
  json["source"] = to_json(reading.source);
  json["statements"] = Json::array();
  json["shown"] = Json::array();
  for (const Statement& statement : reading.statements) {
    json["statements"].push_back(to_json(statement));
    Statement bare = statement;
    bare.from.clear();
    json["shown"].push_back(
        {{"words", statement_in_words(statement)}, {"entry", format_statement(bare)}});
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

}  // namespace servanda
