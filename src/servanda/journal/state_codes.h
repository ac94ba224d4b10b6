// What stands in a register where the code of a state is expected, and what of it is a slip of the
// pen: "RSU" for "RUS". Inside the room.
//
//   StateCodes codes;
//   codes.add("RUS"), codes.add("IRN"), codes.add("RUSS", &origin);
//   codes.slips()                     // "RUSS", instead of it "RUS", at origin
//
// A register of made-up states is no register of slips: where fewer codes are of the table than
// are not, none is one. Names of organisations and of persons are left alone unless they are one
// letter away from a state that the register speaks of.
// Source: model/codes.tsv.
#ifndef SERVANDA_JOURNAL_STATE_CODES_H_
#define SERVANDA_JOURNAL_STATE_CODES_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/model/register.h"

namespace servanda {

/// Could the word stand for the code of a state, and is it none? Three capitals ("RSU"), or what a
/// hand makes of them ("RUSS", "rus").
bool may_be_slip(std::string_view word);

class StateCodes {
 public:
  StateCodes();

  /// Without a place the word only counts; the first place given is the one that is told.
  void add(std::string_view word, const Origin* where = nullptr);
  /// All that the statement names where a state is expected.
  void add(const Statement& statement, const Origin* where);

  struct Slip {
    std::string word;
    std::string_view instead;  ///< empty: none is near
    Origin where;
  };
  /// Those whose place is known, in the order of their places. Cost: one look at all codes for
  /// each.
  std::vector<Slip> slips() const;

 private:
  void add(const std::vector<Actor>& actors, const Origin* where);
  void add(const Trigger& trigger, const Origin* where);

  std::vector<bool> used_;  ///< of known_codes(), in their order
  std::map<std::string, std::optional<Origin>, std::less<>> unknown_;
};

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_STATE_CODES_H_
