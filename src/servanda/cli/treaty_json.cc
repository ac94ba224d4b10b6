#include "servanda/cli/treaty_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "servanda/model/clause_json.h"
#include "servanda/reader/akoma_ntoso.h"
#include "servanda/reader/text_paragraphs.h"

namespace servanda::cli {
namespace {

Json span_to_json(Span span) {
  return {{"start", span.begin}, {"end", span.end}};
}

/// An article with its place, its numbered paragraphs and their points.
Json contents_of(const TextArticle& article, const std::string& eid, const std::string& text) {
  Json entry = span_to_json(article.span);
  entry["eId"] = eid;
  const std::size_t body = std::min(std::max(article.body, article.span.begin), article.span.end);
  for (const TextParagraph& one : paragraphs_of(Span{body, article.span.end}.of(text), body)) {
    if (one.number.empty() && one.points.empty()) continue;
    Json paragraph = span_to_json(one.span);
    paragraph["number"] = one.number.empty() ? Json(nullptr) : Json(one.number);
    for (const TextPoint& point : one.points) {
      Json lettered = span_to_json(point.span);
      lettered["letter"] = point.label;
      paragraph["points"].push_back(std::move(lettered));
    }
    entry["paragraphs"].push_back(std::move(paragraph));
  }
  return entry;
}

Json norm_to_json(const TextNorm& norm) {
  Json one = span_to_json(norm.bytes);
  one["article"] = norm.norm.article;
  one["who"] = norm.norm.who;
  one["must"] = to_text(norm.norm.must);
  one["do"] = norm.norm.action;
  if (!norm.norm.whom.empty()) one["whom"] = norm.norm.whom;
  if (!norm.norm.condition.empty()) one["if"] = norm.norm.condition;
  return one;
}

Json divisions_of(const TreatyReading& reading, const std::string& text) {
  const std::vector<std::string> eids = division_eids(reading.divisions);
  Json all = Json::array();
  for (std::size_t i = 0; i < reading.divisions.size(); ++i) {
    const TextDivision& division = reading.divisions[i];
    Json one = span_to_json(division.span);
    one["kind"] = to_text(division.kind);
    one["eId"] = eids[i];
    one["level"] = division.level;
    if (!division.label.empty()) one["label"] = division.label;
    if (!division.title.empty()) one["title"] = division.title;
    const std::vector<std::string> own = article_eids(division.articles);
    for (std::size_t a = 0; a < own.size(); ++a) {
      const TextArticle& article = division.articles[a];
      Json entry = contents_of(article, eids[i] + "__" + own[a], text);
      entry["number"] = article.label;
      if (!article.title.empty()) entry["title"] = article.title;
      one["articles"].push_back(std::move(entry));
    }
    all.push_back(std::move(one));
  }
  return all;
}

/// Beside every "start" and "end": where that stands in the file.
void add_places(Json& json, const DocumentText& document) {
  for (Json& inner : json) {
    if (inner.is_structured()) add_places(inner, document);
  }
  if (!json.is_object() || !json.contains("start") || !json.contains("end")) return;
  const Span span{json["start"].get<std::size_t>(), json["end"].get<std::size_t>()};
  if (document.format == DocumentFormat::pdf) {
    json["page"] = document.page(span.begin);
  } else if (const std::optional<Span> source = document.source(span)) {
    json["source"] = span_to_json(*source);
  }
}

}  // namespace

Json treaty_to_json(const TreatyReading& reading, const DocumentText& document) {
  const std::string& text = document.text;
  Json json = clauses_to_json(reading.treaty);
  // The contract lets it stand beside the trigger as well: there it does not blur what the trigger
  // says.
  if (json.contains("force_later") && json["force_later"].contains("later_from")) {
    json["later_from"] = json["force_later"]["later_from"];
    json["force_later"].erase("later_from");
  }
  if (json.contains("force") && json["force"].contains("not_counted")) {
    json["not_counted"] = json["force"]["not_counted"];
    json["force"].erase("not_counted");
  }
  Json headings = Json::array();
  Json contents = Json::array();
  const std::vector<std::string> eids = article_eids(reading.articles);
  for (std::size_t a = 0; a < reading.articles.size(); ++a) {
    const TextArticle& article = reading.articles[a];
    const Json title = article.title.empty() ? Json(nullptr) : Json(article.title);
    headings.push_back(Json::array({article.label, title}));
    contents.push_back(contents_of(article, eids[a], text));
  }
  json["structure"] = {{"articles", reading.articles.size()},
                       {"headings", std::move(headings)},
                       {"contents", std::move(contents)}};
  if (!reading.divisions.empty()) json["structure"]["divisions"] = divisions_of(reading, text);
  Json quotes = Json::object();
  for (const ClauseQuote& quote : reading.quotes) {
    quotes[quote.key] = {{"start", quote.bytes.begin}, {"end", quote.bytes.end}};
  }
  json["quotes"] = std::move(quotes);
  json["subjects"] = Json::array();
  for (const TextSubject& subject : reading.subjects) {
    json["subjects"].push_back({{"field", subject.field}, {"articles", subject.articles}});
  }
  json["definitions"] = Json::array();
  for (const TextDefinition& definition : reading.definitions) {
    Json one = span_to_json(definition.bytes);
    one["term"] = definition.term;
    one["meaning"] = definition.meaning;
    json["definitions"].push_back(std::move(one));
  }
  json["norms"] = Json::array();
  for (const TextNorm& norm : reading.norms) json["norms"].push_back(norm_to_json(norm));
  json["references"] = Json::array();
  for (const TextReference& reference : reading.references) {
    Json one = span_to_json(reference.bytes);
    one["from"] = eids[reference.from];
    one["to"] = eids[reference.to];
    if (!reference.paragraph.empty()) one["paragraph"] = reference.paragraph;
    if (!reference.point.empty()) one["point"] = reference.point;
    json["references"].push_back(std::move(one));
  }
  json["not_understood"] = reading.not_understood;
  json["language"] = reading.language;
  for (const TextLanguage& version : reading.versions) {
    Json one = span_to_json(version.bytes);
    one["language"] = version.language;
    json["versions"].push_back(std::move(one));
  }
  if (document.converted()) {
    add_places(json, document);
    json["document"] = {{"format", to_text(document.format)}, {"encoding", document.encoding}};
    if (!document.part.empty()) json["document"]["part"] = document.part;
  }
  return json;
}

}  // namespace servanda::cli
