// What a phrase means in a document of a known day: resolve().
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "servanda/language/date_stretch.h"
#include "servanda/language/dates_in_text.h"
#include "servanda/language/double_dates.h"
#include "servanda/time/civil.h"
#include "servanda/time/zone.h"

namespace servanda {
namespace {

using Kind = DatePhrase::Kind;
using Anchor = DatePhrase::Anchor;

bool countable(const DayStretch& stretch) {
  return stretch.first >= days_from_civil(1, 1, 1) && stretch.last <= kLastDay;
}

std::optional<Edtf> edtf(const std::string& text) {
  Result<Edtf> parsed = parse_edtf(text);
  if (!parsed) return std::nullopt;
  return *std::move(parsed);
}

class Resolver {
 public:
  explicit Resolver(const DateContext& context) : context_(context) {
    if (context.document) document_ = number_of(*context.document);
  }

  std::optional<Edtf> run(const DatePhrase& phrase) const {
    if (phrase.impossible) return std::nullopt;
    if (phrase.kind == Kind::twice) return settle(phrase).date;
    if (phrase.kind == Kind::calendar && phrase.calendar && is_sighted(*phrase.calendar)) {
      const Result<Day> day = day_told(phrase);
      return day ? edtf(to_text(*day) + "~") : std::nullopt;
    }
    if (phrase.kind == Kind::time) return time(phrase);
    if (phrase.kind == Kind::range) return range(phrase);
    if (phrase.kind == Kind::calendar && phrase.month_first && phrase.year) return both(phrase);
    if (phrase.kind == Kind::shift && phrase.anchor == Anchor::told && phrase.steps == 0 &&
        phrase.unit == DateUnit::day) {
      return context_.told;
    }
    const std::optional<DayStretch> stretch = stretch_of(phrase);
    if (stretch) {
      if (!countable(*stretch)) return std::nullopt;
      if (phrase.until) {
        // "by the end of the year": the end is the bound, not the container.
        if (phrase.kind == Kind::part && phrase.part == 3)
          return edtf("../" + day_text(stretch->last));
        const std::string text = text_of(*stretch);
        return edtf("../" + (text.starts_with('[') ? day_text(stretch->last) : text));
      }
      return edtf(text_of(*stretch));
    }
    if (phrase.kind == Kind::calendar && !phrase.year && phrase.month && !document_) {
      // A year that nothing tells stays open.
      std::string open = fmt::format("XXXX-{:02}", *phrase.month);
      if (phrase.day) open += fmt::format("-{:02}", *phrase.day);
      return edtf(open);
    }
    return std::nullopt;
  }

 private:
  bool future() const { return context_.sense == DateSense::future; }

  std::optional<DayStretch> stretch_of(const DatePhrase& phrase) const {
    switch (phrase.kind) {
      case Kind::calendar:
        return calendar(phrase);
      case Kind::weekday:
        return weekday(phrase);
      case Kind::season:
        return season(phrase);
      case Kind::unit:
        return unit(phrase);
      case Kind::shift:
        return shift(phrase);
      case Kind::span:
        return span(phrase);
      case Kind::ordinal:
        return ordinal(phrase);
      case Kind::part:
        return part(phrase);
      case Kind::twice:
        return twice(phrase);
      case Kind::range:
      case Kind::time:
        break;
    }
    return std::nullopt;
  }

  /// "at noon on 12 (24) March 1878"; nothing where the datings disagree.
  static std::optional<DayStretch> twice(const DatePhrase& phrase) {
    const DoubleDate settled = settle(phrase);
    if (!settled.date || !settled.date->day()) return std::nullopt;
    return one_day(number_of(*settled.date->day()));
  }

  /// The bounds of the date told before, when both are known.
  std::optional<DayStretch> told() const {
    if (!context_.told) return std::nullopt;
    const DayBounds& bounds = context_.told->bounds();
    if (!bounds.earliest || !bounds.latest) return std::nullopt;
    DayStretch stretch{number_of(*bounds.earliest), number_of(*bounds.latest)};
    const std::int64_t length = stretch.last - stretch.first + 1;
    stretch.unit = length == 1     ? DateUnit::day
                   : length <= 7   ? DateUnit::week
                   : length <= 31  ? DateUnit::month
                   : length <= 366 ? DateUnit::year
                                   : DateUnit::range;
    return stretch;
  }

  /// The anchor's days; for the document one day.
  std::optional<DayStretch> anchor_of(const DatePhrase& phrase) const {
    if (phrase.anchor == Anchor::told) return told();
    if (!document_) return std::nullopt;
    return one_day(*document_);
  }

  std::optional<std::int64_t> year_of_container(const DatePhrase& phrase) const {
    if (phrase.parts.empty()) return std::nullopt;
    const std::optional<DayStretch> container = stretch_of(phrase.parts.front());
    if (!container || container->unit != DateUnit::year) return std::nullopt;
    return civil(container->first).year;
  }

  // ---- calendar dates

  std::optional<DayStretch> calendar(const DatePhrase& phrase) const {
    if (phrase.calendar) {
      const Result<Day> day = day_told(phrase);
      return day ? std::optional(one_day(number_of(*day))) : std::nullopt;
    }
    if (phrase.unit == DateUnit::decade) return years(*phrase.year, 10, DateUnit::decade);
    if (phrase.unit == DateUnit::century) return years(*phrase.year, 100, DateUnit::century);
    if (!phrase.month) {
      if (phrase.year) return years(*phrase.year, 1, DateUnit::year);
      return phrase.day ? day_of_month(phrase) : std::nullopt;
    }
    std::optional<std::int64_t> year;
    if (phrase.year) year = *phrase.year;
    if (!year) year = year_of_container(phrase);
    if (!year) year = open_year(phrase);
    if (!year) return std::nullopt;
    if (!phrase.day) return months(*year, *phrase.month, 1, DateUnit::month);
    if (*phrase.day > days_in_month(*year, *phrase.month)) return std::nullopt;
    return one_day(days_from_civil(*year, *phrase.month, *phrase.day));
  }

  bool fits(const DatePhrase& phrase, std::int64_t year) const {
    if (!phrase.day) return true;
    if (*phrase.day > days_in_month(year, *phrase.month)) return false;
    return !phrase.weekday ||
           weekday_of(days_from_civil(year, *phrase.month, *phrase.day)) == *phrase.weekday;
  }

  /// The year of a date that is told without: by direction, by the weekday where one is told, and
  /// without any direction the nearest.
  std::optional<std::int64_t> open_year(const DatePhrase& phrase) const {
    if (phrase.anchor == Anchor::told) {
      if (const std::optional<DayStretch> before = told()) {
        const std::int64_t year = civil(before->first).year;
        const std::int64_t month = civil(before->first).month;
        if (phrase.pin == 1) return *phrase.month > month ? year : year + 1;
        if (phrase.pin == -1) return *phrase.month < month ? year : year - 1;
        return year;
      }
    }
    if (!document_) return std::nullopt;
    const Civil now = civil(*document_);
    if (phrase.pin == 0) return now.year;
    const unsigned month = *phrase.month;
    const unsigned day = phrase.day.value_or(0);
    bool later = month > now.month || (month == now.month && day > now.day && day != 0);
    bool earlier = month < now.month || (month == now.month && day < now.day && day != 0);
    // "last March" in March is that of the year before.
    if (phrase.pin == -1 && month == now.month && day == 0) later = true;
    if (phrase.pin == 1 && month == now.month && day == 0) earlier = true;
    const std::int64_t before = later ? now.year - 1 : now.year;
    const std::int64_t after = earlier ? now.year + 1 : now.year;
    std::int64_t year = before;
    if (phrase.pin == 1 || (phrase.pin != -1 && future())) year = after;
    if (!phrase.pin && context_.sense == DateSense::unmarked && day != 0) {
      const auto away = [&](std::int64_t y) {
        return std::abs(days_from_civil(y, month, std::min(day, days_in_month(y, month))) -
                        *document_);
      };
      year = away(after) < away(before) ? after : before;
    }
    if (phrase.weekday && !fits(phrase, year)) {
      // The weekday knows better, if only by a year or a few.
      const std::int64_t step = year == after && after != before ? 1 : -1;
      for (int i = 1; i <= 6; ++i) {
        for (const std::int64_t other : {year + step * i, year - step * i}) {
          if (fits(phrase, other)) return other;
        }
      }
    }
    if (!fits(phrase, year) && day == 29 && month == 2) {
      // 29 February: of a year that has one.
      for (int i = 1; i <= 8; ++i) {
        const std::int64_t other = year == after && after != before ? year + i : year - i;
        if (fits(phrase, other)) return other;
      }
    }
    return year;
  }

  /// "the 15th", "the 20th of next month", "Thursday the 15th".
  std::optional<DayStretch> day_of_month(const DatePhrase& phrase) const {
    std::int64_t first_month = 0;
    if (!phrase.parts.empty()) {
      const std::optional<DayStretch> container = stretch_of(phrase.parts.front());
      if (!container || container->unit != DateUnit::month) return std::nullopt;
      const Civil begin = civil(container->first);
      if (*phrase.day > days_in_month(begin.year, begin.month)) return std::nullopt;
      return one_day(container->first + *phrase.day - 1);
    }
    if (!document_) return std::nullopt;
    const Civil now = civil(*document_);
    first_month = now.year * 12 + now.month - 1;
    if (future() && *phrase.day < now.day) ++first_month;
    if (!future() && *phrase.day > now.day) --first_month;
    for (int i = 0; i < 24; ++i) {
      const std::int64_t index = first_month + (future() ? i : -i);
      const std::int64_t year = floor_div(index, 12);
      const auto month = static_cast<unsigned>(index - year * 12 + 1);
      if (*phrase.day > days_in_month(year, month)) continue;
      const std::int64_t day = days_from_civil(year, month, *phrase.day);
      if (phrase.weekday && weekday_of(day) != *phrase.weekday) continue;
      return one_day(day);
    }
    return std::nullopt;
  }

  /// "3/4/2025" where nothing tells which is the month: both readings, as a set of one.
  std::optional<Edtf> both(const DatePhrase& phrase) const {
    DatePhrase one = phrase;
    one.month_first = false;
    DatePhrase two = one;
    std::swap(*two.month, *two.day);
    const std::optional<DayStretch> a = calendar(one), b = calendar(two);
    if (!a || !b) return a ? edtf(text_of(*a)) : b ? edtf(text_of(*b)) : std::nullopt;
    return edtf(fmt::format("[{},{}]", day_text(std::min(a->first, b->first)),
                            day_text(std::max(a->first, b->first))));
  }

  // ---- weekdays

  std::optional<DayStretch> weekday(const DatePhrase& phrase) const {
    if (!phrase.parts.empty()) return weekday_within(phrase);
    const std::optional<DayStretch> anchor = anchor_of(phrase);
    if (!anchor || anchor->first != anchor->last) return std::nullopt;
    const std::int64_t today = anchor->first;
    const auto back = static_cast<int>((weekday_of(today) + 7 - *phrase.weekday) % 7);
    if (phrase.anchor == Anchor::told) {
      if (phrase.pin == 0) return one_day(today - back);
      if (phrase.pin == 1) return one_day(today + (back == 0 ? 7 : 7 - back));
      return one_day(today - (back == 0 ? 7 : back));
    }
    if (phrase.pin == -1) return one_day(today - (back == 0 ? 7 : back));
    if (phrase.pin == 1) return one_day(today + (back == 0 ? 7 : 7 - back));
    if (future()) return one_day(today + (back == 0 ? 0 : 7 - back));
    return one_day(today - back);
  }

  std::optional<DayStretch> weekday_within(const DatePhrase& phrase) const {
    const std::optional<DayStretch> container = stretch_of(phrase.parts.front());
    if (!container) return std::nullopt;
    const auto ahead = static_cast<int>((*phrase.weekday + 7 - weekday_of(container->first)) % 7);
    if (phrase.ordinal == -1) {
      const auto behind = static_cast<int>((weekday_of(container->last) + 7 - *phrase.weekday) % 7);
      return one_day(container->last - behind);
    }
    const std::int64_t day =
        container->first + ahead + std::int64_t{7} * std::max(phrase.ordinal - 1, 0);
    if (day > container->last) return std::nullopt;
    return one_day(day);
  }

  // ---- seasons, quarters, halves

  DayStretch season_of(std::int64_t year, unsigned code) const {
    DayStretch stretch = months(year, code == 24 ? 12 : (code - 20) * 3, 3, DateUnit::season);
    stretch.season = code;
    return stretch;
  }

  std::optional<DayStretch> season(const DatePhrase& phrase) const {
    const unsigned code = *phrase.month;
    if (phrase.year) return season_of(*phrase.year, code);
    if (const std::optional<std::int64_t> year = year_of_container(phrase))
      return season_of(*year, code);
    if (!document_) return std::nullopt;
    const std::int64_t year = civil(*document_).year;
    // Candidates in order; the one under way, or the nearest in the direction.
    std::optional<DayStretch> under_way, before, after;
    for (std::int64_t y = year - 2; y <= year + 2; ++y) {
      const DayStretch one = season_of(y, code);
      if (one.last < *document_) before = one;
      if (one.first > *document_ && !after) after = one;
      if (one.first <= *document_ && *document_ <= one.last) under_way = one;
    }
    if (phrase.pin == -1) return before;
    if (phrase.pin == 1) return after;
    if (phrase.pin == 0) {
      if (under_way) return under_way;
      // "this summer": of this year.
      return season_of(year, code);
    }
    if (under_way) return under_way;
    return future() ? after : before;
  }

  /// "the first week of May", "the last day of the month", "the third month of 2024". Weeks are
  /// counted by seven days from the first, or back from the last.
  std::optional<DayStretch> unit_of(const DatePhrase& phrase) const {
    const std::optional<DayStretch> whole = stretch_of(phrase.parts.front());
    if (!whole) return std::nullopt;
    const bool last = phrase.ordinal == -1;
    const std::int64_t n = phrase.ordinal - 1;
    DayStretch found;
    if (phrase.unit == DateUnit::day || phrase.unit == DateUnit::week) {
      const std::int64_t length = phrase.unit == DateUnit::day ? 1 : 7;
      found.first = last ? whole->last - length + 1 : whole->first + n * length;
      found.last = found.first + length - 1;
    } else if (last) {
      found = unit_around(whole->last, phrase.unit, 0);
    } else {
      found = unit_around(whole->first, phrase.unit, n);
    }
    if (found.first < whole->first || found.last > whole->last) return std::nullopt;
    return found;
  }

  std::optional<DayStretch> ordinal(const DatePhrase& phrase) const {
    if (phrase.unit != DateUnit::quarter && phrase.unit != DateUnit::half) return unit_of(phrase);
    const int length = phrase.unit == DateUnit::quarter ? 3 : 6;
    const int first_month = (phrase.ordinal - 1) * length + 1;
    if (phrase.year) return months(*phrase.year, first_month, length, phrase.unit);
    if (const std::optional<std::int64_t> year = year_of_container(phrase)) {
      return months(*year, first_month, length, phrase.unit);
    }
    if (!phrase.parts.empty()) {
      // The half of a month, a decade, a century.
      const std::optional<DayStretch> whole = stretch_of(phrase.parts.front());
      if (!whole) return std::nullopt;
      const Civil first = civil(whole->first);
      std::int64_t middle = whole->first + 15;
      if (whole->unit == DateUnit::decade) middle = days_from_civil(first.year + 5, 1, 1);
      if (whole->unit == DateUnit::century) middle = days_from_civil(first.year + 50, 1, 1);
      if (phrase.ordinal == 1) return DayStretch{whole->first, middle - 1, DateUnit::day};
      return DayStretch{middle, whole->last, DateUnit::day};
    }
    if (!document_) return std::nullopt;
    const std::int64_t year = civil(*document_).year;
    const DayStretch now = months(year, first_month, length, phrase.unit);
    if (future() && now.last < *document_)
      return months(year + 1, first_month, length, phrase.unit);
    if (!future() && now.first > *document_)
      return months(year - 1, first_month, length, phrase.unit);
    return now;
  }

  // ---- counted

  std::optional<DayStretch> unit(const DatePhrase& phrase) const {
    const std::optional<DayStretch> anchor = anchor_of(phrase);
    if (!anchor) return std::nullopt;
    // "the following day" of a month says nothing.
    if (anchor->unit > phrase.unit && anchor->unit != phrase.unit) return std::nullopt;
    return unit_around(anchor->first, phrase.unit, phrase.steps);
  }

  std::optional<DayStretch> shift(const DatePhrase& phrase) const {
    const std::optional<DayStretch> anchor = anchor_of(phrase);
    if (!anchor) return std::nullopt;
    const bool exact = anchor->first == anchor->last;
    // After a range: after its end or its beginning? Not said.
    if (anchor->unit == DateUnit::range) return std::nullopt;
    switch (phrase.unit) {
      case DateUnit::day:
      case DateUnit::week:
      case DateUnit::fortnight: {
        // Days from a month say nothing.
        if (!exact) return std::nullopt;
        const int length = phrase.unit == DateUnit::day    ? 1
                           : phrase.unit == DateUnit::week ? 7
                                                           : 14;
        return one_day(anchor->first + std::int64_t{phrase.steps} * length);
      }
      case DateUnit::month:
        if (!exact && anchor->unit > DateUnit::month) return std::nullopt;
        return unit_around(anchor->first, phrase.unit, phrase.steps);
      case DateUnit::year:
        if (anchor->unit == DateUnit::month) {
          return unit_around(anchor->first, DateUnit::month, std::int64_t{phrase.steps} * 12);
        }
        return unit_around(anchor->first, phrase.unit, phrase.steps);
      case DateUnit::weekend:
      case DateUnit::range:
        return std::nullopt;
      default:
        return unit_around(anchor->first, phrase.unit, phrase.steps);
    }
  }

  /// So many units up to the document's day, or from it; its own unit included behind, not ahead.
  std::optional<DayStretch> span(const DatePhrase& phrase) const {
    if (!document_) return std::nullopt;
    const DayStretch far = phrase.unit == DateUnit::week
                               ? one_day(*document_ + 7 * std::int64_t{phrase.steps})
                               : unit_around(*document_, phrase.unit, phrase.steps);
    const bool behind = phrase.steps < 0;
    DayStretch result{behind ? far.first : *document_, behind ? *document_ : far.last,
                      DateUnit::range};
    if (phrase.unit >= DateUnit::month && behind) {
      result.last = unit_around(*document_, phrase.unit, 0).last;
    } else if (!behind) {
      result.first = *document_ + 1;
    }
    return result;
  }

  std::optional<DayStretch> part(const DatePhrase& phrase) const {
    const std::optional<DayStretch> whole = stretch_of(phrase.parts.front());
    if (!whole || !context_.parts_as_thirds) return whole;
    if (phrase.until && phrase.part == 3) return whole;
    const Civil first = civil(whole->first);
    DayStretch third{whole->first, whole->last, DateUnit::day};
    switch (whole->unit) {
      case DateUnit::month:
        third.first = whole->first + std::int64_t{10} * (phrase.part - 1);
        if (phrase.part < 3) third.last = third.first + 9;
        return third;
      case DateUnit::year: {
        const DayStretch part_of_year =
            months(first.year, (phrase.part - 1) * 4 + 1, 4, DateUnit::day);
        return DayStretch{part_of_year.first, part_of_year.last, DateUnit::day};
      }
      case DateUnit::decade:
      case DateUnit::century: {
        const std::int64_t length = whole->unit == DateUnit::decade ? 10 : 100;
        const std::int64_t begin = first.year + length * (phrase.part - 1) / 3;
        const std::int64_t end = first.year + length * phrase.part / 3;
        const DayStretch part_of = years(begin, end - begin, DateUnit::day);
        return DayStretch{part_of.first, part_of.last, DateUnit::day};
      }
      default: {
        const std::int64_t length = whole->last - whole->first + 1;
        if (length < 3) return whole;
        third.first = whole->first + length * (phrase.part - 1) / 3;
        third.last = whole->first + length * phrase.part / 3 - 1;
        return third;
      }
    }
  }

  // ---- two ends, and times of day

  std::optional<Edtf> range(const DatePhrase& phrase) const {
    if (phrase.parts.size() != 2) return std::nullopt;
    DatePhrase from = phrase.parts[0];
    const DatePhrase& until = phrase.parts[1];
    std::optional<DayStretch> last = stretch_of(until);
    if (!last) return std::nullopt;
    // The year of the end is that of the beginning, or the year after it.
    const bool open = from.kind == Kind::calendar && from.month && !from.year && from.parts.empty();
    std::optional<DayStretch> first;
    if (open) {
      from.year = static_cast<int>(civil(last->first).year);
      from.pin = {};
      first = stretch_of(from);
      if (first && first->first > last->last) {
        from.year = *from.year - 1;
        first = stretch_of(from);
      }
    } else {
      first = stretch_of(from);
      // "from Monday to Friday": the Friday after that Monday.
      if (first && until.kind == Kind::weekday && until.parts.empty() && !until.pin &&
          first->first == first->last) {
        const auto ahead = static_cast<int>((*until.weekday + 7 - weekday_of(first->first)) % 7);
        last = one_day(first->first + ahead);
      }
    }
    if (!first || !countable(*first) || !countable(*last) || first->first > last->last) {
      return std::nullopt;
    }
    const auto side = [](const DayStretch& one, bool begin) {
      const std::string text = text_of(one);
      const bool plain = text.find_first_of("[/") == std::string::npos;
      return plain ? text : day_text(begin ? one.first : one.last);
    };
    return edtf(side(*first, true) + "/" + side(*last, false));
  }

  std::optional<Edtf> time(const DatePhrase& phrase) const {
    std::optional<DayStretch> day;
    if (phrase.parts.empty()) {
      if (document_) day = one_day(*document_);
    } else {
      day = stretch_of(phrase.parts.front());
    }
    if (!day || day->first != day->last || !countable(*day)) return std::nullopt;
    std::string text = fmt::format("{}T{:02}:{:02}:{:02}", day_text(day->first),
                                   *phrase.minutes / 60, *phrase.minutes % 60, phrase.seconds);
    std::optional<int> zone = phrase.zone;
    if (!phrase.place.empty()) {
      const auto offset = offset_at(phrase.place, clamped_day(day->first), *phrase.minutes);
      if (offset) zone = static_cast<int>(offset->count());
    }
    if (zone) {
      const int size = std::abs(*zone);
      text += *zone == 0
                  ? "Z"
                  : fmt::format("{}{:02}:{:02}", *zone < 0 ? '-' : '+', size / 60, size % 60);
    }
    return edtf(text);
  }

  const DateContext& context_;
  std::optional<std::int64_t> document_;
};

}  // namespace

std::optional<Edtf> resolve(const DatePhrase& phrase, const DateContext& context) {
  return Resolver(context).run(phrase);
}

}  // namespace servanda
