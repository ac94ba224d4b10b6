// Statements and final clauses as JSON, both ways: the fixed contracts that other programs rely on.
//
// Writing gives the fields of docs/reading.md and docs/clauses.md in their order, leaving out what
// is not known. Reading collects nothing: the first fault is the error, with a JSON pointer.
// Libraries' exceptions stop here.
#ifndef SERVANDA_MODEL_JSON_H_
#define SERVANDA_MODEL_JSON_H_

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/model/statement.h"

namespace servanda {

/// Objects keep the order of their keys: what is printed can be compared byte by byte.
using Json = nlohmann::ordered_json;

/// Parses text as JSON. err: parse, with line and column; also for nesting deeper than 100 levels.
Result<Json> parse_json(std::string_view text);

/// Printed without line breaks (`indent` < 0) or indented; ill-formed UTF-8 is replaced.
std::string print_json(const Json& value, int indent = -1);

/// A statement in the form of the reading contract; `doc` and `quote` come from the first citation.
/// Register fields (all citations, `said`, `known`, `note`) follow where they say more.
///
/// statement_from_json(to_json(s)) == s, unless s contradicts itself, where one half gives way: a
/// term both limited and indefinite, parts on a trigger that has none, provisional application with
/// and without a trigger; and unless it holds a word that its vocabulary lacks (`reservations`,
/// `disputes`, `kinds`, `later_from`, `effect` of a withdrawal) or a count below nought.
Json to_json(const Statement& statement);
/// err: parse, "/fact/by/0/state: expected text, found a number"; takes any value whatever.
Result<Statement> statement_from_json(const Json& value);

Json to_json(const Actor& actor);

/// The final clauses in the form of the clause contract (title, form, parties … included). Reading
/// passes over unknown fields, `read` among them, unless they look like a known one misspelt.
Json clauses_to_json(const TreatyFact& treaty);
Result<TreatyFact> clauses_from_json(const Json& value);
Json to_json(const Trigger& trigger);
Result<Trigger> trigger_from_json(const Json& value);

/// Binds everything that a statement says (its words included): SHA-256 over its canonical JSON,
/// the first 16 hexadecimal digits.
std::string statement_id(const Statement& statement);

}  // namespace servanda

#endif  // SERVANDA_MODEL_JSON_H_
