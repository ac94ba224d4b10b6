#include "servanda/query/lines.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "servanda/journal/clause_words.h"

namespace servanda {
namespace {

std::string names_of(const std::vector<Actor>& actors) {
  std::vector<std::string> names;
  names.reserve(actors.size());
  for (const Actor& actor : actors) names.push_back(in_words(actor));
  return fmt::format("{}", fmt::join(names, ", "));
}

// What was done, in the past: one word an act, in the order of ActType.
constexpr std::array<std::string_view, 36> kDone{"negotiated",
                                                 "initialled",
                                                 "adopted the text",
                                                 "signed",
                                                 "submitted",
                                                 "recommended approval",
                                                 "approved",
                                                 "rejected",
                                                 "ratified",
                                                 "promulgated the law",
                                                 "deposited the instrument",
                                                 "exchanged the instruments",
                                                 "notified",
                                                 "acceded",
                                                 "accepted",
                                                 "succeeded",
                                                 "confirmed",
                                                 "made a reservation",
                                                 "objected",
                                                 "made a declaration",
                                                 "amended",
                                                 "extended",
                                                 "renewed",
                                                 "suspended",
                                                 "resumed",
                                                 "withdrew",
                                                 "terminated",
                                                 "expired",
                                                 "entered into force",
                                                 "applied provisionally",
                                                 "registered",
                                                 "published",
                                                 "breached",
                                                 "implemented",
                                                 "appointed",
                                                 "invited"};

// What an act is about, as a noun: "notified withdrawal", "approved the suspension".
std::string_view noun_of(ActType act) {
  switch (act) {
    case ActType::withdraw:
      return "withdrawal";
    case ActType::terminate:
      return "termination";
    case ActType::suspend:
      return "suspension";
    case ActType::sign:
      return "signature";
    case ActType::ratify:
      return "ratification";
    case ActType::reserve:
      return "the reservation";
    case ActType::extend:
      return "extension";
    default:
      return to_text(act);
  }
}

/// 55000000000 reads better as "55 billion".
std::string number_in_words(const std::string& digits) {
  for (const auto& [zeros, word] : {std::pair{12, "trillion"}, {9, "billion"}, {6, "million"}}) {
    const auto n = static_cast<std::size_t>(zeros);
    if (digits.size() <= n || digits.find_first_not_of("0123456789") != std::string::npos) continue;
    std::string head = digits.substr(0, digits.size() - n);
    std::string tail = digits.substr(digits.size() - n);
    tail.erase(tail.find_last_not_of('0') + 1);
    if (tail.size() > 3) continue;
    return fmt::format("{}{}{} {}", head, tail.empty() ? "" : ".", tail, word);
  }
  return digits;
}

std::string unit_in_words(const std::string& unit) {
  if (unit == "m3") return "cubic metres";
  if (unit == "t") return "tonnes";
  if (unit == "vote") return "votes";
  return unit;
}

}  // namespace

std::string in_words(const Actor& actor) {
  const std::string& whose = actor.state.empty() ? actor.org : actor.state;
  if (actor.name.empty()) {
    if (actor.role.empty()) return whose.empty() ? "somebody" : whose;
    return whose.empty() ? actor.role : fmt::format("{} of {}", actor.role, whose);
  }
  if (actor.role.empty())
    return whose.empty() ? actor.name : fmt::format("{} ({})", actor.name, whose);
  return fmt::format("{} ({}{}{})", actor.name, actor.role, whose.empty() ? "" : ", ", whose);
}

std::vector<Backing> backing_of(const Register& reg, const Statement& statement,
                                std::optional<Day> known) {
  std::vector<Backing> list;
  std::vector<Backing> later;
  for (const Citation& citation : statement.from) {
    Backing backing{citation.source};
    backing.words = citation.words;
    backing.bytes = citation.bytes;
    bool came_later = false;
    if (const Source* source = reg.find_source(citation.source)) {
      const std::optional<Day> published =
          source->published ? source->published->bounds().latest : std::nullopt;
      came_later = known && published && *published > *known;
      backing.publisher = source->publisher.empty() ? source->title : source->publisher;
      backing.published = source->published ? source->published->text() : std::string();
      backing.authority = source->authority;
    }
    (came_later ? later : list).push_back(std::move(backing));
  }
  return list.empty() ? later : list;
}

Line line_of(const Register& reg, const Statement& statement, std::string text,
             std::optional<Day> known) {
  Line line{std::move(text)};
  if (statement.speaker) line.speaker = in_words(*statement.speaker);
  line.via = names_of(statement.via);
  line.stance = statement.stance;
  if (const auto* act = std::get_if<ActFact>(&statement.fact); act != nullptr && act->on) {
    line.date = act->on->text();
  } else if (const auto* event = std::get_if<EventFact>(&statement.fact);
             event != nullptr && event->on) {
    line.date = event->on->text();
  } else if (statement.said) {
    line.date = statement.said->text();
  }
  line.from = backing_of(reg, statement, known);
  return line;
}

std::string done_in_words(const ActFact& act) {
  std::string words(kDone[static_cast<std::size_t>(act.type)]);
  if (act.of) words += fmt::format(" {}", noun_of(*act.of));
  if (act.undo) words += fmt::format(", undoing {}", noun_of(*act.undo));
  for (std::size_t i = 0; i < act.whom.size(); ++i) {
    words += fmt::format("{} {}", i == 0 ? "" : ",", in_words(act.whom[i]));
  }
  if (!act.as.empty()) words += fmt::format(" as {}", act.as);
  if (act.body) words += fmt::format(" to {}", in_words(*act.body));
  if (!act.with.empty()) words += fmt::format(" with {}", names_of(act.with));
  if (!act.provisions.empty()) words += fmt::format(" for {}", act.provisions);
  if (act.unauthorised) words += " without authority";
  if (!act.article.empty()) words += fmt::format(" article {}", act.article);
  if (!act.at.empty()) words += fmt::format(" at {}", act.at);
  if (act.period) words += fmt::format(" for {}", in_words(*act.period));
  if (act.until) words += fmt::format(" until {}", act.until->text());
  if (act.effect) words += fmt::format(", with effect from {}", to_text(*act.effect));
  if (!act.condition.empty()) words += fmt::format(", if {}", act.condition);
  return words;
}

std::string act_in_words(const ActFact& act) {
  return act.by.empty() ? done_in_words(act)
                        : fmt::format("{}: {}", names_of(act.by), done_in_words(act));
}

namespace {

/// "destroy its stocks" goes on behind "shall"; "arbitration of disputes", "entering the waters",
/// told in the words of a dispatch, stand behind a colon.
bool goes_on_behind_shall(std::string_view action) {
  const std::string_view first = action.substr(0, action.find(' '));
  if (first.empty() || first.front() < 'a' || first.front() > 'z') return false;
  return !first.ends_with("ing") && !first.ends_with("ed") &&
         (!first.ends_with('s') || first.ends_with("ss"));
}

}  // namespace

std::string norm_in_words(const ClauseFact& clause) {
  std::string words;
  if (!clause.condition.empty())
    words += fmt::format("{}{}, ", clause.condition.starts_with("unless ") ? "" : "if ",
                         clause.condition);
  if (!clause.who.empty()) words += clause.who + " ";
  words += clause.must == Must::shall ? "shall" : clause.must == Must::may ? "may" : "shall not";
  words += (goes_on_behind_shall(clause.action) ? " " : ": ") + clause.action;
  if (!clause.whom.empty() && clause.action.find(clause.whom) == std::string::npos) {
    words += " " + clause.whom;
  }
  return words;
}

std::string quantity_in_words(const QuantityFact& quantity) {
  std::string words = quantity.what.empty() ? std::string() : quantity.what + ": ";
  if (quantity.bound == Bound::upper) words += "up to ";
  if (quantity.bound == Bound::lower) words += "at least ";
  if (quantity.approximate) words += "about ";
  words += number_in_words(quantity.value);
  if (!quantity.unit.empty()) words += " " + unit_in_words(quantity.unit);
  if (quantity.per) {
    words += *quantity.per == Period{12, 0}  ? " a year"
             : *quantity.per == Period{1, 0} ? " a month"
             : *quantity.per == Period{0, 1} ? " a day"
                                             : " per " + in_words(*quantity.per);
  }
  if (!quantity.from.empty()) words += " from " + quantity.from;
  if (!quantity.to.empty()) words += " to " + quantity.to;
  if (!quantity.condition.empty()) words += fmt::format(", if {}", quantity.condition);
  return words;
}

std::string project_in_words(const ProjectFact& project) {
  std::string words = project.name;
  if (project.count) words += fmt::format(" ({})", *project.count);
  words += fmt::format(": {}", to_text(project.state));
  if (!project.what.empty() && project.what != project.name)
    words += fmt::format(", {}", project.what);
  if (!project.at.empty()) words += fmt::format(", at {}", project.at);
  return words;
}

std::string claim_in_words(const ClaimFact& claim) {
  std::string words(claim.status == ClaimedStatus::in_force       ? "in force"
                    : claim.status == ClaimedStatus::not_in_force ? "not in force"
                    : claim.status == ClaimedStatus::ended        ? "ended"
                                                                  : "suspended");
  if (!claim.state.empty()) words += " for " + claim.state;
  if (claim.from) words += " from " + claim.from->text();
  if (claim.until) words += " until " + claim.until->text();
  return words;
}

std::string fact_in_words(const Fact& fact) {
  if (const auto* act = std::get_if<ActFact>(&fact)) return act_in_words(*act);
  if (const auto* clause = std::get_if<ClauseFact>(&fact)) {
    return clause->article.empty()
               ? norm_in_words(*clause)
               : fmt::format("article {}: {}", clause->article, norm_in_words(*clause));
  }
  if (const auto* quantity = std::get_if<QuantityFact>(&fact)) return quantity_in_words(*quantity);
  if (const auto* project = std::get_if<ProjectFact>(&fact)) return project_in_words(*project);
  if (const auto* claim = std::get_if<ClaimFact>(&fact)) return claim_in_words(*claim);
  if (const auto* assessment = std::get_if<AssessmentFact>(&fact)) {
    return assessment->condition.empty()
               ? assessment->says
               : fmt::format("{}, if {}", assessment->says, assessment->condition);
  }
  if (const auto* relation = std::get_if<RelationFact>(&fact)) {
    return fmt::format("{} {} {}", relation->treaty, to_text(relation->type), relation->other);
  }
  if (const auto* event = std::get_if<EventFact>(&fact)) {
    std::string words = event->what;
    if (!event->by.empty()) words = fmt::format("{}: {}", names_of(event->by), words);
    return words;
  }
  const auto& treaty = std::get<TreatyFact>(fact);
  return fmt::format("{}", fmt::join(traits_in_words(treaty), "; "));
}

std::vector<std::string> traits_in_words(const TreatyFact& treaty) {
  std::vector<std::string> lines;
  if (treaty.signed_on || !treaty.signed_at.empty()) {
    lines.push_back(fmt::format("signed{}{}",
                                treaty.signed_on ? " " + treaty.signed_on->text() : "",
                                treaty.signed_at.empty() ? "" : " at " + treaty.signed_at));
  }
  if (treaty.in_force) lines.push_back("in force from " + treaty.in_force->text());
  if (treaty.articles) lines.push_back(fmt::format("{} articles", *treaty.articles));
  if (!treaty.languages.empty()) {
    lines.push_back(fmt::format("authentic languages: {}", fmt::join(treaty.languages, ", ")));
  }
  if (!treaty.depositary.empty()) lines.push_back("depositary: " + treaty.depositary);
  if (!treaty.fields.empty()) {
    lines.push_back(fmt::format("subjects: {}", fmt::join(treaty.fields, ", ")));
  }
  return lines;
}

std::vector<std::string> clauses_in_words(const Clauses& clauses) {
  std::vector<std::string> lines;
  const auto add = [&](std::string_view label, const std::string& words) {
    if (!words.empty()) lines.push_back(fmt::format("{}: {}", label, words));
  };
  if (!clauses.consent.empty()) {
    std::vector<std::string_view> words;
    for (const Consent consent : clauses.consent) words.push_back(to_text(consent));
    lines.push_back(fmt::format("consent: {}", fmt::join(words, ", ")));
  }
  if (clauses.force) add("entry into force", words_for(*clauses.force));
  if (clauses.force_later) add("for later joiners", words_for(*clauses.force_later));
  if (clauses.provisional) add("provisional application", words_for(*clauses.provisional));
  if (clauses.term) add("term", words_for(*clauses.term, clauses.renewal));
  if (clauses.withdrawal) add("withdrawal", words_for(*clauses.withdrawal));
  if (clauses.survival) add("survival", words_for(*clauses.survival));
  add("reservations", clauses.reservations);
  add("consent to a part", clauses.partial_consent);
  add("amendment", clauses.amendment);
  if (!clauses.replaces.empty())
    add("replaces", fmt::format("{}", fmt::join(clauses.replaces, ", ")));
  add("territory", clauses.territorial);
  if (!clauses.disputes.empty())
    add("disputes", fmt::format("{}", fmt::join(clauses.disputes, ", ")));
  return lines;
}

}  // namespace servanda
