// What is written: a document that was read, with those of its statements that a person accepted.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "servanda/base/sha256.h"
#include "servanda/http/body.h"
#include "servanda/http/routes.h"
#include "servanda/journal/journal.h"
#include "servanda/query/link.h"
#include "servanda/reader/reader.h"

namespace servanda {
namespace {

/// The name of the document's file and of its source: what people may type, made what a journal
/// takes.
Result<std::string> source_id(const std::string& name) {
  std::string id;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) {
      id += c;
    } else if (c >= 'A' && c <= 'Z') {
      id += static_cast<char>(c - 'A' + 'a');
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  constexpr std::size_t kLongest = 80;
  if (id.empty() || id.size() > kLongest) {
    return Error{Code::invalid_argument, fmt::format("\"{}\" is no name for a document", name),
                 "letters, digits and hyphens, 80 at most: tass-2025-03-26"};
  }
  return id;
}

/// As POST /api/v1/read gives it; or amended: {"entry": what the journal says, "quote": …}.
Result<Statement> statement_of(const Json& json) {
  if (!json.is_object() || !json.contains("entry")) return statement_from_json(json);
  SERVANDA_ASSIGN_OR_RETURN(const std::string entry, text_in(json, "entry", true));
  const SourceText text("entry", entry + "\n");
  const ParsedJournal parsed = parse_journal(text);
  if (!parsed.ok() || parsed.reg.statements.size() != 1 || !parsed.reg.decisions.empty()) {
    return Error{
        Code::parse, ": its entry is no statement of the journal",
        parsed.diagnostics.empty() ? "one statement" : describe(parsed.diagnostics.front(), text)};
  }
  Statement statement = parsed.reg.statements.front();
  const Json quote = json.value("quote", Json());
  const auto at = [&](const char* name) -> std::optional<std::size_t> {
    if (!quote.is_object() || !quote.contains(name) || !quote.at(name).is_number_unsigned())
      return std::nullopt;
    return quote.at(name).get<std::size_t>();
  };
  statement.from.clear();
  if (at("start") && at("end")) {
    Citation citation;
    citation.bytes = Span{*at("start"), *at("end")};
    statement.from.push_back(std::move(citation));
  }
  return statement;
}

/// The accepted statements, each bound to the words that stand in the text: what a client says of
/// the words is not believed.
Result<std::vector<Statement>> accepted_of(const Json& body, const std::string& text,
                                           const std::string& source) {
  if (!body.contains("statements") || !body.at("statements").is_array() ||
      body.at("statements").empty()) {
    return Error{Code::invalid_argument, "the body has no \"statements\"",
                 "a list of those that were accepted, as POST /api/v1/read gives them"};
  }
  std::vector<Statement> accepted;
  for (const Json& one : body.at("statements")) {
    const std::string place = fmt::format("statements/{}", accepted.size());
    Result<Statement> statement = statement_of(one);
    if (!statement) {
      return Error{statement.error().code, place + statement.error().message,
                   statement.error().advice};
    }
    if (statement->from.empty() || !statement->from.front().bytes) {
      return Error{Code::invalid_argument, place + ": it quotes nothing",
                   "\"quote\": {\"start\": …, \"end\": …}, in bytes of the text"};
    }
    Citation& citation = statement->from.front();
    const Span bytes = *citation.bytes;
    if (bytes.begin >= bytes.end || bytes.end > text.size()) {
      return Error{Code::invalid_argument, place + ": its quote lies outside of the text",
                   fmt::format("the text has {} bytes", text.size())};
    }
    citation.words = std::string(bytes.of(text));
    citation.source = source;
    statement->from.resize(1);
    accepted.push_back(*std::move(statement));
  }
  return accepted;
}

}  // namespace

Result<Answer> answer_write(const Asked& asked) {
  SERVANDA_ASSIGN_OR_RETURN(const Json body, json_body(asked.request.body));
  SERVANDA_ASSIGN_OR_RETURN(const std::string text, text_in(body, "text", true));
  SERVANDA_ASSIGN_OR_RETURN(const std::string name, text_in(body, "name", true));
  SERVANDA_ASSIGN_OR_RETURN(const std::string id, source_id(name));
  if (asked.reg.find_source(id) != nullptr) {
    return Error{Code::conflict, fmt::format("the source {} is there already", id),
                 "a register only grows: give this document another name"};
  }
  SERVANDA_ASSIGN_OR_RETURN(Reading reading, reading_of(body));
  SERVANDA_ASSIGN_OR_RETURN(std::vector<Statement> accepted, accepted_of(body, text, id));
  // Which treaty is meant follows from the whole document, not from the part that was accepted.
  const TreatyLinks links = link_treaties(asked.reg, reading.statements);
  reading.source.id = id;
  reading.source.file = "documents/" + id + ".txt";
  reading.source.sha256 = sha256_hex(text);
  std::string journal =
      fmt::format("; read from {}, accepted by {} on {}\n\n{}", reading.source.file, asked.writer,
                  to_text(asked.today), format_source(reading.source));
  for (const Statement& statement : with_links(std::move(accepted), links)) {
    journal += "\n" + format_statement(statement);
  }
  Batch batch;
  batch.name = id;
  batch.mark.at = asked.at;
  batch.mark.by = asked.writer;
  batch.mark.of = id;
  batch.mark.key = sha256_hex(text);
  batch.text = journal;
  batch.documents.push_back({reading.source.file, text});
  SERVANDA_ASSIGN_OR_RETURN(const Added added, asked.holdings.add(batch));
  if (!added.added) {
    return Error{Code::conflict,
                 fmt::format("this text is in the register already: {}", added.place),
                 "nothing was added"};
  }
  Json json = {{"source", id}, {"statements", body.at("statements").size()}};
  json["treaties"] = Json::object();
  for (const auto& [local, link] : links) json["treaties"][local] = link.id;
  Answer answer{"application/json", print_json(json) + "\n"};
  answer.status = 201;
  return answer;
}

}  // namespace servanda
