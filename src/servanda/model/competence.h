// Whose word on a treaty weighs how much.
//
// Source: Vienna Convention on the Law of Treaties, article 7(2): heads of State and of government
// and ministers for foreign affairs represent their State without full powers (a); heads of
// mission only for adopting a text (b). The rest may be well informed, but binds nobody.
#ifndef SERVANDA_MODEL_COMPETENCE_H_
#define SERVANDA_MODEL_COMPETENCE_H_

#include <string>
#include <string_view>

#include "servanda/model/register.h"

namespace servanda {

enum class Competence {
  competent,  ///< state, government, head of state or government, foreign minister or ministry
  entitled,   ///< another official of the state: head of mission, minister, parliament …
  none,       ///< everybody else
};
std::string_view to_text(Competence competence);

/// By kind, and where there is none by the role's words. An actor of no state has no competence.
Competence competence_of(const Actor& actor);

/// Does the statement count as a record of what happened? It must be asserted, and said by the
/// source itself or by somebody competent.
bool is_record(const Statement& statement);

/// The state whose word a claim is: its speaker's. Empty where nobody of a state speaks.
std::string claimant_state(const Statement& statement);

}  // namespace servanda

#endif  // SERVANDA_MODEL_COMPETENCE_H_
