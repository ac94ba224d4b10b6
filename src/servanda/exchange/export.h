// A register as other programs take it.
#ifndef SERVANDA_EXCHANGE_EXPORT_H_
#define SERVANDA_EXCHANGE_EXPORT_H_

#include <string>

#include "servanda/base/result.h"
#include "servanda/model/register.h"

namespace servanda {

/// Statements known on the day, one JSON object a line (the reading contract), after the sources
/// that they cite as {"source": {…}}. `import jsonl` gives the same statements again.
std::string export_jsonl(const Register& reg, Day known);

/// Acts that are asserted, a row each state: treaty,state,act,date,known. What a row cannot hold
/// (conditions, places, actors beside states) is left out: for that there is jsonl.
std::string export_acts(const Register& reg, Day known);

/// The folder of docs/clauses.md: clauses/ID.json with what is said of each treaty, acts/ID.csv.
/// err: io; conflict, where the folder holds such files already.
Status export_bundle(const Register& reg, Day known, const std::string& folder);

}  // namespace servanda

#endif  // SERVANDA_EXCHANGE_EXPORT_H_
