#include "servanda/reader/assemble.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "servanda/model/actors.h"
#include "servanda/reader/act_parts.h"

namespace servanda {
namespace {

bool overlap(const std::set<std::string>& a, const std::set<std::string>& b) {
  if (a.empty() || b.empty()) return true;
  return std::any_of(a.begin(), a.end(), [&](const std::string& x) { return b.contains(x); });
}

bool same_speaker(const Statement& a, const Statement& b) {
  if (a.speaker.has_value() != b.speaker.has_value()) return false;
  return !a.speaker || a.speaker->name == b.speaker->name;
}

/// Dates that one event may have: one refines the other, or one is missing.
bool dates_agree(const std::optional<Edtf>& a, const std::optional<Edtf>& b) {
  return !a || !b || *a == *b || refines(*a, *b) || refines(*b, *a);
}

/// The same act told twice. A chamber's vote and its state's act stay two.
bool same_act(const Statement& a, const Statement& b) {
  const ActFact& x = std::get<ActFact>(a.fact);
  const ActFact& y = std::get<ActFact>(b.fact);
  if (x.type != y.type || x.treaty != y.treaty || x.of != y.of || x.undo != y.undo) return false;
  if (x.article != y.article || a.stance != b.stance || !dates_agree(x.on, y.on)) return false;
  if (a.stance != Stance::asserted && !same_speaker(a, b)) return false;
  if (!overlap(states_of(x.by), states_of(y.by))) return false;
  const auto organ = [](const ActFact& act) {
    return !act.by.empty() && (act.by.front().kind == ActorKind::chamber ||
                               act.by.front().kind == ActorKind::legislature)
               ? act.by.front().name
               : std::string();
  };
  const std::string one = organ(x), two = organ(y);
  return one.empty() || two.empty() || one == two;
}

void merge(Statement& kept, const Statement& other) {
  ActFact& x = std::get<ActFact>(kept.fact);
  const ActFact& y = std::get<ActFact>(other.fact);
  const bool more_exact = y.on && (!x.on || (refines(*y.on, *x.on) && *x.on != *y.on));
  if (more_exact) {
    x.on = y.on;
    kept.from = other.from;
  }
  if (x.by.empty()) x.by = y.by;
  if (x.at.empty()) x.at = y.at;
  if (!x.body) x.body = y.body;
}

/// Acts that the parties of a treaty between few do together.
bool done_together(ActType type) {
  return type == ActType::sign || type == ActType::initial || type == ActType::exchange ||
         type == ActType::adopt || type == ActType::negotiate;
}

/// A treaty that replaces, amends or prolongs another one is between the same two; a protocol or an
/// amendment is its treaty's.
void share_parties(const std::vector<Statement>& statements,
                   std::unordered_map<std::string, KnownTreaty*>& by_id) {
  for (const Statement& statement : statements) {
    const RelationFact* relation = std::get_if<RelationFact>(&statement.fact);
    if (relation == nullptr || !by_id.contains(relation->treaty) ||
        !by_id.contains(relation->other))
      continue;
    if (relation->type != RelationType::replaces && relation->type != RelationType::amends &&
        relation->type != RelationType::extends)
      continue;
    if (statement.stance != Stance::asserted && statement.stance != Stance::planned) continue;
    std::vector<std::string>& one = by_id[relation->treaty]->fact.parties;
    std::vector<std::string>& two = by_id[relation->other]->fact.parties;
    if (one.empty() && two.size() == 2) one = two;
    if (two.empty() && one.size() == 2) two = one;
  }
}

/// "the treaty with Germany": the other party is the first state that is told to act on it.
void complete_pairs(const std::vector<Statement>& statements,
                    std::unordered_map<std::string, KnownTreaty*>& by_id) {
  for (const Statement& statement : statements) {
    const ActFact* act = std::get_if<ActFact>(&statement.fact);
    if (act == nullptr || !by_id.contains(act->treaty)) continue;
    TreatyFact& fact = by_id[act->treaty]->fact;
    if (fact.parties.size() != 1 || fact.title.find(" with ") == std::string::npos) continue;
    for (const Actor& actor : act->by) {
      const std::string& code = actor.state.empty() ? actor.org : actor.state;
      if (code.empty() || code == fact.parties.front() || code == "UN") continue;
      fact.parties.insert(fact.parties.begin(), code);
      break;
    }
  }
}

/// "was signed", "the text was agreed": by all, where the treaty is between few.
void name_doers(std::vector<Statement>& statements,
                const std::unordered_map<std::string, KnownTreaty*>& by_id) {
  for (Statement& statement : statements) {
    ActFact* act = std::get_if<ActFact>(&statement.fact);
    if (act == nullptr || !act->by.empty()) continue;
    const bool to_come = act->type == ActType::ratify && statement.stance != Stance::asserted;
    if (!done_together(act->type) && !to_come) continue;
    const auto found = by_id.find(act->treaty);
    if (found == by_id.end()) continue;
    constexpr std::size_t kFew = 5;
    const std::vector<std::string>& parties = found->second->fact.parties;
    if (parties.size() < 2 || parties.size() > (to_come ? 2 : kFew)) continue;
    for (const std::string& party : parties) act->by.push_back(actor_of_party(party));
  }
}

/// Every state that the document shows on its way into a treaty.
void note_members(const ActFact& act,
                  std::unordered_map<std::string, std::set<std::string>>& members) {
  switch (act.type) {
    case ActType::sign:
    case ActType::initial:
    case ActType::exchange:
    case ActType::adopt:
    case ActType::negotiate:
    case ActType::ratify:
    case ActType::approve:
    case ActType::accede:
    case ActType::deposit:
      for (const Actor& actor : act.by) {
        const std::string& code = actor.state.empty() ? actor.org : actor.state;
        if (!code.empty()) members[act.treaty].insert(code);
      }
      break;
    default:
      break;
  }
}

/// "bilateral agreements", "a human rights treaty": described in passing, and nothing told of it.
bool passing(const KnownTreaty& known, const std::vector<Statement>& statements, bool headline) {
  const TreatyFact& fact = known.fact;
  if (headline || !known.described_only || !fact.parties.empty() || fact.signed_on || known.year ||
      fact.clauses.term || fact.in_force)
    return false;
  if (fact.id == "t1" || !fact.title.ends_with('s')) return false;
  return std::none_of(statements.begin(), statements.end(), [&](const Statement& one) {
    if (const auto* act = std::get_if<ActFact>(&one.fact)) return act->treaty == fact.id;
    if (const auto* clause = std::get_if<ClauseFact>(&one.fact)) return clause->treaty == fact.id;
    if (const auto* link = std::get_if<RelationFact>(&one.fact))
      return link->treaty == fact.id || link->other == fact.id;
    if (const auto* quantity = std::get_if<QuantityFact>(&one.fact))
      return quantity->treaty == fact.id;
    if (const auto* view = std::get_if<AssessmentFact>(&one.fact)) return view->about == fact.id;
    if (const auto* traits = std::get_if<TreatyFact>(&one.fact)) return traits->id == fact.id;
    if (const auto* project = std::get_if<ProjectFact>(&one.fact))
      return project->treaty == fact.id;
    return false;
  });
}

/// Two who sign together, and nobody else is heard of: the parties.
std::vector<std::string> signers(const ActFact& act, const std::set<std::string>& members) {
  std::vector<std::string> parties;
  for (const Actor& actor : act.by) {
    const std::string& code = actor.state.empty() ? actor.org : actor.state;
    if (code.empty()) return {};
    if (std::find(parties.begin(), parties.end(), code) == parties.end()) parties.push_back(code);
  }
  for (const Actor& actor : act.with) {
    const std::string& code = actor.state.empty() ? actor.org : actor.state;
    if (!code.empty() && std::find(parties.begin(), parties.end(), code) == parties.end())
      parties.push_back(code);
  }
  if (parties.size() < 2 || members.size() > parties.size()) return {};
  return parties;
}

/// A treaty, agreement or pact on which two states act, and nobody else: it is theirs. A convention
/// or charter has others that the document does not speak of.
bool is_between_two(const TreatyFact& fact, const std::set<std::string>& members) {
  if (!fact.parties.empty() || members.size() != 2) return false;
  for (const std::string_view open : {"Statute", "Convention", "Charter", "Covenant"}) {
    if (fact.title.find(open) != std::string::npos) return false;
  }
  return fact.form == "treaty" || fact.form == "agreement" || fact.form == "pact" ||
         fact.form == "memorandum";
}

}  // namespace

void remember_sentence(Context& context) {
  Memory& memory = context.memory;
  const Sentence& s = context.sentence;
  ++memory.since_last_acts;
  memory.conditional = std::any_of(
      context.groups.conditions.begin(), context.groups.conditions.end(),
      [](const ConditionSpan& span) { return span.word == "unless" || span.word == "if"; });
  // The states told together last are "the two countries".
  std::vector<std::string> pair;
  for (const Phrase& phrase : s.phrases) {
    if (phrase.kind == PhraseKind::treaty && !phrase.treaties.empty() && !phrase.pronoun) {
      const TreatyFact& fact = memory.treaties()[phrase.treaties.front()].fact;
      if (fact.parties.size() == 2) pair = fact.parties;
    }
    if (phrase.kind == PhraseKind::actor && phrase.actors.size() == 2) {
      const std::string& a =
          phrase.actors[0].state.empty() ? phrase.actors[0].org : phrase.actors[0].state;
      const std::string& b =
          phrase.actors[1].state.empty() ? phrase.actors[1].org : phrase.actors[1].state;
      if (!a.empty() && !b.empty() && a != b) pair = {a, b};
    }
  }
  if (!pair.empty()) memory.pair = pair;
  // What the first verb is about is what "it" means next, not what was named in passing.
  for (std::size_t i = 0; i < context.groups.groups.size(); ++i) {
    if (context.groups.groups[i].shape != GroupShape::finite) continue;
    const std::optional<std::size_t> subject = find_subject(s, context.groups, i);
    if (subject && s.phrases[*subject].kind == PhraseKind::treaty &&
        s.phrases[*subject].treaties.size() == 1)
      memory.set_focus(s.phrases[*subject].treaties.front());
    break;
  }
  for (const Phrase& phrase : s.phrases) {
    if (phrase.kind == PhraseKind::actor && phrase.actors.size() >= 3)
      memory.listed = phrase.actors;
    if (phrase.kind == PhraseKind::actor && phrase.actors.size() == 1 && !phrase.genitive &&
        is_legislative(phrase.actors))
      memory.chamber = phrase.actors;
  }
  // Whoever is the subject of the first verb is who the text goes on about.
  for (std::size_t i = 0; i < context.groups.groups.size(); ++i) {
    if (context.groups.groups[i].shape != GroupShape::finite) continue;
    const std::optional<std::size_t> subject = find_subject(s, context.groups, i);
    if (!subject) continue;
    const Phrase& phrase = s.phrases[*subject];
    if (phrase.kind != PhraseKind::actor || phrase.actors.empty() || phrase.pronoun) continue;
    memory.actors = phrase.actors;
    if (phrase.person && phrase.actors.size() == 1) memory.person = phrase.actors.front();
    break;
  }
}

std::vector<Statement> assemble(std::vector<Statement> statements, Memory& memory,
                                const std::string& doc, std::string_view text) {
  std::vector<Statement> out;
  // Doubles. Acts are compared within their treaty and type only.
  std::map<std::pair<std::string, int>, std::vector<std::size_t>> acts;
  std::set<std::string> seen;
  for (Statement& statement : statements) {
    if (const ActFact* act = std::get_if<ActFact>(&statement.fact)) {
      auto& bucket = acts[{act->treaty, static_cast<int>(act->type)}];
      bool merged = false;
      // Only the last few can be the same: the comparison stays linear in the text.
      const std::size_t from = bucket.size() > 32 ? bucket.size() - 32 : 0;
      for (std::size_t i = from; i < bucket.size() && !merged; ++i) {
        if (same_act(out[bucket[i]], statement)) {
          merge(out[bucket[i]], statement);
          merged = true;
        }
      }
      if (merged) continue;
      bucket.push_back(out.size());
    } else if (const RelationFact* relation = std::get_if<RelationFact>(&statement.fact)) {
      if (relation->treaty == relation->other) continue;
      if (!seen.insert("r" + relation->treaty + "/" + relation->other +
                       std::string(to_text(relation->type)))
               .second) {
        continue;
      }
    } else if (const QuantityFact* quantity = std::get_if<QuantityFact>(&statement.fact)) {
      if (!seen.insert("q" + quantity->value + quantity->unit + quantity->what).second) continue;
    }
    out.push_back(std::move(statement));
  }
  // Dates of signature and of entry into force are traits of the treaty as well.
  std::unordered_map<std::string, KnownTreaty*> by_id;
  for (KnownTreaty& known : memory.treaties()) by_id[known.fact.id] = &known;
  std::unordered_map<std::string, std::set<std::string>> members;
  for (const Statement& statement : out) {
    if (const ActFact* act = std::get_if<ActFact>(&statement.fact)) note_members(*act, members);
  }
  share_parties(out, by_id);
  complete_pairs(out, by_id);
  for (const Statement& statement : out) {
    const ActFact* act = std::get_if<ActFact>(&statement.fact);
    if (act == nullptr || statement.stance != Stance::asserted || !by_id.contains(act->treaty))
      continue;
    TreatyFact& fact = by_id[act->treaty]->fact;
    if (act->of || act->undo) continue;
    if (act->type == ActType::sign) {
      const bool one_of_many = fact.parties.size() != 2 && act->by.size() == 1 &&
                               (act->by.front().kind == ActorKind::state ||
                                act->by.front().kind == ActorKind::government);
      if (one_of_many && !memory.headline && fact.parties.size() != 2) continue;
      if (act->on && (!fact.signed_on || refines(*act->on, *fact.signed_on)))
        fact.signed_on = act->on;
      if (!act->at.empty() && fact.signed_at.empty()) fact.signed_at = act->at;
      if (fact.parties.empty()) fact.parties = signers(*act, members[act->treaty]);
    } else if (act->type == ActType::initial || act->type == ActType::exchange ||
               act->type == ActType::adopt || act->type == ActType::negotiate ||
               act->type == ActType::notify || act->type == ActType::extend ||
               act->type == ActType::renew) {
      if (fact.parties.empty()) fact.parties = signers(*act, members[act->treaty]);
    } else if (act->type == ActType::enter_into_force && act->on && !fact.in_force) {
      fact.in_force = act->on;
    }
  }
  for (auto& [id, known] : by_id) {
    const std::set<std::string>& acting = members[id];
    if (is_between_two(known->fact, acting))
      known->fact.parties.assign(acting.begin(), acting.end());
  }
  share_parties(out, by_id);  // once more, with what the signatures told
  name_doers(out, by_id);
  std::vector<Statement> result;
  for (KnownTreaty& known : memory.treaties()) {
    if (known.dropped || passing(known, out, memory.headline)) continue;
    Statement statement;
    statement.fact = known.fact;
    Citation citation;
    citation.source = doc;
    citation.bytes = known.named;
    citation.words = std::string(known.named.of(text));
    statement.from.push_back(std::move(citation));
    result.push_back(std::move(statement));
  }
  for (Statement& statement : out) result.push_back(std::move(statement));
  return result;
}

}  // namespace servanda
