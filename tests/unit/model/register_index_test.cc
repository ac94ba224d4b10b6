// An index of a register changes no answer, also of what is added after it was made.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "servanda/model/register.h"

namespace servanda {
namespace {

std::string name(int n) {
  return std::string(1, static_cast<char>('a' + n));
}

Statement made(int treaty, int kind) {
  Statement statement;
  if (kind == 0) {
    TreatyFact fact;
    fact.id = name(treaty);
    fact.clauses.replaces = {name((treaty + 1) % 5), name((treaty + 2) % 5)};
    statement.fact = fact;
  } else if (kind == 1) {
    statement.fact = RelationFact{RelationType::replaces, name(treaty), name((treaty + 3) % 5), {}};
  } else if (kind == 2) {
    statement.fact = RelationFact{RelationType::amends, name(treaty), name((treaty + 3) % 5), {}};
  } else {
    ActFact fact;
    fact.treaty = kind == 3 ? name(treaty) : "";
    statement.fact = fact;
  }
  return statement;
}

RC_GTEST_PROP(RegisterIndex, AnswersAsALookAtEverythingDoes, ()) {
  const auto number = rc::gen::inRange(0, 5);
  const auto kinds =
      *rc::gen::container<std::vector<std::pair<int, int>>>(rc::gen::pair(number, number));
  const std::size_t indexed = *rc::gen::inRange<std::size_t>(0, kinds.size() + 1);
  Register plain;
  Register quick;
  for (std::size_t i = 0; i <= kinds.size(); ++i) {
    if (i == indexed) quick.make_index();
    if (i == kinds.size()) break;
    for (Register* reg : {&plain, &quick}) {
      Source source;
      source.id = name(kinds[i].first);
      source.title = std::to_string(i);
      reg->sources.push_back(source);
      reg->statements.push_back(made(kinds[i].first, kinds[i].second));
    }
  }
  RC_ASSERT(plain == quick);
  RC_ASSERT(plain.treaty_ids() == quick.treaty_ids());
  for (int n = 0; n < 6; ++n) {
    RC_ASSERT(plain.about(name(n)) == quick.about(name(n)));
    RC_ASSERT(plain.replacing(name(n)) == quick.replacing(name(n)));
    const Source* one = plain.find_source(name(n));
    const Source* other = quick.find_source(name(n));
    RC_ASSERT((one == nullptr) == (other == nullptr));
    if (one != nullptr) RC_ASSERT(*one == *other);
  }
}

}  // namespace
}  // namespace servanda
