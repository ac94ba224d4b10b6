// Tables of acts: who did what to which treaty on which day, a row each.
//
//   treaty,state,act,date,known
//   paris,FRA,ratify,2016-10-05,2016-10-07
//
// Columns are found by name: `state`, `act`, `date`, and where present `treaty`, `known`, `effect`,
// `use` (rows marked "no" are left out), `flags` (rows that the record calls doubtful are marked).
// Source: docs/clauses.md (bundles).
#ifndef SERVANDA_EXCHANGE_ACT_TABLE_H_
#define SERVANDA_EXCHANGE_ACT_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/law/deeds.h"

namespace servanda {

/// What a row may say was done, beside the acts of the model.
///   sign-definitively, confirm-formally, consent (an instrument of a kind that is not recorded),
///   denounce and withdraw (the notice; it takes effect by the clause), revoke (a consent is taken
///   back), unsign, revoke-withdrawal. Any other word must be an act of the model.
struct ActWord {
  ActType type = ActType::sign;
  std::optional<ActType> of = {};
  std::optional<ActType> undo = {};
  bool definitive = false;
};
std::optional<ActWord> find_act_word(std::string_view word);

/// One row, small: dates as days, names as indices.
struct ActRow {
  static constexpr std::int32_t kNone = INT32_MIN;
  std::uint32_t treaty = 0;  ///< as the caller numbers them
  std::uint16_t state = 0;   ///< index into ActTable::states
  std::uint8_t word = 0;     ///< index into ActTable::words
  bool doubtful = false;
  std::int32_t earliest = kNone;  ///< days since 1970; kNone: undated
  std::int32_t latest = kNone;
  std::int32_t effect = kNone;
};

/// What is wrong in a table, a line each.
struct TableFault {
  std::size_t line = 0;
  std::string what;
};

/// Rows of one or more files, read one after the other.
class ActTable {
 public:
  /// Rows known later than this day are left out.
  explicit ActTable(std::optional<Day> known = std::nullopt);

  /// Reads a table with a treaty column: `ids` numbers the treaties, rows of others are faults.
  /// Faulty rows are told and left out. err: parse (no such columns, a quotation mark not closed).
  Status read(std::string_view text,
              const std::unordered_map<std::string_view, std::uint32_t>& ids);

  /// The same without a treaty column, for the treaty of that number.
  Status read_for(std::uint32_t treaty, std::string_view text);

  const std::vector<ActRow>& rows() const { return rows_; }
  const std::vector<TableFault>& faults() const { return faults_; }
  std::size_t left_out() const { return left_out_; }  ///< marked as not to be used
  const std::string& state(const ActRow& row) const { return states_[row.state]; }
  const ActWord& word(const ActRow& row) const { return words_[row.word]; }

  /// Sorts the rows by treaty, keeping their order otherwise, and gives where each treaty's begin
  /// (one entry more than there are treaties).
  std::vector<std::size_t> group(std::size_t treaties);

  /// The acts in rows [begin, end), in the order that the law wants.
  Deeds deeds(std::size_t begin, std::size_t end) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  template <typename Value>
  using ByName = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  Status read_rows(std::string_view text, std::uint32_t treaty,
                   const std::unordered_map<std::string_view, std::uint32_t>* ids);
  std::optional<std::uint16_t> state_index(std::string_view code);
  std::optional<std::uint8_t> word_index(std::string_view word);
  void fault(std::size_t line, std::string what);

  std::optional<Day> known_;
  std::vector<ActRow> rows_;
  std::vector<std::string> states_;
  std::vector<bool> former_;            ///< its code is another name of the person
  std::vector<std::uint16_t> persons_;  ///< for each, the first code of the same person
  std::vector<ActWord> words_;
  ByName<std::uint16_t> state_numbers_;
  ByName<std::uint16_t> person_numbers_;
  ByName<std::uint8_t> word_numbers_;
  std::vector<TableFault> faults_;
  std::size_t left_out_ = 0;
};

}  // namespace servanda

#endif  // SERVANDA_EXCHANGE_ACT_TABLE_H_
