#include <fmt/format.h>

#include <algorithm>

#include "servanda/law/ending.h"
#include "servanda/query/lines.h"
#include "servanda/query/query.h"

namespace servanda {
namespace {

TimelineEntry recorded_entry(const TreatyView& view, const RecordedAct& act) {
  TimelineEntry entry;
  const ActFact& fact = view.fact(act);
  entry.date = act.when ? to_text(*act.when) : "";
  entry.what = done_in_words(fact);
  entry.state = act.state;
  for (const Actor& actor : fact.by) {
    if (actor.state != act.state && actor.org != act.state) continue;
    entry.detail = actor.name;
    if (!actor.role.empty()) entry.detail += (actor.name.empty() ? "" : ", ") + actor.role;
    break;
  }
  for (const StatementIndex index : act.statements) {
    for (Backing& backing : backing_of(*view.reg, view.statement(index), view.known)) {
      entry.from.push_back(std::move(backing));
    }
  }
  return entry;
}

TimelineEntry computed_entry(const When& when, std::string what, std::string detail = {}) {
  TimelineEntry entry{to_text(when), std::move(what)};
  entry.computed = true;
  entry.detail = std::move(detail);
  return entry;
}

std::string how_known(const ForceFinding& force) {
  switch (force.kind) {
    case ForceFinding::Kind::announced:
      return "by the word of a party; no act that fulfils the condition is recorded";
    case ForceFinding::Kind::stated:
      return "as recorded by a source";
    default:
      return "by the clause";
  }
}

void add_force(const Timeline& timeline, TimelineReading& reading) {
  const ForceFinding& force = timeline.force;
  if (!force.when) return;
  if (force.met && (force.worked_back || *force.met != *force.when)) {
    reading.entries.push_back(computed_entry(
        *force.met, "condition for entry into force met",
        force.worked_back ? "worked back from the entry into force, not sourced" : ""));
  }
  TimelineEntry entry = computed_entry(*force.when, "enters into force", how_known(force));
  if (force.word)
    entry.from =
        backing_of(*timeline.view.reg, timeline.view.statement(*force.word), timeline.view.known);
  reading.entries.push_back(std::move(entry));
}

void add_terms(const Life& life, Day known, TimelineReading& reading) {
  for (const TermPeriod& term : life.terms) {
    if (term.number > 1) {
      reading.entries.push_back(computed_entry(
          term.begin, fmt::format("term {} begins (renewal {})", term.number, term.number - 1)));
    }
    if (term.last_notice) {
      reading.entries.push_back(computed_entry(
          When(*term.last_notice),
          fmt::format("last day for notice to stop the renewal on {}", to_text(term.end))));
    }
    reading.entries.push_back(computed_entry(term.end, fmt::format("term {} ends", term.number)));
    if (term.begin.latest <= known && term.number > 1) reading.renewals = term.number - 1;
    if (term.begin.latest <= known && known < term.end.earliest) {
      reading.next_end = to_text(term.end);
      if (term.last_notice) reading.last_notice = to_text(*term.last_notice);
      reading.notice_unknown = term.notice_unknown;
    }
  }
}

void add_endings(const Timeline& timeline, const Life& life, TimelineReading& reading) {
  if (life.end) {
    std::string how = life.end->reason;
    if (!life.end->treaty.empty()) how += " by " + life.end->treaty;
    if (!life.end->state.empty()) how += " of " + life.end->state;
    reading.entries.push_back(computed_entry(life.end->when, "ends", how));
    if (const auto kept = survival_after(timeline.view.traits.clauses, life.end->when);
        kept && kept->until) {
      reading.entries.push_back(
          computed_entry(*kept->until, "the last of it ceases to bind", kept->of));
    }
  }
  if (timeline.bilateral()) return;
  for (const Membership& member : timeline.members) {
    if (!member.out) continue;
    TimelineEntry entry = computed_entry(member.out->when, "no longer binds", member.out->reason);
    entry.state = member.state;
    reading.entries.push_back(std::move(entry));
  }
}

TimelineReading reading_of(const Timeline& timeline, const Life& life) {
  TimelineReading reading{life.reading, life.because};
  add_force(timeline, reading);
  add_terms(life, timeline.view.known, reading);
  add_endings(timeline, life, reading);
  std::stable_sort(reading.entries.begin(), reading.entries.end(),
                   [](const TimelineEntry& a, const TimelineEntry& b) { return a.date < b.date; });
  return reading;
}

/// From when to when the treaty binds its parties, under each reading, without repetition.
std::vector<std::string> binding_periods(const Timeline& timeline) {
  std::vector<std::string> periods;
  if (!timeline.force.when) return periods;
  for (const Life& life : timeline.lives) {
    std::string period = fmt::format("{}/{}", to_text(timeline.force.when->earliest),
                                     life.end ? to_text(life.end->when.earliest) : "..");
    if (!life.reading.empty() && timeline.lives.size() > 1 && life.end) {
      period += fmt::format(" (reading {})", life.reading);
    }
    if (std::find(periods.begin(), periods.end(), period) == periods.end()) {
      periods.push_back(std::move(period));
    }
  }
  return periods;
}

/// The ends that each reading gives when only sourced datings count: a claim is held against what
/// the sources bear, not against what is recalled.
std::vector<Life> sourced_lives(const Timeline& timeline) {
  const TreatyView& view = timeline.view;
  return lives_of({view.deeds, view.traits.clauses, timeline.force.sourced}, view.known);
}

ClaimComparison compare_claim(const Timeline& timeline, const std::vector<Life>& lives,
                              const Claim& claim) {
  const Statement& statement = timeline.view.statement(claim.statement);
  ClaimComparison comparison{
      line_of(*timeline.view.reg, statement, fact_in_words(statement.fact), timeline.view.known)};
  if (!claim.until || lives.size() < 2) return comparison;
  for (const Life& life : lives) {
    const bool agrees =
        std::any_of(life.terms.begin(), life.terms.end(), [&](const TermPeriod& term) {
          return term.end.earliest <= claim.until->latest &&
                 claim.until->earliest <= term.end.latest;
        });
    (agrees ? comparison.supports : comparison.excludes).push_back(life.reading);
  }
  return comparison;
}

void add_unknowns(const Timeline& timeline, TimelineAnswer& answer) {
  const ForceFinding& force = timeline.force;
  for (const Lack& lack : force.missing)
    answer.unknown.push_back(in_words(lack) + " is not recorded");
  if (force.kind == ForceFinding::Kind::undecidable) {
    answer.unknown.emplace_back(undecidable_in_words(force.why));
  }
  for (const TimelineReading& reading : answer.readings) {
    if (reading.notice_unknown) {
      const std::string text = "the length of notice that stops a renewal is not known";
      if (std::find(answer.unknown.begin(), answer.unknown.end(), text) == answer.unknown.end()) {
        answer.unknown.push_back(text);
      }
    }
  }
  for (const PossibleReplacement& other : timeline.possible) {
    answer.unknown.push_back(fmt::format("whether the text of {} replaces it", other.treaty));
  }
}

}  // namespace

Result<TimelineAnswer> ask_timeline(const Register& reg, const std::string& treaty, Day known) {
  SERVANDA_RETURN_IF_ERROR(require_treaty(reg, treaty));
  const Timeline timeline = resolve(reg, treaty, known, known);
  const TreatyView& view = timeline.view;
  TimelineAnswer answer{treaty, view.traits.title, view.traits.parties, known};
  for (const RecordedAct& act : view.acts) answer.recorded.push_back(recorded_entry(view, act));
  for (const Life& life : timeline.lives) answer.readings.push_back(reading_of(timeline, life));
  const std::vector<std::string> binding = binding_periods(timeline);
  for (const ClauseFact& norm : view.traits.norms) answer.norms.push_back({norm, binding});
  const std::vector<Life> lives = sourced_lives(timeline);
  for (const Claim& claim : view.claims)
    answer.claims.push_back(compare_claim(timeline, lives, claim));
  for (const Contradiction& c : view.contradictions) {
    Line line{
        fmt::format("{}: {} against {}; {}", c.what, c.one_says, c.other_says,
                    c.settled ? "the first stands: its source has more authority" : "not settled")};
    for (const StatementIndex index : {c.one, c.other}) {
      for (Backing& backing : backing_of(reg, view.statement(index), view.known))
        line.from.push_back(std::move(backing));
    }
    answer.contradictions.push_back(std::move(line));
  }
  add_unknowns(timeline, answer);
  return answer;
}

}  // namespace servanda
