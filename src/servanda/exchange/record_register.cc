#include "servanda/exchange/record_register.h"

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

}  // namespace

Register register_of(const TreatyRecord& record) {
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
  reg.origins.resize(reg.statements.size());
  return reg;
}

}  // namespace servanda
