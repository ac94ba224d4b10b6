// read --as treaty: final clauses and structure from the text itself.

#include <fmt/format.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "servanda/cli/cli.h"
#include "servanda/query/lines.h"
#include "servanda/reader/treaty_text.h"

namespace servanda::cli {
namespace {

Json to_json(const TreatyReading& reading) {
  Json json = clauses_to_json(reading.treaty);
  // The contract lets it stand beside the trigger as well: there it does not blur what the trigger
  // says.
  if (json.contains("force_later") && json["force_later"].contains("later_from")) {
    json["later_from"] = json["force_later"]["later_from"];
    json["force_later"].erase("later_from");
  }
  Json headings = Json::array();
  for (const TextArticle& article : reading.articles) {
    headings.push_back(
        Json::array({article.label, article.title.empty() ? Json(nullptr) : Json(article.title)}));
  }
  json["structure"] = {{"articles", reading.articles.size()}, {"headings", std::move(headings)}};
  Json quotes = Json::object();
  for (const ClauseQuote& quote : reading.quotes) {
    quotes[quote.key] = {{"start", quote.bytes.begin}, {"end", quote.bytes.end}};
  }
  json["quotes"] = std::move(quotes);
  json["not_understood"] = reading.not_understood;
  return json;
}

/// What the text says, each clause in the journal's words with the sentence behind it.
std::string to_page(const TreatyReading& reading, const std::string& text, const TextStyle& style) {
  const TreatyFact& treaty = reading.treaty;
  Page page(style);
  page.title(treaty.title.empty() ? "(no title)" : treaty.title);
  std::string parties;
  for (const std::string& party : treaty.parties) parties += (parties.empty() ? "" : ", ") + party;
  if (!parties.empty()) page.labelled("parties", parties);
  if (!treaty.form.empty()) page.labelled("form", treaty.form);
  for (const std::string& trait : traits_in_words(treaty)) page.hanging("  ", trait);
  page.heading("Final clauses");
  for (const std::string& clause : clauses_in_words(treaty.clauses)) page.hanging("  • ", clause);
  page.heading("In the text's own words");
  for (const ClauseQuote& quote : reading.quotes) {
    std::string words(quote.bytes.of(text));
    std::replace(words.begin(), words.end(), '\n', ' ');
    page.labelled(quote.key, words, kQuiet);
  }
  if (!reading.not_understood.empty()) {
    page.heading("Not understood");
    for (const std::string& what : reading.not_understood) page.hanging("  • ", what);
  }
  page.heading(fmt::format("{} articles", reading.articles.size()));
  for (const TextArticle& article : reading.articles) page.labelled(article.label, article.title);
  return std::move(page).finish();
}

}  // namespace

int read_treaty(const std::string& path, const std::string& text, const ReadOrder& order,
                const Common& common) {
  const Result<TreatyReading> reading = read_treaty_text(text);
  if (!reading) {
    return fail({reading.error().code, fmt::format("{}: {}", path, reading.error().message),
                 reading.error().advice});
  }
  const bool terminal = ::isatty(STDOUT_FILENO) == 1;
  if (order.format == "text" || (order.format.empty() && terminal)) {
    print(to_page(*reading, text, style_of(common)));
  } else {
    print(print_json(to_json(*reading), order.format == "json" ? 2 : -1) + "\n");
  }
  return kAnswered;
}

}  // namespace servanda::cli
