#include "servanda/register/sqlite_keeper.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>

#include "servanda/base/sha256.h"
#include "servanda/model/json.h"
#include "servanda/register/batch.h"
#include "servanda/register/loader.h"
#include "servanda/register/mentions.h"
#include "servanda/register/schema.h"
#include "servanda/register/search_index.h"
#include "servanda/register/sqlite_import.h"
#include "servanda/register/sqlite_selection.h"

namespace servanda {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic{"SQLite format 3\0", 16};

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

class SqliteKeeper : public Keeper {
 public:
  explicit SqliteKeeper(Database database) : database_(std::move(database)) {}

  Result<LoadedRegister> load() override {
    SERVANDA_ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::take(database_));
    SERVANDA_ASSIGN_OR_RETURN(const std::vector<StoredFile> files, stored_files(database_));
    Loader loader;
    for (const StoredFile& file : files) loader.allow_include(file.path);
    for (const StoredFile& file : files) {
      if (interrupted_) return Error{Code::io, "the reading was interrupted"};
      SERVANDA_ASSIGN_OR_RETURN(std::string text, text_of(database_, file));
      loader.add_text(SourceText(database_.path() + "/" + file.path, std::move(text)),
                      fs::path(file.path).parent_path());
    }
    return std::move(loader).finish();
  }

  Result<LoadedRegister> load_about(const std::vector<std::string>& treaties) override {
    SERVANDA_ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::take(database_));
    SqliteSelection selection(database_);
    for (const std::string& treaty : treaties)
      SERVANDA_RETURN_IF_ERROR(selection.add_treaty(treaty));
    return loaded(selection);
  }

  Result<LoadedRegister> load_reviewed() override {
    SERVANDA_ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::take(database_));
    SqliteSelection selection(database_);
    SERVANDA_RETURN_IF_ERROR(selection.add_decisions());
    return loaded(selection);
  }

  bool reads_parts() const override { return true; }

  void interrupt() override {
    interrupted_ = true;
    database_.interrupt();
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
    return begin_sqlite_import(database_, name, mark);
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

  Result<LoadedRegister> loaded(SqliteSelection& selection) {
    SERVANDA_ASSIGN_OR_RETURN(std::string text, selection.text());
    Loader loader;
    loader.add_text(SourceText(database_.path(), std::move(text)), {});
    return std::move(loader).finish();
  }

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
    SqliteSelection selection(database_);
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
  std::atomic<bool> interrupted_{false};
  std::unique_ptr<SearchIndex> index_;
};

Result<std::unique_ptr<Keeper>> keeper_on(Database database) {
  std::unique_ptr<Keeper> keeper = std::make_unique<SqliteKeeper>(std::move(database));
  return keeper;
}

}  // namespace

bool is_sqlite(const std::string& path) {
  const std::string ending = fs::path(path).extension().string();
  struct stat about{};
  if (::stat(path.c_str(), &about) != 0) return ending == ".db" || ending == ".sqlite";
  if (!S_ISREG(about.st_mode)) return false;
  // To close a file gives back every lock that this process has on it, SQLite's own as well
  // (fcntl(2)): another process would then take the log for nobody's and delete it, and what this
  // one still writes would be lost. A file that may be open already is never opened here again.
  if (ending == ".db" || ending == ".sqlite") return true;
  static std::mutex guard;
  static std::set<std::pair<dev_t, ino_t>> known;
  const std::lock_guard lock(guard);
  const std::pair<dev_t, ino_t> identity{about.st_dev, about.st_ino};
  if (known.count(identity) != 0) return true;
  std::ifstream file(path, std::ios::binary);
  std::string head(kMagic.size(), '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  const bool is = file.gcount() == static_cast<std::streamsize>(kMagic.size()) && head == kMagic;
  if (is) known.insert(identity);
  return is;
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
