#include "servanda/reader/act_parts.h"

#include <algorithm>

namespace servanda {

bool is_legislative(const std::vector<Actor>& actors) {
  return std::any_of(actors.begin(), actors.end(), [](const Actor& actor) {
    return actor.kind == ActorKind::chamber || actor.kind == ActorKind::legislature;
  });
}

bool is_body(const Actor& actor) {
  return actor.kind == ActorKind::chamber || actor.kind == ActorKind::legislature ||
         actor.kind == ActorKind::committee || actor.kind == ActorKind::organisation ||
         actor.kind == ActorKind::court;
}

std::vector<Actor> doers(const Phrase& phrase) {
  if (phrase.kind != PhraseKind::actor)
    return phrase.pronoun ? phrase.actors : std::vector<Actor>();
  std::vector<Actor> out;
  for (const Actor& actor : phrase.actors) {
    if (actor.kind != ActorKind::agency && actor.kind != ActorKind::outlet &&
        actor.kind != ActorKind::analyst)
      out.push_back(actor);
  }
  return out;
}

std::vector<Actor> agent(const Sentence& s, const Complements& complements) {
  for (std::size_t i : complements.oblique) {
    const Phrase& phrase = s.phrases[i];
    if (phrase.preposition == "by" && phrase.kind == PhraseKind::actor && !phrase.genitive)
      return phrase.actors;
  }
  return {};
}

std::vector<Actor> owner_of(const Context& context, const Phrase& deed) {
  const Sentence& s = context.sentence;
  const std::vector<Actor>& last = context.memory.actors;
  for (const Phrase& phrase : s.phrases) {
    if (phrase.begin >= deed.end && phrase.begin <= deed.end + 3 && phrase.preposition == "by" &&
        phrase.kind == PhraseKind::actor)
      return phrase.actors;
  }
  // "the signature of President X", "the withdrawal of Russia"
  for (const Phrase& phrase : s.phrases) {
    if (phrase.begin >= deed.end && phrase.begin <= deed.end + 2 && phrase.preposition == "of" &&
        phrase.kind == PhraseKind::actor && !phrase.genitive && !phrase.adjective &&
        deed.plain_anaphor)
      return phrase.actors;
  }
  if (deed.begin > 0) {
    if (const Phrase* owner = s.phrase(deed.begin - 1); owner != nullptr &&
                                                        owner->kind == PhraseKind::actor &&
                                                        (owner->genitive || owner->adjective))
      return owner->actors;
  }
  const std::string& article = s.tokens[deed.begin].lower;
  if (article == "its" || article == "their" || article == "his" || article == "her") {
    // The owner is whoever was named before in the sentence, else who acted last.
    const Phrase* nearest = nullptr;
    for (const Phrase& phrase : s.phrases) {
      if (phrase.begin >= deed.begin) break;
      if (phrase.kind == PhraseKind::actor && !phrase.place && !phrase.adjective &&
          !phrase.actors.empty() && !phrase.person && phrase.preposition.empty())
        nearest = &phrase;
    }
    if (nearest == nullptr && last.empty()) {
      // "Since its withdrawal in 2019, Kenya has …"
      for (const Phrase& phrase : s.phrases) {
        if (phrase.begin > deed.end && phrase.kind == PhraseKind::actor && !phrase.place &&
            phrase.preposition.empty() && !phrase.adjective)
          return phrase.actors;
      }
    }
    return nearest != nullptr ? nearest->actors : last;
  }
  const bool of_states = std::any_of(last.begin(), last.end(), [](const Actor& actor) {
    return actor.kind == ActorKind::state || actor.kind == ActorKind::government ||
           actor.kind == ActorKind::organisation;
  });
  if (article == "the" && deed.deed == ActType::withdraw && of_states) return last;
  return {};
}

std::optional<Actor> body_among(const Sentence& s, const Complements& complements) {
  for (std::size_t i : complements.oblique) {
    const Phrase& phrase = s.phrases[i];
    if (phrase.kind != PhraseKind::actor || phrase.actors.empty()) continue;
    if (phrase.preposition != "to" && phrase.preposition != "before" && phrase.preposition != "in")
      continue;
    if (is_body(phrase.actors.front())) return phrase.actors.front();
  }
  for (std::size_t i : complements.direct) {
    const Phrase& phrase = s.phrases[i];
    if (phrase.kind == PhraseKind::actor && !phrase.actors.empty() &&
        is_body(phrase.actors.front()))
      return phrase.actors.front();
  }
  return std::nullopt;
}

std::string place_between(const Sentence& s, std::size_t begin, std::size_t end) {
  for (const Phrase& phrase : s.phrases) {
    if (!phrase.place || phrase.place_name.empty()) continue;
    if (phrase.begin >= begin && phrase.begin < end) return phrase.place_name;
  }
  return {};
}

std::optional<Period> period_between(const Sentence& s, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end; ++at) {
    if (!s.is(at, "for") && !s.is(at, "by")) continue;
    std::size_t start = at + 1;
    if (start < end && (s.is(start, "another") || s.is(start, "a") || s.is(start, "further")))
      ++start;
    if (start < end && s.is(start, "further")) ++start;
    if (start >= end) break;
    if (const std::optional<PeriodPhrase> period = find_period(s.tokens, start))
      return period->period;
  }
  return std::nullopt;
}

std::vector<Actor> both_parties(const Memory& memory, std::size_t treaty) {
  const TreatyFact& fact = memory.treaties()[treaty].fact;
  std::vector<Actor> out;
  if (fact.parties.size() != 2) return out;
  for (const std::string& party : fact.parties) out.push_back(actor_of_party(party));
  return out;
}

void mind_the_future(const Memory& memory, const std::optional<Edtf>& on, Stance& stance) {
  if (stance != Stance::asserted || !on || !memory.day) return;
  if (on->bounds().earliest && *on->bounds().earliest > *memory.day) stance = Stance::planned;
}

void remember_actors(Memory& memory, const std::vector<Actor>& by) {
  if (by.empty()) return;
  memory.actors = by;
  const std::optional<ActorKind>& kind = by.front().kind;
  if (by.size() == 1 && (kind == ActorKind::head_of_state || kind == ActorKind::minister ||
                         kind == ActorKind::head_of_government || kind == ActorKind::official))
    memory.person = by.front();
}

}  // namespace servanda
