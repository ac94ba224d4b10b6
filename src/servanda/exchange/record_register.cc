#include "servanda/exchange/record_register.h"

#include <functional>

#include "servanda/model/known_treaties.h"

namespace servanda {
namespace {

Statement said(Fact fact, const char* source, Day known) {
  Statement statement;
  statement.fact = std::move(fact);
  Citation citation;
  citation.source = source;
  statement.from.push_back(std::move(citation));
  statement.known = known;
  return statement;
}

std::optional<Edtf> dated(const std::optional<When>& when) {
  if (!when) return std::nullopt;
  if (when->exact()) return Edtf(when->earliest);
  Result<Edtf> span = parse_edtf(to_text(*when));
  if (!span) return std::nullopt;
  return *std::move(span);
}

/// Calls with the name of each other treaty that the trigger waits for.
void each_awaited(const Trigger& trigger, const std::function<void(const std::string&)>& call) {
  if (trigger.on == Trigger::On::treaty && trigger.treaty != "self") call(trigger.treaty);
  for (const Trigger& part : trigger.parts) each_awaited(part, call);
  for (const Trigger& part : trigger.condition) each_awaited(part, call);
}

}  // namespace

Register register_of(const TreatyRecord& record, const GroupTables& groups) {
  Register reg;
  Source clauses;
  clauses.id = "clauses";
  clauses.title = "Final clauses";
  clauses.authority = Authority::text;
  Source acts;
  acts.id = "acts";
  acts.title = "Table of acts";
  acts.authority = Authority::depositary;
  reg.sources = {std::move(clauses), std::move(acts)};
  // Rows carry no known day of their own here: they were filtered by it before.
  const Day always = make_day(1, 1, 1);
  reg.statements.push_back(said(record.treaty, "clauses", always));
  if (const auto& force = record.treaty.clauses.force) {
    each_awaited(*force, [&](const std::string& name) {
      const std::optional<Day> day = entry_into_force_of(name);
      if (!day) return;
      if (reg.find_source("known-treaties") == nullptr) {
        Source table;
        table.id = "known-treaties";
        table.title = "Table of well-known treaties";
        table.authority = Authority::recalled;
        reg.sources.push_back(std::move(table));
      }
      TreatyFact other;
      other.id = name;
      other.title = name;
      other.in_force = Edtf(*day);
      reg.statements.push_back(said(std::move(other), "known-treaties", always));
    });
  }
  for (const Deed& deed : record.deeds.list) {
    ActFact act;
    act.type = deed.definitive ? ActType::deposit : deed.type;
    act.treaty = record.treaty.id;
    act.of = deed.of;
    act.undo = deed.undo;
    act.on = dated(deed.when);
    if (deed.effect) act.effect = Moment(Edtf(deed.effect->earliest));
    if (deed.state != kNobody) {
      Actor actor;
      actor.state = record.deeds.states[deed.state];
      act.by.push_back(std::move(actor));
    }
    reg.statements.push_back(said(std::move(act), "acts", always));
  }
  if (!groups.empty()) {
    Source tables;
    tables.id = "groups";
    tables.title = "Tables of members and weights";
    tables.authority = Authority::depositary;
    reg.sources.push_back(std::move(tables));
  }
  for (const auto& [name, rows] : groups) {
    GroupTable table;
    table.id = name;
    for (const GroupRow& row : rows)
      table.members.push_back({row.state, row.from, row.to, row.weight});
    Citation citation;
    citation.source = "groups";
    table.from.push_back(std::move(citation));
    table.known = always;
    reg.groups.push_back(std::move(table));
  }
  reg.origins.resize(reg.statements.size());
  return reg;
}

}  // namespace servanda
