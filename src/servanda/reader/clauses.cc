// What treaties provide: duties, rights and prohibitions, in the words of the document.
#include <algorithm>
#include <array>
#include <unordered_map>

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

struct Provision {
  std::vector<std::string> after;
  Must must;
};
const std::unordered_map<std::string, Provision>& provisions() {
  static const auto* table = [] {
    auto* made = new std::unordered_map<std::string, Provision>();
    for (const Row& row : table_rows(tables::provisions_tsv)) {
      if (row.field(0) != "provides") continue;
      Provision one{{}, find_must(row.field(3)).value_or(Must::shall)};
      for (std::string_view word : split(row.field(2), ' ')) one.after.emplace_back(word);
      (*made)[std::string(row.field(1))] = std::move(one);
    }
    return made;
  }();
  return *table;
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
  explicit Reader(Context& context) : c_(context), s_(context.sentence) {}

  void run() {
    if (c_.memory.treaties().empty() || c_.headline) return;
    const std::size_t before = c_.out.size();
    for (index_ = 0; index_ < c_.groups.groups.size(); ++index_) one(c_.groups.groups[index_]);
    // What one sentence begins to lay down, the next may go on with.
    c_.memory.provisions = c_.out.size() > before || under_treaty();
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

  bool under_treaty() const {
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
      std::string text(s_.words_of(span.text_begin, span.end));
      return span.word == "unless" ? "unless " + text : text;
    }
    return {};
  }

  bool inside_condition(std::size_t at) const {
    return std::any_of(
        c_.groups.conditions.begin(), c_.groups.conditions.end(),
        [&](const ConditionSpan& span) { return at >= span.begin && at < span.end; });
  }

  /// The end of what is provided: the next finite clause, or the sentence's end.
  std::size_t provision_end(std::size_t from) const {
    std::size_t end = s_.tokens.size();
    for (std::size_t at = from; at < end; ++at) {
      if (token(at).is(";") || token(at).is("--")) end = at;
      if (token(at).is("\"") && at > from) end = at;
      if (token(at).is(",") && at + 1 < s_.tokens.size() && speech_tail(at + 1)) end = at;
      if (token(at).is(",") && at > from + 2 && at + 1 < s_.tokens.size() &&
          s_.words[at + 1]->is(kRelative))
        end = at;
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
    fact.about = about.empty() ? matter_of(fact.action) : about;
    if (fact.about.empty()) fact.about = matter_of(if_text);
    if (fact.about.empty()) fact.about = "other";
    add_statement(c_, fact, stance, quote_begin, end, begin);
  }

  void one(const Group& group) {
    if (inside_condition(group.head)) return;
    if (force(group) || standing_right(group) || modal(group) || undertaking(group) ||
        provided(group) || laid_down(group))
      return;
  }

  /// What a verb does to the treaty itself gives the clause its matter.
  static std::string matter_of_verb(std::string_view lemma) {
    if (lemma == "terminate" || lemma == "denounce" || lemma == "end" || lemma == "withdraw" ||
        lemma == "leave" || lemma == "quit" || lemma == "cancel")
      return "withdrawal";
    if (lemma == "extend" || lemma == "prolong" || lemma == "renew") return "renewal";
    if (lemma == "amend" || lemma == "revise" || lemma == "modify" || lemma == "review")
      return "amendment";
    if (lemma == "accede" || lemma == "join") return "accession";
    return {};
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
    const Must must = group.negated ? Must::shall_not : modal == "shall" ? Must::shall : Must::may;
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

  /// "Under the accord the parties recognise each other's borders, renounce the use of force": the
  /// plain present of what a treaty lays down.
  bool laid_down(const Group& group) {
    if (group.shape != GroupShape::finite || group.past || !group.modal.empty() || group.passive ||
        group.lemma == "be" || group.lemma == "have" || group.progressive)
      return false;
    if (!under_treaty() || article_subject(group.begin)) return false;
    if (group.lemma == "consider" || group.lemma == "say" || group.lemma == "want") return false;
    const std::optional<std::size_t> which = treaty();
    if (!which || attribution_verb()) return false;
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    const bool party = subject && s_.phrases[*subject].kind == PhraseKind::actor &&
                       is_party(*which, s_.phrases[*subject]);
    const std::string text = who(group.begin);
    if (!party && !party_word(text)) return false;
    if (group.lemma == "undertake" || group.lemma == "pledge" || group.lemma == "commit" ||
        group.lemma == "agree")
      return false;  // the infinitive behind it says what
    const bool renounces = group.lemma == "renounce" || group.lemma == "refrain" ||
                           group.lemma == "abstain" || group.lemma == "forgo";
    std::size_t begin = renounces ? group.end : group.head;
    if (renounces && s_.is(begin, "from")) ++begin;
    add(*which, renounces || group.negated ? Must::shall_not : Must::shall, text, begin,
        provision_end(group.end), condition(group.head), Stance::asserted,
        subject ? s_.phrases[*subject].begin : group.begin);
    return true;
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
    const std::string text = who(group.begin);
    const bool spoken_of = under_treaty();
    const std::optional<std::size_t> which = treaty();
    if (!which) return false;
    const std::optional<std::size_t> doer = find_subject(s_, c_.groups, index_);
    const bool party =
        doer && s_.phrases[*doer].kind == PhraseKind::actor && is_party(*which, s_.phrases[*doer]);
    const bool duty = shall || ((modal == "may" || modal == "must" || modal == "will" ||
                                 modal == "can" || modal == "would" || modal == "is-to") &&
                                (spoken_of || (c_.memory.provisions && modal != "would")) &&
                                (party_word(text) || party || !article().empty()));
    if (!duty || told_as_act(group)) return false;
    Must must = modal == "may" || modal == "can" ? Must::may : Must::shall;
    if (group.negated || no_subject(text)) must = Must::shall_not;
    const std::size_t end = provision_end(group.end);
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    const std::size_t begin = subject ? s_.phrases[*subject].begin : group.begin;
    std::size_t from = group.head;
    if (group.passive) {
      from = subject ? s_.phrases[*subject].begin
                     : group.begin - std::min<std::size_t>(group.begin - s_.begin, 3);
      if (from >= group.head) from = group.head;
    }
    add(*which, must, text, from, end, condition(group.head), Stance::asserted,
        std::min(begin, from));
    return true;
  }

  /// Has another finder read this verb as an act ("will sign", "must ratify")?
  bool told_as_act(const Group& group) const {
    const Span head = s_.tokens[group.head].span;
    return std::any_of(c_.out.begin(), c_.out.end(), [&](const Statement& one) {
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
    static constexpr std::array kVerbs = {"undertake", "pledge", "commit", "oblige",
                                          "require",   "agree",  "bind"};
    if (std::none_of(kVerbs.begin(), kVerbs.end(),
                     [&](const char* lemma) { return control.lemma == lemma; }))
      return false;
    const std::size_t saved = index_;
    index_ = *group.control;
    std::size_t which = 0;
    const bool of_treaty = treaty_subject(&which);
    const std::string text = who(control.begin);
    index_ = saved;
    const bool ours =
        of_treaty || under_treaty() ||
        (party_word(text) && (control.lemma == "undertake" || control.lemma == "pledge"));
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

  /// "The treaty provides for …", "contains a clause …", "bans …".
  bool provided(const Group& group) {
    const auto found = provisions().find(group.lemma);
    if (found == provisions().end() || group.passive || group.shape == GroupShape::infinitive)
      return false;
    if (group.past && group.lemma != "set") return false;
    if (group.shape == GroupShape::gerund && group.lemma == "include") return false;
    std::size_t at = group.end;
    for (const std::string& word : found->second.after) {
      if (!s_.is(at, word)) return false;
      ++at;
    }
    std::size_t which = 0;
    if (!treaty_subject(&which)) {
      if (!article_subject(group.begin)) return false;
      const std::optional<std::size_t> about = treaty();
      if (!about) return false;
      which = *about;
    }
    // "contains 47 articles" is a trait; "includes energy" a subject list.
    const std::size_t end = provision_end(at);
    for (std::size_t i = at; i < std::min(at + 4, end); ++i) {
      if (token(i).is("articles") || token(i).is("chapters")) return false;
    }
    if (group.lemma == "give" && end < at + 4) return false;
    const Standing standing = standing_of(s_, c_.groups, index_, false);
    if (standing.hidden) return false;
    Stance stance = group.negated ? Stance::negated : Stance::asserted;
    if (token(at).is("no") || token(at).is("any"))
      stance = token(at).is("no") ? Stance::negated : stance;
    std::size_t begin = at;
    if (begin < end && s_.words[begin]->is(kDeterminer)) ++begin;
    add(which, found->second.must, "", begin, end, condition(group.head), stance, group.begin);
    return true;
  }

  bool article_subject(std::size_t before) const {
    for (std::size_t at = s_.begin; at + 1 < before; ++at) {
      if (token(at).is("article") && token(at).capital && before - at < 8) return true;
    }
    return false;
  }

  Context& c_;
  const Sentence& s_;
  std::size_t index_ = 0;
};

}  // namespace

void read_clauses(Context& context) {
  Reader(context).run();
}

}  // namespace servanda
