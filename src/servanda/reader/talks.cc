// Negotiations told by their noun: "talks on a border treaty opened in May", "after twenty years of
// bargaining". Verbs that take the noun as their object ("held talks") are frames of acts.tsv.
#include <algorithm>
#include <array>
#include <string_view>

#include "servanda/reader/act_parts.h"
#include "servanda/reader/context.h"

namespace servanda {
namespace {

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 3> kTalks{"talks", "negotiations", "negotiation"};
constexpr std::array<std::string_view, 6> kBargaining{"talks",      "negotiations", "wrangling",
                                                      "bargaining", "haggling",     "negotiating"};
constexpr std::array<std::string_view, 10> kStretches{
    "years", "months", "weeks", "days", "decades", "decade", "rounds", "year", "month", "hours"};
/// What talks do that take or took place.
constexpr std::array<std::string_view, 23> kCourse{
    "begin",  "start",    "open",    "resume", "continue", "conclude", "end",  "collapse",
    "break",  "stall",    "go",      "take",   "drag",     "proceed",  "last", "hold",
    "launch", "complete", "restart", "fail",   "follow",   "produce",  "give"};

class Reader {
 public:
  explicit Reader(Context& context) : c_(context), s_(context.sentence) {}

  void run() {
    for (std::size_t at = s_.begin; at < s_.tokens.size(); ++at) {
      if (s_.phrase_at[at] >= 0 && s_.phrase(at)->kind != PhraseKind::deed) continue;
      if (told_here()) return;
      if (stretch(at)) continue;
      if (among(kTalks, s_.tokens[at].lower)) subject(at);
    }
  }

 private:
  /// A frame has told these negotiations already.
  bool told_here() const {
    if (c_.out.empty() || s_.tokens.empty()) return false;
    const std::size_t begin = s_.tokens[s_.begin].span.begin;
    for (std::size_t i = c_.out.size(); i > 0; --i) {
      const Statement& one = c_.out[i - 1];
      if (one.from.empty() || !one.from.front().bytes || one.from.front().bytes->begin < begin)
        return false;
      const ActFact* act = std::get_if<ActFact>(&one.fact);
      if (act != nullptr && (act->type == ActType::negotiate || act->type == ActType::adopt))
        return true;
    }
    return false;
  }

  /// "after two years of talks"
  bool stretch(std::size_t at) {
    if (!among(kBargaining, s_.tokens[at].lower)) return false;
    std::size_t of = at;
    while (of > s_.begin && at - of < 5 && !s_.is(of, "of")) --of;
    if (!s_.is(of, "of") || of == s_.begin || !among(kStretches, s_.tokens[of - 1].lower))
      return false;
    for (const ConditionSpan& span : c_.groups.conditions) {
      if (at >= span.begin && at < span.end && !span.factive && span.word != "after") return true;
    }
    std::size_t begin = of - 1;
    while (begin > s_.begin && of - begin < 8 && s_.tokens[begin - 1].kind != TokenKind::mark &&
           (s_.phrase_at[begin - 1] < 0 && !s_.words[begin - 1]->verb()))
      --begin;
    add(at, at + 1, s_.tokens.size(), Stance::asserted, {}, std::nullopt, begin, at + 1, "");
    return true;
  }

  void subject(std::size_t noun) {
    const std::size_t begin = noun_phrase_begin(noun);
    for (std::size_t i = 0; i < c_.groups.groups.size(); ++i) {
      const Group& group = c_.groups.groups[i];
      if (group.begin <= noun) {
        if (group.end > begin) return;  // "held talks": the object of a verb
        if (group.end == begin && group.shape != GroupShape::participle) return;
        continue;
      }
      if (group.shape != GroupShape::finite || group.relative) continue;
      const bool course =
          among(kCourse, group.lemma) ||
          (group.lemma == "be" && (s_.is(group.end, "under") || s_.is(group.end, "underway") ||
                                   s_.is(group.end, "ongoing")));
      if (!course || group.begin - noun > 14) return;
      for (std::size_t at = noun + 1; at < group.begin; ++at) {
        if (s_.tokens[at].is(",") || s_.tokens[at].is(";")) return;
      }
      const Standing standing = standing_of(s_, c_.groups, i, c_.headline);
      if (standing.hidden) return;
      const Span clause = clause_tokens(c_, i);
      add(noun, noun + 1, std::max(group.end + 8, noun + 1), standing.stance, owner(begin, noun),
          date_of(c_, i), std::min(begin, clause.begin), clause.end, standing.condition);
      return;
    }
  }

  std::size_t noun_phrase_begin(std::size_t noun) const {
    std::size_t begin = noun;
    while (begin > s_.begin && noun - begin < 8) {
      const std::size_t back = begin - 1;
      if (s_.tokens[back].kind == TokenKind::mark) break;
      const Phrase* phrase = s_.phrase(back);
      const bool owner = phrase != nullptr && (phrase->genitive || phrase->adjective);
      if (phrase != nullptr && !owner) break;
      if (phrase == nullptr && s_.words[back]->is(kFunctionWord) &&
          !s_.words[back]->is(kDeterminer) && !s_.tokens[back].is("of"))
        break;
      if (phrase == nullptr && s_.words[back]->verb() && !s_.words[back]->nounish) break;
      begin = phrase != nullptr ? phrase->begin : back;
    }
    return begin;
  }

  std::vector<Actor> owner(std::size_t begin, std::size_t noun) const {
    const Phrase* phrase = s_.phrase(begin);
    if (phrase == nullptr || begin >= noun || phrase->kind != PhraseKind::actor) return {};
    return doers(*phrase);
  }

  void add(std::size_t noun, std::size_t from, std::size_t to, Stance stance, std::vector<Actor> by,
           const std::optional<Edtf>& on, std::size_t begin, std::size_t end,
           const std::string& condition) {
    std::optional<std::size_t> treaty;
    for (const Phrase& phrase : s_.phrases) {
      if (phrase.begin < from || phrase.begin >= to) continue;
      if (phrase.kind == PhraseKind::treaty && !treaty && phrase.treaties.size() == 1 &&
          (phrase.preposition == "on" || phrase.preposition == "for" ||
           phrase.preposition == "over" || phrase.preposition == "about"))
        treaty = phrase.treaties.front();
      const bool partner = phrase.preposition == "with" || phrase.preposition == "between";
      if (phrase.kind == PhraseKind::actor && partner && !phrase.genitive &&
          phrase.begin - from < 4) {
        by.insert(by.end(), phrase.actors.begin(), phrase.actors.end());
      }
    }
    if (!treaty) treaty = c_.memory.focus();
    if (!treaty && c_.memory.treaties().empty()) return;
    if (!treaty) treaty = 0;
    ActFact act;
    act.type = ActType::negotiate;
    act.treaty = c_.memory.treaties()[*treaty].fact.id;
    act.by = by.empty() ? both_parties(c_.memory, *treaty) : std::move(by);
    act.on = on;
    act.condition = condition;
    mind_the_future(c_.memory, on, stance);
    add_statement(c_, act, stance, begin, std::min(end, s_.tokens.size()), noun);
  }

  Context& c_;
  const Sentence& s_;
};

}  // namespace

void read_talks(Context& context) {
  Reader(context).run();
}

}  // namespace servanda
