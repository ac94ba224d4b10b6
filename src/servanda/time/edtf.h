// Dates exactly as precise as their source: EDTF, ISO 8601-2:2019, Annex A, levels 0, 1 and 2.
//
//   Edtf date = *parse_edtf("2025-01");
//   date.bounds().earliest                         // 2025-01-01
//   compare_before(date, *parse_edtf("2025-03"))   // Truth::yes
//   compare_before(date, *parse_edtf("2025-01-17")) // Truth::possibly
//   parse_edtf("2025-13")                          // Error with the place
//
// Qualifiers (`?` uncertain, `~` approximate, `%` both) are kept and printed but move no bound
// (8.4.2 NOTE).
//
// Where ISO is silent or the Library of Congress page differs, we took these decisions:
// - Seasons have the meteorological months of the north (21, 25: March to May; 24, 28: December to
//   February of the next year); 29 to 32 are the seasons of the south. Quarters, thirds and halves
//   (33 to 41) are exact.
// - X stands for any digit that gives a day of the calendar: "1560-X2" is February or December,
//   "1985-02-3X" is refused. XXXX is a year of four digits, 0000 to 9999.
// - "1950S2" is 1900 to 1999, "Y171010000S3" is 171000000 to 171999999 (4.4.3; the second example
//   of A.6.3 says otherwise and is taken for a misprint).
// - Bounds beyond the years -9999 to 9999 of a Day: an end beyond is absent (no limit that a Day
//   could name), a beginning beyond is the last day of the range; and the same in the past.
// - Refused: "-0000" (the year before 0001 is 0000), "Y1985" (four digits need no Y), years of more
//   than fifteen digits, intervals and ranges that end before they begin, intervals without any
//   date ("../.."), times in intervals and sets, 24:00, zones beyond 14 hours. Second 60 is taken.
#ifndef SERVANDA_TIME_EDTF_H_
#define SERVANDA_TIME_EDTF_H_

#include <optional>
#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/time/day.h"

namespace servanda {

/// Three-valued: does it hold for every, for some, or for no day that the dates may mean?
enum class Truth { no, possibly, yes };
std::string_view to_text(Truth truth);

/// The days a date may mean, both ends INCLUDED. An absent end is open ("..", no limit) or, where
/// the matching `unknown` is set, not known.
struct DayBounds {
  std::optional<Day> earliest;
  std::optional<Day> latest;
  bool unknown_start = false;
  bool unknown_end = false;

  /// One single day.
  bool exact() const { return earliest && latest && *earliest == *latest; }
  bool contains(Day day) const {
    return (!earliest || *earliest <= day) && (!latest || day <= *latest);
  }
  friend bool operator==(const DayBounds&, const DayBounds&) = default;
};

/// A parsed EDTF expression in canonical form. A value; cheap to copy.
class Edtf {
 public:
  /// The given day, "2025-01-17".
  explicit Edtf(Day day);

  /// Canonical text; parse_edtf(text()) gives an equal value.
  const std::string& text() const { return text_; }
  /// Computed once, at parse time.
  const DayBounds& bounds() const { return bounds_; }
  /// The day, when it can be only one and carries no interval.
  std::optional<Day> day() const;
  /// Written with "/": it lasts from one date to another. A set is not an interval.
  bool is_interval() const { return interval_; }
  /// Some part is marked "?" or "%" / "~" or "%".
  bool uncertain() const { return uncertain_; }
  bool approximate() const { return approximate_; }
  /// The lowest level of Annex A that knows the canonical text: 0, 1 or 2.
  int level() const { return level_; }

  friend bool operator==(const Edtf& a, const Edtf& b) { return a.text_ == b.text_; }

 private:
  friend Result<Edtf> parse_edtf(std::string_view text);
  Edtf() = default;
  std::string text_;
  DayBounds bounds_;
  bool interval_ = false;
  bool uncertain_ = false;
  bool approximate_ = false;
  int level_ = 0;
};

/// Dates, dates with a time of day, intervals "a/b", sets "[a,b]" (one of them) and "{a,b}" (all).
/// Linear in the text. err: parse, the message naming the place in the text.
Result<Edtf> parse_edtf(std::string_view text);

/// Is every (some, no) day of `a` before every (some, no) day of `b`? An open or unknown end
/// counts as without limit. Sets are compared by their first and last days.
Truth compare_before(const Edtf& a, const Edtf& b);
/// Can both mean the same day? `yes` only when both are the same single day.
Truth compare_same(const Edtf& a, const Edtf& b);

/// One of two datings lies wholly within the other, so that the finer one refines the coarser
/// without contradicting it ("2002-04-05" within "2002-03/2002-04"). An end that the coarser one
/// leaves open or does not know contradicts nothing.
bool refines(const Edtf& finer, const Edtf& coarser);

}  // namespace servanda

#endif  // SERVANDA_TIME_EDTF_H_
