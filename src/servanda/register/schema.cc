#include "servanda/register/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <future>

#include "servanda/base/sha256.h"
#include "servanda/model/json.h"
#include "servanda/register/mentions.h"
#include "servanda/register/search_words.h"

namespace servanda {
namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE batch (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  at     INTEGER NOT NULL
) STRICT;
CREATE TABLE import (
  number INTEGER PRIMARY KEY,
  key    TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE file (
  number INTEGER PRIMARY KEY,
  path   TEXT NOT NULL UNIQUE,
  batch  INTEGER REFERENCES batch,
  import INTEGER REFERENCES import,
  digest TEXT NOT NULL
) STRICT;
CREATE TABLE name (
  number INTEGER PRIMARY KEY,
  text   TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE entry (
  number INTEGER PRIMARY KEY,
  file   INTEGER NOT NULL REFERENCES file,
  kind   INTEGER NOT NULL,
  id     INTEGER,
  treaty INTEGER REFERENCES name,
  source INTEGER REFERENCES name,
  facets TEXT NOT NULL,
  text   TEXT NOT NULL
) STRICT;
CREATE INDEX entry_file ON entry (file);
CREATE INDEX entry_id ON entry (id) WHERE id IS NOT NULL;
CREATE INDEX entry_treaty ON entry (treaty) WHERE treaty IS NOT NULL;
CREATE INDEX entry_source ON entry (source) WHERE kind = 2 OR (kind = 1 AND treaty IS NULL);
CREATE INDEX entry_general ON entry (kind) WHERE kind = 5;
CREATE INDEX entry_decision ON entry (kind) WHERE kind = 3;
CREATE TABLE link (
  one   INTEGER NOT NULL REFERENCES name,
  other INTEGER NOT NULL REFERENCES name,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE TABLE key (
  text TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES file,
  at   INTEGER NOT NULL,
  PRIMARY KEY (text, file)
) STRICT, WITHOUT ROWID;
CREATE TABLE document (
  path   TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  bytes  BLOB NOT NULL
) STRICT;
CREATE VIRTUAL TABLE words USING fts5 (
  text, content = '', columnsize = 0, detail = none, tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
  BEGIN SELECT RAISE (ABORT, 'a register only grows'); END;
CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
  BEGIN SELECT RAISE (ABORT, 'a register only grows'); END;
CREATE TRIGGER file_stays BEFORE UPDATE ON file
  WHEN OLD.batch IS NOT NULL OR OLD.path IS NOT NEW.path OR OLD.digest IS NOT NEW.digest
  BEGIN SELECT RAISE (ABORT, 'a register only grows'); END;
CREATE TRIGGER file_is_kept BEFORE DELETE ON file
  BEGIN SELECT RAISE (ABORT, 'a register only grows'); END;
CREATE TRIGGER document_stays BEFORE UPDATE ON document
  BEGIN SELECT RAISE (ABORT, 'a register only grows'); END;
CREATE TRIGGER document_is_kept BEFORE DELETE ON document
  BEGIN SELECT RAISE (ABORT, 'a register only grows'); END;
)sql";

Block block_of(const Statement& statement, std::string text) {
  Block block;
  block.kind = BlockKind::statement;
  block.id = number_of_id(statement_id(statement));
  const std::string& about = treaty_of(statement);
  if (!about.empty()) block.treaties.push_back(about);
  for (std::string& name : mentioned_treaties(statement)) {
    if (name != about) block.treaties.push_back(std::move(name));
  }
  if (!statement.from.empty()) block.source = statement.from.front().source;
  for (const std::string& piece : pieces_of(statement)) block.words += indexable(piece) + "\n";
  block.facets = to_text(facets_of(statement));
  block.text = std::move(text);
  return block;
}

}  // namespace

Status create_schema(Database& database) {
  return database.run(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", kApplication, kSchema) +
      kTables);
}

Status check_schema(Database& database) {
  SERVANDA_ASSIGN_OR_RETURN(const std::int64_t application,
                            database.number("PRAGMA application_id"));
  if (application != kApplication) {
    return Error{Code::corrupt,
                 fmt::format("{} is an SQLite file, but no register", database.path()),
                 "name a register, or make one with `servanda import … --into NEW.db`"};
  }
  SERVANDA_ASSIGN_OR_RETURN(const std::int64_t version, database.number("PRAGMA user_version"));
  if (version > kSchema) {
    return Error{Code::conflict,
                 fmt::format("{} was written by a newer Servanda: its schema is {}, this program "
                             "knows {}",
                             database.path(), version, kSchema),
                 "use that program, or let it export the register as a journal"};
  }
  if (version < 1) {
    return Error{Code::corrupt, fmt::format("{} has no schema of a register", database.path()),
                 "restore it from a copy"};
  }
  return Done{};
}

std::int64_t number_of_id(std::string_view id) {
  std::uint64_t bits = 0;
  const auto [end, fault] = std::from_chars(id.data(), id.data() + id.size(), bits, 16);
  if (fault != std::errc() || end != id.data() + id.size() || id.size() != 16) return 0;
  return static_cast<std::int64_t>(bits);
}

std::string id_of_number(std::int64_t number) {
  return fmt::format("{:016x}", static_cast<std::uint64_t>(number));
}

std::vector<Block> blocks_of(std::string_view text, const ParsedJournal& parsed) {
  const Register& reg = parsed.reg;
  std::vector<Block> blocks;
  std::size_t statement = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = text.find("\n\n", at);
    end = end == std::string_view::npos ? text.size() : end + 1;
    const Span span{at, end};
    const auto within = [&](const auto& entries) {
      return std::find_if(entries.begin(), entries.end(), [&](const auto& entry) {
        return span.contains(entry.origin.span.begin);
      });
    };
    std::string piece(span.of(text));
    Block block;
    if (statement < reg.statements.size() && span.contains(reg.origins[statement].span.begin)) {
      block = block_of(reg.statements[statement], std::move(piece));
      ++statement;
    } else {
      block.text = std::move(piece);
      if (const auto source = within(reg.sources); source != reg.sources.end()) {
        block.kind = BlockKind::source;
        block.source = source->id;
        block.words = indexable(source->title + "\n" + source->publisher);
      } else if (const auto found = within(reg.decisions); found != reg.decisions.end()) {
        block.kind = BlockKind::decision;
        block.id = number_of_id(found->statement);
      } else if (const auto mark = within(reg.incomplete); mark != reg.incomplete.end()) {
        block.kind = BlockKind::mark;
        block.treaties.push_back(mark->treaty);
      } else if (within(reg.pathways) != reg.pathways.end() ||
                 within(reg.groups) != reg.groups.end()) {
        block.kind = BlockKind::general;
      }
    }
    blocks.push_back(std::move(block));
    at = end == text.size() ? end : end + 1;
  }
  return blocks;
}

std::vector<Block> blocks_of(const Register& content) {
  std::vector<Block> blocks;
  for (const BatchMark& mark : content.batches) {
    Register one;
    one.batches.push_back(mark);
    blocks.push_back({});
    blocks.back().text = format_register(one);
  }
  for (const Source& source : content.sources) {
    Block block;
    block.kind = BlockKind::source;
    block.source = source.id;
    block.words = indexable(source.title + "\n" + source.publisher);
    block.text = format_source(source);
    blocks.push_back(std::move(block));
  }
  const std::size_t before = blocks.size();
  const std::size_t count = content.statements.size();
  blocks.resize(before + count);
  const auto make = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      blocks[before + i] = block_of(content.statements[i], format_statement(content.statements[i]));
    }
  };
  if (count < 1000) {
    make(0, count);
    return blocks;
  }
  std::future<void> half = std::async(std::launch::async, make, 0, count / 2);
  make(count / 2, count);
  half.get();
  return blocks;
}

std::string joined(const std::vector<Block>& blocks) {
  std::string text;
  for (const Block& block : blocks) {
    if (!text.empty()) text += '\n';
    text += block.text;
  }
  return text;
}

Result<BlockWriter> BlockWriter::open(Database& database) {
  BlockWriter writer;
  writer.database_ = &database;
  const auto prepare = [&](Query& query, std::string_view sql) -> Status {
    SERVANDA_ASSIGN_OR_RETURN(query, database.prepare(sql));
    return Done{};
  };
  SERVANDA_RETURN_IF_ERROR(
      prepare(writer.file_, "INSERT INTO file (path, batch, import, digest) VALUES (?, ?, ?, ?)"));
  SERVANDA_RETURN_IF_ERROR(
      prepare(writer.entry_,
              "INSERT INTO entry (file, kind, id, treaty, source, facets, text) "
              "VALUES (?, ?, ?, ?, ?, ?, ?)"));
  SERVANDA_RETURN_IF_ERROR(
      prepare(writer.link_, "INSERT OR IGNORE INTO link (one, other) VALUES (?, ?)"));
  SERVANDA_RETURN_IF_ERROR(prepare(writer.words_, "INSERT INTO words (rowid, text) VALUES (?, ?)"));
  SERVANDA_RETURN_IF_ERROR(prepare(writer.name_, "INSERT OR IGNORE INTO name (text) VALUES (?)"));
  SERVANDA_RETURN_IF_ERROR(prepare(writer.find_name_, "SELECT number FROM name WHERE text = ?"));
  SERVANDA_RETURN_IF_ERROR(
      prepare(writer.key_, "INSERT OR IGNORE INTO key (text, file, at) VALUES (?, ?, ?)"));
  SERVANDA_RETURN_IF_ERROR(prepare(writer.batch_, "INSERT INTO batch (digest, at) VALUES (?, ?)"));
  SERVANDA_RETURN_IF_ERROR(
      prepare(writer.subjects_, "SELECT facets FROM entry WHERE treaty = ? AND kind = 1 LIMIT 20"));
  return writer;
}

Result<std::int64_t> BlockWriter::number_of_name(const std::string& name) {
  if (const auto known = names_.find(name); known != names_.end()) return known->second;
  SERVANDA_RETURN_IF_ERROR(name_.bind(1, name).run());
  find_name_.bind(1, name);
  SERVANDA_ASSIGN_OR_RETURN(const bool row, find_name_.next());
  const std::int64_t number = row ? find_name_.number(0) : 0;
  find_name_.reset();
  names_.emplace(name, number);
  return number;
}

Result<std::string> BlockWriter::subjects_of(std::int64_t treaty, const std::string& own) {
  if (!own.empty()) {
    std::string& known = treaty_subjects_[treaty];
    if (known.empty()) known = own;
    return own;
  }
  if (const auto known = treaty_subjects_.find(treaty); known != treaty_subjects_.end())
    return known->second;
  std::string subjects;
  subjects_.bind(1, treaty);
  while (true) {
    SERVANDA_ASSIGN_OR_RETURN(const bool row, subjects_.next());
    if (!row) break;
    const std::string_view facets = subjects_.text(0);
    const std::string_view found = facets.substr(facets.rfind('\t') + 1);
    if (found.empty()) continue;
    subjects = found;
    subjects_.reset();
    break;
  }
  treaty_subjects_.emplace(treaty, subjects);
  return subjects;
}

Result<std::int64_t> BlockWriter::add_file(const std::string& path, std::int64_t batch,
                                           std::int64_t import, const std::vector<Block>& blocks) {
  const std::string digest = sha256_hex(joined(blocks));
  file_.bind(1, path).bind(4, digest);
  batch == 0 ? file_.bind_null(2) : file_.bind(2, batch);
  import == 0 ? file_.bind_null(3) : file_.bind(3, import);
  SERVANDA_RETURN_IF_ERROR(file_.run());
  const std::int64_t file = database_->last_row();
  std::string facets;
  std::string words;
  for (const Block& block : blocks) {
    entry_.bind(1, file).bind(2, static_cast<std::int64_t>(block.kind));
    block.id == 0 ? entry_.bind_null(3) : entry_.bind(3, block.id);
    facets = block.facets;
    std::int64_t about = 0;
    if (block.treaties.empty()) {
      entry_.bind_null(4);
    } else {
      SERVANDA_ASSIGN_OR_RETURN(about, number_of_name(block.treaties.front()));
      entry_.bind(4, about);
      for (std::size_t i = 1; i < block.treaties.size(); ++i) {
        SERVANDA_ASSIGN_OR_RETURN(const std::int64_t other, number_of_name(block.treaties[i]));
        SERVANDA_RETURN_IF_ERROR(link_.bind(1, about).bind(2, other).run());
        SERVANDA_RETURN_IF_ERROR(link_.bind(1, other).bind(2, about).run());
      }
      if (block.kind == BlockKind::statement) {
        const std::size_t last = facets.rfind('\t') + 1;
        SERVANDA_ASSIGN_OR_RETURN(const std::string subjects,
                                  subjects_of(about, facets.substr(last)));
        facets.replace(last, std::string::npos, subjects);
      }
    }
    if (block.source.empty()) {
      entry_.bind_null(5);
    } else {
      SERVANDA_ASSIGN_OR_RETURN(const std::int64_t source, number_of_name(block.source));
      entry_.bind(5, source);
    }
    entry_.bind(6, facets).bind(7, block.text);
    SERVANDA_RETURN_IF_ERROR(entry_.run());
    if (block.kind != BlockKind::statement) continue;
    words = block.words + facet_words(read_facets(facets));
    if (about != 0) words += " " + facet_word('r', block.treaties.front());
    SERVANDA_RETURN_IF_ERROR(words_.bind(1, database_->last_row()).bind(2, words).run());
  }
  return file;
}

Status BlockWriter::add_key(const BatchMark& mark, std::int64_t file) {
  return key_.bind(1, mark.key)
      .bind(2, file)
      .bind(3, std::int64_t{mark.at.utc.time_since_epoch().count()})
      .run();
}

Result<std::int64_t> BlockWriter::add_batch(const std::string& digest, std::int64_t at) {
  SERVANDA_RETURN_IF_ERROR(batch_.bind(1, digest).bind(2, at).run());
  return database_->last_row();
}

}  // namespace servanda
