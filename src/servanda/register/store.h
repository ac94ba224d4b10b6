// Where statements are kept: a journal, as one file or a folder of `.treaty` files. Append-only.
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
#include <string>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/base/text.h"
#include "servanda/model/register.h"

namespace servanda {

struct FileFault {
  std::size_t file = 0;  ///< index into LoadedRegister::files
  Diagnostic diagnostic;
};

struct LoadedRegister {
  Register reg;
  std::vector<SourceText> files = {};
  std::vector<FileFault> faults = {};
  std::size_t faults_not_shown = 0;
  bool ok() const;  ///< no fault of severity error
};

/// Reads a `.treaty` file, or every `.treaty` file below a folder in order of path; includes are
/// followed once each, and only to places below the register's folder. Files larger than 1 GiB, and
/// files that are not UTF-8, are refused with the reason. err: io, invalid_argument.
Result<LoadedRegister> load_register(const std::string& path);

/// A register's text given from elsewhere (standard input, tests).
LoadedRegister load_text(SourceText text);

/// Adds one new file of journal text to a register folder, atomically: written beside, synced,
/// renamed. The name is `name`.treaty, below "dispatches/"; an existing file is never overwritten.
/// err: conflict (the name exists; `advice` says what to do), parse (the text or the register with
/// it would not be sound: nothing is written), io. Returns the path written.
Result<std::string> add_to_register(const std::string& folder, const std::string& name,
                                    const std::string& journal_text);

}  // namespace servanda

#endif  // SERVANDA_REGISTER_STORE_H_
