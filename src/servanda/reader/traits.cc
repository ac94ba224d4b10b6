// What a sentence says of a treaty itself: articles, term, renewal, secrecy, subjects.
#include <algorithm>
#include <array>
#include <unordered_set>

#include "servanda/base/table.h"
#include "servanda/language/numbers.h"
#include "servanda/reader/context.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

const std::unordered_set<std::string>& subjects() {
  static const auto* table = [] {
    auto* made = new std::unordered_set<std::string>();
    for (const Row& row : table_rows(tables::subjects_tsv)) made->emplace(row.field(0));
    return made;
  }();
  return *table;
}

class Reader {
 public:
  explicit Reader(Context& context) : c_(context), s_(context.sentence) {}

  void run() {
    if (c_.memory.treaties().empty()) return;
    modifiers();
    for (std::size_t at = s_.begin; at < s_.tokens.size(); ++at) {
      articles(at);
      term(at);
      renewal(at);
      unlimited(at);
      undisclosed(at);
      in_force(at);
      fields(at);
    }
  }

 private:
  const Token& token(std::size_t at) const { return s_.tokens[at]; }
  bool hidden(std::size_t at) const {
    return std::any_of(c_.groups.conditions.begin(), c_.groups.conditions.end(),
                       [&](const ConditionSpan& span) {
                         return at >= span.begin && at < span.end && !span.factive;
                       });
  }

  /// The group whose clause a token stands in.
  const Group* group_before(std::size_t at, std::size_t* index = nullptr) const {
    const Group* best = nullptr;
    for (std::size_t i = 0; i < c_.groups.groups.size(); ++i) {
      if (c_.groups.groups[i].begin > at) break;
      best = &c_.groups.groups[i];
      if (index != nullptr) *index = i;
    }
    return best;
  }

  /// The treaty that a trait at a token belongs to: the subject of its clause, else the last named
  /// before it, else the one that is spoken of.
  std::optional<std::size_t> treaty_for(std::size_t at) const {
    std::size_t index = 0;
    if (group_before(at, &index) != nullptr) {
      if (const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index)) {
        const Phrase& phrase = s_.phrases[*subject];
        if (phrase.kind == PhraseKind::treaty && phrase.treaties.size() == 1)
          return phrase.treaties.front();
      }
    }
    const Phrase* best = nullptr;
    for (const Phrase& phrase : s_.phrases) {
      if (phrase.begin > at) break;
      if (phrase.kind == PhraseKind::treaty && phrase.treaties.size() == 1) best = &phrase;
    }
    if (best != nullptr) return best->treaties.front();
    return c_.memory.focus();
  }

  /// A speaker's trait is a statement of its own; the document's goes into the treaty. A trait that
  /// is only possible or denied is neither.
  template <typename Set>
  void give(std::size_t treaty, std::size_t at, std::size_t begin, std::size_t end, Set set) {
    const Attribution* said = attribution_at(c_, at);
    if (said != nullptr && said->speaker && said->effect == SpeechEffect::says) {
      TreatyFact fact;
      fact.id = c_.memory.treaties()[treaty].fact.id;
      set(fact);
      add_statement(c_, fact, Stance::asserted, begin, end, at);
    } else if (said == nullptr || said->effect == SpeechEffect::says) {
      set(c_.memory.treaties()[treaty].fact);
    }
  }

  /// "20-year pact", "10yr security pact"; not "26-year-old".
  void modifiers() {
    for (const Phrase& phrase : s_.phrases) {
      if (phrase.kind != PhraseKind::treaty || phrase.treaties.size() != 1) continue;
      for (std::size_t at = phrase.begin; at + 1 < phrase.end; ++at) {
        const std::optional<PeriodPhrase> period = find_period(s_.tokens, at);
        if (!period || period->end >= phrase.end || !token(period->end - 1).joined) {
          if (!(token(at).kind == TokenKind::number && token(at + 1).is("yr") &&
                !token(at + 1).space))
            continue;
        }
        if (period && token(period->end).is("old")) continue;
        if (!period || period->period.months < 12) continue;
        Term made;
        made.length = period->period;
        TreatyFact& fact = c_.memory.treaties()[phrase.treaties.front()].fact;
        if (!fact.clauses.term) fact.clauses.term = made;
        break;
      }
    }
  }

  void articles(std::size_t at) {
    if (token(at).is("article") && token(at).joined && at > s_.begin + 1) {
      // "the 23-article document"
      const std::optional<NumberPhrase> number = find_number(s_.tokens, at - 2);
      const std::optional<int> count = number ? number->whole() : std::nullopt;
      if (count && *count > 1 && *count < 2000) {
        if (const std::optional<std::size_t> treaty = treaty_for(at))
          give(*treaty, at, at - 2, at + 1, [&](TreatyFact& fact) { fact.articles = *count; });
      }
      return;
    }
    if (!token(at).is("articles")) return;
    for (std::size_t start = at; start > s_.begin && at - start < 4;) {
      --start;
      const std::optional<NumberPhrase> number = find_number(s_.tokens, start);
      if (!number || number->end > at || !number->whole()) continue;
      const int count = *number->whole();
      if (count < 2 || count > 2000) return;
      if (const std::optional<std::size_t> treaty = treaty_for(start)) {
        give(*treaty, at, start, at + 1, [&](TreatyFact& fact) { fact.articles = count; });
      }
      return;
    }
  }

  /// "concluded for 20 years", "a term of twenty years", "will run for ten years", "is valid for".
  void term(std::size_t at) {
    const std::optional<PeriodPhrase> period = find_period(s_.tokens, at);
    if (!period || period->period.months < 12 || at <= s_.begin || s_.phrase_at[at] >= 0) return;
    if (token(period->end - 1).joined && period->end < s_.tokens.size() &&
        !token(period->end).is("term"))
      return;
    std::size_t before = at - 1;
    if ((token(before).is("initial") || token(before).is("a") || token(before).is("an")) &&
        before > s_.begin)
      --before;
    if (token(before).is("an") && before > s_.begin) --before;
    const std::string& word = token(before).lower;
    if (word == "another" || word == "further") return;
    bool is_term = word == "of" && before > s_.begin &&
                   (token(before - 1).is("term") || token(before - 1).is("duration") ||
                    token(before - 1).is("period"));
    std::size_t index = 0;
    const Group* group = group_before(at, &index);
    if (word == "for" && group != nullptr) {
      static constexpr std::array kVerbs = {"conclude", "run", "last",  "sign",
                                            "remain",   "be",  "apply", "keep"};
      is_term = std::any_of(kVerbs.begin(), kVerbs.end(),
                            [&](const char* lemma) { return group->lemma == lemma; }) &&
                before < group->end + 14;
      if (group->lemma == "be" && group->end < before && !token(before - 1).is("valid") &&
          !token(before - 1).is("force"))
        is_term = false;
      if (is_term && (group->lemma == "sign" || group->lemma == "keep") && group->lemma != "keep" &&
          before > group->end + 4)
        is_term = false;
    }
    if (!is_term || hidden(at)) return;
    if (const std::optional<std::size_t> treaty = treaty_for(at)) {
      give(*treaty, at, before, period->end, [&](TreatyFact& fact) {
        Term made;
        made.length = period->period;
        if (!fact.clauses.term) fact.clauses.term = made;
      });
    }
  }

  /// "of unlimited duration", "is of indefinite duration", "concluded indefinitely".
  void unlimited(std::size_t at) {
    const bool none =
        (token(at).is("no") &&
         (s_.is(at + 1, "fixed") || s_.is(at + 1, "set") || s_.is(at + 1, "time")) &&
         (s_.is(at + 2, "term") || s_.is(at + 2, "duration") || s_.is(at + 2, "limit"))) ||
        (token(at).is("no") && s_.is(at + 1, "expiry"));
    if (!token(at).is("unlimited") && !token(at).is("indefinite") && !none) return;
    if (!none && !s_.is(at + 1, "duration") && !s_.is(at + 1, "term") && !s_.is(at + 1, "period"))
      return;
    if (const std::optional<std::size_t> treaty = treaty_for(at)) {
      give(*treaty, at, at, at + 2, [&](TreatyFact& fact) {
        Term made;
        made.indefinite = true;
        if (!fact.clauses.term) fact.clauses.term = made;
      });
    }
  }

  /// "prolonged automatically for successive five-year periods", "automatically extended for five
  /// years", "by five years at a time".
  void renewal(std::size_t at) {
    if (!token(at).is("automatically") && !token(at).is("automatic")) return;
    bool verb = false;
    const std::size_t from = at > s_.begin + 4 ? at - 4 : s_.begin;
    for (std::size_t i = from; i < std::min(at + 4, s_.tokens.size()); ++i) {
      const std::string& lemma = s_.words[i]->lemma;
      verb = verb || lemma == "extend" || lemma == "prolong" || lemma == "renew" ||
             token(i).is("extension") || token(i).is("renewal") || token(i).is("prolongation");
    }
    if (!verb) return;
    std::optional<Period> length;
    std::size_t end = at + 1;
    for (std::size_t i = at + 1; i < std::min(at + 10, s_.tokens.size()) && !length; ++i) {
      if (const std::optional<PeriodPhrase> period = find_period(s_.tokens, i);
          period && period->period.months > 0) {
        length = period->period;
        end = period->end;
      }
    }
    if (const std::optional<std::size_t> treaty = treaty_for(at)) {
      give(*treaty, at, from, end, [&](TreatyFact& fact) {
        Renewal made;
        made.kind = Renewal::Kind::automatic;
        made.length = length;
        if (!fact.clauses.renewal) fact.clauses.renewal = made;
      });
    }
  }

  /// "the text has not been disclosed", "has not been published", "the specifics have not been made
  /// public".
  void undisclosed(std::size_t at) {
    std::size_t index = 0;
    const Group* group = group_before(at, &index);
    if (group == nullptr || group->head != at || !group->negated || !group->passive ||
        !group->modal.empty())
      return;
    const bool closed = group->lemma == "disclose" || group->lemma == "publish" ||
                        group->lemma == "reveal" || group->lemma == "release" ||
                        (group->lemma == "make" && s_.is(group->end, "public"));
    if (!closed || hidden(at)) return;
    std::optional<std::size_t> treaty;
    if (const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index)) {
      const Phrase& phrase = s_.phrases[*subject];
      if (phrase.kind != PhraseKind::treaty || phrase.treaties.empty()) return;
      treaty = phrase.treaties.front();
    } else {
      // "the specifics", "the details", "its terms": of the treaty that is spoken of.
      for (std::size_t i = s_.begin; i < group->begin; ++i) {
        for (const char* word :
             {"specifics", "details", "terms", "text", "contents", "provisions", "list"}) {
          if (token(i).is(word) && !token(i).is("list")) treaty = c_.memory.focus();
        }
      }
    }
    if (!treaty) return;
    const Span clause = clause_tokens(c_, index);
    give(*treaty, at, clause.begin, clause.end, [](TreatyFact& fact) { fact.disclosed = false; });
  }

  /// "has been in force since 1999", ", in force since April 22, 2021,": the act as well.
  void in_force(std::size_t at) {
    if (!token(at).is("force") || at == s_.begin || !token(at - 1).is("in") || hidden(at)) return;
    if (!s_.is(at + 1, "since")) return;
    std::size_t index = 0;
    const Group* group = group_before(at, &index);
    if (group != nullptr && (group->negated || !group->modal.empty()) && group->end + 3 > at)
      return;
    const std::optional<Edtf> on =
        date_between(c_, at + 1, std::min(at + 8, s_.tokens.size()), DateSense::past);
    const std::optional<std::size_t> treaty = treaty_for(at);
    if (!on || !treaty) return;
    give(*treaty, at, at - 1, at + 2, [&](TreatyFact& fact) {
      if (!fact.in_force) fact.in_force = on;
    });
    ActFact act;
    act.type = ActType::enter_into_force;
    act.treaty = c_.memory.treaties()[*treaty].fact.id;
    act.on = on;
    add_statement(c_, act, Stance::asserted,
                  group != nullptr ? std::min(group->begin, at - 1) : at - 1,
                  std::min(at + 5, s_.tokens.size()), at);
  }

  /// "covering trade, energy and transport": the subjects of the treaty.
  void fields(std::size_t at) {
    if (s_.words[at]->lemma != "cover" || s_.phrase_at[at] >= 0) return;
    std::vector<std::string> found;
    std::size_t end = at + 1;
    for (std::size_t i = at + 1; i < std::min(at + 40, s_.tokens.size()); ++i) {
      if (token(i).is(".") || token(i).is(";")) break;
      std::size_t last = i + 1;
      while (last < s_.tokens.size() && token(last).joined) ++last;
      const std::string one = std::string(s_.words_of(i, last));
      std::string lower = to_lower(one);
      std::string longer =
          last < s_.tokens.size() ? to_lower(std::string(s_.words_of(i, last + 1))) : lower;
      if (last < s_.tokens.size() && subjects().contains(longer)) {
        found.push_back(longer);
        i = last;
        end = last + 1;
      } else if (subjects().contains(lower)) {
        found.push_back(lower);
        i = last - 1;
        end = last;
      }
    }
    if (found.size() < 2) return;
    if (const std::optional<std::size_t> treaty = treaty_for(at)) {
      give(*treaty, at, at, end, [&](TreatyFact& fact) {
        for (const std::string& word : found) {
          if (std::find(fact.fields.begin(), fact.fields.end(), word) == fact.fields.end())
            fact.fields.push_back(word);
        }
      });
    }
  }

  Context& c_;
  const Sentence& s_;
};

}  // namespace

void read_traits(Context& context) {
  Reader(context).run();
}

}  // namespace servanda
