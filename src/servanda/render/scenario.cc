#include "servanda/render/scenario.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "servanda/render/render.h"

namespace servanda {
namespace {

std::string deed_of(const ScenarioNorm& found, const Scenario& scenario) {
  const bool forbidden = found.norm.must == Must::shall_not;
  std::string text =
      fmt::format("{} {}", forbidden ? std::string_view("shall not") : to_text(found.norm.must),
                  found.norm.action);
  if (!found.norm.whom.empty()) text += " " + found.norm.whom;
  if (found.helps && found.to_whom == scenario.by && !scenario.by.empty()) {
    text += fmt::format(" (the attacker: {})", scenario.by);
  }
  return text;
}

std::string place_of(const ScenarioNorm& found) {
  std::string text = found.treaty;
  if (!found.norm.article.empty()) text += ", article " + found.norm.article;
  return text;
}

bool binds(const ScenarioNorm& found) {
  return found.force == Verdict::yes;
}

void add_norm(Page& page, const ScenarioNorm& found, const Scenario& scenario) {
  page.labelled("  " + found.who, deed_of(found, scenario), binds(found) ? kStrong : kQuiet);
  page.labelled("",
                fmt::format("{}: if {}; {}", place_of(found), found.norm.condition, found.because));
  if (found.applies == Truth::possibly) {
    page.labelled("", "the event alone does not fulfil this condition", kOpen);
  }
  if (!found.provided.empty()) {
    page.labelled("", fmt::format("provided: {}", fmt::join(found.provided, "; ")));
  }
  if (found.interim) {
    page.labelled("",
                  "until it is in force: only not to defeat its object and purpose (Vienna "
                  "Convention, article 18)");
  }
}

}  // namespace

std::string render_scenario(const ScenarioAnswer& answer, const TextStyle& style) {
  Page page(style);
  page.title(fmt::format("If {} on {}, as known on {}", in_words(answer.scenario),
                         to_text(answer.on), to_text(answer.known)));
  struct Part {
    std::string_view heading;
    Must must;
  };
  for (const Part& part : {Part{"Obligations", Must::shall}, Part{"Prohibitions", Must::shall_not},
                           Part{"Permissions", Must::may}}) {
    bool headed = false;
    for (const ScenarioNorm& found : answer.norms) {
      if (!binds(found) || found.norm.must != part.must) continue;
      if (!headed) page.heading(part.heading);
      headed = true;
      add_norm(page, found, answer.scenario);
    }
  }
  bool open = false;
  for (const ScenarioNorm& found : answer.norms) {
    if (binds(found) || found.force == Verdict::no) continue;
    if (!open) page.heading("Not settled");
    open = true;
    add_norm(page, found, answer.scenario);
  }
  bool idle = false;
  for (const ScenarioNorm& found : answer.norms) {
    if (found.force != Verdict::no) continue;
    if (!idle) page.heading("Not owed: not in force between them");
    idle = true;
    add_norm(page, found, answer.scenario);
  }
  if (!answer.conflicts.empty()) {
    page.heading("Conflicts");
    for (const NormConflict& conflict : answer.conflicts) {
      page.labelled("  " + answer.norms[conflict.one].who,
                    fmt::format("{} ({}; {})", conflict.what, place_of(answer.norms[conflict.one]),
                                place_of(answer.norms[conflict.other])));
    }
  }
  if (answer.norms.empty()) {
    page.hanging("  ", "No norm on record speaks of it.");
  }
  for (const std::string& state : answer.no_duty_to_help) {
    page.hanging(
        "  ", fmt::format("No norm on record obliges {} to help {}.", state, answer.scenario.whom));
  }
  return std::move(page).finish();
}

Json scenario_to_json(const ScenarioAnswer& answer, const Register& reg, bool why) {
  Json json;
  json["scenario"] = in_words(answer.scenario);
  json["on"] = to_text(answer.on);
  json["known"] = to_text(answer.known);
  json["norms"] = Json::array();
  for (const ScenarioNorm& found : answer.norms) {
    Json one;
    one["treaty"] = found.treaty;
    one["title"] = found.title;
    one["article"] = found.norm.article;
    one["if"] = found.norm.condition;
    one["who"] = found.who;
    one["must"] = to_text(found.norm.must);
    one["do"] = found.norm.action;
    one["helps"] = found.helps && !found.to_whom.empty() ? Json(found.to_whom) : Json(nullptr);
    one["applies"] = found.applies == Truth::yes ? "yes" : "possibly";
    one["provided"] = found.provided;
    one["in_force"] = to_text(found.force);
    one["because"] = found.because;
    one["interim"] = found.interim;
    if (why) one["why"] = status_to_json(found.status, reg, true);
    json["norms"].push_back(std::move(one));
  }
  json["conflicts"] = Json::array();
  for (const NormConflict& conflict : answer.conflicts) {
    json["conflicts"].push_back(
        {{"norms", {conflict.one, conflict.other}}, {"what", conflict.what}});
  }
  json["no_duty_to_help"] = answer.no_duty_to_help;
  return json;
}

}  // namespace servanda
