// What treaties are to each other.
#include <algorithm>
#include <unordered_map>

#include "servanda/base/table.h"
#include "servanda/reader/context.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

struct Link {
  std::vector<std::string> after;
  RelationType type;
};
const std::unordered_multimap<std::string, Link>& links() {
  static const auto* table = [] {
    auto* made = new std::unordered_multimap<std::string, Link>();
    for (const Row& row : table_rows(tables::provisions_tsv)) {
      if (row.field(0) != "relation") continue;
      const std::optional<RelationType> type = find_relation_type(row.field(3));
      if (!type) continue;
      Link link{{}, *type};
      for (std::string_view word : split(row.field(2), ' ')) link.after.emplace_back(word);
      made->emplace(std::string(row.field(1)), std::move(link));
    }
    return made;
  }();
  return *table;
}

/// Words that stand between two treaties: "similar to", "at odds with".
struct Between {
  std::vector<std::string> words;
  RelationType type;
  bool negated = false;
};
const std::unordered_multimap<std::string, Between>& between() {
  static const auto* table = [] {
    auto* made = new std::unordered_multimap<std::string, Between>();
    for (const Row& row : table_rows(tables::provisions_tsv)) {
      if (row.field(0) != "link") continue;
      const std::optional<RelationType> type = find_relation_type(row.field(3));
      if (!type) continue;
      Between one{{}, *type, row.field(4) == "not"};
      for (std::string_view word : split(row.field(2), ' ')) one.words.emplace_back(word);
      made->emplace(one.words.front(), std::move(one));
    }
    return made;
  }();
  return *table;
}

/// Papers that belong to a treaty and change or complete it.
bool changes_another(std::string_view form) {
  return form == "protocol" || form == "addendum" || form == "amendment" || form == "annex" ||
         form == "supplement";
}

class Reader {
 public:
  explicit Reader(Context& context) : c_(context), s_(context.sentence) {}

  void run() {
    for (index_ = 0; index_ < c_.groups.groups.size(); ++index_) by_verb(c_.groups.groups[index_]);
    attached();
    linked();
  }

 private:
  void add(std::size_t treaty, std::size_t other, RelationType type, Stance stance,
           const std::string& condition, std::size_t begin, std::size_t end, std::size_t at) {
    if (treaty == other) return;
    RelationFact fact;
    fact.type = type;
    fact.treaty = c_.memory.treaties()[treaty].fact.id;
    fact.other = c_.memory.treaties()[other].fact.id;
    fact.condition = condition;
    add_statement(c_, fact, stance, begin, end, at);
  }

  bool follows(const std::vector<std::string>& words, std::size_t at) const {
    for (const std::string& word : words) {
      if (at < s_.tokens.size() && s_.words[at]->is(kAdverb) && !s_.is(at, word)) ++at;
      if (!s_.is(at, word)) return false;
      ++at;
    }
    return true;
  }

  void by_verb(const Group& group) {
    const auto range = links().equal_range(group.lemma);
    for (auto link = range.first; link != range.second; ++link) {
      if (!follows(link->second.after, group.end)) continue;
      const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
      const Complements complements = find_complements(s_, c_.groups, index_);
      std::vector<std::size_t> newer, older;
      if (subject && s_.phrases[*subject].kind == PhraseKind::treaty)
        newer = s_.phrases[*subject].treaties;
      if (!subject && speaks_of_paper(group.begin) && c_.memory.focus())
        newer = {*c_.memory.focus()};
      if (group.shape == GroupShape::gerund && newer.empty() && group.control)
        newer = enacted(*group.control);
      if (group.passive) {
        older = newer;
        newer.clear();
        for (std::size_t i : complements.oblique) {
          const Phrase& phrase = s_.phrases[i];
          if (phrase.kind == PhraseKind::treaty &&
              (phrase.preposition == "by" || phrase.preposition == "with"))
            newer = phrase.treaties;
        }
      } else {
        for (std::size_t i : complements.direct) {
          if (s_.phrases[i].kind == PhraseKind::treaty && !s_.phrases[i].pronoun) {
            older = s_.phrases[i].treaties;
            break;
          }
        }
        if (older.empty()) {
          for (std::size_t i : complements.oblique) {
            const Phrase& phrase = s_.phrases[i];
            if (phrase.kind == PhraseKind::treaty && !phrase.pronoun) {
              older = phrase.treaties;
              break;
            }
          }
        }
      }
      // "replaced the convention of 1970 with the new agreement"
      const bool by_hand =
          !group.passive && newer.empty() && !older.empty() && subject &&
          s_.phrases[*subject].kind == PhraseKind::actor &&
          (link->second.type == RelationType::replaces ||
           link->second.type == RelationType::amends || link->second.type == RelationType::extends);
      if (by_hand) {
        for (std::size_t i : complements.oblique) {
          const Phrase& phrase = s_.phrases[i];
          if (phrase.kind == PhraseKind::treaty && phrase.treaties != older &&
              (phrase.preposition == "with" || phrase.preposition == "by" ||
               phrase.preposition == "through"))
            newer = phrase.treaties;
        }
      }
      if (newer.empty() || older.empty()) continue;
      const Standing standing = standing_of(s_, c_.groups, index_, c_.headline);
      if (standing.hidden) continue;
      const Span clause = clause_tokens(c_, index_);
      for (std::size_t a : newer) {
        for (std::size_t b : older) {
          add(a, b, link->second.type, standing.stance, standing.condition, clause.begin,
              clause.end, group.head);
        }
      }
      return;
    }
  }

  /// ", replacing the 26-year-old pact": what the main clause is about.
  std::vector<std::size_t> enacted(std::size_t control) const {
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, control);
    if (subject && s_.phrases[*subject].kind == PhraseKind::treaty)
      return s_.phrases[*subject].treaties;
    return {};
  }

  /// "a protocol to the agreement", "an amendment to the 1958 agreement".
  void attached() {
    for (std::size_t i = 0; i + 1 < s_.phrases.size(); ++i) {
      const Phrase& one = s_.phrases[i];
      const Phrase& two = s_.phrases[i + 1];
      if (one.kind != PhraseKind::treaty || two.kind != PhraseKind::treaty) continue;
      if (two.preposition != "to" || one.treaties.empty() || two.treaties.empty()) continue;
      const std::size_t gap = two.begin - one.end;
      if (gap > 2) continue;
      const std::string& form = c_.memory.treaties()[one.treaties.front()].fact.form;
      if (!changes_another(form)) continue;
      // "the Protocol on the Accession of Sweden to the Alliance Treaty" changes nothing in it.
      const std::string& title = c_.memory.treaties()[one.treaties.front()].fact.title;
      if (title.find("ccession") != std::string::npos) continue;
      TreatyFact& fact = c_.memory.treaties()[one.treaties.front()].fact;
      if (one.treaties.front() != two.treaties.front() &&
          fact.title.find(" to ") == std::string::npos) {
        fact.title += " to " + c_.memory.treaties()[two.treaties.front()].fact.title;
      }
      if (fact.parties.empty())
        fact.parties = c_.memory.treaties()[two.treaties.front()].fact.parties;
      add(one.treaties.front(), two.treaties.front(), RelationType::amends, Stance::asserted, "",
          one.begin, two.end, one.begin);
    }
  }

  /// "similar to", "the successor to", "at odds with": what stands between two treaties.
  void linked() {
    for (std::size_t at = s_.begin; at + 1 < s_.tokens.size(); ++at) {
      const auto range = between().equal_range(s_.tokens[at].lower);
      for (auto row = range.first; row != range.second; ++row) {
        if (follows(row->second.words, at) && link(row->second, at)) break;
      }
    }
  }

  bool link(const Between& words, std::size_t at) {
    const std::size_t end = at + words.words.size();
    const Phrase* behind = nullptr;
    for (const Phrase& phrase : s_.phrases) {
      if (phrase.kind != PhraseKind::treaty || phrase.treaties.empty() || phrase.pronoun) continue;
      if (phrase.begin >= end && phrase.begin <= end + 4) {
        behind = &phrase;
        break;
      }
      // "similar to the treaties": words of the link may lie within the phrase.
      if (phrase.begin < end && phrase.begin > at && phrase.end > end) {
        behind = &phrase;
        break;
      }
    }
    if (behind == nullptr) return false;
    std::optional<std::size_t> newer;
    Stance stance = Stance::asserted;
    std::string condition;
    std::size_t begin = at;
    for (std::size_t i = c_.groups.groups.size(); i-- > 0;) {
      const Group& group = c_.groups.groups[i];
      if (group.begin > at || group.shape != GroupShape::finite) continue;
      const std::optional<std::size_t> subject = find_subject(s_, c_.groups, i);
      const bool near = group.end + 5 >= at;
      if (subject && s_.phrases[*subject].kind == PhraseKind::treaty &&
          s_.phrases[*subject].treaties.size() == 1 && near) {
        newer = s_.phrases[*subject].treaties.front();
        begin = s_.phrases[*subject].begin;
      } else if (!subject && near && speaks_of_paper(group.begin)) {
        newer = c_.memory.focus();
        begin = group.begin;
      }
      if (newer) {
        const Standing standing = standing_of(s_, c_.groups, i, c_.headline);
        if (standing.hidden) {
          // "whether it is compatible with …" asks it
          if (words.type != RelationType::conflicts || !asked(group.head)) return false;
          add(*newer, behind->treaties.front(), words.type, Stance::possible, {}, begin,
              behind->end, at);
          return true;
        }
        stance = standing.stance;
        condition = standing.condition;
      }
      break;
    }
    if (!newer) {
      // "a treaty similar to …": right before it.
      for (const Phrase& phrase : s_.phrases) {
        if (phrase.kind != PhraseKind::treaty || phrase.treaties.empty()) continue;
        if (phrase.end <= at && at - phrase.end <= 3) {
          newer = phrase.treaties.front();
          begin = phrase.begin;
        }
      }
    }
    if (!newer) return false;
    if (words.negated) {
      stance = stance == Stance::asserted  ? Stance::negated
               : stance == Stance::negated ? Stance::asserted
                                           : Stance::possible;
    }
    add(*newer, behind->treaties.front(), words.type, stance, condition, begin, behind->end, at);
    return true;
  }

  bool asked(std::size_t head) const {
    return std::any_of(c_.groups.conditions.begin(), c_.groups.conditions.end(),
                       [&](const ConditionSpan& span) {
                         return span.word == "whether" && head >= span.begin && head < span.end;
                       });
  }

  /// "the arrangement", "the text": the paper that the text is about.
  bool speaks_of_paper(std::size_t verb) const {
    if (verb <= s_.begin) return false;
    const std::string& word = s_.tokens[verb - 1].lower;
    return word == "arrangement" || word == "text" || word == "document" || word == "plan" ||
           word == "version" || word == "draft" || word == "clause" || word == "provision";
  }

  Context& c_;
  const Sentence& s_;
  std::size_t index_ = 0;
};

}  // namespace

void read_relations(Context& context) {
  Reader(context).run();
}

}  // namespace servanda
