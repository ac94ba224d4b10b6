// servanda read: documents to statements, printed or added to a register.

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "servanda/base/sha256.h"
#include "servanda/cli/cli.h"
#include "servanda/journal/journal.h"
#include "servanda/language/decode.h"
#include "servanda/query/link.h"
#include "servanda/reader/chain.h"
#include "servanda/reader/reader.h"
#include "servanda/register/files.h"
#include "servanda/register/keeper.h"
#include "servanda/render/render.h"

namespace servanda::cli {
namespace {

Result<std::string> text_of(const std::string& path) {
  SERVANDA_ASSIGN_OR_RETURN(const std::string bytes,
                            path == "-" ? read_standard_input() : read_file(path));
  Result<DecodedText> decoded = decode(bytes);
  if (!decoded) {
    return Error{decoded.error().code, fmt::format("{}: {}", path, decoded.error().message),
                 decoded.error().advice};
  }
  if (decoded->encoding != "UTF-8" && decoded->encoding != "utf-8")
    fmt::print(stderr, "note: {} was converted from {}\n", path, decoded->encoding);
  if (decoded->utf8.find_first_not_of(" \t\r\n") == std::string::npos) {
    return Error{Code::parse, fmt::format("{}: the document is empty", path),
                 "give a document with text"};
  }
  return std::move(decoded->utf8);
}

/// A source id as the journal allows it, made of the document's name.
std::string source_id(const std::string& name) {
  std::string id;
  for (const char c : name) {
    const auto u = static_cast<unsigned char>(c);
    id += std::isalnum(u) != 0 && u < 0x80 ? static_cast<char>(std::tolower(u)) : '-';
  }
  while (!id.empty() && id.front() == '-') id.erase(0, 1);
  return id.empty() ? "document" : id;
}

void print_reading(const Reading& reading, const std::string& format, const Common& common) {
  if (format == "jsonl") {
    for (const Statement& statement : reading.statements)
      print(print_json(to_json(statement)) + "\n");
  } else if (format == "journal") {
    print(format_source(reading.source));
    for (const Statement& statement : reading.statements) print("\n" + format_statement(statement));
  } else {
    Register reg;
    reg.sources.push_back(reading.source);
    print(render_statements(reg, reading.statements, style_of(common)));
  }
}

int read_headlines(const std::string& path, const ReadOrder& order) {
  Result<std::string> text = text_of(path);
  if (!text) return fail(text.error());
  std::size_t line_number = 0;
  std::vector<std::string> columns;
  const auto split = [](std::string_view line) {
    std::vector<std::string> cells;
    while (true) {
      const std::size_t tab = line.find('\t');
      cells.emplace_back(line.substr(0, tab));
      if (tab == std::string_view::npos) return cells;
      line.remove_prefix(tab + 1);
    }
  };
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    ++line_number;
    if (line.empty()) continue;
    const std::vector<std::string> cells = split(line);
    if (columns.empty()) {
      columns = cells;
      if (std::find(columns.begin(), columns.end(), "headline") == columns.end()) {
        return fail({Code::parse, fmt::format("{}:1: there is no column \"headline\"", path),
                     "columns: id (or url), outlet, date, headline, separated by tabs"});
      }
      continue;
    }
    const auto cell = [&](std::string_view name) -> std::string {
      for (std::size_t i = 0; i < columns.size() && i < cells.size(); ++i) {
        if (columns[i] == name) return cells[i];
      }
      return {};
    };
    ReadOptions options;
    options.doc = cells.front();
    options.publisher = cell("outlet");
    options.language = order.language;
    if (const auto day = parse_day(cell("date"))) options.published = *day;
    const Result<Reading> reading = read_headline(cell("headline"), options);
    if (!reading)
      return fail({reading.error().code,
                   fmt::format("{}:{}: {}", path, line_number, reading.error().message)});
    Json json;
    json["id"] = options.doc;
    json["statements"] = Json::array();
    for (const Statement& statement : reading->statements)
      json["statements"].push_back(to_json(statement));
    print(print_json(json) + "\n");
  }
  return kAnswered;
}

/// Folders stand for the texts in them, in the order of their names.
std::vector<std::string> with_folders(const std::vector<std::string>& files) {
  std::vector<std::string> paths;
  for (const std::string& file : files) {
    std::error_code none;
    if (file == "-" || !std::filesystem::is_directory(file, none)) {
      paths.push_back(file);
      continue;
    }
    std::vector<std::string> texts;
    for (const auto& entry : std::filesystem::directory_iterator(file, none)) {
      if (entry.path().extension() == ".txt") texts.push_back(entry.path().string());
    }
    std::sort(texts.begin(), texts.end());
    paths.insert(paths.end(), texts.begin(), texts.end());
  }
  return paths;
}

}  // namespace

std::string name_of(const std::string& path) {
  return path == "-" ? "standard-input" : std::filesystem::path(path).stem().string();
}

/// Links, writes the document beside the register, and adds the statements.
int add_reading(const std::string& folder, Reading reading, const std::string& text) {
  Result<std::unique_ptr<Keeper>> keeper = open_keeper(folder);
  if (!keeper) return fail(keeper.error());
  Result<LoadedRegister> loaded = (*keeper)->load();
  if (!loaded) return fail(loaded.error());
  if (!loaded->ok()) {
    tell_faults(*loaded);
    return fail(
        {Code::parse, fmt::format("the register {} has faults", folder), "mend them first"});
  }
  Source& source = reading.source;
  const std::string name = source_id(source.id);
  const TreatyLinks links = link_treaties(loaded->reg, reading.statements);
  source.id = name;
  source.file = "documents/" + name + ".txt";
  source.sha256 = sha256_hex(text);
  for (Statement& statement : reading.statements) {
    for (Citation& citation : statement.from) citation.source = name;
  }
  const std::vector<Statement> statements = with_links(std::move(reading.statements), links);
  std::string journal = "; read from " + source.file +
                        ": proposals of the reader, to be looked at\n\n" + format_source(source);
  for (const Statement& statement : statements) journal += "\n" + format_statement(statement);
  Batch batch;
  batch.name = name;
  batch.mark.at = now();
  batch.mark.by = user();
  batch.mark.of = name;
  batch.mark.key = sha256_hex(text);
  batch.text = journal;
  batch.documents.push_back({source.file, text});
  const Result<Added> added = (*keeper)->add(batch);
  if (!added) return fail(added.error());
  if (!added->added) {
    print(
        fmt::format("{} is in the register already ({}): nothing was added\n", name, added->place));
    return kAnswered;
  }
  print(fmt::format("{} statements from {} added to {}\n", statements.size(), name, added->place));
  for (const auto& [local, link] : links) {
    std::string line =
        fmt::format("  {}: {}", link.id,
                    link.is_new ? "new" : fmt::format("known, score {:.2f} of 3", link.score));
    for (const auto& [id, score] : link.alternatives)
      line += fmt::format("; perhaps {} ({:.2f})", id, score);
    print(line + "\n");
  }
  return kAnswered;
}

int run_read(const ReadOrder& order, const Common& common) {
  ReadOptions options;
  if (!order.published.empty()) {
    const Result<Day> day = parse_day(order.published);
    if (!day)
      return wrong_use(fmt::format("--published {}: {}", order.published, day.error().message),
                       "a day (2025-03-26)");
    options.published = *day;
  }
  options.publisher = order.publisher;
  options.language = order.language;
  const bool terminal = ::isatty(STDOUT_FILENO) == 1;
  const std::string format = !order.format.empty() ? order.format : terminal ? "text" : "jsonl";
  if (order.as == "treaty") return read_treaties(order, options, common);
  const std::vector<std::string> files = with_folders(order.files);
  if (files.empty()) return wrong_use("the folder holds no .txt files", "give a folder with texts");
  std::vector<Reading> readings;  // of a chain only
  const bool progress = files.size() > 20 && ::isatty(STDERR_FILENO) == 1;
  std::size_t done = 0;
  for (const std::string& path : files) {
    if (order.as == "headlines") {
      if (const int code = read_headlines(path, order); code != kAnswered) return code;
      continue;
    }
    Result<std::string> text = text_of(path);
    if (!text) return fail(text.error());
    options.doc = name_of(path);
    Result<Reading> reading = read_dispatch(*text, options);
    if (!reading)
      return fail({reading.error().code, fmt::format("{}: {}", path, reading.error().message),
                   reading.error().advice});
    if (!order.into.empty()) {
      if (const int code = add_reading(order.into, *std::move(reading), *text); code != kAnswered)
        return code;
    } else if (format == "chain") {
      readings.push_back(*std::move(reading));
    } else {
      print_reading(*reading, format, common);
    }
    ++done;
    if (progress) fmt::print(stderr, "\r{} of {} documents", done, files.size());
  }
  if (format == "chain") print(describe_chains(chains_of(readings)));
  if (progress) fmt::print(stderr, "\n");
  return kAnswered;
}

}  // namespace servanda::cli
