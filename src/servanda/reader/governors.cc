#include "servanda/reader/governors.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <unordered_map>

#include "servanda/base/table.h"
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
class Governors {
 public:
  Governors(const Sentence& sentence, SentenceGroups& groups) : s_(sentence), out_(groups) {}

  void run() {
    find_conditions();
    for (std::size_t i = 0; i < out_.groups.size(); ++i) govern(i);
  }

 private:
  const WordInfo& info(std::size_t at) const { return *s_.words[at]; }
  const Token& token(std::size_t at) const { return s_.tokens[at]; }
  bool in_phrase(std::size_t at) const { return s_.phrase_at[at] >= 0; }

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
                          (group.head + 1 == group.end && group.modal.empty() && !group.past) ||
                          (token(group.begin).is("be") && group.passive && group.modal.empty());
    if (!one_word) return;
    const auto among = [&](std::initializer_list<const char*> words) {
      return std::any_of(words.begin(), words.end(),
                         [&](const char* word) { return above.lemma == word; });
    };
    const bool base = group.shape == GroupShape::finite && group.head + 1 == group.end &&
                      !group.past && group.modal.empty() &&
                      ((info(group.head).forms & kBase) != 0 || token(group.begin).is("be"));
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

  /// "was the last of the three to ratify", "became the first state to leave": it has done so.
  bool ranked(std::size_t index) {
    Group& group = out_.groups[index];
    for (std::size_t back = index; back-- > 0;) {
      const Group& other = out_.groups[back];
      if (group.begin - other.end > 10) return false;
      if (other.lemma != "be" && other.lemma != "become" && other.lemma != "make") continue;
      for (std::size_t at = other.end; at < group.begin; ++at) {
        const std::string& word = token(at).lower;
        if (token(at).kind == TokenKind::mark) return false;
        const bool ordinal =
            word == "first" || word == "last" || word == "latest" || word == "second" ||
            word == "third" || word == "only" || word == "newest" || word == "final" ||
            (word.size() > 2 && word.front() >= '0' && word.front() <= '9' &&
             (word.ends_with("st") || word.ends_with("nd") || word.ends_with("rd") ||
              word.ends_with("th"))) ||
            (word.size() > 3 && word.ends_with("th") && !info(at).verb() && !in_phrase(at));
        if (!ordinal) continue;
        group.control = back;
        group.cue_effect = "asserted";
        group.ranked = true;
        return true;
      }
      return false;
    }
    return false;
  }

  void govern_infinitive(std::size_t index) {
    Group& group = out_.groups[index];
    if (ranked(index)) return;
    // "its plan to leave", "the right to denounce": the noun decides.
    if (group.begin > s_.begin && !in_phrase(group.begin - 1)) {
      const std::string effect = look_up(cues().nouns, token(group.begin - 1).lower);
      const bool also_verb = effect.empty() ? false : is_verb_of_group(group.begin - 1);
      if (!effect.empty() && !also_verb) {
        group.cue_noun = token(group.begin - 1).lower;
        group.cue_effect = effect;
        // "has no plans to return"
        if (group.begin >= s_.begin + 2 && token(group.begin - 2).is("no") && effect != "negated")
          group.cue_effect = "negated";
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
      // "has no intention of leaving"
      if (!effect.empty() && group.begin >= s_.begin + 3 && token(group.begin - 3).is("no"))
        group.cue_effect = "negated";
    } else if (before.empty() && other.end == group.begin) {
      group.cue_effect =
          look_up(cues().verbs, other.lemma);  // "mulls leaving", "ruled out signing"
    } else if (before.empty() && group.begin == other.end + 1 && token(other.end).is("out")) {
      group.cue_effect = "negated";
    }
  }

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
                 (token(at + 1).is("soon") || token(at + 1).is("long")) && token(at + 2).is("as") &&
                 clause_follows(at + 3)) {
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
  SentenceGroups& out_;
};

}  // namespace

bool governs_as_adjective(const std::string& word) {
  return cues().adjectives.contains(word);
}

void find_governors(const Sentence& sentence, SentenceGroups& groups) {
  Governors(sentence, groups).run();
}

}  // namespace servanda
