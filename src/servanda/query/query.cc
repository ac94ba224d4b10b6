#include "servanda/query/query.h"

#include <fmt/format.h>

#include <algorithm>

namespace servanda {

Status require_treaty(const Register& reg, const std::string& treaty) {
  const std::vector<std::string> ids = reg.treaty_ids();
  if (std::binary_search(ids.begin(), ids.end(), treaty)) return Done{};
  const std::vector<std::string_view> names(ids.begin(), ids.end());
  const std::string_view near = closest(treaty, names);
  return Error{Code::not_found, fmt::format("no treaty \"{}\" in the register", treaty),
               near.empty() ? "`servanda list` shows the treaties"
                            : fmt::format("did you mean \"{}\"?", near)};
}

Result<StatusAnswer> ask_status(const Register& reg, const ProofQuestion& question) {
  SERVANDA_RETURN_IF_ERROR(require_treaty(reg, question.treaty));
  return status_of(reg, question);
}

std::vector<ListedTreaty> ask_list(const Register& reg, const Moment& on, Day known) {
  std::vector<ListedTreaty> list;
  for (const std::string& id : reg.treaty_ids()) {
    Result<StatusAnswer> status = status_of(reg, {id, {}, on, known});
    if (!status) continue;
    const TreatyView view = view_treaty(reg, id, known);
    if (view.trait_statements.empty() && view.acts.empty() && view.others.empty()) continue;
    ListedTreaty treaty{id, view.traits.title, view.traits.parties};
    if (view.traits.signed_on) treaty.signed_on = view.traits.signed_on->text();
    for (const RecordedAct& act : view.acts) {
      if (act.type == ActType::sign && !act.of && act.when) treaty.signed_on = to_text(*act.when);
    }
    treaty.verdict = status->verdict;
    treaty.because = status->because;
    list.push_back(std::move(treaty));
  }
  return list;
}

std::vector<AssertionResult> ask_assertions(const Register& reg, Day today) {
  std::vector<AssertionResult> results;
  for (const Assertion& assertion : reg.assertions) {
    AssertionResult result{assertion};
    ProofQuestion question{assertion.treaty,
                           {},
                           assertion.on.value_or(Moment(Edtf(today))),
                           assertion.known.value_or(today)};
    if (!assertion.state.empty()) question.states.push_back(assertion.state);
    const Result<StatusAnswer> answer = ask_status(reg, question);
    if (answer) {
      result.verdict = answer->verdict;
      result.because = answer->because;
      const std::string_view word = answer->verdict == Verdict::yes  ? "in-force"
                                    : answer->verdict == Verdict::no ? "not-in-force"
                                                                     : to_text(answer->verdict);
      result.holds = assertion.expected == word;
    } else {
      result.because = answer.error().message;
    }
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace servanda
