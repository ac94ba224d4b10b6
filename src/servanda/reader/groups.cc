#include "servanda/reader/groups.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <unordered_map>

#include "servanda/language/table.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

struct Cues {
  std::unordered_map<std::string, std::string> verbs, adjectives, nouns;
};
const Cues& cues() {
  static const auto* table = [] {
    auto* made = new Cues();
    for (const Row& row : table_rows(tables::cues_tsv)) {
      auto& words = row.field(0) == "verb"        ? made->verbs
                    : row.field(0) == "adjective" ? made->adjectives
                                                  : made->nouns;
      words[std::string(row.field(1))] = row.field(2);
    }
    return made;
  }();
  return *table;
}

std::string look_up(const std::unordered_map<std::string, std::string>& words,
                    const std::string& word) {
  const auto found = words.find(word);
  return found == words.end() ? std::string() : found->second;
}

class Finder {
 public:
  Finder(const Sentence& sentence, bool headline) : s_(sentence), headline_(headline) {}

  SentenceGroups run() {
    for (std::size_t at = s_.begin; at < s_.tokens.size();) {
      const std::size_t end = group(at);
      at = end > at ? end : at + 1;
    }
    find_conditions();
    for (std::size_t i = 0; i < out_.groups.size(); ++i) govern(i);
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
    if (next >= s_.tokens.size()) return any ? auxiliary_only(made, next, have, be) : at;
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
    if (any) return auxiliary_only(made, next, have, be);
    if (blocked || !word.verb() || word.is(kFunctionWord & ~(kPreposition | kSubordinator)))
      return at;
    return bare(made, next);
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
    if (!cues().adjectives.contains(word)) return false;
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
  std::size_t auxiliary_only(Group& made, std::size_t next, bool have, bool be) {
    made.head = next - 1;
    made.lemma = be ? "be" : have ? "have" : "do";
    if (!have && !be && !made.modal.empty()) made.lemma = "?";
    std::size_t head = made.begin;
    for (std::size_t at = made.begin; at < next; ++at) {
      if (info(at).is(kAuxiliary)) head = at;
    }
    made.head = head;
    return push(made, next, false);
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
      if (word.is(kAdjective) && !subject) return at;
      const bool before_noun =
          at > s_.begin && info(at - 1).is(kDeterminer) && !info(at - 1).is(kPronoun);
      if (before_noun) return at;
      made.past = true;
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
      if (!subject && !headline_) return at;
      if (word.nounish && !clear_verb(at)) return at;
      return push(made, at + 1, false);
    }
    // The base form: a plural present, or "demanded that Greece leave". Behind "and" only as the
    // partner of another such verb ("advice and consent" is none).
    if (!subject || !partner_before(at)) return at;
    if (word.nounish && !(headline_ && clear_verb(at))) return at;
    if (at > s_.begin && info(at - 1).is(kDeterminer | kPreposition)) return at;
    return push(made, at + 1, false);
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
    static constexpr std::array kOwn = {"expire",  "lapse",  "enter",   "come",     "consist",
                                        "contain", "fail",   "survive", "last",     "cease",
                                        "exist",   "remain", "date",    "resemble", "provide",
                                        "cover",   "serve",  "rest",    "follow"};
    const std::string& lemma = info(at).lemma;
    if (std::any_of(kOwn.begin(), kOwn.end(), [&](const char* own) { return lemma == own; }))
      return false;
    if (at == s_.begin) return true;
    std::size_t before = at;
    while (before > s_.begin && info(before - 1).is(kAdverb) && !in_phrase(before - 1)) --before;
    if (before == s_.begin) return true;
    if (token(before - 1).is(",") || info(before - 1).is(kConjunction)) {
      // ", signed in March": but "he came, saw and signed" has a subject further left.
      return next < s_.tokens.size() &&
             (token(next).is("by") || token(next).is("in") || token(next).is("on") ||
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

  std::size_t push(Group& made, std::size_t end, bool to) {
    made.end = end;
    if (to) made.shape = GroupShape::infinitive;
    if (token(made.begin).is("having")) made.shape = GroupShape::gerund;
    // "neither signed nor ratified"
    if (made.begin > s_.begin && !in_phrase(made.begin - 1) &&
        (token(made.begin - 1).is("neither") || token(made.begin - 1).is("nor"))) {
      made.negated = true;
    }
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
        made.relative = word.is(kRelative) && (lower != "that" || true);
        made.joined = lower == "and" || lower == "but" || lower == "or" || lower == "nor";
        if (lower == "that" && made.shape != GroupShape::finite) made.relative = false;
      }
    }
    out_.groups.push_back(made);
    return end;
  }

  // ---- Governors
  // ---------------------------------------------------------------------------------

  void govern(std::size_t index) {
    Group& group = out_.groups[index];
    if (group.shape == GroupShape::infinitive) {
      govern_infinitive(index);
    } else if (group.shape == GroupShape::gerund) {
      if (index > 0) group.control = previous(index);
      govern_gerund(index);
    } else if (index > 0) {
      govern_bare(index);
    }
  }

  /// "help Moscow and Tokyo sign", "insists that Armenia amend", "wants the agreements signed":
  /// what the verb before brings about or asks for, not what has happened.
  void govern_bare(std::size_t index) {
    Group& group = out_.groups[index];
    const Group& above = out_.groups[index - 1];
    if (boundary_between(above.end, group.begin)) return;
    const bool one_word = group.end == group.begin + 1 ||
                          (group.head + 1 == group.end && group.modal.empty() && !group.past);
    if (!one_word) return;
    const auto among = [&](std::initializer_list<const char*> words) {
      return std::any_of(words.begin(), words.end(),
                         [&](const char* word) { return above.lemma == word; });
    };
    const bool base = group.shape == GroupShape::finite && group.head + 1 == group.end &&
                      (info(group.head).forms & kBase) != 0 && !group.past && group.modal.empty();
    if (base && !group.joined &&
        (among({"help", "let", "make", "see", "watch", "have"}) ||
         among({"insist", "demand", "propose", "recommend", "suggest", "request", "require", "urge",
                "ask"}))) {
      group.shape = GroupShape::infinitive;
      group.control = index - 1;
      group.cue_effect = look_up(cues().verbs, above.lemma);
      if (group.cue_effect.empty()) group.cue_effect = "planned";
    }
    const bool participle =
        (info(group.head).forms & kParticiple) != 0 && group.begin + 1 == group.end;
    if (participle && above.end < group.begin &&
        among({"want", "need", "see", "get", "wish", "like", "order"})) {
      group.control = index - 1;
      group.cue_effect = "demanded";
      group.shape = GroupShape::participle;
      group.passive = true;
    }
  }

  std::optional<std::size_t> previous(std::size_t index) const {
    return index == 0 ? std::nullopt : std::optional<std::size_t>(index - 1);
  }

  bool boundary_between(std::size_t begin, std::size_t end) const {
    for (std::size_t at = begin; at < end; ++at) {
      if (token(at).is(";") || token(at).is(":") || token(at).is("--") || token(at).is("\""))
        return true;
      if (!in_phrase(at) && info(at).is(kRelative) && !token(at).is("that")) return true;
    }
    return false;
  }

  void govern_infinitive(std::size_t index) {
    Group& group = out_.groups[index];
    // "its plan to leave", "the right to denounce": the noun decides.
    if (group.begin > s_.begin && !in_phrase(group.begin - 1)) {
      const std::string effect = look_up(cues().nouns, token(group.begin - 1).lower);
      const bool also_verb = effect.empty() ? false : is_verb_of_group(group.begin - 1);
      if (!effect.empty() && !also_verb) {
        group.cue_noun = token(group.begin - 1).lower;
        group.cue_effect = effect;
        group.control = previous(index);
        return;
      }
      const std::string adjective = look_up(cues().adjectives, token(group.begin - 1).lower);
      if (!adjective.empty() && !also_verb && !is_verb_of_group(group.begin - 1)) {
        group.cue_noun = token(group.begin - 1).lower;
        group.cue_effect = adjective;  // headlines: "Russia ready to …"
        return;
      }
    }
    // "to sign and ratify": shares the governor of its partner.
    for (std::size_t back = index; back-- > 0;) {
      const Group& other = out_.groups[back];
      if (boundary_between(other.end, group.begin)) break;
      std::string effect = other.cue.empty() ? look_up(cues().verbs, other.lemma)
                                             : look_up(cues().adjectives, other.cue);
      if (other.lemma == "be" && other.cue.empty()) effect.clear();
      if (other.lemma == "have" && other.end != group.begin) effect.clear();
      if (!effect.empty()) {
        group.control = back;
        group.cue_effect = effect;
        return;
      }
      if (other.shape == GroupShape::finite || other.shape == GroupShape::participle) {
        group.control = back;
        return;
      }
    }
  }

  bool is_verb_of_group(std::size_t at) const {
    return std::any_of(out_.groups.begin(), out_.groups.end(),
                       [&](const Group& group) { return group.head == at; });
  }

  void govern_gerund(std::size_t index) {
    Group& group = out_.groups[index];
    if (!group.control) return;
    const Group& other = out_.groups[*group.control];
    if (boundary_between(other.end, group.begin)) {
      group.control.reset();
      return;
    }
    const std::string& before = group.before;
    if (before == "without" || before == "from" || before == "against" || before == "instead") {
      group.cue_effect = "negated";
    } else if (before == "before" || before == "for" || before == "towards" || before == "toward" ||
               before == "about" || before == "on" || before == "to") {
      group.cue_effect = "planned";
    } else if (before == "of") {
      const std::string effect = group.begin >= 2 && !in_phrase(group.begin - 2)
                                     ? look_up(cues().nouns, token(group.begin - 2).lower)
                                     : std::string();
      group.cue_effect = effect;
      group.cue_noun = effect.empty() ? std::string() : token(group.begin - 2).lower;
    } else if (before.empty() && other.end == group.begin) {
      group.cue_effect =
          look_up(cues().verbs, other.lemma);  // "mulls leaving", "ruled out signing"
    } else if (before.empty() && group.begin == other.end + 1 && token(other.end).is("out")) {
      group.cue_effect = "negated";
    }
  }

  // ---- Conditions
  // --------------------------------------------------------------------------------

  void find_conditions() {
    for (std::size_t at = s_.begin; at < s_.tokens.size(); ++at) {
      if (in_phrase(at)) continue;
      const std::string& word = token(at).lower;
      std::size_t text = at + 1;
      std::string kind;
      if (word == "if" || word == "unless" || word == "once" || word == "whether" ||
          word == "until" || word == "lest") {
        kind = word;
        if (word == "once" && !once_is_conjunction(at)) continue;
        if (word == "if" && at > s_.begin && token(at - 1).is("as")) continue;
        if (word == "until" && at + 1 < s_.tokens.size() && s_.phrase(at + 1) != nullptr &&
            s_.phrase(at + 1)->kind == PhraseKind::date) {
          continue;
        }
      } else if (word == "before" || word == "when" || word == "whenever") {
        kind = word;
        if (!clause_follows(at + 1)) continue;
      } else if (word == "provided" && at + 1 < s_.tokens.size() && token(at + 1).is("that")) {
        kind = "provided";
        text = at + 2;
      } else if (word == "should" && opens_clause(at) && !is_group_modal(at)) {
        kind = "should";
      } else if (word == "as" && at + 2 < s_.tokens.size() &&
                 (token(at + 1).is("soon") || token(at + 1).is("long")) && token(at + 2).is("as")) {
        kind = "once";
        text = at + 3;
      } else if ((word == "in" && at + 2 < s_.tokens.size() && token(at + 1).is("case")) ||
                 (word == "in" && at + 3 < s_.tokens.size() && token(at + 1).is("the") &&
                  token(at + 2).is("event"))) {
        kind = "if";
        text = at + (token(at + 1).is("case") ? 2 : 3);
        if (text < s_.tokens.size() && token(text).is("of")) ++text;
      } else {
        continue;
      }
      ConditionSpan span;
      span.begin = at;
      span.text_begin = text;
      span.word = kind;
      span.end = clause_end(at, text);
      if (kind == "when") span.factive = past_within(span);
      out_.conditions.push_back(span);
    }
  }

  bool once_is_conjunction(std::size_t at) const {
    if (!clause_follows(at + 1) &&
        !(at + 1 < s_.tokens.size() && (info(at + 1).forms & kParticiple) != 0)) {
      return false;
    }
    return at == s_.begin || token(at - 1).is(",") || in_phrase(at - 1) ||
           !info(at - 1).is(kAuxiliary);
  }

  bool clause_follows(std::size_t at) const {
    for (const Group& group : out_.groups) {
      if (group.begin < at || group.shape != GroupShape::finite) continue;
      for (std::size_t i = at; i < group.begin; ++i) {
        if (token(i).is(",") || token(i).is(";")) return false;
      }
      return true;
    }
    return false;
  }

  /// "Should the commitments not be met": the modal stands before its subject.
  bool opens_clause(std::size_t at) const {
    return at == s_.begin || token(at - 1).is(",") || token(at - 1).is(";") ||
           token(at - 1).is("that");
  }
  bool is_group_modal(std::size_t at) const {
    // A modal right before its verb is no inversion.
    return at + 1 < s_.tokens.size() && !in_phrase(at + 1) &&
           (info(at + 1).verb() || info(at + 1).is(kBe | kHave)) && at != s_.begin &&
           !token(at - 1).is(",");
  }

  std::size_t clause_end(std::size_t begin, std::size_t text) const {
    const bool leads = begin == s_.begin || token(begin - 1).is(",") || token(begin - 1).is(";") ||
                       token(begin - 1).is("that") || token(begin - 1).is("\"") ||
                       token(begin - 1).is("but");
    for (std::size_t at = text; at < s_.tokens.size(); ++at) {
      if (token(at).is(";") || (token(at).is("--") && at > text + 1)) return at;
      if (leads && token(at).is(",") && !in_phrase(at)) {
        // A list or an aside within the condition: go on until a verb has come.
        const bool verb =
            std::any_of(out_.groups.begin(), out_.groups.end(),
                        [&](const Group& group) { return group.begin >= text && group.end <= at; });
        if (verb || begin == s_.begin || at > text + 2) return at;
      }
      if (!leads && token(at).is(",") && at + 1 < s_.tokens.size() && !in_phrase(at) &&
          (token(at + 1).is("but") || token(at + 1).is("and") || token(at + 1).is("\""))) {
        return at;
      }
      if (!leads && token(at).is(",") && in_speech_tail(at + 1)) return at;
    }
    return s_.tokens.size();
  }

  /// ", Jalali said": the tail of an attribution is no part of the condition.
  bool in_speech_tail(std::size_t at) const {
    for (const Group& group : out_.groups) {
      if (group.begin < at || group.begin > at + 12) continue;
      return (group.lemma == "say" || group.lemma == "add" || group.lemma == "tell") && group.past;
    }
    return false;
  }

  bool past_within(const ConditionSpan& span) const {
    for (const Group& group : out_.groups) {
      if (group.begin >= span.text_begin && group.end <= span.end &&
          group.shape == GroupShape::finite) {
        return group.past && group.modal.empty();
      }
    }
    return false;
  }

  const Sentence& s_;
  bool headline_;
  SentenceGroups out_;
};

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
  if (effect == Stance::negated) {
    return outer == Stance::asserted ? Stance::negated : Stance::negated;
  }
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

}  // namespace

SentenceGroups find_groups(const Sentence& sentence, bool headline) {
  return Finder(sentence, headline).run();
}

namespace {

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
  if (standing.stance == Stance::asserted && group.shape != GroupShape::infinitive &&
      group.shape != GroupShape::gerund && negating_subject(sentence, groups, index)) {
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
      if (!span.factive) standing.hidden = true;
    } else if (span.word != "before" && span.word != "until" && span.word != "whether" &&
               span.word != "when" && span.word != "whenever" && span.word != "lest") {
      // The main clause of a condition, unless it tells the past.
      const bool past = group.past && group.modal.empty() && group.shape != GroupShape::infinitive;
      const bool near = group.head < span.begin || group.head >= span.end;
      if (!past && near && standing.stance != Stance::negated) {
        const bool demanded = standing.stance == Stance::demanded && group.modal.empty();
        if (!demanded) {
          standing.stance = Stance::conditional;
          standing.condition = std::string(sentence.words_of(span.text_begin, span.end));
          if (span.word == "unless") standing.condition = "unless " + standing.condition;
        }
      }
    }
  }
  return standing;
}

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
      while (at > s.begin && !s.tokens[at - 1].is(",") && s.phrase_at[at - 1] < 0 &&
             group.begin - at < 2 && s.words[at - 1]->is(kFunctionWord) == false) {
        --at;
      }
      return phrase_before(at);
    }
    const Group& control = groups.groups[*group.control];
    // "urged Germany to ratify", "accused Russia of violating": whoever stands between.
    const bool own_promise =
        word_among(control.lemma, {"promise", "pledge", "vow", "threaten", "agree"});
    if ((group.shape == GroupShape::infinitive && !own_promise) || group.before == "of" ||
        group.before == "into" || group.before == "from") {
      for (std::size_t i = 0; i < s.phrases.size(); ++i) {
        const Phrase& phrase = s.phrases[i];
        if (phrase.begin < control.end || phrase.end > group.begin ||
            phrase.kind != PhraseKind::actor)
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
          s.phrases[*before].preposition.empty() && s.phrases[*before].begin > control.end) {
        return before;
      }
    }
    return find_subject(s, groups, *group.control);
  }
  std::size_t at = group.begin;
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
      if (!phrase.preposition.empty() && !phrase.pronoun) {
        while (at > s.begin && (s.words[at - 1]->is(kDeterminer) ||
                                s.words[at - 1]->is(kPreposition) || s.tokens[at - 1].is("to"))) {
          --at;
        }
        continue;
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
        // "The chamber", "the body": a head that may stand for an institution is looked up
        // elsewhere.
        return std::nullopt;
      }
      --at;
      continue;
    }
    --at;
  }
  // ", signed in Moscow …, the treaty …": a participle that opens the sentence.
  if (group.shape == GroupShape::participle && group.begin <= s.begin + 1) {
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
