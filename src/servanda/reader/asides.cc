// What a dispatch tells beside the acts: what is kept secret, what is denied in passing, sanctions,
// analysts, and who is to speak for whom.
#include <algorithm>
#include <array>

#include "servanda/reader/context.h"

namespace servanda {
namespace {

constexpr std::array<std::string_view, 6> kAnalysts{"analysts", "experts",  "observers",
                                                    "critics",  "scholars", "commentators"};
constexpr std::array<std::string_view, 9> kThink{"suggest", "say",   "believe",   "think", "argue",
                                                 "expect",  "doubt", "suggested", "said"};
constexpr std::array<std::string_view, 7> kHedges{"may",    "might",    "could", "perhaps",
                                                  "likely", "possibly", "can"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class AsideReader {
 public:
  explicit AsideReader(Context& context) : c_(context), s_(context.sentence) {}

  void run() {
    secrecy();
    denial_in_passing();
    analysts();
    appointment();
  }

 private:
  std::optional<std::size_t> find(std::string_view word, std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < std::min(to, s_.tokens.size()); ++i) {
      if (s_.tokens[i].is(word)) return i;
    }
    return std::nullopt;
  }
  std::optional<std::size_t> find(std::string_view word) const {
    return find(word, s_.begin, s_.tokens.size());
  }

  std::size_t last_word() const {
    std::size_t end = s_.tokens.size();
    while (end > s_.begin && s_.tokens[end - 1].kind == TokenKind::mark) --end;
    return end;
  }

  std::optional<std::string> treaty_id(std::optional<std::size_t> treaty) const {
    if (!treaty) treaty = c_.memory.focus();
    if (!treaty || *treaty >= c_.memory.treaties().size()) return std::nullopt;
    return c_.memory.treaties()[*treaty].fact.id;
  }

  void tell_secret(std::optional<std::size_t> treaty, std::size_t begin, std::size_t end) {
    const std::optional<std::string> id = treaty_id(treaty);
    if (!id) return;
    TreatyFact fact;
    fact.id = *id;
    fact.disclosed = false;
    add_statement(c_, fact, Stance::asserted, begin, end, begin);
  }

  /// "has not been disclosed", "nor has the text of … been published", "the secrecy surrounding …"
  void secrecy() {
    for (std::size_t i = s_.begin; i < s_.tokens.size(); ++i) {
      const bool made_public = s_.tokens[i].is("made") && s_.is(i + 1, "public");
      if (!made_public && !s_.tokens[i].is("disclosed") && !s_.tokens[i].is("published") &&
          !s_.tokens[i].is("released")) {
        continue;
      }
      const bool negated = find("not", i > 5 ? i - 5 : 0, i) ||
                           find("never", i > 5 ? i - 5 : 0, i) || s_.is(s_.begin, "nor") ||
                           s_.is(s_.begin, "neither");
      if (!negated) continue;
      std::optional<std::size_t> treaty;
      for (const Phrase& phrase : s_.phrases) {
        if (phrase.kind == PhraseKind::treaty && phrase.end <= i && !phrase.treaties.empty()) {
          treaty = phrase.treaties.front();
        }
      }
      tell_secret(treaty, s_.begin, i + 1);
      break;
    }
    const std::optional<std::size_t> secret = find("secrecy");
    if (!secret) return;
    for (const Phrase& phrase : s_.phrases) {
      if (phrase.kind != PhraseKind::treaty || phrase.begin < *secret || phrase.treaties.empty())
        continue;
      tell_secret(phrase.treaties.front(), *secret, phrase.end);
      return;
    }
  }

  /// "X did Y, despite Z's official denials": told, and denied by Z.
  void denial_in_passing() {
    const std::optional<std::size_t> despite = find("despite");
    if (!despite || *despite <= s_.begin + 1) return;
    std::optional<std::size_t> denial = find("denials", *despite, *despite + 8);
    if (!denial) denial = find("denial", *despite, *despite + 8);
    if (!denial) return;
    std::size_t end = *despite;
    while (end > s_.begin && s_.tokens[end - 1].kind == TokenKind::mark) --end;
    EventFact event;
    const bool arms = find("drones") || find("missiles") || find("weapons") || find("arms");
    event.type = arms ? "AID" : "COOPERATE";
    event.what = s_.words_of(s_.begin, end);
    std::optional<Actor> denier;
    for (const Phrase& phrase : s_.phrases) {
      if (phrase.kind != PhraseKind::actor || phrase.actors.empty()) continue;
      if (phrase.begin > *despite && phrase.end <= *denial + 1) denier = phrase.actors.front();
      if (phrase.end <= *despite && event.by.empty() && !phrase.place && !phrase.adjective)
        event.by = phrase.actors;
    }
    if (!denier) return;
    add_statement(c_, event, Stance::asserted, s_.begin, end, s_.begin);
    add_statement(c_, event, Stance::denied, s_.begin, *denial + 1, s_.begin).speaker =
        std::move(denier);
  }

  /// "Analysts suggest that X": X alone is what they say, and their doubt is theirs.
  void analysts() {
    for (std::size_t i = s_.begin; i + 2 < s_.tokens.size(); ++i) {
      if (!is_one_of(kAnalysts, s_.tokens[i].lower) || !is_one_of(kThink, s_.tokens[i + 1].lower))
        continue;
      const std::optional<std::string> id = treaty_id(std::nullopt);
      if (!id) return;
      const std::size_t begin = s_.is(i + 2, "that") ? i + 3 : i + 2;
      const std::size_t end = last_word();
      if (begin >= end) return;
      AssessmentFact assessment;
      assessment.about = *id;
      assessment.says = s_.words_of(begin, end);
      bool hedged = false;
      for (std::size_t k = begin; k < end; ++k)
        hedged = hedged || is_one_of(kHedges, s_.tokens[k].lower);
      std::size_t from = i;
      while (from > s_.begin && s_.tokens[from - 1].capital) --from;
      Actor speaker{std::string(s_.words_of(from, i + 1))};
      speaker.kind = ActorKind::analyst;
      add_statement(c_, assessment, hedged ? Stance::possible : Stance::asserted, from, end, begin)
          .speaker = std::move(speaker);
      return;
    }
  }

  /// "has appointed X as his official representative", "X will serve as …"
  void appointment() {
    for (std::size_t i = s_.begin; i + 1 < s_.tokens.size(); ++i) {
      const bool appoints = s_.tokens[i].is("appointed") || s_.tokens[i].is("appoints");
      const bool serves = s_.tokens[i].is("serve") && s_.is(i + 1, "as");
      if (!appoints && !serves) continue;
      const bool passive = appoints && i > 0 && (s_.is(i - 1, "been") || s_.is(i - 1, "was"));
      const Phrase* before = nullptr;
      const Phrase* behind = nullptr;
      for (const Phrase& phrase : s_.phrases) {
        if (phrase.kind != PhraseKind::actor || !phrase.person || phrase.actors.empty()) continue;
        if (phrase.end <= i) before = &phrase;
        if (phrase.begin > i && behind == nullptr) behind = &phrase;
      }
      const Phrase* person = serves || passive ? before : behind;
      const std::optional<std::size_t> as = find("as", i, i + 16);
      const std::optional<std::string> id = treaty_id(std::nullopt);
      if (person == nullptr || !as || !id) continue;
      ActFact act;
      act.type = ActType::appoint;
      act.treaty = *id;
      act.whom = person->actors;
      if (!serves && !passive && before != nullptr && !before->actors.empty()) {
        act.by = before->actors;
        // Whoever speaks for a head of state is of his state.
        for (Actor& actor : act.whom) actor.state = act.by.front().state;
      }
      std::size_t begin = *as + 1;
      while (s_.is(begin, "his") || s_.is(begin, "her") || s_.is(begin, "the") ||
             s_.is(begin, "an"))
        ++begin;
      std::size_t end = begin;
      while (end < s_.tokens.size() && end - begin < 5 && s_.tokens[end].kind == TokenKind::word &&
             !s_.is(end, "when") && !s_.is(end, "for") && !s_.is(end, "in") && !s_.is(end, "at")) {
        ++end;
      }
      act.as = s_.words_of(begin, end);
      add_statement(c_, act, serves ? Stance::planned : Stance::asserted,
                    person->begin < i ? person->begin : s_.begin, end, i);
      return;
    }
  }

  Context& c_;
  const Sentence& s_;
};

}  // namespace

void read_asides(Context& context) {
  AsideReader(context).run();
}

}  // namespace servanda
