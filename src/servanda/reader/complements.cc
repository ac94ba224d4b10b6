#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "servanda/reader/groups.h"

namespace servanda {
namespace {

/// "Moscow promised Tehran to sign": who promises does it, not who is told.
bool promise_word(std::string_view lemma) {
  static constexpr std::array<std::string_view, 5> kWords{"promise", "pledge", "vow", "threaten",
                                                          "agree"};
  return std::find(kWords.begin(), kWords.end(), lemma) != kWords.end();
}

}  // namespace

namespace {

/// What a treaty does or has done to it; "it" before these is the treaty.
bool thing_verb(const Group& group) {
  static constexpr std::array<std::string_view, 7> kWords{"enter", "come",   "expire", "take",
                                                          "lapse", "become", "remain"};
  return group.passive || std::find(kWords.begin(), kWords.end(), group.lemma) != kWords.end();
}

/// Where the clause that is inserted between commas before a verb begins ("the pact, which A had
/// left in May, has …"): the comma; or the verb itself.
std::size_t before_insertion(const Sentence& s, const SentenceGroups& groups, std::size_t index) {
  const Group& group = groups.groups[index];
  std::size_t close = group.begin;
  while (close > s.begin && s.phrase_at[close - 1] < 0 && s.words[close - 1]->is(kAdverb)) --close;
  if (close <= s.begin + 2 || !s.tokens[close - 1].is(",")) return group.begin;
  --close;
  for (std::size_t open = close - 1; open > s.begin && close - open < 30; --open) {
    if (!s.tokens[open].is(",") || s.phrase_at[open] >= 0) continue;
    const std::size_t first = open + 1;
    const bool relative =
        s.words[first]->is(kRelative) ||
        (s.words[first]->is(kPreposition | kTo) && s.words[first + 1]->is(kRelative)) ||
        s.tokens[first].is("as");
    bool participle = false;
    bool verb = false;
    for (std::size_t back = 0; back < index; ++back) {
      const Group& other = groups.groups[back];
      if (other.begin < first || other.end > close) continue;
      verb = true;
      participle = participle ||
                   ((other.shape == GroupShape::participle || other.shape == GroupShape::gerund) &&
                    other.begin <= first + 1);
    }
    if (verb && (relative || participle)) return open;
    if (relative && s.words[first]->is(kRelative) && close - open < 12) return open;
    // "Turkey, the last holdout but one, had ratified": an apposition.
    const bool apposition =
        !verb && s.words[first]->is(kDeterminer) && close - open < 10 &&
        s.phrase_at[open - 1] >= 0 &&
        s.phrases[static_cast<std::size_t>(s.phrase_at[open - 1])].kind == PhraseKind::actor;
    if (apposition) return open;
    if (verb) return group.begin;
  }
  return group.begin;
}

/// "called for the agreement to be revised"
bool wants_for(std::string_view lemma) {
  return lemma == "call" || lemma == "ask" || lemma == "push" || lemma == "press" ||
         lemma == "wait" || lemma == "plead";
}

}  // namespace

std::optional<std::size_t> find_subject(const Sentence& s, const SentenceGroups& groups,
                                        std::size_t index) {
  const Group& group = groups.groups[index];
  const auto phrase_before = [&](std::size_t at) -> std::optional<std::size_t> {
    if (at == 0 || s.phrase_at[at - 1] < 0) return std::nullopt;
    return static_cast<std::size_t>(s.phrase_at[at - 1]);
  };
  if (group.shape == GroupShape::infinitive || group.shape == GroupShape::gerund) {
    if (!group.control) {
      std::size_t at = group.begin;
      const bool due = !group.cue_noun.empty() && at > s.begin && s.phrase_at[at - 1] < 0 &&
                       s.tokens[at - 1].is(group.cue_noun);
      if (due) --at;
      if (due && at > s.begin && s.tokens[at - 1].is(",")) --at;  // "the treaty, due to expire"
      while (at > s.begin && !s.tokens[at - 1].is(",") && s.phrase_at[at - 1] < 0 &&
             group.begin - at < 2 && !s.words[at - 1]->is(kFunctionWord)) {
        --at;
      }
      return phrase_before(at);
    }
    const Group& control = groups.groups[*group.control];
    // "urged Germany to ratify", "accused Russia of violating": whoever stands between.
    const bool told = group.shape == GroupShape::gerund && group.before == "of" &&
                      (control.lemma == "notify" || control.lemma == "inform" ||
                       control.lemma == "tell" || control.lemma == "assure");
    const bool own_promise = promise_word(control.lemma) || told;
    if ((group.shape == GroupShape::infinitive && !own_promise) ||
        (group.before == "of" && !told) || group.before == "into" || group.before == "from") {
      for (std::size_t i = 0; i < s.phrases.size(); ++i) {
        const Phrase& phrase = s.phrases[i];
        if (phrase.begin < control.end || phrase.end > group.begin) continue;
        // "expects the treaty to enter into force"
        const bool thing = (phrase.kind == PhraseKind::treaty || phrase.kind == PhraseKind::deed) &&
                           (phrase.preposition.empty() ||
                            (phrase.preposition == "for" && wants_for(control.lemma))) &&
                           phrase.end == group.begin && phrase.begin <= control.end + 1 &&
                           (!phrase.plain_anaphor || !phrase.pronoun || thing_verb(group));
        if (thing) return i;
        if (phrase.kind != PhraseKind::actor && !(phrase.pronoun && !phrase.actors.empty()))
          continue;
        if (phrase.genitive || phrase.place || phrase.adjective) continue;
        if (phrase.preposition.empty() || phrase.preposition == "on" ||
            phrase.preposition == "for" || phrase.preposition == "upon") {
          return i;
        }
      }
    }
    // "Dili having given notice": right before it.
    if (group.before.empty() && group.shape == GroupShape::gerund && group.begin > s.begin) {
      if (const auto before = phrase_before(group.begin);
          before && s.phrases[*before].kind == PhraseKind::actor && !s.phrases[*before].genitive &&
          (s.phrases[*before].preposition.empty() || s.phrases[*before].preposition == "to" ||
           s.phrases[*before].preposition == "of" || s.phrases[*before].preposition == "about" ||
           s.phrases[*before].preposition == "over") &&
          s.phrases[*before].begin >= control.end) {
        return before;
      }
    }
    return find_subject(s, groups, *group.control);
  }
  std::size_t at =
      group.shape == GroupShape::finite ? before_insertion(s, groups, index) : group.begin;
  // "signed the Statute, never ratified it, and withdrew": verbs in a row share their subject.
  if (at == group.begin && group.shape == GroupShape::finite && index > 0 && group.modal.empty()) {
    std::size_t before = group.begin;
    while (before > s.begin && s.phrase_at[before - 1] < 0 && s.words[before - 1]->is(kAdverb))
      --before;
    std::size_t last = index - 1;  // "prohibits … from entering, gives …": past what hangs on it
    while (last > 0 && groups.groups[last].shape != GroupShape::finite &&
           groups.groups[last].control)
      --last;
    const Group& back = groups.groups[last];
    // A headline goes on without "and": "declares …, scraps the agreement".
    const bool goes_on = (index + 1 < groups.groups.size() && groups.groups[index + 1].joined) ||
                         (!group.past && !back.past && before == group.begin);
    const bool listed = before > s.begin && s.tokens[before - 1].is(",") && back.end < before &&
                        back.shape == GroupShape::finite && !back.relative &&
                        back.past == group.past && back.modal.empty() && goes_on;
    if (listed) return find_subject(s, groups, last);
  }
  bool adjacent = true;
  std::size_t steps = 0;
  while (at > s.begin && ++steps < 80) {
    const Token& token = s.tokens[at - 1];
    const WordInfo& word = *s.words[at - 1];
    if (const auto found = phrase_before(at)) {
      const Phrase& phrase = s.phrases[*found];
      at = phrase.begin;
      if (phrase.kind == PhraseKind::date) continue;
      if (phrase.adjective) return std::nullopt;
      if (phrase.genitive && phrase.kind == PhraseKind::actor) return std::nullopt;
      // "hours after Starmer had signed it": what looks like a preposition opens the clause.
      const bool opens = adjacent &&
                         (phrase.preposition == "after" || phrase.preposition == "before" ||
                          phrase.preposition == "since" || phrase.preposition == "until" ||
                          phrase.preposition == "as" || phrase.preposition == "than") &&
                         group.shape == GroupShape::finite;
      if (opens) return found;
      // "under Article 23 of the treaty signed in January": a participle tells of what it follows.
      const bool described = group.shape == GroupShape::participle && steps <= 2 &&
                             phrase.kind == PhraseKind::treaty && !phrase.pronoun;
      if (described) return found;
      if (!phrase.preposition.empty() && !phrase.pronoun) {
        while (at > s.begin && (s.words[at - 1]->is(kDeterminer) ||
                                s.words[at - 1]->is(kPreposition) || s.tokens[at - 1].is("to"))) {
          --at;
        }
        continue;
      }
      // "A protocol rewriting the two countries' convention was signed": not the convention.
      if (group.shape == GroupShape::finite && phrase.kind == PhraseKind::treaty) {
        for (std::size_t back = index; back-- > 0;) {
          const Group& other = groups.groups[back];
          if (other.shape != GroupShape::gerund || other.end > phrase.begin ||
              phrase.begin - other.end > 2)
            continue;
          const auto whole = phrase_before(other.begin);
          if (whole && s.phrases[*whole].kind != PhraseKind::actor &&
              s.phrases[*whole].kind != PhraseKind::date && s.phrases[*whole].preposition.empty())
            return whole;
        }
      }
      return found;
    }
    if (word.is(kAdverb) && !word.verb() && !word.is(kSubordinator | kPreposition)) {
      --at;
      continue;
    }
    // A verb group on the way: a relative clause is stepped over, else it bars the way.
    bool crossed = false;
    for (std::size_t back = index; back-- > 0;) {
      const Group& other = groups.groups[back];
      if (other.end != at && !(other.begin < at && other.end >= at)) continue;
      if (other.relative && other.begin > 0) {
        std::size_t rel = other.begin - 1;
        while (rel > s.begin && !s.tokens[rel].is(",")) --rel;
        at = rel;
        crossed = true;
        break;
      }
      if (other.shape == GroupShape::participle || other.shape == GroupShape::gerund) {
        // "The treaty, signed in March, entered …"
        at = other.begin;
        if (at > s.begin && s.tokens[at - 1].is(",")) --at;
        crossed = true;
        break;
      }
      if (group.joined || !adjacent)
        return group.joined ? find_subject(s, groups, back) : std::nullopt;
      return std::nullopt;
    }
    if (crossed) continue;
    if (word.is(kRelative) && group.begin - at <= 4) {
      // The antecedent: the nearest phrase before the pronoun.
      if (token.is("whose")) return std::nullopt;
      std::size_t before = at - 1;
      // "the deal, nine tenths of which has been applied", "both of which entered into force"
      if (before > s.begin && s.tokens[before - 1].is("of")) {
        for (std::size_t back = before - 1; back > s.begin && before - back < 5; --back) {
          if (!s.tokens[back - 1].is(",")) continue;
          before = back;
          break;
        }
      }
      if (before > s.begin && s.tokens[before - 1].is(",")) --before;
      if (before > s.begin &&
          (s.words[before - 1]->is(kPreposition) || s.tokens[before - 1].is("to")))
        return std::nullopt;
      if (const auto antecedent = phrase_before(before)) {
        if (token.is("that") && s.phrases[*antecedent].kind == PhraseKind::date)
          return std::nullopt;
        return antecedent;
      }
      return std::nullopt;
    }
    if (word.is(kConjunction) && group.begin - at <= 4) {
      for (std::size_t back = index; back-- > 0;) {
        const Group& other = groups.groups[back];
        if (other.shape == GroupShape::infinitive && group.shape == GroupShape::finite) continue;
        for (std::size_t i = other.end; i < group.begin; ++i) {
          if (s.tokens[i].is(";")) return std::nullopt;
        }
        return find_subject(s, groups, back);
      }
      return std::nullopt;
    }
    if (token.is(";") || token.is(":") || token.is("--") || token.is("\"") || token.is("("))
      return std::nullopt;
    if (word.is(kSubordinator) && !word.is(kPreposition)) return std::nullopt;
    if (token.is(",")) {
      --at;
      adjacent = false;
      continue;
    }
    if (token.kind == TokenKind::word && !word.is(kFunctionWord)) {
      // An unknown noun right before the verb is its subject, and no actor.
      if (adjacent && at == group.begin) {
        // "the EU and 26 of its members signed": the partner that is known.
        for (std::size_t back = at; back > s.begin + 1 && at - back < 7; --back) {
          if (s.tokens[back - 1].kind == TokenKind::mark) break;
          if (!s.tokens[back - 1].is("and") || s.phrase_at[back - 2] < 0) continue;
          const auto partner = static_cast<std::size_t>(s.phrase_at[back - 2]);
          const Phrase& one = s.phrases[partner];
          const bool clause_between = std::any_of(
              groups.groups.begin(), groups.groups.end(),
              [&](const Group& other) { return other.begin >= back && other.begin < group.begin; });
          const bool opens = one.begin <= s.begin + 1 || s.tokens[one.begin - 1].is(",") ||
                             s.phrase_at[one.begin - 1] >= 0;
          if (one.kind == PhraseKind::actor && !one.genitive && !one.adjective && !one.place &&
              one.preposition.empty() && opens && !clause_between)
            return partner;
          break;
        }
        // "The chamber", "the body": a head that may stand for an institution is looked up
        // elsewhere.
        return std::nullopt;
      }
      --at;
      continue;
    }
    --at;
  }
  // "Signed in Moscow …, the treaty …", "Negotiated for years and concluded in 1992, the pact …":
  // participles that open the sentence.
  bool opening =
      group.shape == GroupShape::participle && groups.groups.front().begin <= s.begin + 1;
  for (std::size_t i = 0; opening && i < index; ++i)
    opening = groups.groups[i].shape == GroupShape::participle;
  if (opening) {
    for (std::size_t i = 0; i < s.phrases.size(); ++i) {
      const Phrase& phrase = s.phrases[i];
      if (phrase.begin >= group.end && phrase.begin > 0 && s.tokens[phrase.begin - 1].is(",") &&
          (phrase.kind == PhraseKind::treaty || phrase.kind == PhraseKind::actor)) {
        return i;
      }
    }
  }
  return std::nullopt;
}

Complements find_complements(const Sentence& s, const SentenceGroups& groups, std::size_t index) {
  const Group& group = groups.groups[index];
  Complements out;
  out.end = s.tokens.size();
  for (std::size_t i = index + 1; i < groups.groups.size(); ++i) {
    const Group& next = groups.groups[i];
    if (next.shape == GroupShape::participle && !next.joined) continue;
    out.end = next.begin;
    break;
  }
  for (std::size_t at = group.end; at < out.end; ++at) {
    const Token& token = s.tokens[at];
    if (token.is(";") || token.is("--") || token.is(":")) {
      out.end = at;
      break;
    }
    if (s.phrase_at[at] < 0 && s.words[at]->is(kRelative) && !token.is("that")) {
      out.end = at;
      break;
    }
  }
  for (std::size_t i = 0; i < s.phrases.size(); ++i) {
    const Phrase& phrase = s.phrases[i];
    if (phrase.begin < group.end || phrase.begin >= out.end) continue;
    if (phrase.kind == PhraseKind::date) continue;
    // The subject of the next clause is no object of this one.
    const bool next_subject = phrase.end >= out.end && out.end < s.tokens.size() &&
                              phrase.preposition.empty() && index + 1 < groups.groups.size() &&
                              groups.groups[index + 1].begin == phrase.end &&
                              groups.groups[index + 1].shape == GroupShape::finite;
    if (next_subject && phrase.begin > group.end) continue;
    if (phrase.preposition.empty()) {
      out.direct.push_back(i);
    } else {
      out.oblique.push_back(i);
    }
  }
  return out;
}

}  // namespace servanda
