// read --as treaty and compare: final clauses and structure from the text itself.

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "servanda/cli/cli.h"
#include "servanda/journal/journal.h"
#include "servanda/query/lines.h"
#include "servanda/reader/akoma_ntoso.h"
#include "servanda/reader/document.h"
#include "servanda/reader/treaty_text.h"
#include "servanda/register/files.h"

namespace servanda::cli {
namespace {

struct ReadText {
  Document document;
  TreatyReading reading;
};

Result<ReadText> read_one(const std::string& path) {
  const auto told = [&](const Error& error) {
    return Error{error.code, fmt::format("{}: {}", path, error.message), error.advice};
  };
  SERVANDA_ASSIGN_OR_RETURN(const std::string bytes,
                            path == "-" ? read_standard_input() : read_file(path));
  Result<Document> document = read_document(bytes);
  if (!document) return told(document.error());
  Result<TreatyReading> reading = read_treaty_text(document->text);
  if (!reading) return told(reading.error());
  return ReadText{std::move(*document), std::move(*reading)};
}

Json to_json(const TreatyReading& reading) {
  Json json = clauses_to_json(reading.treaty);
  // The contract lets it stand beside the trigger as well: there it does not blur what the trigger
  // says.
  if (json.contains("force_later") && json["force_later"].contains("later_from")) {
    json["later_from"] = json["force_later"]["later_from"];
    json["force_later"].erase("later_from");
  }
  Json headings = Json::array();
  Json contents = Json::array();
  for (const TextArticle& article : reading.articles) {
    const Json title = article.title.empty() ? Json(nullptr) : Json(article.title);
    headings.push_back(Json::array({article.label, title}));
    contents.push_back({{"eId", article_eid(article.label)},
                        {"start", article.span.begin},
                        {"end", article.span.end}});
  }
  json["structure"] = {{"articles", reading.articles.size()},
                       {"headings", std::move(headings)},
                       {"contents", std::move(contents)}};
  Json quotes = Json::object();
  for (const ClauseQuote& quote : reading.quotes) {
    quotes[quote.key] = {{"start", quote.bytes.begin}, {"end", quote.bytes.end}};
  }
  json["quotes"] = std::move(quotes);
  json["not_understood"] = reading.not_understood;
  json["language"] = reading.language;
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

/// Only what `key` names, so that each clause stands beside its own quote.
bool keep_only(const std::string& key, const TreatyFact& from, TreatyFact& to) {
  const Clauses& c = from.clauses;
  Clauses& out = to.clauses;
  if (key == "signed") {
    to.signed_on = from.signed_on;
    to.signed_at = from.signed_at;
  } else if (key == "languages") {
    to.languages = from.languages;
  } else if (key == "depositary") {
    to.depositary = from.depositary;
  } else if (key == "consent") {
    out.consent = c.consent;
  } else if (key == "force") {
    out.force = c.force;
  } else if (key == "force_later") {
    out.force_later = c.force_later;
    out.later_from = c.later_from;
  } else if (key == "provisional") {
    out.provisional = c.provisional;
    out.provisional_plain = c.provisional_plain;
  } else if (key == "term") {
    out.term = c.term;
  } else if (key == "renewal") {
    out.renewal = c.renewal;
  } else if (key == "withdrawal") {
    out.withdrawal = c.withdrawal;
  } else if (key == "survival") {
    out.survival = c.survival;
  } else if (key == "reservations") {
    out.reservations = c.reservations;
  } else if (key == "amendment") {
    out.amendment = c.amendment;
    out.amendment_on = c.amendment_on;
  } else if (key == "replaces") {
    out.replaces = c.replaces;
    out.replaces_on = c.replaces_on;
  } else if (key == "territorial") {
    out.territorial = c.territorial;
  } else if (key == "disputes") {
    out.disputes = c.disputes;
  } else {
    return false;
  }
  return true;
}

/// The treaty as statements: its traits, then each clause with the sentence that states it.
Reading to_statements(const ReadText& read, const ReadOptions& options) {
  const std::string& text = read.document.text;
  const TreatyFact& treaty = read.reading.treaty;
  Reading reading;
  reading.source.id = options.doc;
  reading.source.publisher = options.publisher;
  if (options.published) reading.source.published = Edtf(*options.published);
  reading.source.language = read.reading.language;
  const auto say = [&](TreatyFact fact, Span bytes) {
    fact.id = "t1";
    Statement statement;
    statement.fact = std::move(fact);
    std::string words(bytes.of(text));
    statement.from.push_back({options.doc, bytes, std::move(words)});
    reading.statements.push_back(std::move(statement));
  };
  TreatyFact traits;
  traits.title = treaty.title;
  traits.form = treaty.form;
  traits.parties = treaty.parties;
  traits.articles = treaty.articles;
  const std::size_t first = read.reading.articles.empty()
                                ? std::min<std::size_t>(text.size(), 200)
                                : read.reading.articles.front().span.begin;
  // The words before the first article name title and parties; a quote stays short.
  std::size_t end = std::min<std::size_t>(first, 400);
  while (end > 0 && (static_cast<unsigned char>(text[end - 1]) & 0xC0U) == 0x80U) --end;
  if (end > 0 && (static_cast<unsigned char>(text[end - 1]) & 0x80U) != 0) --end;
  say(std::move(traits), {0, end});
  for (const ClauseQuote& quote : read.reading.quotes) {
    TreatyFact fact;
    if (keep_only(quote.key, treaty, fact)) say(std::move(fact), quote.bytes);
  }
  return reading;
}

/// One line a treaty: what was read, what not.
std::string summary_line(const std::string& path, const TreatyReading& reading) {
  const Clauses& c = reading.treaty.clauses;
  const auto mark = [](bool there) { return there ? "yes" : "-"; };
  return fmt::format(
      "{:<28} {:>8} {:>6} {:>6} {:>5} {:>8} {:>6} {:>9} {:>14}\n", name_of(path).substr(0, 28),
      reading.articles.size(), mark(c.force.has_value()), mark(c.force_later.has_value()),
      mark(c.term.has_value()), mark(c.renewal.has_value()), mark(c.withdrawal.has_value()),
      mark(c.survival.has_value()), reading.not_understood.size());
}

int print_one(const ReadText& read, const std::string& format, const ReadOptions& options,
              const Common& common) {
  if (format == "text") {
    print(to_page(read.reading, read.document.text, style_of(common)));
  } else if (format == "journal") {
    const Reading reading = to_statements(read, options);
    print(format_source(reading.source));
    for (const Statement& statement : reading.statements) print("\n" + format_statement(statement));
  } else if (format == "akn") {
    print(to_akoma_ntoso(read.reading, read.document.text));
  } else {
    print(print_json(to_json(read.reading), format == "json" ? 2 : -1) + "\n");
  }
  return kAnswered;
}

}  // namespace

int read_treaties(const ReadOrder& order, const ReadOptions& given, const Common& common) {
  const bool terminal = ::isatty(STDOUT_FILENO) == 1;
  const std::string format = !order.format.empty() ? order.format : terminal ? "text" : "jsonl";
  const bool many = order.files.size() > 1;
  const bool summary = many && format == "text" && order.into.empty();
  const bool progress = order.files.size() > 20 && isatty_stderr();
  std::vector<std::string> left;
  int code = kAnswered;
  if (summary) {
    print(fmt::format("{:<28} {:>8} {:>6} {:>6} {:>5} {:>8} {:>6} {:>9} {:>14}\n", "treaty",
                      "articles", "force", "later", "term", "renewal", "leave", "survival",
                      "not understood"));
  }
  std::size_t done = 0;
  for (const std::string& path : order.files) {
    const Result<ReadText> read = read_one(path);
    ReadOptions options = given;
    options.doc = name_of(path);
    if (!read) {
      code = fail(read.error());
      if (!many) return code;
    } else if (!order.into.empty()) {
      code = std::max(code,
                      add_reading(order.into, to_statements(*read, options), read->document.text));
    } else if (summary) {
      print(summary_line(path, read->reading));
    } else {
      print_one(*read, format, options, common);
    }
    if (read && (summary || !order.into.empty())) {
      for (const std::string& what : read->reading.not_understood)
        left.push_back(fmt::format("  {}: {}\n", name_of(path), what));
    }
    ++done;
    if (progress) fmt::print(stderr, "\r{} of {} treaties", done, order.files.size());
  }
  if (progress) fmt::print(stderr, "\n");
  if (!left.empty()) {
    print(std::string("\nnot understood:\n"));
    for (const std::string& line : left) print(line);
  }
  return code;
}

int run_compare(const std::string& first, const std::string& second, const Common& common) {
  const Result<ReadText> a = read_one(first);
  if (!a) return fail(a.error());
  const Result<ReadText> b = read_one(second);
  if (!b) return fail(b.error());
  const Json left = to_json(a->reading);
  const Json right = to_json(b->reading);
  Json rows = Json::array();
  bool differ = false;
  for (const char* key :
       {"title",       "form",       "parties",     "signed",     "signed_at",   "languages",
        "articles",    "depositary", "consent",     "force",      "force_later", "later_from",
        "provisional", "term",       "renewal",     "withdrawal", "survival",    "reservations",
        "amendment",   "replaces",   "territorial", "disputes"}) {
    const Json x = left.contains(key) ? left[key] : Json(nullptr);
    const Json y = right.contains(key) ? right[key] : Json(nullptr);
    if (x.is_null() && y.is_null()) continue;
    differ = differ || x != y;
    rows.push_back({{"key", key}, {"first", x}, {"second", y}, {"same", x == y}});
  }
  const auto titles = [](const TreatyReading& reading) {
    std::vector<std::string> all;
    for (const TextArticle& article : reading.articles) {
      if (!article.title.empty()) all.push_back(article.title);
    }
    std::sort(all.begin(), all.end());
    return all;
  };
  const std::vector<std::string> x = titles(a->reading);
  const std::vector<std::string> y = titles(b->reading);
  std::vector<std::string> only_first;
  std::vector<std::string> only_second;
  std::set_difference(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(only_first));
  std::set_difference(y.begin(), y.end(), x.begin(), x.end(), std::back_inserter(only_second));
  differ = differ || !only_first.empty() || !only_second.empty();
  if (common.format == "json") {
    print(Json{{"clauses", rows},
               {"headings_only_in_first", only_first},
               {"headings_only_in_second", only_second}});
    return differ ? kNo : kAnswered;
  }
  Page page(style_of(common));
  page.title(fmt::format("{} and {}", name_of(first), name_of(second)));
  for (const bool same : {false, true}) {
    bool any = false;
    for (const Json& row : rows) {
      if (row["same"].get<bool>() != same) continue;
      if (!any) page.heading(same ? "The same" : "Different");
      any = true;
      const auto shown = [](const Json& value) {
        return value.is_null()     ? std::string("silent")
               : value.is_string() ? value.get<std::string>()
                                   : value.dump();
      };
      page.labelled(row["key"].get<std::string>(), shown(row["first"]));
      if (!same) page.labelled("", shown(row["second"]), kQuiet);
    }
  }
  const auto list = [&](const char* what, const std::vector<std::string>& all) {
    if (all.empty()) return;
    page.heading(what);
    for (const std::string& one : all) page.hanging("  • ", one);
  };
  list("Headings only in the first", only_first);
  list("Headings only in the second", only_second);
  print(std::move(page).finish());
  return differ ? kNo : kAnswered;
}

}  // namespace servanda::cli
