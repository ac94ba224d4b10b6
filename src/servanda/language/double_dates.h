// One day told twice: in two calendars, or in old and new style.
//
//   "12 March 2001, corresponding to 22 Esfand 1379"   // both are 2001-03-12
//   "12 (24) March 1878"                               // the earlier figure is the Julian one
//   "13 March 2001 (22 Esfand 1379)"                   // they disagree: a set of both days, and
//   why
//
// A lunar date that was fixed by sight may differ from the table by two days, and then still
// agrees. Not for other rooms: use dates_in_text.h.
#ifndef SERVANDA_LANGUAGE_DOUBLE_DATES_H_
#define SERVANDA_LANGUAGE_DOUBLE_DATES_H_

#include <optional>
#include <string>

#include "servanda/base/result.h"
#include "servanda/language/dates_in_text.h"

namespace servanda {

struct DateSlots;

/// The day of a phrase that tells year, month and day in its calendar.
/// err: invalid_argument ("Esfand 1380 has 29 days").
Result<Day> day_told(const DatePhrase& phrase);

/// Is the calendar one whose months began when the new moon was seen?
bool is_sighted(CalendarSystem calendar);

struct DoubleDate {
  std::optional<Edtf> date = {};  ///< the day, or the set of days that are told
  std::string disagreement = {};  ///< "13 March 2001 is 23 Esfand 1379, not 22 Esfand 1379"
};
/// What a phrase of the kind `twice` means.
DoubleDate settle(const DatePhrase& phrase);

// What makes such phrases; each is false where the two are no dates of one day.

/// "12 (24) March 1878", "25 October (7 November) 1917": as far apart as the styles are, in years
/// when both were in use.
bool build_styles(const DateSlots& slots, DatePhrase& phrase);
/// "12 March 1878 (old style)"; `old` false: the words say that it is new style.
bool build_style(const DatePhrase& date, bool old, DatePhrase& phrase);
/// A date, and the same in another calendar behind it. `link` is the argument of the rule: 0 where
/// words or parentheses say that they are one day; 1 where they only stand side by side, and must
/// then agree; 2 for one calendar more ("and").
bool build_twice(const DatePhrase& date, const DatePhrase& other, int link, DatePhrase& phrase);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_DOUBLE_DATES_H_
