#include "servanda/law/ending.h"

#include <algorithm>

namespace servanda {
namespace {

// A chain longer than this is a clause that cannot be meant (renewed daily for centuries).
constexpr int kMostTerms = 2000;

bool is_notice_of_leaving(const RecordedAct& act) {
  return act.type == ActType::notify && !act.undo && act.when &&
         (act.of == ActType::withdraw || act.of == ActType::terminate);
}

bool is_exit(const RecordedAct& act) {
  return act.type == ActType::withdraw && !act.of && !act.undo && act.when;
}

/// Was the notice taken back before it took effect (Vienna Convention, article 68)?
bool taken_back(const TreatyView& view, const RecordedAct& notice,
                const std::optional<When>& effect) {
  return std::any_of(view.acts.begin(), view.acts.end(), [&](const RecordedAct& act) {
    const bool undoes = act.type == ActType::withdraw && act.undo &&
                        (act.undo == ActType::withdraw || act.undo == ActType::terminate);
    return undoes && act.state == notice.state && act.when &&
           act.when->earliest >= notice.when->earliest &&
           (!effect || act.when->latest < effect->earliest);
  });
}

/// The readings of the term clause: from which day the length runs.
struct Base {
  std::string reading;
  std::string because;
  When from;
};

std::vector<Base> bases_of(const Timeline& timeline) {
  const TreatyView& view = timeline.view;
  const auto& term = view.traits.clauses.term;
  const std::optional<When>& force = timeline.force.when;
  if (!term || !term->length || !force) return {};
  std::optional<When> signature;
  for (const RecordedAct& act : view.acts) {
    if (act.type == ActType::sign && !act.of && act.when) {
      signature = signature ? later_of(*signature, *act.when) : *act.when;
    }
  }
  if (!signature && view.traits.signed_on) signature = when_of(*view.traits.signed_on);
  std::vector<Base> bases;
  const Base from_force{"F", "the term runs from entry into force", *force};
  switch (term->from) {
    case Term::From::force:
      bases.push_back({"", "", *force});
      break;
    case Term::From::signature:
      if (signature) bases.push_back({"", "", *signature});
      break;
    case Term::From::date:
      if (term->from_date) {
        if (auto when = when_of(*term->from_date)) bases.push_back({"", "", *when});
      }
      break;
    case Term::From::unsaid:
      bases.push_back(from_force);
      if (signature && !(*signature == *force)) {
        bases.push_back({"S", "the term runs from signature", *signature});
      } else {
        bases.front().reading.clear();
      }
      break;
  }
  return bases;
}

Period plus(const Period& a, const Period& b) {
  return {a.months + b.months, a.days + b.days};
}

When moved(const When& base, const Period& period) {
  if (period.empty()) return base;
  return after(base, period, Counting::date_to_date, {});
}

void add_terms(Life& life, const Clauses& clauses, const When& base, Day horizon) {
  const Period first = *clauses.term->length;
  const std::optional<Renewal>& renewal = clauses.renewal;
  const bool automatic = renewal && renewal->kind == Renewal::Kind::automatic && renewal->length &&
                         !renewal->length->empty();
  When begin = base;
  for (int number = 1; number <= kMostTerms; ++number) {
    // From the base, never from the previous end: addition of months is not associative.
    const Period length = number == 1 ? first : plus(first, times(*renewal->length, number - 1));
    TermPeriod term{number, begin, moved(base, length)};
    const bool more = automatic && (!renewal->times || number <= *renewal->times);
    if (more) {
      if (renewal->notice) {
        term.last_notice = last_day_for_notice(term.end.earliest, *renewal->notice);
      } else {
        term.notice_unknown = true;
      }
    }
    begin = term.end;
    life.terms.push_back(term);
    if (!more || life.terms.back().end.earliest > horizon) break;
  }
  const TermPeriod& last = life.terms.back();
  const bool goes_on =
      renewal && (renewal->kind == Renewal::Kind::automatic_indefinite ||
                  (automatic && (!renewal->times || last.number <= *renewal->times)));
  if (!goes_on) life.end = Ending{last.end, "expired"};
}

/// Extensions agreed on for a treaty that would otherwise expire.
void apply_extensions(Life& life, const TreatyView& view) {
  for (std::size_t i = 0; i < view.acts.size(); ++i) {
    const RecordedAct& act = view.acts[i];
    if (act.type != ActType::extend || act.of || act.undo || !life.end ||
        life.end->reason != "expired") {
      continue;
    }
    const ActFact& fact = view.fact(act);
    std::optional<When> until;
    if (fact.until) {
      until = when_of(*fact.until);
    } else if (fact.period) {
      until = moved(life.end->when, *fact.period);
    }
    if (!until || until->latest <= life.end->when.latest) continue;
    life.terms.push_back({static_cast<int>(life.terms.size()) + 1, life.end->when, *until});
    life.end = Ending{*until, "expired"};
    life.end->act = i;
  }
}

void apply_acts(Life& life, const Timeline& timeline) {
  const TreatyView& view = timeline.view;
  for (std::size_t i = 0; i < view.acts.size(); ++i) {
    const RecordedAct& act = view.acts[i];
    if (act.of && !is_notice_of_leaving(act)) continue;
    if ((act.type == ActType::terminate || act.type == ActType::expire) && !act.undo && act.when) {
      const ActFact& fact = view.fact(act);
      Ending ending{*act.when, act.type == ActType::expire ? "expired" : "terminated"};
      if (fact.effect) {
        if (auto effect = when_of(*fact.effect)) ending.when = *effect;
      }
      ending.act = i;
      ending.stated = true;
      keep_earliest(life.end, std::move(ending));
    } else if (timeline.bilateral() && (is_notice_of_leaving(act) || is_exit(act))) {
      const std::optional<When> effect =
          is_exit(act) ? act.when : effect_of_notice(view, act, life.terms);
      if (!effect || taken_back(view, act, effect)) continue;
      Ending ending{*effect, "withdrawal"};
      ending.act = i;
      ending.state = act.state;
      ending.stated = is_exit(act);
      keep_earliest(life.end, std::move(ending));
    }
  }
}

}  // namespace

void keep_earliest(std::optional<Ending>& kept, Ending candidate) {
  if (!kept || candidate.when.earliest < kept->when.earliest) kept = std::move(candidate);
}

std::vector<Life> lives_of(const Timeline& timeline, Day horizon) {
  const Clauses& clauses = timeline.view.traits.clauses;
  std::vector<Life> lives;
  for (const Base& base : bases_of(timeline)) {
    Life life;
    life.reading = base.reading;
    life.because = base.because;
    add_terms(life, clauses, base.from, horizon);
    apply_extensions(life, timeline.view);
    lives.push_back(std::move(life));
  }
  if (lives.empty()) {
    lives.emplace_back();
    if (clauses.term && clauses.term->until) {
      if (auto until = when_of(*clauses.term->until)) lives.back().end = Ending{*until, "expired"};
    }
  }
  for (Life& life : lives) apply_acts(life, timeline);
  return lives;
}

std::optional<When> effect_of_notice(const TreatyView& view, const RecordedAct& notice,
                                     const std::vector<TermPeriod>& terms) {
  const ActFact& fact = view.fact(notice);
  const std::optional<When> stated = fact.effect ? when_of(*fact.effect) : std::nullopt;
  const auto& clause = view.traits.clauses.withdrawal;
  const auto& renewal = view.traits.clauses.renewal;
  std::optional<When> computed;
  if (clause && clause->allowed && clause->notice && clause->effect != "end-of-term") {
    Alignment alignment;
    if (auto parsed = parse_alignment(clause->effect)) alignment = *parsed;
    computed = after(*notice.when, *clause->notice,
                     clause->counting.value_or(Counting::date_to_date), alignment);
  } else if (renewal && renewal->notice && !terms.empty()) {
    // Too late for this term is in time for the next.
    for (const TermPeriod& term : terms) {
      if (term.last_notice && notice.when->latest <= *term.last_notice) {
        computed = term.end;
        break;
      }
    }
  }
  if (!stated) return computed;
  // "At least 150 days": a later day that the notice itself names is as good; an earlier is not.
  if (computed && stated->latest < computed->earliest) return computed;
  return stated;
}

When bound_from(const TreatyView& view, const When& consent, const When& force) {
  const auto& later = view.traits.clauses.force_later;
  When own = consent;
  if (consent.earliest > force.latest && later && later->on == Trigger::On::own_consent) {
    own = after(own, later->after, later->counting.value_or(Counting::date_to_date), later->align);
  }
  return later_of(own, force);
}

Membership membership_of(const Timeline& timeline, std::string_view state) {
  const TreatyView& view = timeline.view;
  Membership member;
  member.state = state;
  const auto& parties = view.traits.parties;
  const bool named = std::find(parties.begin(), parties.end(), state) != parties.end();
  const RecordedAct* consent = consent_of(view, state);
  if (consent != nullptr) {
    member.consent = static_cast<std::size_t>(consent - view.acts.data());
  }
  const std::optional<When>& force = timeline.force.when;
  if (timeline.bilateral()) {
    if (named) member.from = force;
  } else if (consent != nullptr) {
    if (force) member.from = bound_from(view, *consent->when, *force);
  } else if (view.incomplete(state)) {
    member.unknown =
        "the record of acts is marked as incomplete, and no consent of this state is in it";
  }
  for (std::size_t i = 0; i < view.acts.size(); ++i) {
    const RecordedAct& act = view.acts[i];
    if (act.state != state || !act.when || act.undo) continue;
    if (is_notice_of_leaving(act) || is_exit(act)) {
      const std::optional<When> effect =
          is_exit(act) ? act.when : effect_of_notice(view, act, timeline.lives.front().terms);
      if (!effect) {
        if (member.unknown.empty() && !timeline.bilateral()) {
          member.unknown =
              "notice of withdrawal was given, and no clause in the record says when it takes "
              "effect";
        }
        continue;
      }
      if (taken_back(view, act, effect)) continue;
      Ending ending{*effect, "withdrawal"};
      ending.act = i;
      ending.state = state;
      ending.stated = is_exit(act);
      keep_earliest(member.out, std::move(ending));
    } else if (act.type == ActType::suspend && !act.of) {
      Membership::Idle idle{*act.when, std::nullopt, i};
      const ActFact& fact = view.fact(act);
      if (fact.effect) {
        if (auto effect = when_of(*fact.effect)) idle.from = *effect;
      }
      if (fact.until) idle.until = when_of(*fact.until);
      member.idle.push_back(idle);
    } else if (act.type == ActType::resume && !act.of && !member.idle.empty() &&
               !member.idle.back().until) {
      member.idle.back().until = act.when;
    }
  }
  return member;
}

}  // namespace servanda
