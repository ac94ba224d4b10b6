// What treaties are to each other.
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

class Reader {
 public:
  explicit Reader(Context& context) : c_(context), s_(context.sentence) {}

  void run() {
    for (index_ = 0; index_ < c_.groups.groups.size(); ++index_) by_verb(c_.groups.groups[index_]);
    attached();
    alike();
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
      if (form != "protocol") continue;
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

  /// "similar to", "like the 2001 treaty", "the successor to".
  void alike() {
    for (std::size_t at = s_.begin; at + 1 < s_.tokens.size(); ++at) {
      const bool similar = s_.is(at, "similar") && s_.is(at + 1, "to");
      const bool successor = s_.is(at, "successor") && s_.is(at + 1, "to");
      if (!similar && !successor) continue;
      const Phrase* before = nullptr;
      const Phrase* behind = nullptr;
      for (const Phrase& phrase : s_.phrases) {
        if (phrase.kind != PhraseKind::treaty || phrase.treaties.empty()) continue;
        if (phrase.end <= at) before = &phrase;
        if (phrase.begin >= at + 2 && behind == nullptr && phrase.begin <= at + 4) behind = &phrase;
      }
      if (before == nullptr || behind == nullptr) continue;
      add(before->treaties.front(), behind->treaties.front(),
          similar ? RelationType::resembles : RelationType::replaces, Stance::asserted, "",
          before->begin, behind->end, at);
    }
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
