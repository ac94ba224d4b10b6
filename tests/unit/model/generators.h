// Random values of the model for property tests: rc::check([](const Statement& statement) { … }).
//
// What is generated is well formed: texts are UTF-8 without control characters, words of closed
// vocabularies are words of theirs, a term is not both limited and unlimited. Triggers nest at most
// twice. Values are printed as JSON when a property fails. They are compiled once, in
// generators.cc: what they expand to is a third of the time of a build otherwise.
#ifndef TESTS_UNIT_MODEL_GENERATORS_H_
#define TESTS_UNIT_MODEL_GENERATORS_H_

#include <rapidcheck.h>

#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "servanda/model/statement.h"

namespace servanda {

std::ostream& operator<<(std::ostream& out, const Trigger& trigger);
std::ostream& operator<<(std::ostream& out, const Actor& actor);
std::ostream& operator<<(std::ostream& out, const TreatyFact& treaty);
std::ostream& operator<<(std::ostream& out, const Clauses& clauses);
std::ostream& operator<<(std::ostream& out, const Statement& statement);

namespace generators {

namespace gen = rc::gen;
using rc::Gen;

// The library draws from the lower end of a range while the size is small; these two do not, so
// that rare fields and late words are met from the first case on.
Gen<bool> coin();
Gen<int> anywhere(int from, int below);

/// Absent half of the time.
template <typename T>
Gen<std::optional<T>> optional(Gen<T> value) {
  return gen::exec([value]() -> std::optional<T> {
    if (!*coin()) return std::nullopt;
    return *value;
  });
}

/// None to `most`, mostly few.
template <typename T>
Gen<std::vector<T>> few(Gen<T> value, int least = 0, int most = 3) {
  return gen::exec([value, least, most] {
    std::vector<T> out;
    for (int count = *gen::inRange(least, most + 1); count > 0; --count) out.push_back(*value);
    return out;
  });
}

/// Empty or not; letters, blanks, marks that some syntax might trip over, and other scripts.
Gen<std::string> text(int least = 0, int most = 12);
/// The empty text half of the time.
Gen<std::string> or_empty(Gen<std::string> value);

/// One of the first `count` values of an enumeration without gaps.
template <typename Enum>
Gen<Enum> word(int count) {
  return gen::map(anywhere(0, count), [](int value) { return static_cast<Enum>(value); });
}
Gen<std::string> name();
Gen<std::string> id();
Gen<std::string> state();
Gen<std::string> org();
Gen<Day> day();
Gen<Edtf> date();
Gen<Period> period();
Gen<Instant> instant();
Gen<Moment> moment();
Gen<Alignment> alignment();
Gen<Counting> counting();
Gen<ActType> act_type();
Gen<Actor> actor();
Gen<Citation> citation();
Gen<Quota> quota();
Gen<Weight> weight();
Gen<Trigger> trigger(int depth = 2);
Gen<Term> term();
Gen<Renewal> renewal();
Gen<Withdrawal> withdrawal();
Gen<Survival> survival();
Gen<Clauses> clauses();
Gen<ClauseFact> norm();
Gen<TreatyFact> treaty_fact();
Gen<ActFact> act_fact();
Gen<QuantityFact> quantity_fact();
Gen<RelationFact> relation_fact();
Gen<ProjectFact> project_fact();
Gen<EventFact> event_fact();
Gen<AssessmentFact> assessment_fact();
Gen<ClaimFact> claim_fact();
Gen<Fact> fact();
Gen<Statement> statement();

}  // namespace generators
}  // namespace servanda

namespace rc {

template <>
struct Arbitrary<servanda::Actor> {
  static auto arbitrary() { return servanda::generators::actor(); }
};
template <>
struct Arbitrary<servanda::Citation> {
  static auto arbitrary() { return servanda::generators::citation(); }
};
template <>
struct Arbitrary<servanda::Trigger> {
  static auto arbitrary() { return servanda::generators::trigger(); }
};
template <>
struct Arbitrary<servanda::Clauses> {
  static auto arbitrary() { return servanda::generators::clauses(); }
};
template <>
struct Arbitrary<servanda::TreatyFact> {
  static auto arbitrary() { return servanda::generators::treaty_fact(); }
};
template <>
struct Arbitrary<servanda::ActFact> {
  static auto arbitrary() { return servanda::generators::act_fact(); }
};
template <>
struct Arbitrary<servanda::ClauseFact> {
  static auto arbitrary() { return servanda::generators::norm(); }
};
template <>
struct Arbitrary<servanda::QuantityFact> {
  static auto arbitrary() { return servanda::generators::quantity_fact(); }
};
template <>
struct Arbitrary<servanda::RelationFact> {
  static auto arbitrary() { return servanda::generators::relation_fact(); }
};
template <>
struct Arbitrary<servanda::ProjectFact> {
  static auto arbitrary() { return servanda::generators::project_fact(); }
};
template <>
struct Arbitrary<servanda::EventFact> {
  static auto arbitrary() { return servanda::generators::event_fact(); }
};
template <>
struct Arbitrary<servanda::AssessmentFact> {
  static auto arbitrary() { return servanda::generators::assessment_fact(); }
};
template <>
struct Arbitrary<servanda::ClaimFact> {
  static auto arbitrary() { return servanda::generators::claim_fact(); }
};
template <>
struct Arbitrary<servanda::Statement> {
  static auto arbitrary() { return servanda::generators::statement(); }
};

}  // namespace rc

#endif  // TESTS_UNIT_MODEL_GENERATORS_H_
