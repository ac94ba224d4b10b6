#include "servanda/register/folder_keeper.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "servanda/base/sha256.h"
#include "servanda/journal/journal.h"
#include "servanda/register/batch.h"
#include "servanda/register/files.h"
#include "servanda/register/loader.h"
#include "servanda/register/search_index.h"

namespace servanda {
namespace {

namespace fs = std::filesystem;

/// What a writer that was killed has left: only the holder of the lock may look.
void clear_remains(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    const std::size_t dot = name.rfind('.');
    const bool beside =
        dot != std::string::npos && name.size() - dot == 7 &&
        (name.substr(0, dot).ends_with(".treaty") || name.substr(0, dot).ends_with(".txt"));
    std::error_code ignored;
    if (beside) fs::remove(it->path(), ignored);
  }
}

/// Pieces wait in a hidden folder; its renaming makes them part of the register.
class FolderImport : public BulkImport {
 public:
  FolderImport(fs::path root, std::string name, BatchMark mark)
      : root_(std::move(root)), name_(std::move(name)), mark_(std::move(mark)) {
    waiting_ = root_ / (".import-" + mark_.key.substr(0, 16));
    while (fs::exists(piece_path(kept_))) ++kept_;
    next_ = kept_;
  }

  std::size_t pieces_kept() const override { return kept_; }

  Status add_piece(const Register& content) override {
    statements_ += content.statements.size();
    const std::string text = marked_text(mark_, format_register(content));
    return write_file_atomically(piece_path(next_++).string(), text);
  }

  Result<Added> finish() override {
    SERVANDA_ASSIGN_OR_RETURN(const FolderLock lock, FolderLock::take(root_.string()));
    const fs::path imports = root_ / "imports";
    std::error_code error;
    fs::create_directories(imports, error);
    fs::path target = imports / name_;
    for (int n = 2; fs::exists(target); ++n) target = imports / fmt::format("{}-{}", name_, n);
    fs::rename(waiting_, target, error);
    if (error) {
      return Error{Code::io, fmt::format("cannot rename {} to {}: {}", waiting_.string(),
                                         target.string(), error.message())};
    }
    sync_folder(target.string());
    return Added{true, target.string(), statements_};
  }

 private:
  fs::path piece_path(std::size_t number) const {
    return waiting_ / fmt::format("{:06}.treaty", number + 1);
  }

  fs::path root_;
  std::string name_;
  BatchMark mark_;
  fs::path waiting_;
  std::size_t kept_ = 0;
  std::size_t next_ = 0;
  std::size_t statements_ = 0;
};

class FolderKeeper : public Keeper {
 public:
  /// A folder without text is no register, unless it was only just made to be one.
  FolderKeeper(std::string path, bool may_be_empty)
      : path_(std::move(path)), may_be_empty_(may_be_empty) {}

  Result<LoadedRegister> load() override {
    SERVANDA_ASSIGN_OR_RETURN(Loader loader, read_register(Loader::Into::statements));
    return std::move(loader).finish();
  }

  Result<LoadedRegister> load_about(const std::vector<std::string>& treaties) override {
    SERVANDA_ASSIGN_OR_RETURN(Loader loader, read_register(Loader::Into::rows));
    return loader.rows_tell_all() ? std::move(loader).finish_about(treaties) : load();
  }

  Result<CheckedRegister> check() override {
    SERVANDA_ASSIGN_OR_RETURN(Loader loader, read_register(Loader::Into::rows));
    return loader.rows_tell_all() ? std::move(loader).finish_check() : Keeper::check();
  }
  Result<LoadedRegister> load_reviewed() override { return load(); }
  bool reads_parts() const override { return false; }

  Result<std::string> version() override {
    SERVANDA_ASSIGN_OR_RETURN(const std::vector<fs::path> paths, paths_of());
    std::string all;
    for (const fs::path& path : paths) {
      struct stat about{};
      if (::stat(path.c_str(), &about) != 0) continue;
      all += fmt::format("{}\n{} {}.{} {}\n", path.string(), about.st_size, about.st_mtim.tv_sec,
                         about.st_mtim.tv_nsec, about.st_ino);
    }
    return sha256_hex(all).substr(0, 16);
  }

  Result<Added> add(const Batch& batch) override {
    if (!is_file_name(batch.name)) {
      return Error{Code::invalid_argument,
                   fmt::format("\"{}\" is no name for a file of a register", batch.name),
                   "letters, digits, hyphens, full stops and underscores"};
    }
    for (const Document& document : batch.documents)
      SERVANDA_RETURN_IF_ERROR(check_document_path(document.path));
    SERVANDA_RETURN_IF_ERROR(must_be_folder());
    SERVANDA_ASSIGN_OR_RETURN(const FolderLock lock, FolderLock::take(path_));
    SERVANDA_ASSIGN_OR_RETURN(Loader loader, read_all());
    std::optional<Instant> last;
    const std::string key = batch.mark.key.empty() ? sha256_hex(batch.text) : batch.mark.key;
    for (const BatchMark& mark : loader.so_far().reg.batches) {
      if (mark.key == key) return Added{false, loader.so_far().files[mark.origin.file].name(), 0};
      if (!last || last->utc < mark.at.utc) last = mark.at;
    }
    SERVANDA_ASSIGN_OR_RETURN(const BatchMark mark, settled_mark(batch, last));
    const fs::path target = fs::path(path_) / "dispatches" / (batch.name + ".treaty");
    const std::string text = marked_text(mark, batch.text);
    const std::size_t file = loader.files();
    const std::size_t before = loader.so_far().reg.statements.size();
    loader.add_text(SourceText(target.string(), text), target.parent_path());
    const std::size_t statements = loader.so_far().reg.statements.size() - before;
    // The register with the new text must be sound before anything is written.
    SERVANDA_RETURN_IF_ERROR(sound_with(std::move(loader).finish(), file, batch.name));
    clear_remains(target.parent_path());
    for (const Document& document : batch.documents) {
      clear_remains((fs::path(path_) / document.path).parent_path());
      bool changed = false;
      SERVANDA_RETURN_IF_ERROR(put(document.path, document.bytes, changed));
    }
    SERVANDA_RETURN_IF_ERROR(create_file(target.string(), text));
    return Added{true, target.string(), statements};
  }

  Result<Added> add_files(const std::vector<JournalFile>& files,
                          const std::vector<Document>& documents, Instant) override {
    SERVANDA_RETURN_IF_ERROR(must_be_folder());
    SERVANDA_ASSIGN_OR_RETURN(const FolderLock lock, FolderLock::take(path_));
    Added added{false, path_, 0};
    for (const Document& document : documents) {
      SERVANDA_RETURN_IF_ERROR(check_document_path(document.path));
      SERVANDA_RETURN_IF_ERROR(put(document.path, document.bytes, added.added));
    }
    // Nothing is written before every text was looked at.
    for (const JournalFile& file : files) {
      const ParsedJournal parsed = parse_journal(SourceText(file.path, file.text));
      bool plain = parsed.ok() && fs::path(file.path).is_relative();
      for (const auto& part : fs::path(file.path)) plain = plain && part != "..";
      if (!plain) return Error{Code::parse, fmt::format("{} has faults", file.path)};
      added.statements += parsed.reg.statements.size();
    }
    for (const JournalFile& file : files)
      SERVANDA_RETURN_IF_ERROR(put(file.path, file.text, added.added));
    if (!added.added) added.statements = 0;
    return added;
  }

  Result<std::unique_ptr<BulkImport>> begin_import(const std::string& name,
                                                   const BatchMark& mark) override {
    if (!is_file_name(name) || mark.key.size() < 16 || !is_file_name(mark.key))
      return Error{Code::invalid_argument, "an import needs a name and a key"};
    SERVANDA_RETURN_IF_ERROR(must_be_folder());
    SERVANDA_ASSIGN_OR_RETURN(const bool there, holds(mark.key));
    if (there) return Error{Code::conflict, fmt::format("{} came in before", mark.of)};
    std::unique_ptr<BulkImport> import =
        std::make_unique<FolderImport>(fs::path(path_), name, mark);
    return import;
  }

  Result<bool> holds(const std::string& key) override {
    SERVANDA_ASSIGN_OR_RETURN(const std::vector<fs::path> paths, paths_of());
    for (const fs::path& path : paths) {
      SERVANDA_ASSIGN_OR_RETURN(const std::string text, read_file(path.string()));
      for (const BatchMark& mark : marks_in(text)) {
        if (mark.key == key) return true;
      }
    }
    return false;
  }

  Result<SearchAnswer> search(const SearchQuestion& question) override {
    SERVANDA_ASSIGN_OR_RETURN(const std::string now, version());
    if (!index_ || now != indexed_) {
      SERVANDA_ASSIGN_OR_RETURN(const LoadedRegister loaded, load());
      SERVANDA_ASSIGN_OR_RETURN(index_, index_in_memory(loaded));
      indexed_ = now;
    }
    return index_->search(question);
  }

  Result<std::string> document(const std::string& path) override {
    SERVANDA_RETURN_IF_ERROR(check_document_path(path));
    std::error_code error;
    const fs::path root =
        fs::is_directory(path_, error) ? fs::path(path_) : fs::absolute(path_).parent_path();
    if (!fs::exists(root / path, error)) {
      return Error{Code::not_found, fmt::format("the register keeps no document {}", path)};
    }
    return read_file((root / path).string());
  }

  Result<std::vector<JournalFile>> files() override {
    std::vector<JournalFile> files;
    SERVANDA_ASSIGN_OR_RETURN(const std::vector<fs::path> paths, paths_of());
    std::error_code error;
    const bool folder = fs::is_directory(path_, error);
    for (const fs::path& path : paths) {
      SERVANDA_ASSIGN_OR_RETURN(std::string text, read_file(path.string()));
      FormattedJournal formatted = format_journal(SourceText(path.string(), std::move(text)));
      if (!formatted.ok) {
        return Error{Code::parse, fmt::format("{} has faults", path.string()),
                     "`servanda check` shows them"};
      }
      files.push_back({folder ? path.lexically_relative(path_).string() : path.filename().string(),
                       std::move(formatted.text)});
    }
    return files;
  }

  Result<std::vector<std::string>> documents() override {
    std::vector<std::string> names;
    const fs::path folder = fs::path(path_) / "documents";
    std::error_code error;
    if (!fs::is_directory(folder, error)) return names;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
         it.increment(error)) {
      const std::string name = it->path().lexically_relative(path_).string();
      if (it->is_regular_file(error) && check_document_path(name)) names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
  }

 private:
  Status must_be_folder() const {
    std::error_code error;
    if (fs::is_directory(path_, error)) return Done{};
    return Error{Code::invalid_argument, fmt::format("{} is no folder", path_),
                 "only a register that is a folder or an SQLite file can be added to"};
  }

  /// A new file, or one that is there with the same bytes; `changed` becomes true for a new one.
  Status put(const std::string& name, const std::string& bytes, bool& changed) const {
    const fs::path path = fs::path(path_) / name;
    Status kept = create_file(path.string(), bytes);
    if (kept) changed = true;
    if (kept || kept.error().code != Code::conflict) return kept;
    SERVANDA_ASSIGN_OR_RETURN(const std::string there, read_file(path.string()));
    return there == bytes ? Status(Done{}) : kept;
  }

  Result<std::vector<fs::path>> paths_of() const {
    std::error_code error;
    if (!fs::is_directory(path_, error)) return std::vector<fs::path>{fs::path(path_)};
    return files_below(path_);
  }

  /// The file, or every one below the folder, which must not be empty.
  Result<Loader> read_register(Loader::Into into) const {
    std::error_code error;
    if (!fs::is_directory(path_, error)) {
      Loader loader(fs::absolute(path_).parent_path(), into);
      SERVANDA_RETURN_IF_ERROR(loader.add_file(path_));
      SERVANDA_RETURN_IF_ERROR(loader.follow_includes());
      return loader;
    }
    SERVANDA_ASSIGN_OR_RETURN(Loader loader, read_all(into));
    if (loader.files() == 0 && !may_be_empty_) {
      return Error{Code::invalid_argument, fmt::format("there is no .treaty file below {}", path_),
                   "write one, or name another folder"};
    }
    return loader;
  }

  Result<Loader> read_all(Loader::Into into = Loader::Into::statements) const {
    Loader loader(fs::absolute(path_), into);
    SERVANDA_ASSIGN_OR_RETURN(const std::vector<fs::path> files, files_below(path_));
    for (const fs::path& file : files) SERVANDA_RETURN_IF_ERROR(loader.add_file(file));
    SERVANDA_RETURN_IF_ERROR(loader.follow_includes());
    return loader;
  }

  std::string path_;
  bool may_be_empty_;
  std::unique_ptr<SearchIndex> index_;
  std::string indexed_;
};

}  // namespace

Result<std::unique_ptr<Keeper>> open_folder(const std::string& path) {
  std::unique_ptr<Keeper> keeper = std::make_unique<FolderKeeper>(path, false);
  return keeper;
}

Result<std::unique_ptr<Keeper>> create_folder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error)
    return Error{Code::io, fmt::format("cannot make the folder {}: {}", path, error.message())};
  std::unique_ptr<Keeper> keeper = std::make_unique<FolderKeeper>(path, true);
  return keeper;
}

}  // namespace servanda
