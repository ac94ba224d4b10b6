// What the slots of a match make: phrases that name a date. Those that count are made in
// date_counted.cc.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "servanda/language/date_match.h"
#include "servanda/language/double_dates.h"
#include "servanda/time/civil.h"

namespace servanda {
namespace {

using Meaning = DateGrammar::Meaning;
using Kind = DatePhrase::Kind;
using Anchor = DatePhrase::Anchor;

void set_calendar(const DateSlots& slots, DatePhrase& phrase) {
  phrase.kind = Kind::calendar;
  if (slots.year) phrase.year = slots.year;
  if (slots.month) phrase.month = static_cast<unsigned>(*slots.month);
  if (slots.day) phrase.day = static_cast<unsigned>(*slots.day);
  if (slots.weekday) phrase.weekday = static_cast<unsigned>(*slots.weekday);
  phrase.unit = phrase.day ? DateUnit::day : phrase.month ? DateUnit::month : DateUnit::year;
}

DatePhrase calendar_phrase(std::optional<int> year, std::optional<int> month) {
  DateSlots slots;
  slots.year = year;
  slots.month = month;
  DatePhrase phrase;
  set_calendar(slots, phrase);
  return phrase;
}

/// "last year", "the following month": what a month or a day stands in.
DatePhrase container_phrase(const DateSlots& slots) {
  return slots.told ? unit_phrase(*slots.unit, *slots.told, Anchor::told)
                    : unit_phrase(*slots.unit, *slots.pin, Anchor::document);
}

/// Days of a month that never has them make no phrase.
bool has_day(const DatePhrase& phrase) {
  return !phrase.day || !phrase.month ||
         *phrase.day <= days_in_month(phrase.year.value_or(2000), *phrase.month);
}

class PhraseBuilder {
 public:
  explicit PhraseBuilder(const MatchPlace& place)
      : place_(place), words_(place.words), s_(place.sentence), options_(place.options) {}

  bool build(const DateGrammar::Rule& rule, DateSlots& slots, std::size_t at, std::size_t end,
             const DateMatch* base, DateMatch& match) const;

 private:
  const DateMark* mark(std::size_t at) const { return place_.mark(at); }
  std::optional<int> value(std::size_t at, DateWordClass word_class) const {
    return place_.value(at, word_class);
  }
  /// The first mark from `at` on that has the class; `at` when none has.
  std::size_t rule_word(std::size_t at, DateWordClass word_class) const {
    for (std::size_t i = at; i < at + 3 && i < s_.marks.size(); ++i) {
      if (value(i, word_class)) return i;
    }
    return at;
  }

  bool build_calendar(DateSlots& slots, DatePhrase& phrase) const;
  bool build_in_other_calendar(const DateSlots& slots, DatePhrase& phrase) const;
  bool plausible_year(std::size_t at, std::size_t end) const;

  const MatchPlace& place_;
  const DateWords& words_;
  const SentenceMarks& s_;
  const MatchOptions& options_;
};

bool PhraseBuilder::build_calendar(DateSlots& slots, DatePhrase& phrase) const {
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

bool PhraseBuilder::build_in_other_calendar(const DateSlots& slots, DatePhrase& phrase) const {
  set_calendar(slots, phrase);
  phrase.calendar = slots.calendar;
  phrase.impossible = !day_told(phrase);
  return true;
}

/// A figure of four digits alone is a year where something before it says so, and nothing behind
/// it counts things.
bool PhraseBuilder::plausible_year(std::size_t at, std::size_t end) const {
  const DateMark& year = s_.marks[at];
  if (year.value < 1500 || year.value > 2199) return false;
  if (options_.phrase_alone && s_.marks.size() <= 2) return true;
  if (const DateMark* next = mark(end); next != nullptr) {
    if (next->word != kNoDateWord && words_.word(next->word).is(DateWordClass::apart)) return false;
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
  return cue.is(DateWordClass::cue) || cue.is(DateWordClass::bound) ||
         cue.is(DateWordClass::part) || cue.is(DateWordClass::season);
}

bool PhraseBuilder::build(const DateGrammar::Rule& rule, DateSlots& slots, std::size_t at,
                          std::size_t end, const DateMatch* base, DateMatch& match) const {
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
            (next->word == kNoDateWord || !words_.word(next->word).is(DateWordClass::break_)) &&
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
              (words_.word(before.word).is(DateWordClass::bound) ||
               (words_.word(before.word).is(DateWordClass::cue) &&
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
      const std::string_view word = s_.bytes(s_.marks[rule_word(at, DateWordClass::part)]);
      const DateMark* link = mark(rule_word(at, DateWordClass::part) + 1);
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
        bool noon = false;
        for (std::size_t i = base != nullptr ? at + base->size : at; i < end; ++i)
          noon = noon || value(i, DateWordClass::daypart) == static_cast<int>(DayPart::noon);
        phrase.minutes = noon ? 12 * 60 : 0;
        phrase.unit = DateUnit::minute;
      }
      phrase.zone = slots.zone;
      if (slots.place) phrase.place = words_.zone_name(*slots.place);
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
          if (!value(at, DateWordClass::pin)) return false;
        }
        phrase.kind = Kind::shift;
        phrase.unit = DateUnit::day;
        phrase.steps = rule.argument;
      }
      phrase.daypart = slots.daypart.value_or(static_cast<int>(DayPart::night));
      return true;
    }
    case Meaning::other_date:
      return build_in_other_calendar(slots, phrase);
    case Meaning::styles:
      return build_styles(slots, phrase);
    case Meaning::style:
      return base != nullptr && build_style(base->phrase, rule.argument == 1, phrase);
    case Meaning::twice:
      return base != nullptr &&
             build_twice(base->phrase, slots.times.front(), rule.argument, phrase);
    default:
      return build_counted(place_, rule, slots, end, base, match);
  }
}

}  // namespace

bool build_phrase(const MatchPlace& place, const DateGrammar::Rule& rule, DateSlots& slots,
                  std::size_t at, std::size_t end, const DateMatch* base, DateMatch& match) {
  return PhraseBuilder(place).build(rule, slots, at, end, base, match);
}

}  // namespace servanda
