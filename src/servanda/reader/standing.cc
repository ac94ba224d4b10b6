#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "servanda/reader/groups.h"

namespace servanda {
namespace {

Stance stance_word(std::string_view effect) {
  if (effect == "planned") return Stance::planned;
  if (effect == "possible") return Stance::possible;
  if (effect == "demanded") return Stance::demanded;
  if (effect == "negated") return Stance::negated;
  return Stance::asserted;
}

/// What is governed, when its governor stands as `outer` and works as `effect`.
Stance compose(Stance outer, Stance effect) {
  if (outer == Stance::negated || outer == Stance::denied) {
    // "not expected to" is negated; "did not rule out", "has not refused" leave it open.
    return effect == Stance::negated ? Stance::possible : Stance::negated;
  }
  if (effect == Stance::negated) return Stance::negated;
  if (outer == Stance::asserted) return effect;
  if (effect == Stance::asserted) return outer;
  // Two hedges: the weaker word wins, and a demand stays a demand.
  if (outer == Stance::conditional) return outer;
  if (effect == Stance::demanded || outer == Stance::demanded) return Stance::demanded;
  if (effect == Stance::possible || outer == Stance::possible) return Stance::possible;
  return effect;
}

Stance modal_stance(const Group& group) {
  const std::string& modal = group.modal;
  if (modal.empty()) return group.negated ? Stance::negated : Stance::asserted;
  if (modal == "yet") return Stance::negated;
  if (modal == "may" || modal == "might" || modal == "can" || modal == "could") {
    return group.negated && (modal == "can" || modal == "could") ? Stance::negated
                                                                 : Stance::possible;
  }
  if (group.negated) return Stance::negated;
  if (modal == "must" || modal == "should" || modal == "ought") return Stance::demanded;
  return Stance::planned;  // will, shall, would, is to
}

bool word_among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// "No state has ratified", "neither side signed", "none of the parties left": the subject negates.
bool negating_subject(const Sentence& s, const SentenceGroups& groups, std::size_t index) {
  const std::optional<std::size_t> subject = find_subject(s, groups, index);
  std::size_t from = groups.groups[index].begin;
  if (subject) from = s.phrases[*subject].begin;
  for (std::size_t at = from; at > s.begin && from - at <= 6; --at) {
    const std::string& word = s.tokens[at - 1].lower;
    if (word_among(word, {"neither", "none", "nobody", "nor"})) return true;
    if (word == "no" && at - 1 + 4 >= from) return true;
    if (s.tokens[at - 1].kind == TokenKind::mark || s.phrase_at[at - 1] >= 0) {
      if (!(at == from) && s.phrase_at[at - 1] < 0) break;
    }
    if (s.words[at - 1]->verb() && s.phrase_at[at - 1] < 0 && !s.words[at - 1]->nounish) break;
  }
  if (subject) {
    const std::string& first = s.tokens[s.phrases[*subject].begin].lower;
    return word_among(first, {"no", "neither", "none", "few"});
  }
  return false;
}

/// "hopes Iran will ratify it", "predicted that Iran would": what somebody foresees may be.
bool foreseen(const Sentence& s, const SentenceGroups& groups, std::size_t index) {
  if (index == 0) return false;
  const Group& group = groups.groups[index];
  const Group& above = groups.groups[index - 1];
  if (!word_among(above.lemma, {"hope", "expect", "believe", "predict", "think", "trust",
                                "forecast", "reckon", "anticipate", "bet", "fear", "guess"}))
    return false;
  for (std::size_t at = above.end; at < group.begin; ++at) {
    if (s.tokens[at].is(",") || s.tokens[at].is(";") || s.tokens[at].is("\"") ||
        (s.phrase_at[at] < 0 && s.words[at]->is(kRelative) && !s.tokens[at].is("that")))
      return false;
  }
  return true;
}

/// The words of a condition, without the point that ends the sentence.
std::string_view condition_words(const Sentence& sentence, const ConditionSpan& span) {
  std::size_t end = span.end;
  while (end > span.text_begin && sentence.tokens[end - 1].kind == TokenKind::mark &&
         !sentence.tokens[end - 1].is(")"))
    --end;
  return sentence.words_of(span.text_begin, end);
}

/// "rumours that Moscow signed", "the idea that …": said by nobody in particular, unless denied.
bool rumour(const Sentence& s, const SentenceGroups& groups, std::size_t index) {
  const std::size_t begin = groups.groups[index].begin;
  for (std::size_t at = begin; at > s.begin + 1 && begin - at < 14; --at) {
    if (!s.tokens[at - 1].is("that") || s.phrase_at[at - 1] >= 0) continue;
    const std::string& noun = s.tokens[at - 2].lower;
    if (!word_among(noun, {"claims",      "claim",       "reports",    "report",      "rumours",
                           "rumors",      "suggestions", "suggestion", "allegations", "allegation",
                           "speculation", "fears",       "fear",       "hopes",       "hope",
                           "doubts",      "possibility", "idea",       "notion",      "prospect",
                           "impression",  "chance",      "condition",  "demand",      "threat",
                           "likelihood",  "risk"})) {
      return false;
    }
    for (std::size_t back = index; back-- > 0;) {
      const Group& other = groups.groups[back];
      if (other.end > at) continue;
      return !word_among(other.lemma, {"deny", "reject", "dismiss", "refute", "dispute"});
    }
    return true;
  }
  return false;
}

}  // namespace

Standing standing_of(const Sentence& sentence, const SentenceGroups& groups, std::size_t index,
                     bool headline) {
  const Group& group = groups.groups[index];
  Standing standing;
  standing.stance = modal_stance(group);
  if ((standing.stance == Stance::asserted || group.modal == "will") &&
      group.shape != GroupShape::infinitive && group.shape != GroupShape::gerund &&
      negating_subject(sentence, groups, index)) {
    standing.stance = Stance::negated;
  }
  if (group.perfect && !group.modal.empty() && group.shape == GroupShape::finite) {
    // "would have signed" did not; "may have signed" perhaps did; "should have signed" says
    // neither.
    if (group.modal == "would") standing.stance = Stance::conditional;
    if (group.modal == "should" || group.modal == "could" || group.modal == "must" ||
        group.modal == "ought")
      standing.hidden = true;
  }
  if (standing.stance == Stance::planned && group.shape == GroupShape::finite &&
      foreseen(sentence, groups, index))
    standing.stance = Stance::possible;
  if (rumour(sentence, groups, index)) standing.hidden = true;
  if (!sentence.tokens.empty() && sentence.tokens.back().is("?")) standing.hidden = true;
  if (group.shape == GroupShape::infinitive || group.shape == GroupShape::gerund) {
    Stance outer = Stance::asserted;
    if (group.control && *group.control < index) {
      const Standing above = standing_of(sentence, groups, *group.control, headline);
      outer = above.stance;
      standing.condition = above.condition;
      standing.hidden = above.hidden;
    }
    Stance effect = stance_word(group.cue_effect);
    if (group.shape == GroupShape::infinitive && group.cue_effect.empty()) {
      // An infinitive without a known governor is a purpose or a plan, never a fact.
      effect = Stance::planned;
    }
    Stance own = group.negated ? Stance::negated : Stance::asserted;
    if (!group.cue_noun.empty() && outer == Stance::negated && group.cue_effect != "negated") {
      standing.stance = Stance::negated;
    } else {
      standing.stance =
          compose(outer, own == Stance::negated ? compose(effect, Stance::negated) : effect);
    }
  }
  if (group.shape == GroupShape::participle && group.cue_effect == "demanded")
    standing.stance = Stance::demanded;
  if (group.doubtful && standing.stance == Stance::asserted) standing.stance = Stance::possible;
  for (const ConditionSpan& span : groups.conditions) {
    const bool inside = group.head >= span.begin && group.head < span.end;
    if (inside) {
      const bool open_question = span.word == "whether" && standing.stance == Stance::possible;
      const bool posed = span.word == "if" || span.word == "once" || span.word == "unless" ||
                         span.word == "should" || span.word == "until" || span.word == "provided";
      if (posed && !span.factive && group.shape == GroupShape::finite &&
          (standing.stance == Stance::asserted || standing.stance == Stance::possible ||
           standing.stance == Stance::planned)) {
        standing.stance = Stance::conditional;  // "once both have exchanged the instruments"
      } else if (!span.factive && !open_question) {
        standing.hidden = true;
      }
    } else if (span.word == "until" && group.negated && !group.modal.empty() &&
               standing.stance == Stance::negated) {
      // "cannot come into force until all have ratified"
      standing.stance = Stance::conditional;
      standing.condition = "not until " + std::string(condition_words(sentence, span));
    } else if (span.word != "before" && span.word != "until" && span.word != "whether" &&
               span.word != "when" && span.word != "whenever" && span.word != "lest") {
      // The main clause of a condition, unless it tells the past.
      const bool past = group.past && group.modal.empty() && group.shape != GroupShape::infinitive;
      const bool near = group.head < span.begin || group.head >= span.end;
      if (!past && near && standing.stance != Stance::negated) {
        const bool demanded = standing.stance == Stance::demanded && group.modal.empty();
        if (!demanded) {
          standing.stance = Stance::conditional;
          standing.condition = std::string(condition_words(sentence, span));
          if (span.word == "unless") standing.condition = "unless " + standing.condition;
        }
      }
    }
  }
  return standing;
}

}  // namespace servanda
