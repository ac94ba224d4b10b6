// Assessments and events: what surrounds the treaties.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "servanda/base/table.h"
#include "servanda/reader/context.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

struct Kind {
  std::vector<std::string> after;
  std::string type;
};
const std::unordered_map<std::string, Kind>& kinds() {
  static const auto* table = [] {
    auto* made = new std::unordered_map<std::string, Kind>();
    for (const Row& row : table_rows(tables::events_tsv)) {
      Kind kind{{}, std::string(row.field(2))};
      for (std::string_view word : split(row.field(1), ' ')) kind.after.emplace_back(word);
      (*made)[std::string(row.field(0))] = std::move(kind);
    }
    return made;
  }();
  return *table;
}

class Reader {
 public:
  explicit Reader(Context& context) : c_(context), s_(context.sentence) {}

  void run() {
    for (index_ = 0; index_ < c_.groups.groups.size(); ++index_) {
      const Group& group = c_.groups.groups[index_];
      if (!called(group)) said_of_treaty(group);
      event(group);
    }
  }

 private:
  const Token& token(std::size_t at) const { return s_.tokens[at]; }

  const Phrase* actor_subject() const {
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    if (!subject) return nullptr;
    const Phrase& phrase = s_.phrases[*subject];
    return phrase.kind == PhraseKind::actor && !phrase.actors.empty() && !phrase.place ? &phrase
                                                                                       : nullptr;
  }

  std::size_t end_of(std::size_t from) const {
    std::size_t end = from;
    while (end < s_.tokens.size() && !token(end).is(";") && !token(end).is("--") &&
           !(token(end).is(",") && end + 1 < s_.tokens.size() &&
             (s_.words[end + 1]->is(kRelative | kConjunction) || s_.phrase_at[end + 1] >= 0))) {
      ++end;
    }
    while (end > from && token(end - 1).kind == TokenKind::mark) --end;
    return end;
  }

  void assess(std::size_t begin, std::size_t end, Stance stance, std::size_t at,
              const Actor* speaker, std::size_t from) {
    if (begin >= end || !c_.memory.focus()) return;
    AssessmentFact fact;
    fact.about = c_.memory.treaties()[*c_.memory.focus()].fact.id;
    fact.says = s_.words_of(begin, end);
    Statement& made = add_statement(c_, fact, stance, from, end, at);
    if (speaker != nullptr && !made.speaker) made.speaker = *speaker;
  }

  /// "called the deal a surrender", "described the pact as more symbolic than substantive".
  bool called(const Group& group) {
    if (group.negated || group.passive || group.shape != GroupShape::finite) return false;
    const bool call = group.lemma == "call" && !s_.is(group.end, "on") && !s_.is(group.end, "for");
    const bool describe = group.lemma == "describe";
    if (!call && !describe) return false;
    const Phrase* subject = actor_subject();
    std::vector<Actor> who;
    if (subject != nullptr) who = subject->actors;
    if (who.empty() || group.end >= s_.tokens.size()) return false;
    std::size_t at = group.end;
    const Phrase* object = s_.phrase(at);
    if (object != nullptr && object->kind != PhraseKind::date) {
      at = object->end;
    } else {
      while (at < s_.tokens.size() && at < group.end + 3 && !token(at).is("a") &&
             !token(at).is("an") && !token(at).is("as") &&
             (s_.words[at]->is(kDeterminer) || at > group.end)) {
        ++at;
        if (token(at - 1).is("decision") || token(at - 1).is("move") || token(at - 1).is("step") ||
            token(at - 1).is("day"))
          break;
      }
    }
    if (describe) {
      while (at < s_.tokens.size() && !token(at).is("as")) ++at;
      ++at;
    }
    if (at >= s_.tokens.size()) return false;
    assess(at, end_of(at), Stance::asserted, group.head, &who.front(), subject->begin);
    return true;
  }

  /// "said the accord was not directed against any third country": a speaker judges a treaty.
  void said_of_treaty(const Group& group) {
    if (c_.headline) return;
    const Attribution* said = attribution_at(c_, group.head);
    if (said == nullptr || !said->speaker || group.shape != GroupShape::finite) return;
    if (group.lemma != "be" && !(group.passive && group.negated)) return;
    if (!group.cue.empty()) return;
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    if (!subject || s_.phrases[*subject].kind != PhraseKind::treaty) return;
    const std::size_t end = end_of(group.end);
    if (end <= group.end || s_.phrase(group.end) != nullptr) {
      if (end <= group.end || s_.phrase(group.end)->kind == PhraseKind::date) return;
    }
    Stance stance = group.negated ? Stance::negated : Stance::asserted;
    if (group.modal == "may" || group.modal == "might" || group.modal == "could")
      stance = Stance::possible;
    const std::size_t begin = group.lemma == "be" ? group.end : group.head;
    assess(begin, end, stance, group.head, nullptr, s_.phrases[*subject].begin);
  }

  void event(const Group& group) {
    const auto found = kinds().find(group.lemma);
    if (found == kinds().end() || group.passive || group.shape == GroupShape::gerund) return;
    std::size_t at = group.end;
    for (const std::string& word : found->second.after) {
      if (!s_.is(at, word)) return;
      ++at;
    }
    const Phrase* subject = actor_subject();
    if (subject == nullptr) return;
    if (std::none_of(subject->actors.begin(), subject->actors.end(), [](const Actor& actor) {
          return !actor.state.empty() || !actor.org.empty();
        })) {
      return;
    }
    const Standing standing = standing_of(s_, c_.groups, index_, c_.headline);
    if (standing.hidden) return;
    EventFact fact;
    fact.type = found->second.type;
    fact.by = subject->actors;
    for (std::size_t i : find_complements(s_, c_.groups, index_).direct) {
      if (s_.phrases[i].kind == PhraseKind::actor) {
        fact.whom = s_.phrases[i].actors;
        break;
      }
    }
    std::size_t end = end_of(group.end);
    fact.what = s_.words_of(group.head, end);
    add_statement(c_, fact, standing.stance, subject->begin, end, group.head);
  }

  Context& c_;
  const Sentence& s_;
  std::size_t index_ = 0;
};

}  // namespace

void read_remarks(Context& context) {
  Reader(context).run();
}

}  // namespace servanda
