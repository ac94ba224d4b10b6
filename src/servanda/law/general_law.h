// How the Vienna Convention on the Law of Treaties applies to a treaty between certain states: as
// treaty law, or only as custom.
//
//   general_law({"DEU", "JPN"}, make_day(1990, 1, 1))   // as treaty law
//   general_law({"RUS", "IRN"}, make_day(2025, 1, 17))  // as custom: IRN is no party to it
//
// Source: article 4 (no retroactive effect: treaties concluded after its entry into force for the
// states concerned), article 84(2); the parties in vienna.tsv, recalled. Rules of it that states
// contest stay contested: an answer says how the Convention applies, not that a rule is custom.
#ifndef SERVANDA_LAW_GENERAL_LAW_H_
#define SERVANDA_LAW_GENERAL_LAW_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "servanda/proof/proof.h"
#include "servanda/time/day.h"

namespace servanda {

struct GeneralLaw {
  enum class Kind { treaty, custom, contested, unknown };
  Kind kind = Kind::unknown;
  std::string because;  ///< one sentence, without full stop
};
std::string_view to_text(GeneralLaw::Kind kind);

/// `concluded`: the day of signature, where it is known.
GeneralLaw general_law(const std::vector<std::string>& states, std::optional<Day> concluded);

/// For the states asked about; for those that the treaty names, where none are.
GeneralLaw general_law_of(const Register& reg, const ProofQuestion& question);

/// How each rule of the Convention that a proof uses applies where the proof uses it: between the
/// states asked about, or between those of another treaty that it follows.
class AppliedLaw {
 public:
  AppliedLaw(const Register& reg, const ProofQuestion& question) : reg_(reg), question_(question) {}

  const GeneralLaw& between_states_of(const std::string& treaty);
  /// "as treaty law", "as custom", "contested"; empty for rules that rest on something else.
  std::string_view of(const Step& step);

 private:
  const Register& reg_;
  const ProofQuestion& question_;
  std::map<std::string, GeneralLaw, std::less<>> known_;
};

}  // namespace servanda

#endif  // SERVANDA_LAW_GENERAL_LAW_H_
