#include "servanda/law/ending.h"

#include <fmt/format.h>

#include <algorithm>

#include "servanda/law/rule_switch.h"

namespace servanda {
namespace {

// A chain longer than this is a clause that cannot be meant (renewed daily for centuries).
constexpr int kMostTerms = 2000;

/// The readings of the term clause: from which day the length runs.
struct Base {
  std::string reading;
  std::string because;
  When from;
};

std::vector<Base> bases_of(const LifeInput& input) {
  const auto& term = input.clauses.term;
  const std::optional<When>& force = input.force;
  if (!term || !term->length || !force || !in_effect("term-runs")) return {};
  std::optional<When> signature;
  for (const Deed& deed : input.deeds.list) {
    if (deed.type == ActType::sign && !deed.of && deed.when) {
      signature = signature ? later_of(*signature, *deed.when) : *deed.when;
    }
  }
  if (!signature) signature = input.deeds.signed_on;
  std::vector<Base> bases;
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
      bases.push_back({"F", "the term runs from entry into force", *force});
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

/// How far the terms of a chain without end are followed: to the horizon, and to the term that the
/// last notice in the record may still stop, whenever one asks.
struct Reach {
  Day horizon;
  std::optional<Day> last_notice = {};
  bool covers(const TermPeriod& term) const {
    return term.end.earliest > horizon &&
           (!last_notice || !term.last_notice || *last_notice <= *term.last_notice);
  }
};

Reach reach_of(const Deeds& deeds, Day horizon) {
  Reach reach{horizon};
  for (const Deed& deed : deeds.list) {
    if (!is_notice_of_leaving(deed)) continue;
    reach.last_notice = std::max(reach.last_notice.value_or(Day::min()), deed.when->latest);
  }
  return reach;
}

void add_terms(Life& life, const Clauses& clauses, const When& base, const Reach& reach) {
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
    // A chain that is renewed so many times is followed to its end: that is the treaty's own.
    if (!more || (!renewal->times && reach.covers(term))) break;
  }
  const TermPeriod& last = life.terms.back();
  const bool goes_on =
      renewal && (renewal->kind == Renewal::Kind::automatic_indefinite ||
                  (automatic && (!renewal->times || last.number <= *renewal->times)));
  if (!goes_on && in_effect("expires")) life.end = Ending{last.end, "expired"};
}

/// Extensions agreed on for a treaty that would otherwise expire.
void apply_extensions(Life& life, const Deeds& deeds) {
  for (std::size_t i = 0; i < deeds.list.size(); ++i) {
    const Deed& deed = deeds.list[i];
    if (deed.type != ActType::extend || deed.of || deed.undo || !life.end ||
        life.end->reason != "expired") {
      continue;
    }
    // What several states agreed on is recorded of each of them, and is one extension.
    const bool told = std::any_of(deeds.list.begin(), deeds.list.begin() + static_cast<long>(i),
                                  [&](const Deed& other) {
                                    return other.type == ActType::extend && !other.of &&
                                           !other.undo && other.when == deed.when &&
                                           other.until == deed.until && other.period == deed.period;
                                  });
    if (told) continue;
    std::optional<When> until = deed.until;
    if (!until && deed.period) until = moved(life.end->when, *deed.period);
    if (!until || until->latest <= life.end->when.latest) continue;
    life.terms.push_back({static_cast<int>(life.terms.size()) + 1, life.end->when, *until});
    life.end = Ending{*until, "expired"};
    life.end->act = i;
  }
}

/// Was the notice taken back before it took effect (Vienna Convention, article 68)?
bool taken_back(const Deeds& deeds, const Deed& notice, const std::optional<When>& effect) {
  if (!in_effect("taken-back")) return false;
  return std::any_of(deeds.list.begin(), deeds.list.end(), [&](const Deed& deed) {
    const bool undoes = deed.type == ActType::withdraw && deed.undo &&
                        (deed.undo == ActType::withdraw || deed.undo == ActType::terminate);
    return undoes && deed.state == notice.state && deed.when &&
           deed.when->earliest >= notice.when->earliest &&
           (!effect || deed.when->latest < effect->earliest);
  });
}

Ending withdrawal(const Deeds& deeds, std::size_t act, const When& when) {
  Ending ending{when, "withdrawal"};
  ending.act = act;
  ending.state = deeds.states[deeds.list[act].state];
  ending.stated = is_exit(deeds.list[act]);
  return ending;
}

/// The end that a notice or an act of leaving makes, moved by what was agreed on since.
Ending departure(const Deeds& deeds, std::size_t act, const When& when) {
  Ending ending = withdrawal(deeds, act, when);
  if (!ending.stated) extend_notice(deeds, deeds.list[act], ending);
  return ending;
}

/// One state's notice can be extended by it and others, or by all; not by itself, nor over it.
bool extends(const Deed& deed, const Deed& notice) {
  return deed.type == ActType::extend && deed.of == notice.of && !deed.undo && deed.when &&
         deed.when->earliest >= notice.when->earliest &&
         (deed.agreement == Agreement::for_all ||
          (deed.agreement == Agreement::among && deed.state == notice.state));
}

void apply_acts(Life& life, const LifeInput& input) {
  const Deeds& deeds = input.deeds;
  for (std::size_t i = 0; i < deeds.list.size(); ++i) {
    const Deed& deed = deeds.list[i];
    if (deed.of && !is_notice_of_leaving(deed)) continue;
    if (!is_notice_of_leaving(deed) && !in_effect("act-ends")) continue;
    if ((deed.type == ActType::terminate || deed.type == ActType::expire) && !deed.undo &&
        deed.when) {
      Ending ending{deed.effect.value_or(*deed.when),
                    deed.type == ActType::expire ? "expired" : "terminated"};
      ending.act = i;
      ending.stated = true;
      keep_earliest(life.end, std::move(ending));
    } else if (deeds.bilateral() && (is_notice_of_leaving(deed) || is_exit(deed))) {
      const std::optional<When> effect =
          is_exit(deed) ? deed.when : effect_of_notice(input, deed, life.terms, input.force).when;
      if (!effect) continue;
      Ending ending = departure(deeds, i, *effect);
      if (!taken_back(deeds, deed, ending.when)) keep_earliest(life.end, std::move(ending));
    }
  }
}

/// May notice be given on that day: not before so long after entry into force, and where the
/// clause opens a window only, within it (as in labour conventions: a year after every ten).
bool may_give_notice(const LifeInput& input, const Withdrawal& clause, const When& notice,
                     const std::optional<When>& bound) {
  if (!clause.not_before) return true;
  const std::optional<When>& from = clause.not_before_for_party ? bound : input.force;
  if (!from) return true;
  constexpr int kMostWindows = 100;
  for (int round = 1; round <= kMostWindows; ++round) {
    const When opens = moved(*from, times(*clause.not_before, round));
    if (notice.latest < opens.earliest) return false;
    if (!clause.window || clause.window->empty()) return true;
    const When closes = moved(opens, *clause.window);
    if (notice.earliest <= closes.latest) return true;
  }
  return false;
}

void add_idle(const Deed& deed, std::size_t index, Membership& member) {
  if (deed.of || deed.undo) return;
  if (deed.type == ActType::suspend) {
    member.idle.push_back({deed.effect.value_or(*deed.when), deed.until, index});
  } else if (deed.type == ActType::resume && !member.idle.empty() && !member.idle.back().until) {
    member.idle.back().until = deed.when;
  }
}

/// The first act of the notice's author upon it since then, such as "suspend of withdraw".
std::optional<std::size_t> act_upon(const Deeds& deeds, const Deed& notice, ActType type,
                                    Day since) {
  for (std::size_t i = 0; i < deeds.list.size(); ++i) {
    const Deed& deed = deeds.list[i];
    if (deed.type == type && deed.state == notice.state && !deed.undo && deed.when &&
        (deed.of == ActType::withdraw || deed.of == ActType::terminate) &&
        deed.when->earliest >= since) {
      return i;
    }
  }
  return std::nullopt;
}

/// A notice that its author suspended before it took effect (the Vienna Convention knows only its
/// revocation, article 68). While it is suspended it ends nothing; what taking it up again does is
/// contested, and each answer stands. Extensions made before it was suspended count. False: it was
/// not suspended.
bool follow_suspended(const LifeInput& input, std::size_t notice, const When& effect,
                      const std::vector<TermPeriod>& terms, Membership& member) {
  if (!in_effect("notice-suspended")) return false;
  const Deeds& deeds = input.deeds;
  const Deed& given = deeds.list[notice];
  const auto suspended = act_upon(deeds, given, ActType::suspend, given.when->earliest);
  if (!suspended) return false;
  const Deed& stopped = deeds.list[*suspended];
  Ending went_on = withdrawal(deeds, notice, effect);
  extend_notice(deeds, given, went_on, stopped.when);
  if (stopped.when->latest >= went_on.when.earliest) return false;
  const auto resumed = act_upon(deeds, given, ActType::resume, stopped.when->earliest);
  if (!resumed) return true;
  const Deed& again = deeds.list[*resumed];
  const auto left = went_on.when.earliest - stopped.when->earliest;
  if (!went_on.extensions.empty()) went_on.suspended_end = went_on.when;
  went_on.when = When(again.when->earliest + left, again.when->latest + left);
  went_on.suspended = suspended;
  went_on.resumed = resumed;
  // It may be revoked as long as it has not taken effect, under each reading.
  const std::size_t before = member.departures.size();
  if (in_effect("notice-resumed") && !taken_back(deeds, given, went_on.when))
    member.departures.push_back(
        {"K", "the period of the old notice stood still and went on when it was taken up again",
         std::move(went_on)});
  Deed fresh = given;
  fresh.when = again.when;
  fresh.effect = again.effect;
  const bool renews = in_effect("notice-renewed");
  const auto anew =
      !renews ? std::nullopt : effect_of_notice(input, fresh, terms, member.from).when;
  if (anew && !taken_back(deeds, given, anew)) {
    Ending renewed = withdrawal(deeds, *resumed, *anew);
    renewed.resumed = resumed;
    member.departures.push_back(
        {"N", "taking it up again is a new notice with a period of its own", std::move(renewed)});
  }
  if (member.departures.size() == before) return true;
  member.departures.push_back(
      {"P",
       "suspending it took it back, and taking it up again is no notice in the form that the "
       "treaty asks for"});
  return true;
}

/// No clause in the record gives the notice an effect. Article 56: not open to denunciation unless
/// that was intended or follows from the treaty's nature; then with at least twelve months' notice.
/// Article 65(2): a notice that claims another ground waits for at least three. Until then nothing
/// has ended; from then on the record cannot tell.
void leave_open(const Deed& notice, std::size_t act, Membership& member) {
  if (member.unknown_act || !in_effect("notice-unprovided")) return;
  const bool ground = notice.of == ActType::terminate;
  member.unknown_from =
      in_effect("notice-waits") ? moved(*notice.when, {ground ? 3 : 12, 0}) : *notice.when;
  member.unknown_act = act;
  member.unknown = fmt::format(
      "notice of withdrawal was given on {}, and no clause in the record says when it takes "
      "effect; if the text is silent, none is possible, or from {} where {}",
      to_text(*notice.when), to_text(*member.unknown_from),
      ground ? "a ground of the Vienna Convention holds (article 65)"
             : "the treaty's nature implies one (Vienna Convention, article 56)");
}

/// Whoever leaves a treaty (or an organisation) leaves this one as well, or denounces it by joining
/// another, where the text says so.
void follow_other_treaties(const LifeInput& input, Membership& member) {
  const auto& clause = input.clauses.withdrawal;
  if (!clause || !member.from || !input.elsewhere) return;
  const auto follow = [&](const std::string& other, bool joined) {
    const std::optional<PartElsewhere> part = input.elsewhere(other, member.state);
    if (!part) return;
    const std::optional<When>& when = joined ? part->from : part->out;
    // Who was out there before it came in here does not leave by it.
    if (!when || when->latest <= member.from->earliest) return;
    Ending ending{*when, "withdrawal"};
    ending.state = member.state;
    ending.treaty = other;
    ending.joined = joined;
    keep_earliest(member.out, std::move(ending));
  };
  if (in_effect("leaves-with")) {
    for (const std::string& other : clause->with) follow(other, false);
  }
  if (in_effect("leaves-by-joining")) {
    for (const std::string& other : clause->by_joining) follow(other, true);
  }
}

/// One state's part in a treaty that it joined by consent: spell after spell.
void follow_consents(const LifeInput& input, const std::vector<std::size_t>& acts,
                     const std::vector<TermPeriod>& terms, Membership& member) {
  const Deeds& deeds = input.deeds;
  const auto close = [&] {
    if (member.consent && member.from && member.out) {
      member.earlier.push_back(
          {*member.consent, *member.from, *member.out, std::move(member.departures)});
    }
    member.consent.reset();
    member.from.reset();
    member.out.reset();
  };
  for (const std::size_t i : acts) {
    const Deed& deed = deeds.list[i];
    if (is_consent(deeds, deed)) {
      // Who has left may come back; who is in cannot come in again.
      if (member.consent && !member.out) continue;
      if (member.consent) close();
      member.out.reset();
      member.departures.clear();
      member.consent = i;
      if (input.force) member.from = bound_from(input, member.state, deed);
    } else if (is_notice_of_leaving(deed) || is_exit(deed)) {
      // Whoever left was in it, also where no consent is in the record.
      const bool before_force =
          member.consent && (!member.from || deed.when->latest < member.from->earliest);
      if (before_force && !is_exit(deed)) {
        // Not yet bound: the consent itself is taken back.
        member.consent.reset();
        member.from.reset();
        continue;
      }
      const NoticeEffect effect = is_exit(deed) ? NoticeEffect{deed.when}
                                                : effect_of_notice(input, deed, terms, member.from);
      if (effect.barred) continue;
      if (!effect.when) {
        if (!taken_back(deeds, deed, {})) leave_open(deed, i, member);
        continue;
      }
      Ending ending = departure(deeds, i, *effect.when);
      if (taken_back(deeds, deed, ending.when)) continue;
      if (!is_exit(deed) && follow_suspended(input, i, *effect.when, terms, member)) continue;
      keep_earliest(member.out, std::move(ending));
    } else if (deed.type == ActType::withdraw && deed.undo && member.consent && !member.out &&
               deed.undo != ActType::withdraw && deed.undo != ActType::terminate &&
               deed.undo != ActType::sign && in_effect("consent-revoked")) {
      // Revoking one's ratification (back to signatory) is possible until one is bound by it.
      if (!member.from || deed.when->latest < member.from->earliest) {
        member.consent.reset();
        member.from.reset();
      }
    } else {
      add_idle(deed, i, member);
    }
  }
}

/// A third state that a treaty between two gives an obligation: bound once it has accepted it
/// expressly and in writing (article 35). It cannot take that back alone (article 37(1)).
void follow_third(const LifeInput& input, const std::vector<std::size_t>& acts,
                  Membership& member) {
  if (!in_effect("third-state-accepts")) return;
  for (const std::size_t i : acts) {
    const Deed& deed = input.deeds.list[i];
    if (deed.type != ActType::accept || deed.of || deed.undo || member.consent) continue;
    member.consent = i;
    if (input.force) member.from = later_of(*input.force, *deed.when);
  }
}

/// One of the two sides of a bilateral treaty: bound with it, and out with it.
void follow_party(const LifeInput& input, const std::vector<std::size_t>& acts,
                  const std::vector<TermPeriod>& terms, Membership& member) {
  const Deeds& deeds = input.deeds;
  if (in_effect("bound-as-named")) member.from = input.force;
  for (const std::size_t i : acts) {
    const Deed& deed = deeds.list[i];
    if (is_consent(deeds, deed)) {
      if (!member.consent) member.consent = i;
    } else if (is_notice_of_leaving(deed) || is_exit(deed)) {
      const NoticeEffect effect = is_exit(deed) ? NoticeEffect{deed.when}
                                                : effect_of_notice(input, deed, terms, input.force);
      const bool by_term = input.clauses.renewal && input.clauses.renewal->notice;
      if (!effect.when && !effect.barred && !by_term && member.from &&
          !taken_back(deeds, deed, {})) {
        leave_open(deed, i, member);
      }
      if (!effect.when) continue;
      Ending ending = departure(deeds, i, *effect.when);
      if (!taken_back(deeds, deed, ending.when)) keep_earliest(member.out, std::move(ending));
    } else {
      add_idle(deed, i, member);
    }
  }
}

}  // namespace

void keep_earliest(std::optional<Ending>& kept, Ending candidate) {
  if (!kept || candidate.when.earliest < kept->when.earliest) kept = std::move(candidate);
}

std::vector<Life> lives_of(const LifeInput& input, Day horizon) {
  std::vector<Life> lives;
  const Reach reach = reach_of(input.deeds, horizon);
  for (const Base& base : bases_of(input)) {
    Life life;
    life.reading = base.reading;
    life.because = base.because;
    add_terms(life, input.clauses, base.from, reach);
    apply_extensions(life, input.deeds);
    lives.push_back(std::move(life));
  }
  if (lives.empty()) {
    lives.emplace_back();
    if (input.clauses.term && input.clauses.term->until) {
      if (auto until = when_of(*input.clauses.term->until)) {
        lives.back().end = Ending{*until, "expired"};
      }
    }
  }
  for (Life& life : lives) apply_acts(life, input);
  return lives;
}

NoticeEffect effect_of_notice(const LifeInput& input, const Deed& notice,
                              const std::vector<TermPeriod>& terms,
                              const std::optional<When>& bound) {
  const auto& clause = input.clauses.withdrawal;
  const auto& renewal = input.clauses.renewal;
  std::optional<When> computed;
  if (!in_effect("notice-takes-effect")) return {};
  if (clause && !clause->allowed) return {{}, true};
  if (clause && !may_give_notice(input, *clause, *notice.when, bound)) return {{}, true};
  if (clause && (clause->notice || !clause->effect.empty()) && clause->effect != "end-of-term") {
    Alignment alignment;
    if (auto parsed = parse_alignment(clause->effect)) alignment = *parsed;
    computed = after(*notice.when, clause->notice.value_or(Period{}),
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
  if (!notice.effect) return {computed};
  // "At least 150 days": a later day that the notice itself names is as good; an earlier is not.
  if (computed && notice.effect->latest < computed->earliest) return {computed};
  return {notice.effect};
}

void extend_notice(const Deeds& deeds, const Deed& notice, Ending& ending,
                   const std::optional<When>& by) {
  if (!in_effect("notice-extended")) return;
  for (std::size_t i = 0; i < deeds.list.size(); ++i) {
    const Deed& deed = deeds.list[i];
    if (!extends(deed, notice) || (by && deed.when->latest > by->earliest)) continue;
    std::optional<When> until = deed.until;
    if (!until && deed.period) until = moved(ending.when, *deed.period);
    if (!until || until->earliest <= ending.when.latest) continue;
    if (deed.when->latest >= ending.when.earliest) {
      ending.too_late = i;
      continue;
    }
    if (!ending.unextended) ending.unextended = ending.when;
    ending.extensions.push_back(i);
    ending.when = *until;
  }
}

When bound_from(const LifeInput& input, std::string_view state, const Deed& consent) {
  const When& force = *input.force;
  if (!in_effect("bound-by-consent")) return force;
  if (consent.type == ActType::succeed) {
    if (const auto succession = succession_of(state)) {
      return later_of(When(succession->on), force);
    }
  }
  const auto& later = input.clauses.force_later;
  When own = *consent.when;
  // "For each state that consents after the nth instrument" (condition), or "after the entry into
  // force of this treaty" (force).
  const When& since = input.clauses.later_from == "condition" && input.met ? *input.met : force;
  if (own.earliest > since.latest && later && later->on == Trigger::On::own_consent) {
    own = after(own, later->after, later->counting.value_or(input.deeds.counting), later->align);
  }
  return later_of(own, force);
}

std::vector<Membership> members_of(const LifeInput& input, const std::vector<TermPeriod>& terms) {
  const Deeds& deeds = input.deeds;
  std::vector<std::vector<std::size_t>> acts(deeds.states.size());
  for (std::size_t i = 0; i < deeds.list.size(); ++i) {
    const Deed& deed = deeds.list[i];
    if (deed.state != kNobody && deed.when) acts[deed.state].push_back(i);
  }
  std::vector<Membership> members;
  members.reserve(acts.size() + deeds.parties.size());
  const auto is_party = [&](std::string_view code) {
    return std::find(deeds.parties.begin(), deeds.parties.end(), code) != deeds.parties.end();
  };
  for (StateIndex state = 1; state < deeds.states.size(); ++state) {
    Membership member;
    member.state = deeds.states[state];
    member.index = state;
    if (deeds.bilateral() && is_party(member.state)) {
      follow_party(input, acts[state], terms, member);
    } else if (deeds.bilateral()) {
      follow_third(input, acts[state], member);
    } else {
      follow_consents(input, acts[state], terms, member);
    }
    members.push_back(std::move(member));
  }
  for (const std::string& party : deeds.parties) {
    if (deeds.find_state(party) != kNobody) continue;
    Membership member;
    member.state = party;
    if (deeds.bilateral()) member.from = input.force;
    members.push_back(std::move(member));
  }
  for (Membership& member : members) follow_other_treaties(input, member);
  std::sort(members.begin(), members.end(),
            [](const Membership& a, const Membership& b) { return a.state < b.state; });
  return members;
}

std::optional<Surviving> survival_after(const Clauses& clauses, const When& end) {
  if (!clauses.survival) return std::nullopt;
  Surviving surviving{clauses.survival->of.empty() ? "what the text names" : clauses.survival->of};
  if (clauses.survival->length) surviving.until = moved(end, *clauses.survival->length);
  return surviving;
}

std::optional<Ending> end_by_too_few(const Clauses& clauses,
                                     const std::vector<Membership>& members) {
  if (!clauses.term || !clauses.term->fewest || !in_effect("too-few-parties")) return std::nullopt;
  std::vector<When> gone;
  for (const Membership& member : members) {
    if (member.from && member.out) gone.push_back(member.out->when);
    for (const Membership::Spell& spell : member.earlier) gone.push_back(spell.out.when);
  }
  std::sort(gone.begin(), gone.end(),
            [](const When& a, const When& b) { return a.earliest < b.earliest; });
  for (const When& day : gone) {
    const auto here = [&](const When& from, const std::optional<When>& out) {
      return from.earliest <= day.earliest && (!out || day.earliest < out->earliest);
    };
    int left = 0;
    for (const Membership& member : members) {
      bool in = member.from &&
                here(*member.from, member.out ? std::optional(member.out->when) : std::nullopt);
      for (const Membership::Spell& spell : member.earlier) {
        in = in || here(spell.from, spell.out.when);
      }
      left += in;
    }
    if (left < *clauses.term->fewest) return Ending{day, "too-few-parties"};
  }
  return std::nullopt;
}

}  // namespace servanda
