// SQLite behind values: a database, a prepared query, and what its faults mean for a register.
//
// Inside the room. Codes become errors: a file that is no database, or does not agree with itself,
// is `corrupt`; a full disk, a read-only folder, a lock that nobody gives back are `io`.
#ifndef SERVANDA_REGISTER_SQLITE_H_
#define SERVANDA_REGISTER_SQLITE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "servanda/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace servanda {

/// A prepared query; it is reset when it has run through.
class Query {
 public:
  Query() = default;
  Query(sqlite3* database, sqlite3_stmt* query) : database_(database), query_(query) {}
  Query(Query&& other) noexcept;
  Query& operator=(Query&& other) noexcept;
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query();

  /// Parameters count from 1. Texts must stay until the query has run.
  Query& bind(int index, std::string_view text);
  Query& bind_copy(int index, std::string_view text);  ///< the text need not stay
  Query& bind(int index, std::int64_t number);
  Query& bind_bytes(int index, std::string_view bytes);
  Query& bind_null(int index);

  /// The next row. err: io, corrupt, conflict (a rule of the schema).
  Result<bool> next();
  /// Runs a query that gives no rows.
  Status run();
  void reset();

  std::string_view text(int column) const;
  std::int64_t number(int column) const;
  bool is_null(int column) const;

 private:
  sqlite3* database_ = nullptr;
  sqlite3_stmt* query_ = nullptr;
};

class Database {
 public:
  enum class Mode { read, write, create };

  /// err: io (no such file, not permitted), corrupt (no database).
  static Result<Database> open(const std::string& path, Mode mode);

  Result<Query> prepare(std::string_view sql);
  /// One or several statements without parameters.
  Status run(const std::string& sql);
  Result<std::int64_t> number(std::string_view sql);
  std::int64_t last_row() const;
  /// From another thread: what runs fails with `io`.
  void interrupt();
  sqlite3* handle() const { return handle_.get(); }
  const std::string& path() const { return path_; }

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  Database(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  std::unique_ptr<sqlite3, Close> handle_;
  std::string path_;
};

/// All or nothing: what is not committed is undone when it goes out of scope.
class Transaction {
 public:
  /// Waits for other writers, at most ten seconds. err: io.
  static Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept : database_(other.database_) {
    other.database_ = nullptr;
  }
  Transaction& operator=(Transaction&&) = delete;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  /// When this returns well, what was written is on the disk.
  Status commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace servanda

#endif  // SERVANDA_REGISTER_SQLITE_H_
