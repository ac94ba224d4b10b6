// The reading contract: one statement, one object.
#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>

#include "servanda/model/clause_json.h"
#include "servanda/model/json_reader.h"
#include "servanda/model/json_writer.h"

namespace servanda {
namespace {

// ---- Actors -------------------------------------------------------------------------------------

void read_actor(const Json& value, const Place& place, Fault& fault, Actor& actor) {
  JsonReader in(value, place, fault);
  in.text("name", actor.name);
  in.text("state", actor.state);
  in.text("org", actor.org);
  in.word("kind", actor.kind, find_actor_kind, actor_kind_words);
  in.text("role", actor.role);
  in.finish();
}

// ---- Facts: for each kind, what is written and how it is read, in the order of the contract -----

/// What the fields of the reading contract leave unsaid about a treaty.
Json further_clauses(const TreatyFact& treaty, bool with_term, bool with_renewal) {
  Json out = Json::object();
  put(out, "languages", treaty.languages);
  put_depositary(out, treaty.depositary);
  put(out, "zone", treaty.zone);
  put_clauses(out, treaty.clauses, with_term, with_renewal);
  return out;
}

void put_fact(Json& out, const TreatyFact& treaty) {
  put(out, "id", treaty.id);
  put(out, "title", treaty.title);
  put(out, "form", treaty.form);
  put(out, "parties", treaty.parties);
  put(out, "signed", treaty.signed_on);
  put(out, "signed_at", treaty.signed_at);
  put(out, "in_force", treaty.in_force);
  put(out, "articles", treaty.articles);
  std::optional<std::string> term, renewal;
  if (treaty.clauses.term) term = short_term(*treaty.clauses.term);
  if (treaty.clauses.renewal) renewal = short_renewal(*treaty.clauses.renewal);
  put(out, "term", term);
  put(out, "renewal", renewal);
  put(out, "fields", treaty.fields);
  put(out, "disclosed", treaty.disclosed);
  put(out, "also", treaty.also);
  Json further = further_clauses(treaty, !term, !renewal);
  if (!further.empty()) set(out, "clauses", std::move(further));
  put_norms(out, treaty.norms);
}

void read_further_clauses(const Json& value, const Place& place, Fault& fault, TreatyFact& treaty) {
  JsonReader in(value, place, fault);
  in.texts("languages", treaty.languages);
  read_depositary(in, treaty.depositary);
  in.text("zone", treaty.zone);
  // What the short forms have said stays, unless it is said again: then which of them holds?
  for (const auto& [key, said] : {std::pair("term", treaty.clauses.term.has_value()),
                                  std::pair("renewal", treaty.clauses.renewal.has_value())}) {
    if (said && in.field(key) != nullptr) {
      fail(fault, place.at(key), "said already beside the clauses", "say it in one place");
    }
  }
  read_clauses(in, treaty.clauses);
  in.finish();
}

void read_fact(JsonReader& in, TreatyFact& treaty) {
  in.text("id", treaty.id);
  in.text("title", treaty.title);
  in.text("form", treaty.form);
  in.texts("parties", treaty.parties);
  in.parsed("signed", treaty.signed_on, parse_edtf);
  in.text("signed_at", treaty.signed_at);
  in.parsed("in_force", treaty.in_force, parse_edtf);
  in.count("articles", treaty.articles);
  in.parsed("term", treaty.clauses.term, parse_short_term);
  in.parsed("renewal", treaty.clauses.renewal, parse_short_renewal);
  in.texts("fields", treaty.fields);
  in.flag("disclosed", treaty.disclosed);
  in.texts("also", treaty.also);
  if (const Json* clauses = in.field("clauses")) {
    read_further_clauses(*clauses, in.place().at("clauses"), in.fault(), treaty);
  }
  read_norms(in, treaty.norms);
}

void put_fact(Json& out, const ActFact& act) {
  set(out, "type", json_of(act.type));
  put(out, "treaty", act.treaty);
  put(out, "by", act.by);
  put(out, "with", act.with);
  put(out, "body", act.body);
  put(out, "on", act.on);
  put(out, "at", act.at);
  put(out, "for", act.period);
  put(out, "until", act.until);
  put(out, "as", act.as);
  put(out, "whom", act.whom);
  put(out, "of", act.of);
  put(out, "undo", act.undo);
  put(out, "unauthorised", act.unauthorised);
  put(out, "provisions", act.provisions);
  put(out, "article", act.article);
  put(out, "if", act.condition);
  put(out, "effect", act.effect);
}

void read_fact(JsonReader& in, ActFact& act) {
  in.require("type");
  in.word("type", act.type, find_act_type, act_type_words);
  in.text("treaty", act.treaty);
  in.values("by", act.by, read_actor);
  in.values("with", act.with, read_actor);
  in.value("body", act.body, read_actor);
  in.parsed("on", act.on, parse_edtf);
  in.text("at", act.at);
  in.parsed("for", act.period, parse_period);
  in.parsed("until", act.until, parse_edtf);
  in.text("as", act.as);
  in.values("whom", act.whom, read_actor);
  in.word("of", act.of, find_act_type, act_type_words);
  in.word("undo", act.undo, find_act_type, act_type_words);
  in.flag("unauthorised", act.unauthorised);
  in.text("provisions", act.provisions);
  in.text("article", act.article);
  in.text("if", act.condition);
  in.parsed("effect", act.effect, parse_moment);
}

void put_fact(Json& out, const ClauseFact& norm) {
  put_norm(out, norm);
}
void read_fact(JsonReader& in, ClauseFact& norm) {
  read_norm(in, norm);
}

/// A number where printing that number gives the very same text, so that none is rounded and no
/// nought is lost; text otherwise. Beyond 2^53 other programs would round.
Json value_to_json(const std::string& text) {
  constexpr std::int64_t kExact = std::int64_t{1} << 53U;
  Json number = Json::parse(text, nullptr, false);
  if (!number.is_number() || number.dump() != text) return text;
  if (number.is_number_integer()) {
    const bool too_large = number.is_number_unsigned()
                               ? number.get<std::uint64_t>() > std::uint64_t{kExact}
                               : number.get<std::int64_t>() < -kExact;
    if (too_large) return text;
  }
  return number;
}

void put_fact(Json& out, const QuantityFact& quantity) {
  put(out, "treaty", quantity.treaty);
  put(out, "project", quantity.project);
  put(out, "what", quantity.what);
  put(out, "from", quantity.from);
  put(out, "to", quantity.to);
  if (!quantity.value.empty()) set(out, "value", value_to_json(quantity.value));
  put(out, "unit", quantity.unit);
  put(out, "per", quantity.per);
  if (quantity.bound != Bound::exact) set(out, "bound", json_of(quantity.bound));
  put(out, "approx", quantity.approximate);
  put(out, "if", quantity.condition);
}

void read_fact(JsonReader& in, QuantityFact& quantity) {
  in.text("treaty", quantity.treaty);
  in.text("project", quantity.project);
  in.text("what", quantity.what);
  in.text("from", quantity.from);
  in.text("to", quantity.to);
  const Json* value = in.field("value");
  if (value != nullptr && value->is_number()) {
    quantity.value = value->dump();
  } else if (value != nullptr && !value->is_string()) {
    fail_type(in.fault(), in.place().at("value"), "a number or text", *value);
  } else {
    in.text("value", quantity.value);
  }
  in.text("unit", quantity.unit);
  in.parsed("per", quantity.per, parse_period);
  in.word("bound", quantity.bound, find_bound, bound_words);
  in.flag("approx", quantity.approximate);
  in.text("if", quantity.condition);
}

void put_fact(Json& out, const RelationFact& relation) {
  set(out, "type", json_of(relation.type));
  put(out, "treaty", relation.treaty);
  put(out, "other", relation.other);
  put(out, "if", relation.condition);
}

void read_fact(JsonReader& in, RelationFact& relation) {
  in.require("type");
  in.word("type", relation.type, find_relation_type, relation_type_words);
  in.text("treaty", relation.treaty);
  in.text("other", relation.other);
  in.text("if", relation.condition);
}

void put_fact(Json& out, const ProjectFact& project) {
  put(out, "treaty", project.treaty);
  put(out, "name", project.name);
  put(out, "what", project.what);
  set(out, "state", json_of(project.state));
  put(out, "count", project.count);
  put(out, "at", project.at);
}

void read_fact(JsonReader& in, ProjectFact& project) {
  in.text("treaty", project.treaty);
  in.text("name", project.name);
  in.text("what", project.what);
  in.require("state");
  in.word("state", project.state, find_project_state, project_state_words);
  in.count("count", project.count);
  in.text("at", project.at);
}

void put_fact(Json& out, const EventFact& event) {
  put(out, "type", event.type);
  put(out, "by", event.by);
  put(out, "whom", event.whom);
  put(out, "what", event.what);
  put(out, "on", event.on);
  put(out, "at", event.at);
}

void read_fact(JsonReader& in, EventFact& event) {
  in.text("type", event.type);
  in.values("by", event.by, read_actor);
  in.values("whom", event.whom, read_actor);
  in.text("what", event.what);
  in.parsed("on", event.on, parse_edtf);
  in.text("at", event.at);
}

void put_fact(Json& out, const AssessmentFact& assessment) {
  put(out, "about", assessment.about);
  put(out, "says", assessment.says);
  put(out, "if", assessment.condition);
}

void read_fact(JsonReader& in, AssessmentFact& assessment) {
  in.text("about", assessment.about);
  in.text("says", assessment.says);
  in.text("if", assessment.condition);
}

void put_fact(Json& out, const ClaimFact& claim) {
  put(out, "treaty", claim.treaty);
  put(out, "state", claim.state);
  set(out, "status", json_of(claim.status));
  put(out, "from", claim.from);
  put(out, "until", claim.until);
}

void read_fact(JsonReader& in, ClaimFact& claim) {
  in.text("treaty", claim.treaty);
  in.text("state", claim.state);
  in.require("status");
  in.word("status", claim.status, find_claimed_status, claimed_status_words);
  in.parsed("from", claim.from, parse_edtf);
  in.parsed("until", claim.until, parse_edtf);
}

Json fact_to_json(const Fact& fact) {
  Json out = Json::object();
  set(out, "kind", std::string(kind_of(fact)));
  std::visit([&out](const auto& kind) { put_fact(out, kind); }, fact);
  return out;
}

/// Reads the alternative of the variant whose word the kind is.
template <std::size_t I = 0>
bool read_kind(std::string_view kind, JsonReader& in, Fact& fact) {
  if constexpr (I < std::variant_size_v<Fact>) {
    Fact candidate(std::in_place_index<I>);
    if (kind_of(candidate) != kind) return read_kind<I + 1>(kind, in, fact);
    read_fact(in, *std::get_if<I>(&candidate));
    fact = std::move(candidate);
    return true;
  }
  return false;
}

template <std::size_t... I>
std::vector<std::string_view> kinds(std::index_sequence<I...>) {
  return {kind_of(Fact(std::in_place_index<I>))...};
}

void read_any_fact(const Json& value, const Place& place, Fault& fault, Fact& fact) {
  JsonReader in(value, place, fault);
  in.require("kind");
  std::string kind;
  in.text("kind", kind);
  if (fault) return;
  if (!read_kind(kind, in, fact)) {
    return fail(fault, place.at("kind"), fmt::format("unknown kind of fact \"{}\"", kind),
                suggestion(kind, kinds(std::make_index_sequence<std::variant_size_v<Fact>>())));
  }
  in.finish();
}

// ---- Where it is said ---------------------------------------------------------------------------

Json span_to_json(Span span) {
  return Json::object({{"start", span.begin}, {"end", span.end}});
}

void read_span(const Json& value, const Place& place, Fault& fault, Span& span) {
  JsonReader in(value, place, fault);
  for (const auto& [key, out] : {std::pair("start", &span.begin), std::pair("end", &span.end)}) {
    in.require(key);
    const Json* found = in.field(key);
    if (found == nullptr) return;
    if (!found->is_number_integer()) return fail_type(fault, place.at(key), "an offset", *found);
    if (!found->is_number_unsigned() && found->get<std::int64_t>() < 0) {
      return fail(fault, place.at(key), "an offset is not negative");
    }
    *out = found->get<std::size_t>();
  }
  if (span.begin > span.end) fail(fault, place, "ends before it begins");
  in.finish();
}

/// A quote from a document without a name is still a citation; one that says nothing at all needs
/// the empty name, so as not to get lost.
void put_doc(Json& out, const Citation& citation) {
  if (!citation.source.empty() || citation == Citation{}) set(out, "doc", citation.source);
}

void put_citation(Json& out, const Citation& citation) {
  put_doc(out, citation);
  if (citation.bytes) set(out, "quote", span_to_json(*citation.bytes));
  put(out, "words", citation.words);
}

void read_citation(const Json& value, const Place& place, Fault& fault, Citation& citation) {
  JsonReader in(value, place, fault);
  in.text("doc", citation.source);
  in.value("quote", citation.bytes, read_span);
  in.text("words", citation.words);
  in.finish();
}

/// What a register keeps about a statement beyond the reading contract.
Json register_to_json(const Statement& statement) {
  Json out = Json::object();
  if (!statement.from.empty()) put(out, "words", statement.from.front().words);
  if (statement.from.size() > 1) {
    Json further = Json::array();
    for (std::size_t i = 1; i < statement.from.size(); ++i) {
      put_citation(further.emplace_back(Json::object()), statement.from[i]);
    }
    set(out, "citations", std::move(further));
  }
  put(out, "said", statement.said);
  put(out, "known", statement.known);
  put(out, "note", statement.note);
  return out;
}

void read_register(const Json& value, const Place& place, Fault& fault, Statement& statement,
                   Citation& first, std::vector<Citation>& further) {
  JsonReader in(value, place, fault);
  in.text("words", first.words);
  in.values("citations", further, read_citation);
  in.parsed("said", statement.said, parse_edtf);
  in.parsed("known", statement.known, parse_day);
  in.text("note", statement.note);
  in.finish();
}

void read_statement(const Json& value, const Place& place, Fault& fault, Statement& statement) {
  JsonReader in(value, place, fault);
  Citation first;
  std::vector<Citation> further;
  in.text("doc", first.source);
  in.require("fact");
  if (const Json* fact = in.field("fact")) {
    read_any_fact(*fact, place.at("fact"), fault, statement.fact);
  }
  in.require("stance");
  in.word("stance", statement.stance, find_stance, stance_words);
  in.value("speaker", statement.speaker, read_actor);
  in.values("via", statement.via, read_actor);
  in.value("quote", first.bytes, read_span);
  if (const Json* kept = in.field("register")) {
    read_register(*kept, place.at("register"), fault, statement, first, further);
  }
  if (in.field("doc") != nullptr || first != Citation{}) statement.from.push_back(std::move(first));
  for (Citation& citation : further) statement.from.push_back(std::move(citation));
  in.finish();
}

}  // namespace

Json to_json(const Actor& actor) {
  Json out = Json::object();
  put(out, "name", actor.name);
  put(out, "state", actor.state);
  put(out, "org", actor.org);
  put(out, "kind", actor.kind);
  put(out, "role", actor.role);
  return out;
}

Json to_json(const Statement& statement) {
  Json out = Json::object();
  if (!statement.from.empty()) put_doc(out, statement.from.front());
  set(out, "fact", fact_to_json(statement.fact));
  set(out, "stance", json_of(statement.stance));
  set(out, "speaker", statement.speaker ? to_json(*statement.speaker) : Json(nullptr));
  Json via = Json::array();
  for (const Actor& actor : statement.via) via.push_back(to_json(actor));
  set(out, "via", std::move(via));
  if (!statement.from.empty() && statement.from.front().bytes) {
    set(out, "quote", span_to_json(*statement.from.front().bytes));
  }
  Json kept = register_to_json(statement);
  if (!kept.empty()) set(out, "register", std::move(kept));
  return out;
}

Result<Statement> statement_from_json(const Json& value) {
  Fault fault;
  Statement statement;
  read_statement(value, Place{}, fault, statement);
  if (fault) return *fault;
  return statement;
}

}  // namespace servanda
