// The questions of somebody who opens the register in the morning: what is new, whom does it know,
// what does each source say, and how did what it claimed turn out?
//
//   ask_news(reg, {}, yesterday, today)      // what became known, and which verdicts it changed
//   ask_state(reg, "IRN", on, known)         // every treaty of the state, is it bound?
//   ask_sources(reg, today, known)           // claims held against what is computed now
//   ask_news(reg, "no-such", a, b)           // Error: not_found
#ifndef SERVANDA_QUERY_OVERVIEW_H_
#define SERVANDA_QUERY_OVERVIEW_H_

#include <cstddef>
#include <string>
#include <vector>

#include "servanda/query/query.h"

namespace servanda {

/// What one day brought to one treaty.
struct NewsItem {
  Day day;
  std::string treaty;
  std::string title;
  Verdict before = Verdict::unknown;  ///< on the day before, as known then
  Verdict after = Verdict::unknown;   ///< on the day, as known then
  std::string because_before = {};
  std::string because_after = {};
  std::vector<Line> said = {};  ///< statements that became known on the day
};
/// For each day in [from, until], the last first: treaties of which something became known, or
/// whose verdict changed by itself. One treaty where `treaty` names it. At most 366 days.
/// err: not_found; invalid_argument (more days, or `until` before `from`).
Result<std::vector<NewsItem>> ask_news(const Register& reg, const std::string& treaty, Day from,
                                       Day until);

/// A state (or organisation) as the register knows it.
struct KnownState {
  std::string code;
  std::size_t treaties = 0;  ///< of which it is a party, signatory, or consenting
};
/// In order of codes.
std::vector<KnownState> ask_states(const Register& reg, Day known);

/// Every treaty in which the state takes part: is the state bound? err: not_found (in none).
Result<std::vector<ListedTreaty>> ask_state(const Register& reg, const std::string& state,
                                            const Moment& on, Day known);

/// How a claim looks today.
enum class Outcome {
  borne_out,      ///< what is computed now agrees
  not_borne_out,  ///< what is computed now is the contrary
  open,           ///< unknown, disputed or ambiguous
};
std::string_view to_text(Outcome outcome);

struct ClaimOutcome {
  std::string treaty;
  Line claim;
  std::string day;  ///< the day for which it was held against the computation
  Outcome outcome = Outcome::open;
  std::string because = {};  ///< what is computed now
};

struct SourceRecord {
  Source source;
  std::size_t statements = 0;
  std::vector<std::string> treaties = {};  ///< of which it speaks, sorted
  std::vector<ClaimOutcome> claims = {};   ///< claims of a treaty's status, in their order
};
/// Every source that is known by the day, in order of publication, the latest first. Claims that
/// are only reported as possible, planned or denied are not counted as the source's word.
std::vector<SourceRecord> ask_sources(const Register& reg, Day known);

/// Every statement about one treaty that is known by the day, with the day from which it is known.
struct RecordedStatement {
  Statement statement;
  std::optional<Day> known_from = {};  ///< absent: always
  Line line;
};
/// In the order in which they were entered. err: not_found.
Result<std::vector<RecordedStatement>> ask_statements(const Register& reg,
                                                      const std::string& treaty, Day known);

}  // namespace servanda

#endif  // SERVANDA_QUERY_OVERVIEW_H_
