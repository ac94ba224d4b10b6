#include "servanda/query/watch.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "servanda/query/lines.h"

namespace servanda {
namespace {

/// The treaty asked for, or all of them.
Result<std::vector<std::string>> treaties_of(const Register& reg, const std::string& treaty) {
  if (treaty.empty()) return reg.treaty_ids();
  SERVANDA_RETURN_IF_ERROR(require_treaty(reg, treaty));
  return std::vector<std::string>{treaty};
}

bool takes_part(const TreatyView& view, const std::string& state) {
  const auto& parties = view.traits.parties;
  return std::find(parties.begin(), parties.end(), state) != parties.end() ||
         std::any_of(view.acts.begin(), view.acts.end(), [&](const RecordedAct& act) {
           return act.state == state && !act.of && !act.undo;
         });
}

class Comer {
 public:
  Comer(const Timeline& timeline, Day from, Day until, std::vector<ComingDay>& out)
      : timeline_(timeline), from_(from), until_(until), out_(out) {}

  void run() {
    if (timeline_.force.when) add(*timeline_.force.when, "enters into force");
    for (const Life& life : timeline_.lives) {
      reading_ = life.reading;
      for (const TermPeriod& term : life.terms) {
        const bool over = life.end && term.begin.earliest >= life.end->when.latest;
        if (over) break;
        if (term.last_notice) {
          add(When(*term.last_notice),
              fmt::format("last day for notice to stop the renewal on {}", to_text(term.end)));
        }
        if (&term != &life.terms.back()) add(term.end, "renewed for another term");
      }
      if (!life.end) continue;
      add(life.end->when, "ends: " + life.end->reason);
      const auto surviving = survival_after(timeline_.view.traits.clauses, life.end->when);
      if (surviving && surviving->until)
        add(*surviving->until, "the last of it ceases to bind: " + surviving->of);
    }
    reading_.clear();
    for (const Membership& member : timeline_.members) {
      state_ = member.state;
      if (member.from && !timeline_.bilateral() &&
          (!timeline_.force.when || !(*member.from == *timeline_.force.when))) {
        add(*member.from, "is bound");
      }
      if (member.out && !timeline_.bilateral()) add(member.out->when, "is no longer bound");
      for (const Membership::Idle& idle : member.idle) {
        if (idle.until) add(*idle.until, "suspension ends");
      }
    }
    for (const std::string& party : timeline_.view.traits.parties) {
      const Progress progress = progress_of(timeline_.view, party, Moment(Edtf(until_)));
      if (!progress.next || !progress.next_until) continue;
      const Station& station = *progress.stations[*progress.next].station;
      state_ = party;
      add(When(*progress.next_until),
          fmt::format("last day for the {} to {}", station.by, to_text(station.act)));
    }
  }

 private:
  void add(const When& when, std::string what) {
    if (when.latest < from_ || when.earliest > until_) return;
    out_.push_back({std::max(when.earliest, from_), to_text(when), timeline_.view.id,
                    timeline_.view.traits.title, std::move(what), state_, reading_});
  }

  const Timeline& timeline_;
  Day from_;
  Day until_;
  std::vector<ComingDay>& out_;
  std::string state_;
  std::string reading_;
};

std::set<std::string> acts_told(const TreatyView& view) {
  std::set<std::string> acts;
  for (const RecordedAct& act : view.acts) {
    acts.insert(fmt::format("{} {}{}", act.when ? to_text(*act.when) : "undated",
                            act.state.empty() ? "" : act.state + ": ",
                            done_in_words(view.fact(act))));
  }
  for (const Claim& claim : view.claims) {
    const Line line = line_of(*view.reg, view.statement(claim.statement),
                              fact_in_words(view.statement(claim.statement).fact), view.known);
    acts.insert(fmt::format("{} {}{}", line.date.empty() ? "undated" : line.date, line.text,
                            line.speaker.empty() ? "" : ", says " + line.speaker));
  }
  return acts;
}

PathwayStation station_of(const TreatyView& view, const Progress& progress, std::size_t i) {
  const StationProgress& at = progress.stations[i];
  const Station& station = *at.station;
  PathwayStation result;
  result.who = station.by;
  result.text = fmt::format("{}{}{}", to_text(station.act),
                            station.of ? fmt::format(" ({})", to_text(*station.of)) : "",
                            station.body.empty() ? "" : " to " + station.body);
  result.basis = station.basis;
  result.next = progress.next == i;
  result.passed_unseen = at.passed_unseen;
  result.optional = station.optional;
  result.to_verify = station.to_verify;
  if (at.act) {
    const RecordedAct& act = view.acts[*at.act];
    result.done = act.when ? to_text(*act.when) : "day not recorded";
    for (const StatementIndex index : act.statements) {
      for (Backing& backing : backing_of(*view.reg, view.statement(index), view.known)) {
        result.from.push_back(std::move(backing));
      }
    }
  }
  return result;
}

}  // namespace

Result<std::vector<ListedTreaty>> ask_between(const Register& reg, const std::string& one,
                                              const std::string& other, const Moment& on,
                                              Day known) {
  if (one == other) return Error{Code::invalid_argument, "the two states are the same"};
  std::vector<ListedTreaty> list;
  for (const std::string& id : reg.treaty_ids()) {
    const TreatyView view = view_treaty(reg, id, known);
    if (!takes_part(view, one) || !takes_part(view, other)) continue;
    SERVANDA_ASSIGN_OR_RETURN(const StatusAnswer status,
                              status_of(reg, {id, {one, other}, on, known}));
    ListedTreaty treaty{id, view.traits.title, view.traits.parties};
    if (view.traits.signed_on) treaty.signed_on = view.traits.signed_on->text();
    treaty.verdict = status.verdict;
    treaty.because = status.because;
    list.push_back(std::move(treaty));
  }
  return list;
}

Result<std::vector<ComingDay>> ask_next(const Register& reg, const std::string& treaty, Day from,
                                        Day until, Day known) {
  SERVANDA_ASSIGN_OR_RETURN(const std::vector<std::string> ids, treaties_of(reg, treaty));
  std::vector<ComingDay> days;
  for (const std::string& id : ids) {
    const Timeline timeline = resolve(reg, id, known, until);
    Comer(timeline, from, until, days).run();
  }
  std::stable_sort(days.begin(), days.end(),
                   [](const ComingDay& a, const ComingDay& b) { return a.day < b.day; });
  return days;
}

Result<std::vector<Change>> ask_diff(const Register& reg, const std::string& treaty,
                                     const Viewpoint& before, const Viewpoint& after) {
  SERVANDA_ASSIGN_OR_RETURN(const std::vector<std::string> ids, treaties_of(reg, treaty));
  std::vector<Change> changes;
  for (const std::string& id : ids) {
    SERVANDA_ASSIGN_OR_RETURN(const StatusAnswer one,
                              status_of(reg, {id, {}, before.on, before.known}));
    SERVANDA_ASSIGN_OR_RETURN(const StatusAnswer two,
                              status_of(reg, {id, {}, after.on, after.known}));
    if (one.verdict == two.verdict && one.because == two.because) continue;
    const TreatyView earlier = view_treaty(reg, id, before.known);
    const TreatyView later = view_treaty(reg, id, after.known);
    Change change{id, later.traits.title, one.verdict, two.verdict, one.because, two.because};
    const std::set<std::string> known_before = acts_told(earlier);
    for (const std::string& act : acts_told(later)) {
      if (known_before.count(act) == 0) change.acts.push_back(act);
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

Result<PathwayAnswer> ask_path(const Register& reg, const std::string& treaty,
                               const std::string& state, const Moment& on, Day known,
                               const DayCalendar* days) {
  SERVANDA_RETURN_IF_ERROR(require_treaty(reg, treaty));
  return pathway_of(view_treaty(reg, treaty, known), state, on, days);
}

PathwayAnswer pathway_of(const TreatyView& view, const std::string& state, const Moment& on,
                         const DayCalendar* days) {
  const Progress progress = progress_of(view, state, on, days);
  PathwayAnswer answer{state};
  if (progress.pathway != nullptr) answer.title = progress.pathway->title;
  for (std::size_t i = 0; i < progress.stations.size(); ++i) {
    answer.stations.push_back(station_of(view, progress, i));
  }
  if (progress.next) {
    answer.next_actor = answer.stations[*progress.next].who;
    answer.next_text = answer.stations[*progress.next].text;
    if (progress.next_until) answer.next_until = to_text(*progress.next_until);
    if (progress.earliest) answer.earliest = to_text(*progress.earliest);
    answer.uncounted = progress.uncounted;
  }
  return answer;
}

}  // namespace servanda
