// How depositaries have counted periods where the text does not decide it.
//
//   counting_practice("IAEA", make_day(1986, 9, 26))->counting    // Counting::full_periods
//   counting_practice("UN", make_day(1998, 7, 17))                // nothing: date to date, as
//   usual
//
// Source: practice.tsv; docs/clauses.md, "counting". Wording goes first ("on the thirtieth day
// after" is date to date), then the depositary's practice; both days are shown wherever the text is
// open.
#ifndef SERVANDA_MODEL_PRACTICE_H_
#define SERVANDA_MODEL_PRACTICE_H_

#include <optional>
#include <string>
#include <string_view>

#include "servanda/time/day.h"
#include "servanda/time/period.h"

namespace servanda {

struct CountingPractice {
  Counting counting = Counting::date_to_date;
  std::string because;  ///< for answers: whose practice, and when
};

/// The practice with treaties signed on that day; nothing where none is known.
std::optional<CountingPractice> counting_practice(std::string_view depositary, Day signed_on);

}  // namespace servanda

#endif  // SERVANDA_MODEL_PRACTICE_H_
