#include "servanda/language/dates_in_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace servanda {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 13> kMonths{
    "",     "january", "february",  "march",   "april",    "may",     "june",
    "july", "august",  "september", "october", "november", "december"};
constexpr std::array<std::string_view, 13> kShort{"",    "jan", "feb",  "mar", "apr", "may", "jun",
                                                  "jul", "aug", "sept", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};

std::optional<int> number(std::string_view text, int least, int most) {
  int value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || value < least || value > most) return std::nullopt;
  const std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (!rest.empty() && rest != "st" && rest != "nd" && rest != "rd" && rest != "th")
    return std::nullopt;
  return value;
}

/// Finds the dates of one sentence, left to right.
class DateFinder {
 public:
  DateFinder(const Sentence& sentence, std::optional<Day> document, bool ahead)
      : tokens_(sentence.tokens), document_(document), ahead_(ahead) {}

  std::vector<DateInText> run() {
    while (at_ < tokens_.size()) {
      const std::size_t before = at_;
      if (!take_full_date() && !take_month() && !take_year() && !take_weekday() && !take_relative())
        ++at_;
      if (at_ == before) ++at_;
    }
    return std::move(dates_);
  }

 private:
  const std::string& lower(std::size_t i) const {
    static const std::string kNone;
    return i < tokens_.size() ? tokens_[i].lower : kNone;
  }
  int month_at(std::size_t i) const {
    if (i >= tokens_.size() || !tokens_[i].capital) return 0;
    for (int m = 1; m <= 12; ++m) {
      const auto index = static_cast<std::size_t>(m);
      if (tokens_[i].lower == kMonths[index] || (tokens_[i].lower == kShort[index] && m != 5))
        return m;
    }
    return 0;
  }
  /// "Jan." keeps its full stop as a token of its own.
  std::size_t behind_month(std::size_t i) const { return lower(i + 1) == "." ? i + 2 : i + 1; }

  void add(std::size_t begin, std::size_t end, std::string edtf, std::string rule) {
    if (begin > 0) {
      const std::string& preposition = lower(begin - 1);
      if (preposition == "by" || preposition == "until" || preposition == "till") {
        // An upper bound: at the latest then.
        if (preposition == "by") {
          edtf = "../" + edtf;
          rule = "by";
        }
        --begin;
      } else if (preposition == "on" || preposition == "in" || preposition == "since" ||
                 preposition == "from" || preposition == "of") {
        --begin;
      }
    }
    dates_.push_back({begin, end, std::move(edtf), std::move(rule)});
    at_ = end;
  }

  int year_of(int month, int day) const {
    if (!document_) return 0;
    const year_month_day today(*document_);
    const int this_year = static_cast<int>(today.year());
    const unsigned m = static_cast<unsigned>(today.month());
    const unsigned d = static_cast<unsigned>(today.day());
    const bool later =
        static_cast<unsigned>(month) > m ||
        (static_cast<unsigned>(month) == m && day > 0 && static_cast<unsigned>(day) > d);
    if (!later) return ahead_ && static_cast<unsigned>(month) < m ? this_year + 1 : this_year;
    if (ahead_) return this_year;
    // A month that is yet to come and is told as past was last year's.
    return this_year - 1;
  }

  bool take_full_date() {
    // 12 March 2001 · March 12, 2001 · March 12 · 12 March
    std::size_t i = at_;
    int month = month_at(i);
    std::optional<int> day;
    std::size_t end = 0;
    if (month != 0) {
      end = behind_month(i);
      if (end < tokens_.size() && tokens_[end].number) day = number(lower(end), 1, 31);
      if (!day) return false;
      ++end;
    } else if (tokens_[i].number && (day = number(lower(i), 1, 31)) &&
               (month = month_at(i + 1)) != 0) {
      end = behind_month(i + 1);
    } else {
      return false;
    }
    std::size_t year_at = end;
    if (lower(year_at) == ",") ++year_at;
    std::optional<int> year;
    if (year_at < tokens_.size() && tokens_[year_at].number && lower(year_at).size() == 4) {
      year = number(lower(year_at), 1000, 2999);
    }
    if (year) {
      end = year_at + 1;
    } else if (const int guessed = year_of(month, *day)) {
      year = guessed;
    }
    const std::string text = year ? fmt::format("{:04}-{:02}-{:02}", *year, month, *day)
                                  : fmt::format("XXXX-{:02}-{:02}", month, *day);
    if (!parse_edtf_day(text)) return false;
    add(i, end, text, "day");
    return true;
  }

  static bool parse_edtf_day(const std::string& text) {
    return text.front() == 'X' || parse_day(text).ok();
  }

  bool take_month() {
    const int month = month_at(at_);
    if (month == 0) return false;
    // "May" and "March" begin sentences as other words.
    if ((month == 5 || month == 3) && at_ == 0) return false;
    std::size_t end = behind_month(at_);
    std::size_t year_at = end;
    if (lower(year_at) == "of" || lower(year_at) == ",") ++year_at;
    if (year_at < tokens_.size() && tokens_[year_at].number && lower(year_at).size() == 4) {
      if (const auto year = number(lower(year_at), 1000, 2999)) {
        add(at_, year_at + 1, fmt::format("{:04}-{:02}", *year, month), "month");
        return true;
      }
    }
    if (lower(end) == "this" && lower(end + 1) == "year") end += 2;
    int year = year_of(month, 0);
    if (at_ > 0 && lower(at_ - 1) == "last" && document_) {
      const int this_year = static_cast<int>(year_month_day(*document_).year());
      if (year == this_year && static_cast<unsigned>(month) >=
                                   static_cast<unsigned>(year_month_day(*document_).month())) {
        year = this_year - 1;
      }
    }
    add(at_, end,
        year != 0 ? fmt::format("{:04}-{:02}", year, month) : fmt::format("XXXX-{:02}", month),
        "bare month");
    return true;
  }

  bool take_year() {
    const Token& token = tokens_[at_];
    if (!token.number || token.lower.size() != 4) return false;
    const auto year = number(token.lower, 1700, 2199);
    if (!year) return false;
    // A figure with a unit is no year.
    static const std::array<std::string_view, 7> kUnits{"km",     "mw",      "tonnes", "people",
                                                        "troops", "billion", "million"};
    if (std::find(kUnits.begin(), kUnits.end(), lower(at_ + 1)) != kUnits.end()) return false;
    add(at_, at_ + 1, fmt::format("{:04}", *year), "year");
    return true;
  }

  bool take_weekday() {
    if (!document_ || !tokens_[at_].capital) return false;
    const auto* found = std::find(kWeekdays.begin(), kWeekdays.end(), tokens_[at_].lower);
    if (found == kWeekdays.end()) return false;
    const auto wanted = static_cast<unsigned>(found - kWeekdays.begin());
    const unsigned today = std::chrono::weekday(*document_).c_encoding();
    const bool next = at_ > 0 && lower(at_ - 1) == "next";
    Day day = *document_;
    if (ahead_ || next) {
      day += days((wanted + 7 - today) % 7 == 0 && next ? 7 : (wanted + 7 - today) % 7);
    } else {
      day -= days((today + 7 - wanted) % 7);
    }
    add(at_, at_ + 1, to_text(day), "weekday");
    return true;
  }

  bool take_relative() {
    if (!document_) return false;
    const std::string& word = lower(at_);
    const year_month_day today(*document_);
    const auto month = [&](int step) {
      const auto moved =
          std::chrono::year_month(today.year(), today.month()) + std::chrono::months(step);
      return fmt::format("{:04}-{:02}", static_cast<int>(moved.year()),
                         static_cast<unsigned>(moved.month()));
    };
    const auto year = [&](int step) {
      return fmt::format("{:04}", static_cast<int>(today.year()) + step);
    };
    if (word == "today") {
      add(at_, at_ + 1, to_text(*document_), "relative");
    } else if (word == "yesterday") {
      add(at_, at_ + 1, to_text(*document_ - days(1)), "relative");
    } else if (word == "tomorrow") {
      add(at_, at_ + 1, to_text(*document_ + days(1)), "relative");
    } else if (word == "last" || word == "this" || word == "next") {
      const int step = word == "last" ? -1 : word == "next" ? 1 : 0;
      if (lower(at_ + 1) == "month") {
        add(at_, at_ + 2, month(step), "relative");
      } else if (lower(at_ + 1) == "year") {
        add(at_, at_ + 2, year(step), "relative");
      } else if (lower(at_ + 1) == "week" && step != 0) {
        const Day monday = *document_ -
                           days((std::chrono::weekday(*document_).c_encoding() + 6) % 7) +
                           days(7 * step);
        add(at_, at_ + 2, to_text(monday) + "/" + to_text(monday + days(6)), "relative");
      } else {
        return false;
      }
    } else {
      return false;
    }
    return true;
  }

  const std::vector<Token>& tokens_;
  std::optional<Day> document_;
  bool ahead_;
  std::size_t at_ = 0;
  std::vector<DateInText> dates_;
};

}  // namespace

std::vector<DateInText> find_dates(const Sentence& sentence, std::optional<Day> document,
                                   bool looks_ahead) {
  return DateFinder(sentence, document, looks_ahead).run();
}

}  // namespace servanda
