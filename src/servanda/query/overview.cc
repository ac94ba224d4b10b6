#include "servanda/query/overview.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

#include "servanda/query/lines.h"
#include "servanda/query/watch.h"

namespace servanda {
namespace {

constexpr std::chrono::days kMostDays{366};

std::string told(const Statement& statement) {
  if (const auto* act = std::get_if<ActFact>(&statement.fact)) return act_in_words(*act);
  if (const auto* claim = std::get_if<ClaimFact>(&statement.fact)) return claim_in_words(*claim);
  return fact_in_words(statement.fact);
}

/// Everybody who takes part in the treaty, as far as the view shows.
std::set<std::string> participants(const TreatyView& view) {
  std::set<std::string> states(view.traits.parties.begin(), view.traits.parties.end());
  for (const RecordedAct& act : view.acts) {
    if (!act.state.empty() && !act.of && !act.undo) states.insert(act.state);
  }
  return states;
}

/// The day for which a claim speaks: its own, else that on which it was made.
std::optional<Day> day_of(const Register& reg, const Statement& statement, const ClaimFact& claim) {
  for (const std::optional<Edtf>* date : {&claim.from, &statement.said}) {
    if (*date) {
      if (const std::optional<When> when = when_of(**date)) return when->latest;
    }
  }
  return known_from(reg, statement);
}

ClaimOutcome outcome_of(const Register& reg, const Statement& statement, const ClaimFact& claim,
                        Day day, Day known) {
  ClaimOutcome result{claim.treaty, line_of(reg, statement, told(statement), known), to_text(day)};
  ProofQuestion question{claim.treaty, {}, Moment(Edtf(day)), known};
  if (!claim.state.empty()) question.states.push_back(claim.state);
  const Result<StatusAnswer> answer = status_of(reg, question);
  if (!answer) return result;
  result.because = answer->because;
  const bool affirmed = claim.status == ClaimedStatus::in_force;
  if (claim.status == ClaimedStatus::suspended) return result;
  if (answer->verdict == Verdict::yes) {
    result.outcome = affirmed ? Outcome::borne_out : Outcome::not_borne_out;
  } else if (answer->verdict == Verdict::no) {
    result.outcome = affirmed ? Outcome::not_borne_out : Outcome::borne_out;
  }
  return result;
}

}  // namespace

std::string_view to_text(Outcome outcome) {
  switch (outcome) {
    case Outcome::borne_out:
      return "borne-out";
    case Outcome::not_borne_out:
      return "not-borne-out";
    case Outcome::open:
      break;
  }
  return "open";
}

Result<std::vector<NewsItem>> ask_news(const Register& reg, const std::string& treaty, Day from,
                                       Day until) {
  if (until < from) return Error{Code::invalid_argument, "the last day is before the first"};
  if (until - from >= kMostDays) {
    return Error{Code::invalid_argument, "more than 366 days are asked for", "ask year by year"};
  }
  if (!treaty.empty()) SERVANDA_RETURN_IF_ERROR(require_treaty(reg, treaty));
  // Only days on which something can differ are looked at: a statement became known, or the law
  // itself has a date.
  std::map<std::pair<Day, std::string>, std::vector<StatementIndex>> news;
  for (StatementIndex i = 0; i < reg.statements.size(); ++i) {
    const std::string& about = treaty_of(reg.statements[i]);
    if (about.empty() || (!treaty.empty() && about != treaty)) continue;
    const std::optional<Day> day = known_from(reg, reg.statements[i]);
    if (day && *day >= from && *day <= until) news[{*day, about}].push_back(i);
  }
  SERVANDA_ASSIGN_OR_RETURN(const std::vector<ComingDay> coming,
                            ask_next(reg, treaty, from, until, until));
  for (const ComingDay& day : coming) news[{day.day, day.treaty}];
  std::vector<NewsItem> items;
  for (const auto& [place, said] : std::views::reverse(news)) {
    const auto& [day, id] = place;
    const Day before = day - std::chrono::days(1);
    SERVANDA_ASSIGN_OR_RETURN(const StatusAnswer one,
                              status_of(reg, {id, {}, Moment(Edtf(before)), before}));
    SERVANDA_ASSIGN_OR_RETURN(const StatusAnswer two,
                              status_of(reg, {id, {}, Moment(Edtf(day)), day}));
    if (said.empty() && one.verdict == two.verdict && one.because == two.because) continue;
    NewsItem item{day,         id,          view_treaty(reg, id, day).traits.title,
                  one.verdict, two.verdict, one.because,
                  two.because};
    for (const StatementIndex index : said) {
      const Statement& statement = reg.statements[index];
      item.said.push_back(line_of(reg, statement, told(statement), day));
    }
    items.push_back(std::move(item));
  }
  return items;
}

std::vector<KnownState> ask_states(const Register& reg, Day known) {
  std::map<std::string, std::size_t> counts;
  for (const std::string& id : reg.treaty_ids()) {
    for (const std::string& state : participants(view_treaty(reg, id, known))) ++counts[state];
  }
  std::vector<KnownState> states;
  for (const auto& [code, count] : counts) states.push_back({code, count});
  return states;
}

Result<std::vector<ListedTreaty>> ask_state(const Register& reg, const std::string& state,
                                            const Moment& on, Day known) {
  std::vector<ListedTreaty> list;
  for (const std::string& id : reg.treaty_ids()) {
    const TreatyView view = view_treaty(reg, id, known);
    const std::set<std::string> states = participants(view);
    if (states.count(state) == 0) continue;
    SERVANDA_ASSIGN_OR_RETURN(const StatusAnswer status, status_of(reg, {id, {state}, on, known}));
    ListedTreaty treaty{id, view.traits.title, {states.begin(), states.end()}};
    if (view.traits.signed_on) treaty.signed_on = view.traits.signed_on->text();
    treaty.verdict = status.verdict;
    treaty.because = status.because;
    list.push_back(std::move(treaty));
  }
  if (list.empty()) {
    return Error{Code::not_found, fmt::format("no treaty of the register has \"{}\"", state),
                 "states are named by their code (RUS)"};
  }
  return list;
}

std::vector<SourceRecord> ask_sources(const Register& reg, Day known) {
  std::vector<SourceRecord> records;
  std::map<std::string_view, std::size_t> index;
  for (const Source& source : reg.sources) {
    const std::optional<When> published =
        source.published ? when_of(*source.published) : std::nullopt;
    if (published && published->latest > known) continue;
    index.emplace(source.id, records.size());
    records.push_back({source});
  }
  for (const Statement& statement : reg.statements) {
    const std::optional<Day> from = known_from(reg, statement);
    if (from && *from > known) continue;
    std::set<std::string_view> seen;
    for (const Citation& citation : statement.from) {
      const auto found = index.find(citation.source);
      if (found == index.end() || !seen.insert(citation.source).second) continue;
      SourceRecord& record = records[found->second];
      ++record.statements;
      const std::string& about = treaty_of(statement);
      if (!about.empty()) record.treaties.push_back(about);
      const auto* claim = std::get_if<ClaimFact>(&statement.fact);
      if (claim == nullptr || statement.stance != Stance::asserted) continue;
      if (const std::optional<Day> day = day_of(reg, statement, *claim)) {
        record.claims.push_back(outcome_of(reg, statement, *claim, *day, known));
      }
    }
  }
  for (SourceRecord& record : records) {
    std::sort(record.treaties.begin(), record.treaties.end());
    record.treaties.erase(std::unique(record.treaties.begin(), record.treaties.end()),
                          record.treaties.end());
  }
  const auto published = [](const SourceRecord& record) {
    return record.source.published ? record.source.published->text() : std::string();
  };
  std::stable_sort(
      records.begin(), records.end(),
      [&](const SourceRecord& a, const SourceRecord& b) { return published(a) > published(b); });
  return records;
}

Result<std::vector<RecordedStatement>> ask_statements(const Register& reg,
                                                      const std::string& treaty, Day known) {
  SERVANDA_RETURN_IF_ERROR(require_treaty(reg, treaty));
  std::vector<RecordedStatement> out;
  for (const std::size_t i : reg.about(treaty)) {
    const Statement& statement = reg.statements[i];
    const std::optional<Day> from = known_from(reg, statement);
    if (from && *from > known) continue;
    out.push_back({statement, from, line_of(reg, statement, told(statement), known)});
  }
  return out;
}

}  // namespace servanda
