#include "servanda/exchange/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "servanda/base/utf8.h"
#include "servanda/exchange/import_rows.h"
#include "servanda/model/json.h"
#include "servanda/register/files.h"
#include "servanda/register/keeper.h"

namespace servanda {
namespace {

namespace fs = std::filesystem;

std::string plain(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c == ' ' || c == '_' || c == '"') continue;
    text += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

/// Calls `take` for each line that is not empty, with its number. err: what `take` says.
template <typename Take>
Status for_lines(std::string_view text, Take take) {
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!trimmed(line).empty()) SERVANDA_RETURN_IF_ERROR(take(number, line));
  }
  return Done{};
}

std::string text_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Tables come with tabs between their values as well: the same with commas.
std::string with_commas(std::string text) {
  const std::string_view heading = std::string_view(text).substr(0, text.find('\n'));
  if (heading.find('\t') == std::string_view::npos || heading.find(',') != std::string_view::npos)
    return text;
  std::string table = "\"";
  for (const char c : text) {
    if (c == '\t') {
      table += "\",\"";
    } else if (c == '\n') {
      if (table.ends_with('\r')) table.pop_back();
      table += "\"\n\"";
    } else {
      table += c == '"' ? std::string("\"\"") : std::string(1, c);
    }
  }
  // Nothing but a quotation mark stands behind the last line.
  if (table.ends_with("\n\"")) {
    table.pop_back();
  } else {
    table += '"';
  }
  return table;
}

Result<Source> source_from_json(const Json& value) {
  if (!value.is_object() || text_at(value, "id").empty())
    return Error{Code::parse, "/source: expected an object with an id"};
  Source source;
  source.id = text_at(value, "id");
  source.title = text_at(value, "title");
  source.publisher = text_at(value, "publisher");
  source.url = text_at(value, "url");
  source.language = text_at(value, "language");
  source.file = text_at(value, "file");
  source.sha256 = text_at(value, "sha256");
  source.note = text_at(value, "note");
  if (const std::string day = text_at(value, "published"); !day.empty()) {
    SERVANDA_ASSIGN_OR_RETURN(source.published, parse_edtf(day));
  }
  if (const std::string word = text_at(value, "authority"); !word.empty()) {
    const std::optional<Authority> authority = find_authority(word);
    if (!authority) return Error{Code::parse, fmt::format("/source/authority: \"{}\"", word)};
    source.authority = *authority;
  }
  return source;
}

}  // namespace

std::optional<ImportKind> find_import_kind(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, ImportKind>, 6> kKinds{
      {{"csv", ImportKind::csv},
       {"jsonl", ImportKind::jsonl},
       {"bundle", ImportKind::bundle},
       {"untc", ImportKind::untc},
       {"manytreaties", ImportKind::manytreaties},
       {"unctad", ImportKind::unctad}}};
  for (const auto& [name, kind] : kKinds) {
    if (name == word) return kind;
  }
  return std::nullopt;
}

ImportRun::ImportRun(const ImportInput& input, const ImportOptions& with, const Source& source,
                     const PieceSink& sink, const ImportProgress& progress)
    : options(with), file(input.path), source_(source), sink_(sink), progress_(progress) {
  if (with.kind != ImportKind::jsonl) piece_.sources.push_back(source);
}

void ImportRun::fault(std::size_t row, std::string_view column, std::string what) {
  faulty_row_ = true;
  if (report.faults.size() >= kMostImportFaults) {
    ++report.more_faults;
    return;
  }
  report.faults.push_back({file, row, std::string(column), std::move(what)});
}

Status ImportRun::begin_row() {
  SERVANDA_RETURN_IF_ERROR(end_row());
  ++report.rows;
  if (progress_ && report.rows % 10'000 == 0) progress_(report.rows);
  return Done{};
}

Status ImportRun::end_row() {
  // A row that is right in part would say less than its table does: it is left out as a whole.
  if (!faulty_row_) {
    for (Statement& statement : row_) SERVANDA_RETURN_IF_ERROR(take(std::move(statement)));
  }
  row_.clear();
  faulty_row_ = false;
  return Done{};
}

Status ImportRun::add(Fact fact, std::optional<Day> known) {
  Statement statement;
  statement.fact = std::move(fact);
  statement.from.push_back({source_.id, {}, {}});
  statement.known = known;
  return add(std::move(statement));
}

Status ImportRun::add(Statement statement) {
  row_.push_back(std::move(statement));
  return Done{};
}

Status ImportRun::take(Statement statement) {
  piece_.statements.push_back(std::move(statement));
  ++report.statements;
  if (piece_.statements.size() < kPiece) return Done{};
  Register full = std::move(piece_);
  piece_ = Register{};
  return sink_(std::move(full));
}

void ImportRun::add_source(Source source) {
  piece_.sources.push_back(std::move(source));
}

Status ImportRun::declare(const std::string& id, std::string_view title) {
  if (!declared_.insert(id).second) return Done{};
  TreatyFact treaty;
  treaty.id = id;
  treaty.title = title;
  // It stays whatever becomes of the row.
  Statement statement;
  statement.fact = std::move(treaty);
  statement.from.push_back({source_.id, {}, {}});
  return take(std::move(statement));
}

Status ImportRun::finish() {
  SERVANDA_RETURN_IF_ERROR(end_row());
  if (piece_.statements.empty()) return Done{};
  Register last = std::move(piece_);
  piece_ = Register{};
  return sink_(std::move(last));
}

Result<Heading> Heading::read(CsvReader& rows, const std::string& file) {
  Heading heading;
  heading.file_ = file;
  if (!rows.next()) {
    return Error{Code::parse,
                 fmt::format("{}:1: there is no row with the names of the columns", file),
                 "a table of values between commas, the first row naming its columns"};
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    heading.names_.emplace_back(trimmed(rows.field(i)));
    heading.plain_.push_back(plain(heading.names_.back()));
  }
  heading.used_.assign(heading.names_.size(), false);
  return heading;
}

std::size_t Heading::find(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const auto found = std::find(plain_.begin(), plain_.end(), plain(name));
    if (found == plain_.end()) continue;
    const auto column = static_cast<std::size_t>(found - plain_.begin());
    used_[column] = true;
    return column;
  }
  return npos;
}

Result<std::size_t> Heading::need(std::initializer_list<std::string_view> names) {
  const std::size_t column = find(names);
  if (column != npos) return column;
  std::string all;
  for (const std::string& name : names_) all += (all.empty() ? "" : ", ") + name.substr(0, 40);
  return Error{Code::parse, fmt::format("{}:1: there is no column \"{}\"", file_, *names.begin()),
               fmt::format("the columns are: {}", all.substr(0, 400))};
}

std::vector<std::string> Heading::unused() const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (!used_[i] && !names_[i].empty()) names.push_back(names_[i]);
  }
  return names;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

bool is_blank(std::string_view cell) {
  cell = trimmed(cell);
  return cell.empty() || cell == "NA" || cell == "-" || cell == "n/a" || cell == "N/A";
}

Status ended_well(const CsvReader& rows, const std::string& file) {
  if (!rows.broken()) return Done{};
  return Error{Code::parse, fmt::format("{}:{}: a quotation mark is not closed", file, rows.line()),
               "close it; a quotation mark within a value is written twice"};
}

Status import_clauses(std::string_view lines, ImportRun& run) {
  return for_lines(lines, [&](std::size_t row, std::string_view line) -> Status {
    SERVANDA_RETURN_IF_ERROR(run.begin_row());
    const Result<Json> json = parse_json(line);
    Result<TreatyFact> treaty = json ? clauses_from_json(*json) : Result<TreatyFact>(json.error());
    if (!treaty) {
      run.fault(row, "", treaty.error().message);
      return Done{};
    }
    if (treaty->id.empty()) {
      run.fault(row, "id", "the treaty has no id");
      return Done{};
    }
    return run.add(*std::move(treaty));
  });
}

Status import_statements(std::string_view lines, ImportRun& run) {
  // Sources first: a statement may stand before the source that it cites.
  std::unordered_set<std::string> declared;
  std::vector<std::string> cited;
  std::vector<Statement> statements;
  const Status read = for_lines(lines, [&](std::size_t row, std::string_view line) -> Status {
    SERVANDA_RETURN_IF_ERROR(run.begin_row());
    const Result<Json> json = parse_json(line);
    if (!json) {
      run.fault(row, "", json.error().message);
      return Done{};
    }
    if (json->is_object() && json->contains("source")) {
      Result<Source> source = source_from_json(json->at("source"));
      if (!source) {
        run.fault(row, "source", source.error().message);
      } else if (declared.insert(source->id).second) {
        run.add_source(*std::move(source));
      }
      return Done{};
    }
    Result<Statement> statement = statement_from_json(*json);
    if (!statement) {
      run.fault(row, "", statement.error().message);
      return Done{};
    }
    for (const Citation& citation : statement->from) cited.push_back(citation.source);
    statements.push_back(*std::move(statement));
    return Done{};
  });
  if (!read) return read.error();
  for (const std::string& id : cited) {
    if (id.empty() || !declared.insert(id).second) continue;
    Source source;
    source.id = id;
    run.add_source(std::move(source));
  }
  SERVANDA_RETURN_IF_ERROR(run.end_row());
  for (Statement& statement : statements) SERVANDA_RETURN_IF_ERROR(run.take(std::move(statement)));
  return Done{};
}

Result<ImportReport> run_import(const ImportInput& input, const ImportOptions& options,
                                const Source& source, const PieceSink& sink,
                                const ImportProgress& progress) {
  for (const std::string* bytes : {&input.bytes, &input.acts}) {
    if (const auto bad = find_invalid_utf8(*bytes)) {
      const auto line =
          std::count(bytes->begin(), bytes->begin() + static_cast<std::ptrdiff_t>(*bad), '\n') + 1;
      return Error{Code::parse, fmt::format("{}:{}: the text is not UTF-8", input.path, line),
                   "convert it: iconv -f WINDOWS-1252 -t UTF-8"};
    }
  }
  ImportRun run(input, options, source, sink, progress);
  switch (options.kind) {
    case ImportKind::csv:
      SERVANDA_RETURN_IF_ERROR(import_acts(input.bytes, run));
      break;
    case ImportKind::jsonl:
      SERVANDA_RETURN_IF_ERROR(import_statements(input.bytes, run));
      break;
    case ImportKind::bundle:
      run.file = input.path + "/clauses.jsonl";
      SERVANDA_RETURN_IF_ERROR(import_clauses(input.bytes, run));
      run.file = input.path + "/acts.csv";
      SERVANDA_RETURN_IF_ERROR(import_acts(input.acts, run));
      break;
    case ImportKind::untc:
      SERVANDA_RETURN_IF_ERROR(import_untc(input.bytes, run));
      break;
    case ImportKind::manytreaties:
      SERVANDA_RETURN_IF_ERROR(import_manytreaties(input.bytes, run));
      break;
    case ImportKind::unctad:
      SERVANDA_RETURN_IF_ERROR(import_unctad(input.bytes, run));
      break;
  }
  SERVANDA_RETURN_IF_ERROR(run.finish());
  return std::move(run.report);
}

Result<ImportInput> read_import(const std::string& path, ImportKind kind) {
  ImportInput input;
  input.path = path;
  std::error_code error;
  if (kind != ImportKind::bundle) {
    SERVANDA_ASSIGN_OR_RETURN(input.bytes, path == "-" ? read_standard_input() : read_file(path));
    if (kind != ImportKind::jsonl) input.bytes = with_commas(std::move(input.bytes));
    return input;
  }
  if (!fs::is_directory(path, error)) {
    return Error{Code::invalid_argument, fmt::format("{} is no folder", path),
                 "a bundle is a folder with clauses.jsonl and acts.csv, or clauses/ and acts/"};
  }
  if (fs::exists(fs::path(path) / "clauses.jsonl", error)) {
    SERVANDA_ASSIGN_OR_RETURN(input.bytes, read_file(path + "/clauses.jsonl"));
    if (fs::exists(fs::path(path) / "acts.csv", error)) {
      SERVANDA_ASSIGN_OR_RETURN(input.acts, read_file(path + "/acts.csv"));
    }
    return input;
  }
  // A file a treaty: put together as if they were the two.
  std::vector<fs::path> files;
  for (fs::directory_iterator it(fs::path(path) / "clauses", error), end; !error && it != end;
       it.increment(error)) {
    if (it->path().extension() == ".json") files.push_back(it->path());
  }
  if (error || files.empty()) {
    return Error{Code::invalid_argument, fmt::format("{} holds no clauses", path),
                 "a bundle is a folder with clauses.jsonl and acts.csv, or clauses/ and acts/"};
  }
  std::sort(files.begin(), files.end());
  input.acts = "treaty,state,act,date,known,effect,use\n";
  for (const fs::path& file : files) {
    SERVANDA_ASSIGN_OR_RETURN(const std::string clauses, read_file(file.string()));
    Result<Json> json = parse_json(clauses);
    if (!json) {
      return Error{Code::parse, fmt::format("{}: {}", file.string(), json.error().message)};
    }
    const std::string id = file.stem().string();
    if (json->is_object() && !json->contains("id")) (*json)["id"] = id;
    input.bytes += print_json(*json) + "\n";
    const fs::path acts = fs::path(path) / "acts" / (id + ".csv");
    if (!fs::exists(acts, error)) continue;
    SERVANDA_ASSIGN_OR_RETURN(const std::string table, read_file(acts.string()));
    CsvReader rows(table);
    SERVANDA_ASSIGN_OR_RETURN(Heading heading, Heading::read(rows, acts.string()));
    const std::size_t columns[] = {heading.find({"state"}),  heading.find({"act"}),
                                   heading.find({"date"}),   heading.find({"known"}),
                                   heading.find({"effect"}), heading.find({"use"})};
    while (rows.next()) {
      input.acts += text_at(*json, "id");
      for (const std::size_t column : columns) {
        const std::string_view cell = column == Heading::npos ? "" : rows.field(column);
        input.acts += ",\"";
        for (const char c : cell) input.acts += c == '"' ? std::string("\"\"") : std::string(1, c);
        input.acts += '"';
      }
      input.acts += '\n';
    }
    SERVANDA_RETURN_IF_ERROR(ended_well(rows, acts.string()));
  }
  return input;
}

Source source_of_import(const ImportInput& input, const ImportOptions& options,
                        const std::string& digest) {
  Source source;
  const std::string name = input.path == "-" ? "table" : fs::path(input.path).filename().string();
  source.id = batch_name(name) + "-" + digest.substr(0, 8);
  source.title = name;
  source.publisher = options.publisher;
  source.published = options.published;
  source.sha256 = digest;
  source.authority = options.kind == ImportKind::untc ? Authority::depositary : Authority::agency;
  return source;
}

}  // namespace servanda
