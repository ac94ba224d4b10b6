#include "servanda/time/edtf.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "servanda/time/civil.h"
#include "servanda/time/edtf_date.h"
#include "servanda/time/scanner.h"

namespace servanda {

namespace {

// Beyond every year that can be written; an end that is open or not known.
constexpr std::int64_t kPast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kFuture = std::numeric_limits<std::int64_t>::max();

/// What has been read so far: canonical text, days, and what Edtf says about it.
struct Reading {
  std::string text;
  std::int64_t earliest = kPast;
  std::int64_t latest = kFuture;
  bool unknown_start = false;
  bool unknown_end = false;
  bool interval = false;
  bool uncertain = false;
  bool approximate = false;
  int level = 0;
};

void add_qualifiers(const EdtfDate& date, Reading& reading) {
  for (const Qualifier qualifier : date.qualifiers) {
    reading.uncertain |= qualifier == Qualifier::uncertain || qualifier == Qualifier::both;
    reading.approximate |= qualifier == Qualifier::approximate || qualifier == Qualifier::both;
  }
}

DayBounds bounds_of(const Reading& reading) {
  DayBounds bounds;
  if (reading.earliest >= kFirstDay) bounds.earliest = clamped_day(reading.earliest);
  if (reading.latest <= kLastDay) bounds.latest = clamped_day(reading.latest);
  bounds.unknown_start = reading.unknown_start;
  bounds.unknown_end = reading.unknown_end;
  return bounds;
}

/// A date within an interval or set, perhaps with ".." on one side.
struct Element {
  EdtfDate date;
  bool or_before = false;
  bool or_after = false;

  std::int64_t earliest() const { return or_before ? kPast : date.earliest; }
  std::int64_t latest() const { return or_after ? kFuture : date.latest; }
};

Error no_time_here(const Scanner& scanner) {
  return scanner.fail("a time of day stands only with a date alone",
                      "leave the time out, or write two instants");
}

Result<Element> scan_element(Scanner& scanner) {
  Element element;
  element.or_before = scanner.take("..");
  SERVANDA_ASSIGN_OR_RETURN(element.date, scan_edtf_date(scanner));
  if (scanner.peek() == 'T') return no_time_here(scanner);
  return element;
}

/// One side of an interval: a date, ".." (open) or nothing (not known).
struct Side {
  std::optional<Element> element;
  bool unknown = false;
  std::string text;
};

Result<Side> scan_side(Scanner& scanner) {
  Side side;
  if (scanner.done() || scanner.peek() == '/') {
    side.unknown = true;
    return side;
  }
  if (scanner.peek() == '.' && scanner.peek(1) == '.' &&
      (scanner.peek(2) == '/' || scanner.peek(2) == '\0')) {
    scanner.skip(2);
    side.text = "..";
    return side;
  }
  SERVANDA_ASSIGN_OR_RETURN(Element element, scan_element(scanner));
  const std::size_t place = scanner.at();
  element.or_after = scanner.take("..");
  if (element.or_before && element.or_after) {
    return Scanner::fail_at(place, "\"..\" stands on one side of a date only");
  }
  side.text =
      (element.or_before ? ".." : "") + element.date.text() + (element.or_after ? ".." : "");
  side.element = element;
  return side;
}

/// The level of a date in an interval: unspecified digits and ".." at a date raise it (10.4, 10.6).
int level_within(const Element& element) {
  if (element.or_before || element.or_after || element.date.unspecified) return 2;
  return element.date.level;
}

Result<Reading> read_interval(Scanner& scanner) {
  SERVANDA_ASSIGN_OR_RETURN(const Side start, scan_side(scanner));
  const std::size_t slash = scanner.at();
  if (!scanner.take('/')) return scanner.unexpected("in a date");
  SERVANDA_ASSIGN_OR_RETURN(const Side end, scan_side(scanner));
  if (!scanner.done()) return scanner.unexpected("after an interval");
  if (!start.element && !end.element) {
    return Scanner::fail_at(slash, "an interval has a date on at least one side");
  }
  Reading reading;
  reading.interval = true;
  reading.text = start.text + "/" + end.text;
  reading.unknown_start = start.unknown;
  reading.unknown_end = end.unknown;
  if (start.element) reading.earliest = start.element->earliest();
  if (end.element) reading.latest = end.element->latest();
  if (start.element && end.element && reading.earliest > reading.latest) {
    return Scanner::fail_at(slash + 1, "the interval ends before it begins");
  }
  for (const Side* side : {&start, &end}) {
    if (!side->element) {
      reading.level = std::max(reading.level, 1);
      continue;
    }
    add_qualifiers(side->element->date, reading);
    reading.level = std::max(reading.level, level_within(*side->element));
  }
  return reading;
}

/// "[a,b]" or "{a,b}", its elements dates, "..a" first, "a.." last, or ranges "a..b".
Result<Reading> read_set(Scanner& scanner) {
  const char close = scanner.peek() == '[' ? ']' : '}';
  Reading reading;
  reading.level = 2;
  reading.text = scanner.peek();
  scanner.skip(1);
  reading.earliest = kFuture;
  reading.latest = kPast;
  bool first = true;
  do {
    const std::size_t place = scanner.at();
    SERVANDA_ASSIGN_OR_RETURN(Element element, scan_element(scanner));
    if (element.or_before && !first) {
      return Scanner::fail_at(place, "\"..\" before a date stands only first in a set");
    }
    if (!first) reading.text += ',';
    if (element.or_before) reading.text += "..";
    reading.text += element.date.text();
    add_qualifiers(element.date, reading);
    std::int64_t latest = element.date.latest;
    const std::size_t dots = scanner.at();
    if (scanner.take("..")) {
      if (element.or_before) {
        return Scanner::fail_at(dots, "\"..\" stands on one side of a date only");
      }
      reading.text += "..";
      if (scanner.peek() == close) {
        latest = kFuture;
      } else if (scanner.peek() == ',') {
        return Scanner::fail_at(dots, "\"..\" after a date stands only last in a set");
      } else {
        const std::size_t second = scanner.at();
        SERVANDA_ASSIGN_OR_RETURN(const EdtfDate until, scan_edtf_date(scanner));
        if (scanner.peek() == 'T') return no_time_here(scanner);
        if (element.date.earliest > until.latest) {
          return Scanner::fail_at(second, "the range ends before it begins");
        }
        reading.text += until.text();
        add_qualifiers(until, reading);
        latest = std::max(latest, until.latest);
      }
    }
    reading.earliest = std::min(reading.earliest, element.earliest());
    reading.latest = std::max(reading.latest, latest);
    first = false;
  } while (scanner.take(','));
  if (!scanner.take(close)) {
    if (scanner.done()) return scanner.fail(fmt::format("'{}' is missing", close));
    return scanner.unexpected("in a set");
  }
  if (!scanner.done()) return scanner.unexpected("after a set");
  reading.text += close;
  return reading;
}

/// "T23:20:30" with or without a zone, after a complete date. Always hours, minutes and seconds
/// (A.4.3). Second 60 is a leap second; which of them happened is not for a calendar to know.
Status scan_time(Scanner& scanner, const EdtfDate& date, Reading& reading) {
  if (date.parts[2].empty() || date.unspecified || reading.uncertain || reading.approximate) {
    return scanner.fail("a time of day needs a complete date without qualifiers");
  }
  scanner.skip(1);
  SERVANDA_ASSIGN_OR_RETURN(const int clock, scan_clock(scanner));
  if (!scanner.take(':')) return scanner.fail("the minutes are followed by the seconds");
  const std::size_t place = scanner.at();
  const auto second = scanner.number(2);
  if (!second) return scanner.fail("a second has two digits");
  if (*second > 60) {
    return Scanner::fail_at(place, fmt::format("second {} does not exist", *second));
  }
  reading.text += fmt::format("T{:02}:{:02}:{:02}", clock / 60, clock % 60, *second);
  if (scanner.done()) return Done{};
  SERVANDA_ASSIGN_OR_RETURN(const int shift, scan_shift(scanner));
  reading.text += shift_text(shift);
  return Done{};
}

Result<Reading> read_date(Scanner& scanner) {
  SERVANDA_ASSIGN_OR_RETURN(const EdtfDate date, scan_edtf_date(scanner));
  Reading reading;
  reading.text = date.text();
  reading.earliest = date.earliest;
  reading.latest = date.latest;
  reading.level = date.level;
  add_qualifiers(date, reading);
  if (scanner.peek() == 'T') SERVANDA_RETURN_IF_ERROR(scan_time(scanner, date, reading));
  if (scanner.peek() == '.' && scanner.peek(1) == '.') {
    return scanner.fail("\"..\" stands only in intervals and sets", "write 1984/.. or [1984..]");
  }
  if (!scanner.done()) return scanner.unexpected("after a date");
  return reading;
}

Result<Reading> read(std::string_view text) {
  Scanner scanner(text);
  if (text.empty()) return scanner.fail("a date is missing", "write 2025, 2025-01 or 2025-01-17");
  if (text.front() == '[' || text.front() == '{') return read_set(scanner);
  if (text.find('/') != std::string_view::npos) return read_interval(scanner);
  return read_date(scanner);
}

/// Nearly all dates of a register: "2025-01-17", whose text is canonical as it stands.
bool looks_like_a_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
    if (!is_digit(text[i])) return false;
  }
  return true;
}

}  // namespace

std::string_view to_text(Truth truth) {
  switch (truth) {
    case Truth::no:
      return "no";
    case Truth::possibly:
      return "possibly";
    case Truth::yes:
      return "yes";
  }
  return "";
}

Edtf::Edtf(Day day) : text_(to_text(day)), bounds_{day, day} {
  if (text_.front() == '-') level_ = 1;
}

std::optional<Day> Edtf::day() const {
  if (interval_ || !bounds_.exact()) return std::nullopt;
  return bounds_.earliest;
}

Result<Edtf> parse_edtf(std::string_view text) {
  if (looks_like_a_day(text)) {
    if (const Result<Day> day = parse_day(text)) {
      Edtf date;
      date.text_ = text;
      date.bounds_.earliest = date.bounds_.latest = *day;
      return date;
    }
    // Otherwise the slow way names the place.
  }
  SERVANDA_ASSIGN_OR_RETURN(Reading reading, read(text));
  Edtf date;
  date.bounds_ = bounds_of(reading);
  date.text_ = std::move(reading.text);
  date.interval_ = reading.interval;
  date.uncertain_ = reading.uncertain;
  date.approximate_ = reading.approximate;
  date.level_ = reading.level;
  return date;
}

Truth compare_before(const Edtf& a, const Edtf& b) {
  const DayBounds& left = a.bounds();
  const DayBounds& right = b.bounds();
  if (left.latest && right.earliest && *left.latest < *right.earliest) return Truth::yes;
  if (left.earliest && right.latest && *left.earliest >= *right.latest) return Truth::no;
  return Truth::possibly;
}

Truth compare_same(const Edtf& a, const Edtf& b) {
  const DayBounds& left = a.bounds();
  const DayBounds& right = b.bounds();
  if (left.latest && right.earliest && *left.latest < *right.earliest) return Truth::no;
  if (right.latest && left.earliest && *right.latest < *left.earliest) return Truth::no;
  return left.exact() && right.exact() ? Truth::yes : Truth::possibly;
}

bool refines(const Edtf& finer, const Edtf& coarser) {
  const DayBounds& inner = finer.bounds();
  const DayBounds& outer = coarser.bounds();
  if (outer.earliest && (!inner.earliest || *inner.earliest < *outer.earliest)) return false;
  if (outer.latest && (!inner.latest || *inner.latest > *outer.latest)) return false;
  return true;
}

}  // namespace servanda
