// A register as plain data: sources, statements, and what says how far the record reaches.
//
// The order of statements is the order in which they were entered. Nothing here computes.
#ifndef SERVANDA_MODEL_REGISTER_H_
#define SERVANDA_MODEL_REGISTER_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "servanda/model/decision.h"
#include "servanda/model/policy.h"
#include "servanda/model/statement.h"

namespace servanda {

struct Source {
  std::string id = {};
  std::string title = {};
  std::string publisher = {};
  std::optional<Edtf> published = {};  ///< statements from it are known from its latest day on
  std::string url = {};
  std::string language = {};
  Authority authority = Authority::press;
  std::string file = {};    ///< the document itself, relative to the register's folder
  std::string sha256 = {};  ///< of that document
  std::string note = {};
  Origin origin = {};
  friend bool operator==(const Source&, const Source&) = default;
};

/// One station of a domestic procedure: an act, done by somebody, on a legal basis.
struct Station {
  ActType act = ActType::sign;
  std::optional<ActType> of = {};
  std::string by = {};    ///< who acts next when it is the turn of this station: "State Duma"
  std::string body = {};  ///< before whom (submit)
  std::string basis = {};
  std::optional<Period> within = {};
  std::optional<Period> waits = {};  ///< not sooner than so long after the station before it
  std::string days = {};  ///< which days `waits` counts ("sitting days"); empty: all of them
  bool optional = false;
  bool to_verify = false;  ///< from general knowledge: shown as such
  friend bool operator==(const Station&, const Station&) = default;
};

/// The way of a treaty through one state's own procedure, up to the international act.
struct Pathway {
  std::string state = {};
  std::string title = {};
  std::vector<Station> stations = {};
  Origin origin = {};
  friend bool operator==(const Pathway&, const Pathway&) = default;
};

/// "The record of acts of this treaty is not complete": silence then proves nothing.
struct Incomplete {
  std::string treaty = {};
  std::string state = {};  ///< empty: of all
  std::string note = {};
  Origin origin = {};
  friend bool operator==(const Incomplete&, const Incomplete&) = default;
};

/// A row of a membership or weight table: a member, from when to when, and how much it weighs.
struct GroupMember {
  std::string state = {};             ///< code of a state or organisation
  std::optional<Day> from = {};       ///< absent: always
  std::optional<Day> until = {};      ///< the first day on which it no longer is; absent: still
  std::optional<double> weight = {};  ///< finite, not negative; absent: each counts one
  friend bool operator==(const GroupMember&, const GroupMember&) = default;
};

/// A membership or weight table by date, under the name that clauses use ("CoE", "gross tonnage").
struct GroupTable {
  std::string id = {};
  std::string unit = {};  ///< of the weights
  std::vector<GroupMember> members = {};
  std::vector<Citation> from = {};
  std::optional<Day> known = {};  ///< overrides the publication of its sources
  std::string note = {};
  Origin origin = {};
  friend bool operator==(const GroupTable&, const GroupTable&) = default;
};

/// A line by which a register tests itself: status of a treaty (for a state) on a day, as known.
struct Assertion {
  std::string treaty = {};
  std::string state = {};
  /// in-force, not-in-force (the verdicts yes and no), unknown, disputed, ambiguous.
  std::string expected = {};
  std::optional<Moment> on = {};
  std::optional<Day> known = {};
  Origin origin = {};
  friend bool operator==(const Assertion&, const Assertion&) = default;
};

/// Where things stand in a register, so that nobody need look through all of it.
class RegisterIndex {
 public:
  explicit RegisterIndex(const std::vector<Source>& sources,
                         const std::vector<Statement>& statements);
  /// Statements from here on came later: they are not in it.
  std::size_t statements() const { return statements_; }
  std::size_t sources() const { return by_source_.size(); }
  const std::vector<std::size_t>& about(std::string_view treaty) const;
  const std::vector<std::size_t>& replacing(std::string_view treaty) const;
  std::optional<std::size_t> source(std::string_view id) const;
  const std::vector<std::string>& treaties() const { return treaties_; }

 private:
  using Places = std::unordered_map<std::string, std::vector<std::size_t>>;
  std::size_t statements_;
  Places by_treaty_;
  Places by_replaced_;
  std::unordered_map<std::string, std::size_t> by_source_;
  std::vector<std::string> treaties_;  ///< sorted
};

/// No content of a register: two that say the same are equal with it and without.
struct SharedIndex {
  std::shared_ptr<const RegisterIndex> index = {};
  friend bool operator==(const SharedIndex&, const SharedIndex&) { return true; }
};

struct Register {
  std::vector<Source> sources = {};
  std::vector<Statement> statements = {};
  std::vector<Origin> origins = {};  ///< of the statements, in the same order
  std::vector<Pathway> pathways = {};
  std::vector<Incomplete> incomplete = {};
  std::vector<GroupTable> groups = {};
  std::vector<Assertion> assertions = {};
  std::vector<Decision> decisions = {};  ///< in the order in which they were entered
  std::vector<BatchMark> batches = {};
  SourcePolicy policy = {};  ///< how the sources are weighed; no content of the register
  /// What if: quotas and weights that no table tells, and treaties that are waited for, count as
  /// fulfilled; every answer says so. No content of the register.
  bool assume_qualified = false;
  /// See make_index(); after it sources and statements may only be added at the end.
  SharedIndex indexed = {};

  /// Makes what follows quick, at the cost of one look at everything; it answers the same without.
  void make_index();
  /// Indices of the statements about a treaty, in order.
  std::vector<std::size_t> about(std::string_view treaty) const;
  /// Indices of the statements by which a treaty replaces this one: by its text, or as said.
  std::vector<std::size_t> replacing(std::string_view treaty) const;
  const Source* find_source(std::string_view id) const;
  /// The last pathway declared for the state, so that a register can override the built-in one.
  const Pathway* find_pathway(std::string_view state) const;
  /// Ids of all treaties that some statement is about, sorted, each once.
  std::vector<std::string> treaty_ids() const;
  friend bool operator==(const Register&, const Register&) = default;
};

/// The day from which a register can know a statement: its own `known`; else the latest day of the
/// earliest source's publication; else the day it was said, or of the act itself. Absent: always.
std::optional<Day> known_from(const Register& reg, const Statement& statement);

/// Could it be known on that day, and did it still stand? Every question of the law asks this.
bool is_known(const Register& reg, const Statement& statement, Day known);

/// The kind of the weightiest source of a statement, by the register's policy; `party` for one that
/// names no source.
Authority authority_of(const Register& reg, const Statement& statement);
/// Its rank: the lower, the weightier; equals are rivals.
int weight_of(const Register& reg, const Statement& statement);

/// Could the table be known on that day?
bool is_known(const Register& reg, const GroupTable& table, Day known);

}  // namespace servanda

#endif  // SERVANDA_MODEL_REGISTER_H_
