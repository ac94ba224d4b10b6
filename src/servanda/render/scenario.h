// What follows if one state attacks another, as text and JSON.
#ifndef SERVANDA_RENDER_SCENARIO_H_
#define SERVANDA_RENDER_SCENARIO_H_

#include <string>

#include "servanda/law/scenario.h"
#include "servanda/model/json.h"
#include "servanda/render/style.h"

namespace servanda {

std::string render_scenario(const ScenarioAnswer& answer, const TextStyle& style);
/// With `why` every norm carries the proof of its treaty's status.
Json scenario_to_json(const ScenarioAnswer& answer, const Register& reg, bool why);

}  // namespace servanda

#endif  // SERVANDA_RENDER_SCENARIO_H_
