// What somebody thinks of a treaty: "warned that it would endanger jobs", "X called it a surrender"
// stands in remarks.cc; here is what a verb of speech introduces and no other finder has read.
#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "servanda/reader/context.h"

namespace servanda {
namespace {

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Verbs whose content is a view, whoever speaks.
bool argues(std::string_view lemma) {
  return among(lemma, {"warn",    "argue",   "complain", "fear",   "worry",   "maintain", "insist",
                       "claim",   "contend", "believe",  "think",  "doubt",   "caution",  "lament",
                       "predict", "suggest", "observe",  "stress", "comment", "estimate"});
}

/// Verbs whose content is a view only if it judges what the text is about.
bool says(std::string_view lemma) {
  return among(lemma, {"say", "add", "note", "tell", "declare", "state", "write", "explain",
                       "remark", "deny", "reject", "reply", "emphasise", "emphasize"});
}

class Reader {
 public:
  Reader(Context& context, std::size_t first) : c_(context), s_(context.sentence), first_(first) {}

  void run() {
    if (c_.headline || !c_.memory.focus() || c_.memory.treaties().empty()) return;
    for (const Attribution& said : c_.attributions) {
      if (opinion(said)) return;
    }
  }

 private:
  const Token& token(std::size_t at) const { return s_.tokens[at]; }

  static bool is_observer(const Actor& actor) {
    return actor.kind == ActorKind::analyst || actor.kind == ActorKind::organisation ||
           actor.kind == ActorKind::public_ || actor.kind == ActorKind::company;
  }

  /// Has another finder read something out of these words?
  bool read_already(std::size_t begin, std::size_t end) const {
    const Span span = s_.span(begin, end);
    return std::any_of(c_.out.begin() + static_cast<std::ptrdiff_t>(first_), c_.out.end(),
                       [&](const Statement& one) {
                         const bool judged = std::holds_alternative<ActFact>(one.fact) ||
                                             std::holds_alternative<AssessmentFact>(one.fact) ||
                                             std::holds_alternative<ClauseFact>(one.fact) ||
                                             std::holds_alternative<RelationFact>(one.fact);
                         const std::optional<Span>& bytes = one.from.front().bytes;
                         return judged && bytes && bytes->begin < span.end &&
                                bytes->end > span.begin;
                       });
  }

  /// The content speaks of the treaty, or of the step that the text tells: "the pact", "it",
  /// "the decision".
  bool is_about_it(std::size_t group) const {
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, group);
    if (subject) {
      const Phrase& phrase = s_.phrases[*subject];
      return phrase.kind == PhraseKind::treaty || phrase.kind == PhraseKind::deed ||
             phrase.kind == PhraseKind::law;
    }
    std::size_t at = c_.groups.groups[group].begin;
    while (at > s_.begin && s_.words[at - 1]->is(kAdverb)) --at;
    if (at == s_.begin) return false;
    return among(token(at - 1).lower,
                 {"decision",  "move",       "step",       "vote",       "reversal",   "clause",
                  "clauses",   "provision",  "provisions", "change",     "changes",    "ruling",
                  "amendment", "amendments", "this",       "that",       "safeguards", "withdrawal",
                  "exit",      "text",       "document",   "cooperation"});
  }

  bool opinion(const Attribution& said) {
    if (!said.speaker || !said.group || said.begin >= said.end) return false;
    const Group& verb = c_.groups.groups[*said.group];
    const bool view = argues(verb.lemma);
    if (!view && !says(verb.lemma)) return false;
    std::size_t begin = said.begin;
    std::size_t end = said.end;
    if (end <= verb.begin) {
      // "…, she said": up to the comma before the speaker.
      while (end > begin && token(end - 1).kind == TokenKind::mark) --end;
    }
    while (begin < end && (token(begin).kind == TokenKind::mark || s_.phrase_at[begin] < 0) &&
           !token(begin).is("that") && !s_.words[begin]->is(kDeterminer) &&
           token(begin).kind == TokenKind::mark) {
      ++begin;
    }
    // "told reporters on Monday that …"
    for (std::size_t at = begin; at < std::min(begin + 10, end); ++at) {
      if (!token(at).is("that") || s_.phrase_at[at] >= 0) continue;
      if (at > begin && !clause_behind(at + 1, end)) break;
      begin = at + 1;
      break;
    }
    const std::size_t stop = clause_end(begin, end);
    std::optional<std::size_t> main;
    for (std::size_t i = 0; i < c_.groups.groups.size(); ++i) {
      const Group& one = c_.groups.groups[i];
      if (one.shape == GroupShape::finite && one.begin >= begin && one.end <= stop &&
          i != *said.group) {
        main = i;
        break;
      }
    }
    if (!main || stop < begin + 3) return false;
    const Standing outer = standing_of(s_, c_.groups, *said.group, false);
    if (outer.hidden || outer.stance == Stance::negated) return false;
    if (read_already(begin, stop)) return false;
    const bool judged = is_about_it(*main);
    if (!judged && !(view && (is_observer(*said.speaker) || !said.speaker->state.empty())) &&
        !is_observer(*said.speaker))
      return false;
    const Group& group = c_.groups.groups[*main];
    Stance stance = Stance::asserted;
    if (group.negated) stance = Stance::negated;
    if (among(verb.lemma, {"fear", "worry"}) || among(group.modal, {"may", "might", "could"}))
      stance = Stance::possible;
    if (verb.lemma == "doubt") stance = Stance::negated;
    AssessmentFact fact;
    fact.about = c_.memory.treaties()[*c_.memory.focus()].fact.id;
    fact.says = s_.words_of(begin, stop);
    const std::size_t from = said.end <= verb.begin ? begin : said.begin;
    Statement& made = add_statement(c_, std::move(fact), stance, from, stop, begin);
    if (said.effect == SpeechEffect::denies) made.stance = Stance::denied;
    return true;
  }

  bool clause_behind(std::size_t begin, std::size_t end) const {
    return std::any_of(c_.groups.groups.begin(), c_.groups.groups.end(), [&](const Group& group) {
      return group.shape == GroupShape::finite && group.begin > begin && group.end <= end;
    });
  }

  /// A semicolon, or a closing quotation mark, ends what is said.
  std::size_t clause_end(std::size_t begin, std::size_t end) const {
    for (std::size_t at = begin; at < end; ++at) {
      if (token(at).is(";")) return at;
      if (token(at).is("\"") && at > begin + 2) return at;
      if (token(at).is(",") && at + 1 < end &&
          (token(at + 1).is("while") || token(at + 1).is("but") || token(at + 1).is("although")))
        return at;
    }
    while (end > begin && token(end - 1).kind == TokenKind::mark) --end;
    return end;
  }

  Context& c_;
  const Sentence& s_;
  std::size_t first_;
};

}  // namespace

void read_opinions(Context& context, std::size_t first) {
  Reader(context, first).run();
}

}  // namespace servanda
