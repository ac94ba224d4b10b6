#include "servanda/register/sqlite_keeper.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "servanda/base/sha256.h"
#include "servanda/model/json.h"
#include "servanda/register/batch.h"
#include "servanda/register/loader.h"
#include "servanda/register/mentions.h"
#include "servanda/register/schema.h"
#include "servanda/register/search_index.h"

namespace servanda {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic{"SQLite format 3\0", 16};

Error damaged(const std::string& path, const std::string& where) {
  return {Code::corrupt, fmt::format("{} is damaged: {} is not what was written", path, where),
          "restore it from a copy, or from its journal (`servanda export journal`)"};
}

Instant instant_of(std::int64_t minutes) {
  return {std::chrono::sys_time<std::chrono::minutes>(std::chrono::minutes(minutes)), {}};
}

struct StoredFile {
  std::int64_t number;
  std::string path;
  std::string digest;
};

/// The files that are part of the register, in the order in which a folder of them counts.
Result<std::vector<StoredFile>> stored_files(Database& database) {
  std::vector<StoredFile> files;
  SERVANDA_ASSIGN_OR_RETURN(
      Query query,
      database.prepare("SELECT number, path, digest FROM file WHERE batch IS NOT NULL"));
  while (true) {
    SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
    if (!row) break;
    files.push_back({query.number(0), std::string(query.text(1)), std::string(query.text(2))});
  }
  std::sort(files.begin(), files.end(), [](const StoredFile& a, const StoredFile& b) {
    return fs::path(a.path) < fs::path(b.path);
  });
  return files;
}

/// The text of a file, checked against its digest.
Result<std::string> text_of(Database& database, const StoredFile& file) {
  SERVANDA_ASSIGN_OR_RETURN(
      Query query, database.prepare("SELECT text FROM entry WHERE file = ? ORDER BY number"));
  query.bind(1, file.number);
  std::string text;
  while (true) {
    SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
    if (!row) break;
    if (!text.empty()) text += '\n';
    text += query.text(0);
  }
  if (sha256_hex(text) != file.digest) return damaged(database.path(), file.path);
  return text;
}

/// Entries that bear on some treaties, as one text: see Keeper::load_about.
class Selection {
 public:
  explicit Selection(Database& database) : database_(database) {}

  /// The treaty, and every one connected with it.
  Status add_treaty(const std::string& id) {
    SERVANDA_ASSIGN_OR_RETURN(const std::int64_t name, number_of(id));
    if (name == 0) return Done{};
    SERVANDA_ASSIGN_OR_RETURN(Query others,
                              database_.prepare("SELECT other FROM link WHERE one = ?"));
    std::vector<std::int64_t> waiting{name};
    while (!waiting.empty()) {
      const std::int64_t next = waiting.back();
      waiting.pop_back();
      if (!treaties_.insert(next).second) continue;
      SERVANDA_RETURN_IF_ERROR(add_entries("treaty = ?", next));
      others.bind(1, next);
      while (true) {
        SERVANDA_ASSIGN_OR_RETURN(const bool row, others.next());
        if (!row) break;
        waiting.push_back(others.number(0));
      }
    }
    return Done{};
  }

  Status add_source(const std::string& id) {
    SERVANDA_ASSIGN_OR_RETURN(const std::int64_t name, number_of(id));
    return name == 0 ? Status(Done{}) : add_source(name);
  }

  Status add_statement(const std::string& id) { return add_entries("id = ?", number_of_id(id)); }

  /// Decisions about what was chosen, what stands in its place, the sources of all that, and what
  /// bears on every answer; then the text in the order of entry.
  Result<std::string> text() {
    SERVANDA_RETURN_IF_ERROR(add_entries("kind = ?", 5));
    std::string text;
    std::set<std::int64_t> looked_at;
    // Decisions bring statements in, and these more decisions, until nothing is new.
    while (looked_at.size() < entries_.size()) {
      const std::set<std::int64_t> now = entries_;
      for (const std::int64_t entry : now) {
        if (looked_at.insert(entry).second) SERVANDA_RETURN_IF_ERROR(follow(entry));
      }
    }
    SERVANDA_ASSIGN_OR_RETURN(Query query,
                              database_.prepare("SELECT text FROM entry WHERE number = ?"));
    for (const std::int64_t entry : entries_) {
      query.bind(1, entry);
      SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
      if (!row) return damaged(database_.path(), "an index");
      if (!text.empty()) text += '\n';
      text += query.text(0);
      query.reset();
    }
    return text;
  }

 private:
  Result<std::int64_t> number_of(const std::string& name) {
    SERVANDA_ASSIGN_OR_RETURN(Query query,
                              database_.prepare("SELECT number FROM name WHERE text = ?"));
    query.bind(1, name);
    SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
    return row ? query.number(0) : std::int64_t{0};
  }

  Status add_entries(std::string_view condition, std::int64_t value) {
    SERVANDA_ASSIGN_OR_RETURN(
        Query query, database_.prepare(fmt::format(
                         "SELECT entry.number FROM entry JOIN file ON file.number = entry.file "
                         "WHERE entry.{} AND file.batch IS NOT NULL",
                         condition)));
    query.bind(1, value);
    while (true) {
      SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
      if (!row) return Done{};
      entries_.insert(query.number(0));
    }
  }

  /// A source, and what it tells beside treaties (events, remarks).
  Status add_source(std::int64_t name) {
    if (!sources_.insert(name).second) return Done{};
    return add_entries("source = ? AND (kind = 2 OR (kind = 1 AND treaty IS NULL))", name);
  }

  Status follow(std::int64_t entry) {
    SERVANDA_ASSIGN_OR_RETURN(
        Query query,
        database_.prepare("SELECT kind, id, source, text, treaty FROM entry WHERE number = ?"));
    query.bind(1, entry);
    SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
    if (!row) return damaged(database_.path(), "an index");
    const auto kind = static_cast<BlockKind>(query.number(0));
    if (kind == BlockKind::general) {
      const ParsedJournal parsed = parse_journal(SourceText("", std::string(query.text(3))));
      for (const GroupTable& group : parsed.reg.groups) {
        for (const Citation& citation : group.from)
          SERVANDA_RETURN_IF_ERROR(add_source(citation.source));
      }
      return Done{};
    }
    if (kind != BlockKind::statement && kind != BlockKind::decision) return Done{};
    const std::int64_t id = query.number(1);
    // Decisions and statements bear the same id: both come with either.
    SERVANDA_RETURN_IF_ERROR(add_entries("id = ?", id));
    const ParsedJournal parsed = parse_journal(SourceText("", std::string(query.text(3))));
    if (kind == BlockKind::decision) {
      for (const Decision& decision : parsed.reg.decisions) {
        if (!decision.by_statement.empty())
          SERVANDA_RETURN_IF_ERROR(add_statement(decision.by_statement));
      }
      return Done{};
    }
    for (const Statement& statement : parsed.reg.statements) {
      if (number_of_id(statement_id(statement)) != id)
        return damaged(database_.path(), "statement " + id_of_number(id));
      for (const Citation& citation : statement.from)
        SERVANDA_RETURN_IF_ERROR(add_source(citation.source));
      // One that was drawn in by its source or a decision needs its treaty to be declared.
      for (const std::string& treaty : mentioned_treaties(statement)) {
        SERVANDA_ASSIGN_OR_RETURN(const std::int64_t name, number_of(treaty));
        if (name != 0 && treaties_.count(name) == 0) SERVANDA_RETURN_IF_ERROR(add_treaty(treaty));
      }
    }
    return Done{};
  }

  Database& database_;
  std::set<std::int64_t> entries_;
  std::set<std::int64_t> treaties_;
  std::set<std::int64_t> sources_;
};

/// Pieces lie in the file without a batch; finishing gives them one.
class SqliteImport : public BulkImport {
 public:
  SqliteImport(Database& database, std::string name, BatchMark mark)
      : database_(database), name_(std::move(name)), mark_(std::move(mark)) {}

  Status begin() {
    SERVANDA_ASSIGN_OR_RETURN(Transaction transaction, Transaction::begin(database_));
    SERVANDA_ASSIGN_OR_RETURN(Query insert,
                              database_.prepare("INSERT OR IGNORE INTO import (key) VALUES (?)"));
    SERVANDA_RETURN_IF_ERROR(insert.bind(1, mark_.key).run());
    SERVANDA_ASSIGN_OR_RETURN(Query find,
                              database_.prepare("SELECT number FROM import WHERE key = ?"));
    find.bind(1, mark_.key);
    SERVANDA_ASSIGN_OR_RETURN(const bool row, find.next());
    import_ = row ? find.number(0) : 0;
    find.reset();
    SERVANDA_ASSIGN_OR_RETURN(Query count,
                              database_.prepare("SELECT count(*) FROM file WHERE import = ?"));
    count.bind(1, import_);
    SERVANDA_ASSIGN_OR_RETURN(const bool counted, count.next());
    kept_ = counted ? static_cast<std::size_t>(count.number(0)) : 0;
    count.reset();
    next_ = kept_;
    SERVANDA_RETURN_IF_ERROR(transaction.commit());
    // Bulk work wants its indexes in memory; secure_delete would write every page twice.
    SERVANDA_RETURN_IF_ERROR(
        database_.run("PRAGMA cache_size = -400000; PRAGMA secure_delete = off;"));
    SERVANDA_ASSIGN_OR_RETURN(BlockWriter writer, BlockWriter::open(database_));
    writer_ = std::make_unique<BlockWriter>(std::move(writer));
    return Done{};
  }

  std::size_t pieces_kept() const override { return kept_; }

  Status add_piece(const Register& content) override {
    Register mark;
    mark.batches.push_back(mark_);
    std::vector<Block> blocks = blocks_of(mark);
    std::vector<Block> rest = blocks_of(content);
    blocks.insert(blocks.end(), std::make_move_iterator(rest.begin()),
                  std::make_move_iterator(rest.end()));
    SERVANDA_ASSIGN_OR_RETURN(Transaction transaction, Transaction::begin(database_));
    // The number of the import keeps two imports of one name apart.
    const std::string path = fmt::format("imports/{}-{}/{:06}.treaty", name_, import_, ++next_);
    SERVANDA_ASSIGN_OR_RETURN(const std::int64_t file, writer_->add_file(path, 0, import_, blocks));
    SERVANDA_RETURN_IF_ERROR(writer_->add_key(mark_, file));
    statements_ += content.statements.size();
    return transaction.commit();
  }

  Result<Added> finish() override {
    SERVANDA_ASSIGN_OR_RETURN(Transaction transaction, Transaction::begin(database_));
    SERVANDA_ASSIGN_OR_RETURN(
        const std::int64_t batch,
        writer_->add_batch(sha256_hex(mark_.key),
                           std::int64_t{mark_.at.utc.time_since_epoch().count()}));
    SERVANDA_ASSIGN_OR_RETURN(Query update,
                              database_.prepare("UPDATE file SET batch = ? WHERE import = ?"));
    SERVANDA_RETURN_IF_ERROR(update.bind(1, batch).bind(2, import_).run());
    SERVANDA_RETURN_IF_ERROR(transaction.commit());
    return Added{true, fmt::format("imports/{}-{}", name_, import_), statements_};
  }

 private:
  Database& database_;
  std::string name_;
  BatchMark mark_;
  std::unique_ptr<BlockWriter> writer_;
  std::int64_t import_ = 0;
  std::size_t kept_ = 0;
  std::size_t next_ = 0;
  std::size_t statements_ = 0;
};

class SqliteKeeper : public Keeper {
 public:
  explicit SqliteKeeper(Database database) : database_(std::move(database)) {}

  Result<LoadedRegister> load() override {
    SERVANDA_ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::take(database_));
    SERVANDA_ASSIGN_OR_RETURN(const std::vector<StoredFile> files, stored_files(database_));
    Loader loader;
    for (const StoredFile& file : files) loader.allow_include(file.path);
    for (const StoredFile& file : files) {
      SERVANDA_ASSIGN_OR_RETURN(std::string text, text_of(database_, file));
      loader.add_text(SourceText(database_.path() + "/" + file.path, std::move(text)),
                      fs::path(file.path).parent_path());
    }
    return std::move(loader).finish();
  }

  Result<LoadedRegister> load_about(const std::vector<std::string>& treaties) override {
    SERVANDA_ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::take(database_));
    Selection selection(database_);
    for (const std::string& treaty : treaties)
      SERVANDA_RETURN_IF_ERROR(selection.add_treaty(treaty));
    SERVANDA_ASSIGN_OR_RETURN(std::string text, selection.text());
    Loader loader;
    loader.add_text(SourceText(database_.path(), std::move(text)), {});
    return std::move(loader).finish();
  }

  Result<std::string> version() override {
    SERVANDA_ASSIGN_OR_RETURN(
        Query query,
        database_.prepare("SELECT number, digest FROM batch ORDER BY number DESC LIMIT 1"));
    SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
    if (!row) return std::string("0");
    return fmt::format("{}-{}", query.number(0), query.text(1).substr(0, 12));
  }

  Result<Added> add(const Batch& batch) override {
    if (!is_file_name(batch.name)) {
      return Error{Code::invalid_argument,
                   fmt::format("\"{}\" is no name for a file of a register", batch.name),
                   "letters, digits, hyphens, full stops and underscores"};
    }
    const std::string path = "dispatches/" + batch.name + ".treaty";
    SERVANDA_ASSIGN_OR_RETURN(Transaction transaction, Transaction::begin(database_));
    const std::string key = batch.mark.key.empty() ? sha256_hex(batch.text) : batch.mark.key;
    SERVANDA_ASSIGN_OR_RETURN(const std::string there, place_of(key));
    if (!there.empty()) return Added{false, there, 0};
    SERVANDA_ASSIGN_OR_RETURN(const std::optional<Instant> last, last_instant());
    SERVANDA_ASSIGN_OR_RETURN(const BatchMark mark, settled_mark(batch, last));

    const SourceText text(path, marked_text(mark, batch.text));
    const FormattedJournal formatted = format_journal(text);
    // A text with faults is shown as it was written.
    const SourceText canonical(path, formatted.ok ? formatted.text : std::string(text.text()));
    const ParsedJournal parsed = parse_journal(canonical);
    SERVANDA_RETURN_IF_ERROR(check_with_context(canonical, parsed, batch.name));

    SERVANDA_ASSIGN_OR_RETURN(BlockWriter writer, BlockWriter::open(database_));
    SERVANDA_ASSIGN_OR_RETURN(const std::string before, version());
    SERVANDA_ASSIGN_OR_RETURN(
        const std::int64_t number,
        writer.add_batch(sha256_hex(before + std::string(canonical.text())),
                         std::int64_t{mark.at.utc.time_since_epoch().count()}));
    SERVANDA_RETURN_IF_ERROR(must_be_free(path));
    SERVANDA_ASSIGN_OR_RETURN(
        const std::int64_t file,
        writer.add_file(path, number, 0, blocks_of(canonical.text(), parsed)));
    SERVANDA_RETURN_IF_ERROR(writer.add_key(mark, file));
    for (const Document& document : batch.documents)
      SERVANDA_RETURN_IF_ERROR(add_document(document));
    SERVANDA_RETURN_IF_ERROR(transaction.commit());
    return Added{true, path, parsed.reg.statements.size()};
  }

  Result<Added> add_files(const std::vector<JournalFile>& files,
                          const std::vector<Document>& documents, Instant at) override {
    SERVANDA_ASSIGN_OR_RETURN(Transaction transaction, Transaction::begin(database_));
    SERVANDA_ASSIGN_OR_RETURN(BlockWriter writer, BlockWriter::open(database_));
    SERVANDA_ASSIGN_OR_RETURN(std::string digest, version());
    Added added{false, database_.path(), 0};
    std::vector<const JournalFile*> missing;
    for (const JournalFile& file : files) {
      SERVANDA_ASSIGN_OR_RETURN(const std::string there, digest_of(file.path));
      const std::string own = sha256_hex(file.text);
      if (there == own) continue;
      if (!there.empty()) return other_text(file.path);
      missing.push_back(&file);
      digest = sha256_hex(digest + own);
    }
    if (!missing.empty()) {
      SERVANDA_ASSIGN_OR_RETURN(
          const std::int64_t batch,
          writer.add_batch(digest, std::int64_t{at.utc.time_since_epoch().count()}));
      for (const JournalFile* file : missing) {
        const SourceText text(file->path, file->text);
        const ParsedJournal parsed = parse_journal(text);
        if (!parsed.ok()) {
          return Error{Code::parse, fmt::format("{} has faults", file->path),
                       "`servanda check` shows them"};
        }
        SERVANDA_ASSIGN_OR_RETURN(
            const std::int64_t number,
            writer.add_file(file->path, batch, 0, blocks_of(file->text, parsed)));
        for (const BatchMark& mark : parsed.reg.batches)
          SERVANDA_RETURN_IF_ERROR(writer.add_key(mark, number));
        added.statements += parsed.reg.statements.size();
      }
      added.added = true;
    }
    for (const Document& document : documents) SERVANDA_RETURN_IF_ERROR(add_document(document));
    SERVANDA_RETURN_IF_ERROR(transaction.commit());
    return added;
  }

  Result<std::unique_ptr<BulkImport>> begin_import(const std::string& name,
                                                   const BatchMark& mark) override {
    if (!is_file_name(name) || mark.key.empty())
      return Error{Code::invalid_argument, "an import needs a name and a key"};
    SERVANDA_ASSIGN_OR_RETURN(const bool there, holds(mark.key));
    if (there) return Error{Code::conflict, fmt::format("{} came in before", mark.of)};
    auto import = std::make_unique<SqliteImport>(database_, name, mark);
    SERVANDA_RETURN_IF_ERROR(import->begin());
    return std::unique_ptr<BulkImport>(std::move(import));
  }

  Result<bool> holds(const std::string& key) override {
    SERVANDA_ASSIGN_OR_RETURN(const std::string place, place_of(key));
    return !place.empty();
  }

  Result<SearchAnswer> search(const SearchQuestion& question) override {
    SERVANDA_ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::take(database_));
    if (!index_) index_ = SearchIndex::on(database_);
    return index_->search(question);
  }

  Result<std::string> document(const std::string& path) override {
    SERVANDA_ASSIGN_OR_RETURN(
        Query query, database_.prepare("SELECT bytes, digest FROM document WHERE path = ?"));
    query.bind(1, path);
    SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
    if (!row) return Error{Code::not_found, fmt::format("the register keeps no document {}", path)};
    std::string bytes(query.text(0));
    if (sha256_hex(bytes) != query.text(1)) return damaged(database_.path(), path);
    return bytes;
  }

  Result<std::vector<std::string>> documents() override {
    std::vector<std::string> names;
    SERVANDA_ASSIGN_OR_RETURN(Query query,
                              database_.prepare("SELECT path FROM document ORDER BY path"));
    while (true) {
      SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
      if (!row) return names;
      names.emplace_back(query.text(0));
    }
  }

  Result<std::vector<JournalFile>> files() override {
    SERVANDA_ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::take(database_));
    SERVANDA_ASSIGN_OR_RETURN(const std::vector<StoredFile> stored, stored_files(database_));
    std::vector<JournalFile> files;
    for (const StoredFile& file : stored) {
      SERVANDA_ASSIGN_OR_RETURN(std::string text, text_of(database_, file));
      files.push_back({file.path, std::move(text)});
    }
    return files;
  }

 private:
  /// One view of the file for several queries, while others write.
  class Snapshot {
   public:
    static Result<Snapshot> take(Database& database) {
      SERVANDA_RETURN_IF_ERROR(database.run("BEGIN"));
      return Snapshot(database);
    }
    Snapshot(Snapshot&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    Snapshot& operator=(Snapshot&&) = delete;
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    ~Snapshot() {
      if (database_ == nullptr) return;
      const Status ended = database_->run("COMMIT");
      if (!ended) return;
    }

   private:
    explicit Snapshot(Database& database) : database_(&database) {}
    Database* database_;
  };

  Result<std::string> place_of(const std::string& key) {
    SERVANDA_ASSIGN_OR_RETURN(
        Query query, database_.prepare("SELECT file.path FROM key JOIN file ON file.number = "
                                       "key.file WHERE key.text = ? AND file.batch IS NOT NULL"));
    query.bind(1, key);
    SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
    return row ? std::string(query.text(0)) : std::string();
  }

  Result<std::optional<Instant>> last_instant() {
    SERVANDA_ASSIGN_OR_RETURN(Query query,
                              database_.prepare("SELECT max(key.at) FROM key JOIN file ON "
                                                "file.number = key.file WHERE batch IS NOT NULL"));
    SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
    if (!row || query.is_null(0)) return std::optional<Instant>();
    return std::optional<Instant>(instant_of(query.number(0)));
  }

  Result<std::string> digest_of(const std::string& path) {
    SERVANDA_ASSIGN_OR_RETURN(Query query,
                              database_.prepare("SELECT digest FROM file WHERE path = ?"));
    query.bind(1, path);
    SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
    return row ? std::string(query.text(0)) : std::string();
  }

  static Error other_text(const std::string& path) {
    return {Code::conflict, fmt::format("{} is there already", path),
            "a register only grows: nothing in it is overwritten"};
  }

  Status must_be_free(const std::string& path) {
    SERVANDA_ASSIGN_OR_RETURN(const std::string there, digest_of(path));
    if (there.empty()) return Done{};
    return other_text(path);
  }

  /// The new text beside all that it speaks of: names, sources, decisions.
  Status check_with_context(const SourceText& text, const ParsedJournal& parsed,
                            const std::string& name) {
    Selection selection(database_);
    const auto add_sources = [&](const Statement& statement) -> Status {
      for (const Citation& citation : statement.from)
        SERVANDA_RETURN_IF_ERROR(selection.add_source(citation.source));
      return Done{};
    };
    for (const Source& source : parsed.reg.sources)
      SERVANDA_RETURN_IF_ERROR(selection.add_source(source.id));
    for (const Statement& statement : parsed.reg.statements) {
      SERVANDA_RETURN_IF_ERROR(add_sources(statement));
      for (const std::string& treaty : mentioned_treaties(statement))
        SERVANDA_RETURN_IF_ERROR(selection.add_treaty(treaty));
    }
    for (const GroupTable& group : parsed.reg.groups) {
      for (const Citation& citation : group.from)
        SERVANDA_RETURN_IF_ERROR(selection.add_source(citation.source));
    }
    for (const Incomplete& mark : parsed.reg.incomplete)
      SERVANDA_RETURN_IF_ERROR(selection.add_treaty(mark.treaty));
    for (const Assertion& assertion : parsed.reg.assertions)
      SERVANDA_RETURN_IF_ERROR(selection.add_treaty(assertion.treaty));
    for (const Decision& decision : parsed.reg.decisions) {
      SERVANDA_RETURN_IF_ERROR(selection.add_statement(decision.statement));
      if (!decision.by_statement.empty())
        SERVANDA_RETURN_IF_ERROR(selection.add_statement(decision.by_statement));
    }
    SERVANDA_ASSIGN_OR_RETURN(std::string context, selection.text());
    Loader loader;
    loader.add_text(SourceText(database_.path(), std::move(context)), {});
    loader.add_text(SourceText(text.name(), std::string(text.text())), {});
    return sound_with(std::move(loader).finish(), 1, name);
  }

  Status add_document(const Document& document) {
    SERVANDA_RETURN_IF_ERROR(check_document_path(document.path));
    const std::string digest = sha256_hex(document.bytes);
    SERVANDA_ASSIGN_OR_RETURN(Query find,
                              database_.prepare("SELECT digest FROM document WHERE path = ?"));
    find.bind(1, document.path);
    SERVANDA_ASSIGN_OR_RETURN(const bool row, find.next());
    if (row) {
      const bool same = find.text(0) == digest;
      find.reset();
      return same ? Status(Done{}) : Status(other_text(document.path));
    }
    SERVANDA_ASSIGN_OR_RETURN(
        Query insert,
        database_.prepare("INSERT INTO document (path, digest, bytes) VALUES (?, ?, ?)"));
    return insert.bind(1, document.path).bind(2, digest).bind_bytes(3, document.bytes).run();
  }

  Database database_;
  std::unique_ptr<SearchIndex> index_;
};

Result<std::unique_ptr<Keeper>> keeper_on(Database database) {
  std::unique_ptr<Keeper> keeper = std::make_unique<SqliteKeeper>(std::move(database));
  return keeper;
}

}  // namespace

bool is_sqlite(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return false;
  if (std::ifstream file(path, std::ios::binary); file) {
    std::string head(kMagic.size(), '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    if (file.gcount() == static_cast<std::streamsize>(kMagic.size()) && head == kMagic) return true;
  }
  const std::string ending = fs::path(path).extension().string();
  return ending == ".db" || ending == ".sqlite";
}

Result<std::unique_ptr<Keeper>> open_sqlite(const std::string& path) {
  // Who may not write may still read.
  std::error_code error;
  const bool writable = ::access(path.c_str(), W_OK) == 0;
  const fs::path folder = fs::absolute(path).parent_path();
  const bool folder_writable = ::access(folder.c_str(), W_OK) == 0;
  std::string name = path;
  if (!folder_writable && !fs::exists(path + "-wal", error)) {
    // Nobody can be writing: the file is read as it lies there.
    name = "file:" + path + "?immutable=1";
  }
  SERVANDA_ASSIGN_OR_RETURN(
      Database database, Database::open(name, writable && folder_writable ? Database::Mode::write
                                                                          : Database::Mode::read));
  SERVANDA_RETURN_IF_ERROR(check_schema(database));
  if (writable && folder_writable) {
    SERVANDA_RETURN_IF_ERROR(database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"));
  }
  return keeper_on(std::move(database));
}

Result<std::unique_ptr<Keeper>> create_sqlite(const std::string& path) {
  std::error_code error;
  if (fs::exists(path, error) && fs::file_size(path, error) > 0) return open_sqlite(path);
  SERVANDA_ASSIGN_OR_RETURN(Database database, Database::open(path, Database::Mode::create));
  SERVANDA_RETURN_IF_ERROR(database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"));
  {
    SERVANDA_ASSIGN_OR_RETURN(Transaction transaction, Transaction::begin(database));
    // Another process may have made it while this one waited.
    SERVANDA_ASSIGN_OR_RETURN(const std::int64_t version, database.number("PRAGMA user_version"));
    if (version == 0) SERVANDA_RETURN_IF_ERROR(create_schema(database));
    SERVANDA_RETURN_IF_ERROR(transaction.commit());
  }
  SERVANDA_RETURN_IF_ERROR(check_schema(database));
  return keeper_on(std::move(database));
}

}  // namespace servanda
