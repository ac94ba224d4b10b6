// read --as treaty and compare: final clauses and structure from the text itself.

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "servanda/cli/cli.h"
#include "servanda/cli/progress.h"
#include "servanda/cli/treaty_files.h"
#include "servanda/cli/treaty_json.h"
#include "servanda/journal/journal.h"
#include "servanda/query/lines.h"
#include "servanda/reader/akoma_ntoso.h"
#include "servanda/reader/document.h"
#include "servanda/reader/treaty_statements.h"
#include "servanda/reader/treaty_text.h"
#include "servanda/register/files.h"

namespace servanda::cli {
namespace {

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
  if (!reading.subjects.empty()) {
    page.heading("Subjects, by how many articles speak of them");
    for (const TextSubject& subject : reading.subjects)
      page.labelled(subject.field, std::to_string(subject.articles));
  }
  if (!reading.definitions.empty()) {
    page.heading("Defined terms");
    for (const TextDefinition& one : reading.definitions) page.labelled(one.term, one.meaning);
  }
  if (!reading.not_understood.empty()) {
    page.heading("Not understood");
    for (const std::string& what : reading.not_understood) page.hanging("  • ", what);
  }
  page.heading(fmt::format("{} articles", reading.articles.size()));
  // Which articles each of them refers to, in their order.
  std::vector<std::vector<std::size_t>> refers(reading.articles.size());
  for (const TextReference& reference : reading.references) {
    std::vector<std::size_t>& to = refers[reference.from];
    if (reference.to != reference.from && std::find(to.begin(), to.end(), reference.to) == to.end())
      to.push_back(reference.to);
  }
  const auto with_references = [&](std::size_t article) {
    std::string words = reading.articles[article].title;
    std::string labels;
    for (const std::size_t to : refers[article])
      labels += (labels.empty() ? "" : ", ") + reading.articles[to].label;
    if (!labels.empty()) words += (words.empty() ? "" : " ") + ("(→ " + labels + ")");
    return words;
  };
  std::size_t next = 0;
  const auto divisions_before = [&](std::size_t article) {
    for (; next < reading.divisions.size() && reading.divisions[next].first_article <= article;
         ++next) {
      const TextDivision& division = reading.divisions[next];
      std::string name(to_text(division.kind));
      if (!division.label.empty()) name += " " + division.label;
      page.labelled(name, division.title, kQuiet);
      for (const TextArticle& own : division.articles) page.labelled("  " + own.label, own.title);
    }
  };
  for (std::size_t i = 0; i < reading.articles.size(); ++i) {
    divisions_before(i);
    page.labelled(reading.articles[i].label, with_references(i));
  }
  divisions_before(reading.articles.size());
  return std::move(page).finish();
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
    const Reading reading = statements_of(read.reading, read.document.text, options);
    print(format_source(reading.source));
    for (const Statement& statement : reading.statements) print("\n" + format_statement(statement));
  } else if (format == "toc") {
    for (const ContentsLine& line : contents_of(read.reading)) {
      print(fmt::format("{}- [{}](#{})\n", std::string(2 * line.level, ' '), line.words, line.eid));
    }
  } else if (format == "akn") {
    print(to_akoma_ntoso(read.reading, read.document.text));
  } else {
    print(print_json(treaty_to_json(read.reading, read.document), format == "json" ? 2 : -1) +
          "\n");
  }
  return kAnswered;
}

}  // namespace

Result<ReadText> read_treaty_file(const std::string& path, std::string_view language) {
  const auto told = [&](const Error& error) {
    return Error{error.code, fmt::format("{}: {}", path, error.message), error.advice};
  };
  SERVANDA_ASSIGN_OR_RETURN(const std::string bytes,
                            path == "-" ? read_standard_input() : read_file(path));
  Result<DocumentText> document = read_document(bytes);
  if (!document) return told(document.error());
  Result<TreatyReading> reading = read_treaty_text(document->text, language);
  if (!reading) return told(reading.error());
  // Of a text in several languages, the one that was read: places are the same.
  if (!reading->text.empty()) document->text = reading->text;
  return ReadText{std::move(*document), std::move(*reading)};
}

int read_treaties(const ReadOrder& order, const ReadOptions& given, const Common& common) {
  const bool terminal = ::isatty(STDOUT_FILENO) == 1;
  const std::string format = !order.format.empty() ? order.format : terminal ? "text" : "jsonl";
  const bool many = order.files.size() > 1;
  const bool summary = many && format == "text" && order.into.empty();
  Progress progress(order.files.size(), "treaties");
  std::vector<std::string> left;
  int code = kAnswered;
  if (summary) {
    print(fmt::format("{:<28} {:>8} {:>6} {:>6} {:>5} {:>8} {:>6} {:>9} {:>14}\n", "treaty",
                      "articles", "force", "later", "term", "renewal", "leave", "survival",
                      "not understood"));
  }
  std::size_t done = 0;
  for (const std::string& path : order.files) {
    const Result<ReadText> read = read_treaty_file(path, given.language);
    ReadOptions options = given;
    options.doc = name_of(path);
    progress.clear();
    if (!read) {
      code = fail(read.error());
      if (!many) return code;
    } else if (!order.into.empty()) {
      code = std::max(
          code, add_reading(order.into, statements_of(read->reading, read->document.text, options),
                            read->document.text, Adding::propose_unsure));
    } else if (summary) {
      print(summary_line(path, read->reading));
    } else {
      print_one(*read, format, options, common);
    }
    if (read && (summary || !order.into.empty())) {
      for (const std::string& what : read->reading.not_understood)
        left.push_back(fmt::format("  {}: {}\n", name_of(path), what));
    }
    std::fflush(stdout);
    progress.tell(++done);
  }
  progress.clear();
  if (!left.empty()) {
    print(std::string("\nnot understood:\n"));
    for (const std::string& line : left) print(line);
  }
  return code;
}

}  // namespace servanda::cli
