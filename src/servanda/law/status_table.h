// Many treaties' outcomes, kept so that any day of any state is answered at once.
//
//   StatusTable table;
//   const auto fra = table.enter_state("FRA");
//   table.set(7, derive(clauses, deeds, question));        // again when an act is added: that
//                                                          // treaty alone is done anew
//   table.status(7, fra, make_day(2020, 1, 1))             // Verdict::yes
//   table.status(7, table.find_state("XYZ"), day)          // Verdict::no: nothing is known of it
//
// What is kept of a treaty is one interval for each time that a state was bound, with both ends as
// exact as the record allows; a day within an end gives `ambiguous`, a disputed departure
// `disputed`, an entry into force that the record cannot tell `unknown`. It holds for every day,
// whichever day the derivation was asked for; only terms that are renewed without end are followed
// no further. Proofs are made from the acts (law/status.h), not from here.
#ifndef SERVANDA_LAW_STATUS_TABLE_H_
#define SERVANDA_LAW_STATUS_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "servanda/law/derivation.h"

namespace servanda {

class StatusTable {
 public:
  /// A number for a state, from 0 on.
  using State = std::uint32_t;
  static constexpr State kUnknownState = UINT32_MAX;

  State enter_state(std::string_view code);
  State find_state(std::string_view code) const;
  std::size_t states() const { return codes_.size(); }
  std::size_t treaties() const { return groups_.size(); }

  /// Takes what was derived for a treaty, in place of what was known of it. Cost: linear in its
  /// parties; now and then the freed places are gathered, linear in the whole.
  void set(std::size_t treaty, const Derivation& derived);

  /// Is the state bound by the treaty on the day? Cost: log n in the parties of that treaty.
  Verdict status(std::size_t treaty, State state, Day on) const;

  /// For every treaty and state whether it is bound for certain: row `treaty` of `row_words()`
  /// 64-bit words, one bit a state. One pass over all intervals.
  void matrix(Day on, std::vector<std::uint64_t>& bits) const;
  std::size_t row_words() const { return (states() + 63) / 64; }

 private:
  /// [from, until) in days since 1970, each end between an earliest and a latest day.
  struct Interval {
    State state;
    std::int32_t from, from_latest, until, until_latest;
    Verdict verdict;  ///< yes: bound; unknown, disputed: for these days it cannot be told
  };
  struct Group {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  void gather();

  std::vector<std::string> codes_;
  std::unordered_map<std::string, State> numbers_;
  std::vector<Interval> intervals_;  ///< a treaty's stand together, by state
  std::vector<Group> groups_;        ///< by treaty
  std::size_t freed_ = 0;
};

}  // namespace servanda

#endif  // SERVANDA_LAW_STATUS_TABLE_H_
