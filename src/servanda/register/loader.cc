#include "servanda/register/loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "servanda/register/files.h"
#include "servanda/register/selection.h"
#include "servanda/register/standing.h"

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

}  // namespace

Loader::Loader(fs::path root, Into into) : root_(std::move(root)) {
  if (into == Into::rows) index_.emplace();
}

Status Loader::add_file(const fs::path& path) {
  if (!seen_.insert(fs::weakly_canonical(path).string()).second) return Done{};
  SERVANDA_ASSIGN_OR_RETURN(std::string bytes, read_file(path.string()));
  add_text(SourceText(path.string(), std::move(bytes)), path.parent_path());
  return Done{};
}

void Loader::add_text(SourceText text, const fs::path& folder) {
  const std::size_t file = loaded_.files.size();
  loaded_.files.push_back(std::move(text));
  if (!index_) {
    for (const Include& include : read(file)) follow(include, folder, file);
    return;
  }
  if (file >= JournalIndex::kMostFiles) return;  // see rows_tell_all()
  const ParsedJournal& rest = index_->rest();
  const std::size_t faults = rest.diagnostics.size();
  const std::size_t includes = rest.includes.size();
  index_->add(loaded_.files[file]);
  for (std::size_t i = faults; i < rest.diagnostics.size(); ++i)
    loaded_.faults.push_back({file, rest.diagnostics[i]});
  loaded_.faults_not_shown = rest.not_shown;
  for (std::size_t i = includes; i < rest.includes.size(); ++i)
    follow(rest.includes[i], folder, file);
}

std::vector<Include> Loader::read(std::size_t file) {
  ParsedJournal parsed = parse_journal(loaded_.files[file], file);
  Register& reg = loaded_.reg;
  append(reg.sources, std::move(parsed.reg.sources));
  append(reg.statements, std::move(parsed.reg.statements));
  append(reg.origins, std::move(parsed.reg.origins));
  append(reg.pathways, std::move(parsed.reg.pathways));
  append(reg.incomplete, std::move(parsed.reg.incomplete));
  append(reg.groups, std::move(parsed.reg.groups));
  append(reg.assertions, std::move(parsed.reg.assertions));
  append(reg.decisions, std::move(parsed.reg.decisions));
  append(reg.batches, std::move(parsed.reg.batches));
  for (Diagnostic& diagnostic : parsed.diagnostics)
    loaded_.faults.push_back({file, std::move(diagnostic)});
  loaded_.faults_not_shown += parsed.not_shown;
  append(faulty_.treaties, std::move(parsed.faulty.treaties));
  append(faulty_.sources, std::move(parsed.faulty.sources));
  return std::move(parsed.includes);
}

Status Loader::follow_includes() {
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

void Loader::add_built_in() {
  // The built-in pathways come first: a register that declares its own overrides them.
  const SourceText built_in("(built in) pathways.treaty", std::string(tables::pathways_treaty));
  std::vector<Pathway> pathways = parse_journal(built_in).reg.pathways;
  for (Pathway& pathway : pathways) pathway.origin = {loaded_.files.size(), {}};
  append(pathways, std::move(loaded_.reg.pathways));
  loaded_.reg.pathways = std::move(pathways);
}

LoadedRegister Loader::finish() && {
  refuse_circles();
  add_built_in();
  // Notes point at elements of `files`; moving the deque leaves them where they are.
  for (FileDiagnostic& found : check_references(loaded_.reg, loaded_.files, faulty_)) {
    loaded_.faults.push_back({found.file, std::move(found.diagnostic)});
  }
  std::vector<DecisionFault> faults;
  loaded_.proposals = apply_decisions(loaded_.reg, faults);
  for (DecisionFault& fault : faults) {
    Diagnostic diagnostic{fault.error ? Severity::error : Severity::warning, fault.origin.span,
                          std::move(fault.message), std::move(fault.expected)};
    if (fault.other && fault.other->file < loaded_.files.size()) {
      diagnostic.notes.push_back({&loaded_.files[fault.other->file], fault.other->span,
                                  "the earlier decision stands here"});
    }
    loaded_.faults.push_back({fault.origin.file, std::move(diagnostic)});
  }
  loaded_.reg.make_index();
  return std::move(loaded_);
}

void Loader::follow(const Include& include, const fs::path& folder, std::size_t file) {
  if (allowed_.count((folder / include.path).lexically_normal().string()) != 0) return;
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
  included_.push_back({target, file, include.span});
}

void Loader::refuse_circles() {
  if (included_.empty()) return;
  std::map<std::string, std::size_t> by_path;
  std::error_code none;
  for (std::size_t i = 0; i < loaded_.files.size(); ++i)
    by_path.emplace(fs::weakly_canonical(loaded_.files[i].name(), none).string(), i);
  std::vector<std::vector<const Waiting*>> of(loaded_.files.size());
  for (const Waiting& include : included_) of[include.file].push_back(&include);
  enum class State { unseen, open, done };
  std::vector<State> states(loaded_.files.size(), State::unseen);
  struct Step {
    std::size_t file;
    std::size_t next;
  };
  for (std::size_t root = 0; root < loaded_.files.size(); ++root) {
    if (states[root] != State::unseen) continue;
    states[root] = State::open;
    std::vector<Step> path{{root, 0}};
    while (!path.empty()) {
      Step& step = path.back();
      if (step.next == of[step.file].size()) {
        states[step.file] = State::done;
        path.pop_back();
        continue;
      }
      const Waiting& include = *of[step.file][step.next++];
      const auto target = by_path.find(include.path.string());
      if (target == by_path.end()) continue;
      if (states[target->second] == State::open) {
        loaded_.faults.push_back({include.file,
                                  {Severity::error, include.span,
                                   "the includes come round in a circle: this file is being read",
                                   "includes that come to an end"}});
      } else if (states[target->second] == State::unseen) {
        states[target->second] = State::open;
        path.push_back({target->second, 0});
      }
    }
  }
}

bool Loader::rows_tell_all() const {
  return index_ && loaded_.files.size() <= JournalIndex::kMostFiles &&
         index_->rest().reg.decisions.empty();
}

LoadedRegister Loader::finish_about(const std::vector<std::string>& treaties) && {
  refuse_circles();
  for (FileDiagnostic& found : index_->check())
    loaded_.faults.push_back({found.file, std::move(found.diagnostic)});
  if (loaded_.ok()) loaded_.reg = select_about(*index_, treaties);
  add_built_in();
  return std::move(loaded_);
}

CheckedRegister Loader::finish_check() && {
  CheckedRegister checked;
  const Names& names = index_->treaty_names();
  checked.treaties = names.size() - (names.find("") == Names::kNone ? 0 : 1);
  checked.statements = index_->statement_count();
  checked.sources = index_->sources().size() + index_->rest().reg.sources.size();
  std::vector<std::string> asked;
  for (const Assertion& assertion : index_->rest().reg.assertions)
    asked.push_back(assertion.treaty);
  checked.loaded = std::move(*this).finish_about(asked);
  return checked;
}

Result<std::vector<fs::path>> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (name.starts_with(".") && it->is_directory(error)) {
      it.disable_recursion_pending();  // imports that are under way, version control
      continue;
    }
    if (it->path().extension() == ".treaty" && it->is_regular_file(error))
      files.push_back(it->path());
  }
  if (error)
    return Error{Code::io, fmt::format("cannot read {}: {}", folder.string(), error.message())};
  std::sort(files.begin(), files.end());
  return files;
}

bool is_file_name(const std::string& name) {
  return !name.empty() && name.front() != '.' && name.front() != '-' && name.size() <= 200 &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '.' || c == '_';
         });
}

std::string first_error_in(const LoadedRegister& loaded, std::size_t file) {
  for (const FileFault& fault : loaded.faults) {
    if (fault.diagnostic.severity == Severity::error && fault.file == file &&
        file < loaded.files.size()) {
      return describe(fault.diagnostic, loaded.files[file]);
    }
  }
  return {};
}

}  // namespace servanda
