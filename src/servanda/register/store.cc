#include "servanda/register/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <set>
#include <string_view>

#include "servanda/base/utf8.h"
#include "servanda/journal/journal.h"
#include "servanda/register/files.h"

namespace servanda::tables {
extern const std::string_view pathways_treaty;
}

namespace servanda {
namespace {

namespace fs = std::filesystem;

template <typename T>
void append(std::vector<T>& to, std::vector<T>&& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// Reads files one after the other into one register.
class Loader {
 public:
  explicit Loader(fs::path root) : root_(std::move(root)) {}

  Status add_file(const fs::path& path) {
    if (!seen_.insert(fs::weakly_canonical(path).string()).second) return Done{};
    SERVANDA_ASSIGN_OR_RETURN(std::string bytes, read_file(path.string()));
    add_text(SourceText(path.string(), std::move(bytes)), path.parent_path());
    return Done{};
  }

  void add_text(SourceText text, const fs::path& folder) {
    const std::size_t index = loaded_.files.size();
    loaded_.files.push_back(std::move(text));
    ParsedJournal parsed = parse_journal(loaded_.files[index], index);
    Register& reg = loaded_.reg;
    append(reg.sources, std::move(parsed.reg.sources));
    append(reg.statements, std::move(parsed.reg.statements));
    append(reg.origins, std::move(parsed.reg.origins));
    append(reg.pathways, std::move(parsed.reg.pathways));
    append(reg.incomplete, std::move(parsed.reg.incomplete));
    append(reg.groups, std::move(parsed.reg.groups));
    append(reg.assertions, std::move(parsed.reg.assertions));
    for (Diagnostic& diagnostic : parsed.diagnostics)
      loaded_.faults.push_back({index, std::move(diagnostic)});
    loaded_.faults_not_shown += parsed.not_shown;
    for (const Include& include : parsed.includes) follow(include, folder, index);
  }

  /// Reads what was included, and what that includes, until nothing is new.
  Status follow_includes() {
    while (!waiting_.empty()) {
      const Waiting next = std::move(waiting_.front());
      waiting_.pop_front();
      if (auto status = add_file(next.path); !status) {
        loaded_.faults.push_back(
            {next.file,
             {Severity::error, next.span, status.error().message, "a file that can be read"}});
      }
    }
    return Done{};
  }

  LoadedRegister finish() && {
    // The built-in pathways come first: a register that declares its own overrides them.
    const SourceText built_in("(built in) pathways.treaty", std::string(tables::pathways_treaty));
    std::vector<Pathway> pathways = parse_journal(built_in).reg.pathways;
    for (Pathway& pathway : pathways) pathway.origin = {loaded_.files.size(), {}};
    append(pathways, std::move(loaded_.reg.pathways));
    loaded_.reg.pathways = std::move(pathways);
    // Notes point at elements of `files`; moving the vector leaves them where they are.
    for (FileDiagnostic& found : check_references(loaded_.reg, loaded_.files)) {
      loaded_.faults.push_back({found.file, std::move(found.diagnostic)});
    }
    return std::move(loaded_);
  }

 private:
  struct Waiting {
    fs::path path;
    std::size_t file;
    Span span;
  };

  void follow(const Include& include, const fs::path& folder, std::size_t file) {
    const fs::path target = fs::weakly_canonical(folder / include.path);
    const fs::path inside = target.lexically_relative(fs::weakly_canonical(root_));
    if (root_.empty() || inside.empty() || *inside.begin() == "..") {
      loaded_.faults.push_back(
          {file,
           {Severity::error, include.span, "the file lies outside of the register",
            "a path below the register's folder"}});
      return;
    }
    waiting_.push_back({target, file, include.span});
  }

  fs::path root_;
  LoadedRegister loaded_;
  std::deque<Waiting> waiting_;
  std::set<std::string> seen_;
};

Result<std::vector<fs::path>> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    if (it->path().extension() == ".treaty" && it->is_regular_file(error))
      files.push_back(it->path());
  }
  if (error)
    return Error{Code::io, fmt::format("cannot read {}: {}", folder.string(), error.message())};
  std::sort(files.begin(), files.end());
  return files;
}

bool is_name(const std::string& name) {
  return !name.empty() && name.front() != '.' && name.front() != '-' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '.' || c == '_';
         });
}

}  // namespace

bool LoadedRegister::ok() const {
  return faults_not_shown == 0 &&
         std::none_of(faults.begin(), faults.end(), [](const FileFault& fault) {
           return fault.diagnostic.severity == Severity::error;
         });
}

Result<LoadedRegister> load_register(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return Error{Code::io, fmt::format("there is no register at {}", path),
                 "a register is a folder of .treaty files, or one such file"};
  }
  if (!fs::is_directory(status)) {
    Loader loader(fs::absolute(path).parent_path());
    SERVANDA_RETURN_IF_ERROR(loader.add_file(path));
    SERVANDA_RETURN_IF_ERROR(loader.follow_includes());
    return std::move(loader).finish();
  }
  Loader loader(fs::absolute(path));
  SERVANDA_ASSIGN_OR_RETURN(const std::vector<fs::path> files, files_below(path));
  if (files.empty()) {
    return Error{Code::invalid_argument, fmt::format("there is no .treaty file below {}", path),
                 "write one, or name another folder"};
  }
  for (const fs::path& file : files) SERVANDA_RETURN_IF_ERROR(loader.add_file(file));
  SERVANDA_RETURN_IF_ERROR(loader.follow_includes());
  return std::move(loader).finish();
}

LoadedRegister load_text(SourceText text) {
  Loader loader{fs::path()};
  loader.add_text(std::move(text), {});
  return std::move(loader).finish();
}

Result<std::string> add_to_register(const std::string& folder, const std::string& name,
                                    const std::string& journal_text) {
  if (!is_name(name)) {
    return Error{Code::invalid_argument,
                 fmt::format("\"{}\" is no name for a file of a register", name),
                 "letters, digits, hyphens, full stops and underscores"};
  }
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return Error{Code::invalid_argument, fmt::format("{} is no folder", folder),
                 "only a register that is a folder can be added to"};
  }
  // The register with the new text must be sound before anything is written.
  Loader loader(fs::absolute(folder));
  SERVANDA_ASSIGN_OR_RETURN(const std::vector<fs::path> files, files_below(folder));
  for (const fs::path& file : files) SERVANDA_RETURN_IF_ERROR(loader.add_file(file));
  SERVANDA_RETURN_IF_ERROR(loader.follow_includes());
  const fs::path target = fs::path(folder) / "dispatches" / (name + ".treaty");
  loader.add_text(SourceText(target.string(), journal_text), target.parent_path());
  const LoadedRegister loaded = std::move(loader).finish();
  if (!loaded.ok()) {
    std::string first;
    for (const FileFault& fault : loaded.faults) {
      if (fault.diagnostic.severity == Severity::error && fault.file < loaded.files.size()) {
        first = describe(fault.diagnostic, loaded.files[fault.file]);
        break;
      }
    }
    return Error{
        Code::parse,
        fmt::format("the register with {} would have faults; the first is\n{}", name, first),
        "nothing was written"};
  }
  SERVANDA_RETURN_IF_ERROR(create_file(target.string(), journal_text));
  return target.string();
}

}  // namespace servanda
