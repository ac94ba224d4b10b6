// What if one state attacks another: which norms of which treaties speak of it, whom they bind on
// that day, and where they pull in opposite directions.
//
//   const Scenario attack = *parse_scenario("PRK attacks KOR");
//   ScenarioAnswer answer = norms_for(reg, attack, on, known);
//   answer.norms[0].force      // Verdict::no: the treaty is not in force between them on that day
//   parse_scenario("war!")     // Error
//
// Norms are taken in the words of the texts. Of their conditions only the event is understood
// (attack, threat of attack); what else they demand (a state of war, consent, domestic law) stands
// beside the norm and is left to the reader. A norm binds only where its treaty is in force between
// the state that is attacked and the state that is to act (Vienna Convention, articles 26 and 28);
// before that, article 18 alone.
#ifndef SERVANDA_LAW_SCENARIO_H_
#define SERVANDA_LAW_SCENARIO_H_

#include <string>
#include <string_view>
#include <vector>

#include "servanda/law/status.h"

namespace servanda {

struct Scenario {
  enum class Event { attack, threat };
  Event event = Event::attack;
  std::string by = {};  ///< empty: not said by whom
  std::string whom;
  bool at_war = false;  ///< a state of war exists, as some texts ask for
};
/// "X attacks Y", "Y is attacked [by X]", "X threatens Y", "Y is threatened [by X]"; an attack may
/// go on "and is at war". X and Y are codes (RUS). err: parse.
Result<Scenario> parse_scenario(std::string_view text);
std::string in_words(const Scenario& scenario);

/// A norm that speaks of the event, and one state that it addresses.
struct ScenarioNorm {
  std::string treaty;
  std::string title;
  ClauseFact norm;
  std::string who;           ///< the state that shall, may or shall not
  std::string to_whom = {};  ///< whom the deed helps, where the words tell ("" otherwise)
  bool helps = false;        ///< the deed is help to `to_whom`
  /// `yes`: the event fulfils the condition; `possibly`: it speaks of something near (a threat,
  /// where there is an attack), or asks for more than the event.
  Truth applies = Truth::yes;
  std::vector<std::string> provided = {};  ///< what else it asks for, in the words of the text
  Verdict force = Verdict::unknown;        ///< of the treaty between them, on the day
  std::string because = {};
  bool interim = false;  ///< not in force, but signed or consented to: article 18
  StatementIndex statement = 0;
  StatusAnswer status;  ///< with the proof
};

struct NormConflict {
  std::size_t one = 0;  ///< indices into ScenarioAnswer::norms
  std::size_t other = 0;
  std::string what;
};

struct ScenarioAnswer {
  Scenario scenario;
  Moment on;
  Day known = {};
  std::vector<ScenarioNorm> norms = {};  ///< those in force first
  std::vector<NormConflict> conflicts = {};
  /// States that a treaty in force binds to the attacked one without a duty to help it.
  std::vector<std::string> no_duty_to_help = {};
};

/// Cost: one resolution for every treaty that has norms and names or binds the state attacked.
Result<ScenarioAnswer> norms_for(const Register& reg, const Scenario& scenario, const Moment& on,
                                 Day known);

}  // namespace servanda

#endif  // SERVANDA_LAW_SCENARIO_H_
