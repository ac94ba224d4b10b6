#include "servanda/query/parties.h"

#include "servanda/query/lines.h"

namespace servanda {

Result<PartiesAnswer> ask_parties(const Register& reg, const std::string& treaty, const Moment& on,
                                  Day known) {
  SERVANDA_RETURN_IF_ERROR(require_treaty(reg, treaty));
  const std::optional<When> day = when_of(on);
  const Timeline timeline = resolve(reg, treaty, known, day ? day->latest : known);
  PartiesAnswer answer;
  answer.treaty = treaty;
  answer.title = timeline.view.traits.title;
  answer.incomplete = timeline.view.incomplete("");
  for (const Membership& member : timeline.members) {
    StatusAnswer status = status_from(timeline, {treaty, {member.state}, on, known});
    answer.least += status.verdict == Verdict::yes;
    answer.most += status.verdict != Verdict::no;
    answer.parts.push_back(
        {member.state, status.verdict, std::move(status.because), std::move(status.readings)});
  }
  return answer;
}

}  // namespace servanda
