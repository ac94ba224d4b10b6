#include "servanda/law/view.h"

#include <algorithm>

#include "servanda/law/effect_of_acts.h"
#include "servanda/law/rule_switch.h"

namespace servanda {
namespace {

/// The organ that acted, where the statement names one; persons who act for the state in signing,
/// notifying and exchanging are the state.
std::string organ_of(const ActFact& act, const Actor& actor) {
  switch (act.type) {
    case ActType::approve:
    case ActType::reject:
    case ActType::recommend:
    case ActType::ratify:
      return actor.name;
    case ActType::submit:
      return act.body ? act.body->name : std::string();
    default:
      return {};
  }
}

struct Dated {
  StatementIndex index;
  std::optional<When> when;
  Authority authority;
  int weight;  ///< the lower, the weightier
};

std::optional<When> intersect(const std::optional<When>& a, const std::optional<When>& b) {
  if (!a) return b;
  if (!b) return a;
  const Day from = std::max(a->earliest, b->earliest);
  const Day to = std::min(a->latest, b->latest);
  if (from > to) return std::nullopt;
  return When(from, to, a->instant ? a->instant : b->instant);
}

/// Sorts the datings of one act: the weightiest first, those that fit it refine it, the rest are
/// outweighed or rivals.
void settle(RecordedAct& act, std::vector<Dated> datings) {
  std::stable_sort(datings.begin(), datings.end(),
                   [](const Dated& a, const Dated& b) { return a.weight < b.weight; });
  act.authority = datings.front().authority;
  for (const Dated& dating : datings) {
    const bool fits = !act.when || !dating.when || intersect(act.when, dating.when).has_value();
    const bool equal = dating.weight == datings.front().weight || !in_effect("outweighed");
    if (fits) {
      act.statements.push_back(dating.index);
      act.when = intersect(act.when, dating.when);
      if (dating.authority != Authority::recalled) {
        act.sourced = act.sourced ? intersect(act.sourced, dating.when) : dating.when;
      }
    } else if (equal && in_effect("rivals")) {
      act.rivals.push_back(dating.index);
    } else {
      act.outweighed.push_back(dating.index);
    }
  }
  // Between equals nobody is believed: the act then lies somewhere between the earliest and the
  // latest.
  for (const Dated& dating : datings) {
    if (std::find(act.rivals.begin(), act.rivals.end(), dating.index) == act.rivals.end()) continue;
    act.when = When(std::min(act.when->earliest, dating.when->earliest),
                    std::max(act.when->latest, dating.when->latest));
  }
  if (!act.sourced || !act.rivals.empty()) act.sourced = act.when;
}

/// Two parties of one treaty disagree about the same two statements: that is one contradiction.
void add_contradiction(TreatyView& view, Contradiction found) {
  const bool there = std::any_of(
      view.contradictions.begin(), view.contradictions.end(), [&](const Contradiction& c) {
        return c.what == found.what && c.one == found.one && c.other == found.other;
      });
  if (!there) view.contradictions.push_back(std::move(found));
}

/// When a state left, or gave notice that it leaves: what it does once it can do again after that.
struct Departure {
  std::string who;
  When when;
};

std::vector<Departure> departures(const TreatyView& view,
                                  const std::vector<StatementIndex>& indices) {
  std::vector<Departure> found;
  for (const StatementIndex index : indices) {
    const auto& fact = std::get<ActFact>(view.statement(index).fact);
    const bool leaves = fact.type == ActType::withdraw && !fact.of && !fact.undo;
    const bool announces = fact.type == ActType::notify && !fact.undo &&
                           (fact.of == ActType::withdraw || fact.of == ActType::terminate);
    const std::optional<When> when = fact.on ? when_of(*fact.on) : std::nullopt;
    if (!when || (!leaves && !announces)) continue;
    for (const Actor& actor : fact.by)
      found.push_back({actor.state.empty() ? actor.org : actor.state, *when});
  }
  return found;
}

bool left_between(const std::vector<Departure>& departures, const std::string& who, const When& a,
                  const When& b) {
  const When& first = a.earliest < b.earliest ? a : b;
  const When& last = a.earliest < b.earliest ? b : a;
  return std::any_of(departures.begin(), departures.end(), [&](const Departure& departure) {
    return departure.who == who && first.latest < departure.when.earliest &&
           departure.when.latest < last.earliest;
  });
}

void add_acts(TreatyView& view, const std::vector<StatementIndex>& indices) {
  if (!in_effect("recorded")) return;
  const std::vector<Departure> left = departures(view, indices);
  struct Group {
    RecordedAct act;
    std::vector<Dated> datings;
    bool once;
  };
  std::vector<Group> groups;
  for (const StatementIndex index : indices) {
    const Statement& statement = view.statement(index);
    const auto& fact = std::get<ActFact>(statement.fact);
    const std::optional<When> when = fact.on ? when_of(*fact.on) : std::nullopt;
    const Authority authority = authority_of(*view.reg, statement);
    const int weight = view.reg->policy.of(authority);
    std::vector<Actor> actors = fact.by;
    if (fact.type == ActType::exchange || (fact.type == ActType::extend && fact.of))
      actors.insert(actors.end(), fact.with.begin(), fact.with.end());
    if (actors.empty()) actors.emplace_back();
    for (const Actor& actor : actors) {
      const std::string& who = actor.state.empty() ? actor.org : actor.state;
      const std::string organ = organ_of(fact, actor);
      auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
        if (group.act.type != fact.type || group.act.of != fact.of || group.act.undo != fact.undo ||
            group.act.state != who || group.act.actor != organ) {
          return false;
        }
        if (group.once) {
          return left.empty() || !when || !group.datings.front().when ||
                 !left_between(left, who, *group.datings.front().when, *when);
        }
        return std::any_of(group.datings.begin(), group.datings.end(), [&](const Dated& dated) {
          return !dated.when || !when || intersect(dated.when, when).has_value();
        });
      });
      if (same == groups.end()) {
        RecordedAct act;
        act.type = fact.type;
        act.of = fact.of;
        act.undo = fact.undo;
        act.state = who;
        act.actor = organ;
        groups.push_back({std::move(act), {}, !fact.of && !fact.undo && happens_once(fact.type)});
        same = groups.end() - 1;
      }
      // One statement may name two persons of the same state: it is still one dating.
      if (same->datings.empty() || same->datings.back().index != index) {
        same->datings.push_back({index, when, authority, weight});
      }
    }
  }
  for (Group& group : groups) {
    settle(group.act, std::move(group.datings));
    for (const auto* rejected : {&group.act.outweighed, &group.act.rivals}) {
      for (const StatementIndex other : *rejected) {
        const auto day_in = [&](StatementIndex index) {
          return std::get<ActFact>(view.statement(index).fact).on->text();
        };
        add_contradiction(view, {"day of the act \"" + std::string(to_text(group.act.type)) + "\"",
                                 group.act.first(), other, rejected == &group.act.outweighed,
                                 day_in(group.act.first()), day_in(other)});
      }
    }
    view.acts.push_back(std::move(group.act));
  }
  std::stable_sort(view.acts.begin(), view.acts.end(),
                   [](const RecordedAct& a, const RecordedAct& b) {
                     if (!a.when || !b.when) return a.when.has_value() && !b.when.has_value();
                     return a.when->earliest < b.when->earliest;
                   });
}

/// A claim, where the statement is one: the journal's own word, or an act of entering into force or
/// ending that somebody tells.
std::optional<Claim> claim_of(const Statement& statement, StatementIndex index) {
  Claim claim;
  claim.statement = index;
  if (const auto* fact = std::get_if<ClaimFact>(&statement.fact)) {
    if (statement.stance != Stance::asserted && statement.stance != Stance::denied &&
        statement.stance != Stance::negated) {
      return std::nullopt;
    }
    claim.status = fact->status;
    claim.state = fact->state;
    if (fact->from) claim.from = when_of(*fact->from);
    if (fact->until) claim.until = when_of(*fact->until);
  } else if (const auto* act = std::get_if<ActFact>(&statement.fact);
             act != nullptr && statement.speaker) {
    if (act->of || act->undo) return std::nullopt;
    if (act->type == ActType::enter_into_force) {
      claim.status = ClaimedStatus::in_force;
    } else if (act->type == ActType::terminate || act->type == ActType::expire) {
      claim.status = ClaimedStatus::ended;
    } else {
      return std::nullopt;
    }
    if (statement.stance != Stance::asserted && statement.stance != Stance::denied &&
        statement.stance != Stance::negated) {
      return std::nullopt;
    }
    if (act->on) claim.from = when_of(*act->on);
  } else {
    return std::nullopt;
  }
  claim.denied = statement.stance != Stance::asserted;
  claim.from_stated = claim.from.has_value();
  if (!claim.from && statement.said) claim.from = when_of(*statement.said);
  if (statement.speaker) {
    claim.by = statement.speaker->state;
    claim.competence = competence_of(*statement.speaker);
  }
  return claim;
}

template <typename T>
void take(std::optional<T>& mine, const std::optional<T>& theirs) {
  if (!mine) mine = theirs;
}
template <typename T>
void take(Seldom<T>& mine, const Seldom<T>& theirs) {
  if (!mine) mine = theirs;
}
template <typename T>
void take(std::vector<T>& mine, const std::vector<T>& theirs) {
  if (mine.empty()) mine = theirs;
}
void take(std::string& mine, const std::string& theirs) {
  if (mine.empty()) mine = theirs;
}

/// Fills what is still absent: statements come in order of weight, so the weightiest wins.
void merge(TreatyFact& mine, const TreatyFact& theirs) {
  take(mine.title, theirs.title);
  for (const std::string& name : theirs.also) {
    if (std::find(mine.also.begin(), mine.also.end(), name) == mine.also.end()) {
      mine.also.push_back(name);
    }
  }
  take(mine.form, theirs.form);
  take(mine.parties, theirs.parties);
  take(mine.signed_on, theirs.signed_on);
  take(mine.signed_at, theirs.signed_at);
  take(mine.in_force, theirs.in_force);
  take(mine.articles, theirs.articles);
  for (const std::string& field : theirs.fields) {
    if (std::find(mine.fields.begin(), mine.fields.end(), field) == mine.fields.end()) {
      mine.fields.push_back(field);
    }
  }
  take(mine.disclosed, theirs.disclosed);
  take(mine.languages, theirs.languages);
  take(mine.depositary, theirs.depositary);
  take(mine.zone, theirs.zone);
  take(mine.norms, theirs.norms);
  Clauses& c = mine.clauses;
  const Clauses& d = theirs.clauses;
  take(c.consent, d.consent);
  take(c.force, d.force);
  take(c.force_later, d.force_later);
  take(c.later_from, d.later_from);
  take(c.provisional, d.provisional);
  c.provisional_plain = c.provisional_plain || d.provisional_plain;
  take(c.term, d.term);
  take(c.renewal, d.renewal);
  take(c.withdrawal, d.withdrawal);
  take(c.survival, d.survival);
  take(c.reservations, d.reservations);
  take(c.partial_consent, d.partial_consent);
  take(c.amendment, d.amendment);
  take(c.replaces, d.replaces);
  take(c.replaces_on, d.replaces_on);
  take(c.territorial, d.territorial);
  take(c.disputes, d.disputes);
}

void find_trait_contradictions(TreatyView& view) {
  const auto& order = view.trait_statements;
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = i + 1; j < order.size(); ++j) {
      const auto& one = std::get<TreatyFact>(view.statement(order[i]).fact);
      const auto& other = std::get<TreatyFact>(view.statement(order[j]).fact);
      const bool settled = weight_of(*view.reg, view.statement(order[i])) <
                           weight_of(*view.reg, view.statement(order[j]));
      const auto differ = [&](const char* what, std::string one_says, std::string other_says) {
        add_contradiction(
            view, {what, order[i], order[j], settled, std::move(one_says), std::move(other_says)});
      };
      if (one.articles && other.articles && *one.articles != *other.articles) {
        differ("number of articles", std::to_string(*one.articles),
               std::to_string(*other.articles));
      }
      if (one.signed_on && other.signed_on &&
          compare_same(*one.signed_on, *other.signed_on) == Truth::no) {
        differ("day of signature", one.signed_on->text(), other.signed_on->text());
      }
      if (one.in_force && other.in_force &&
          compare_same(*one.in_force, *other.in_force) == Truth::no) {
        differ("day of entry into force", one.in_force->text(), other.in_force->text());
      }
    }
  }
}

/// Two sources that put the same subject into different articles.
void find_clause_contradictions(TreatyView& view) {
  struct Place {
    const ClauseFact* clause;
    StatementIndex index;
  };
  std::vector<Place> places;
  for (const StatementIndex index : view.trait_statements) {
    for (const ClauseFact& norm : std::get<TreatyFact>(view.statement(index).fact).norms) {
      places.push_back({&norm, index});
    }
  }
  for (const StatementIndex index : view.others) {
    if (const auto* clause = std::get_if<ClauseFact>(&view.statement(index).fact)) {
      places.push_back({clause, index});
    }
  }
  const auto root = [](const std::string& article) { return article.substr(0, article.find('(')); };
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = i + 1; j < places.size(); ++j) {
      const ClauseFact& a = *places[i].clause;
      const ClauseFact& b = *places[j].clause;
      if (places[i].index == places[j].index || a.about.empty() || a.about != b.about ||
          a.article.empty() || b.article.empty() || root(a.article) == root(b.article)) {
        continue;
      }
      const int one = weight_of(*view.reg, view.statement(places[i].index));
      const int other = weight_of(*view.reg, view.statement(places[j].index));
      const bool first_prevails = one <= other;
      const Place& prevailing = first_prevails ? places[i] : places[j];
      const Place& losing = first_prevails ? places[j] : places[i];
      add_contradiction(
          view, {"article on " + a.about, prevailing.index, losing.index, one != other,
                 "article " + prevailing.clause->article, "article " + losing.clause->article});
    }
  }
}

Agreement agreement_of(const ActFact& fact) {
  const auto is_state = [](const Actor& actor) { return !actor.state.empty(); };
  if (std::none_of(fact.by.begin(), fact.by.end(), is_state) &&
      std::none_of(fact.with.begin(), fact.with.end(), is_state)) {
    return Agreement::for_all;
  }
  return fact.by.size() + fact.with.size() > 1 ? Agreement::among : Agreement::alone;
}

Deeds deeds_of(const TreatyView& view) {
  Deeds deeds;
  deeds.parties = view.traits.parties;
  if (view.traits.signed_on) deeds.signed_on = when_of(*view.traits.signed_on);
  const auto& means = view.traits.clauses.consent;
  deeds.signature_binds = means.size() == 1 && (means.front() == Consent::signature ||
                                                means.front() == Consent::definitive_signature);
  deeds.list.reserve(view.acts.size());
  for (const RecordedAct& act : view.acts) {
    const ActFact& fact = view.fact(act);
    Deed deed;
    deed.state = deeds.enter_state(act.state);
    deed.former = deeds.enter_former(act.state);
    // What has no legal effect is as if they had only talked.
    deed.type = act.ineffective == Ineffective::no ? act.type : ActType::negotiate;
    deed.of = act.of;
    deed.undo = act.undo;
    deed.at_home = !act.actor.empty();
    deed.agreement = agreement_of(fact);
    deed.when = act.when;
    if (fact.effect) deed.effect = when_of(*fact.effect);
    if (fact.until) deed.until = when_of(*fact.until);
    deed.period = fact.period;
    deeds.list.push_back(deed);
  }
  return deeds;
}

}  // namespace

bool happens_once(ActType type) {
  switch (type) {
    case ActType::sign:
    case ActType::initial:
    case ActType::adopt:
    case ActType::ratify:
    case ActType::deposit:
    case ActType::exchange:
    case ActType::notify:
    case ActType::accede:
    case ActType::accept:
    case ActType::succeed:
    case ActType::promulgate:
    case ActType::enter_into_force:
      return true;
    default:
      return false;
  }
}

const ActFact& TreatyView::fact(const RecordedAct& act) const {
  return std::get<ActFact>(statement(act.first()).fact);
}

GroupTables groups_of(const std::vector<const GroupTable*>& tables) {
  GroupTables groups;
  for (const GroupTable* table : tables) {
    std::vector<GroupRow>& rows = groups[table->id];
    rows.clear();
    for (const GroupMember& member : table->members) {
      rows.push_back({member.state, member.from, member.until, member.weight.value_or(1)});
    }
  }
  return groups;
}

bool provides(const TreatyFact& treaty, std::string_view key) {
  const Clauses& c = treaty.clauses;
  if (key == "parties") return !treaty.parties.empty();
  if (key == "signed") return treaty.signed_on.has_value();
  if (key == "in-force") return treaty.in_force.has_value();
  if (key == "consent") return !c.consent.empty();
  if (key == "force") return c.force.has_value();
  if (key == "term") return c.term.has_value();
  if (key == "renewal") return c.renewal.has_value();
  if (key == "withdrawal") return c.withdrawal.has_value();
  if (key == "later") return c.force_later.has_value();
  if (key == "partial-consent") return !c.partial_consent.empty();
  if (key == "replaces") return !c.replaces.empty();
  return false;
}

std::optional<StatementIndex> TreatyView::provider(std::string_view key) const {
  for (const StatementIndex index : trait_statements) {
    if (provides(std::get<TreatyFact>(statement(index).fact), key)) return index;
  }
  return std::nullopt;
}

const RecordedAct* TreatyView::find(ActType type, std::string_view state,
                                    std::optional<ActType> of) const {
  for (const RecordedAct& act : acts) {
    if (act.type == type && act.state == state && act.of == of && !act.undo && act.when)
      return &act;
  }
  return nullptr;
}

bool TreatyView::incomplete(std::string_view state) const {
  return std::any_of(reg->incomplete.begin(), reg->incomplete.end(), [&](const Incomplete& mark) {
    return mark.treaty == id && (mark.state.empty() || mark.state == state);
  });
}

bool has_record(const Register& reg, std::string_view treaty, Day known) {
  const std::vector<StatementIndex> places = reg.about(treaty);
  return std::any_of(places.begin(), places.end(), [&](StatementIndex i) {
    const Statement& statement = reg.statements[i];
    return is_known(reg, statement, known) && !claim_of(statement, i);
  });
}

TreatyView view_treaty(const Register& reg, std::string_view treaty, Day known) {
  TreatyView view;
  view.reg = &reg;
  view.id = treaty;
  view.known = known;
  for (const GroupTable& table : reg.groups) {
    if (is_known(reg, table, known)) view.tables.push_back(&table);
  }
  std::vector<StatementIndex> acts;
  for (const StatementIndex i : reg.about(treaty)) {
    const Statement& statement = reg.statements[i];
    if (!is_known(reg, statement, known)) continue;
    if (std::optional<Claim> claim = claim_of(statement, i)) {
      view.claims.push_back(std::move(*claim));
    } else if (std::holds_alternative<TreatyFact>(statement.fact)) {
      // Traits that somebody tells are a record of his words, not of the treaty.
      if (is_record(statement)) {
        view.trait_statements.push_back(i);
      } else {
        view.others.push_back(i);
      }
    } else if (std::holds_alternative<ActFact>(statement.fact) && is_record(statement)) {
      acts.push_back(i);
    } else {
      view.others.push_back(i);
    }
  }
  std::stable_sort(view.trait_statements.begin(), view.trait_statements.end(),
                   [&](StatementIndex a, StatementIndex b) {
                     return weight_of(reg, reg.statements[a]) < weight_of(reg, reg.statements[b]);
                   });
  for (const StatementIndex index : view.trait_statements) {
    if (in_effect("text-provides")) {
      merge(view.traits, std::get<TreatyFact>(reg.statements[index].fact));
    }
  }
  view.traits.id = view.id;
  add_acts(view, acts);
  weigh_effect(view);
  view.deeds = deeds_of(view);
  find_trait_contradictions(view);
  find_clause_contradictions(view);
  return view;
}

}  // namespace servanda
