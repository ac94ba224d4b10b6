// servanda read: documents to statements, printed or added to a register.

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "servanda/base/sha256.h"
#include "servanda/cli/cli.h"
#include "servanda/cli/in_order.h"
#include "servanda/cli/progress.h"
#include "servanda/journal/journal.h"
#include "servanda/language/decode.h"
#include "servanda/query/link.h"
#include "servanda/reader/chain.h"
#include "servanda/reader/confidence.h"
#include "servanda/reader/provenance.h"
#include "servanda/reader/reader.h"
#include "servanda/register/files.h"
#include "servanda/register/keeper.h"
#include "servanda/render/render.h"

namespace servanda::cli {
namespace {

/// What is told on standard error about one document; said when its turn has come.
using Notes = std::string;

Result<std::string> text_of(const std::string& path, Notes& notes) {
  SERVANDA_ASSIGN_OR_RETURN(const std::string bytes,
                            path == "-" ? read_standard_input() : read_file(path));
  Result<DecodedText> decoded = decode(bytes);
  if (!decoded) {
    return Error{decoded.error().code, fmt::format("{}: {}", path, decoded.error().message),
                 decoded.error().advice};
  }
  if (decoded->encoding != "UTF-8" && decoded->encoding != "utf-8")
    notes += fmt::format("note: {} was converted from {}\n", path, decoded->encoding);
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

/// What the statement rests on, beside the fields of the contract.
Json with_grounds(const Statement& statement, const Grounds& grounds) {
  Json json = to_json(statement);
  Json rests;
  if (!grounds.frame.empty()) rests["frame"] = grounds.frame;
  if (!grounds.trigger.empty()) rests["on"] = grounds.trigger;
  if (!grounds.cues.empty()) rests["cues"] = grounds.cues;
  if (grounds.margin) rests["margin"] = *grounds.margin;
  rests["group"] = confidence_groups(statement, grounds).back();
  if (!rests.is_null()) json["rests"] = std::move(rests);
  if (grounds.confidence) {
    json["confidence"] = std::round(*grounds.confidence * 100) / 100;
    json["proposed"] = *grounds.confidence < kSureEnough;
  }
  return json;
}

std::string printed(const Reading& reading, const std::string& format, bool why,
                    const Common& common) {
  std::string text;
  if (format == "jsonl") {
    for (std::size_t i = 0; i < reading.statements.size(); ++i)
      text += print_json(why ? with_grounds(reading.statements[i], reading.grounds[i])
                             : to_json(reading.statements[i])) +
              "\n";
    // A language that is not read: marked as such, and no statement.
    for (const Mention& mention : reading.mentions) {
      Json json;
      json["doc"] = reading.source.id;
      json[mention.is_date ? "date" : "name"] = mention.value;
      json["language"] = reading.source.language;
      json["quote"]["start"] = mention.bytes.begin;
      json["quote"]["end"] = mention.bytes.end;
      text += print_json(json) + "\n";
    }
    return text;
  }
  if (format == "journal") {
    text = format_source(reading.source);
    for (const Statement& statement : reading.statements)
      text += "\n" + format_statement(statement);
    return text;
  }
  Register reg;
  reg.sources.push_back(reading.source);
  return render_statements(reg, reading.statements, style_of(common));
}

int read_headlines(const std::string& path, const ReadOrder& order) {
  Notes notes;
  Result<std::string> text = text_of(path, notes);
  fmt::print(stderr, "{}", notes);
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
    for (std::size_t i = 0; i < reading->statements.size(); ++i)
      json["statements"].push_back(order.why
                                       ? with_grounds(reading->statements[i], reading->grounds[i])
                                       : to_json(reading->statements[i]));
    print(print_json(json) + "\n");
  }
  return kAnswered;
}

/// A document to be read, and what a list beside it says of it.
struct Named {
  std::string path;
  Provenance listed = {};
};

/// Folders stand for the texts in them, in the order of their names; a file index.tsv in a folder
/// tells their days.
Result<std::vector<Named>> with_folders(const std::vector<std::string>& files) {
  namespace fs = std::filesystem;
  std::vector<Named> documents;
  for (const std::string& file : files) {
    std::error_code none;
    if (file == "-" || !fs::is_directory(file, none)) {
      documents.push_back({file});
      continue;
    }
    std::map<std::string, Provenance, std::less<>> list;
    const fs::path index = fs::path(file) / "index.tsv";
    if (fs::exists(index, none)) {
      SERVANDA_ASSIGN_OR_RETURN(const std::string bytes, read_file(index.string()));
      Result<std::map<std::string, Provenance, std::less<>>> read = read_provenance_list(bytes);
      if (!read) {
        return Error{read.error().code, fmt::format("{}: {}", index.string(), read.error().message),
                     read.error().advice};
      }
      list = *std::move(read);
    }
    std::vector<Named> texts;
    for (const auto& entry : fs::directory_iterator(file, none)) {
      if (entry.path().extension() != ".txt") continue;
      const auto listed = list.find(entry.path().filename().string());
      texts.push_back(
          {entry.path().string(), listed == list.end() ? Provenance{} : listed->second});
    }
    std::sort(texts.begin(), texts.end(),
              [](const Named& a, const Named& b) { return a.path < b.path; });
    documents.insert(documents.end(), texts.begin(), texts.end());
  }
  return documents;
}

/// One document, read; `notes` are told even where it could not be.
struct Outcome {
  Notes notes = {};
  std::optional<Error> error = {};
  std::string text = {};
  Reading reading = {};
  std::string output = {};
};

Outcome read_one(const Named& document, const ReadOptions& given, const std::string& format,
                 bool why, const Common& common) {
  Outcome outcome;
  Result<std::string> text = text_of(document.path, outcome.notes);
  if (!text) {
    outcome.error = text.error();
    return outcome;
  }
  outcome.text = *std::move(text);
  Provenance known = document.listed;
  known.complete(
      provenance_of(std::filesystem::path(document.path).filename().string(), outcome.text));
  ReadOptions options = given;
  options.doc = name_of(document.path);
  // What is told of this document goes before what is told of all.
  if (known.published) options.published = known.published;
  if (!known.publisher.empty()) options.publisher = known.publisher;
  if (options.language.empty()) options.language = known.language;
  Result<Reading> reading = read_dispatch(outcome.text, options);
  if (!reading) {
    outcome.error =
        Error{reading.error().code, fmt::format("{}: {}", document.path, reading.error().message),
              reading.error().advice};
    return outcome;
  }
  if (reading->source.language != "en" && reading->source.language != "ru") {
    outcome.notes +=
        fmt::format("note: {} is not in English or Russian: only its names and dates are told\n",
                    document.path);
  }
  if (!format.empty()) outcome.output = printed(*reading, format, why, common);
  outcome.reading = *std::move(reading);
  return outcome;
}

}  // namespace

std::string name_of(const std::string& path) {
  return path == "-" ? "standard-input" : std::filesystem::path(path).stem().string();
}

/// Links, writes the document beside the register, and adds the statements.
int add_reading(const std::string& folder, Reading reading, const std::string& text,
                Adding adding) {
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
  std::string journal = "; read from " + source.file + "\n\n" + format_source(source);
  Register proposals;
  std::set<std::string> proposed;
  const Instant at = now();
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const Statement& statement = statements[i];
    // The reader of treaty texts tells no grounds.
    const Grounds grounds = i < reading.grounds.size() ? reading.grounds[i] : Grounds();
    const std::optional<double>& confidence = grounds.confidence;
    const bool waits = adding == Adding::propose_all || (adding == Adding::propose_unsure &&
                                                         confidence && *confidence < kSureEnough);
    if (waits) {
      const std::string id = statement_id(statement);
      if (!proposed.insert(id).second) continue;
      proposals.decisions.push_back(
          {Ruling::propose, id, {}, at, "servanda read", describe_grounds(grounds), {}});
    }
    journal += "\n" + format_statement(statement);
  }
  journal += "\n" + format_register(proposals);
  Batch batch;
  batch.name = name;
  batch.mark.at = at;
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
  print(fmt::format(
      "{} statements from {} added to {}{}\n", statements.size(), name, added->place,
      proposed.empty() ? "" : fmt::format(", {} of them as proposals", proposed.size())));
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
  if (order.review && order.into.empty()) {
    return wrong_use("--review keeps decisions in a register", "add --into REGISTER");
  }
  if (order.files.empty()) {
    if (order.review) return walk_proposals(order.into, std::nullopt, common);
    return wrong_use("no document is named", "give files or folders; - is standard input");
  }
  if (order.as == "treaty") return read_treaties(order, options, common);
  const Result<std::vector<Named>> documents = with_folders(order.files);
  if (!documents) return fail(documents.error());
  if (documents->empty())
    return wrong_use("the folder holds no .txt files", "give a folder with texts");
  if (order.as == "headlines") {
    for (const Named& document : *documents) {
      if (const int code = read_headlines(document.path, order); code != kAnswered) return code;
    }
    return kAnswered;
  }
  const bool prints = order.into.empty() && format != "chain";
  Progress progress(documents->size(), "documents");
  std::vector<Reading> readings;  // of a chain only
  std::set<std::string> added;    // names in the register
  int code = kAnswered;
  in_order(
      documents->size(), order.jobs,
      [&](std::size_t i) {
        return read_one((*documents)[i], options, prints ? format : std::string(), order.why,
                        common);
      },
      [&](std::size_t i, Outcome outcome) {
        progress.clear();
        fmt::print(stderr, "{}", outcome.notes);
        // Of many documents each has its own day; one that tells none must not pass unseen.
        if (!outcome.error && !outcome.reading.day && documents->size() > 1) {
          fmt::print(stderr, "note: {} tells no day: \"last month\" and the like stay open there\n",
                     (*documents)[i].path);
        }
        if (!outcome.error && outcome.reading.unread_from) {
          fmt::print(stderr, "note: {} is not read from byte {} on: too many statements\n",
                     (*documents)[i].path, *outcome.reading.unread_from);
        }
        if (outcome.error) {
          // Of many documents the others are read all the same.
          code = fail(*outcome.error);
        } else if (!order.into.empty()) {
          added.insert(source_id(outcome.reading.source.id));
          const int one = add_reading(order.into, std::move(outcome.reading), outcome.text,
                                      order.review ? Adding::propose_all : Adding::propose_unsure);
          if (one != kAnswered) {
            code = one;
            return false;
          }
        } else if (format == "chain") {
          readings.push_back(std::move(outcome.reading));
        } else {
          print(outcome.output);
        }
        std::fflush(stdout);
        progress.tell(i + 1);
        return true;
      });
  progress.clear();
  if (format == "chain" && order.into.empty()) print(describe_chains(chains_of(readings)));
  if (order.review && code == kAnswered) return walk_proposals(order.into, added, common);
  return code;
}

}  // namespace servanda::cli
