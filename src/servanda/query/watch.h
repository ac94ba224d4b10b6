// The questions of somebody who watches many treaties: what binds these two, what comes next, what
// has changed, where does it stand at home?
//
//   ask_between(reg, {"RUS", "IRN"}, on, known)     // every treaty that names or binds both
//   ask_next(reg, {}, from, until, known)           // days on which something happens by itself
//   ask_diff(reg, {}, one, other)                   // verdicts that differ, and why
#ifndef SERVANDA_QUERY_WATCH_H_
#define SERVANDA_QUERY_WATCH_H_

#include <optional>
#include <string>
#include <vector>

#include "servanda/query/query.h"

namespace servanda {

/// Treaties to which both states are parties, signatories or consenting, with the status between
/// them. err: invalid_argument (the same state twice).
Result<std::vector<ListedTreaty>> ask_between(const Register& reg, const std::string& one,
                                              const std::string& other, const Moment& on,
                                              Day known);

/// A day on which something will change, or can last be done, without anybody's act.
struct ComingDay {
  Day day;           ///< the earliest day that it can be
  std::string date;  ///< as exactly as the record allows
  std::string treaty;
  std::string title;
  std::string what;  ///< "last day for notice to stop the renewal on 2027-04-05"
  std::string state = {};
  std::string reading = {};  ///< "F", "S", or empty
};
/// Those in [from, until], in order of days; of one treaty where it is named. err: not_found.
Result<std::vector<ComingDay>> ask_next(const Register& reg, const std::string& treaty, Day from,
                                        Day until, Day known);

/// A pair of days: when it is so, and when it was known.
struct Viewpoint {
  Moment on;
  Day known;
};
struct Change {
  std::string treaty;
  std::string title;
  Verdict before = Verdict::unknown;
  Verdict after = Verdict::unknown;
  std::string because_before = {};
  std::string because_after = {};
  std::vector<std::string> acts = {};  ///< acts and claims that only the second viewpoint knows
};
/// Treaties whose verdict, or its reason, differs between the viewpoints. err: not_found.
Result<std::vector<Change>> ask_diff(const Register& reg, const std::string& treaty,
                                     const Viewpoint& before, const Viewpoint& after);

/// Where a treaty stands in one state's own procedure. err: not_found (no such treaty).
Result<PathwayAnswer> ask_path(const Register& reg, const std::string& treaty,
                               const std::string& state, const Moment& on, Day known,
                               const DayCalendar* days = nullptr);

/// The same from a view that is already made.
PathwayAnswer pathway_of(const TreatyView& view, const std::string& state, const Moment& on,
                         const DayCalendar* days = nullptr);

}  // namespace servanda

#endif  // SERVANDA_QUERY_WATCH_H_
