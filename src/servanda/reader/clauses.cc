// What treaties provide: duties, rights and prohibitions, in the words of the document.
#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "servanda/base/table.h"
#include "servanda/reader/context.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

const std::vector<std::pair<std::string, std::string>>& subjects() {
  static const auto* table = [] {
    auto* made = new std::vector<std::pair<std::string, std::string>>();
    for (const Row& row : table_rows(tables::subjects_tsv))
      made->emplace_back(row.field(0), row.field(1));
    return made;
  }();
  return *table;
}

/// How a provision stands behind the verb that lays it down.
enum class Shape : std::uint8_t { holds, does, to, from, right };

struct Provision {
  std::vector<std::string> after;
  Must must;
  Shape shape;
};
const std::unordered_multimap<std::string, Provision>& provisions() {
  static const auto* table = [] {
    auto* made = new std::unordered_multimap<std::string, Provision>();
    for (const Row& row : table_rows(tables::provisions_tsv)) {
      if (row.field(0) != "provides") continue;
      Provision one{{}, find_must(row.field(3)).value_or(Must::shall), Shape::does};
      const std::string_view shape = row.field(4);
      if (shape == "holds") one.shape = Shape::holds;
      if (shape == "to") one.shape = Shape::to;
      if (shape == "from") one.shape = Shape::from;
      if (shape == "right") one.shape = Shape::right;
      for (std::string_view word : split(row.field(2), ' ')) one.after.emplace_back(word);
      made->emplace(std::string(row.field(1)), std::move(one));
    }
    return made;
  }();
  return *table;
}

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Verbs of what somebody gets or does by a provision.
bool has_effect(const std::string& lemma) {
  static const auto* verbs = [] {
    auto* made = new std::unordered_set<std::string>();
    for (const Row& row : table_rows(tables::provisions_tsv)) {
      if (row.field(0) == "effect") made->emplace(row.field(1));
    }
    return made;
  }();
  return verbs->contains(lemma);
}

/// Parts of a treaty that provide something.
bool part_of_treaty(std::string_view lower) {
  return among(lower, {"article",  "articles",  "chapter",     "chapters",   "clause",
                       "clauses",  "provision", "provisions",  "section",    "sections",
                       "annex",    "annexes",   "paragraph",   "paragraphs", "schedule",
                       "appendix", "addendum",  "side-letter", "rules",      "terms"});
}

/// The matter of a clause: the subject word that weighs most, the first of the table's order.
std::string matter_of(const std::string& text) {
  const std::string lower = " " + to_lower(text) + " ";
  std::string best;
  std::size_t at = std::string::npos;
  for (const auto& [word, matter] : subjects()) {
    const std::size_t found = lower.find(word);
    if (found == std::string::npos) continue;
    const char before = lower[found - 1];
    const char after = lower[std::min(found + word.size(), lower.size() - 1)];
    if ((before >= 'a' && before <= 'z') || (after >= 'a' && after <= 'z')) continue;
    if (best.empty() || found < at) {
      best = matter;
      at = found;
    }
  }
  return best;
}

class Reader {
 public:
  Reader(Context& context, std::size_t first) : c_(context), s_(context.sentence), first_(first) {}

  void run() {
    if (c_.memory.treaties().empty() || c_.headline) return;
    const std::size_t before = c_.out.size();
    for (index_ = 0; index_ < c_.groups.groups.size(); ++index_) one(c_.groups.groups[index_]);
    // What one sentence begins to lay down, the next two may go on with.
    const bool lays_down = c_.out.size() > before || under_treaty();
    c_.memory.provisions = lays_down ? 2 : std::max(0, c_.memory.provisions - 1);
  }

 private:
  const Token& token(std::size_t at) const { return s_.tokens[at]; }

  /// "Article 5", "under the agreement": the sentence speaks of provisions.
  std::string article() const {
    for (std::size_t at = s_.begin; at + 1 < s_.tokens.size(); ++at) {
      if (token(at).is("article") && token(at).capital && token(at + 1).kind == TokenKind::number) {
        std::string number(s_.words_of(at + 1, at + 2));
        if (at + 4 < s_.tokens.size() && token(at + 2).is("(") && !token(at + 2).space &&
            token(at + 4).is(")")) {
          number += "(" + std::string(s_.words_of(at + 3, at + 4)) + ")";
        }
        return number;
      }
    }
    return {};
  }

  bool under_treaty() {
    if (!under_) under_ = look_for_treaty_above();
    return *under_;
  }

  bool look_for_treaty_above() const {
    for (const Phrase& phrase : s_.phrases) {
      if (phrase.kind == PhraseKind::treaty && phrase.preposition == "under") return true;
    }
    for (std::size_t at = s_.begin; at < s_.tokens.size(); ++at) {
      if (token(at).is("clause") || token(at).is("provision") || token(at).is("provisions") ||
          (token(at).is("under") && (s_.is(at + 1, "it") || s_.is(at + 1, "its"))))
        return true;
    }
    return !article().empty();
  }

  std::optional<std::size_t> treaty() const {
    const std::size_t verb = index_ < c_.groups.groups.size() ? c_.groups.groups[index_].begin : 0;
    for (const Phrase& phrase : s_.phrases) {
      if (phrase.kind != PhraseKind::treaty || phrase.treaties.size() != 1) continue;
      // "… in accordance with Article 51 of the UN Charter": another one, told behind the verb.
      const bool aside =
          phrase.begin > verb && (phrase.preposition == "of" || phrase.preposition == "with");
      if (!aside) return phrase.treaties.front();
    }
    return c_.memory.focus();
  }

  bool treaty_subject(std::size_t* which = nullptr) const {
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    if (!subject) return false;
    const Phrase& phrase = s_.phrases[*subject];
    if (phrase.kind != PhraseKind::treaty || phrase.treaties.empty()) return false;
    if (which != nullptr) *which = phrase.treaties.front();
    return true;
  }

  /// "the parties", "each side", "either side", "the sides", states party to it.
  std::string who(std::size_t group_begin) const {
    if (const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_)) {
      const Phrase& phrase = s_.phrases[*subject];
      if (phrase.kind == PhraseKind::actor)
        return std::string(s_.words_of(phrase.begin, phrase.end));
      return {};
    }
    std::size_t begin = group_begin;
    while (begin > s_.begin && group_begin - begin < 8 && s_.phrase_at[begin - 1] < 0 &&
           token(begin - 1).kind == TokenKind::word &&
           !s_.words[begin - 1]->is(kSubordinator | kRelative | kConjunction)) {
      --begin;
    }
    return std::string(s_.words_of(begin, group_begin));
  }

  static bool party_word(std::string_view text) {
    const std::string lower = to_lower(text);
    for (const char* word : {"part", "side", "state", "countr", "nation", "other", "either", "each",
                             "government", "member", "ally", "allies", "manufacturers"}) {
      if (lower.find(word) != std::string::npos) return true;
    }
    return false;
  }

  std::string condition(std::size_t group_head) const {
    for (const ConditionSpan& span : c_.groups.conditions) {
      if (group_head >= span.begin && group_head < span.end) continue;
      if (span.word == "before" || span.word == "until" || span.word == "whether" ||
          span.word == "when")
        continue;
      std::size_t end = span.end;
      while (end > span.text_begin && token(end - 1).kind == TokenKind::mark) --end;
      std::string text(s_.words_of(span.text_begin, end));
      return span.word == "unless" ? "unless " + text : text;
    }
    return {};
  }

  bool inside_condition(std::size_t at) const {
    return std::any_of(
        c_.groups.conditions.begin(), c_.groups.conditions.end(),
        [&](const ConditionSpan& span) { return at >= span.begin && at < span.end; });
  }

  /// Does another clause begin behind this comma or "and"?
  bool clause_opens(std::size_t at) const {
    const bool comma = token(at).is(",");
    if (!comma && !token(at).is("and") && !token(at).is("but")) return false;
    for (const Group& other : c_.groups.groups) {
      if (other.begin <= at || other.begin > at + 9) continue;
      if (other.shape == GroupShape::infinitive || other.shape == GroupShape::participle) continue;
      if (other.shape == GroupShape::gerund) {
        if (comma && other.begin == at + 1) return true;
        continue;
      }
      // "to develop, build, test or station": verbs of one list.
      const std::size_t first = s_.words[at + 1]->is(kAdverb) ? at + 2 : at + 1;
      if (other.begin <= first && other.modal.empty() && (s_.words[other.head]->forms & kBase) != 0)
        return false;
      for (std::size_t i = at + 1; i < other.begin; ++i) {
        if (token(i).is(",") || s_.words[i]->is(kRelative)) return false;
      }
      return true;
    }
    return false;
  }

  /// The end of what is provided: the next clause of its own, or the sentence's end.
  std::size_t provision_end(std::size_t from) const {
    constexpr std::size_t kLongest = 80;  // tokens: beyond that it is no one provision
    std::size_t end = std::min(s_.tokens.size(), from + kLongest);
    for (std::size_t at = from; at < end; ++at) {
      if (token(at).is(";") || token(at).is("--")) end = at;
      if (token(at).is("\"") && at > from) end = at;
      if (token(at).is(",") && at + 1 < s_.tokens.size() && speech_tail(at + 1)) end = at;
      if (token(at).is(",") && at > from + 2 && at + 1 < s_.tokens.size() &&
          s_.words[at + 1]->is(kRelative))
        end = at;
      if (at > from && clause_opens(at)) end = at;
      for (const ConditionSpan& span : c_.groups.conditions) {
        if (span.begin == at && at > from) end = at;
      }
    }
    while (end > from + 1 && token(end - 1).kind == TokenKind::mark) --end;
    return end;
  }

  bool speech_tail(std::size_t at) const {
    for (const Attribution& one : c_.attributions) {
      if (one.group && one.end <= at && c_.groups.groups[*one.group].begin >= at &&
          c_.groups.groups[*one.group].begin < at + 12) {
        return true;
      }
    }
    for (const Attribution& one : c_.attributions) {
      if (!one.group && one.end == at && one.begin < at) return true;
    }
    return false;
  }

  void add(std::size_t treaty_index, Must must, std::string who, std::size_t begin, std::size_t end,
           const std::string& if_text, Stance stance, std::size_t quote_begin,
           const std::string& about = {}) {
    if (begin >= end) return;
    ClauseFact fact;
    fact.treaty = c_.memory.treaties()[treaty_index].fact.id;
    fact.article = article();
    fact.condition = if_text;
    fact.who = std::move(who);
    fact.must = must;
    fact.action = s_.words_of(begin, end);
    fact.about = about;
    if (about.empty() && index_ < c_.groups.groups.size()) {
      // "may withdraw", "may pull out on notice": but not "withdraw all claims".
      for (const Group& verb : c_.groups.groups) {
        if (verb.head != begin ||
            (verb.end < end && s_.words[verb.end]->is(kDeterminer) && s_.phrase_at[verb.end] < 0))
          continue;
        fact.about = s_.is(verb.end, "out") && among(verb.lemma, {"pull", "opt", "walk"})
                         ? "withdrawal"
                         : matter_of_verb(verb.lemma);
      }
    }
    if (fact.about.empty()) fact.about = matter_of(fact.action);
    if (fact.about.empty()) fact.about = matter_of(if_text);
    if (fact.about.empty()) fact.about = "other";
    add_statement(c_, fact, stance, quote_begin, end, begin);
  }

  void one(const Group& group) {
    if (inside_condition(group.head)) return;
    if (force(group) || standing_right(group) || fate(group) || provided(group) || modal(group) ||
        bound_to(group) || undertaking(group) || laid_down(group))
      return;
  }

  /// What a verb does to the treaty itself gives the clause its matter.
  static std::string matter_of_verb(std::string_view lemma) {
    if (among(lemma, {"terminate", "denounce", "end", "withdraw", "leave", "quit", "cancel"}))
      return "withdrawal";
    if (among(lemma, {"extend", "prolong", "renew"})) return "renewal";
    if (among(lemma, {"amend", "revise", "modify", "review"})) return "amendment";
    if (among(lemma, {"accede", "join"})) return "accession";
    if (among(lemma, {"lapse", "expire"})) return "term";
    return {};
  }

  /// Where the subject begins that stands before `before` and is no phrase of ours: behind the last
  /// comma, conjunction, condition or verb.
  std::size_t subject_begin(std::size_t before) const {
    std::size_t begin = before;
    while (begin > s_.begin && before - begin < 24) {
      const std::size_t at = begin - 1;
      if (token(at).is(",") || token(at).is(";") || token(at).is("\"") || token(at).is(":")) break;
      if (s_.phrase_at[at] < 0 && s_.words[at]->is(kConjunction | kSubordinator) &&
          !s_.words[at]->is(kPreposition) && !token(at).is("or"))
        break;
      if (inside_condition(at)) break;
      const bool verb =
          std::any_of(c_.groups.groups.begin(), c_.groups.groups.end(), [&](const Group& other) {
            return other.end == begin && other.end <= before && other.shape == GroupShape::finite &&
                   !other.relative;
          });
      if (verb) break;
      --begin;
    }
    while (begin < before && s_.words[begin]->is(kAdverb) && s_.phrase_at[begin] < 0) ++begin;
    return begin;
  }

  /// "It is prolonged automatically by five years at a time unless …", "will lapse after 16 years
  /// unless …": what becomes of the treaty by itself.
  bool fate(const Group& group) {
    if (group.shape != GroupShape::finite || group.past || group.negated) return false;
    const std::string matter = matter_of_verb(group.lemma);
    if (matter != "renewal" && matter != "term") return false;
    if (!group.modal.empty() && !among(group.modal, {"will", "shall", "would", "is-to"}))
      return false;
    std::size_t which = 0;
    if (!treaty_subject(&which) && !term_subject(group.begin, &which)) return false;
    const std::size_t end = provision_end(group.end);
    const std::string when = condition(group.head);
    bool by_itself = when.starts_with("unless");
    for (std::size_t at = group.begin; at < end; ++at)
      by_itself = by_itself || token(at).is("automatically") || token(at).is("tacitly");
    if (!by_itself) return false;
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    add(which, Must::shall, "", group.head, end, when, Stance::asserted,
        subject ? s_.phrases[*subject].begin : group.begin, matter);
    return true;
  }

  /// "It may be terminated by either side at twelve months' notice", "can be prolonged once",
  /// "either side may end it": what the treaty allows to be done to itself.
  bool standing_right(const Group& group) {
    if (group.shape != GroupShape::finite || group.perfect) return false;
    const std::string& modal = group.modal;
    if (modal != "may" && modal != "can" && modal != "shall") return false;
    const std::string matter = matter_of_verb(group.lemma);
    if (matter.empty()) return false;
    std::size_t which = 0;
    std::string actor;
    const Complements complements = find_complements(s_, c_.groups, index_);
    if (group.passive) {
      if (!treaty_subject(&which) && !term_subject(group.begin, &which)) return false;
      for (std::size_t i : complements.oblique) {
        const Phrase& phrase = s_.phrases[i];
        if (phrase.preposition == "by" && phrase.kind == PhraseKind::actor)
          actor = s_.words_of(phrase.begin, phrase.end);
      }
    } else {
      actor = who(group.begin);
      if (!party_word(actor)) return false;
      bool treaty_object = matter == "withdrawal" && complements.direct.empty();
      for (std::size_t i : complements.direct) {
        const Phrase& phrase = s_.phrases[i];
        if (phrase.kind != PhraseKind::treaty || phrase.treaties.empty()) continue;
        which = phrase.treaties.front();
        treaty_object = true;
      }
      for (std::size_t i : complements.oblique)
        treaty_object = treaty_object || s_.phrases[i].kind == PhraseKind::treaty;
      if (!treaty_object) return false;
      if (const std::optional<std::size_t> found = treaty(); found && which == 0) which = *found;
    }
    const std::size_t end = provision_end(group.end);
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    const Must must = group.negated || none_before(group.begin) ? Must::shall_not
                      : modal == "shall"                        ? Must::shall
                                                                : Must::may;
    add(which, must, actor, group.head, end, condition(group.head), Stance::asserted,
        subject ? s_.phrases[*subject].begin : group.begin, matter);
    return true;
  }

  /// "The term can be extended": of the treaty that is spoken of.
  bool term_subject(std::size_t before, std::size_t* which) const {
    if (before == s_.begin || !c_.memory.focus()) return false;
    const std::string& word = token(before - 1).lower;
    if (word != "term" && word != "period" && word != "arrangement" && word != "lease")
      return false;
    *which = *c_.memory.focus();
    return true;
  }

  /// Is the actor one of the two that the treaty is between?
  bool is_party(std::size_t index, const Phrase& phrase) const {
    const std::vector<std::string>& parties = c_.memory.treaties()[index].fact.parties;
    return !phrase.actors.empty() &&
           std::all_of(phrase.actors.begin(), phrase.actors.end(), [&](const Actor& actor) {
             const std::string& code = actor.state.empty() ? actor.org : actor.state;
             return std::find(parties.begin(), parties.end(), code) != parties.end();
           });
  }

  /// "Under the accord the parties recognise each other's borders, renounce the use of force",
  /// "Catches are shared": the plain present of what a treaty lays down.
  bool laid_down(const Group& group) {
    if (group.shape != GroupShape::finite || group.past || group.perfect || !group.modal.empty() ||
        group.lemma == "have" || group.progressive)
      return false;
    const bool under = under_treaty();
    if ((!under && c_.memory.provisions == 0) || article_subject(group.begin)) return false;
    if (among(group.lemma, {"consider", "say", "want", "be", "hope", "expect", "remain", "note"}))
      return false;
    const std::optional<std::size_t> which = treaty();
    if (!which || attribution_verb()) return false;
    if (attribution_at(c_, group.head) != nullptr && !under) return false;
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    if (subject && s_.phrases[*subject].kind != PhraseKind::actor) return false;
    if (group.passive) return laid_down_passive(group, *which, subject);
    const bool party = subject && !s_.phrases[*subject].person;
    const std::size_t from = subject ? s_.phrases[*subject].begin : subject_begin(group.begin);
    const std::string text(s_.words_of(from, group.begin));
    if (text.empty() || group.begin - from > 16) return false;
    if (under_before(group.begin)) {
      if (subject && !party) return false;
    } else if (!shared_word(text) && !(has_effect(group.lemma) && !person_word(from))) {
      return false;
    }
    if (among(group.lemma, {"undertake", "pledge", "commit", "agree"}))
      return false;  // the infinitive behind it says what
    const bool renounces = among(group.lemma, {"renounce", "refrain", "abstain", "forgo"});
    std::size_t begin = renounces ? group.end : group.head;
    if (renounces && s_.is(begin, "from")) ++begin;
    add(*which, renounces || group.negated ? Must::shall_not : Must::shall, text, begin,
        provision_end(group.end), condition(group.head), Stance::asserted, from);
    return true;
  }

  /// "Under the treaty …": before the verb.
  bool under_before(std::size_t verb) const {
    for (const Phrase& phrase : s_.phrases) {
      if (phrase.kind == PhraseKind::treaty && phrase.preposition == "under" && phrase.begin < verb)
        return true;
    }
    for (std::size_t at = s_.begin; at + 1 < verb; ++at) {
      if (token(at).is("under") && (among(token(at + 1).lower, {"it", "its", "article"})))
        return true;
      if (token(at).is("in") && token(at + 1).is("article")) return true;
    }
    return false;
  }

  bool person_word(std::size_t at) const {
    const Phrase* phrase = s_.phrase(at);
    return s_.words[at]->is(kPronoun) || (phrase != nullptr && phrase->person);
  }

  /// "Mining is prohibited for ten years", "fishing quotas are fixed until June".
  bool laid_down_passive(const Group& group, std::size_t which,
                         const std::optional<std::size_t>& subject) {
    const std::size_t begin = subject ? s_.phrases[*subject].begin : subject_begin(group.begin);
    if (begin >= group.begin || group.begin - begin > 16 || told_as_act(group)) return false;
    if (s_.words[begin]->is(kPronoun) || token(group.begin).is("being")) return false;
    Must must = group.negated ? Must::shall_not : Must::shall;
    const auto [first, last] = provisions().equal_range(group.lemma);
    if (first == last) return false;
    for (auto row = first; row != last; ++row) {
      if (row->second.must == Must::shall_not) must = Must::shall_not;
      if (row->second.must == Must::may && row->second.shape != Shape::right) must = Must::may;
    }
    add(which, must, "", begin, provision_end(group.end), condition(group.head), Stance::asserted,
        begin);
    return true;
  }

  /// "The parties are obliged to …", "members are barred from paying …", "is free to …".
  bool bound_to(const Group& group) {
    if (group.shape != GroupShape::finite ||
        (!group.passive && group.lemma != "be" && group.lemma != "remain"))
      return false;
    const std::string text = who(group.begin);
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    const bool party = subject && s_.phrases[*subject].kind == PhraseKind::actor && treaty() &&
                       is_party(*treaty(), s_.phrases[*subject]);
    const bool ours = under_treaty() || c_.memory.provisions > 0 || shared_word(text) || party;
    if (!ours || text.empty() || group.past) return false;
    std::size_t at = group.end;
    std::optional<Must> must;
    const auto [first, last] = provisions().equal_range(group.lemma);
    for (auto row = first; row != last && group.passive; ++row) {
      if (row->second.shape == Shape::to || row->second.shape == Shape::from)
        must = row->second.must;
    }
    if (among(group.cue, {"obliged", "bound", "required", "liable"})) must = Must::shall;
    if (among(group.cue, {"free", "entitled", "allowed", "permitted", "authorised", "authorized"}))
      must = Must::may;
    if (among(group.cue, {"forbidden", "prohibited", "barred"})) must = Must::shall_not;
    if (!group.passive && group.cue.empty() && at < s_.tokens.size()) {
      if (among(token(at).lower, {"free", "entitled", "allowed"})) must = Must::may;
      if (among(token(at).lower, {"bound", "obliged", "liable", "required"})) must = Must::shall;
      if (token(at).is("open") && (s_.is(at + 1, "to") || s_.is(at + 1, "for")) &&
          treaty_subject()) {
        add(*treaty(), Must::may, "", at + 2, provision_end(at + 2), condition(group.head),
            group.negated ? Stance::negated : Stance::asserted, group.begin, "accession");
        return true;
      }
      ++at;
    }
    if (!must) return false;
    const std::optional<std::size_t> which = treaty();
    if (!which || told_as_act(group)) return false;
    std::size_t begin = at;
    if (!s_.is(begin, "to") && !s_.is(begin, "from")) return false;
    ++begin;
    // "does not mean that Moscow is obliged to help"
    const Stance stance = standing_of(s_, c_.groups, index_, false).stance;
    if (stance != Stance::asserted && stance != Stance::negated) return false;
    add(*which, *must, text, begin, provision_end(begin), condition(group.head), stance,
        subject ? s_.phrases[*subject].begin : subject_begin(group.begin));
    return true;
  }

  /// The parties, whoever they are: "each side", "both countries", "members".
  static bool shared_word(const std::string& text) {
    static constexpr std::array kBefore = {"each",  "either", "any",   "both", "neither",
                                           "every", "all",    "other", "no",   "the"};
    const std::string lower = to_lower(text);
    const bool of_parties = lower.find("part") == 0 || lower.find(" part") != std::string::npos ||
                            lower.find("signator") != std::string::npos ||
                            lower.find("members") != std::string::npos ||
                            lower.find("member state") != std::string::npos;
    if (of_parties) return true;
    if (lower == "each" || lower == "neither" || lower == "either" || lower == "the other")
      return true;
    const bool party =
        lower.find("side") != std::string::npos || lower.find("state") != std::string::npos ||
        lower.find("countr") != std::string::npos || lower.find("nation") != std::string::npos ||
        lower.find("government") != std::string::npos;
    return party && std::any_of(kBefore.begin(), kBefore.end(), [&](const char* word) {
             return std::string_view(word) != "the" && lower.find(word) == 0;
           });
  }

  bool attribution_verb() const {
    return std::any_of(c_.attributions.begin(), c_.attributions.end(),
                       [&](const Attribution& one) { return one.group == index_; });
  }

  /// "takes effect thirty days after …", "shall enter into force 120 days after …".
  bool force(const Group& group) {
    const bool effect =
        (group.lemma == "take" && s_.is(group.end, "effect")) ||
        ((group.lemma == "enter" || group.lemma == "come") && s_.is(group.end, "into"));
    if (!effect || group.past || group.shape == GroupShape::gerund) return false;
    std::size_t at = group.end + (group.lemma == "take" ? 1U : 2U);
    bool after = false;
    for (std::size_t i = at; i < std::min(at + 8, s_.tokens.size()); ++i)
      after = after || token(i).is("after") || token(i).is("once") || token(i).is("upon");
    if (!after && !s_.is(at, "as") && !s_.is(at, "only")) return false;
    std::size_t which = 0;
    if (!treaty_subject(&which)) {
      const std::optional<std::size_t> found = treaty();
      if (!found) return false;
      which = *found;
    }
    const std::size_t end = provision_end(at);
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    const bool step = !subject || s_.phrases[*subject].kind != PhraseKind::treaty;
    bool withdrawal = subject && s_.phrases[*subject].kind == PhraseKind::deed;
    if (step) {
      for (std::size_t i = s_.begin; i < group.begin; ++i) {
        withdrawal =
            withdrawal || token(i).is("withdrawal") || token(i).is("step") || token(i).is("exit");
      }
      if (!withdrawal) return false;
    }
    add(which, Must::shall, "", group.head, at, std::string(s_.words_of(at, end)), Stance::asserted,
        subject ? s_.phrases[*subject].begin : group.begin, withdrawal ? "withdrawal" : "force");
    std::get<ClauseFact>(c_.out.back().fact).action = s_.words_of(group.head, at);
    extend_quote(end);
    return true;
  }

  void extend_quote(std::size_t end) {
    Citation& citation = c_.out.back().from.front();
    const Span last = s_.span(end - 1, end);
    if (citation.bytes && last.end > citation.bytes->end) {
      citation.bytes->end = last.end;
      citation.words = std::string(citation.bytes->of(s_.text));
    }
  }

  /// "the other shall not support", "either side may end it": a modal of obligation or right.
  bool modal(const Group& group) {
    if (group.shape != GroupShape::finite) return false;
    const std::string& modal = group.modal;
    const bool shall = modal == "shall";
    const std::optional<std::size_t> doer = find_subject(s_, c_.groups, index_);
    const std::string text =
        doer ? who(group.begin) : std::string(s_.words_of(subject_begin(group.begin), group.begin));
    const bool spoken_of = under_treaty();
    const std::optional<std::size_t> which = treaty();
    if (!which) return false;
    const bool party = doer && s_.phrases[*doer].kind == PhraseKind::actor &&
                       (is_party(*which, s_.phrases[*doer]) ||
                        (c_.memory.provisions > 0 && !s_.phrases[*doer].person));
    const bool plain = among(modal, {"may", "must", "will", "can", "cannot", "would", "is-to"});
    const bool here = spoken_of || (c_.memory.provisions > 0 && modal != "would");
    // "Either party may …", "No reservations may be made": of the treaty, wherever it stands.
    const bool standing = (modal == "may" || modal == "must" || modal == "can") &&
                          (shared_word(text) || (no_subject(text) && group.passive));
    const bool duty = shall || standing ||
                      (plain && here &&
                       (party_word(text) || party || article_subject(group.begin) ||
                        (under_before(group.begin) && !doer) ||
                        (group.passive && !doer && attribution_at(c_, group.head) == nullptr)));
    if (!duty || told_as_act(group)) return false;
    Must must = modal == "may" || modal == "can" ? Must::may : Must::shall;
    if (group.negated || no_subject(text) || none_before(group.begin)) must = Must::shall_not;
    const std::size_t end = provision_end(group.end);
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    const std::size_t begin = subject ? s_.phrases[*subject].begin : group.begin;
    std::size_t from = group.head;
    if (group.passive) {
      from = subject ? s_.phrases[*subject].begin : subject_begin(group.begin);
      if (from >= group.head) from = group.head;
    }
    add(*which, must, text, from, end, condition(group.head), Stance::asserted,
        std::min(begin, from));
    return true;
  }

  /// Has another finder read this verb as an act ("will sign", "must ratify")?
  bool told_as_act(const Group& group) const {
    const Span head = s_.tokens[group.head].span;
    const auto first = c_.out.begin() + static_cast<std::ptrdiff_t>(first_);
    return std::any_of(first, c_.out.end(), [&](const Statement& one) {
      const std::optional<Span>& bytes = one.from.front().bytes;
      return std::holds_alternative<ActFact>(one.fact) && bytes && bytes->begin <= head.begin &&
             bytes->end >= head.end;
    });
  }

  static bool no_subject(const std::string& text) {
    return text.starts_with("No ") || text.starts_with("no ") || text.starts_with("Neither") ||
           text.starts_with("neither");
  }

  /// "The Parties undertake to …", "each side pledges to", "commits the sides to", "obliges the
  /// parties to".
  bool undertaking(const Group& group) {
    if (group.shape != GroupShape::infinitive || !group.control) return false;
    const Group& control = c_.groups.groups[*group.control];
    if (!among(control.lemma, {"undertake", "pledge", "commit", "agree", "promise"})) return false;
    const std::size_t saved = index_;
    index_ = *group.control;
    std::size_t which = 0;
    const bool of_treaty = treaty_subject(&which);
    const std::string text = who(control.begin);
    index_ = saved;
    const bool ours = of_treaty || under_treaty() ||
                      ((shared_word(text) || c_.memory.provisions > 0) &&
                       among(control.lemma, {"undertake", "pledge", "commit", "promise"}) &&
                       (shared_word(text) || party_word(text)));
    if (!ours) return false;
    const std::optional<std::size_t> found =
        of_treaty ? std::optional<std::size_t>(which) : treaty();
    if (!found) return false;
    const std::size_t end = provision_end(group.end);
    const bool negated =
        group.negated || (group.begin > s_.begin && token(group.begin - 1).is("not"));
    add(*found, negated ? Must::shall_not : Must::shall, of_treaty ? "" : text, group.head, end,
        condition(group.head), Stance::asserted, control.begin);
    return true;
  }

  /// "The treaty provides for …", "a chapter commits the parties to …", "bans …".
  bool provided(const Group& group) {
    if (group.passive || group.shape == GroupShape::infinitive ||
        group.shape == GroupShape::participle)
      return false;
    const auto [first, last] = provisions().equal_range(group.lemma);
    if (first == last) return false;
    if (!group.modal.empty() && !among(group.modal, {"will", "would", "shall", "can", "does"}))
      return false;
    const std::optional<std::size_t> which = provider(group);
    if (!which) return false;
    const Standing standing = standing_of(s_, c_.groups, index_, false);
    if (standing.hidden) return false;
    for (const Shape shape : {Shape::to, Shape::from, Shape::right, Shape::holds, Shape::does}) {
      for (auto row = first; row != last; ++row) {
        if (row->second.shape != shape) continue;
        std::size_t at = group.end;
        bool fits = true;
        for (const std::string& word : row->second.after) fits = fits && s_.is(at++, word);
        if (fits && provision(group, row->second, at, *which)) return true;
      }
    }
    return false;
  }

  /// The treaty, or a part of it, as the one who provides.
  std::optional<std::size_t> provider(const Group& group) {
    std::size_t which = 0;
    if (treaty_subject(&which)) {
      const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
      const Phrase& phrase = s_.phrases[*subject];
      if (phrase.treaties.size() != 1) return std::nullopt;
      return which;
    }
    const std::size_t begin = subject_begin(group.begin);
    for (std::size_t at = begin; at < group.begin; ++at) {
      if (s_.phrase_at[at] < 0 && part_of_treaty(token(at).lower)) return treaty();
    }
    return article_subject(group.begin) ? treaty() : std::nullopt;
  }

  bool provision(const Group& group, const Provision& row, std::size_t at, std::size_t which) {
    const std::size_t end = provision_end(at);
    if (at >= end || opens_group(at)) return false;
    std::string doer;
    std::size_t begin = at;
    Must must = row.must;
    switch (row.shape) {
      case Shape::to:
      case Shape::from: {
        const std::optional<std::size_t> verb = verb_behind(at, end, row.shape == Shape::to);
        if (!verb) return false;
        std::size_t stop = *verb;
        while (stop > at && (s_.is(stop - 1, "to") || s_.is(stop - 1, "from") ||
                             s_.is(stop - 1, "not") || s_.words[stop - 1]->is(kAdverb)))
          --stop;
        if (row.shape == Shape::to && stop == at) return false;
        doer = s_.words_of(at, stop);
        begin = *verb;
        for (std::size_t i = stop; i < begin; ++i) {
          if (token(i).is("not") && must == Must::shall) must = Must::shall_not;
        }
        break;
      }
      case Shape::right: {
        const std::optional<std::size_t> right = right_behind(at, end);
        if (!right || *right == at) return false;
        std::size_t stop = *right;
        while (stop > at && s_.words[stop - 1]->is(kDeterminer)) --stop;
        doer = s_.words_of(at, stop);
        begin = *right;
        break;
      }
      case Shape::holds:
        if (group.past) return false;
        if (group.shape == GroupShape::gerund && group.lemma != "contain") return false;
        // "contains 47 articles" is a trait.
        for (std::size_t i = at; i < std::min(at + 4, end); ++i) {
          if (part_of_treaty(token(i).lower)) return false;
        }
        if (begin < end && s_.words[begin]->is(kDeterminer) && !token(begin).is("no")) ++begin;
        break;
      case Shape::does:
        if (end < at + 2 || group.shape != GroupShape::finite) return false;
        if (group.past) return false;
        if (s_.is(at + 1, "end") || s_.is(at, "to")) return false;  // "puts an end to", "to rest"
        if (const Phrase* object = s_.phrase(at);
            object != nullptr && object->kind != PhraseKind::actor)
          return false;
        begin = group.head;
        break;
    }
    Stance stance = group.negated ? Stance::negated : Stance::asserted;
    if (s_.is(begin, "no")) {
      stance = Stance::negated;
      ++begin;
    }
    if (group.modal == "would" && group.perfect) stance = Stance::conditional;
    add(which, must, doer, begin, end, condition(group.head), stance, group.begin);
    if (row.shape == Shape::right && !c_.out.empty()) {
      if (auto* clause = std::get_if<ClauseFact>(&c_.out.back().fact))
        clause->action = "have " + clause->action;
    }
    return true;
  }

  /// "… the parties to destroy", "… members from paying", "lets the two navies use": the verb that
  /// says what the object of a provision shall do.
  std::optional<std::size_t> verb_behind(std::size_t at, std::size_t end, bool infinitive) const {
    for (const Group& other : c_.groups.groups) {
      if (other.begin < at || other.begin > at + 14 || other.begin >= end) continue;
      if (other.shape == GroupShape::finite) return std::nullopt;
      if (infinitive ? other.shape == GroupShape::infinitive : other.shape == GroupShape::gerund)
        return other.head;
    }
    for (std::size_t i = at + 1; i < std::min(at + 9, end); ++i) {
      if (s_.phrase_at[i] >= 0 || token(i).capital) continue;
      const bool marked = infinitive
                              ? s_.is(i - 1, "to") || s_.is(at - 1, "let") || s_.is(at - 1, "lets")
                              : s_.is(i - 1, "from");
      const std::uint8_t form = infinitive ? kBase : kIng;
      if (marked && (s_.words[i]->forms & form) != 0 && i > at + 1) return i;
      if (s_.is(i - 1, "to") && infinitive && s_.words[i]->classes == 0) return i;
    }
    return std::nullopt;
  }

  bool opens_group(std::size_t at) const {
    return std::any_of(c_.groups.groups.begin(), c_.groups.groups.end(), [&](const Group& other) {
      return other.begin == at && other.shape == GroupShape::finite;
    });
  }

  std::optional<std::size_t> right_behind(std::size_t at, std::size_t end) const {
    for (std::size_t i = at; i < std::min(at + 16, end); ++i) {
      if (among(token(i).lower,
                {"right",  "rights",    "access",     "permission", "freedom", "priority", "power",
                 "powers", "authority", "option",     "veto",       "licence", "license",  "entry",
                 "say",    "control",   "preference", "grace",      "passage", "choice"}))
        return i;
      if (c_.groups.groups.end() !=
          std::find_if(c_.groups.groups.begin(), c_.groups.groups.end(),
                       [&](const Group& other) { return other.begin == i; }))
        return std::nullopt;
    }
    return std::nullopt;
  }

  /// "Neither government can …", "No party may …", "Nothing in the agreement …".
  bool none_before(std::size_t verb) const {
    for (std::size_t at = verb; at > s_.begin && verb - at < 8; --at) {
      if (token(at - 1).is(",") || token(at - 1).is(";")) return false;
      if (among(token(at - 1).lower, {"neither", "no", "nothing", "none", "nobody"})) return true;
    }
    return false;
  }

  bool article_subject(std::size_t before) const {
    for (std::size_t at = s_.begin; at + 1 < before; ++at) {
      if (token(at).is("article") && token(at).capital && before - at < 8) return true;
    }
    return false;
  }

  Context& c_;
  const Sentence& s_;
  std::size_t first_;  ///< where the statements of this sentence begin
  std::size_t index_ = 0;
  std::optional<bool> under_ = {};
};

}  // namespace

void read_clauses(Context& context, std::size_t first) {
  Reader(context, first).run();
}

}  // namespace servanda
