#include <algorithm>
#include <array>
#include <initializer_list>

#include "servanda/reader/governors.h"
#include "servanda/reader/groups.h"

namespace servanda {
namespace {

class Finder {
 public:
  Finder(const Sentence& sentence, bool headline) : s_(sentence), headline_(headline) {}

  SentenceGroups run() {
    for (std::size_t at = s_.begin; at < s_.tokens.size();) {
      const std::size_t end = group(at);
      at = end > at ? end : at + 1;
    }
    find_governors(s_, out_);
    return std::move(out_);
  }

 private:
  const WordInfo& info(std::size_t at) const { return *s_.words[at]; }
  const Token& token(std::size_t at) const { return s_.tokens[at]; }
  bool in_phrase(std::size_t at) const { return s_.phrase_at[at] >= 0; }

  bool after_subject(std::size_t at) const {
    std::size_t before = at;
    while (before > s_.begin && info(before - 1).is(kAdverb) && !in_phrase(before - 1)) --before;
    if (before == s_.begin) return false;
    if (const Phrase* phrase = s_.phrase(before - 1)) {
      return !phrase->adjective && !(phrase->genitive && phrase->kind == PhraseKind::actor);
    }
    const WordInfo& word = info(before - 1);
    return word.is(kRelative | kPronoun) || token(before - 1).is("and") ||
           token(before - 1).is("but") || token(before - 1).is(",") || token(before - 1).is("')");
  }

  std::size_t group(std::size_t at) {
    if (in_phrase(at) || token(at).kind == TokenKind::mark) return at;
    Group made;
    made.begin = at;
    std::size_t next = at;
    bool have = false, be = false, do_ = false, to = false, modal = false, any = false;
    while (next < s_.tokens.size() &&
           (!in_phrase(next) || deed_is_verb(next, modal || do_ || to))) {
      const WordInfo& word = info(next);
      const Token& t = token(next);
      if (in_phrase(next)) break;
      if (word.is(kNegation)) {
        made.negated = true;
        ++next;
        continue;
      }
      if (t.is("no") && (any) && next + 1 < s_.tokens.size() && token(next + 1).is("longer")) {
        made.negated = true;
        next += 2;
        continue;
      }
      if (word.is(kModal) && !modal && !to && !(t.is("may") && t.capital && next > s_.begin)) {
        made.modal = t.lower;
        if (t.is("cannot")) made.negated = true;
        if (t.is("ca")) made.modal = "can";
        if (t.is("wo") || t.is("'ll")) made.modal = "will";
        if (t.is("'d")) made.modal = "would";
        modal = true;
        any = true;
        ++next;
        continue;
      }
      if (word.is(kTo)) {
        if (any && !to) {
          // "have to", "is to", "ought to": the obligation or the plan is part of the group.
          const std::size_t verb = skip_adverbs(next + 1);
          if (verb < s_.tokens.size() && verb_here(verb, kBase) &&
              (have || be || made.modal == "ought")) {
            if (have && !made.perfect) made.modal = made.cue == "yet" ? "yet" : "must";
            if (be) made.modal = "is-to";
            have = be = false;
            modal = true;
            ++next;
            continue;
          }
          break;
        }
        const std::size_t verb = skip_adverbs(next + 1);
        if (verb >= s_.tokens.size() || !(verb_here(verb, kBase))) break;
        to = true;
        ++next;
        continue;
      }
      if (word.is(kHave) && !be) {
        have = true;
        any = true;
        made.past = made.past || t.is("had");
        ++next;
        // "has yet to ratify"
        if (next + 1 < s_.tokens.size() && token(next).is("yet") && token(next + 1).is("to")) {
          made.cue = "yet";
          made.negated = true;
          ++next;
        }
        continue;
      }
      if (t.lower.front() == '\'' && next > s_.begin && !info(next - 1).is(kPronoun))
        break;  // genitive
      if (word.is(kBe)) {
        if (be && !t.is("being")) break;
        be = true;
        any = true;
        made.past = made.past || t.is("was") || t.is("were") || (have && t.is("been"));
        ++next;
        continue;
      }
      if (word.is(kDo)) {
        // "did so", "has done": a main verb only where no other follows.
        do_ = true;
        any = true;
        made.past = made.past || t.is("did");
        ++next;
        continue;
      }
      // "are likely to be exchanged": the cue, no adverb on the way to the verb.
      if (be && (t.is("likely") || t.is("unlikely"))) break;
      if (word.is(kAdverb) && !word.verb()) {
        const bool doubt = t.is("reportedly") || t.is("allegedly") || t.is("apparently") ||
                           t.is("supposedly") || t.is("purportedly") || t.is("possibly") ||
                           t.is("probably") || t.is("perhaps") || t.is("maybe") ||
                           t.is("seemingly") || t.is("presumably") || t.is("likely");
        if (t.is("almost") || t.is("nearly") || t.is("falsely") || t.is("hardly") ||
            t.is("barely") || t.is("scarcely")) {
          made.negated = true;
        }
        made.doubtful = made.doubtful || doubt;
        if (!any && !to && !adverb_leads_to_verb(next)) break;
        if (be && t.is("already")) {
        }
        ++next;
        continue;
      }
      break;
    }
    if (next >= s_.tokens.size()) return any ? auxiliary_only(made, next, have, be, to) : at;
    const WordInfo& word = info(next);
    const Token& t = token(next);
    made.head = next;
    made.lemma = word.lemma;
    const bool blocked = in_phrase(next);
    if (!blocked && be) {
      if ((word.forms & kParticiple) != 0 && !is_adjective_cue(next)) {
        made.passive = true;
        made.perfect = have;
        made.past = made.past || have;
        return push(made, next + 1, to);
      }
      if ((word.forms & kIng) != 0) {
        made.progressive = true;
        made.perfect = have;
        return push(made, next + 1, to);
      }
      if (is_adjective_cue(next)) {
        made.cue = t.lower;
        made.lemma = "be";
        return push(made, next + 1, to);
      }
      made.lemma = "be";
      made.head = next - 1;
      made.past = made.past || have;
      return push(made, next, to);
    }
    if (!blocked && have && (word.forms & kParticiple) != 0) {
      made.perfect = true;
      made.past = true;
      return push(made, next + 1, to);
    }
    if (!blocked && (modal || do_ || to) && ((word.forms & kBase) != 0))
      return push(made, next + 1, to);
    if (!blocked && (modal || (do_ && made.negated)) && !have && unknown_word(next)) {
      made.lemma = t.lower;  // what stands behind "will" or "did not" is a verb, known or not
      return push(made, next + 1, to);
    }
    if (any) return auxiliary_only(made, next, have, be, to);
    if (blocked || !word.verb() || word.is(kFunctionWord & ~(kPreposition | kSubordinator)))
      return at;
    return bare(made, next);
  }

  bool unknown_word(std::size_t at) const {
    const WordInfo& word = info(at);
    return token(at).kind == TokenKind::word && !token(at).capital && word.classes == 0 &&
           word.forms == 0 && token(at).lower.size() > 2;
  }

  /// A deed's noun may be a verb after "to" or a modal: never for the nouns of the table.
  static bool deed_is_verb(std::size_t, bool) { return false; }

  bool verb_here(std::size_t at, std::uint8_t form) const {
    return !in_phrase(at) && ((info(at).forms & form) != 0 || info(at).is(kBe | kHave | kDo));
  }

  std::size_t skip_adverbs(std::size_t at) const {
    while (at < s_.tokens.size() && info(at).is(kAdverb | kNegation) && !info(at).verb()) ++at;
    return at;
  }

  bool adverb_leads_to_verb(std::size_t at) const {
    const std::size_t verb = skip_adverbs(at);
    return verb < s_.tokens.size() && (info(verb).verb() || info(verb).is(kAuxiliary)) &&
           !in_phrase(verb);
  }

  bool is_adjective_cue(std::size_t at) const {
    const std::string& word = token(at).lower;
    if (!governs_as_adjective(word)) return false;
    std::size_t next = at + 1;
    if (next < s_.tokens.size() &&
        (token(next).is("to") || token(next).is("for") || token(next).is("about") ||
         token(next).is("that") || token(next).is("in"))) {
      // "is expected to": a participle that is a cue all the same.
      return true;
    }
    return !info(at).verb();
  }

  /// "is", "has", "did", "will" without a verb that we know behind it.
  std::size_t auxiliary_only(Group& made, std::size_t next, bool have, bool be, bool to) {
    made.head = next - 1;
    made.lemma = be ? "be" : have ? "have" : "do";
    if (!have && !be && !made.modal.empty()) made.lemma = "?";
    std::size_t head = made.begin;
    for (std::size_t at = made.begin; at < next; ++at) {
      if (info(at).is(kAuxiliary)) head = at;
    }
    made.head = head;
    return push(made, next, to);
  }

  /// One verb without auxiliaries.
  std::size_t bare(Group& made, std::size_t at) {
    const WordInfo& word = info(at);
    const std::uint8_t forms = word.forms;
    const bool plural_noun = headline_ && at > s_.begin && !in_phrase(at - 1) &&
                             token(at - 1).lower.ends_with('s') &&
                             token(at - 1).kind == TokenKind::word && !word.nounish;
    const bool subject = after_subject(at) || plural_noun;
    const Token& t = token(at);
    if (t.capital && at > s_.begin && !headline_ && !t.joined) return at;
    // "the withdrawals become effective": participle and base look alike.
    const bool plural_present = (forms & kBase) != 0 && (forms & kPast) == 0 && subject;
    if ((forms & (kPast | kParticiple)) != 0 && !plural_present) {
      const bool opens = at == s_.begin && at + 1 < s_.tokens.size() && !in_phrase(at + 1) &&
                         info(at + 1).is(kPreposition);  // "Signed in Prague, the treaty …"
      if (word.is(kAdjective) && !subject && !opens) return at;
      const bool before_noun =
          at > s_.begin && info(at - 1).is(kDeterminer) && !info(at - 1).is(kPronoun);
      if (before_noun) return at;
      made.past = true;
      if (goes_on_passive(at)) {
        made.passive = true;
        return push(made, at + 1, false);
      }
      if ((forms & kPast) == 0) {
        made.shape = GroupShape::participle;
        made.passive = true;
      } else if ((forms & kParticiple) != 0 && reads_as_participle(at, subject)) {
        made.shape = GroupShape::participle;
        made.passive = true;
      }
      return push(made, at + 1, false);
    }
    if ((forms & kIng) != 0) {
      const bool before_noun =
          at > s_.begin && info(at - 1).is(kDeterminer) && !info(at - 1).is(kPronoun);
      if (before_noun || word.is(kAdjective)) return at;
      made.shape = GroupShape::gerund;
      return push(made, at + 1, false);
    }
    if ((forms & kThird) != 0) {
      if (!subject && !headline_ && !(after_noun(at) && !word.nounish)) return at;
      if (word.nounish && !clear_verb(at)) return at;
      return push(made, at + 1, false);
    }
    // The base form: a plural present, or "demanded that Greece leave". Behind "and" only as the
    // partner of another such verb ("advice and consent" is none).
    if (!subject || !partner_before(at)) return at;
    // "Ex-Soviet state signs pact": a verb follows, so this is none.
    if (word.nounish && at + 1 < s_.tokens.size() && !in_phrase(at + 1) &&
        (info(at + 1).forms & kThird) != 0 && !info(at + 1).nounish)
      return at;
    if (word.nounish && !(headline_ && clear_verb(at))) return at;
    if (at > s_.begin && info(at - 1).is(kDeterminer | kPreposition)) return at;
    return push(made, at + 1, false);
  }

  /// "was signed in 2019 and ratified by the Storting": the auxiliary of the first serves both.
  bool goes_on_passive(std::size_t at) const {
    if ((info(at).forms & kParticiple) == 0 || at <= s_.begin || out_.groups.empty()) return false;
    const Group& last = out_.groups.back();
    std::size_t before = at;
    while (before > s_.begin && info(before - 1).is(kAdverb) && !in_phrase(before - 1)) --before;
    if (before == s_.begin || !last.passive || last.shape != GroupShape::finite) return false;
    if (!token(before - 1).is("and") && !token(before - 1).is("but")) return false;
    return at + 1 < s_.tokens.size() && token(at + 1).is("by");
  }

  /// "A separate chapter commits the sides", "Article 9 obliges": a noun or its number before it.
  bool after_noun(std::size_t at) const {
    std::size_t before = at;
    while (before > s_.begin && info(before - 1).is(kAdverb) && !in_phrase(before - 1)) --before;
    if (before < s_.begin + 2 || in_phrase(before - 1)) return false;
    const Token& noun = token(before - 1);
    if (noun.kind == TokenKind::number) return token(before - 2).capital;
    const WordInfo& word = info(before - 1);
    return noun.kind == TokenKind::word && !noun.capital && !noun.lower.ends_with('s') &&
           !word.is(kFunctionWord | kAdjective | kAdverb) &&
           (!word.verb() || word.nounish || (word.forms == kBase && described(before - 1))) &&
           at + 1 < s_.tokens.size() &&
           (in_phrase(at + 1) || token(at + 1).kind == TokenKind::number ||
            info(at + 1).is(kDeterminer | kPronoun | kTo | kAdverb | kPreposition) ||
            unknown_word(at + 1));
  }

  /// "Its second annex": a determiner stands before, so this is a noun.
  bool described(std::size_t at) const {
    for (std::size_t back = at; back > s_.begin && at - back < 3; --back) {
      if (in_phrase(back - 1)) return false;
      if (info(back - 1).is(kDeterminer)) return true;
    }
    return false;
  }

  bool partner_before(std::size_t at) const {
    std::size_t before = at;
    while (before > s_.begin && info(before - 1).is(kAdverb) && !in_phrase(before - 1)) --before;
    if (before == s_.begin || in_phrase(before - 1)) return true;
    if (!info(before - 1).is(kConjunction) && !token(before - 1).is(",")) return true;
    if (out_.groups.empty()) return false;
    const Group& last = out_.groups.back();
    return last.shape == GroupShape::infinitive || !last.modal.empty() ||
           (last.shape == GroupShape::finite && !last.past && (info(last.head).forms & kBase) != 0);
  }

  /// A word that may be a noun is a verb right after a subject and before an object.
  bool clear_verb(std::size_t at) const {
    if (at == s_.begin) return false;
    const Phrase* before = s_.phrase(at - 1);
    const bool subject = (before != nullptr && !before->genitive && !before->adjective) ||
                         info(at - 1).is(kRelative | kPronoun) || info(at - 1).is(kAdverb) ||
                         (headline_ && token(at - 1).is(","));
    if (!subject || at + 1 >= s_.tokens.size()) return false;
    const Token& next = token(at + 1);
    if (in_phrase(at + 1) || info(at + 1).is(kDeterminer | kPronoun | kTo | kAdverb)) return true;
    if (next.is("that") || next.is("on") || next.is("for") || next.is("with") || next.is("up") ||
        next.is("out"))
      return true;
    // "which bans chemical weapons", "The treaty bans mines"
    const bool named =
        token(at - 1).is("which") || (before != nullptr && before->kind == PhraseKind::treaty);
    if (named && (unknown_word(at + 1) || info(at + 1).is(kNounOnly | kAdjective) ||
                  next.kind == TokenKind::number))
      return true;
    return headline_ && next.kind == TokenKind::word;
  }

  /// "the treaty signed in January by …" against "Moscow signed the treaty".
  bool reads_as_participle(std::size_t at, bool subject) const {
    std::size_t next = at + 1;
    while (next < s_.tokens.size() && info(next).is(kAdverb) && !in_phrase(next)) ++next;
    const bool no_object =
        next >= s_.tokens.size() || info(next).is(kPreposition | kTo) ||
        token(next).kind == TokenKind::mark ||
        (s_.phrase(next) != nullptr && s_.phrase(next)->kind == PhraseKind::date) ||
        info(next).is(kConjunction);
    if (!no_object) return false;
    // Verbs of a treaty's own life stay finite: "the pact, the oldest of its kind, lapsed in 1980".
    static constexpr std::array kOwn = {
        "expire", "lapse",  "enter",   "come",     "consist", "contain",  "fail",    "survive",
        "last",   "cease",  "exist",   "remain",   "date",    "resemble", "provide", "cover",
        "serve",  "rest",   "follow",  "collapse", "founder", "stall",    "fall",    "die",
        "emerge", "elapse", "crumble", "unravel",  "persist"};
    const std::string& lemma = info(at).lemma;
    if (std::any_of(kOwn.begin(), kOwn.end(), [&](const char* own) { return lemma == own; }))
      return false;
    if (at == s_.begin) return true;
    std::size_t before = at;
    while (before > s_.begin && info(before - 1).is(kAdverb) && !in_phrase(before - 1)) --before;
    if (before == s_.begin) return true;
    if (info(before - 1).is(kConjunction) && !out_.groups.empty() &&
        out_.groups.back().shape == GroupShape::participle &&
        out_.groups.front().begin <= s_.begin + 1)
      return true;  // "Negotiated for years and concluded in Helsinki, …"
    if (token(before - 1).is(",") || info(before - 1).is(kConjunction)) {
      // ", signed in March": but "he came, saw and signed" has a subject further left.
      return next < s_.tokens.size() &&
             (token(next).is("by") || token(next).is("in") || token(next).is("on") ||
              token(next).is("for") ||
              (s_.phrase(next) != nullptr && s_.phrase(next)->kind == PhraseKind::date)) &&
             !info(before - 1).is(kConjunction);
    }
    const Phrase* phrase = s_.phrase(before - 1);
    if (phrase != nullptr &&
        (phrase->kind == PhraseKind::treaty || phrase->kind == PhraseKind::law ||
         phrase->kind == PhraseKind::instrument) &&
        !phrase->pronoun) {
      return true;  // a treaty does not sign
    }
    (void)subject;
    return next < s_.tokens.size() && token(next).is("by") && phrase == nullptr;
  }

  /// "Neither government can cancel it", "None of the parties has signed".
  bool neither_before(std::size_t at) const {
    for (std::size_t back = at; back > s_.begin && at - back < 5; --back) {
      const Token& word = token(back - 1);
      if (word.kind == TokenKind::mark || word.is("nor") || word.is("and") ||
          info(back - 1).is(kTo))
        return false;
      if (!out_.groups.empty() && out_.groups.back().end >= back) return false;
      if (word.is("neither") || word.is("none")) return back < at;
    }
    return false;
  }

  std::size_t push(Group& made, std::size_t end, bool to) {
    made.end = end;
    if (to) made.shape = GroupShape::infinitive;
    if (token(made.begin).is("having")) made.shape = GroupShape::gerund;
    // "neither signed nor ratified"
    if (made.begin > s_.begin && !in_phrase(made.begin - 1) &&
        (token(made.begin - 1).is("neither") || token(made.begin - 1).is("nor"))) {
      made.negated = true;
    }
    if (neither_before(made.begin)) made.negated = true;
    // An adverb may stand before the group without belonging to it: "Reportedly, …" is rare, "has
    // reportedly signed" and "reportedly signed" are not.
    if (made.begin > s_.begin &&
        (token(made.begin - 1).is("reportedly") || token(made.begin - 1).is("allegedly"))) {
      made.doubtful = true;
    }
    if (made.begin > s_.begin) {
      std::size_t before = made.begin;
      const WordInfo& word = info(before - 1);
      const std::string& lower = token(before - 1).lower;
      if (!in_phrase(before - 1)) {
        if (word.is(kPreposition | kSubordinator)) made.before = lower;
        made.relative = word.is(kRelative);
        made.joined = lower == "and" || lower == "but" || lower == "or" || lower == "nor";
        if (lower == "that" && made.shape != GroupShape::finite) made.relative = false;
      }
    }
    out_.groups.push_back(made);
    return end;
  }
  const Sentence& s_;
  bool headline_;
  SentenceGroups out_;
};
}  // namespace

SentenceGroups find_groups(const Sentence& sentence, bool headline) {
  return Finder(sentence, headline).run();
}

}  // namespace servanda
