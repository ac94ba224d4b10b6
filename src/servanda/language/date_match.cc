// Elements of patterns against the marks of a sentence.
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "servanda/language/date_match.h"

namespace servanda {

namespace {

using Meaning = DateGrammar::Meaning;
using Slot = DateGrammar::Slot;

// A TIME within a TIME within a TIME ("the end of the first half of next year").
constexpr int kDeepest = 3;

}  // namespace

/// One attempt to match at a place; keeps nothing but what it reads.
class GrammarMatcher {
 public:
  GrammarMatcher(const DateGrammar& grammar, const SentenceMarks& sentence,
                 const MatchOptions& options)
      : grammar_(grammar),
        words_(grammar.words_),
        s_(sentence),
        options_(options),
        place_{words_, s_, options_} {}

  std::optional<DateMatch> longest(std::size_t at, int depth, bool ranges) const {
    std::optional<DateMatch> best;
    if (at >= s_.marks.size()) return best;
    const DateMark& first = s_.marks[at];
    // An optional comma never begins a phrase.
    if (s_.bytes(first) == ",") return best;
    for (const std::uint16_t index : grammar_.rules_.beginning_with(first)) {
      const DateGrammar::Rule& rule = grammar_.rules_.rules[index];
      if (!ranges && (rule.meaning == Meaning::range || rule.meaning == Meaning::days ||
                      rule.meaning == Meaning::days_numeric)) {
        continue;
      }
      consider(rule, at, depth, nullptr, best);
    }
    // What continues the phrase: "– 15 July", "at 22:30", "two years ago".
    for (int more = 0; best && more < 2; ++more) {
      std::optional<DateMatch> longer;
      const DateMark* next = mark(at + best->size);
      if (next == nullptr) break;
      for (const std::uint16_t index : grammar_.after_.beginning_with(*next)) {
        const DateGrammar::Rule& rule = grammar_.after_.rules[index];
        if (!ranges && (rule.meaning == Meaning::range || rule.meaning == Meaning::pair ||
                        rule.meaning == Meaning::twice)) {
          continue;
        }
        consider(rule, at, depth, &*best, longer);
      }
      if (!longer) break;
      best = std::move(longer);
    }
    return best;
  }

  std::optional<DateMatch> period(std::size_t at) const {
    std::optional<DateMatch> best;
    if (at >= s_.marks.size()) return best;
    for (const std::uint16_t index : grammar_.periods_.beginning_with(s_.marks[at])) {
      consider(grammar_.periods_.rules[index], at, 0, nullptr, best);
    }
    return best;
  }

 private:
  const DateMark* mark(std::size_t at) const { return place_.mark(at); }

  void consider(const DateGrammar::Rule& rule, std::size_t at, int depth, const DateMatch* base,
                std::optional<DateMatch>& best) const {
    DateSlots slots;
    std::size_t end = 0;
    const std::size_t from = base != nullptr ? at + base->size : at;
    if (!elements(rule, 0, from, depth, slots, end)) return;
    // A comma or "of" that leads nowhere is no part of the phrase.
    while (end > from && is_link(end - 1)) --end;
    if (end <= from || (best && end - at <= best->size)) return;
    DateMatch match;
    match.size = end - at;
    if (!build_phrase(place_, rule, slots, at, end, base, match)) return;
    match.phrase.rule = rule.name;
    match.phrase.span = {s_.marks[at].begin, s_.marks[end - 1].end};
    best = std::move(match);
  }

  /// Matches the elements from `index` on; an optional one is first tried, then left out.
  bool elements(const DateGrammar::Rule& rule, std::size_t index, std::size_t at, int depth,
                DateSlots& slots, std::size_t& end) const {
    if (index == rule.elements.size()) {
      end = at;
      return true;
    }
    const DateGrammar::Element& element = rule.elements[index];
    for (const DateGrammar::Choice& choice : element.choices) {
      if (choice.slot == Slot::word) {
        const DateMark* one = mark(at);
        if (one == nullptr || one->kind != MarkKind::word || one->word != choice.word ||
            choice.word == kNoDateWord) {
          continue;
        }
        if (elements(rule, index + 1, at + 1, depth, slots, end)) return true;
        continue;
      }
      DateSlots filled = slots;
      const std::size_t size = take(choice.slot, at, depth, filled);
      if (size > 0 && elements(rule, index + 1, at + size, depth, filled, end)) {
        slots = std::move(filled);
        return true;
      }
    }
    return element.optional && elements(rule, index + 1, at, depth, slots, end);
  }

  bool is_link(std::size_t at) const {
    const DateMark& one = s_.marks[at];
    if (one.kind != MarkKind::word || one.word == kNoDateWord) return false;
    constexpr std::array<std::string_view, 13> kLinks = {",",  "of", "the", "de", "del", "l", "d",
                                                         "le", "la", "el",  "-",  "du",  "à"};
    const std::string_view text = words_.word(one.word).text;
    return std::find(kLinks.begin(), kLinks.end(), text) != kLinks.end();
  }

  std::optional<int> value(std::size_t at, DateWordClass word_class) const {
    return place_.value(at, word_class);
  }

  /// A name that is also an everyday word needs its capital, and some a number or a cue beside it.
  bool named(std::size_t at) const {
    const DateMark& one = s_.marks[at];
    const DateWord& word = words_.word(one.word);
    if (!word.everyday || options_.phrase_alone) return true;
    const bool pointed = one.end - one.begin == word.text.size() + 1;
    const DateMark* const next = mark(at + 1);
    const bool before_figure = next != nullptr && next->kind == MarkKind::figure;
    // "The chamber sat." and "sat. 5 May": the point of a small word may be the end of the
    // sentence.
    if (one.capital == 0 && !(pointed && before_figure)) return false;
    if (!word.cued || before_figure) return true;
    if (at == 0) return false;
    const DateMark& before = s_.marks[at - 1];
    if (before.kind == MarkKind::figure) return true;
    if (before.word == kNoDateWord) return false;
    const DateWord& cue = words_.word(before.word);
    return cue.text != "," && cue.text != "(" && cue.text != "the" &&
           (cue.is(DateWordClass::cue) || cue.is(DateWordClass::pin) ||
            cue.is(DateWordClass::told) || cue.is(DateWordClass::part) ||
            cue.is(DateWordClass::bound) || cue.is(DateWordClass::ordinal));
  }

  /// A cardinal in words or figures; marks taken, 0 for none.
  std::size_t number(std::size_t at, int& total) const {
    const DateMark* first = mark(at);
    if (first == nullptr) return 0;
    if (first->kind == MarkKind::figure) {
      if (first->value < 0 || first->ordinal != 0 || first->digits > 5) return 0;
      total = first->value;
      return 1;
    }
    std::size_t size = 0;
    int last = 0;
    total = 0;
    for (std::size_t next = at;;) {
      const std::optional<int> part = value(next, DateWordClass::number);
      if (!part) break;
      if (size == 0) {
        total = last = *part;
      } else if (*part == 20 && last == 4) {
        total += 80 - last;  // quatre-vingts
        last = 80;
      } else if ((*part == 100 || *part == 1000) && last < *part) {
        total = (total == 0 ? 1 : total) * *part;
        last = *part;
      } else if (*part < last && (last >= 100 || (last >= 20 && *part < 20))) {
        total += *part;
        last = *part;
      } else {
        break;
      }
      size = next + 1 - at;
      // "twenty-one", "trente et un", "cuarenta y cinco", "one hundred and eighty"
      ++next;
      if (value(next, DateWordClass::number)) continue;
      const DateMark* link = mark(next);
      if (link == nullptr || link->word == kNoDateWord || !value(next + 1, DateWordClass::number))
        break;
      const std::string_view word = words_.word(link->word).text;
      const bool dash = word == "-" && link->space == 0;
      if (!dash && word != "and" && word != "et" && word != "y") break;
      if (!dash && last < 20) break;
      ++next;
    }
    return size;
  }

  /// "third", "18th", "twenty-first", "двадцать четвёртое".
  std::size_t ordinal(std::size_t at, int& result) const {
    const DateMark* first = mark(at);
    if (first == nullptr) return 0;
    if (first->kind == MarkKind::figure) {
      if (first->ordinal == 0) return 0;
      result = first->value;
      return 1;
    }
    if (const std::optional<int> one = value(at, DateWordClass::ordinal)) {
      result = *one;
      return 1;
    }
    const std::optional<int> tens = value(at, DateWordClass::number);
    if (!tens || *tens < 20 || *tens > 90) return 0;
    std::size_t next = at + 1;
    if (const DateMark* dash = mark(next);
        dash != nullptr && dash->word != kNoDateWord && words_.word(dash->word).text == "-") {
      ++next;
    }
    const std::optional<int> unit = value(next, DateWordClass::ordinal);
    if (!unit || *unit < 1 || *unit > 9) return 0;
    result = *tens + *unit;
    return next + 1 - at;
  }

  /// "8 вечера", "15 часов" and "20 heures" behind a preposition.
  std::size_t take_hour(std::size_t at, DateSlots& slots) const {
    int hour = 0;
    const std::size_t figures = number(at, hour);
    if (figures == 0 || hour > 23 || words_.language() == Language::english) return 0;
    std::size_t size = figures;
    const std::optional<int> unit = value(at + size, DateWordClass::unit);
    const bool hours = unit && unit_of(*unit) == DateUnit::hour;
    if (hours) ++size;
    if (const std::optional<int> part = value(at + size, DateWordClass::daypart)) {
      const auto daypart = static_cast<DayPart>(*part);
      ++size;
      if (hour < 12 && (daypart == DayPart::afternoon || daypart == DayPart::evening)) hour += 12;
    } else {
      if (!hours || at == 0) return 0;
      const DateMark& before = s_.marks[at - 1];
      if (before.word == kNoDateWord || !words_.word(before.word).is(DateWordClass::cue)) return 0;
    }
    slots.clock = hour * 3600;
    return size;
  }

  /// "Esfand", "Dhu al-Hijjah", "Sha'ban".
  std::size_t take_other_month(std::size_t at, DateSlots& slots) const {
    if (!value(at, DateWordClass::other_month)) return 0;
    for (const OtherMonth& month : words_.other_months()) {
      std::size_t end = at;
      bool all = true;
      for (std::size_t i = 0; all && i < month.words.size(); ++i) {
        if (i > 0 && is_joint(end)) ++end;
        const DateMark* one = mark(end++);
        all = one != nullptr && one->kind == MarkKind::word && one->word == month.words[i];
      }
      if (!all) continue;
      slots.calendar = month.calendar;
      slots.month = static_cast<int>(month.month);
      return end - at;
    }
    return 0;
  }
  bool is_joint(std::size_t at) const {
    const std::string_view bytes = place_.bytes(at);
    return bytes == "-" || bytes == "'" || bytes == "\xE2\x80\x99" || bytes == "\xCA\xBB" ||
           bytes == "`";
  }

  std::size_t take_clock(std::size_t at, DateSlots& slots) const {
    const DateMark* one = mark(at);
    if (one == nullptr) return 0;
    std::size_t size = 0;
    if (one->kind == MarkKind::clock) {
      slots.clock = one->value;
      size = 1;
      if (const std::optional<int> half = value(at + 1, DateWordClass::meridiem)) {
        if (*slots.clock >= 13 * 3600) return 0;
        slots.clock = *slots.clock % (12 * 3600) + *half * 3600;
        size = 2;
      }
    } else if (one->kind == MarkKind::figure && one->digits <= 2 && one->value >= 1 &&
               one->value <= 12 && one->ordinal == 0) {
      const std::optional<int> half = value(at + 1, DateWordClass::meridiem);
      if (!half) return take_hour(at, slots);
      slots.clock = one->value % 12 * 3600 + *half * 3600;
      size = 2;
    } else {
      return take_hour(at, slots);
    }
    if (const std::optional<int> zone = value(at + size, DateWordClass::zone)) {
      slots.zone = zone;
      ++size;
    }
    return size;
  }

  /// Fills the slot and says how many marks it took; 0 when it does not match.
  std::size_t take(Slot slot, std::size_t at, int depth, DateSlots& slots) const {
    const DateMark* one = mark(at);
    if (one == nullptr) return 0;
    const auto simple = [&](DateWordClass word_class, std::optional<int>& target) -> std::size_t {
      const std::optional<int> found = value(at, word_class);
      if (!found) return 0;
      target = found;
      return 1;
    };
    switch (slot) {
      case Slot::word:
        return 0;
      case Slot::day: {
        int day = 0;
        std::size_t size = 0;
        if (one->kind == MarkKind::figure) {
          if (one->digits > 2) return 0;
          day = one->value;
          size = 1;
        } else {
          size = ordinal(at, day);
          if (size == 0) size = number_day(at, day);
        }
        if (size == 0 || day < 1 || day > 31) return 0;
        (slots.day ? slots.second_day : slots.day) = day;
        return size;
      }
      case Slot::ordinal: {
        int result = 0;
        const std::size_t size = ordinal(at, result);
        if (size > 0) slots.ordinal = result;
        return size;
      }
      case Slot::month:
        if (!value(at, DateWordClass::month) || !named(at)) return 0;
        return simple(DateWordClass::month, slots.month ? slots.second_month : slots.month);
      case Slot::other_month:
        return take_other_month(at, slots);
      case Slot::place:
        return simple(DateWordClass::place, slots.place);
      case Slot::year: {
        if (one->kind != MarkKind::figure || one->digits != 4 || one->ordinal != 0) return 0;
        if (one->value < 1000 || one->value > 2999) return 0;
        (slots.year ? slots.second_year : slots.year) = one->value;
        return 1;
      }
      case Slot::weekday:
        if (!value(at, DateWordClass::weekday) || !named(at)) return 0;
        return simple(DateWordClass::weekday, slots.weekday);
      case Slot::number: {
        int total = 0;
        const std::size_t size = number(at, total);
        if (size > 0) slots.number = total;
        return size;
      }
      case Slot::unit:
        if (!value(at, DateWordClass::unit) || !named(at)) return 0;
        return simple(DateWordClass::unit, slots.unit);
      case Slot::season:
        return simple(DateWordClass::season, slots.season);
      case Slot::pin:
        return simple(DateWordClass::pin, slots.pin);
      case Slot::told:
        return simple(DateWordClass::told, slots.told);
      case Slot::shift:
        return simple(DateWordClass::shift, slots.shift);
      case Slot::part:
        return simple(DateWordClass::part, slots.part);
      case Slot::daypart:
        return simple(DateWordClass::daypart, slots.daypart);
      case Slot::numeric:
        if (one->kind != MarkKind::numeric) return 0;
        slots.numeric = one->value;
        return 1;
      case Slot::decade:
        if (one->kind == MarkKind::decade) {
          slots.decade = one->value;
          return 1;
        }
        return simple(DateWordClass::decade, slots.decade);
      case Slot::clock:
        return take_clock(at, slots);
      case Slot::zone:
        return simple(DateWordClass::zone, slots.zone);
      case Slot::time: {
        if (depth >= kDeepest) return 0;
        std::optional<DateMatch> inner = longest(at, depth + 1, false);
        if (!inner) return 0;
        slots.times.push_back(std::move(inner->phrase));
        return inner->size;
      }
    }
    return 0;
  }

  /// Cardinals name days in French, Spanish and Russian ("le deux mai", "el dos de mayo").
  std::size_t number_day(std::size_t at, int& day) const {
    if (words_.language() == Language::english) return 0;
    return number(at, day);
  }

  const DateGrammar& grammar_;
  const DateWords& words_;
  const SentenceMarks& s_;
  const MatchOptions& options_;
  MatchPlace place_;
};

std::optional<DateMatch> DateGrammar::match(const SentenceMarks& sentence, std::size_t at,
                                            const MatchOptions& options) const {
  return GrammarMatcher(*this, sentence, options).longest(at, 0, options.ranges);
}

std::optional<DateMatch> DateGrammar::match_period(const SentenceMarks& sentence, std::size_t at,
                                                   const MatchOptions& options) const {
  return GrammarMatcher(*this, sentence, options).period(at);
}

}  // namespace servanda
