#include "servanda/render/parties.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace servanda {

std::string render_parties(const PartiesAnswer& answer, const TextStyle& style) {
  Page page(style);
  page.title(answer.title.empty() ? answer.treaty : answer.title);
  page.labelled("bound",
                answer.least == answer.most
                    ? fmt::format("{} states of the record", answer.least)
                    : fmt::format("{} to {} states of the record", answer.least, answer.most));
  if (answer.incomplete) {
    page.labelled("", "the record is marked as incomplete: there may be more");
  }
  page.blank();
  for (const PartiesAnswer::Part& part : answer.parts) {
    page.labelled("  " + part.state, fmt::format("{}: {}", to_text(part.verdict), part.because),
                  paint_of(part.verdict));
  }
  return std::move(page).finish();
}

Json parties_to_json(const PartiesAnswer& answer) {
  Json json;
  json["treaty"] = answer.treaty;
  json["title"] = answer.title;
  json["least"] = answer.least;
  json["most"] = answer.most;
  json["incomplete"] = answer.incomplete;
  json["parties"] = Json::object();
  for (const PartiesAnswer::Part& part : answer.parts) {
    json["parties"][part.state] = {{"verdict", to_text(part.verdict)}, {"because", part.because}};
  }
  return json;
}

}  // namespace servanda
