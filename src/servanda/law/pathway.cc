#include "servanda/law/pathway.h"

#include <algorithm>
#include <cctype>

namespace servanda {
namespace {

/// "the State Duma" and "State Duma" name the same body: lower case, no article.
std::string plain(std::string_view name) {
  std::string text;
  for (const char c : name) text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (text.rfind("the ", 0) == 0) text.erase(0, 4);
  return text;
}

bool same_body(std::string_view one, std::string_view other) {
  const std::string a = plain(one);
  const std::string b = plain(other);
  return a == b || a.find(b) != std::string::npos || b.find(a) != std::string::npos;
}

/// Bodies that decide one after the other must be told apart; who signs, submits and promulgates
/// for a state need not be.
bool needs_body(const Station& station) {
  return station.act == ActType::approve || station.act == ActType::recommend;
}

bool fits(const TreatyView& view, const RecordedAct& act, const Station& station,
          std::string_view state, const Moment& on) {
  if (act.type != station.act || act.of != station.of || act.undo || act.state != state) {
    return false;
  }
  // An act without its day is done all the same: the known clock has let it in.
  if (act.when && reached(*act.when, on) == Truth::no) return false;
  if (!needs_body(station)) return true;
  const ActFact& fact = view.fact(act);
  return std::any_of(fact.by.begin(), fact.by.end(), [&](const Actor& actor) {
    return !actor.name.empty() && same_body(actor.name, station.by);
  });
}

/// The first day after the station's wait. Sitting days are no fewer than days: where no calendar
/// tells them all, all days are the lower bound.
Day after_wait(const Station& station, Day since, const DayCalendar* days, std::string& uncounted) {
  if (!station.days.empty()) {
    if (days != nullptr && station.waits->months == 0) {
      if (const Result<Day> day = days->after(since, station.waits->days)) return *day;
    }
    uncounted = station.days;
  }
  return add(since, *station.waits).day;
}

}  // namespace

Progress progress_of(const TreatyView& view, std::string_view state, const Moment& on,
                     const DayCalendar* days) {
  Progress progress;
  progress.state = state;
  progress.pathway = view.reg->find_pathway(state);
  if (progress.pathway == nullptr) return progress;
  std::optional<std::size_t> last_done;
  for (const Station& station : progress.pathway->stations) {
    StationProgress at{&station};
    for (std::size_t i = 0; i < view.acts.size(); ++i) {
      if (!fits(view, view.acts[i], station, state, on)) continue;
      at.act = i;
      last_done = progress.stations.size();
      break;
    }
    progress.stations.push_back(at);
  }
  for (std::size_t i = 0; last_done && i < *last_done; ++i) {
    progress.stations[i].passed_unseen = !progress.stations[i].act.has_value();
  }
  const std::size_t first_open = last_done ? *last_done + 1 : 0;
  for (std::size_t i = first_open; i < progress.stations.size(); ++i) {
    if (progress.stations[i].station->optional) continue;
    progress.next = i;
    break;
  }
  for (std::size_t i = 0; i < view.acts.size(); ++i) {
    const RecordedAct& act = view.acts[i];
    if (act.type != ActType::reject || act.state != state || !act.when ||
        reached(*act.when, on) == Truth::no) {
      continue;
    }
    const std::optional<When> last =
        last_done ? view.acts[*progress.stations[*last_done].act].when : std::nullopt;
    const bool after_last = !last || act.when->latest >= last->earliest;
    if (after_last) progress.rejected = i;
  }
  if (const std::optional<When> asked = when_of(on); progress.next && asked) {
    Day day = asked->earliest;
    std::optional<When> before =
        last_done ? view.acts[*progress.stations[*last_done].act].when : std::nullopt;
    for (std::size_t i = *progress.next; i < progress.stations.size(); ++i) {
      const Station& station = *progress.stations[i].station;
      if (station.optional) continue;
      // What waits, waits from the station before it, which comes no sooner than today.
      if (station.waits) {
        const Day since = before ? before->earliest : day;
        day = std::max(day, after_wait(station, since, days, progress.uncounted));
      }
      before = When(day);
    }
    progress.earliest = day;
  }
  if (progress.next && last_done) {
    const Station& station = *progress.stations[*progress.next].station;
    const std::optional<When>& since = view.acts[*progress.stations[*last_done].act].when;
    if (station.within && since) progress.next_until = add(since->latest, *station.within).day;
  }
  return progress;
}

}  // namespace servanda
