// servanda search, review and since: what is in a register, what waits, what came in.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "servanda/cli/cli.h"
#include "servanda/journal/journal.h"
#include "servanda/query/review.h"
#include "servanda/register/keeper.h"
#include "servanda/render/review.h"

namespace servanda::cli {
namespace {

std::unique_ptr<Keeper> keeper_of(const Common& common, int& exit_code) {
  const std::string path = register_path(common, exit_code);
  if (path.empty()) return nullptr;
  Result<std::unique_ptr<Keeper>> keeper = open_keeper(path);
  if (keeper) return std::move(*keeper);
  exit_code = fail(keeper.error());
  return nullptr;
}

/// The full ids behind beginnings of ids, as people type them.
Result<std::vector<std::string>> whole_ids(const LoadedRegister& loaded,
                                           const std::vector<std::string>& typed) {
  std::vector<std::string> ids;
  for (const std::string& id : typed) {
    std::string found;
    for (const Proposal& proposal : loaded.proposals) {
      if (!proposal.id.starts_with(id) || proposal.id == found) continue;
      if (!found.empty()) {
        return Error{Code::invalid_argument, fmt::format("several proposals begin with {}", id),
                     "give more of the id"};
      }
      found = proposal.id;
    }
    // What stands in the register is named in full: superseding and retracting ask for it.
    if (found.empty() && id.size() == 16) found = id;
    if (found.empty()) {
      return Error{Code::not_found, fmt::format("no proposal has the id {}", id),
                   "`servanda review` shows them"};
    }
    ids.push_back(std::move(found));
  }
  return ids;
}

}  // namespace

Status enter_decision(Keeper& keeper, const LoadedRegister& loaded, const DecisionOrder& order) {
  Batch batch;
  batch.mark.at = now();
  batch.mark.by = user();
  batch.mark.of = "review";
  std::string replacement;
  if (order.ruling == Ruling::supersede) {
    const SourceText line("--with", order.with + "\n");
    const ParsedJournal parsed = parse_journal(line);
    if (!parsed.ok() || parsed.reg.statements.size() != 1) {
      std::string faults;
      for (const Diagnostic& fault : parsed.diagnostics) faults += describe(fault, line);
      return Error{Code::invalid_argument, faults + "that is no statement of the journal",
                   "one line: 2001-03-12 sign a by RUS, IRN"};
    }
    Statement statement = parsed.reg.statements.front();
    // Who amends a reading keeps the words that were read.
    for (const Proposal& proposal : loaded.proposals) {
      if (proposal.id == order.ids.front() && statement.from.empty())
        statement.from = proposal.statement.from;
    }
    replacement = statement_id(statement);
    batch.text = format_statement(statement) + "\n";
  }
  Register decisions;
  for (const std::string& id : order.ids)
    decisions.decisions.push_back(
        {order.ruling, id, replacement, batch.mark.at, batch.mark.by, order.because, {}});
  batch.text += format_register(decisions);
  // Named for what was decided: the same decision has the same name.
  batch.name = batch_name(
      fmt::format("{}-{}-{}", to_text(order.ruling), order.ids.front(), to_text(batch.mark.at)));
  const Result<Added> added = keeper.add(batch);
  if (!added) return added.error();
  return Done{};
}

int run_search(const SearchQuestion& question, const Common& common) {
  int code = kAnswered;
  const std::unique_ptr<Keeper> keeper = keeper_of(common, code);
  if (!keeper) return code;
  const Result<SearchAnswer> answer = keeper->search(question);
  if (!answer) return fail(answer.error());
  if (common.format == "json") {
    print(search_to_json(*answer));
  } else {
    print(render_search(*answer, style_of(common)));
  }
  return answer->total == 0 ? kNo : kAnswered;
}

int run_since(const std::string& from, const Common& common) {
  int code = kAnswered;
  Instant instant{now().utc - std::chrono::days(1), {}};
  if (!from.empty()) {
    const Result<Moment> moment = parse_moment(from);
    if (!moment) return wrong_use(fmt::format("{}: {}", from, moment.error().message));
    if (const auto* exact = std::get_if<Instant>(&*moment)) {
      instant = *exact;
    } else if (const auto first = std::get<Edtf>(*moment).bounds().earliest) {
      instant = {*first, {}};
    }
  }
  const std::optional<LoadedRegister> loaded = open_register(common, code);
  if (!loaded) return code;
  const std::vector<SinceBatch> batches = ask_since(*loaded, instant);
  if (common.format == "json") {
    print(since_to_json(batches));
  } else {
    print(render_since(batches, style_of(common)));
  }
  return kAnswered;
}

int run_review(const ReviewOrder& order, const Common& common) {
  int code = kAnswered;
  const std::optional<LoadedRegister> loaded = open_register(common, code);
  if (!loaded) return code;
  if (order.ruling.empty()) {
    const ReviewAnswer answer = ask_review(*loaded, order.all);
    if (common.format == "json") {
      print(review_to_json(answer));
    } else {
      print(order.precision ? render_precision(answer, style_of(common))
                            : render_review(answer, style_of(common)));
    }
    return kAnswered;
  }
  std::optional<Ruling> ruling =
      order.ruling == "amend" ? Ruling::supersede : find_ruling(order.ruling);
  if (!ruling || *ruling == Ruling::propose) {
    return wrong_use(fmt::format("\"{}\" is no decision", order.ruling),
                     "accept, reject, amend, supersede or retract");
  }
  if (order.ids.empty()) return wrong_use("no statement is named", "give its id");
  const Result<std::vector<std::string>> ids = whole_ids(*loaded, order.ids);
  if (!ids) return fail(ids.error());
  if ((*ruling == Ruling::reject || *ruling == Ruling::retract) && order.because.empty())
    return wrong_use("a reason is missing", "add --because \"…\"");
  if (*ruling == Ruling::supersede && (order.with.empty() || ids->size() != 1)) {
    return wrong_use("one statement is put in the place of one other",
                     "add --with \"2001-03-12 sign a by RUS, IRN\"");
  }
  const std::unique_ptr<Keeper> keeper = keeper_of(common, code);
  if (!keeper) return code;
  const Status entered =
      enter_decision(*keeper, *loaded, {*ruling, *ids, order.with, order.because});
  if (!entered) return fail(entered.error());
  print(fmt::format("{} {}\n", ids->size(),
                    *ruling == Ruling::accept      ? "accepted"
                    : *ruling == Ruling::reject    ? "rejected"
                    : *ruling == Ruling::supersede ? "superseded"
                                                   : "retracted"));
  return kAnswered;
}

}  // namespace servanda::cli
