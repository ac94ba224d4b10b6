#include "servanda/language/date_grammar.h"

#include <algorithm>
#include <array>
#include <utility>

#include "servanda/base/table.h"

namespace servanda {

/// What a rule's match means: names of the tables' rules.
enum class DateGrammar::Meaning : std::uint8_t {
  date,
  days,
  days_numeric,
  month,
  month_year,
  year,
  decade,
  century,
  season,
  quarter,
  half,
  today,
  day_offset,
  ago,
  ahead,
  told_later,
  told_same,
  told_earlier,
  unit,
  unit_of,
  span,
  weekday,
  weekday_of,
  part,
  range,
  pair,
  at,
  daypart,
  period,
};

namespace {

using Meaning = DateGrammar::Meaning;
using Slot = DateGrammar::Slot;
using Kind = DatePhrase::Kind;
using Anchor = DatePhrase::Anchor;

constexpr std::array<std::pair<std::string_view, Meaning>, 34> kMeanings = {{
    {"unit-of", Meaning::unit_of},
    {"told-same", Meaning::told_same},
    {"date-days-figures", Meaning::days_numeric},
    {"pair", Meaning::pair},
    {"date", Meaning::date},
    {"date-days", Meaning::days},
    {"month", Meaning::month},
    {"month-year", Meaning::month_year},
    {"year", Meaning::year},
    {"decade", Meaning::decade},
    {"century", Meaning::century},
    {"season", Meaning::season},
    {"quarter", Meaning::quarter},
    {"half", Meaning::half},
    {"today", Meaning::today},
    {"day-offset", Meaning::day_offset},
    {"ago", Meaning::ago},
    {"year-ago", Meaning::ago},
    {"ahead", Meaning::ahead},
    {"year-ahead", Meaning::ahead},
    {"told-later", Meaning::told_later},
    {"told-earlier", Meaning::told_earlier},
    {"unit", Meaning::unit},
    {"span", Meaning::span},
    {"weekday", Meaning::weekday},
    {"weekday-of", Meaning::weekday_of},
    {"part", Meaning::part},
    {"range", Meaning::range},
    {"at", Meaning::at},
    {"daypart", Meaning::daypart},
    {"tonight", Meaning::daypart},
    {"last-night", Meaning::daypart},
    {"period", Meaning::period},
    {"unit-offset", Meaning::unit},
}};

constexpr std::array<std::pair<std::string_view, Slot>, 18> kSlots = {{
    {"D", Slot::day},
    {"O", Slot::ordinal},
    {"M", Slot::month},
    {"Y", Slot::year},
    {"W", Slot::weekday},
    {"N", Slot::number},
    {"U", Slot::unit},
    {"S", Slot::season},
    {"PIN", Slot::pin},
    {"TOLD", Slot::told},
    {"SHIFT", Slot::shift},
    {"E", Slot::part},
    {"PART", Slot::daypart},
    {"NUMERIC", Slot::numeric},
    {"DECADE", Slot::decade},
    {"CLOCK", Slot::clock},
    {"ZONE", Slot::zone},
    {"TIME", Slot::time},
}};

// A TIME within a TIME within a TIME ("the end of the first half of next year").
constexpr int kDeepest = 3;

/// What the elements of a pattern have bound so far.
struct Slots {
  std::optional<int> day, second_day, ordinal, month, year, second_year, weekday, number, unit,
      season, pin, told, shift, part, daypart, decade, clock, zone, numeric;
  std::vector<DatePhrase> times;
};

DateUnit unit_of(int value) {
  return static_cast<DateUnit>(value);
}

}  // namespace

/// One attempt to match at a place; keeps nothing but what it reads.
class GrammarRun {
 public:
  GrammarRun(const DateGrammar& grammar, const SentenceMarks& sentence, const MatchOptions& options)
      : grammar_(grammar), words_(grammar.words_), s_(sentence), options_(options) {}

  std::optional<DateMatch> longest(std::size_t at, int depth, bool ranges) const {
    std::optional<DateMatch> best;
    if (at >= s_.marks.size()) return best;
    const DateMark& first = s_.marks[at];
    // An optional comma never begins a phrase.
    if (s_.bytes(first) == ",") return best;
    const std::vector<std::uint16_t>* candidates = &grammar_.by_figure_;
    if (first.kind == MarkKind::word) {
      if (first.word == kNoDateWord) return best;
      candidates = &grammar_.by_word_[first.word];
    }
    for (const std::uint16_t index : *candidates) {
      const DateGrammar::Rule& rule = grammar_.rules_[index];
      if (!ranges && (rule.meaning == Meaning::range || rule.meaning == Meaning::days ||
                      rule.meaning == Meaning::days_numeric)) {
        continue;
      }
      consider(rule, at, depth, nullptr, best);
    }
    // What continues the phrase: "– 15 July", "at 22:30", "two years ago".
    for (int more = 0; best && more < 2; ++more) {
      std::optional<DateMatch> longer;
      for (const DateGrammar::Rule& rule : grammar_.after_) {
        if (!ranges && (rule.meaning == Meaning::range || rule.meaning == Meaning::pair)) continue;
        if (at + best->size >= s_.marks.size()) break;
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
    for (const DateGrammar::Rule& rule : grammar_.periods_) consider(rule, at, 0, nullptr, best);
    return best;
  }

 private:
  const DateMark* mark(std::size_t at) const {
    return at < s_.marks.size() ? &s_.marks[at] : nullptr;
  }

  void consider(const DateGrammar::Rule& rule, std::size_t at, int depth, const DateMatch* base,
                std::optional<DateMatch>& best) const {
    Slots slots;
    std::size_t end = 0;
    const std::size_t from = base != nullptr ? at + base->size : at;
    if (!elements(rule, 0, from, depth, slots, end)) return;
    // A comma or "of" that leads nowhere is no part of the phrase.
    while (end > from && is_link(end - 1)) --end;
    if (end <= from || (best && end - at <= best->size)) return;
    DateMatch match;
    match.size = end - at;
    if (!build(rule, slots, at, end, base, match)) return;
    match.phrase.rule = rule.name;
    match.phrase.span = {s_.marks[at].begin, s_.marks[end - 1].end};
    best = std::move(match);
  }

  /// Matches the elements from `index` on; an optional one is first tried, then left out.
  bool elements(const DateGrammar::Rule& rule, std::size_t index, std::size_t at, int depth,
                Slots& slots, std::size_t& end) const {
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
      Slots filled = slots;
      const std::size_t size = take(choice.slot, at, depth, filled);
      if (size > 0 && elements(rule, index + 1, at + size, depth, filled, end)) {
        slots = std::move(filled);
        return true;
      }
    }
    return element.optional && elements(rule, index + 1, at, depth, slots, end);
  }

  /// The first mark from `at` on that has the class; `at` when none has.
  std::size_t rule_word(std::size_t at, WordClass word_class) const {
    for (std::size_t i = at; i < at + 3 && i < s_.marks.size(); ++i) {
      if (value(i, word_class)) return i;
    }
    return at;
  }

  bool is_link(std::size_t at) const {
    const DateMark& one = s_.marks[at];
    if (one.kind != MarkKind::word || one.word == kNoDateWord) return false;
    constexpr std::array<std::string_view, 13> kLinks = {",",  "of", "the", "de", "del", "l", "d",
                                                         "le", "la", "el",  "-",  "du",  "à"};
    const std::string_view text = words_.word(one.word).text;
    return std::find(kLinks.begin(), kLinks.end(), text) != kLinks.end();
  }

  std::optional<int> value(std::size_t at, WordClass word_class) const {
    const DateMark* one = mark(at);
    if (one == nullptr || one->kind != MarkKind::word || one->word == kNoDateWord) return {};
    return words_.word(one->word).value(word_class);
  }

  /// A name that is also an everyday word needs its capital, and some a number or a cue beside it.
  bool named(std::size_t at) const {
    const DateMark& one = s_.marks[at];
    const DateWord& word = words_.word(one.word);
    if (!word.everyday || options_.phrase_alone) return true;
    const bool pointed = one.end - one.begin == word.text.size() + 1;
    if (one.capital == 0 && !pointed) return false;
    if (!word.cued) return true;
    if (const DateMark* next = mark(at + 1); next != nullptr && next->kind == MarkKind::figure)
      return true;
    if (at == 0) return false;
    const DateMark& before = s_.marks[at - 1];
    if (before.kind == MarkKind::figure) return true;
    if (before.word == kNoDateWord) return false;
    const DateWord& cue = words_.word(before.word);
    return cue.text != "," && cue.text != "(" && cue.text != "the" &&
           (cue.is(WordClass::cue) || cue.is(WordClass::pin) || cue.is(WordClass::told) ||
            cue.is(WordClass::part) || cue.is(WordClass::bound) || cue.is(WordClass::ordinal));
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
      const std::optional<int> part = value(next, WordClass::number);
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
      if (value(next, WordClass::number)) continue;
      const DateMark* link = mark(next);
      if (link == nullptr || link->word == kNoDateWord || !value(next + 1, WordClass::number))
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
    if (const std::optional<int> one = value(at, WordClass::ordinal)) {
      result = *one;
      return 1;
    }
    const std::optional<int> tens = value(at, WordClass::number);
    if (!tens || *tens < 20 || *tens > 90) return 0;
    std::size_t next = at + 1;
    if (const DateMark* dash = mark(next);
        dash != nullptr && dash->word != kNoDateWord && words_.word(dash->word).text == "-") {
      ++next;
    }
    const std::optional<int> unit = value(next, WordClass::ordinal);
    if (!unit || *unit < 1 || *unit > 9) return 0;
    result = *tens + *unit;
    return next + 1 - at;
  }

  /// "8 вечера", "15 часов" and "20 heures" behind a preposition.
  std::size_t take_hour(std::size_t at, Slots& slots) const {
    int hour = 0;
    const std::size_t figures = number(at, hour);
    if (figures == 0 || hour > 23 || words_.language() == Language::english) return 0;
    std::size_t size = figures;
    const std::optional<int> unit = value(at + size, WordClass::unit);
    const bool hours = unit && unit_of(*unit) == DateUnit::hour;
    if (hours) ++size;
    if (const std::optional<int> part = value(at + size, WordClass::daypart)) {
      const auto daypart = static_cast<DayPart>(*part);
      ++size;
      if (hour < 12 && (daypart == DayPart::afternoon || daypart == DayPart::evening)) hour += 12;
    } else {
      if (!hours || at == 0) return 0;
      const DateMark& before = s_.marks[at - 1];
      if (before.word == kNoDateWord || !words_.word(before.word).is(WordClass::cue)) return 0;
    }
    slots.clock = hour * 3600;
    return size;
  }

  std::size_t take_clock(std::size_t at, Slots& slots) const {
    const DateMark* one = mark(at);
    if (one == nullptr) return 0;
    std::size_t size = 0;
    if (one->kind == MarkKind::clock) {
      slots.clock = one->value;
      size = 1;
      if (const std::optional<int> half = value(at + 1, WordClass::meridiem)) {
        if (*slots.clock >= 13 * 3600) return 0;
        slots.clock = *slots.clock % (12 * 3600) + *half * 3600;
        size = 2;
      }
    } else if (one->kind == MarkKind::figure && one->digits <= 2 && one->value >= 1 &&
               one->value <= 12 && one->ordinal == 0) {
      const std::optional<int> half = value(at + 1, WordClass::meridiem);
      if (!half) return take_hour(at, slots);
      slots.clock = one->value % 12 * 3600 + *half * 3600;
      size = 2;
    } else {
      return take_hour(at, slots);
    }
    if (const std::optional<int> zone = value(at + size, WordClass::zone)) {
      slots.zone = zone;
      ++size;
    }
    return size;
  }

  /// Fills the slot and says how many marks it took; 0 when it does not match.
  std::size_t take(Slot slot, std::size_t at, int depth, Slots& slots) const {
    const DateMark* one = mark(at);
    if (one == nullptr) return 0;
    const auto simple = [&](WordClass word_class, std::optional<int>& target) -> std::size_t {
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
        if (!value(at, WordClass::month) || !named(at)) return 0;
        return simple(WordClass::month, slots.month);
      case Slot::year: {
        if (one->kind != MarkKind::figure || one->digits != 4 || one->ordinal != 0) return 0;
        if (one->value < 1000 || one->value > 2999) return 0;
        (slots.year ? slots.second_year : slots.year) = one->value;
        return 1;
      }
      case Slot::weekday:
        if (!value(at, WordClass::weekday) || !named(at)) return 0;
        return simple(WordClass::weekday, slots.weekday);
      case Slot::number: {
        int total = 0;
        const std::size_t size = number(at, total);
        if (size > 0) slots.number = total;
        return size;
      }
      case Slot::unit:
        if (!value(at, WordClass::unit) || !named(at)) return 0;
        return simple(WordClass::unit, slots.unit);
      case Slot::season:
        return simple(WordClass::season, slots.season);
      case Slot::pin:
        return simple(WordClass::pin, slots.pin);
      case Slot::told:
        return simple(WordClass::told, slots.told);
      case Slot::shift:
        return simple(WordClass::shift, slots.shift);
      case Slot::part:
        return simple(WordClass::part, slots.part);
      case Slot::daypart:
        return simple(WordClass::daypart, slots.daypart);
      case Slot::numeric:
        if (one->kind != MarkKind::numeric) return 0;
        slots.numeric = one->value;
        return 1;
      case Slot::decade:
        if (one->kind == MarkKind::decade) {
          slots.decade = one->value;
          return 1;
        }
        return simple(WordClass::decade, slots.decade);
      case Slot::clock:
        return take_clock(at, slots);
      case Slot::zone:
        return simple(WordClass::zone, slots.zone);
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

  bool build(const DateGrammar::Rule& rule, Slots& slots, std::size_t at, std::size_t end,
             const DateMatch* base, DateMatch& match) const;
  bool build_calendar(Slots& slots, DatePhrase& phrase) const;
  bool plausible_year(std::size_t at, std::size_t end) const;

  const DateGrammar& grammar_;
  const DateWords& words_;
  const SentenceMarks& s_;
  const MatchOptions& options_;
};

namespace {

void set_calendar(const Slots& slots, DatePhrase& phrase) {
  phrase.kind = Kind::calendar;
  if (slots.year) phrase.year = slots.year;
  if (slots.month) phrase.month = static_cast<unsigned>(*slots.month);
  if (slots.day) phrase.day = static_cast<unsigned>(*slots.day);
  if (slots.weekday) phrase.weekday = static_cast<unsigned>(*slots.weekday);
  phrase.unit = phrase.day ? DateUnit::day : phrase.month ? DateUnit::month : DateUnit::year;
}

DatePhrase calendar_phrase(std::optional<int> year, std::optional<int> month) {
  Slots slots;
  slots.year = year;
  slots.month = month;
  DatePhrase phrase;
  set_calendar(slots, phrase);
  return phrase;
}

DatePhrase unit_phrase(int unit, int steps, Anchor anchor) {
  DatePhrase phrase;
  phrase.kind = Kind::unit;
  phrase.unit = unit_of(unit);
  phrase.steps = steps;
  phrase.anchor = anchor;
  return phrase;
}

/// "last year", "the following month": what a month or a day stands in.
DatePhrase container_phrase(const Slots& slots) {
  return slots.told ? unit_phrase(*slots.unit, *slots.told, Anchor::told)
                    : unit_phrase(*slots.unit, *slots.pin, Anchor::document);
}

/// Days of a month that never has them make no phrase.
bool has_day(const DatePhrase& phrase) {
  if (!phrase.day || !phrase.month) return true;
  const int year = phrase.year.value_or(2000);
  return *phrase.day <=
         (*phrase.month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29U
          : *phrase.month == 2                                                        ? 28U
          : *phrase.month == 4 || *phrase.month == 6 || *phrase.month == 9 || *phrase.month == 11
              ? 30U
              : 31U);
}

}  // namespace

bool GrammarRun::build_calendar(Slots& slots, DatePhrase& phrase) const {
  if (slots.numeric) {
    const NumericDate& date = s_.numerics[static_cast<std::size_t>(*slots.numeric)];
    slots.day = date.day != 0 ? std::optional<int>(static_cast<int>(date.day)) : std::nullopt;
    slots.month = static_cast<int>(date.month);
    if (date.year != 0) slots.year = date.year;
    set_calendar(slots, phrase);
    if (date.open_order) {
      if (!options_.month_first) {
        phrase.month_first = true;  // open: resolve() gives both
      } else if (*options_.month_first) {
        std::swap(*phrase.month, *phrase.day);
      }
    }
    phrase.impossible = !has_day(phrase);
    return true;
  }
  if (slots.ordinal && !slots.day) slots.day = slots.ordinal;
  if (slots.day && (*slots.day < 1 || *slots.day > 31)) return false;
  set_calendar(slots, phrase);
  if (slots.unit && (slots.pin || slots.told)) {
    // "February of last year", "the 20th of the following month"
    const DateUnit needed = slots.month ? DateUnit::year : DateUnit::month;
    if (unit_of(*slots.unit) != needed) return false;
    phrase.parts.push_back(container_phrase(slots));
    phrase.impossible = !has_day(phrase);
    return true;
  }
  // "next Tuesday, May 26": the date says more than "next".
  if (slots.pin && !(slots.weekday && slots.day)) phrase.pin = slots.pin;
  if (slots.told) {
    phrase.anchor = Anchor::told;
    phrase.pin = slots.told;
  }
  phrase.impossible = !has_day(phrase);
  return true;
}

/// A figure of four digits alone is a year where something before it says so, and nothing behind
/// it counts things.
bool GrammarRun::plausible_year(std::size_t at, std::size_t end) const {
  const DateMark& year = s_.marks[at];
  if (year.value < 1500 || year.value > 2199) return false;
  if (options_.phrase_alone && s_.marks.size() <= 2) return true;
  if (const DateMark* next = mark(end); next != nullptr) {
    if (next->word != kNoDateWord && words_.word(next->word).is(WordClass::apart)) return false;
    // "2001/1373" is a resolution, "2001a" no year.
    if (next->word != kNoDateWord && next->space == 0 && words_.word(next->word).text == "/") {
      return false;
    }
    if (next->kind == MarkKind::word && next->space == 0 && next->word == kNoDateWord &&
        next->end - next->begin > 1) {
      return false;
    }
  }
  if (at == 0)
    return options_.phrase_alone ||
           (mark(end) != nullptr && words_.word(mark(end)->word).text == "-");
  const DateMark& before = s_.marks[at - 1];
  if (before.kind != MarkKind::word) return false;
  if (before.word == kNoDateWord) return false;
  const DateWord& cue = words_.word(before.word);
  return cue.is(WordClass::cue) || cue.is(WordClass::bound) || cue.is(WordClass::part) ||
         cue.is(WordClass::season);
}

bool GrammarRun::build(const DateGrammar::Rule& rule, Slots& slots, std::size_t at, std::size_t end,
                       const DateMatch* base, DateMatch& match) const {
  DatePhrase& phrase = match.phrase;
  const auto own_year = [&] {
    if (slots.year) phrase.year = slots.year;
  };
  switch (rule.meaning) {
    case Meaning::date:
      if (!slots.month && !slots.unit && !slots.weekday && !slots.numeric &&
          !options_.phrase_alone) {
        // "on the 15th", not "on the 15th anniversary".
        const DateMark* next = mark(end);
        if (next != nullptr && next->kind == MarkKind::word &&
            (next->word == kNoDateWord || !words_.word(next->word).is(WordClass::break_)) &&
            s_.bytes(*next) != ".") {
          return false;
        }
      }
      return build_calendar(slots, phrase);
    case Meaning::days_numeric: {
      const NumericDate& last = s_.numerics[static_cast<std::size_t>(*slots.numeric)];
      if (last.day == 0 || last.open_order || static_cast<unsigned>(*slots.day) >= last.day)
        return false;
      const int first_day = *slots.day;
      DatePhrase until;
      slots.day = {};
      if (!build_calendar(slots, until)) return false;
      DatePhrase from_day = until;
      from_day.day = static_cast<unsigned>(first_day);
      phrase.kind = Kind::range;
      phrase.unit = DateUnit::range;
      phrase.parts = {from_day, until};
      return true;
    }
    case Meaning::days: {
      if (!slots.day || !slots.second_day || *slots.day >= *slots.second_day) return false;
      DatePhrase until;
      set_calendar(slots, phrase);
      until = phrase;
      until.day = static_cast<unsigned>(*slots.second_day);
      const DatePhrase from = phrase;
      phrase.impossible = !has_day(until);
      const bool impossible = phrase.impossible;
      phrase = DatePhrase{};
      phrase.kind = Kind::range;
      phrase.unit = DateUnit::range;
      phrase.parts = {from, until};
      phrase.impossible = impossible;
      return true;
    }
    case Meaning::month:
      return build_calendar(slots, phrase);
    case Meaning::month_year:
      if (!slots.pin || !slots.unit || unit_of(*slots.unit) != DateUnit::year) return false;
      return build_calendar(slots, phrase);
    case Meaning::year:
      set_calendar(slots, phrase);
      phrase.bare_year = true;
      return plausible_year(at, end);
    case Meaning::decade: {
      // "años 60", "années 1960"
      int year = slots.decade ? *slots.decade : slots.year ? *slots.year : *slots.number;
      if (year >= 20 && year <= 90) year += 1900;
      if (year % 10 != 0 || year < 1500 || year > 2190) return false;
      phrase.kind = Kind::calendar;
      phrase.year = year;
      phrase.unit = DateUnit::decade;
      return true;
    }
    case Meaning::century: {
      const std::optional<int> ordinal_number = slots.ordinal ? slots.ordinal : slots.number;
      if (!ordinal_number || *ordinal_number < 1 || *ordinal_number > 22) return false;
      phrase.kind = Kind::calendar;
      phrase.year = (*ordinal_number - 1) * 100;
      phrase.unit = DateUnit::century;
      return true;
    }
    case Meaning::season: {
      phrase.kind = Kind::season;
      phrase.unit = DateUnit::season;
      phrase.month = static_cast<unsigned>(*slots.season);
      own_year();
      if (slots.pin && slots.unit) {
        if (unit_of(*slots.unit) != DateUnit::year) return false;
        phrase.parts.push_back(unit_phrase(*slots.unit, *slots.pin, Anchor::document));
      } else {
        phrase.pin = slots.pin;
      }
      // "spring" alone is a source or a leap as well.
      if (slots.year || slots.pin || options_.phrase_alone) return true;
      if (at == 0) return false;
      const DateMark& before = s_.marks[at - 1];
      const bool article = end - at > 1;
      return article ||
             (before.word != kNoDateWord &&
              (words_.word(before.word).is(WordClass::bound) ||
               (words_.word(before.word).is(WordClass::cue) &&
                words_.word(before.word).text != "," && words_.word(before.word).text != "and")));
    }
    case Meaning::quarter:
    case Meaning::half: {
      phrase.kind = Kind::ordinal;
      phrase.unit = rule.meaning == Meaning::quarter ? DateUnit::quarter : DateUnit::half;
      phrase.ordinal = slots.number ? *slots.number : *slots.ordinal;
      // "Q3", not "q 3".
      if (slots.number && s_.marks[at + 1].space != 0) return false;
      const int most = rule.meaning == Meaning::quarter ? 4 : 2;
      if (phrase.ordinal == -1) phrase.ordinal = most;
      if (phrase.ordinal < 1 || phrase.ordinal > most) return false;
      own_year();
      if (slots.pin && slots.unit) {
        if (unit_of(*slots.unit) != DateUnit::year) return false;
        phrase.parts.push_back(unit_phrase(*slots.unit, *slots.pin, Anchor::document));
      } else if (!slots.times.empty()) {
        const DatePhrase& whole = slots.times.front();
        if (whole.unit != DateUnit::year && whole.unit != DateUnit::decade &&
            whole.unit != DateUnit::century && whole.unit != DateUnit::month) {
          return false;
        }
        if (rule.meaning == Meaning::quarter && whole.unit != DateUnit::year) return false;
        phrase.parts.push_back(whole);
      }
      return true;
    }
    case Meaning::today:
      phrase.kind = Kind::shift;
      phrase.unit = DateUnit::day;
      phrase.steps = *slots.shift;
      return true;
    case Meaning::day_offset:
      phrase.kind = Kind::shift;
      phrase.unit = DateUnit::day;
      phrase.steps = rule.argument;
      return true;
    case Meaning::ago:
    case Meaning::ahead: {
      const int sign = rule.meaning == Meaning::ago ? -1 : 1;
      const int count = slots.number.value_or(1);
      if (!slots.unit || count > 3000) return false;
      const DateUnit unit = unit_of(*slots.unit);
      if (unit < DateUnit::day) return false;
      if (base != nullptr) {
        // "March two years ago": only a date without a year has room for it.
        if (unit != DateUnit::year || base->phrase.year || base->phrase.pin ||
            base->phrase.kind != Kind::calendar || !base->phrase.month) {
          return false;
        }
        phrase = base->phrase;
        phrase.parts.push_back(unit_phrase(*slots.unit, sign * count, Anchor::document));
        return true;
      }
      // "in 30 days after the exchange" counts from the exchange.
      if (sign > 0) {
        const std::optional<int> bound = value(end, WordClass::bound);
        if (bound &&
            (*bound == static_cast<int>(Bound::after) || *bound == static_cast<int>(Bound::since) ||
             *bound == static_cast<int>(Bound::from))) {
          return false;
        }
      }
      phrase.kind = Kind::shift;
      phrase.unit = unit;
      phrase.steps = sign * count;
      return true;
    }
    case Meaning::told_same: {
      // "commemorated the date"; but "the date of entry into force" is another.
      constexpr std::array<std::string_view, 12> kOthers = {
          "of", "on", "for", "when", "from", "that", "in", "at", "to", "by", "set", "which"};
      const DateMark* next = mark(end);
      if (next != nullptr &&
          std::find(kOthers.begin(), kOthers.end(), s_.bytes(*next)) != kOthers.end()) {
        return false;
      }
      phrase.kind = Kind::shift;
      phrase.anchor = Anchor::told;
      phrase.unit = DateUnit::day;
      return true;
    }
    case Meaning::told_later:
    case Meaning::told_earlier: {
      const int sign = rule.meaning == Meaning::told_earlier ? -1 : 1;
      phrase.kind = Kind::shift;
      phrase.anchor = Anchor::told;
      phrase.unit = slots.unit ? unit_of(*slots.unit) : DateUnit::day;
      phrase.steps = sign * slots.number.value_or(1);
      if (phrase.unit < DateUnit::day || std::abs(phrase.steps) > 3000) return false;
      // "two days before the vote" counts from the vote.
      const DateMark* next = mark(end);
      const std::string_view last = s_.bytes(s_.marks[end - 1]);
      if (last == "before" || last == "after") {
        if (next == nullptr) return true;
        if (next->word == kNoDateWord) return false;
        const DateWord& word = words_.word(next->word);
        return word.is(WordClass::break_) || word.text == ".";
      }
      return true;
    }
    case Meaning::unit: {
      if (!slots.unit) return false;
      const int steps = rule.argument != 0 ? rule.argument : slots.pin ? *slots.pin : *slots.told;
      phrase = unit_phrase(*slots.unit, steps, slots.told ? Anchor::told : Anchor::document);
      phrase.pin = steps < 0 ? -1 : steps > 0 ? 1 : 0;
      // "the last week of May" is not last week.
      if (end < s_.marks.size() &&
          (s_.bytes(s_.marks[end]) == "of" || value(end, WordClass::month))) {
        return false;
      }
      // "this time", "the last second" name no date.
      return phrase.unit >= DateUnit::day &&
             !(phrase.unit == DateUnit::day && steps == 0 && slots.pin);
    }
    case Meaning::span: {
      if (!slots.unit) return false;
      const int count = slots.number.value_or(1);
      const int pin = slots.pin.value_or(1);
      phrase.kind = Kind::span;
      phrase.unit = unit_of(*slots.unit);
      phrase.steps = (pin < 0 ? -1 : 1) * count;
      // "within 90 days after the deposit" counts from the deposit.
      if (value(end, WordClass::bound) ||
          (end < s_.marks.size() && s_.bytes(s_.marks[end]) == "of")) {
        return false;
      }
      return pin != 0 && count > 0 && count <= 3000 && phrase.unit >= DateUnit::day;
    }
    case Meaning::unit_of: {
      const DatePhrase& whole = slots.times.front();
      phrase.kind = Kind::ordinal;
      phrase.unit = unit_of(*slots.unit);
      phrase.ordinal = slots.ordinal.value_or(slots.pin ? -1 : 0);
      if (phrase.ordinal == 0 || (slots.pin && *slots.pin != -1)) return false;
      const bool countable = phrase.unit == DateUnit::day || phrase.unit == DateUnit::week ||
                             phrase.unit == DateUnit::month || phrase.unit == DateUnit::decade;
      if (!countable || whole.unit <= phrase.unit || whole.unit == DateUnit::range) return false;
      phrase.parts.push_back(whole);
      return true;
    }
    case Meaning::weekday:
      phrase.kind = Kind::weekday;
      phrase.weekday = static_cast<unsigned>(*slots.weekday);
      phrase.pin = slots.pin;
      if (slots.told) {
        phrase.anchor = Anchor::told;
        phrase.pin = slots.told;
      }
      return true;
    case Meaning::weekday_of: {
      phrase.kind = Kind::weekday;
      phrase.weekday = static_cast<unsigned>(*slots.weekday);
      phrase.ordinal = slots.ordinal.value_or(0);
      DatePhrase container;
      if (slots.month) {
        container = calendar_phrase(slots.year, slots.month);
      } else {
        if (!slots.pin || !slots.unit) return false;
        container = unit_phrase(*slots.unit, *slots.pin, Anchor::document);
        if (phrase.ordinal == 0 && container.unit != DateUnit::week) return false;
      }
      phrase.parts.push_back(container);
      return true;
    }
    case Meaning::part: {
      // "will end in two years" ends; "the end of the year" is a part of it.
      const std::string_view word = s_.bytes(s_.marks[rule_word(at, WordClass::part)]);
      const DateMark* link = mark(rule_word(at, WordClass::part) + 1);
      const bool adjective = word.starts_with("early") || word.starts_with("Early") ||
                             word.starts_with("late") || word.starts_with("Late") ||
                             word.starts_with("mid") || word.starts_with("Mid");
      if (words_.language() == Language::english && (!adjective || word.starts_with("midd")) &&
          (link == nullptr || s_.bytes(*link) != "of")) {
        return false;
      }
      phrase.kind = Kind::part;
      phrase.part = *slots.part;
      if (!slots.times.empty()) {
        phrase.parts.push_back(slots.times.front());
      } else if (slots.unit) {
        phrase.parts.push_back(unit_phrase(*slots.unit, slots.pin.value_or(0), Anchor::document));
      } else {
        return false;
      }
      phrase.unit = phrase.parts.front().unit;
      return phrase.unit >= DateUnit::week && phrase.parts.front().kind != Kind::range;
    }
    case Meaning::range: {
      DatePhrase from, until;
      if (slots.year) {
        if (!slots.second_year || *slots.second_year <= *slots.year) return false;
        from = calendar_phrase(slots.year, {});
        until = calendar_phrase(slots.second_year, {});
        if (*slots.year < 1500 || *slots.second_year > 2199) return false;
      } else {
        if (base != nullptr) {
          if (base->phrase.kind == Kind::range) return false;
          from = base->phrase;
          if (slots.times.size() != 1) return false;
          until = slots.times[0];
        } else {
          if (slots.times.size() != 2) return false;
          from = slots.times[0];
          until = slots.times[1];
        }
        // EDTF has no intervals between times of day.
        if (from.kind == Kind::time || until.kind == Kind::time) return false;
      }
      phrase = DatePhrase{};
      phrase.kind = Kind::range;
      phrase.unit = DateUnit::range;
      phrase.parts = {std::move(from), std::move(until)};
      return true;
    }
    case Meaning::pair: {
      // "August 29 and September 1, 2000": from the one to the other, in one year.
      const DatePhrase& last = slots.times.front();
      if (base == nullptr || base->phrase.kind != Kind::calendar || base->phrase.year ||
          !base->phrase.day || !base->phrase.month || last.kind != Kind::calendar || !last.year ||
          !last.day || !last.month || base->phrase.impossible || last.impossible) {
        return false;
      }
      DatePhrase from = base->phrase;
      phrase = DatePhrase{};
      phrase.kind = Kind::range;
      phrase.unit = DateUnit::range;
      phrase.parts = {std::move(from), last};
      return true;
    }
    case Meaning::at: {
      DatePhrase day;
      const bool has_day_phrase = base != nullptr || !slots.times.empty();
      if (base != nullptr) day = base->phrase;
      if (base == nullptr && !slots.times.empty()) day = slots.times[0];
      if (has_day_phrase && day.unit != DateUnit::day) return false;
      if (day.kind == Kind::range || day.kind == Kind::time || day.kind == Kind::span) return false;
      phrase.kind = Kind::time;
      if (slots.clock) {
        phrase.minutes = *slots.clock / 60;
        phrase.seconds = *slots.clock % 60;
        phrase.unit = phrase.seconds != 0 ? DateUnit::second : DateUnit::minute;
      } else if (slots.number) {
        int hour = *slots.number;
        if (hour > 23) return false;
        const auto part = static_cast<DayPart>(slots.daypart.value_or(0));
        if (slots.daypart && hour < 12 &&
            (part == DayPart::afternoon || part == DayPart::evening)) {
          hour += 12;
        }
        phrase.minutes = hour * 60;
        phrase.unit = DateUnit::hour;
      } else {
        // noon and midnight
        const bool noon = s_.bytes(s_.marks[end - 1]) == "noon";
        phrase.minutes = noon ? 12 * 60 : 0;
        phrase.unit = DateUnit::minute;
      }
      phrase.zone = slots.zone;
      if (has_day_phrase) phrase.parts.push_back(std::move(day));
      return true;
    }
    case Meaning::daypart: {
      // The afternoon of a day is that day.
      if (base != nullptr) {
        phrase = base->phrase;
        if (phrase.unit != DateUnit::day || phrase.kind == Kind::range || phrase.kind == Kind::span)
          return false;
      } else if (!slots.times.empty()) {
        phrase = slots.times[0];
        if (phrase.unit != DateUnit::day) return false;
      } else {
        if (slots.daypart && !options_.phrase_alone) {
          // "this morning", not "in the morning".
          if (!value(at, WordClass::pin)) return false;
        }
        phrase.kind = Kind::shift;
        phrase.unit = DateUnit::day;
        phrase.steps = rule.argument;
      }
      phrase.daypart = slots.daypart.value_or(static_cast<int>(DayPart::night));
      return true;
    }
    case Meaning::period: {
      const int count = slots.number.value_or(1);
      if (!slots.unit || count > 5000 || count < 0) return false;
      Period period;
      switch (unit_of(*slots.unit)) {
        case DateUnit::day:
          period.days = count;
          break;
        case DateUnit::week:
          period.days = 7 * count;
          break;
        case DateUnit::fortnight:
          period.days = 14 * count;
          break;
        case DateUnit::month:
          period.months = count;
          break;
        case DateUnit::quarter:
          period.months = 3 * count;
          break;
        case DateUnit::half:
          period.months = 6 * count;
          break;
        case DateUnit::year:
          period.months = 12 * count;
          break;
        case DateUnit::decade:
          period.months = 120 * count;
          break;
        case DateUnit::century:
          period.months = 1200 * count;
          break;
        default:
          return false;
      }
      match.period = period;
      return true;
    }
  }
  return false;
}

namespace {

bool may_begin(const DateGrammar::Choice& choice, const DateWord& word, std::uint16_t number) {
  switch (choice.slot) {
    case Slot::word:
      return choice.word == number;
    case Slot::day:
    case Slot::ordinal:
      return word.is(WordClass::ordinal) || word.is(WordClass::number);
    case Slot::month:
      return word.is(WordClass::month);
    case Slot::weekday:
      return word.is(WordClass::weekday);
    case Slot::number:
      return word.is(WordClass::number);
    case Slot::unit:
      return word.is(WordClass::unit);
    case Slot::season:
      return word.is(WordClass::season);
    case Slot::pin:
      return word.is(WordClass::pin);
    case Slot::told:
      return word.is(WordClass::told);
    case Slot::shift:
      return word.is(WordClass::shift);
    case Slot::part:
      return word.is(WordClass::part);
    case Slot::daypart:
      return word.is(WordClass::daypart);
    case Slot::decade:
      return word.is(WordClass::decade);
    case Slot::zone:
      return word.is(WordClass::zone);
    case Slot::time:
      return true;
    case Slot::year:
    case Slot::numeric:
    case Slot::clock:
      return false;
  }
  return false;
}

bool may_begin_with_figure(const DateGrammar::Choice& choice) {
  switch (choice.slot) {
    case Slot::day:
    case Slot::ordinal:
    case Slot::year:
    case Slot::number:
    case Slot::numeric:
    case Slot::decade:
    case Slot::clock:
    case Slot::time:
      return true;
    default:
      return false;
  }
}

/// Does the rule's first element, or one behind optional ones, begin so?
template <typename Test>
bool begins(const DateGrammar::Rule& rule, const Test& test) {
  for (const DateGrammar::Element& element : rule.elements) {
    for (const DateGrammar::Choice& choice : element.choices) {
      if (test(choice)) return true;
    }
    if (!element.optional) return false;
  }
  return false;
}

DateGrammar::Element read_element(std::string_view text, const DateWords& words) {
  DateGrammar::Element element;
  if (text.starts_with('[')) {
    element.optional = true;
    text = text.substr(1, text.size() - 2);
  }
  for (const std::string_view choice : split(text, '|')) {
    const auto* slot = std::find_if(kSlots.begin(), kSlots.end(),
                                    [&](const auto& one) { return one.first == choice; });
    if (slot != kSlots.end()) {
      element.choices.push_back({slot->second, kNoDateWord});
    } else {
      element.choices.push_back({Slot::word, words.number_of(choice)});
    }
  }
  return element;
}

}  // namespace

DateGrammar::DateGrammar(const DateWords& words) : words_(words) {
  for (const GrammarRow& row : words.grammar()) {
    const auto* meaning = std::find_if(kMeanings.begin(), kMeanings.end(),
                                       [&](const auto& one) { return one.first == row.name; });
    if (meaning == kMeanings.end()) continue;
    Rule rule{meaning->second, row.name, row.argument, {}};
    for (const std::string_view element : split(row.pattern, ' ')) {
      if (!element.empty()) rule.elements.push_back(read_element(element, words));
    }
    (row.kind == "after" ? after_ : row.kind == "period" ? periods_ : rules_).push_back(rule);
  }
  for (std::uint16_t i = 0; i < rules_.size(); ++i) {
    if (begins(rules_[i], may_begin_with_figure)) by_figure_.push_back(i);
  }
  by_word_.resize(words.size());
  for (std::uint16_t number = 1; number < words.size(); ++number) {
    const DateWord& word = words.word(number);
    for (std::uint16_t i = 0; i < rules_.size(); ++i) {
      if (begins(rules_[i],
                 [&](const Choice& choice) { return may_begin(choice, word, number); })) {
        by_word_[number].push_back(i);
      }
    }
  }
}

std::optional<DateMatch> DateGrammar::match(const SentenceMarks& sentence, std::size_t at,
                                            const MatchOptions& options) const {
  return GrammarRun(*this, sentence, options).longest(at, 0, options.ranges);
}

std::optional<DateMatch> DateGrammar::match_period(const SentenceMarks& sentence, std::size_t at,
                                                   const MatchOptions& options) const {
  return GrammarRun(*this, sentence, options).period(at);
}

const DateGrammar& date_grammar(Language language) {
  switch (language) {
    case Language::russian: {
      static const DateGrammar grammar(date_words(language));
      return grammar;
    }
    case Language::french: {
      static const DateGrammar grammar(date_words(language));
      return grammar;
    }
    case Language::spanish: {
      static const DateGrammar grammar(date_words(language));
      return grammar;
    }
    case Language::english:
      break;
  }
  static const DateGrammar grammar(date_words(Language::english));
  return grammar;
}

}  // namespace servanda
