// The door to a register, whatever keeps it: a journal (one file or a folder of `.treaty` files),
// or an SQLite file. Append-only; keeper.h adds to it and searches it.
//
//   Result<LoadedRegister> loaded = load_register("examples/register");
//   if (loaded && loaded->ok()) use(loaded->reg);
//   load_register("no/such/folder")       // Error: io
//
// Faults of the journal's text are diagnostics, all of them, not an Error. Every register also
// holds the built-in pathways (register/pathways.treaty) unless it declares its own.
//
// Trust: who can write the folder can change every answer; the store detects what does not parse,
// refer or hash, not a well-formed lie. Documents named with a sha256 are checked when read.
#ifndef SERVANDA_REGISTER_STORE_H_
#define SERVANDA_REGISTER_STORE_H_

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/base/text.h"
#include "servanda/model/decision.h"
#include "servanda/model/register.h"

namespace servanda {

struct FileFault {
  std::size_t file = 0;  ///< index into LoadedRegister::files
  Diagnostic diagnostic;
};

/// A statement that was proposed: it waits, or somebody decided. It counts for nothing unless it
/// was accepted; then it stands in the register as well.
struct Proposal {
  Statement statement;
  std::string id = {};
  Origin origin = {};
  Decision proposed = {};
  std::optional<Decision> decided = {};
};

struct LoadedRegister {
  Register reg;
  std::vector<Proposal> proposals = {};  ///< in the order of the register
  std::deque<SourceText> files = {};     ///< diagnostics point at them
  std::vector<FileFault> faults = {};
  std::size_t faults_not_shown = 0;
  bool ok() const;  ///< no fault of severity error
};

/// Reads an SQLite file, a `.treaty` file, or every `.treaty` file below a folder in order of path;
/// includes are followed once each, and only to places below the register's folder. Files larger
/// than 1 GiB, and files that are not UTF-8, are refused with the reason. err: io,
/// invalid_argument, corrupt (an SQLite file that is damaged).
Result<LoadedRegister> load_register(const std::string& path);

/// What bears on the treaties named alone, where the store can tell (Keeper::load_about): the same
/// answers about them, sooner.
Result<LoadedRegister> load_register_about(const std::string& path,
                                           const std::vector<std::string>& treaties);

/// A register as a whole, and what its own assertions ask about.
struct CheckedRegister {
  /// Faults of everything. Of the statements those that bear on the treaties of its assertions;
  /// more, where that is cheaper or decisions have to be followed.
  LoadedRegister loaded;
  std::size_t treaties = 0;  ///< that some statement is about
  std::size_t statements = 0;
  std::size_t sources = 0;
};
/// For a journal the cost of a sound entry is that of its row in an index (journal/index.h):
/// a million acts take a second and some hundred megabytes. err: as load_register.
Result<CheckedRegister> check_register(const std::string& path);

/// A register's text given from elsewhere (standard input, tests).
LoadedRegister load_text(SourceText text);

}  // namespace servanda

#endif  // SERVANDA_REGISTER_STORE_H_
