// derive: from clauses and acts alone to who is bound, for one treaty or a world of them.

#include <fmt/format.h>

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "servanda/cli/cli.h"
#include "servanda/cli/progress.h"
#include "servanda/exchange/bundle.h"
#include "servanda/exchange/journal_bundle.h"
#include "servanda/exchange/record_register.h"
#include "servanda/law/status.h"
#include "servanda/register/files.h"
#include "servanda/render/derivation.h"
#include "servanda/render/render.h"

namespace servanda::cli {
namespace {

constexpr std::size_t kTreatiesAtOnce = 512;

/// The day, the known day and the tables that every derivation needs.
struct Asked {
  DerivationQuestion question;
  std::optional<Day> known = {};
  GroupTables groups = {};
};

std::optional<int> prepare(const DeriveOrder& order, const Common& common, Asked& asked) {
  int code = kAnswered;
  const std::optional<Moment> on = valid_moment(common, code);
  if (!on) return code;
  const std::optional<When> day = when_of(*on);
  if (!day || !day->exact()) {
    return wrong_use("derive needs one day", "such as --on 2025-01-01");
  }
  asked.question.on = day->latest;
  asked.question.assume_qualified = order.assume_qualified;
  if (!common.known.empty()) {
    asked.known = known_day(common, code);
    if (!asked.known) return code;
  }
  if (!order.recorded.empty()) {
    const Result<Edtf> recorded = parse_edtf(order.recorded);
    if (!recorded) return fail(recorded.error());
    asked.question.recorded = when_of(*recorded);
    if (!asked.question.recorded) {
      return wrong_use("the recorded day has an open end", "such as --recorded 1981-09-03");
    }
  }
  if (order.groups.empty()) return std::nullopt;
  Result<std::string> text = read_file(order.groups);
  if (!text) return fail(text.error());
  Result<GroupTables> groups = read_groups(*text);
  if (!groups) {
    return fail(
        {groups.error().code, order.groups + ": " + groups.error().message, groups.error().advice});
  }
  asked.groups = *std::move(groups);
  asked.question.groups = &asked.groups;
  return std::nullopt;
}

Result<TreatyRecord> read_record(const DeriveOrder& order, std::optional<Day> known) {
  SERVANDA_ASSIGN_OR_RETURN(const std::string text, read_file(order.clauses));
  const Result<Json> json = parse_json(text);
  if (!json) {
    return Error{Code::parse, order.clauses + ": " + json.error().message, json.error().advice};
  }
  Result<TreatyFact> treaty = clauses_from_json(*json);
  if (!treaty) {
    return Error{Code::parse, order.clauses + ": " + treaty.error().message, treaty.error().advice};
  }
  if (treaty->id.empty()) treaty->id = "treaty";
  ActTable table(known);
  for (const std::string& file : order.acts) {
    SERVANDA_ASSIGN_OR_RETURN(const std::string rows, read_file(file));
    const std::size_t before = table.faults().size();
    const Status read = table.read_for(0, rows);
    if (!read) return Error{Code::parse, file + ": " + read.error().message, read.error().advice};
    for (std::size_t i = before; i < table.faults().size(); ++i) {
      fmt::print(stderr, "{}:{}: {}; the row is left out\n", file, table.faults()[i].line,
                 table.faults()[i].what);
    }
  }
  if (table.left_out() > 0) {
    fmt::print(stderr, "{} rows are marked as not to be used, and left out\n", table.left_out());
  }
  TreatyRecord record{*std::move(treaty), table.deeds(0, table.rows().size())};
  complete(record.deeds, record.treaty);
  return record;
}

int derive_one(const DeriveOrder& order, const Asked& asked, const Common& common) {
  const Result<TreatyRecord> record = read_record(order, asked.known);
  if (!record) return fail(record.error());
  const Derivation found = derive(record->treaty.clauses, record->deeds, asked.question);
  std::optional<StatusAnswer> proved;
  Register reg = register_of(*record, asked.groups);
  reg.assume_qualified = order.assume_qualified;
  if (order.why) {
    Result<StatusAnswer> status =
        status_of(reg, {record->treaty.id, {}, Moment(Edtf(asked.question.on)), asked.question.on});
    if (!status) return fail(status.error());
    proved = *std::move(status);
  }
  if (common.format == "json") {
    std::string out;
    append_json(out, record->treaty.id, found);
    if (proved) {
      out.pop_back();
      out += ",\"why\":" + print_json(status_to_json(*proved, reg, true)) + "}";
    }
    print(out + "\n");
  } else {
    const std::string& title = record->treaty.title;
    print(render(title.empty() ? record->treaty.id : title, found, style_of(common)));
    if (proved) print("\n" + render_status(*proved, reg, true, style_of(common)));
  }
  return exit_code_of(found.verdict);
}

/// Works through the treaties in order: threads take a run of them each, runs are printed in turn.
/// A Bundle or a JournalBundle.
template <typename AnyBundle>
int derive_all(const AnyBundle* bundle, const DeriveOrder& order, const Asked& asked) {
  Progress progress(bundle->size(), "treaties");
  const std::size_t runs = (bundle->size() + kTreatiesAtOnce - 1) / kTreatiesAtOnce;
  std::vector<std::string> done(runs);
  std::vector<bool> ready(runs, false);
  std::atomic<std::size_t> next_run{0};
  std::atomic<std::size_t> failed{0};
  std::size_t printed = 0;
  std::mutex mutex;  // guards done, ready, printed and what is printed
  const auto work = [&] {
    for (std::size_t run = next_run++; run < runs; run = next_run++) {
      std::string out;
      const std::size_t end = std::min(bundle->size(), (run + 1) * kTreatiesAtOnce);
      for (std::size_t i = run * kTreatiesAtOnce; i < end; ++i) {
        const Result<Derivation> found = bundle->derive(i, asked.question);
        if (found) {
          append_json(out, bundle->id(i), *found);
          out += '\n';
        } else {
          ++failed;
          fmt::print(stderr, "{}; the treaty is left out\n", found.error().message);
        }
      }
      const std::lock_guard lock(mutex);
      done[run] = std::move(out);
      ready[run] = true;
      progress.clear();
      while (printed < runs && ready[printed]) {
        print(done[printed]);
        done[printed].clear();
        done[printed].shrink_to_fit();
        ++printed;
      }
      progress.tell(std::min(bundle->size(), printed * kTreatiesAtOnce));
    }
  };
  std::vector<std::thread> threads;
  for (int i = 1; i < order.jobs; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  progress.clear();
  fmt::print(stderr, "{} treaties, {} acts{}\n", bundle->size(), bundle->acts(),
             failed > 0 ? fmt::format(", {} left out", failed.load()) : "");
  return failed > 0 ? kFaultyInput : kAnswered;
}

/// A file or a folder of journal text, which is a bundle as well.
bool is_journal(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code none;
  if (fs::path(path).extension() == ".treaty") return true;
  for (fs::directory_iterator it(path, none), end; !none && it != end; it.increment(none)) {
    if (it->path().extension() == ".treaty") return true;
  }
  return false;
}

int derive_bundle(const DeriveOrder& order, const Asked& asked) {
  if (!is_journal(order.bundle)) {
    const Result<Bundle> bundle = Bundle::read(order.bundle, asked.known);
    if (!bundle) return fail(bundle.error());
    for (const std::string& fault : bundle->faults())
      fmt::print(stderr, "{}; the row is left out\n", fault);
    const int code = derive_all(&*bundle, order, asked);
    return bundle->faults().empty() ? code : kFaultyInput;
  }
  const Result<JournalBundle> journal = JournalBundle::read(order.bundle, asked.known);
  if (!journal) return fail(journal.error());
  bool sound = true;
  for (const auto& faults : {journal->faults(), journal->index().check()}) {
    for (const FileDiagnostic& fault : faults) {
      sound = sound && fault.diagnostic.severity != Severity::error;
      fmt::print(stderr, "{}", describe(fault.diagnostic, journal->files()[fault.file]));
    }
  }
  if (!sound) return kFaultyInput;
  return derive_all(&*journal, order, asked);
}

}  // namespace

int run_derive(const DeriveOrder& order, const Common& common) {
  if (order.bundle.empty() == order.clauses.empty()) {
    return wrong_use("derive needs --clauses FILE with --acts FILE…, or --bundle DIR");
  }
  Asked asked;
  if (const std::optional<int> code = prepare(order, common, asked)) return *code;
  return order.bundle.empty() ? derive_one(order, asked, common) : derive_bundle(order, asked);
}

}  // namespace servanda::cli
