#include "servanda/query/query.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

#include "servanda/query/title_words.h"

namespace servanda {

namespace {

/// Treaties whose id, title or other names have all the words asked for: "new start".
std::vector<std::string> treaties_with(const Register& reg, std::string_view asked) {
  const std::set<std::string> wanted = title_words(asked);
  std::vector<std::string> found;
  if (wanted.empty()) return found;
  for (const Statement& statement : reg.statements) {
    const auto* treaty = std::get_if<TreatyFact>(&statement.fact);
    if (treaty == nullptr) continue;
    const std::set<std::string> words = title_words(
        fmt::format("{} {} {}", treaty->id, treaty->title, fmt::join(treaty->also, " ")));
    const bool all = std::includes(words.begin(), words.end(), wanted.begin(), wanted.end());
    if (all) found.push_back(treaty->id);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace

Status require_treaty(const Register& reg, const std::string& treaty) {
  const std::vector<std::string> ids = reg.treaty_ids();
  if (std::binary_search(ids.begin(), ids.end(), treaty)) return Done{};
  const std::vector<std::string_view> names(ids.begin(), ids.end());
  std::vector<std::string> meant = treaties_with(reg, treaty);
  if (meant.empty()) {
    if (const std::string_view near = closest(treaty, names); !near.empty())
      meant.emplace_back(near);
  }
  constexpr std::size_t kMostMeant = 5;
  std::string hint = "`servanda list` shows the treaties";
  if (!meant.empty() && meant.size() <= kMostMeant)
    hint = fmt::format("did you mean \"{}\"?", fmt::join(meant, "\" or \""));
  return Error{Code::not_found, fmt::format("no treaty \"{}\" in the register", treaty),
               std::move(hint)};
}

Result<StatusAnswer> ask_status(const Register& reg, const ProofQuestion& question) {
  SERVANDA_RETURN_IF_ERROR(require_treaty(reg, question.treaty));
  return status_of(reg, question);
}

std::vector<std::string> ask_ids(const Register& reg, Day known) {
  std::vector<std::string> ids = reg.treaty_ids();
  std::erase_if(ids, [&](const std::string& id) { return !has_record(reg, id, known); });
  return ids;
}

std::vector<ListedTreaty> ask_list(const Register& reg, const std::vector<std::string>& ids,
                                   const Moment& on, Day known) {
  std::vector<ListedTreaty> list;
  for (const std::string& id : ids) {
    Result<StatusAnswer> status = status_of(reg, {id, {}, on, known});
    if (!status) continue;
    const TreatyView view = view_treaty(reg, id, known);
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
