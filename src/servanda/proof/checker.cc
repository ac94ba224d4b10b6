#include "servanda/proof/checker.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "servanda/proof/rule_checks.h"

namespace servanda {
namespace {

/// Walks the tree once; the shape of each rule stands in rule_checks.cc.
class Checker {
 public:
  Checker(const Proof& proof, const Register* reg) : proof_(proof), reg_(reg) {
    for (const auto& [digest, source] : proof.sources) context_.sources.sources.push_back(source);
    context_.sources.policy = proof.policy;
    context_.proof = &proof;
  }

  CheckReport run() {
    check_records();
    // The rules read the records that steps name: all of them must be there first.
    if (!has_all_records(proof_.root, "/root")) return std::move(report_);
    walk(proof_.root, "/root");
    check_root();
    check_policy();
    check_unused();
    return std::move(report_);
  }

 private:
  void fault(const std::string& place, const std::string& message) {
    report_.faults.push_back(place + ": " + message);
  }

  void check_records() {
    for (const auto& [id, statement] : proof_.statements) {
      const std::string place = "/statements/" + id;
      ++report_.records;
      if (statement_id(statement) != id)
        fault(place, "the statement is not the one that was hashed");
      const std::optional<Day> known = known_from(context_.sources, statement);
      if (known && *known > proof_.question.known) {
        fault(place, "was not known by " + to_text(proof_.question.known));
      }
      if (reg_ == nullptr) continue;
      const auto found = std::find(reg_->statements.begin(), reg_->statements.end(), statement);
      if (found == reg_->statements.end()) {
        fault(place, "does not stand in the register");
      } else if (found->held.until && *found->held.until <= proof_.question.known) {
        fault(place, "had been taken out of the register by " + to_text(*found->held.until));
      }
    }
    for (const auto& [digest, table] : proof_.tables) {
      const std::string place = "/tables/" + digest;
      if (table_digest(table) != digest) fault(place, "the table is not the one that was hashed");
      if (!is_known(context_.sources, table, proof_.question.known)) {
        fault(place, "was not known by " + to_text(proof_.question.known));
      }
      const bool there =
          reg_ == nullptr || std::any_of(reg_->groups.begin(), reg_->groups.end(),
                                         [&, &digest = digest](const GroupTable& group) {
                                           return table_digest(group) == digest;
                                         });
      if (!there) fault(place, "does not stand in the register");
    }
    for (const auto& [digest, source] : proof_.sources) {
      if (source_digest(source) != digest) {
        fault("/sources/" + digest, "the source is not the one that was hashed");
      }
    }
  }

  bool has_all_records(const Step& step, const std::string& place) {
    bool all = true;
    for (const std::string& id : step.records) {
      used_.insert(id);
      if (proof_.statements.count(id) != 0) continue;
      if (step.rule == "table-counts" && proof_.tables.count(id) != 0) continue;
      fault(place + "/records", fmt::format("the record {} is not in the proof", id));
      all = false;
    }
    for (std::size_t i = 0; i < step.premises.size(); ++i) {
      all = has_all_records(step.premises[i], fmt::format("{}/premises/{}", place, i)) && all;
    }
    return all;
  }

  void walk(const Step& step, const std::string& place) {
    ++report_.steps;
    for (std::size_t i = 0; i < step.premises.size(); ++i) {
      walk(step.premises[i], fmt::format("{}/premises/{}", place, i));
    }
    if (const std::string what = check_fields(step.conclusion); !what.empty()) {
      fault(place + "/conclusion", what);
    }
    if (const std::string what = check_rule(step, context_); !what.empty()) fault(place, what);
    if (step.rule == "none-recorded") confirm_silence(step, place);
    if (step.rule == "without-authority") confirm_unconfirmed(step.conclusion, place);
  }

  void check_root() {
    const Proposition& root = proof_.root.conclusion;
    if (root.predicate != Predicate::status || root.treaty != proof_.question.treaty ||
        root.states != proof_.question.states) {
      fault("/root/conclusion", "does not answer the question");
    }
    if (!root.reading.empty()) fault("/root/conclusion", "answers under one reading only");
  }

  /// The name is what people read: a written policy's belongs to its order, and to no other.
  void check_policy() {
    for (const SourcePolicy& written : written_policies()) {
      if ((written.name == proof_.policy.name) != (written.rank == proof_.policy.rank)) {
        fault("/policy", "the name and the order are those of different policies");
        return;
      }
    }
  }

  void check_unused() {
    std::set<std::string> cited;
    for (const auto& [id, statement] : proof_.statements) {
      if (used_.count(id) == 0) fault("/statements/" + id, "no step rests on it");
      for (const Citation& citation : statement.from) cited.insert(citation.source);
    }
    for (const auto& [digest, table] : proof_.tables) {
      if (used_.count(digest) == 0) fault("/tables/" + digest, "no step rests on it");
      for (const Citation& citation : table.from) cited.insert(citation.source);
    }
    for (const auto& [digest, source] : proof_.sources) {
      if (cited.count(source.id) == 0) fault("/sources/" + digest, "no statement cites it");
    }
  }

  /// With a register at hand: is it true that nothing of the kind is recorded?
  void confirm_silence(const Step& step, const std::string& place) {
    const Proposition& p = step.conclusion;
    std::set<std::string> beside;  // records of acts that have no legal effect
    const std::function<void(const Step&)> gather = [&](const Step& one) {
      beside.insert(one.records.begin(), one.records.end());
      for (const Step& premise : one.premises) gather(premise);
    };
    gather(step);
    if (reg_ == nullptr) {
      ++report_.taken_on_trust;
      return;
    }
    for (const Statement& statement : reg_->statements) {
      if (!is_known(*reg_, statement, proof_.question.known)) continue;
      if (!is_record(statement) || !speaks_against(statement, p)) continue;
      if (!beside.empty() && beside.count(statement_id(statement)) > 0) continue;
      fault(place, fmt::format("the register records it: statement {}", statement_id(statement)));
      return;
    }
  }

  /// With a register at hand: did the state really not confirm what was done without authority?
  void confirm_unconfirmed(const Proposition& p, const std::string& place) {
    Proposition confirmation;
    confirmation.treaty = p.treaty;
    confirmation.states = p.states;
    confirmation.act = ActType::confirm;
    confirmation.of = p.act;
    confirm_silence(Step{"none-recorded", std::move(confirmation)}, place);
  }

  static bool speaks_against(const Statement& statement, const Proposition& p) {
    if (const auto* treaty = std::get_if<TreatyFact>(&statement.fact)) {
      if (p.detail == "clause-on-force") return treaty->id == p.treaty && treaty->clauses.force;
      if (p.detail == "clause-on-partial-consent") {
        return treaty->id == p.treaty && !treaty->clauses.partial_consent.empty();
      }
      if (p.detail == "replaces") {
        // A text that would replace it ends nothing while it is not in force: its own step says so.
        return false;
      }
      return false;
    }
    const auto* act = std::get_if<ActFact>(&statement.fact);
    if (act == nullptr || !p.detail.empty() || p.number || act->treaty != p.treaty || !act->on ||
        act->type != p.act || act->of != p.of || act->undo || statement.speaker) {
      return false;
    }
    if (p.states.empty()) return true;
    // A chamber that ratifies is a step at home; the state's own act names no organ.
    return std::any_of(act->by.begin(), act->by.end(), [&](const Actor& actor) {
      return (act->type != ActType::ratify && act->type != ActType::approve ? true
                                                                            : actor.name.empty()) &&
             std::find(p.states.begin(), p.states.end(), actor.state) != p.states.end();
    });
  }

  const Proof& proof_;
  const Register* reg_;
  CheckContext context_;
  CheckReport report_;
  std::set<std::string> used_;
};

}  // namespace

CheckReport check_proof(const Proof& proof, const Register* reg) {
  return Checker(proof, reg).run();
}

}  // namespace servanda
