// Where the name or description of a treaty begins: article, owner, modifiers.
#include "servanda/reader/treaty_edges.h"

#include <algorithm>
#include <array>

#include "servanda/language/names.h"
#include "servanda/reader/treaty_heads.h"

namespace servanda {
namespace {

class Left {
 public:
  Left(const Sentence& sentence, const Memory& memory, TreatyPartners& partners)
      : s_(sentence), memory_(memory), tokens_(sentence.tokens), partners_(partners) {}

  /// The first token of the name; notes article and owner in the span.
  std::size_t left_edge(std::size_t head, std::size_t from, TreatySpan& span) const {
    std::size_t at = head;
    TreatyMention& mention = span.mention;
    span.begin = head;
    while (at > from && head - at < 14) {
      const Token& before = tokens_[at - 1];
      const WordInfo& word = info(at - 1);
      if (before.kind == TokenKind::mark) {
        if (before.is("'(") || before.is("')") || (before.is("\"") && head - at < 4)) {
          --at;
          continue;
        }
        break;
      }
      if (before.is("'s")) {
        owner(at - 1, span);
        return skip_marks(at, head);
      }
      if (before.kind == TokenKind::number) {
        --at;
        continue;
      }
      if (word.is(kDeterminer)) {
        determiner(at - 1, mention, span);
        return skip_marks(at, head);
      }
      if (before.is("and") || before.is("&")) {
        if (!joins_modifiers(at - 1, from)) break;
        --at;
        continue;
      }
      if (before.joined || (at < tokens_.size() && tokens_[at].joined)) {
        --at;
        continue;
      }
      if (before.is("the") && at >= from + 3 && tokens_[at - 2].is("of") &&
          tokens_[at - 3].capital && tokens_[at].capital && tokens_[head].capital &&
          !info(at - 3).is(kFunctionWord) && !gazetteer().match(tokens_, at - 3)) {
        at -= 3;  // "the Law of the Sea Convention"
        continue;
      }
      if (before.is("of") && at >= from + 2 && tokens_[at - 2].capital && tokens_[at].capital) {
        // "Council of Europe Convention"
        const std::optional<NameMatch> match = gazetteer().match(tokens_, at - 2);
        if (match && match->end == at + 1 && match->entry->kind == NameKind::organisation) {
          at -= 2;
          continue;
        }
      }
      if (word.is(kFunctionWord)) break;
      const bool adjective_like =
          word.is(kAdjective) ||
          (at >= from + 2 && info(at - 2).is(kDeterminer) && !tokens_[at - 2].is("that"));
      if (!before.capital && word.verb() && !adjective_like) {
        if (!word.nounish || is_verb_here(at - 1, from)) break;
      }
      if (before.capital && word.verb() && at - 1 == s_.begin && !adjective_like &&
          word.forms != kBase)
        break;
      const bool earlier = (before.is("earlier") || before.is("later")) && at >= from + 2 &&
                           info(at - 2).is(kDeterminer);  // "an earlier deal"
      if (word.is(kAdverb) && !before.lower.ends_with("ly") && !earlier) break;
      --at;
    }
    span.begin = at;
    return skip_marks(at, head);
  }

 private:
  const WordInfo& info(std::size_t at) const { return *s_.words[at]; }

  std::size_t skip_marks(std::size_t at, std::size_t head) const {
    while (at < head && (tokens_[at].kind == TokenKind::mark || info(at).is(kAdverb) ||
                         (info(at).is(kConjunction) && !tokens_[at].capital)))
      ++at;
    return at;
  }

  bool is_state_or_name(std::size_t at) const {
    return tokens_[at].capital && !info(at).is(kFunctionWord);
  }

  /// A word that may be noun or verb ("trade", "supplies") is the verb behind "to" or a modal, in
  /// -s behind a name ("Duma backs treaty"), as base behind a list ("Kyiv, Vilnius draft pact").
  bool is_verb_here(std::size_t at, std::size_t from) const {
    if (at <= from) return false;
    const WordInfo& before = info(at - 1);
    if (before.is(kTo | kModal) || (before.is(kPronoun) && !before.is(kDeterminer))) return true;
    if ((info(at).forms & kThird) != 0) {
      // "president wants agreements", "says doubts accord": offices and verbs stand before verbs.
      const std::optional<NameMatch> match = gazetteer().match(tokens_, at - 1);
      if (match && match->entry->kind == NameKind::role && match->end == at) return true;
      if (memory_.headline && (before.forms & kThird) != 0 && !before.nounish) return true;
    }
    if (!is_state_or_name(at - 1)) return false;
    if ((info(at).forms & kThird) != 0) return true;
    // "the Pacific trade and development agreement"
    if (at >= 2 && info(at - 2).is(kDeterminer)) return false;
    for (std::size_t back = at - 1; back > from && at - back < 8; --back) {
      if (tokens_[back].is(",") || tokens_[back].is("and") || tokens_[back].is("&")) return true;
    }
    return false;
  }

  /// "Trade and Cooperation Agreement", "trade and travel treaties"; not "Iran and Russia pact".
  bool joins_modifiers(std::size_t conjunction, std::size_t from) const {
    if (conjunction <= from || conjunction + 1 >= tokens_.size()) return false;
    const Token& left = tokens_[conjunction - 1];
    const Token& right = tokens_[conjunction + 1];
    if (left.kind != TokenKind::word || right.kind != TokenKind::word) return false;
    if (left.capital != right.capital) return false;
    if (info(conjunction - 1).is(kFunctionWord)) return false;
    if (is_party(tokens_, conjunction - 1) || is_party(tokens_, conjunction + 1)) return false;
    if (!left.capital && (info(conjunction - 1).forms & (kPast | kThird)) != 0 &&
        !info(conjunction - 1).nounish) {
      return false;
    }
    // A treaty before the "and" is a treaty of its own.
    return !treaty_heads().contains(left.lower);
  }

  void determiner(std::size_t at, TreatyMention& mention, TreatySpan& span) const {
    const std::string& word = tokens_[at].lower;
    span.begin = at;
    if (word == "a" || word == "an" || word == "another" || word == "some" || word == "no" ||
        word == "any" || word == "several" || word == "many" || word == "few") {
      mention.indefinite = true;
    } else if (word == "its" || word == "their" || word == "his" || word == "her" ||
               word == "our" || word == "whose") {
      mention.definite = true;
      span.owner_is_subject = true;
    } else {
      mention.definite = true;
      mention.latter = word == "that" || word == "those" || word == "these";
    }
  }

  /// "Russia's 2001 treaty": the owner is one party.
  void owner(std::size_t genitive, TreatySpan& span) const {
    span.begin = genitive + 1;
    span.mention.definite = true;
    for (std::size_t back = 1; back <= 4 && back <= genitive; ++back) {
      const std::size_t start = genitive - back;
      const std::optional<NameMatch> match = gazetteer().match(tokens_, start);
      if (match && match->end == genitive) {
        const std::string party = party_of(*match->entry);
        if (!party.empty()) partners_.owner = party;
      }
    }
    span.mention.own = false;
  }

  const Sentence& s_;
  const Memory& memory_;
  const std::vector<Token>& tokens_;
  TreatyPartners& partners_;
};

}  // namespace

std::size_t left_edge(const Sentence& sentence, const Memory& memory, std::size_t head,
                      std::size_t from, TreatySpan& span, TreatyPartners& partners) {
  return Left(sentence, memory, partners).left_edge(head, from, span);
}

}  // namespace servanda
