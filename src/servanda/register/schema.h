// How a register lies in an SQLite file: tables, what an entry says about itself, and how texts
// come in. Inside the room.
//
// A file of journal text is kept block by block, in canonical form, comments and all: put together
// again they are the file. Beside each block stands what it can be found by. Rules of the schema
// forbid changing or deleting what was entered.
#ifndef SERVANDA_REGISTER_SCHEMA_H_
#define SERVANDA_REGISTER_SCHEMA_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "servanda/journal/journal.h"
#include "servanda/register/sqlite.h"

namespace servanda {

inline constexpr std::int64_t kApplication = 0x53525644;  // "SRVD", in the header of the file
inline constexpr std::int64_t kSchema = 1;

/// Makes the tables in an empty database.
Status create_schema(Database& database);
/// err: corrupt (no register), conflict (a schema that this program does not know).
Status check_schema(Database& database);

/// What a block is. `mark`: said of a treaty that is no statement (incomplete, assert); `general`:
/// bears on every answer (pathways); `comment`: nothing.
enum class BlockKind {
  statement = 1,
  source = 2,
  decision = 3,
  mark = 4,
  general = 5,
  comment = 6
};

/// One block, as it goes in.
struct Block {
  BlockKind kind = BlockKind::comment;
  std::string text = {};
  std::int64_t id = 0;                     ///< of a statement, or the one that a decision is about
  std::vector<std::string> treaties = {};  ///< the one it is about first; then those it speaks of
  std::string source = {};                 ///< cited first; of a source its own id
  std::string words = {};                  ///< what it can be found by
  std::string facets = {};                 ///< see search_words.h
};

/// The 64 bits of a statement's id as a number, and back. 0 for what is no id.
std::int64_t number_of_id(std::string_view id);
std::string id_of_number(std::int64_t number);

/// Canonical text, cut into blocks. `parsed` is what that text says.
std::vector<Block> blocks_of(std::string_view text, const ParsedJournal& parsed);
/// Sources and statements as blocks, without a way through text. Uses two threads for many.
std::vector<Block> blocks_of(const Register& content);

/// Writes blocks within a transaction that somebody else holds.
class BlockWriter {
 public:
  static Result<BlockWriter> open(Database& database);
  /// A new file; its number. `import` other than 0: seen once the import is finished.
  Result<std::int64_t> add_file(const std::string& path, std::int64_t batch, std::int64_t import,
                                const std::vector<Block>& blocks);
  Status add_key(const BatchMark& mark, std::int64_t file);
  Result<std::int64_t> add_batch(const std::string& digest, std::int64_t at);

 private:
  Result<std::int64_t> number_of_name(const std::string& name);
  Result<std::string> subjects_of(std::int64_t treaty, const std::string& own);

  Database* database_ = nullptr;
  Query file_, entry_, link_, words_, name_, find_name_, key_, batch_, subjects_;
  std::unordered_map<std::string, std::int64_t> names_;
  std::unordered_map<std::int64_t, std::string> treaty_subjects_;
};

/// The blocks put together again.
std::string joined(const std::vector<Block>& blocks);

}  // namespace servanda

#endif  // SERVANDA_REGISTER_SCHEMA_H_
