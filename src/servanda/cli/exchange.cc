// servanda import and export: other people's formats, in and out of a register.

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "servanda/base/sha256.h"
#include "servanda/cli/cli.h"
#include "servanda/exchange/export.h"
#include "servanda/exchange/import.h"
#include "servanda/query/watch.h"
#include "servanda/register/files.h"
#include "servanda/register/keeper.h"
#include "servanda/render/watch.h"

namespace servanda::cli {
namespace {

constexpr std::size_t kFaultsShown = 20;

void tell(const ImportReport& report) {
  for (std::size_t i = 0; i < report.faults.size() && i < kFaultsShown; ++i) {
    const ImportFault& fault = report.faults[i];
    fmt::print(stderr, "{}:{}: {}{}\n", fault.file, fault.row,
               fault.column.empty() ? "" : fmt::format("column \"{}\": ", fault.column),
               fault.what);
  }
  const std::size_t all = report.faults.size() + report.more_faults;
  if (all > kFaultsShown) fmt::print(stderr, "… and {} more faults\n", all - kFaultsShown);
}

/// "12,345,678"
std::string grouped(std::size_t number) {
  std::string text = fmt::format("{}", number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text;
}

int import_journal(const std::string& from, Keeper& into) {
  Result<std::unique_ptr<Keeper>> source = open_keeper(from);
  if (!source) return fail(source.error());
  Result<std::vector<JournalFile>> files = (*source)->files();
  if (!files) return fail(files.error());
  if (files->empty()) {
    return fail({Code::invalid_argument, fmt::format("there is no .treaty file below {}", from),
                 "write one, or name another folder"});
  }
  Result<std::vector<std::string>> names = (*source)->documents();
  if (!names) return fail(names.error());
  std::vector<Document> documents;
  for (const std::string& name : *names) {
    Result<std::string> bytes = (*source)->document(name);
    if (!bytes) return fail(bytes.error());
    documents.push_back({name, *std::move(bytes)});
  }
  const Result<Added> added = into.add_files(*files, documents, now());
  if (!added) return fail(added.error());
  if (!added->added) {
    print(fmt::format("{} is in the register already: nothing was added\n", from));
    return kAnswered;
  }
  print(fmt::format("{} statements in {} files imported\n", grouped(added->statements),
                    files->size()));
  return kAnswered;
}

int import_table(const std::string& path, const ImportOptions& options, const ImportOrder& order,
                 Keeper& keeper) {
  Result<ImportInput> input = read_import(path, options.kind);
  if (!input) return fail(input.error());
  // The same bytes under another treaty or kind are another import.
  const std::string key =
      sha256_hex(fmt::format("{}\n{}\n{}", order.kind, options.treaty, sha256_hex(input->bytes)) +
                 sha256_hex(input->acts));
  const Result<bool> there = keeper.holds(key);
  if (!there) return fail(there.error());
  if (*there) {
    print(fmt::format("{} is in the register already: nothing was added\n", path));
    return kAnswered;
  }
  const Source source = source_of_import(*input, options, key);
  const bool watched = isatty_stderr();
  const auto progress = [&](const char* doing) -> ImportProgress {
    if (!watched) return {};
    return [doing](std::size_t rows) { fmt::print(stderr, "\r{} {} rows", doing, grouped(rows)); };
  };
  // Every row is looked at before the first is taken in.
  const auto look = [](Register&&) -> Status { return Done{}; };
  const Result<ImportReport> checked =
      run_import(*input, options, source, look, progress("checking"));
  if (watched) fmt::print(stderr, "\r                              \r");
  if (!checked) return fail(checked.error());
  tell(*checked);
  const bool faulty = !checked->faults.empty();
  if (faulty && !order.leave_out) {
    return fail({Code::parse,
                 fmt::format("{}: {} rows have faults; nothing was imported", path,
                             grouped(checked->faults.size() + checked->more_faults)),
                 "mend them, or leave them out with --leave-out-faults"});
  }
  if (checked->statements == 0)
    return fail({Code::parse, fmt::format("{}: nothing in it can be imported", path)});
  BatchMark mark;
  mark.at = now();
  mark.by = user();
  mark.of = path;
  mark.key = key;
  const std::string name = batch_name(std::filesystem::path(path).filename().string());
  Result<std::unique_ptr<BulkImport>> import = keeper.begin_import(name, mark);
  if (!import) return fail(import.error());
  if ((*import)->pieces_kept() > 0) {
    fmt::print(stderr, "going on after {} pieces that are kept already\n",
               (*import)->pieces_kept());
  }
  std::size_t piece = 0;
  const auto take = [&](Register&& content) -> Status {
    if (piece++ < (*import)->pieces_kept()) return Done{};
    return (*import)->add_piece(content);
  };
  const Result<ImportReport> done =
      run_import(*input, options, source, take, progress("importing"));
  if (watched) fmt::print(stderr, "\r                              \r");
  if (!done) return fail(done.error());
  const Result<Added> added = (*import)->finish();
  if (!added) return fail(added.error());
  print(fmt::format("{} statements from {} rows of {} imported\n", grouped(done->statements),
                    grouped(done->rows), path));
  if (faulty) {
    print(fmt::format("  left out: {} faults\n",
                      grouped(checked->faults.size() + checked->more_faults)));
  }
  for (const std::string& column : done->ignored)
    print(fmt::format("  nothing was taken from the column \"{}\"\n", column));
  return kAnswered;
}

/// To a file, written whole or not at all, or to standard output.
int put(const std::string& text, const std::string& out) {
  if (out.empty() || out == "-") {
    print(text);
    return kAnswered;
  }
  const Status written = write_file_atomically(out, text);
  return written ? kAnswered : fail(written.error());
}

int export_journal(Keeper& keeper, const std::string& out) {
  Result<std::vector<JournalFile>> files = keeper.files();
  if (!files) return fail(files.error());
  if (out.empty() || out == "-") {
    std::string text;
    for (const JournalFile& file : *files)
      text += fmt::format("{}; {}\n\n{}", text.empty() ? "" : "\n", file.path, file.text);
    print(text);
    return kAnswered;
  }
  Result<std::unique_ptr<Keeper>> target = create_keeper(out);
  if (!target) return fail(target.error());
  Result<std::vector<std::string>> names = keeper.documents();
  if (!names) return fail(names.error());
  std::vector<Document> documents;
  for (const std::string& name : *names) {
    Result<std::string> bytes = keeper.document(name);
    if (!bytes) return fail(bytes.error());
    documents.push_back({name, *std::move(bytes)});
  }
  const Result<Added> added = (*target)->add_files(*files, documents, now());
  if (!added) return fail(added.error());
  print(fmt::format("{} files with {} statements written to {}\n", files->size(),
                    grouped(added->statements), out));
  return kAnswered;
}

}  // namespace

int run_import(const ImportOrder& order) {
  ImportOptions options;
  options.treaty = order.treaty;
  options.title = order.title;
  options.publisher = order.publisher;
  if (!order.published.empty()) {
    Result<Edtf> published = parse_edtf(order.published);
    if (!published) return wrong_use("--published: " + published.error().message);
    options.published = *published;
  }
  Result<std::unique_ptr<Keeper>> keeper = create_keeper(order.into);
  if (!keeper) return fail(keeper.error());
  for (const std::string& file : order.files) {
    int code = kAnswered;
    if (order.kind == "journal") {
      code = import_journal(file, **keeper);
    } else {
      options.kind = *find_import_kind(order.kind);
      code = import_table(file, options, order, **keeper);
    }
    if (code != kAnswered) return code;
  }
  return kAnswered;
}

int run_export(const ExportOrder& order, const Common& common) {
  int code = kAnswered;
  if (order.kind == "journal") {
    const std::string path = register_path(common, code);
    if (path.empty()) return code;
    Result<std::unique_ptr<Keeper>> keeper = open_keeper(path);
    if (!keeper) return fail(keeper.error());
    return export_journal(**keeper, order.out);
  }
  const std::optional<AskedRegister> loaded = prepare(common, code);
  if (!loaded) return code;
  const Register& reg = loaded->loaded.reg;
  if (order.kind == "jsonl") return put(export_jsonl(reg, loaded->known), order.out);
  if (order.kind == "csv") return put(export_acts(reg, loaded->known), order.out);
  if (order.kind == "bundle") {
    if (order.out.empty()) return wrong_use("a bundle is a folder", "add --out FOLDER");
    const Status written = export_bundle(reg, loaded->known, order.out);
    return written ? kAnswered : fail(written.error());
  }
  // ics: what falls due in a year from the day asked about.
  const Day from = loaded->known;
  const Result<std::vector<ComingDay>> days =
      ask_next(reg, {}, from, from + std::chrono::days(366), loaded->known);
  if (!days) return fail(days.error());
  return put(days_to_calendar(*days, "Servanda: what falls due", today()), order.out);
}

}  // namespace servanda::cli
