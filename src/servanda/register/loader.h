// Journal texts, one after the other, into one register. Inside the room: store.h and keeper.h are
// what others use.
#ifndef SERVANDA_REGISTER_LOADER_H_
#define SERVANDA_REGISTER_LOADER_H_

#include <deque>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "servanda/journal/index.h"
#include "servanda/journal/journal.h"
#include "servanda/register/store.h"

namespace servanda {

class Loader {
 public:
  /// `statements`: every entry is read with its words. `rows`: into an index, for those who need
  /// only some of the statements.
  enum class Into { statements, rows };

  /// Includes are followed below `root`; where it is empty they are faults.
  explicit Loader(std::filesystem::path root = {}, Into into = Into::statements);

  /// A file is read once. err: io, invalid_argument (too large).
  Status add_file(const std::filesystem::path& path);
  /// Text from elsewhere; includes are looked for from `folder`.
  void add_text(SourceText text, const std::filesystem::path& folder);
  /// Names that includes may mean although they are no files (a register in one database).
  void allow_include(const std::string& path) { allowed_.insert(path); }
  /// Reads what was included, and what that includes, until nothing is new.
  Status follow_includes();
  /// Adds the built-in pathways, looks at all references, follows the decisions.
  LoadedRegister finish() &&;
  /// Have entries been read into rows, and do these tell everything? Not where there are decisions
  /// to follow, nor of more files than an index takes.
  bool rows_tell_all() const;
  /// Where they do: the same faults, and the statements that bear on the treaties named
  /// (selection.h), none where there are errors.
  LoadedRegister finish_about(const std::vector<std::string>& treaties) &&;
  /// What finish_about gives for the treaties of the assertions, and the counts of everything.
  CheckedRegister finish_check() &&;

  std::size_t files() const { return loaded_.files.size(); }
  const LoadedRegister& so_far() const { return loaded_; }

 private:
  struct Waiting {
    std::filesystem::path path;
    std::size_t file;
    Span span;
  };
  /// Every entry of a file with its words; the includes that it asks for.
  std::vector<Include> read(std::size_t file);
  void add_built_in();
  void follow(const Include& include, const std::filesystem::path& folder, std::size_t file);
  /// A fault at each include that comes back to a file which is still being read.
  void refuse_circles();

  std::filesystem::path root_;
  std::optional<JournalIndex> index_;
  LoadedRegister loaded_;
  FaultyNames faulty_;
  std::deque<Waiting> waiting_;
  std::set<std::string> seen_;
  std::set<std::string> allowed_;
  std::vector<Waiting> included_;  ///< every include that was followed
};

/// The files of a journal folder in the order in which they count: `.treaty` files by path, hidden
/// folders left out. err: io.
Result<std::vector<std::filesystem::path>> files_below(const std::filesystem::path& folder);

/// Letters, digits, hyphens, full stops and underscores; not beginning with "." or "-".
bool is_file_name(const std::string& name);

/// The first error in one file, as people read it; empty where there is none.
std::string first_error_in(const LoadedRegister& loaded, std::size_t file);

}  // namespace servanda

#endif  // SERVANDA_REGISTER_LOADER_H_
