// A person goes through what the reader proposed, one statement after the other.
//
// Answers are read by line from standard input, so that a file of answers does as well as a
// keyboard. Every decision is in the register before the next proposal is shown: who stops, or is
// cut off, loses nothing.

#include <fmt/format.h>

#include <iostream>

#include "servanda/cli/cli.h"
#include "servanda/journal/journal.h"
#include "servanda/query/review.h"
#include "servanda/register/keeper.h"
#include "servanda/render/review.h"

namespace servanda::cli {
namespace {

std::optional<std::string> ask(const std::string& question) {
  print(question);
  std::fflush(stdout);
  std::string answer;
  if (!std::getline(std::cin, answer)) {
    print("\n");
    return std::nullopt;
  }
  // What comes from a file is not echoed by a terminal.
  if (!isatty_stdin()) print(answer + "\n");
  return answer;
}

std::string first_letter(const std::string& answer) {
  const std::size_t first = answer.find_first_not_of(" \t\r");
  return first == std::string::npos ? std::string() : answer.substr(first, 1);
}

struct Tally {
  std::size_t accepted = 0, amended = 0, rejected = 0, left = 0;
};

class Walk {
 public:
  Walk(Keeper& keeper, const LoadedRegister& loaded, const Common& common)
      : keeper_(keeper), loaded_(loaded), style_(style_of(common)) {}

  /// False: the person stops here.
  bool show(const ReviewLine& line, const Proposal& proposal, std::size_t number,
            std::size_t count) {
    std::string text;
    if (!line.document.empty()) {
      if (const Result<std::string> document = keeper_.document(line.document)) text = *document;
    }
    print(render_proposal(line, text, number, count, style_));
    while (true) {
      const std::optional<std::string> answer =
          ask("accept (a), amend (m), reject (r), leave (l), stop (q)? ");
      if (!answer) return false;
      const std::string letter = first_letter(*answer);
      if (letter == "q") return false;
      if (letter == "l" || letter.empty()) {
        ++tally_.left;
        return true;
      }
      if (letter == "a" && decide({Ruling::accept, {line.id}, {}, {}})) {
        ++tally_.accepted;
        return true;
      }
      if (letter == "r") {
        const std::optional<std::string> reason = ask("why? ");
        if (!reason) return false;
        if (reason->empty()) {
          print("a reason is missing\n");
        } else if (decide({Ruling::reject, {line.id}, {}, *reason})) {
          ++tally_.rejected;
          return true;
        }
      }
      if (letter == "m") {
        print(in_journal(proposal.statement));
        const std::optional<std::string> better = ask("instead? ");
        if (!better) return false;
        if (!better->empty() && decide({Ruling::supersede, {line.id}, *better, {}})) {
          ++tally_.amended;
          return true;
        }
      }
      if (letter.find_first_of("armlq") == std::string::npos) print("one of a, m, r, l, q\n");
    }
  }

  const Tally& tally() const { return tally_; }

 private:
  bool decide(const DecisionOrder& order) {
    const Status entered = enter_decision(keeper_, loaded_, order);
    if (!entered) fail(entered.error());
    return entered.ok();
  }

  /// As the journal writes it, without where it was read: that stays.
  static std::string in_journal(Statement statement) {
    statement.from.clear();
    return format_statement(statement);
  }

  Keeper& keeper_;
  const LoadedRegister& loaded_;
  TextStyle style_;
  Tally tally_ = {};
};

}  // namespace

int walk_proposals(const std::string& path, const std::optional<std::set<std::string>>& sources,
                   const Common& common) {
  const Result<std::unique_ptr<Keeper>> keeper = open_keeper(path);
  if (!keeper) return fail(keeper.error());
  const Result<LoadedRegister> loaded = (*keeper)->load();
  if (!loaded) return fail(loaded.error());
  if (!loaded->ok()) {
    tell_faults(*loaded);
    return fail({Code::parse, fmt::format("the register {} has faults", path), "mend them first"});
  }
  const ReviewAnswer answer = ask_review(*loaded, false);
  std::vector<const Proposal*> waiting;
  for (const Proposal& proposal : loaded->proposals) {
    if (!proposal.decided) waiting.push_back(&proposal);
  }
  const auto wanted = [&](const ReviewLine& line) {
    return !sources ||
           (!line.line.from.empty() && sources->count(line.line.from.front().source) != 0);
  };
  std::size_t count = 0;
  for (const ReviewLine& line : answer.lines) count += wanted(line) ? 1U : 0U;
  if (count == 0) {
    print("nothing waits for review\n");
    return kAnswered;
  }
  Walk walk(**keeper, *loaded, common);
  std::size_t number = 0;
  for (std::size_t i = 0; i < answer.lines.size() && i < waiting.size(); ++i) {
    if (!wanted(answer.lines[i])) continue;
    if (!walk.show(answer.lines[i], *waiting[i], ++number, count)) break;
  }
  const Tally& tally = walk.tally();
  print(fmt::format("\n{} accepted, {} amended, {} rejected; {} still wait\n", tally.accepted,
                    tally.amended, tally.rejected,
                    count - tally.accepted - tally.amended - tally.rejected));
  const Result<LoadedRegister> after = (*keeper)->load();
  if (!after) return fail(after.error());
  print(render_precision(ask_review(*after, true), style_of(common)));
  return kAnswered;
}

}  // namespace servanda::cli
