#include "servanda/render/overview.h"
#include "servanda/base/xml.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "servanda/base/sha256.h"
#include "servanda/render/render.h"
#include "servanda/render/sections.h"
#include "servanda/render/style.h"

namespace servanda {
namespace {

/// Text of an element or attribute (XML 1.0, 2.4); characters that XML forbids are left out.
std::string headline(const NewsItem& item) {
  const std::string name = item.title.empty() ? item.treaty : item.title;
  if (item.before != item.after) {
    return fmt::format("{}: {}, was {}", name, headline_of(item.after), headline_of(item.before));
  }
  return fmt::format(
      "{}: {}", name,
      item.said.empty() ? item.because_after : fmt::format("{} new statements", item.said.size()));
}

std::string content(const NewsItem& item) {
  std::string text = fmt::format("On {}: {}. {}.\n", to_text(item.day), headline_of(item.after),
                                 item.because_after);
  if (item.before != item.after || item.because_before != item.because_after) {
    text += fmt::format("The day before: {}. {}.\n", headline_of(item.before), item.because_before);
  }
  for (const Line& line : item.said) {
    text += "– " + line.text;
    if (!line.speaker.empty()) text += ", says " + line.speaker;
    if (line.stance != Stance::asserted) text += fmt::format(" ({})", to_text(line.stance));
    text += '\n';
  }
  return text;
}

}  // namespace

Json news_to_json(const std::vector<NewsItem>& news) {
  Json json = Json::array();
  for (const NewsItem& item : news) {
    json.push_back({{"day", to_text(item.day)},
                    {"treaty", item.treaty},
                    {"title", item.title},
                    {"before", to_text(item.before)},
                    {"after", to_text(item.after)},
                    {"because_before", item.because_before},
                    {"because_after", item.because_after},
                    {"said", lines_to_json(item.said)}});
  }
  return json;
}

Json sources_to_json(const std::vector<SourceRecord>& sources) {
  Json json = Json::array();
  for (const SourceRecord& record : sources) {
    Json one = to_json(record.source);
    one["statements"] = record.statements;
    one["treaties"] = record.treaties;
    one["claims"] = Json::array();
    for (const ClaimOutcome& claim : record.claims) {
      one["claims"].push_back({{"treaty", claim.treaty},
                               {"claim", line_to_json(claim.claim)},
                               {"day", claim.day},
                               {"outcome", to_text(claim.outcome)},
                               {"because", claim.because}});
    }
    json.push_back(std::move(one));
  }
  return json;
}

Json statements_to_json(const std::vector<RecordedStatement>& statements) {
  Json json = Json::array();
  for (const RecordedStatement& one : statements) {
    json.push_back({{"id", statement_id(one.statement)},
                    {"known_from", one.known_from ? Json(to_text(*one.known_from)) : Json(nullptr)},
                    {"line", line_to_json(one.line)},
                    {"statement", to_json(one.statement)}});
  }
  return json;
}

std::string news_to_atom(const std::vector<NewsItem>& news, const std::string& title,
                         const std::string& self, const std::string& page, Day until) {
  const auto urn = [](const std::string& text) {
    return "urn:servanda:" + sha256_hex(text).substr(0, 32);
  };
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
      "  <title>{}</title>\n  <id>{}</id>\n  <updated>{}T00:00:00Z</updated>\n"
      "  <author><name>Servanda</name></author>\n  <link rel=\"self\" href=\"{}\"/>\n",
      xml_escaped(title), urn(self), to_text(news.empty() ? until : news.front().day),
      xml_escaped(self));
  for (const NewsItem& item : news) {
    const std::string day = to_text(item.day);
    out += fmt::format(
        "  <entry>\n    <title>{}</title>\n    <id>{}</id>\n    <updated>{}T00:00:00Z</updated>\n"
        "    <link rel=\"alternate\" href=\"{}\"/>\n    <content type=\"text\">{}</content>\n"
        "  </entry>\n",
        xml_escaped(headline(item)), urn(item.treaty + "\n" + day), day,
        xml_escaped(fmt::format("{}{}?on={}&known={}", page, item.treaty, day, day)),
        xml_escaped(content(item)));
  }
  return out + "</feed>\n";
}

}  // namespace servanda
