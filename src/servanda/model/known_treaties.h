// Treaties that everybody's clauses wait for, and when they entered into force.
//
//   entry_into_force_of("Energy Charter Treaty")   // 1998-04-16
//   entry_into_force_of("the energy charter treaty")   // the same
//   entry_into_force_of("some treaty")   // nothing
//
// Source: treaties.tsv; recalled, not read in a source. A register's or a bundle's own record of
// the treaty goes before it, and an answer that rests on it says so.
#ifndef SERVANDA_MODEL_KNOWN_TREATIES_H_
#define SERVANDA_MODEL_KNOWN_TREATIES_H_

#include <optional>
#include <string_view>

#include "servanda/time/day.h"

namespace servanda {

/// By one of its names in the table; case, punctuation and a leading "the" do not matter. A name
/// that the table does not have whole is not found: nothing is guessed from a part.
std::optional<Day> entry_into_force_of(std::string_view name);

}  // namespace servanda

#endif  // SERVANDA_MODEL_KNOWN_TREATIES_H_
