// if: what is owed, allowed or forbidden when one state attacks another.

#include <nlohmann/json.hpp>

#include <algorithm>

#include "servanda/cli/cli.h"
#include "servanda/query/scenario.h"
#include "servanda/render/scenario.h"

namespace servanda::cli {

int run_if(const std::string& scenario, bool why, const Common& common) {
  int code = kAnswered;
  const std::optional<AskedRegister> asked = prepare(common, code);
  if (!asked) return code;
  const Result<ScenarioAnswer> answer =
      ask_if(asked->loaded.reg, scenario, asked->on, asked->known);
  if (!answer) return wrong_use(answer.error().message, answer.error().advice);
  if (common.format == "json") {
    print(scenario_to_json(*answer, asked->loaded.reg, why));
  } else {
    print(render_scenario(*answer, style_of(common)));
  }
  const auto any = [&](auto holds) {
    return std::any_of(answer->norms.begin(), answer->norms.end(), holds);
  };
  if (any([](const ScenarioNorm& norm) { return norm.force == Verdict::yes; })) return kAnswered;
  return any([](const ScenarioNorm& norm) { return norm.force != Verdict::no; }) ? kOpen : kNo;
}

}  // namespace servanda::cli
