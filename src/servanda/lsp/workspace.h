// The journal files that an editor works on: those on disk, and over them what is open and changed.
#ifndef SERVANDA_LSP_WORKSPACE_H_
#define SERVANDA_LSP_WORKSPACE_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/text.h"
#include "servanda/journal/journal.h"
#include "servanda/model/register.h"

namespace servanda {

/// A place as editors count it: from 0, columns in UTF-16 code units (LSP 3.17, "position").
struct EditorPosition {
  std::size_t line = 0;
  std::size_t character = 0;
};
EditorPosition to_editor(const SourceText& text, std::size_t offset);
/// Beyond the end of a line or of the text the end is meant.
std::size_t from_editor(const SourceText& text, EditorPosition position);

/// "file:///a%20b.treaty" as a path, and back; other schemes are kept as they are.
std::string path_of_uri(std::string_view uri);
std::string uri_of_path(std::string_view path);

/// Files by path. What it says of the register is computed when it is asked for after a change.
class Workspace {
 public:
  /// Reads the `.treaty` files below the folder; what cannot be read is left out.
  void open_folder(const std::string& folder);
  void set(const std::string& path, std::string text);
  /// The file as it is on disk again; forgotten where there is none.
  void close(const std::string& path);

  const std::deque<SourceText>& files();
  const Register& reg();
  /// Of one file: its own faults, and those of names and days across all files.
  std::vector<Diagnostic> diagnostics(std::size_t file);
  std::optional<std::size_t> find(const std::string& path);

 private:
  void compute();
  std::map<std::string, std::string> texts_;
  bool fresh_ = false;
  std::deque<SourceText> files_;
  Register reg_;
  std::vector<FileDiagnostic> faults_;
};

}  // namespace servanda

#endif  // SERVANDA_LSP_WORKSPACE_H_
