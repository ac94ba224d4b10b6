// Laws of calendar sums. The property of monotony and the bounds of rounding follow the proofs of
// R. Monat, A. Fromherz, D. Merigoux, "Formalizing Date Arithmetic and Statically Detecting
// Ambiguities for the Law" (ESOP 2024).
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "generators.h"
#include "servanda/time/period.h"
#include "servanda/time/renewal.h"

namespace servanda {
namespace {

using testing::any_day;
using testing::any_period;
using testing::any_rounding;

RC_GTEST_PROP(PeriodLaws, DaysThereAndBackAgain, ()) {
  const Day day = *any_day();
  const Period days{0, *rc::gen::inRange(0, 200000)};
  RC_ASSERT(subtract(add(day, days).day, days).day == day);
  RC_ASSERT(!add(day, days).ambiguous);
}

RC_GTEST_PROP(PeriodLaws, RoundingDownIsNeverAfterRoundingUp, ()) {
  const Day day = *any_day();
  const Period period = *any_period();
  const Addition down = add(day, period, Rounding::down);
  const Addition up = add(day, period, Rounding::up);
  RC_ASSERT(down.day <= up.day);
  // The last day of a month and the first of the next, and as many days after both.
  RC_ASSERT(up.day - down.day <= std::chrono::days{1});
  RC_ASSERT(down.ambiguous == (down.day != up.day));
  RC_ASSERT(down.other == up.day);
  RC_ASSERT(up.other == down.day);
}

RC_GTEST_PROP(PeriodLaws, AdditionIsMonotone, ()) {
  const Day day = *any_day();
  const Day later = day + std::chrono::days{*rc::gen::inRange(0, 70)};
  const Period period = *any_period();
  const Rounding rounding = *any_rounding();
  RC_ASSERT(add(day, period, rounding).day <= add(later, period, rounding).day);
}

RC_GTEST_PROP(PeriodLaws, SubtractionIsMonotone, ()) {
  const Day day = *any_day();
  const Day later = day + std::chrono::days{*rc::gen::inRange(0, 70)};
  const Period period = *any_period();
  const Rounding rounding = *any_rounding();
  RC_ASSERT(subtract(day, period, rounding).day <= subtract(later, period, rounding).day);
}

RC_GTEST_PROP(PeriodLaws, AMonthByMonthMayDriftAtMostThreeDays, ()) {
  const Day day = *any_day();
  const int months = *rc::gen::inRange(0, 60);
  Day drifting = day;
  for (int i = 0; i < months; ++i) drifting = add(drifting, Period{1, 0}).day;
  const Day direct = add(day, Period{months, 0}).day;
  RC_ASSERT(drifting <= direct);
  RC_ASSERT(direct - drifting <= std::chrono::days{3});
}

RC_GTEST_PROP(PeriodLaws, LastDayForNotice, ()) {
  const Day end = *any_day();
  const Period notice = *any_period();
  const Rounding rounding = *any_rounding();
  const Day last = last_day_for_notice(end, notice, rounding);
  RC_ASSERT(add(last, notice, rounding).day <= end);
  RC_ASSERT(end < add(last + std::chrono::days{1}, notice, rounding).day);
}

RC_GTEST_PROP(PeriodLaws, TextComesBack, ()) {
  const Period period = *any_period();
  RC_ASSERT(*parse_period(to_text(period)) == period);
}

RC_GTEST_PROP(PeriodLaws, AlignmentNeverMovesBack, ()) {
  const Day day = *any_day();
  const Alignment first{Alignment::Kind::first_of_month, *rc::gen::inRange(1, 13), 1, 1};
  RC_ASSERT(align(day, first) > day);
  const Alignment yearly{Alignment::Kind::day_of_year, 1, *rc::gen::inRange(1U, 13U),
                         *rc::gen::inRange(1U, 29U)};
  RC_ASSERT(align(day, yearly) >= day);
  RC_ASSERT(align(day, yearly) - day < std::chrono::days{366});
}

RC_GTEST_PROP(RenewalLaws, TheNumberOfRenewalsIsTheLeastThatIsEnough, ()) {
  const Day base = *any_day();
  const Day day = *any_day();
  const Period first = *any_period();
  const Period step{*rc::gen::inRange(1, 240), 0};
  const auto renewals = renewals_to_outlast(day, base, first, step);
  RC_ASSERT(renewals.has_value());
  RC_ASSERT(term_end(base, first, step, *renewals).day > day);
  if (*renewals > 0) RC_ASSERT(term_end(base, first, step, *renewals - 1).day <= day);
}

}  // namespace
}  // namespace servanda
