#include "servanda/lsp/workspace.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "servanda/base/utf8.h"
#include "servanda/register/files.h"

namespace servanda {
namespace {

namespace fs = std::filesystem;

std::size_t units(char32_t point) {
  return point > 0xFFFF ? 2 : 1;
}

template <typename T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

EditorPosition to_editor(const SourceText& text, std::size_t offset) {
  const Position at = text.position(offset);
  const std::string_view line = text.line(at.line);
  const auto begin = static_cast<std::size_t>(line.data() - text.text().data());
  const std::size_t end = std::min(offset > begin ? offset - begin : 0, line.size());
  EditorPosition result{at.line - 1, 0};
  for (std::size_t i = 0; i < end;) {
    const CodePoint point = code_point_at(line, i);
    result.character += units(point.value);
    i = point.next;
  }
  return result;
}

std::size_t from_editor(const SourceText& text, EditorPosition position) {
  if (position.line >= text.line_count()) return text.text().size();
  const std::string_view line = text.line(position.line + 1);
  std::size_t i = 0;
  for (std::size_t seen = 0; i < line.size() && seen < position.character;) {
    const CodePoint point = code_point_at(line, i);
    seen += units(point.value);
    i = point.next;
  }
  return static_cast<std::size_t>(line.data() - text.text().data()) + i;
}

std::string path_of_uri(std::string_view uri) {
  constexpr std::string_view kScheme = "file://";
  if (!uri.starts_with(kScheme)) return std::string(uri);
  uri.remove_prefix(kScheme.size());
  std::string path;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    if (uri[i] == '%' && i + 2 < uri.size() && hex(uri[i + 1]) >= 0 && hex(uri[i + 2]) >= 0) {
      path += static_cast<char>(hex(uri[i + 1]) * 16 + hex(uri[i + 2]));
      i += 2;
    } else {
      path += uri[i];
    }
  }
  return path;
}

std::string uri_of_path(std::string_view path) {
  if (path.empty() || path.front() != '/') return std::string(path);
  std::string uri = "file://";
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '/' || c == '-' || c == '_' || c == '.' || c == '~';
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

void Workspace::open_folder(const std::string& folder) {
  // An editor may be opened on a whole home; a register is not that large.
  constexpr int kMostEntries = 20000;
  std::error_code error;
  int seen = 0;
  for (fs::recursive_directory_iterator
           it(folder, fs::directory_options::skip_permission_denied, error),
       end;
       !error && it != end && seen < kMostEntries; it.increment(error), ++seen) {
    if (it->path().extension() != ".treaty" || !it->is_regular_file(error)) continue;
    if (Result<std::string> text = read_file(it->path().string()))
      texts_.emplace(it->path().string(), *std::move(text));
  }
  fresh_ = false;
}

void Workspace::set(const std::string& path, std::string text) {
  texts_[path] = std::move(text);
  fresh_ = false;
}

void Workspace::close(const std::string& path) {
  // Only journals are read: an editor's bytes must not make us wait for a device.
  std::error_code none;
  const bool journal = path.ends_with(".treaty") && fs::is_regular_file(path, none);
  Result<std::string> text = journal ? read_file(path) : Result<std::string>(Error{Code::io, path});
  if (text) {
    texts_[path] = *std::move(text);
  } else {
    texts_.erase(path);
  }
  fresh_ = false;
}

void Workspace::compute() {
  if (fresh_) return;
  fresh_ = true;
  files_.clear();
  reg_ = Register{};
  FaultyNames faulty;
  faults_.clear();
  for (const auto& [path, text] : texts_) files_.emplace_back(path, text);
  for (std::size_t i = 0; i < files_.size(); ++i) {
    ParsedJournal parsed = parse_journal(files_[i], i);
    append(reg_.sources, parsed.reg.sources);
    append(reg_.statements, parsed.reg.statements);
    append(reg_.origins, parsed.reg.origins);
    append(reg_.pathways, parsed.reg.pathways);
    append(reg_.incomplete, parsed.reg.incomplete);
    append(reg_.groups, parsed.reg.groups);
    append(reg_.assertions, parsed.reg.assertions);
    append(faulty.treaties, parsed.faulty.treaties);
    append(faulty.sources, parsed.faulty.sources);
    for (Diagnostic& diagnostic : parsed.diagnostics) faults_.push_back({i, std::move(diagnostic)});
  }
  std::vector<FileDiagnostic> names = check_references(reg_, files_, faulty);
  append(faults_, names);
}

const std::deque<SourceText>& Workspace::files() {
  compute();
  return files_;
}

const Register& Workspace::reg() {
  compute();
  return reg_;
}

std::vector<Diagnostic> Workspace::diagnostics(std::size_t file) {
  compute();
  std::vector<Diagnostic> found;
  for (const FileDiagnostic& fault : faults_) {
    if (fault.file == file) found.push_back(fault.diagnostic);
  }
  return found;
}

std::optional<std::size_t> Workspace::find(const std::string& path) {
  compute();
  for (std::size_t i = 0; i < files_.size(); ++i) {
    if (files_[i].name() == path) return i;
  }
  return std::nullopt;
}

}  // namespace servanda
