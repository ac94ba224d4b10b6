// Terms that follow one another, each counted from the base date.
//
//   // Five years from 29 February 2004, then year by year:
//   Day base = make_day(2004, 2, 29);
//   term_end(base, {60, 0}, {12, 0}, 0).day     // 2009-02-28
//   term_end(base, {60, 0}, {12, 0}, 3).day     // 2012-02-29, where steps from the previous end
//                                               // would stay on the 28th
//
// Every end is base + (first + n * step), never the previous end + step: addition of months is not
// associative.
#ifndef SERVANDA_TIME_RENEWAL_H_
#define SERVANDA_TIME_RENEWAL_H_

#include <optional>
#include <vector>

#include "servanda/time/day.h"
#include "servanda/time/period.h"

namespace servanda {

/// Months and days each added.
Period plus(const Period& a, const Period& b);

/// The end of the term after so many renewals (0: of the first term).
Addition term_end(Day base, const Period& first, const Period& step, int renewals,
                  Rounding rounding = Rounding::down);

/// The ends of the first term and of `renewals` more, in order.
std::vector<Day> renewal_chain(Day base, const Period& first, const Period& step, int renewals,
                               Rounding rounding = Rounding::down);

/// The least number of renewals after which the term ends after `day`: how often it must have been
/// renewed for the treaty still to run on `day`. Nothing when no number is enough (an empty step,
/// or the end of the calendar). Logarithmic.
std::optional<int> renewals_to_outlast(Day day, Day base, const Period& first, const Period& step,
                                       Rounding rounding = Rounding::down);

}  // namespace servanda

#endif  // SERVANDA_TIME_RENEWAL_H_
