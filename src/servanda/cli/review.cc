// servanda search, review and since: what is in a register, what waits, what came in.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "servanda/cli/cli.h"
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

}  // namespace

Status enter_decision(Keeper& keeper, const LoadedRegister& loaded, const DecisionOrder& order) {
  const Result<Batch> batch =
      servanda::decide(loaded, {order.ruling, order.ids, order.with, order.because, user(), now()});
  if (!batch) {
    // What was typed after --with is the verb's wrong use, no faulty file.
    Error error = batch.error();
    if (error.code == Code::parse) error.code = Code::invalid_argument;
    return error;
  }
  const Result<Added> added = keeper.add(*batch);
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
  const std::vector<SinceBatch> batches = ask_since(*loaded, instant).batches;
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
  const bool needs_reason = *ruling == Ruling::reject || *ruling == Ruling::retract;
  if (needs_reason && order.because.empty())
    return wrong_use("a reason is missing", "add --because \"…\"");
  const std::unique_ptr<Keeper> keeper = keeper_of(common, code);
  if (!keeper) return code;
  const Status entered =
      enter_decision(*keeper, *loaded, {*ruling, order.ids, order.with, order.because});
  if (!entered) {
    const Error& error = entered.error();
    const bool use = error.code == Code::invalid_argument;
    return use ? wrong_use(error.message, error.advice) : fail(error);
  }
  print(fmt::format("{} {}\n", order.ids.size(),
                    *ruling == Ruling::accept      ? "accepted"
                    : *ruling == Ruling::reject    ? "rejected"
                    : *ruling == Ruling::supersede ? "superseded"
                                                   : "retracted"));
  return kAnswered;
}

}  // namespace servanda::cli
