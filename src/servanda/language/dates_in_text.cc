#include "servanda/language/dates_in_text.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <string>
#include <utility>

#include "servanda/language/numbers.h"

namespace servanda {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {"sunday",   "monday", "tuesday", "wednesday",
                                                       "thursday", "friday", "saturday"};

std::optional<unsigned> weekday_number(std::string_view lower) {
  for (unsigned i = 0; i < kWeekdays.size(); ++i) {
    if (lower == kWeekdays[i]) return i;
  }
  return std::nullopt;
}

/// EDTF seasons: 21 spring … 24 winter.
unsigned season_number(std::string_view lower) {
  if (lower == "spring") return 21;
  if (lower == "summer") return 22;
  if (lower == "autumn" || lower == "fall") return 23;
  if (lower == "winter") return 24;
  return 0;
}

std::optional<DatePhrase::Unit> unit_of(std::string_view lower) {
  if (lower == "day" || lower == "days") return DatePhrase::Unit::day;
  if (lower == "week" || lower == "weeks") return DatePhrase::Unit::week;
  if (lower == "month" || lower == "months") return DatePhrase::Unit::month;
  if (lower == "year" || lower == "years") return DatePhrase::Unit::year;
  return std::nullopt;
}

/// A cursor over the tokens that never runs off the end.
class Finder {
 public:
  Finder(const std::vector<Token>& tokens, std::size_t at) : tokens_(tokens), at_(at) {}

  std::optional<DatePhrase> run() {
    phrase_.begin = at_;
    if (!any()) return std::nullopt;
    phrase_.end = at_;
    phrase_.span = {tokens_[phrase_.begin].span.begin, tokens_[phrase_.end - 1].span.end};
    look_back();
    return phrase_;
  }

 private:
  std::string_view word(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? std::string_view(tokens_[at_ + ahead].lower)
                                        : std::string_view{};
  }
  const Token* token(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
  }

  std::optional<unsigned> day_number(std::size_t ahead) const {
    const Token* one = token(ahead);
    if (one == nullptr || one->kind != TokenKind::number || one->lower.size() > 2)
      return std::nullopt;
    unsigned value = 0;
    for (char c : one->lower) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + static_cast<unsigned>(c - '0');
    }
    if (value < 1 || value > 31) return std::nullopt;
    return value;
  }

  std::optional<int> year_number(std::size_t ahead) const {
    const Token* one = token(ahead);
    if (one == nullptr || one->kind != TokenKind::number || one->lower.size() != 4)
      return std::nullopt;
    int value = 0;
    for (char c : one->lower) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    if (value < 1700 || value > 2199) return std::nullopt;
    return value;
  }

  /// A month's name; "may" and "march" only with a capital and beside a number or "in".
  unsigned month_at(std::size_t ahead) const {
    const Token* one = token(ahead);
    if (one == nullptr || !one->capital) return 0;
    const unsigned month = month_number(one->lower);
    if (month != 5 && month != 3) return month;
    const bool number_before =
        at_ + ahead > 0 && tokens_[at_ + ahead - 1].kind == TokenKind::number;
    const Token* next = token(ahead + 1);
    const bool number_after = next != nullptr && next->kind == TokenKind::number;
    std::string_view before =
        at_ + ahead > 0 ? std::string_view(tokens_[at_ + ahead - 1].lower) : std::string_view{};
    const bool cue = before == "in" || before == "last" || before == "next" || before == "this" ||
                     before == "that" || before == "since" || before == "until" || before == "by" ||
                     before == "early" || before == "late" || before == "mid" || before == "of" ||
                     before == "from" || before == "to" || before == "and" || before == "between";
    return number_before || number_after || cue ? month : 0;
  }

  bool any() {
    const bool article = word() == "the" || word() == "a" || word() == "an";
    if (weekday() || month_day() || pinned() || relative()) return true;
    if (article) return with_article();
    return plain_year();
  }

  bool weekday() {
    const Token* one = token();
    if (one == nullptr || !one->capital) return false;
    const std::optional<unsigned> number = weekday_number(one->lower);
    if (!number) return false;
    // "Monday, March 31": the calendar date says more.
    const std::size_t ahead = word(1) == "," ? 2 : 1;
    if (month_at(ahead) != 0 || (day_number(ahead) && month_at(ahead + 1) != 0)) {
      at_ += ahead;
      return month_day();
    }
    phrase_.kind = DatePhrase::Kind::weekday;
    phrase_.weekday = number;
    ++at_;
    return true;
  }

  void skip_point() {
    if (word() == "." && token(1) != nullptr && tokens_[at_ - 1].lower.size() <= 4) ++at_;
  }

  bool month_day() {
    if (const std::optional<unsigned> day = day_number(0)) {
      std::size_t ahead = 1;
      if (word(1) == "st" || word(1) == "nd" || word(1) == "rd" || word(1) == "th") ahead = 2;
      if (word(ahead) == "of") ++ahead;
      const unsigned month = month_at(ahead);
      if (month == 0) return false;
      phrase_.day = day;
      phrase_.month = month;
      at_ += ahead + 1;
      skip_point();
      year_after();
      return true;
    }
    const std::size_t start = (word() == "early" || word() == "late" || word() == "mid") ? 1 : 0;
    const unsigned month = month_at(start);
    if (month == 0) return false;
    phrase_.month = month;
    at_ += start + 1;
    skip_point();
    if (const std::optional<unsigned> day = day_number(0)) {
      phrase_.day = day;
      ++at_;
      if (word() == "st" || word() == "nd" || word() == "rd" || word() == "th") ++at_;
      if (word() == "and" && month_at(1) != 0 && day_number(2)) {
        phrase_.second_month = month_at(1);
        phrase_.second_day = day_number(2);
        at_ += 3;
      }
    }
    year_after();
    return true;
  }

  void year_after() {
    const std::size_t ahead = word() == "," || word() == "of" ? 1 : 0;
    if (const std::optional<int> year = year_number(ahead)) {
      phrase_.year = year;
      at_ += ahead + 1;
    } else if ((word() == "this" || word() == "last" || word() == "next") && word(1) == "year") {
      phrase_.pin = word() == "last"   ? DatePhrase::Pin::last
                    : word() == "this" ? DatePhrase::Pin::this_
                                       : DatePhrase::Pin::next;
      phrase_.steps = word() == "last" ? -1 : word() == "this" ? 0 : 1;
      whole_year_pin_ = true;
      at_ += 2;
    }
  }

  /// "last month", "this Friday", "next January", "that June", "this summer", "the following
  /// month".
  bool pinned() {
    std::size_t ahead = 0;
    if (word() == "the") ahead = 1;
    if (word() == "late" || word() == "early") ahead = 1;
    const std::string_view pin = word(ahead);
    const bool coming = pin == "next" || pin == "coming" || pin == "following";
    const bool past = pin == "last" || pin == "previous" || pin == "past" || pin == "preceding";
    if (!coming && !past && pin != "this" && pin != "that" && pin != "same") return false;
    const std::string_view what = word(ahead + 1);
    const bool told = pin == "following" || pin == "same" || pin == "that" || pin == "previous" ||
                      pin == "preceding";
    phrase_.pin = coming ? DatePhrase::Pin::next
                  : past ? DatePhrase::Pin::last
                         : DatePhrase::Pin::this_;
    if (const std::optional<DatePhrase::Unit> unit = unit_of(what); unit && !what.ends_with('s')) {
      if (pin == "this" && *unit == DatePhrase::Unit::day) return false;
      phrase_.kind = DatePhrase::Kind::shift;
      phrase_.anchor = told ? DatePhrase::Anchor::told : DatePhrase::Anchor::document;
      phrase_.unit = *unit;
      phrase_.steps = coming ? 1 : past ? -1 : 0;
      at_ += ahead + 2;
      return true;
    }
    const std::size_t saved = at_;
    at_ += ahead + 1;
    if (unsigned season = season_number(word()); season != 0) {
      phrase_.kind = DatePhrase::Kind::season;
      phrase_.month = season;
      ++at_;
      return true;
    }
    if (const Token* one = token(); one != nullptr && one->capital) {
      if (const std::optional<unsigned> number = weekday_number(one->lower)) {
        phrase_.kind = DatePhrase::Kind::weekday;
        phrase_.weekday = number;
        ++at_;
        return true;
      }
      if (const unsigned month = month_number(one->lower); month != 0) {
        phrase_.kind = DatePhrase::Kind::calendar;
        phrase_.month = month;
        if (told) phrase_.anchor = DatePhrase::Anchor::told;
        ++at_;
        if (const std::optional<unsigned> day = day_number(0)) {
          phrase_.day = day;
          ++at_;
        }
        year_after();
        return true;
      }
    }
    at_ = saved;
    phrase_.pin = DatePhrase::Pin::none;
    return false;
  }

  /// "today", "yesterday", "two days later", "a week ago", "the day before".
  bool relative() {
    const auto shift = [&](DatePhrase::Anchor anchor, DatePhrase::Unit unit, int steps,
                           std::size_t length) {
      phrase_.kind = DatePhrase::Kind::shift;
      phrase_.anchor = anchor;
      phrase_.unit = unit;
      phrase_.steps = steps;
      at_ += length;
      return true;
    };
    using Anchor = DatePhrase::Anchor;
    using Unit = DatePhrase::Unit;
    if (word() == "today") return shift(Anchor::document, Unit::day, 0, 1);
    if (word() == "yesterday") return shift(Anchor::document, Unit::day, -1, 1);
    if (word() == "tomorrow") return shift(Anchor::document, Unit::day, 1, 1);
    int count = 0;
    std::size_t length = 0;
    if (word() == "a" || word() == "an") {
      count = 1;
      length = 1;
    } else if (const Token* one = token(); one != nullptr) {
      const std::optional<NumberPhrase> number = find_number(tokens_, at_);
      if (number && number->whole() && *number->whole() <= 400) {
        count = *number->whole();
        length = number->end - at_;
      }
    }
    if (length == 0) return false;
    const std::optional<Unit> unit = unit_of(word(length));
    if (!unit || (token(length) != nullptr && token(length)->joined)) return false;
    const std::string_view how = word(length + 1);
    if (how == "ago") return shift(Anchor::document, *unit, -count, length + 2);
    if (how == "later" || how == "after") {
      if (how == "after" && word(length + 2) != "." && word(length + 2) != ",") return false;
      return shift(Anchor::told, *unit, count, length + 2);
    }
    if (how == "earlier" || how == "before") {
      if (how == "before" && word(length + 2) != "." && word(length + 2) != ",") return false;
      return shift(Anchor::told, *unit, -count, length + 2);
    }
    return false;
  }

  /// "the day before", "the end of the year", "the spring".
  bool with_article() {
    if (word(1) == "day" && (word(2) == "before" || word(2) == "after")) {
      phrase_.kind = DatePhrase::Kind::shift;
      phrase_.anchor = DatePhrase::Anchor::told;
      phrase_.steps = word(2) == "before" ? -1 : 1;
      at_ += 3;
      return true;
    }
    std::size_t ahead = 1;
    if (word(ahead) == "end" && word(ahead + 1) == "of") {
      ahead += 2;
      if (word(ahead) == "the" || word(ahead) == "this") ++ahead;
      const std::optional<DatePhrase::Unit> unit = unit_of(word(ahead));
      if (unit && (*unit == DatePhrase::Unit::year || *unit == DatePhrase::Unit::month)) {
        phrase_.kind = DatePhrase::Kind::end_of;
        phrase_.unit = *unit;
        at_ += ahead + 1;
        return true;
      }
      at_ += ahead;
      if (const std::optional<int> year = year_number(0)) {
        phrase_.kind = DatePhrase::Kind::end_of;
        phrase_.unit = DatePhrase::Unit::year;
        phrase_.year = year;
        ++at_;
        return true;
      }
      return false;
    }
    if (const unsigned season = season_number(word(1)); season != 0 && word() == "the") {
      phrase_.kind = DatePhrase::Kind::season;
      phrase_.month = season;
      at_ += 2;
      if (word() == "of" && year_number(1)) {
        phrase_.year = year_number(1);
        at_ += 2;
      }
      return true;
    }
    return false;
  }

  bool plain_year() {
    const std::size_t ahead = word() == "early" || word() == "late" || word() == "mid" ? 1 : 0;
    const std::optional<int> year = year_number(ahead);
    if (!year || *year < 1800 || *year > 2099) return false;
    phrase_.year = year;
    phrase_.bare_year = true;
    at_ += ahead + 1;
    return true;
  }

  /// Prepositions before the phrase.
  void look_back() {
    if (whole_year_pin_) phrase_.unit = DatePhrase::Unit::year;
    std::size_t before = phrase_.begin;
    for (int steps = 0; steps < 2 && before > 0; ++steps) {
      const std::string& lower = tokens_[--before].lower;
      if (lower == "by" || lower == "until" || lower == "till" || lower == "before") {
        phrase_.until = lower != "before";
        return;
      }
      if (lower == "since") {
        phrase_.since = true;
        return;
      }
      if (lower != "the" && lower != "early" && lower != "late" && lower != "mid") return;
    }
  }

  const std::vector<Token>& tokens_;
  std::size_t at_;
  DatePhrase phrase_;
  bool whole_year_pin_ = false;
};

std::optional<Edtf> edtf(const std::string& text) {
  Result<Edtf> parsed = parse_edtf(text);
  if (!parsed) return std::nullopt;
  return *parsed;
}

struct Ymd {
  int year;
  unsigned month, day;
};
Ymd parts(Day day) {
  const std::chrono::year_month_day ymd{day};
  return {static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
          static_cast<unsigned>(ymd.day())};
}

std::string year_text(int year) {
  return fmt::format("{:04}", year);
}
std::string month_text(int year, unsigned month) {
  return fmt::format("{:04}-{:02}", year, month);
}

class Resolver {
 public:
  Resolver(const DatePhrase& phrase, const DateContext& context)
      : phrase_(phrase), context_(context) {}

  std::optional<Edtf> run() {
    switch (phrase_.kind) {
      case DatePhrase::Kind::calendar:
        return calendar();
      case DatePhrase::Kind::weekday:
        return weekday();
      case DatePhrase::Kind::season:
        return season();
      case DatePhrase::Kind::shift:
        return shift();
      case DatePhrase::Kind::end_of:
        return end_of();
    }
    return std::nullopt;
  }

 private:
  bool future() const {
    if (phrase_.pin == DatePhrase::Pin::last) return false;
    if (phrase_.pin == DatePhrase::Pin::next) return true;
    return context_.sense == DateSense::future;
  }

  std::optional<Edtf> bounded(const std::string& date) const {
    if (phrase_.until && !date.empty()) return edtf("../" + date);
    return edtf(date);
  }

  /// The year that a month (and day) without one falls into.
  std::optional<int> open_year(unsigned month, unsigned day) const {
    if (phrase_.anchor == DatePhrase::Anchor::told && context_.told) {
      if (const std::optional<Day> told = context_.told->bounds().earliest)
        return parts(*told).year;
    }
    if (!context_.document) return std::nullopt;
    const Ymd now = parts(*context_.document);
    if (phrase_.unit == DatePhrase::Unit::year && phrase_.pin != DatePhrase::Pin::none) {
      return now.year + phrase_.steps;
    }
    if (phrase_.pin == DatePhrase::Pin::this_) return now.year;
    const bool later = month > now.month || (month == now.month && day != 0 && day > now.day);
    const bool earlier = month < now.month || (month == now.month && day != 0 && day < now.day);
    if (future()) return earlier ? now.year + 1 : now.year;
    return later ? now.year - 1 : now.year;
  }

  std::optional<Edtf> calendar() const {
    if (!phrase_.month) return phrase_.year ? bounded(year_text(*phrase_.year)) : std::nullopt;
    std::optional<int> year = phrase_.year;
    if (!year) year = open_year(*phrase_.month, phrase_.day.value_or(0));
    if (!year) {
      std::string open = fmt::format("XXXX-{:02}", *phrase_.month);
      if (phrase_.day) open += fmt::format("-{:02}", *phrase_.day);
      return edtf(open);
    }
    std::string text = month_text(*year, *phrase_.month);
    if (phrase_.day) text += fmt::format("-{:02}", *phrase_.day);
    if (phrase_.second_month && phrase_.second_day) {
      text += "/" + month_text(*year, *phrase_.second_month) +
              fmt::format("-{:02}", *phrase_.second_day);
    }
    return bounded(text);
  }

  std::optional<Edtf> weekday() const {
    if (!context_.document || !phrase_.weekday) return std::nullopt;
    const unsigned today = std::chrono::weekday{*context_.document}.c_encoding();
    int back = static_cast<int>((today + 7 - *phrase_.weekday) % 7);
    if (phrase_.pin == DatePhrase::Pin::last && back == 0) back = 7;
    if (future()) {
      const int ahead = back == 0 ? (phrase_.pin == DatePhrase::Pin::next ? 7 : 0) : 7 - back;
      return Edtf(*context_.document + days{ahead});
    }
    return Edtf(*context_.document - days{back});
  }

  std::optional<Edtf> season() const {
    std::optional<int> year = phrase_.year;
    if (!year && context_.document) {
      const Ymd now = parts(*context_.document);
      const unsigned first = *phrase_.month == 24 ? 12 : (*phrase_.month - 20) * 3;
      year = now.year;
      if (phrase_.pin == DatePhrase::Pin::last && first >= now.month) --*year;
      if (phrase_.pin == DatePhrase::Pin::none && !future() && first > now.month) --*year;
      if (phrase_.pin != DatePhrase::Pin::this_ && future() && first + 2 < now.month) ++*year;
    }
    if (!year) return std::nullopt;
    return edtf(fmt::format("{:04}-{}", *year, *phrase_.month));
  }

  std::optional<Edtf> shift() const {
    std::optional<Day> anchor = context_.document;
    if (phrase_.anchor == DatePhrase::Anchor::told) {
      if (!context_.told) return std::nullopt;
      if (phrase_.steps == 0) return same_as_told();
      const DayBounds& bounds = context_.told->bounds();
      const bool exact = bounds.exact();
      if (!bounds.earliest) return std::nullopt;
      anchor = bounds.earliest;
      // Days from a month say nothing; months from a month and years from anything do.
      if (!exact &&
          (phrase_.unit == DatePhrase::Unit::day || phrase_.unit == DatePhrase::Unit::week)) {
        return std::nullopt;
      }
      if (!exact && phrase_.unit == DatePhrase::Unit::year && context_.told->text().size() == 7) {
        const Ymd told = parts(*anchor);
        return edtf(month_text(told.year + phrase_.steps, told.month));
      }
    }
    if (!anchor) return std::nullopt;
    switch (phrase_.unit) {
      case DatePhrase::Unit::day:
        return Edtf(*anchor + days{phrase_.steps});
      case DatePhrase::Unit::week:
        if (phrase_.pin != DatePhrase::Pin::none) return std::nullopt;  // "last week": which day?
        return Edtf(*anchor + days{7 * phrase_.steps});
      case DatePhrase::Unit::month: {
        const Ymd from = parts(*anchor);
        const int index = from.year * 12 + static_cast<int>(from.month) - 1 + phrase_.steps;
        return bounded(month_text(index / 12, static_cast<unsigned>(index % 12) + 1));
      }
      case DatePhrase::Unit::year:
        return bounded(year_text(parts(*anchor).year + phrase_.steps));
    }
    return std::nullopt;
  }

  std::optional<Edtf> same_as_told() const {
    const std::string& told = context_.told->text();
    if (phrase_.unit == DatePhrase::Unit::day) return context_.told;
    if (phrase_.unit == DatePhrase::Unit::month && told.size() >= 7) return edtf(told.substr(0, 7));
    if (phrase_.unit == DatePhrase::Unit::year && told.size() >= 4) return edtf(told.substr(0, 4));
    return std::nullopt;
  }

  std::optional<Edtf> end_of() const {
    std::optional<int> year = phrase_.year;
    if (!year && context_.document) year = parts(*context_.document).year;
    if (!year) return std::nullopt;
    if (phrase_.unit == DatePhrase::Unit::month) {
      const Ymd now = parts(*context_.document);
      const std::chrono::year_month_day_last last{
          std::chrono::year{now.year} / std::chrono::month{now.month} / std::chrono::last};
      return edtf("../" + to_text(Day{last}));
    }
    return edtf(fmt::format("../{:04}-12-31", *year));
  }

  const DatePhrase& phrase_;
  const DateContext& context_;
};

}  // namespace

unsigned month_number(std::string_view lower) {
  if (lower.size() < 3) return 0;
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    if (lower == kMonths[i]) return i + 1;
    if (lower == kMonths[i].substr(0, 3) && lower != "may") return i + 1;
  }
  return lower == "sept" ? 9 : 0;
}

std::optional<DatePhrase> find_date(const std::vector<Token>& tokens, std::size_t at) {
  return Finder(tokens, at).run();
}

std::optional<Edtf> resolve(const DatePhrase& phrase, const DateContext& context) {
  return Resolver(phrase, context).run();
}

std::optional<PeriodPhrase> find_period(const std::vector<Token>& tokens, std::size_t at) {
  std::size_t next = at;
  int count = 0;
  if ((tokens[at].is("a") || tokens[at].is("one")) && at + 1 < tokens.size()) {
    count = 1;
    ++next;
  } else {
    const std::optional<NumberPhrase> number = find_number(tokens, at);
    if (!number || !number->whole() || *number->whole() > 2000) return std::nullopt;
    count = *number->whole();
    next = number->end;
  }
  if (next < tokens.size() && (tokens[next].is("calendar") || tokens[next].is("further"))) ++next;
  if (next >= tokens.size()) return std::nullopt;
  const std::string& unit = tokens[next].lower;
  PeriodPhrase phrase;
  phrase.end = next + 1;
  if (unit == "year" || unit == "years" || unit == "yr") {
    phrase.period.months = 12 * count;
  } else if (unit == "month" || unit == "months") {
    phrase.period.months = count;
  } else if (unit == "week" || unit == "weeks") {
    phrase.period.days = 7 * count;
  } else if (unit == "day" || unit == "days") {
    phrase.period.days = count;
  } else if (unit == "decade" || unit == "decades") {
    phrase.period.months = 120 * count;
  } else {
    return std::nullopt;
  }
  return phrase;
}

}  // namespace servanda
