#include "servanda/register/sqlite_import.h"

#include <fmt/format.h>

#include <iterator>

#include "servanda/base/sha256.h"
#include "servanda/register/schema.h"

namespace servanda {
namespace {

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

}  // namespace

Result<std::unique_ptr<BulkImport>> begin_sqlite_import(Database& database, const std::string& name,
                                                        const BatchMark& mark) {
  auto import = std::make_unique<SqliteImport>(database, name, mark);
  SERVANDA_RETURN_IF_ERROR(import->begin());
  return std::unique_ptr<BulkImport>(std::move(import));
}

}  // namespace servanda
