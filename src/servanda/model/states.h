// Which states there were, when, and who followed whom: as far as counting consents needs it.
//
//   person_of("SUN")                  // "RUS": the same person, its acts go on
//   succession_of("CZE")->on          // 1993-01-01
//   succession_of("FRA")              // nothing
//   is_known_code("RSU")              // false
//
// Source: states.tsv (general knowledge; see its head). Vienna Convention on Succession of States
// in respect of Treaties 1978, articles 17, 18 and 23 (newly independent states), 34 (parts of a
// state that separates or ends): a notification of succession works back to the day of succession.
#ifndef SERVANDA_MODEL_STATES_H_
#define SERVANDA_MODEL_STATES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/time/day.h"

namespace servanda {

/// All codes that are given to states and territories, or were, and the short names of
/// organisations that have the form of one; by alphabet. Source: codes.tsv (ISO 3166-1 alpha-3, ISO
/// 3166-3, Correlates of War).
const std::vector<std::string_view>& known_codes();
bool is_known_code(std::string_view word);

/// The code under which a state's acts are counted: the one that continues it, else its own.
std::string_view person_of(std::string_view code);

/// How a state came to follow another.
struct Succession {
  Day on;
  std::vector<std::string_view> from;
  /// The predecessor ended with it, or split: its consent lives on in the successors and must not
  /// be counted once more for each of them.
  bool divides = false;
};
std::optional<Succession> succession_of(std::string_view code);

/// The first day on which the state no longer was; nothing: it exists, or the table does not say.
std::optional<Day> extinct_from(std::string_view code);
/// Was there such a state on that day? True also where the table does not say.
bool existed(std::string_view code, Day day);

}  // namespace servanda

#endif  // SERVANDA_MODEL_STATES_H_
