// The parts of the clause contract that statements use as well. For the files of this room.
#ifndef SERVANDA_MODEL_CLAUSE_JSON_H_
#define SERVANDA_MODEL_CLAUSE_JSON_H_

#include "servanda/model/json_reader.h"

namespace servanda {

void read_trigger(const Json& value, const Place& place, Fault& fault, Trigger& trigger);

/// The fields of Clauses in the order of the contract; term and renewal only where asked for.
void put_clauses(Json& out, const Clauses& clauses, bool with_term, bool with_renewal);
void read_clauses(JsonReader& in, Clauses& clauses);

/// "GBR", or a list of several.
void put_depositary(Json& out, const std::string& depositary);
void read_depositary(JsonReader& in, std::string& depositary);

/// The short forms of the reading contract: "P20Y" or "indefinite"; "automatic P5Y", "by agreement
/// P40Y", "once by up to P5Y". Nothing when they cannot say everything.
std::optional<std::string> short_term(const Term& term);
std::optional<std::string> short_renewal(const Renewal& renewal);
Result<Term> parse_short_term(std::string_view text);
Result<Renewal> parse_short_renewal(std::string_view text);

/// The fields of a norm, without its kind.
void put_norm(Json& out, const ClauseFact& norm);
void read_norm(JsonReader& in, ClauseFact& norm);
void put_norms(Json& out, const std::vector<ClauseFact>& norms);
void read_norms(JsonReader& in, std::vector<ClauseFact>& norms);

}  // namespace servanda

#endif  // SERVANDA_MODEL_CLAUSE_JSON_H_
