#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "servanda/query/lines.h"
#include "servanda/render/render.h"
#include "servanda/render/sections.h"
#include "servanda/render/watch.h"

namespace servanda {
namespace {

void add_section(Page& page, std::string_view name, const std::vector<Line>& lines) {
  if (lines.empty()) return;
  page.heading(name);
  for (const Line& line : lines) add_line(page, line);
}

void add_status(Page& page, const DossierAnswer& dossier) {
  const StatusAnswer& status = dossier.status;
  page.heading("Status");
  page.labelled(
      std::string(to_text(status.verdict)),
      page.painted(headline_of(status.verdict), paint_of(status.verdict)) + ": " + status.because);
  for (const ReadingAnswer& reading : status.readings) {
    if (reading.reading.empty()) continue;
    std::string text = fmt::format("{}: {}", reading.because, headline_of(reading.verdict));
    if (reading.term)
      text += fmt::format(", term {} to {}", reading.term->number, to_text(reading.term->end));
    page.labelled("reading " + reading.reading, text);
  }
  for (const std::string& missing : status.missing) page.labelled("missing", missing);
}

void add_pathways(Page& page, const std::vector<PathwayAnswer>& pathways) {
  if (pathways.empty()) return;
  page.heading("Where it stands");
  for (const PathwayAnswer& pathway : pathways) add_pathway(page, pathway);
}

void add_related(Page& page, const std::vector<RelatedTreaty>& related) {
  for (const RelatedTreaty& other : related) {
    page.heading(
        fmt::format("{}: {}", other.relation, other.title.empty() ? other.id : other.title));
    page.labelled("id", other.id);
    for (const Line& line : other.said) add_line(page, line);
    if (other.status) {
      page.labelled("status", page.painted(headline_of(other.status->verdict),
                                           paint_of(other.status->verdict)) +
                                  ": " + other.status->because);
      for (const std::string& missing : other.status->missing) page.labelled("missing", missing);
    }
    if (other.timeline) {
      add_life(page, *other.timeline);
      for (const Line& line : other.timeline->contradictions) add_line(page, line);
    }
  }
}

}  // namespace

void add_line(Page& page, const Line& line) {
  std::string text = line.text;
  if (line.stance != Stance::asserted) text += fmt::format(" — {}", to_text(line.stance));
  if (!line.speaker.empty()) {
    text +=
        fmt::format(" — {} {}", line.stance == Stance::denied ? "denied by" : "says", line.speaker);
  }
  if (!line.via.empty()) text += fmt::format(", via {}", line.via);
  if (!line.date.empty() && line.text.find(line.date) == std::string::npos)
    text += fmt::format(", {}", line.date);
  const std::string references = page.references(line.from);
  if (!references.empty()) text += " " + references;
  page.hanging("  • ", text);
  page.words(6, line.from);
}

std::string render_dossier(const DossierAnswer& dossier, const TextStyle& style) {
  Page page(style);
  page.title(dossier.title.empty() ? dossier.id : dossier.title);
  page.labelled("id", dossier.id);
  if (!dossier.also.empty())
    page.labelled("also", fmt::format("{}", fmt::join(dossier.also, "; ")));
  if (!dossier.form.empty()) page.labelled("form", dossier.form);
  if (!dossier.parties.empty())
    page.labelled("parties", fmt::format("{}", fmt::join(dossier.parties, ", ")));
  page.labelled("asked for", fmt::format("{}, as known on {}", dossier.on, to_text(dossier.known)));
  add_status(page, dossier);
  add_pathways(page, dossier.pathways);
  if (!dossier.facts.empty()) {
    page.heading("The text");
    for (const Line& line : dossier.facts) add_line(page, line);
  }
  page.heading("Life");
  add_life(page, dossier.timeline);
  for (const std::string& unknown : dossier.timeline.unknown)
    page.labelled("not known", unknown, kOpen);
  add_related(page, dossier.related);
  add_section(page, "Clauses", dossier.clauses);
  add_section(page, "Promises", dossier.promises);
  add_section(page, "Claims", dossier.claims);
  add_section(page, "Denials", dossier.denials);
  add_section(page, "Undisclosed", dossier.undisclosed);
  add_section(page, "Assessments", dossier.assessments);
  add_section(page, "Around it", dossier.context);
  if (!dossier.compliance.empty()) {
    add_section(page, "Compliance note", dossier.compliance);
    page.hanging("  ", "These lines record what sources say of sanctions. They give no advice.",
                 kQuiet);
  }
  add_section(page, "Contradictions", dossier.contradictions);
  add_sources(page);
  return std::move(page).finish();
}

Json dossier_to_json(const DossierAnswer& dossier, const Register& reg) {
  Json json;
  json["id"] = dossier.id;
  json["title"] = dossier.title;
  json["also"] = dossier.also;
  json["form"] = dossier.form;
  json["parties"] = dossier.parties;
  json["on"] = dossier.on;
  json["known"] = to_text(dossier.known);
  json["status"] = status_to_json(dossier.status, reg, false);
  json["facts"] = lines_to_json(dossier.facts);
  json["pathways"] = Json::array();
  for (const PathwayAnswer& pathway : dossier.pathways) {
    json["pathways"].push_back(pathway_to_json(pathway));
  }
  json["timeline"] = timeline_to_json(dossier.timeline);
  json["related"] = Json::array();
  for (const RelatedTreaty& other : dossier.related) {
    Json one;
    one["id"] = other.id;
    one["title"] = other.title;
    one["relation"] = other.relation;
    one["said"] = lines_to_json(other.said);
    if (other.status) one["status"] = status_to_json(*other.status, reg, false);
    if (other.timeline) one["timeline"] = timeline_to_json(*other.timeline);
    json["related"].push_back(std::move(one));
  }
  for (const auto& [key, lines] : {std::pair{"clauses", &dossier.clauses},
                                   {"promises", &dossier.promises},
                                   {"claims", &dossier.claims},
                                   {"denials", &dossier.denials},
                                   {"undisclosed", &dossier.undisclosed},
                                   {"assessments", &dossier.assessments},
                                   {"context", &dossier.context},
                                   {"compliance", &dossier.compliance},
                                   {"contradictions", &dossier.contradictions}}) {
    json[key] = lines_to_json(*lines);
  }
  json["sources"] = Json::array();
  for (const Source& source : dossier.sources) json["sources"].push_back(to_json(source));
  return json;
}

std::string render_list(const std::vector<ListedTreaty>& list, const TextStyle& style) {
  Page page(style);
  for (const ListedTreaty& treaty : list) {
    page.hanging("",
                 fmt::format("{}  {}", treaty.id,
                             page.painted(headline_of(treaty.verdict), paint_of(treaty.verdict))),
                 kStrong);
    if (!treaty.title.empty()) page.hanging("    ", treaty.title);
    std::string facts = fmt::format("{}", fmt::join(treaty.parties, ", "));
    if (!treaty.signed_on.empty())
      facts += (facts.empty() ? "signed " : "; signed ") + treaty.signed_on;
    page.hanging("    ", facts, kQuiet);
    page.hanging("    ", treaty.because, kQuiet);
  }
  return std::move(page).finish();
}

Json list_to_json(const std::vector<ListedTreaty>& list) {
  Json json = Json::array();
  for (const ListedTreaty& treaty : list) {
    json.push_back({{"id", treaty.id},
                    {"title", treaty.title},
                    {"parties", treaty.parties},
                    {"signed", treaty.signed_on.empty() ? Json(nullptr) : Json(treaty.signed_on)},
                    {"verdict", to_text(treaty.verdict)},
                    {"because", treaty.because}});
  }
  return json;
}

std::string render_statements(const Register& reg, const std::vector<Statement>& statements,
                              const TextStyle& style) {
  Page page(style);
  for (const Statement& statement : statements) {
    Line line = line_of(reg, statement, fact_in_words(statement.fact));
    if (const auto* treaty = std::get_if<TreatyFact>(&statement.fact)) {
      line.text = fmt::format("{}{}{}", treaty->title.empty() ? treaty->id : treaty->title,
                              line.text.empty() ? "" : ": ", line.text);
    }
    line.text = fmt::format("{}: {}", kind_of(statement.fact), line.text);
    add_line(page, line);
  }
  return std::move(page).finish();
}

}  // namespace servanda
