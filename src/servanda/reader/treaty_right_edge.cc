// Where the name or description of a treaty ends: parties, subject, date, acronym.
#include "servanda/reader/treaty_edges.h"

#include <algorithm>
#include <array>

#include "servanda/language/names.h"
#include "servanda/reader/treaty_heads.h"

namespace servanda {
namespace {

constexpr std::size_t kLongestName = 30;

class Right {
 public:
  Right(const Sentence& sentence, const Memory& memory, TreatyPartners& partners, bool first)
      : s_(sentence),
        memory_(memory),
        tokens_(sentence.tokens),
        partners_(partners),
        first_(first) {}

  std::size_t right_edge(std::size_t head, TreatySpan& span) const {
    std::size_t end = head + 1;
    for (int rounds = 0; rounds < 6 && end < tokens_.size(); ++rounds) {
      if (tokens_[end].is("(") && end + 2 < tokens_.size() && tokens_[end + 1].all_caps &&
          tokens_[end + 2].is(")")) {
        span.mention.acronym = s_.words_of(end + 1, end + 2);
        end += 3;
        continue;
      }
      if (end - head > kLongestName || tokens_[end].kind != TokenKind::word) break;
      const std::string& word = tokens_[end].lower;
      std::size_t next = end;
      if (word == "between" || word == "among") {
        next = actor_list(s_, end + 1);
        if (next > end + 1) partners_.between.emplace_back(end + 1, next);
        if (next <= end + 1 && pair_words(end + 1)) {
          next = end + 4;
          partners_.pair = true;
        }
      } else if (tokens_[head].capital && tokens_[end].capital && amends(word)) {
        next = amended_title(end, span);
      } else if (word == "with") {
        next = actor_list(s_, end + 1);
        if (next > end + 1) {
          partners_.between.emplace_back(end + 1, next);
          span.with_only = true;
          if (span.mention.plural) span.each = find_parties(s_, end + 1, next);
        }
      } else if (word == "of") {
        next = of_part(end, head);
      } else if (word == "on" || word == "regarding" || word == "concerning" || word == "for" ||
                 word == "against" || word == "in") {
        next = topic(end, head);
      } else if (word == "worth") {
        // "worth 25 billion dollars for the construction of …"
        next = end + 1;
        while (next < tokens_.size() && next - end < 8 && !tokens_[next].is(",") &&
               !tokens_[next].is(".") && !info(next).is(kPreposition | kRelative | kTo)) {
          ++next;
        }
      } else if (word == "to") {
        next = to_part(end, head);
      } else if (!memory_.headline && end == head + 1 && describing(end)) {
        next = run(end + 1, head, false);
      } else if (memory_.headline && end == head + 1 &&
                 (word == "aimed" || word == "barring" || word == "regarding" ||
                  word == "banning")) {
        next = run(end + 1, head, false);
        if (word == "aimed" && end + 1 < tokens_.size() && tokens_[end + 1].is("at"))
          next = run(end + 2, head, false);
      } else if (tokens_[end].capital && tokens_[end].lower.ends_with("ing")) {
        next = run(end + 1, head, true);
      } else if (tokens_[end].capital && tokens_[head].capital && end == head + 1 &&
                 tokens_[end].all_caps && tokens_[end].lower.size() <= 3) {
        next = end + 1;  // "Protocol II"
      }
      if (next <= end + 1) break;
      end = next;
    }
    return trim_right(s_, end, head);
  }

 private:
  const WordInfo& info(std::size_t at) const { return *s_.words[at]; }

  /// Tokens behind the head that belong to its name or description.
  static bool amends(std::string_view word) {
    return word == "amending" || word == "modifying" || word == "supplementing" ||
           word == "extending" || word == "replacing" || word == "revising";
  }

  /// "Protocol Amending the Convention with Spain": one title, which ends where the other does.
  std::size_t amended_title(std::size_t at, TreatySpan& span) const {
    for (std::size_t i = at + 1; i < std::min(at + 10, tokens_.size()); ++i) {
      if (tokens_[i].kind == TokenKind::mark) break;
      if (tokens_[i].capital && treaty_heads().contains(tokens_[i].lower))
        return right_edge(i, span);
    }
    return at;
  }

  /// "the treaty banning nuclear tests": a description, where no name is known.
  bool describing(std::size_t at) const {
    const std::string& word = tokens_[at].lower;
    const bool fits = word == "banning" || word == "prohibiting" || word == "outlawing" ||
                      word == "limiting" || word == "regulating" || word == "governing" ||
                      word == "restricting" || word == "abolishing" || word == "protecting" ||
                      word == "establishing" || word == "creating" || word == "combating";
    return fits && memory_.treaties().empty() && first_;
  }

  /// "between the two countries": those told together before.
  bool pair_words(std::size_t at) const {
    static constexpr std::array kHeads = {"countries",  "states",    "nations",  "sides",
                                          "neighbours", "neighbors", "capitals", "governments"};
    if (memory_.pair.size() != 2 || at + 2 >= tokens_.size() || !tokens_[at].is("the") ||
        !tokens_[at + 1].is("two"))
      return false;
    return std::any_of(kHeads.begin(), kHeads.end(),
                       [&](const char* word) { return tokens_[at + 2].is(word); });
  }

  std::size_t of_part(std::size_t at, std::size_t head) const {
    const std::size_t next = at + 1;
    if (next >= tokens_.size()) return at;
    if (const std::optional<DatePhrase> date = find_date(tokens_, next)) {
      return date->end;
    }
    if (tokens_[next].is("its") || tokens_[next].is("their") || tokens_[next].is("this")) return at;
    return run(next, head, tokens_[head].capital);
  }

  std::size_t topic(std::size_t at, std::size_t head) const {
    const std::size_t next = at + 1;
    if (next >= tokens_.size()) return at;
    const bool title = tokens_[head].capital;
    const std::string& word = tokens_[at].lower;
    if (starts_date(tokens_, next) || find_period(tokens_, next)) return at;
    const Token& first = tokens_[next];
    if (word == "in" && !(title && first.capital && !is_place(next)) && !memory_.headline)
      return at;
    if (word == "in" && (is_place(next) || !first.capital) && memory_.headline && first.capital)
      return at;
    if (word == "for") {
      static constexpr std::array kPurposes = {
          "ratification", "approval", "consideration", "signature", "signing",
          "consent",      "another",  "review",        "debate",    "years",
          "examination",  "adoption", "not",           "good",      "as",
          "which",        "now",      "months"};
      for (const char* purpose : kPurposes) {
        if (first.is(purpose)) return at;
      }
      // "lodged it for the Commons", "extended the treaty for the second time"
      if (first.is("the") && next + 1 < tokens_.size() &&
          (tokens_[next + 1].is("second") || tokens_[next + 1].is("first") ||
           tokens_[next + 1].is("third"))) {
        return at;
      }
    }
    if (word == "against" && !title && !memory_.headline) return at;
    if (word == "on" &&
        (first.is("hold") || first.is("ice") || first.is("track") || first.is("course") ||
         first.is("schedule") || first.is("board") || first.is("behalf") || first.is("its") ||
         first.is("their") || first.is("condition"))) {
      return at;
    }
    return run(next, head, title);
  }

  /// "protocol to the agreement", "agreement to cede operations".
  std::size_t to_part(std::size_t at, std::size_t head) const {
    const std::size_t next = at + 1;
    if (next >= tokens_.size()) return at;
    const Token& word = tokens_[head];
    const bool attaches = word.is("protocol") || word.is("protocols");
    if (attaches) return at;  // its other treaty is a phrase of its own
    if ((info(next).forms & kBase) != 0 && !word.capital && !word.lower.ends_with("y") &&
        !info(next).is(kBe | kHave) && memory_.headline) {
      return run(next, head, false);
    }
    return at;
  }

  /// Runs over the words of a name or description until something that cannot be part of it.
  std::size_t run(std::size_t at, std::size_t head, bool title) const {
    std::size_t next = at;
    bool capitals = false;
    while (next < tokens_.size() && next - head < kLongestName) {
      const Token& token = tokens_[next];
      const WordInfo& word = info(next);
      if (token.kind == TokenKind::mark) {
        if (token.is(",") && title && capitals && list_goes_on(next)) {
          ++next;
          continue;
        }
        if ((token.is("'(") || token.is("')")) && memory_.headline) {
          ++next;
          continue;
        }
        break;
      }
      if (starts_date(tokens_, next) && next > at) break;
      if (token.is("'s")) {
        ++next;
        continue;
      }
      if (token.joined) {
        ++next;
        continue;
      }
      if (word.is(kRelative) && !token.is("that")) break;
      if (word.is(kBe | kHave | kDo | kModal | kNegation)) break;
      if (word.is(kPronoun) && !word.is(kDeterminer)) break;
      if (word.is(kSubordinator) && !word.is(kPreposition)) break;
      if (word.is(kPreposition | kTo)) {
        const std::string& lower = token.lower;
        const bool of = lower == "of";
        const bool inner = lower == "on" || lower == "in" || lower == "for" || lower == "within" ||
                           lower == "against" || lower == "to" || lower == "beyond" ||
                           lower == "from" || lower == "through" || lower == "under";
        if (next + 1 >= tokens_.size() || starts_date(tokens_, next + 1)) break;
        if (lower == "between" || lower == "with") break;
        const bool named = gazetteer().match(tokens_, next + 1).has_value();
        const bool moves = lower == "to" || lower == "from" || lower == "through" ||
                           lower == "under" || lower == "for";
        const bool on_goes = inner && title && tokens_[next + 1].kind == TokenKind::word &&
                             (tokens_[next + 1].capital
                                  ? !(moves && named)
                                  : info(next + 1).is(kDeterminer) && next + 2 < tokens_.size() &&
                                        tokens_[next + 2].capital && !moves);
        // "in the Timor Sea" belongs to a title, "in Canberra" is where it was signed.
        const bool place = (lower == "in") && is_place(next + 1) && !is_europe(next + 1);
        if (!of && (!on_goes || place) && !(memory_.headline && inner && !moves && lower != "in"))
          break;
        ++next;
        continue;
      }
      if (word.is(kConjunction)) {
        if (!goes_on_after_conjunction(next, title)) break;
        ++next;
        continue;
      }
      const bool before_noun =
          next + 1 < tokens_.size() && tokens_[next + 1].kind == TokenKind::word &&
          !info(next + 1).is(kFunctionWord | kAdverb) && !starts_date(tokens_, next + 1);
      if (!token.capital && word.verb() && !(word.is(kAdjective) && before_noun)) {
        const bool finite =
            (word.forms & (kPast | kThird)) != 0 && !(word.nounish && (word.forms & kPast) == 0);
        const bool noun_before = next > at && !info(next - 1).is(kDeterminer);
        if (finite && noun_before) break;
        if (finite && !info(next == 0 ? 0 : next - 1).is(kDeterminer)) break;
        if ((word.forms & kBase) != 0 && !word.nounish && noun_before && !memory_.headline) break;
      }
      if (word.is(kAdverb) && !token.lower.ends_with("ly") && !token.capital) break;
      if (treaty_heads().contains(token.lower) && treaty_heads().at(token.lower).mode == "full" &&
          next > at)
        break;
      capitals = capitals || token.capital;
      ++next;
    }
    return trim_right(s_, next, at > 0 ? at - 1 : at);
  }

  /// "in Europe", "in the Timor Sea": regions, not signing places.
  bool is_europe(std::size_t at) const { return tokens_[at].is("europe"); }

  bool list_goes_on(std::size_t comma) const {
    // "Access to Information, Public Participation and Justice": another capital follows, no name.
    return comma + 1 < tokens_.size() && tokens_[comma + 1].capital &&
           !is_party(tokens_, comma + 1) && !info(comma + 1).is(kFunctionWord) &&
           comma + 3 < tokens_.size() &&
           (tokens_[comma + 2].is("and") || tokens_[comma + 3].is("and"));
  }

  bool goes_on_after_conjunction(std::size_t at, bool title) const {
    if (at + 1 >= tokens_.size()) return false;
    const Token& next = tokens_[at + 1];
    if (info(at + 1).is(kDeterminer)) {
      return title && at + 2 < tokens_.size() && tokens_[at + 2].capital &&
             !gazetteer().match(tokens_, at + 2) && !treaty_heads().contains(tokens_[at + 2].lower);
    }
    if (next.kind != TokenKind::word || info(at + 1).is(kAuxiliary | kPreposition | kTo | kPronoun))
      return false;
    if (!next.capital && (info(at + 1).forms & (kPast | kThird)) != 0 && !info(at + 1).nounish)
      return false;
    for (std::size_t i = at + 1; i < std::min(at + 6, tokens_.size()); ++i) {
      if (treaty_heads().contains(tokens_[i].lower)) return false;  // a treaty of its own
      if (tokens_[i].kind != TokenKind::word) break;
    }
    if (is_party(tokens_, at + 1)) return false;
    return title ? next.capital : !next.capital;
  }

  bool is_place(std::size_t at) const {
    const std::optional<NameMatch> match = gazetteer().match(tokens_, at);
    return match &&
           (match->entry->kind == NameKind::state || match->entry->kind == NameKind::capital);
  }

  const Sentence& s_;
  const Memory& memory_;
  const std::vector<Token>& tokens_;
  TreatyPartners& partners_;
  bool first_;  ///< no treaty was named before
};

/// A, B and C as names.
class Names {
 public:
  explicit Names(const Sentence& sentence) : s_(sentence), tokens_(sentence.tokens) {}

  /// A, B and C, each a name (with its article).
  std::size_t actor_list(std::size_t at) const {
    std::size_t end = at;
    std::size_t next = at;
    while (next < tokens_.size() && next - at < kLongestName) {
      std::size_t name = next;
      if (name < tokens_.size() && info(name).is(kDeterminer) && !gazetteer().match(tokens_, name))
        ++name;
      // "the member states of the European Free Trade Association"
      if (name + 3 < tokens_.size() && tokens_[name].is("member") &&
          (tokens_[name + 1].is("states") || tokens_[name + 1].is("countries")) &&
          tokens_[name + 2].is("of")) {
        name += 3;
        if (info(name).is(kDeterminer)) ++name;
      }
      if (name >= tokens_.size()) break;
      const std::optional<NameMatch> match = gazetteer().match(tokens_, name);
      std::size_t stop = name;
      if (match && match->entry->kind != NameKind::role &&
          tokens_[match->end - 1].kind == TokenKind::word) {
        stop = match->end;
        if (match->entry->kind == NameKind::adjective) {
          // "with Russian companies": a description goes on to its noun.
          while (stop < tokens_.size() && tokens_[stop].kind == TokenKind::word &&
                 !info(stop).is(kFunctionWord) && (info(stop).forms & (kPast | kThird)) == 0) {
            ++stop;
          }
        }
      } else {
        while (stop < tokens_.size() && tokens_[stop].capital && !info(stop).is(kFunctionWord) &&
               month_number(tokens_[stop].lower) == 0) {
          if (treaty_heads().contains(tokens_[stop].lower)) return end;  // a treaty of its own
          ++stop;
        }
        if (stop == name && name < tokens_.size() &&
            (tokens_[name].is("six") || tokens_[name].is("several") ||
             tokens_[name].is("countries"))) {
          stop = name + 1;
        }
      }
      if (stop == name) {
        if (match && match->entry->kind != NameKind::role && match->end > name) {
          stop = match->end;
        } else {
          break;
        }
      }
      end = stop;
      next = stop;
      if (next + 1 < tokens_.size() && tokens_[next].is(",") && starts_name(next + 1)) {
        ++next;
      } else if (next + 1 < tokens_.size() && tokens_[next].is("and") && starts_name(next + 1)) {
        ++next;
      } else if (next + 2 < tokens_.size() && tokens_[next].is(",") &&
                 tokens_[next + 1].is("and") && starts_name(next + 2)) {
        next += 2;
      } else {
        break;
      }
    }
    return end;
  }

 private:
  const WordInfo& info(std::size_t at) const { return *s_.words[at]; }

  bool starts_name(std::size_t at) const {
    if (at >= tokens_.size()) return false;
    std::size_t name = at;
    if (info(name).is(kDeterminer) && name + 1 < tokens_.size()) ++name;
    const std::optional<NameMatch> match = gazetteer().match(tokens_, name);
    return match &&
           (match->entry->kind == NameKind::state || match->entry->kind == NameKind::capital ||
            match->entry->kind == NameKind::organisation ||
            match->entry->kind == NameKind::entity || is_company(*match->entry));
  }

  static bool is_company(const NameEntry& entry) {
    return entry.kind == NameKind::institution && entry.detail == "company";
  }

  const Sentence& s_;
  const std::vector<Token>& tokens_;
};

}  // namespace

std::size_t trim_right(const Sentence& sentence, std::size_t end, std::size_t head) {
  while (end > head + 1) {
    const WordInfo& word = *sentence.words[end - 1];
    if (sentence.tokens[end - 1].is(")") || sentence.tokens[end - 1].kind == TokenKind::number)
      break;
    if (sentence.tokens[end - 1].kind == TokenKind::mark || word.is(kFunctionWord | kAdverb)) {
      --end;
    } else {
      break;
    }
  }
  return end;
}

bool starts_date(const std::vector<Token>& tokens, std::size_t at) {
  std::size_t first = at;
  if (first < tokens.size() && (tokens[first].is("early") || tokens[first].is("late"))) ++first;
  return first < tokens.size() && find_date(tokens, first).has_value();
}

std::size_t actor_list(const Sentence& sentence, std::size_t at) {
  return Names(sentence).actor_list(at);
}

std::size_t right_edge(const Sentence& sentence, const Memory& memory, std::size_t head, bool first,
                       TreatySpan& span, TreatyPartners& partners) {
  return Right(sentence, memory, partners, first).right_edge(head, span);
}

std::vector<std::string> find_parties(const Sentence& sentence, std::size_t begin,
                                      std::size_t end) {
  std::vector<std::string> found;
  for (std::size_t at = begin; at < end;) {
    const std::optional<NameMatch> match = gazetteer().match(sentence.tokens, at);
    if (match && match->end <= end) {
      const std::string party = party_of(*match->entry);
      if (!party.empty() && std::find(found.begin(), found.end(), party) == found.end()) {
        found.push_back(party);
      }
      at = match->end;
    } else {
      ++at;
    }
  }
  return found;
}

}  // namespace servanda
