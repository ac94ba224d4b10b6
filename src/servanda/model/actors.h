// Actors, held against each other.
#ifndef SERVANDA_MODEL_ACTORS_H_
#define SERVANDA_MODEL_ACTORS_H_

#include <set>
#include <string>
#include <vector>

#include "servanda/model/statement.h"

namespace servanda {

/// Whose actors they are: states, else organisations, else the bare names of what is neither.
std::set<std::string> states_of(const std::vector<Actor>& actors);

}  // namespace servanda

#endif  // SERVANDA_MODEL_ACTORS_H_
