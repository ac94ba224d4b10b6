// Whether an agreement exists or can be had: "no agreement yet", "a treaty is possible", "talks on
// the pact", "peace deal out of reach".
#include <algorithm>
#include <array>
#include <string_view>

#include "servanda/reader/act_parts.h"
#include "servanda/reader/context.h"

namespace servanda {
namespace {

struct Prospect {
  std::string_view word;
  Stance stance;
};
constexpr std::array<Prospect, 14> kProspects{{{"possible", Stance::possible},
                                               {"likely", Stance::possible},
                                               {"close", Stance::possible},
                                               {"near", Stance::possible},
                                               {"imminent", Stance::possible},
                                               {"feasible", Stance::possible},
                                               {"achievable", Stance::possible},
                                               {"attainable", Stance::possible},
                                               {"unattainable", Stance::negated},
                                               {"impossible", Stance::negated},
                                               {"unlikely", Stance::negated},
                                               {"unrealistic", Stance::negated},
                                               {"far", Stance::negated},
                                               {"elusive", Stance::negated}}};

class Reader {
 public:
  explicit Reader(Context& context) : c_(context), s_(context.sentence) {}

  void run() {
    for (const Phrase& phrase : s_.phrases) {
      if (phrase.kind != PhraseKind::treaty || phrase.treaties.size() != 1 || phrase.pronoun)
        continue;
      if (none_of_it(phrase)) continue;
      const std::size_t before = c_.out.size();
      judged(phrase);
      if (c_.out.size() == before) wished_for(phrase);
    }
    talks();
  }

 private:
  std::vector<Actor> parties(std::size_t treaty) const {
    std::vector<Actor> out;
    for (const std::string& party : c_.memory.treaties()[treaty].fact.parties)
      out.push_back(actor_of_party(party));
    return out.size() == 2 ? out : std::vector<Actor>();
  }

  struct Wish {
    std::string_view word, preposition;
    Stance stance;
  };

  /// "calls for a new treaty", "closer to a peace agreement", "optimistic about a deal", "denies
  /// an agreement": of one that is not there yet.
  void wished_for(const Phrase& phrase) {
    static constexpr std::array<Wish, 20> kWishes{
        {{"call", "for", Stance::demanded},      {"calls", "for", Stance::demanded},
         {"called", "for", Stance::demanded},    {"insists", "on", Stance::demanded},
         {"insist", "on", Stance::demanded},     {"insisted", "on", Stance::demanded},
         {"pushes", "for", Stance::demanded},    {"pushed", "for", Stance::demanded},
         {"presses", "for", Stance::demanded},   {"pressed", "for", Stance::demanded},
         {"closer", "to", Stance::possible},     {"close", "to", Stance::possible},
         {"nearer", "to", Stance::possible},     {"step", "toward", Stance::possible},
         {"steps", "toward", Stance::possible},  {"optimistic", "about", Stance::possible},
         {"optimistic", "on", Stance::possible}, {"hopeful", "about", Stance::possible},
         {"hopes", "for", Stance::possible},     {"hope", "for", Stance::possible}}};
    const std::size_t treaty = phrase.treaties.front();
    const KnownTreaty& known = c_.memory.treaties()[treaty];
    const bool to_come = phrase.indefinite || (c_.headline && known.described_only);
    if (!to_come || phrase.begin < s_.begin + 1) return;
    const std::optional<std::size_t> index = group_before(phrase.begin);
    std::vector<Actor> subject;
    if (index) {
      if (const std::optional<std::size_t> found = find_subject(s_, c_.groups, *index))
        subject = doers(s_.phrases[*found]);
      const Group& group = c_.groups.groups[*index];
      if (group.lemma == "deny" && group.end == phrase.begin && !group.passive && !group.negated &&
          !subject.empty()) {
        add(ActType::adopt, treaty, parties(treaty).empty() ? subject : parties(treaty),
            Stance::denied, "", group.begin, phrase.end);
        if (!c_.out.back().speaker) c_.out.back().speaker = subject.front();
        return;
      }
    }
    std::size_t at = phrase.begin - 1;
    while (at > s_.begin && s_.tokens[at].kind == TokenKind::mark) --at;
    if (at == s_.begin) return;
    for (const Wish& wish : kWishes) {
      if (!s_.is(at, wish.preposition) || !s_.is(at - 1, wish.word)) continue;
      Stance stance = wish.stance;
      if (index) {
        const Standing standing = standing_of(s_, c_.groups, *index, c_.headline);
        if (standing.hidden) return;
        if (standing.stance == Stance::negated) stance = Stance::negated;
        if (standing.stance != Stance::asserted && standing.stance != Stance::negated) return;
      }
      if (at >= 2 && (s_.is(at - 2, "no") || s_.is(at - 2, "not"))) stance = Stance::negated;
      std::vector<Actor> by;
      for (const std::string& party : known.fact.parties) by.push_back(actor_of_party(party));
      if (by.empty() && wish.stance != Stance::demanded && subject.size() >= 2) by = subject;
      add(ActType::adopt, treaty, std::move(by), stance, "", at - 1, phrase.end);
      return;
    }
  }

  std::optional<std::size_t> group_before(std::size_t at) const {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < c_.groups.groups.size() && c_.groups.groups[i].begin < at; ++i)
      best = i;
    return best;
  }

  void add(ActType type, std::size_t treaty, std::vector<Actor> by, Stance stance,
           const std::string& condition, std::size_t begin, std::size_t end) {
    ActFact act;
    act.type = type;
    act.treaty = c_.memory.treaties()[treaty].fact.id;
    act.by = std::move(by);
    act.condition = condition;
    add_statement(c_, std::move(act), stance, begin, end, begin);
  }

  /// "No agreement yet between A and B", "there are no specific agreements with A".
  bool none_of_it(const Phrase& phrase) {
    const bool no =
        s_.is(phrase.begin, "no") || (phrase.begin > s_.begin && s_.is(phrase.begin - 1, "no"));
    if (!no) return false;
    const std::size_t before = s_.is(phrase.begin, "no") ? phrase.begin : phrase.begin - 1;
    const bool there = before >= 2 && s_.words[before - 1]->is(kBe) && s_.is(before - 2, "there");
    if (!(c_.headline && before == s_.begin) && !there) return false;
    add(ActType::adopt, phrase.treaties.front(), parties(phrase.treaties.front()), Stance::negated,
        "", before, phrase.end);
    return true;
  }

  void judged(const Phrase& phrase) {
    std::size_t at = phrase.end;
    bool negated = false;
    bool be = false;
    while (at < s_.tokens.size() && at < phrase.end + 5 && s_.phrase_at[at] < 0 &&
           (s_.tokens[at].is("'(") || s_.tokens[at].is("\"") ||
            s_.words[at]->is(kBe | kNegation | kModal) ||
            (s_.words[at]->is(kAdverb) && !s_.words[at]->verb()))) {
      negated = negated || s_.words[at]->is(kNegation);
      be = be || s_.words[at]->is(kBe);
      if (prospect(at) != nullptr) break;
      ++at;
    }
    if (at >= s_.tokens.size() || (!be && !c_.headline)) return;
    const Prospect* found = prospect(at);
    if (found == nullptr || s_.is(at + 1, "to")) return;
    if (s_.is(at, "close") && at + 1 < s_.tokens.size() && !s_.is(at + 1, ",")) return;
    Stance stance = found->stance;
    if (negated) stance = Stance::negated;
    std::string condition;
    for (std::size_t i = at + 1; i < std::min(at + 3, s_.tokens.size()); ++i) {
      if (!s_.is(i, "without")) continue;
      std::size_t end = s_.tokens.size();
      while (end > i && s_.tokens[end - 1].kind == TokenKind::mark) --end;
      condition = s_.words_of(i, end);
      stance = Stance::conditional;
    }
    add(ActType::adopt, phrase.treaties.front(), parties(phrase.treaties.front()), stance,
        condition, phrase.begin, at + 1);
  }

  const Prospect* prospect(std::size_t at) const {
    for (const Prospect& one : kProspects) {
      if (s_.is(at, one.word)) return &one;
    }
    return nullptr;
  }

  /// A headline's "work on the agreement", "talks on the pact": it is being negotiated.
  void talks() {
    if (!c_.headline) return;
    for (std::size_t at = s_.begin; at + 2 < s_.tokens.size(); ++at) {
      if (s_.phrase_at[at] >= 0) continue;
      const bool work = s_.is(at, "work") || s_.is(at, "talks") || s_.is(at, "negotiations");
      if (!work || !(s_.is(at + 1, "on") || s_.is(at + 1, "over"))) continue;
      const Phrase* phrase = s_.phrase(at + 2);
      if (phrase == nullptr || phrase->kind != PhraseKind::treaty || phrase->treaties.size() != 1)
        continue;
      if (at > s_.begin && s_.words[at - 1]->is(kNegation)) continue;
      std::vector<Actor> by;
      Stance stance = Stance::asserted;
      std::string condition;
      std::size_t begin = at;
      for (std::size_t i = 0; i < c_.groups.groups.size(); ++i) {
        const Group& group = c_.groups.groups[i];
        if (group.begin > at) break;
        const Standing standing = standing_of(s_, c_.groups, i, true);
        if (standing.hidden) return;
        stance = standing.stance;
        condition = standing.condition;
        begin = group.begin;
        if (const std::optional<std::size_t> subject = find_subject(s_, c_.groups, i)) {
          by = doers(s_.phrases[*subject]);
          begin = std::min(begin, s_.phrases[*subject].begin);
        }
        if (group.lemma == "negotiate") return;
      }
      if (attribution_at(c_, at) != nullptr && attribution_at(c_, at)->group) by.clear();
      add(ActType::negotiate, phrase->treaties.front(), std::move(by), stance, condition, begin,
          phrase->end);
      return;
    }
  }

  Context& c_;
  const Sentence& s_;
};

}  // namespace

void read_prospects(Context& context) {
  Reader(context).run();
}

}  // namespace servanda
