// Where a treaty stands in one state's own procedure, and who acts next.
//
// The international act is always the last station (Vienna Convention, article 16): parliament's
// vote is a step at home, never the consent itself. The stations are data (the register's
// pathways); the position follows from the recorded acts.
#ifndef SERVANDA_LAW_PATHWAY_H_
#define SERVANDA_LAW_PATHWAY_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "servanda/law/view.h"
#include "servanda/time/day_calendar.h"

namespace servanda {

struct StationProgress {
  const Station* station = nullptr;
  std::optional<std::size_t> act = {};  ///< index into the view's acts: done
  /// Nothing is recorded of it, but a later station is: it was passed unseen, or skipped.
  bool passed_unseen = false;
};

struct Progress {
  std::string state;
  const Pathway* pathway = nullptr;  ///< null: no pathway of this state is on file
  std::vector<StationProgress> stations = {};
  std::optional<std::size_t> next = {};  ///< index of the station whose turn it is
  std::optional<std::size_t> rejected =
      {};  ///< act by which a body refused, after the last station done
  /// The last day for the next station, where the law sets a time and the last station is dated.
  std::optional<Day> next_until = {};
  /// The earliest day on which all that is required can be done, by the waits that the pathway
  /// knows; a lower bound, as bodies take their time.
  std::optional<Day> earliest = {};
  /// A wait whose days ("sitting days") no calendar tells was taken as one of all days: which.
  std::string uncounted = {};
};

/// `view` is taken as known; acts after `on` do not count. Optional stations are never "next" while
/// a required one follows. `days` counts the waits that are not of all days.
Progress progress_of(const TreatyView& view, std::string_view state, const Moment& on,
                     const DayCalendar* days = nullptr);

}  // namespace servanda

#endif  // SERVANDA_LAW_PATHWAY_H_
