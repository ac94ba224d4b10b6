// The questions that can be asked of a register, and their answers as types: the only door for the
// front ends.
//
//   Result<DossierAnswer> dossier = ask_dossier(reg, "ru-ir-2025", *parse_moment("2025-03-26"),
//   known); ask_dossier(reg, "ru-ri-2025", …)     // Error: not_found, advice: did you mean
//   "ru-ir-2025"?
//
// Answers hold plain data in the order in which a reader wants it; how they look is render's
// business. Every line that rests on statements names them.
#ifndef SERVANDA_QUERY_QUERY_H_
#define SERVANDA_QUERY_QUERY_H_

#include <optional>
#include <string>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/law/pathway.h"
#include "servanda/law/status.h"
#include "servanda/law/timeline.h"
#include "servanda/model/register.h"

namespace servanda {

/// Who says a line, and where it can be read.
struct Backing {
  std::string source;          ///< id of the source (or the document's name)
  std::string publisher = {};  ///< as the register names it; may be empty
  std::string published = {};  ///< EDTF; may be empty
  Authority authority = Authority::press;
  std::string words = {};  ///< the words that say it; may be empty
  std::optional<Span> bytes = {};
};

/// A line of an answer: what is said, by whom, how surely, and where.
struct Line {
  std::string text;
  std::string speaker = {};  ///< "Kazem Jalali (ambassador of IRN)"; empty: the source itself
  std::string via = {};
  Stance stance = Stance::asserted;
  std::string date = {};  ///< EDTF of the fact; may be empty
  std::vector<Backing> from = {};
};

/// One entry of a timeline: something that happened, or follows.
struct TimelineEntry {
  std::string date;  ///< "2025-10-02", an EDTF interval, or an instant
  std::string what;  ///< "signed", "enters into force", "term 2 begins", "last day for notice" …
  std::string state = {};
  bool computed = false;  ///< follows from the clauses; else recorded
  std::string detail = {};
  std::vector<Backing> from = {};
};

struct TimelineReading {
  std::string reading;  ///< "F", "S", or empty
  std::string because;
  std::vector<TimelineEntry> entries = {};
  int renewals = 0;                             ///< renewals begun by the known day
  std::optional<std::string> next_end = {};     ///< end of the term that runs on the known day
  std::optional<std::string> last_notice = {};  ///< last day to stop the next renewal
  bool notice_unknown = false;                  ///< a notice would stop it, its length is not known
};

struct NormLine {
  ClauseFact norm;
  std::vector<std::string> binding = {};  ///< "2025-10-02/..": when it binds the parties as treaty
};

/// A claim held against the readings: "in force to March 2022" speaks for which of them?
struct ClaimComparison {
  Line claim;
  std::vector<std::string> supports = {};  ///< readings that agree within the stated precision
  std::vector<std::string> excludes = {};
};

struct TimelineAnswer {
  std::string treaty;
  std::string title;
  std::vector<std::string> parties = {};
  Day known = {};
  std::vector<TimelineEntry> recorded = {};    ///< acts and outcomes, in order, under any reading
  std::vector<TimelineReading> readings = {};  ///< what follows, at least one
  std::vector<NormLine> norms = {};
  std::vector<ClaimComparison> claims = {};
  std::vector<Line> contradictions = {};  ///< text says which prevails, `from` both places
  std::vector<std::string> unknown = {};  ///< what is not known and would settle something
};

struct PathwayStation {
  std::string text;  ///< "State Duma approves"
  std::string who;   ///< whose turn: "State Duma"
  std::string basis = {};
  std::string done = {};  ///< EDTF day; empty: not recorded
  bool next = false;
  bool passed_unseen = false;
  bool optional = false;
  bool to_verify = false;
  std::vector<Backing> from = {};
};

struct PathwayAnswer {
  std::string state;
  std::string title = {};  ///< of the pathway; empty: none on file
  std::vector<PathwayStation> stations = {};
  std::string next_actor = {};  ///< "State Duma"; empty: nothing is left to do, or no pathway
  std::string next_text = {};   ///< "State Duma approves"
  std::string next_until = {};
  std::string earliest = {};   ///< not before this day can the rest be done; empty: nothing is left
  std::string uncounted = {};  ///< days that no calendar tells, taken as all days: "sitting days"
};

/// A treaty that this one follows, or that follows it, in short.
struct RelatedTreaty {
  std::string id;
  std::string title = {};
  std::string relation;         ///< "replaces", "is replaced by", "resembles" …
  std::vector<Line> said = {};  ///< who says so
  std::optional<StatusAnswer> status = {};
  std::optional<TimelineAnswer> timeline = {};
};

struct DossierAnswer {
  std::string id;
  std::string title;
  std::vector<std::string> also = {};
  std::string form = {};
  std::vector<std::string> parties = {};
  std::string on;  ///< as asked
  Day known = {};
  StatusAnswer status;
  std::vector<Line> facts = {};  ///< signature, articles, languages, subjects …
  std::vector<PathwayAnswer> pathways = {};
  TimelineAnswer timeline;
  std::vector<RelatedTreaty> related = {};
  std::vector<Line> clauses = {};   ///< final clauses and norms, in words
  std::vector<Line> promises = {};  ///< quantities and projects, with delays
  std::vector<Line> claims = {};    ///< who claims …
  std::vector<Line> denials = {};   ///< … and who denies what
  std::vector<Line> undisclosed = {};
  std::vector<Line> assessments = {};
  std::vector<Line> context = {};     ///< events around it, told by the same documents
  std::vector<Line> compliance = {};  ///< lines that speak of sanctions: recorded, never advised on
  std::vector<Line> contradictions = {};
  std::vector<Source> sources = {};  ///< every source that a line rests on, by id
};

struct ListedTreaty {
  std::string id;
  std::string title;
  std::vector<std::string> parties = {};
  std::string signed_on = {};
  Verdict verdict = Verdict::unknown;
  std::string because = {};
};

/// One `assert` line of the register and what the engine says.
struct AssertionResult {
  Assertion assertion;
  Verdict verdict = Verdict::unknown;
  std::string because = {};
  bool holds = false;
};

/// not_found, with the nearest name as advice, unless some statement is about the treaty.
Status require_treaty(const Register& reg, const std::string& treaty);

Result<StatusAnswer> ask_status(const Register& reg, const ProofQuestion& question);
Result<TimelineAnswer> ask_timeline(const Register& reg, const std::string& treaty, Day known);
Result<DossierAnswer> ask_dossier(const Register& reg, const std::string& treaty, const Moment& on,
                                  Day known);
/// The treaties of which more was known than what somebody claims, by id.
std::vector<std::string> ask_ids(const Register& reg, Day known);
std::vector<ListedTreaty> ask_list(const Register& reg, const std::vector<std::string>& ids,
                                   const Moment& on, Day known);
/// Every assertion, in order; those about treaties that the register does not hold do not hold.
/// `today` stands in where an assertion names no day.
std::vector<AssertionResult> ask_assertions(const Register& reg, Day today);

/// An actor in words: "Vladimir Putin (president, RUS)", "State Duma (RUS)".
std::string in_words(const Actor& actor);

}  // namespace servanda

#endif  // SERVANDA_QUERY_QUERY_H_
