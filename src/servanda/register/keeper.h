// The one interface behind which statements are kept: a journal folder, or an SQLite file.
//
//   auto keeper = open_keeper("R.db");                       // or a folder, or one .treaty file
//   auto loaded = (*keeper)->load();                         // everything, as load_register gives
//   auto added = (*keeper)->add({"tass-1", mark, text, {}}); // whole or not at all
//   (*keeper)->add(the_same)->added                          // false: it is there already
//   open_keeper("broken.db")                                 // Error: corrupt (exit code 4)
//
// A register only grows. When add() returns well, what it was given is on the disk and stays; when
// it returns an error, nothing of it is there. Several processes may read and write at once:
// writers wait for each other. Nothing here reads the clock: callers say what time it is. A keeper
// belongs to one thread at a time; open one for each.
#ifndef SERVANDA_REGISTER_KEEPER_H_
#define SERVANDA_REGISTER_KEEPER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/model/decision.h"
#include "servanda/register/search.h"
#include "servanda/register/store.h"

namespace servanda {

/// A document that statements quote, kept beside them.
struct Document {
  std::string path = {};  ///< below the register: "documents/tass-1.txt"
  std::string bytes = {};
};

/// What is added at once.
struct Batch {
  std::string name = {};  ///< of the file that it becomes: letters, digits, "-", ".", "_"
  /// An empty key stands for the digest of `text`.
  BatchMark mark = {};
  /// Entries of a journal, without the mark: faults refuse the batch.
  std::string text = {};
  std::vector<Document> documents = {};
};

struct Added {
  bool added = true;       ///< false: a batch of the same key is there; nothing was done
  std::string place = {};  ///< the file that holds it: "dispatches/tass-1.treaty"
  std::size_t statements = 0;
};

/// One file of a register in canonical form, comments and all.
struct JournalFile {
  std::string path = {};  ///< relative to the register
  std::string text = {};
};

/// Rows that come in by the million: pieces are kept as they come, and seen only once all are
/// there. One that was interrupted goes on where it stopped when the same key is begun again.
class BulkImport {
 public:
  virtual ~BulkImport() = default;
  /// Pieces that are kept already: the caller leaves out as many.
  virtual std::size_t pieces_kept() const = 0;
  /// One piece, of sources and statements: what it names must be there, nobody looks again.
  virtual Status add_piece(const Register& content) = 0;
  /// Makes all pieces part of the register at once. err: io; the pieces stay for another try.
  virtual Result<Added> finish() = 0;
};

class Keeper {
 public:
  Keeper() = default;
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;
  virtual ~Keeper() = default;

  /// Everything. Faults of the text are in the result. err: io, corrupt.
  virtual Result<LoadedRegister> load() = 0;
  /// What bears on the treaties named: their statements, those of every treaty connected with them
  /// by their words, their sources, and what is said of no treaty. An answer about one treaty is
  /// the same as from load(); its cost is that of the treaties, not of the register.
  virtual Result<LoadedRegister> load_about(const std::vector<std::string>& treaties) = 0;
  /// Faults of everything, counts of everything, and what the assertions ask about.
  virtual Result<CheckedRegister> check();
  /// What was proposed or decided, with all that bears on it: enough for the review queue.
  virtual Result<LoadedRegister> load_reviewed() = 0;
  /// Do load_about and load_reviewed cost what they give, not what the register holds?
  virtual bool reads_parts() const = 0;
  /// Another thread asks for the end of what is under way, which then fails (io) or has ended.
  virtual void interrupt() {}
  /// Changes with every batch; equal versions hold the same. Cheap: for ETags.
  virtual Result<std::string> version() = 0;
  /// err: conflict (another file of that name; a decision about what is decided already; the clock
  /// has gone back), parse (the text has faults, or names what is not there), io, corrupt.
  virtual Result<Added> add(const Batch& batch) = 0;
  /// Takes over files of another register, paths and texts as they are, at once. Files that are
  /// there with the same text are passed over. err: conflict (another text), parse, io.
  virtual Result<Added> add_files(const std::vector<JournalFile>& files,
                                  const std::vector<Document>& documents, Instant at) = 0;
  /// `mark.key` must say what comes in. err: conflict (it is in already), io.
  virtual Result<std::unique_ptr<BulkImport>> begin_import(const std::string& name,
                                                           const BatchMark& mark) = 0;
  /// Has a batch of this key come in?
  virtual Result<bool> holds(const std::string& key) = 0;
  virtual Result<SearchAnswer> search(const SearchQuestion& question) = 0;
  /// err: not_found, io, corrupt (a document whose digest is another).
  virtual Result<std::string> document(const std::string& path) = 0;
  /// Names and contents, in the order in which they count.
  virtual Result<std::vector<JournalFile>> files() = 0;
  virtual Result<std::vector<std::string>> documents() = 0;
};

/// err: io (nothing there), corrupt (damaged), invalid_argument (a newer schema; no .treaty file).
Result<std::unique_ptr<Keeper>> open_keeper(const std::string& path);
/// The same; where nothing is, an empty register: an SQLite file for a name that ends in ".db" or
/// ".sqlite", else a folder.
Result<std::unique_ptr<Keeper>> create_keeper(const std::string& path);

/// A name for a batch made of any text: "UNTC XXVI-1 (2026).csv" gives "untc-xxvi-1-2026-csv".
std::string batch_name(const std::string& text);

}  // namespace servanda

#endif  // SERVANDA_REGISTER_KEEPER_H_
