// Amounts with their units, rates and bounds; votes.
#include <algorithm>
#include <array>

#include "servanda/base/table.h"
#include "servanda/language/numbers.h"
#include "servanda/reader/context.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

struct Unit {
  std::vector<std::string> words;
  std::string printed;
  int noughts = 0;
};
const std::vector<Unit>& units() {
  static const auto* table = [] {
    auto* made = new std::vector<Unit>();
    for (const Row& row : table_rows(tables::units_tsv)) {
      Unit unit;
      for (const Token& token : tokenize(row.field(0), 0)) unit.words.push_back(token.lower);
      unit.printed = row.field(1);
      unit.noughts = row.field(2).empty() ? 0 : row.field(2).front() - '0';
      made->push_back(std::move(unit));
    }
    std::stable_sort(made->begin(), made->end(),
                     [](const Unit& a, const Unit& b) { return a.words.size() > b.words.size(); });
    return made;
  }();
  return *table;
}

/// Moves the decimal point of "92.2" by so many places.
std::string scale(const std::string& value, int noughts) {
  if (noughts == 0) return value;
  std::string digits;
  std::size_t point = value.find('.');
  std::string fraction = point == std::string::npos ? "" : value.substr(point + 1);
  digits = value.substr(0, point);
  for (int i = 0; i < noughts; ++i) {
    if (fraction.empty()) {
      digits += '0';
    } else {
      digits += fraction.front();
      fraction.erase(0, 1);
    }
  }
  const std::size_t first = digits.find_first_not_of('0');
  digits = first == std::string::npos ? "0" : digits.substr(first);
  return fraction.empty() ? digits : digits + "." + fraction;
}

class Reader {
 public:
  explicit Reader(Context& context) : c_(context), s_(context.sentence) {}

  void run() {
    for (std::size_t at = s_.begin; at < s_.tokens.size();) {
      const std::size_t end = votes(at);
      if (end > at) {
        at = end;
        continue;
      }
      const std::size_t stop = amount(at);
      at = stop > at ? stop : at + 1;
    }
  }

 private:
  const Token& token(std::size_t at) const { return s_.tokens[at]; }

  struct Measured {
    std::size_t end = 0;
    std::string unit;
    int noughts = 0;
  };
  std::optional<Measured> unit_at(std::size_t at) const {
    for (const Unit& unit : units()) {
      if (at + unit.words.size() > s_.tokens.size()) continue;
      bool fits = true;
      for (std::size_t i = 0; fits && i < unit.words.size(); ++i)
        fits = token(at + i).lower == unit.words[i];
      if (fits) return Measured{at + unit.words.size(), unit.printed, unit.noughts};
    }
    return std::nullopt;
  }

  /// Units may stand a few words behind: "1,550 deployed strategic warheads".
  std::optional<Measured> unit_near(std::size_t at) const {
    if (const auto found = unit_at(at)) return found;
    for (std::size_t next = at; next < std::min(at + 4, s_.tokens.size()); ++next) {
      if (token(next).kind != TokenKind::word || s_.words[next]->is(kFunctionWord) ||
          s_.words[next]->verb()) {
        if (!s_.words[next]->is(kAdjective)) return std::nullopt;
      }
      if (auto found = unit_at(next + 1)) {
        static constexpr std::array kCounted = {"warhead", "launcher", "missile",
                                                "tank",    "person",   "aircraft"};
        if (std::any_of(kCounted.begin(), kCounted.end(),
                        [&](const char* one) { return found->unit == one; }))
          return found;
        return std::nullopt;
      }
    }
    return std::nullopt;
  }

  std::string currency(std::size_t at) const {
    if (at <= s_.begin) return {};
    const std::string& mark = token(at - 1).lower;
    if (mark == "$") return "USD";
    if (mark == "\xE2\x82\xAC") return "EUR";
    if (mark == "\xC2\xA3") return "GBP";
    if (mark == "\xC2\xA5") return "JPY";
    return {};
  }

  std::size_t amount(std::size_t at) {
    const std::optional<NumberPhrase> number = find_number(s_.tokens, at);
    if (!number) return at;
    if (const Phrase* phrase = s_.phrase(at); phrase != nullptr && phrase->kind == PhraseKind::date)
      return at;
    if (at > s_.begin && (token(at - 1).is("article") || token(at - 1).is("no"))) return at;
    QuantityFact fact;
    std::size_t end = number->end;
    std::string second;
    fact.unit = currency(at);
    int noughts = 0;
    if (fact.unit.empty()) {
      // "38 to 44 bcm": the unit stands behind the second number.
      std::size_t unit_at_token = end;
      if (end + 1 < s_.tokens.size() && (token(end).is("to") || token(end).is("--"))) {
        if (const std::optional<NumberPhrase> other = find_number(s_.tokens, end + 1)) {
          if (unit_near(other->end)) {
            second = other->value;
            unit_at_token = other->end;
          }
        }
      }
      const std::optional<Measured> unit = unit_near(unit_at_token);
      if (!unit) {
        // "65 billion cubic metres in 2020 and 40 billion a year": the unit before goes on.
        if (!last_unit_.empty() && end < s_.tokens.size() && number->value.size() >= 9 &&
            last_end_ + 8 > at) {
          fact.unit = last_unit_;
        } else {
          return number->end;
        }
      } else {
        fact.unit = unit->unit;
        noughts = unit->noughts;
        end = unit->end;
      }
    } else if (end < s_.tokens.size() && token(end).is("us")) {
      ++end;
    }
    fact.value = scale(number->value, noughts);
    last_unit_ = fact.unit;
    bounds(at, fact);
    what(at, end, fact);
    end = rate(end, fact);
    if (end > number->end && fact.what.empty() && fact.unit == "%") fact.what = "share";
    last_end_ = end;
    if (c_.memory.focus()) fact.treaty = c_.memory.treaties()[*c_.memory.focus()].fact.id;
    std::size_t begin = at;
    if (begin > s_.begin && (token(begin - 1).is("$"))) --begin;
    emit(fact, begin, end, at);
    if (!second.empty()) {
      QuantityFact upper = fact;
      upper.value = scale(second, noughts);
      if (from_to(at)) {
        // "from 38 to 44 bcm" is a change, not a range.
        emit(upper, begin, end, at);
      } else {
        Statement& first = c_.out.back();
        std::get<QuantityFact>(first.fact).bound = Bound::lower;
        upper.bound = Bound::upper;
        emit(upper, begin, end, at);
      }
    }
    return end;
  }

  bool from_to(std::size_t at) const { return at > s_.begin && token(at - 1).is("from"); }

  void bounds(std::size_t at, QuantityFact& fact) const {
    std::size_t before = at;
    for (int steps = 0; steps < 5 && before > s_.begin; ++steps) {
      --before;
      const std::string& word = token(before).lower;
      const std::string& prior = before > s_.begin ? token(before - 1).lower : word;
      if ((word == "to" && prior == "up") || (word == "as" && prior == "much") ||
          (word == "as" && prior == "many") ||
          (word == "than" && (prior == "more" || prior == "less" || prior == "fewer")) ||
          word == "maximum" || word == "most" || word == "least" || word == "over" ||
          word == "under" || word == "reaching" || word == "below") {
        const bool no = before >= s_.begin + 2 && token(before - 2).is("no");
        if (word == "over") {
          fact.bound = Bound::lower;
        } else if (word == "least") {
          fact.bound = Bound::lower;
        } else if (word == "than") {
          const bool more = prior == "more";
          fact.bound = more != no ? Bound::lower : Bound::upper;
        } else {
          fact.bound = Bound::upper;
        }
        return;
      }
      if (word == "about" || word == "some" || word == "around" || word == "approximately" ||
          word == "roughly" || word == "nearly" || word == "almost" || word == "average") {
        fact.approximate = true;
        continue;
      }
      if (word == "$" || s_.words[before]->is(kDeterminer)) continue;
      if (token(before).kind == TokenKind::mark || s_.words[before]->verb()) break;
    }
    // "is capped at 99,000 tonnes", "limits each side to 1,550"
    for (const Group& group : c_.groups.groups) {
      if (group.end <= at && at - group.end < 6 && (group.lemma == "limit" || group.lemma == "cap"))
        fact.bound = Bound::upper;
    }
    for (std::size_t i = at > s_.begin + 4 ? at - 4 : s_.begin; i < at; ++i) {
      if (token(i).is("capped") || token(i).is("limits") || token(i).is("limited"))
        fact.bound = Bound::upper;
    }
  }

  void what(std::size_t at, std::size_t& end, QuantityFact& fact) const {
    if (end < s_.tokens.size() && token(end).is("of")) {
      std::size_t stop = end + 1;
      while (stop < s_.tokens.size() && token(stop).kind == TokenKind::word && stop - end < 5 &&
             !s_.words[stop]->is(kPreposition | kRelative | kConjunction | kAuxiliary) &&
             !(s_.words[stop]->is(kDeterminer) && stop > end + 1)) {
        ++stop;
      }
      std::size_t begin = end + 1;
      if (begin < stop && s_.words[begin]->is(kDeterminer)) ++begin;
      fact.what = s_.words_of(begin, stop);
      end = stop;
    } else {
      // The noun that is measured stands before: "capacity of", "worth".
      for (std::size_t back = at; back > s_.begin && at - back < 6; --back) {
        const Token& one = token(back - 1);
        if (one.is("capacity") || one.is("range") || one.is("worth") || one.is("border") ||
            one.is("investment") || one.is("price") || one.is("payment")) {
          fact.what = one.lower;
          break;
        }
      }
    }
  }

  std::size_t rate(std::size_t end, QuantityFact& fact) const {
    if (end + 1 < s_.tokens.size() && (token(end).is("a") || token(end).is("per") ||
                                       token(end).is("each") || token(end).is("every"))) {
      const std::string& unit = token(end + 1).lower;
      if (unit == "year" || unit == "annum") fact.per = Period{12, 0};
      if (unit == "month") fact.per = Period{1, 0};
      if (unit == "day") fact.per = Period{0, 1};
      if (unit == "week") fact.per = Period{0, 7};
      if (fact.per) return end + 2;
    }
    if (end < s_.tokens.size() && (token(end).is("annually") || token(end).is("yearly"))) {
      fact.per = Period{12, 0};
      return end + 1;
    }
    return end;
  }

  void emit(const QuantityFact& fact, std::size_t begin, std::size_t end, std::size_t at) {
    Stance stance = Stance::asserted;
    std::string condition;
    for (std::size_t i = 0; i < c_.groups.groups.size(); ++i) {
      const Group& group = c_.groups.groups[i];
      if (group.begin > at) break;
      const Standing standing = standing_of(s_, c_.groups, i, c_.headline);
      stance = standing.stance == Stance::demanded ? Stance::planned : standing.stance;
      condition = standing.condition;
    }
    for (std::size_t i = at > s_.begin + 6 ? at - 6 : s_.begin; i < at; ++i) {
      if (token(i).is("projections") || token(i).is("projected") || token(i).is("estimated"))
        stance = Stance::possible;
    }
    if (stance == Stance::conditional && condition.empty()) stance = Stance::possible;
    QuantityFact one = fact;
    one.condition = stance == Stance::conditional ? condition : "";
    add_statement(c_, one, stance, begin, end, at);
  }

  // ---- Votes
  // -------------------------------------------------------------------------------------

  void vote(const std::string& value, std::string_view way, std::size_t begin, std::size_t end) {
    QuantityFact fact;
    fact.value = value;
    fact.unit = "vote";
    fact.what = way;
    if (c_.memory.focus()) fact.treaty = c_.memory.treaties()[*c_.memory.focus()].fact.id;
    add_statement(c_, fact, Stance::asserted, begin, end, begin);
  }

  bool voted_down() const {
    for (std::size_t at = s_.begin; at + 1 < s_.tokens.size(); ++at) {
      if (token(at).is("rejected") ||
          (token(at).is("voted") && (token(at + 1).is("down") || token(at + 1).is("against"))))
        return true;
    }
    return false;
  }

  /// "by 31 votes to three", "211 votes to 44", "voted 157 to 18", "with 366 votes in favour",
  /// "with 32 abstentions", "394 to none".
  std::size_t votes(std::size_t at) {
    const std::optional<NumberPhrase> first = find_number(s_.tokens, at);
    if (!first || !first->whole()) return at;
    std::size_t next = first->end;
    const bool said =
        next < s_.tokens.size() && (token(next).is("votes") || token(next).is("vote"));
    if (said) ++next;
    const bool voted =
        at > s_.begin &&
        (token(at - 1).is("voted") || (token(at - 1).is("by") && !said) || token(at - 1).is("("));
    if (next >= s_.tokens.size()) return at;
    if (token(next).is("abstentions") || token(next).is("abstained")) {
      vote(first->value, "abstentions", at, next + 1);
      return next + 1;
    }
    if (said && (token(next).is("in") || token(next).is("for"))) {
      vote(first->value, "votes for", at, next);
      return next;
    }
    if (said && token(next).is("against")) {
      vote(first->value, "votes against", at, next + 1);
      return next + 1;
    }
    const bool dash = token(next).joined || token(next).is("--");
    const bool to = token(next).is("to") || (dash && voted);
    if (!(said || voted) || !to) return at;
    const std::size_t start = token(next).is("to") || token(next).is("--") ? next + 1 : next;
    if (start >= s_.tokens.size()) return at;
    std::string second;
    std::size_t end = start + 1;
    if (token(start).is("none") || token(start).is("nil")) {
      second = "0";
    } else if (const std::optional<NumberPhrase> other = find_number(s_.tokens, start);
               other && other->whole()) {
      second = other->value;
      end = other->end;
    } else {
      return at;
    }
    if (!said && unit_near(end)) return at;
    const bool down = voted_down();
    vote(first->value, down ? "votes against" : "votes for", at, end);
    vote(second, down ? "votes for" : "votes against", at, end);
    return end;
  }

  Context& c_;
  const Sentence& s_;
  std::string last_unit_;
  std::size_t last_end_ = 0;
};

}  // namespace

void read_quantities(Context& context) {
  Reader(context).run();
}

}  // namespace servanda
