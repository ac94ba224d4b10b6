// Which treaties a statement speaks of, beside the one it is about. Inside the room.
#ifndef SERVANDA_REGISTER_MENTIONS_H_
#define SERVANDA_REGISTER_MENTIONS_H_

#include <string>
#include <vector>

#include "servanda/model/statement.h"

namespace servanda {

/// Ids, sorted, each once: of the treaty itself, of relations, of what its clauses wait for,
/// replace, or make a state leave with or by joining. Names that are no ids (titles, "self") come
/// with them and match nothing.
std::vector<std::string> mentioned_treaties(const Statement& statement);

}  // namespace servanda

#endif  // SERVANDA_REGISTER_MENTIONS_H_
