#include "servanda/register/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <limits>
#include <utility>

namespace servanda {
namespace {

constexpr int kPatience = 10'000;  // milliseconds that a writer waits for another

Error failed(sqlite3* database, const std::string& path) {
  const int code = sqlite3_extended_errcode(database);
  const std::string reason = sqlite3_errmsg(database);
  switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return {Code::corrupt, fmt::format("{} is damaged: {}", path, reason),
              "restore it from a copy, or from its journal (`servanda export journal`)"};
    case SQLITE_CONSTRAINT:
      return {Code::conflict, fmt::format("{}: {}", path, reason)};
    case SQLITE_FULL:
      return {Code::io, fmt::format("{}: the disk is full", path),
              "make room and try again: nothing of this was kept"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Code::io, fmt::format("{}: another writer keeps the register locked", path),
              "try again: nothing of this was kept"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {Code::io, fmt::format("{} cannot be written: {}", path, reason),
              "the file and its folder must be writable"};
    case SQLITE_MISUSE:
    case SQLITE_ERROR:
      return {Code::internal, fmt::format("{}: {}", path, reason)};
    default:
      return {Code::io, fmt::format("{}: {}", path, reason)};
  }
}

std::string path_of(sqlite3* database) {
  const char* name = sqlite3_db_filename(database, "main");
  return name == nullptr || *name == '\0' ? "the register" : name;
}

}  // namespace

Query::Query(Query&& other) noexcept
    : database_(other.database_), query_(std::exchange(other.query_, nullptr)) {}

Query& Query::operator=(Query&& other) noexcept {
  std::swap(database_, other.database_);
  std::swap(query_, other.query_);
  return *this;
}

Query::~Query() {
  sqlite3_finalize(query_);
}

Query& Query::bind(int index, std::string_view text) {
  sqlite3_bind_text64(query_, index, text.data() == nullptr ? "" : text.data(), text.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Query& Query::bind_copy(int index, std::string_view text) {
  sqlite3_bind_text64(query_, index, text.data() == nullptr ? "" : text.data(), text.size(),
                      SQLITE_TRANSIENT, SQLITE_UTF8);  // NOLINT: the macro casts
  return *this;
}

Query& Query::bind(int index, std::int64_t number) {
  sqlite3_bind_int64(query_, index, number);
  return *this;
}

Query& Query::bind_bytes(int index, std::string_view bytes) {
  sqlite3_bind_blob64(query_, index, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(),
                      SQLITE_STATIC);
  return *this;
}

Query& Query::bind_null(int index) {
  sqlite3_bind_null(query_, index);
  return *this;
}

Result<bool> Query::next() {
  const int code = sqlite3_step(query_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(query_);
    return false;
  }
  Error error = failed(database_, path_of(database_));
  sqlite3_reset(query_);
  return error;
}

Status Query::run() {
  SERVANDA_ASSIGN_OR_RETURN(const bool row, next());
  if (row) sqlite3_reset(query_);
  return Done{};
}

void Query::reset() {
  sqlite3_reset(query_);
}

std::string_view Query::text(int column) const {
  // Asking for the bytes as a blob keeps them as they are stored, texts and blobs alike.
  const void* bytes = sqlite3_column_blob(query_, column);
  const int size = sqlite3_column_bytes(query_, column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

std::int64_t Query::number(int column) const {
  return sqlite3_column_int64(query_, column);
}

bool Query::is_null(int column) const {
  return sqlite3_column_type(query_, column) == SQLITE_NULL;
}

void Database::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

Result<Database> Database::open(const std::string& path, Mode mode) {
  sqlite3* handle = nullptr;
  int flags = SQLITE_OPEN_NOMUTEX;
  if (mode == Mode::read) flags |= SQLITE_OPEN_READONLY;
  if (mode == Mode::write) flags |= SQLITE_OPEN_READWRITE;
  if (mode == Mode::create) flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  if (path.starts_with("file:")) flags |= SQLITE_OPEN_URI;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  Database database(handle, path);
  if (code != SQLITE_OK) return failed(handle, path);
  sqlite3_busy_timeout(handle, kPatience);
  sqlite3_extended_result_codes(handle, 1);
  // A file from strangers must not run functions of its own, nor write to the schema tables.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return database;
}

Result<Query> Database::prepare(std::string_view sql) {
  sqlite3_stmt* query = nullptr;
  if (sql.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    return Error{Code::internal, "a query is too long"};
  const int code =
      sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &query, nullptr);
  if (code != SQLITE_OK) return failed(handle_.get(), path_);
  return Query(handle_.get(), query);
}

Status Database::run(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return failed(handle_.get(), path_);
  return Done{};
}

Result<std::int64_t> Database::number(std::string_view sql) {
  SERVANDA_ASSIGN_OR_RETURN(Query query, prepare(sql));
  SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
  return row ? query.number(0) : 0;
}

void Database::interrupt() {
  ::sqlite3_interrupt(handle_.get());
}

std::int64_t Database::last_row() const {
  return sqlite3_last_insert_rowid(handle_.get());
}

Result<Transaction> Transaction::begin(Database& database) {
  SERVANDA_RETURN_IF_ERROR(database.run("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Transaction::~Transaction() {
  if (database_ == nullptr) return;
  // A fault may have undone it already; then there is nothing left to undo.
  const Status undone = database_->run("ROLLBACK");
  if (!undone) return;
}

Status Transaction::commit() {
  SERVANDA_RETURN_IF_ERROR(database_->run("COMMIT"));
  database_ = nullptr;
  return Done{};
}

}  // namespace servanda
