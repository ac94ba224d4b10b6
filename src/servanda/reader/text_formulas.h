// The formulas of final clauses, from the table that lawyers and linguists edit.
//
//   const Formulas& english = *Formulas::of("en");
//   english.holds("leave", "either party may terminate this agreement")         // true
//   english.first("delay.period", "30 days after the last notification")->part("n")   // "30"
//   Formulas::of("eo")                                                          // null: not read
//
// final_clauses.tsv says how rows are written. Compiled once a language at first use, read only
// afterwards: safe between threads.
#ifndef SERVANDA_READER_TEXT_FORMULAS_H_
#define SERVANDA_READER_TEXT_FORMULAS_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "servanda/time/period.h"

namespace re2 {
class RE2;
}

namespace servanda {

/// What the first formula of a group that matched says.
struct FormulaMatch {
  std::string_view value;  ///< of its row; empty for "-"
  /// The parts that the formula names, as the text has them; views into the text asked about.
  std::vector<std::pair<std::string_view, std::string_view>> parts = {};
  /// Empty when the formula has no such part, or it matched nothing.
  std::string_view part(std::string_view name) const;
  int number(std::string_view name) const;  ///< 0 when it is no number
  /// Of the parts "n" and "unit".
  std::optional<Period> period() const;
};

class Formulas {
 public:
  /// Null for a language that the table does not have.
  static const Formulas* of(std::string_view language);
  /// Rows that do not compile, for the test of the table: language, group, reason.
  static std::vector<std::string> faults();

  bool holds(std::string_view group, std::string_view text) const;
  std::optional<FormulaMatch> first(std::string_view group, std::string_view text) const;
  /// Every row of the group that matches, in the order of the table.
  std::vector<FormulaMatch> all(std::string_view group, std::string_view text) const;

  explicit Formulas(std::string_view language);
  ~Formulas();

 private:
  struct Formula {
    std::string_view value;
    std::unique_ptr<re2::RE2> pattern;
    std::vector<std::string> names;  ///< of the capturing groups, from 1
  };
  const std::vector<Formula>* group(std::string_view name) const;
  static std::optional<FormulaMatch> match(const Formula& formula, std::string_view text);

  std::unordered_map<std::string_view, std::vector<Formula>> groups_;  ///< names in the table
  std::vector<std::string> faults_;
};

/// "30", "days": P30D. Units of all languages that the table has.
std::optional<Period> period_of(std::string_view number, std::string_view unit);

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_FORMULAS_H_
