#include "servanda/query/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "servanda/journal/journal.h"
#include "servanda/model/json.h"
#include "servanda/query/lines.h"

namespace servanda {
namespace {

ReviewLine review_line(const LoadedRegister& loaded, const Proposal& proposal) {
  ReviewLine line;
  line.id = proposal.id;
  line.treaty = treaty_of(proposal.statement);
  line.frame = frame_of(proposal.statement);
  line.line = line_of(loaded.reg, proposal.statement, statement_in_words(proposal.statement));
  if (!proposal.statement.from.empty()) {
    const Source* source = loaded.reg.find_source(proposal.statement.from.front().source);
    if (source != nullptr) line.document = source->file;
  }
  line.entry = format_statement(proposal.statement);
  line.proposed = proposal.proposed;
  line.decided = proposal.decided;
  return line;
}

/// The full ids behind beginnings of ids, as people type them.
Result<std::vector<std::string>> whole_ids(const LoadedRegister& loaded,
                                           const std::vector<std::string>& typed) {
  std::vector<std::string> ids;
  for (const std::string& id : typed) {
    std::string found;
    for (const Proposal& proposal : loaded.proposals) {
      if (id.empty() || !proposal.id.starts_with(id) || proposal.id == found) continue;
      if (!found.empty()) {
        return Error{Code::invalid_argument, fmt::format("several proposals begin with {}", id),
                     "give more of the id"};
      }
      found = proposal.id;
    }
    // What stands in the register is named in full: superseding and retracting ask for it.
    constexpr std::size_t kIdLength = 16;
    if (found.empty() && id.size() == kIdLength) found = id;
    if (found.empty()) {
      return Error{Code::not_found, fmt::format("no proposal has the id {}", id),
                   "`servanda review` shows them"};
    }
    ids.push_back(std::move(found));
  }
  return ids;
}

/// The statement that is put in the place of another.
Result<Statement> replacement_of(const LoadedRegister& loaded, const DecisionOrder& order,
                                 const std::string& id) {
  const SourceText text("with", order.with + "\n");
  const ParsedJournal parsed = parse_journal(text);
  if (!parsed.ok() || parsed.reg.statements.size() != 1 || !parsed.reg.decisions.empty() ||
      !parsed.reg.batches.empty()) {
    return Error{Code::parse, "what is put in its place is no statement of the journal",
                 parsed.diagnostics.empty() ? "one statement, such as 2001-03-12 sign a by RUS, IRN"
                                            : describe(parsed.diagnostics.front(), text)};
  }
  Statement statement = parsed.reg.statements.front();
  // Who amends a reading keeps the words that were read.
  for (const Proposal& proposal : loaded.proposals) {
    if (proposal.id == id && statement.from.empty()) statement.from = proposal.statement.from;
  }
  return statement;
}

}  // namespace

Result<Batch> decide(const LoadedRegister& loaded, const DecisionOrder& order) {
  if (order.ruling == Ruling::propose)
    return Error{Code::invalid_argument, "to propose is no decision",
                 "accept, reject, supersede or retract"};
  if (order.ids.empty())
    return Error{Code::invalid_argument, "no statement is named", "give its id"};
  SERVANDA_ASSIGN_OR_RETURN(const std::vector<std::string> ids, whole_ids(loaded, order.ids));
  const bool needs_reason = order.ruling == Ruling::reject || order.ruling == Ruling::retract;
  if (needs_reason && order.because.empty())
    return Error{Code::invalid_argument, "a reason is missing", "say why"};
  Batch batch;
  batch.mark.at = order.at;
  batch.mark.by = order.by;
  batch.mark.of = "review";
  std::string replacement;
  if (order.ruling == Ruling::supersede) {
    if (order.with.empty() || ids.size() != 1) {
      return Error{Code::invalid_argument, "one statement is put in the place of one other",
                   "such as 2001-03-12 sign a by RUS, IRN"};
    }
    SERVANDA_ASSIGN_OR_RETURN(const Statement statement,
                              replacement_of(loaded, order, ids.front()));
    replacement = statement_id(statement);
    batch.text = format_statement(statement) + "\n";
  }
  Register decisions;
  for (const std::string& id : ids)
    decisions.decisions.push_back(
        {order.ruling, id, replacement, order.at, order.by, order.because, {}});
  batch.text += format_register(decisions);
  // Named for what was decided: the same decision has the same name.
  batch.name =
      batch_name(fmt::format("{}-{}-{}", to_text(order.ruling), ids.front(), to_text(order.at)));
  return batch;
}

std::optional<double> FramePrecision::precision() const {
  const std::size_t decided = accepted + amended + rejected;
  if (decided == 0) return std::nullopt;
  return static_cast<double>(accepted) / static_cast<double>(decided);
}

std::string frame_of(const Statement& statement) {
  std::string frame(kind_of(statement.fact));
  if (const auto* act = std::get_if<ActFact>(&statement.fact))
    frame += fmt::format(" {}", to_text(act->type));
  if (statement.stance != Stance::asserted) frame += fmt::format(", {}", to_text(statement.stance));
  return frame;
}

std::string statement_in_words(const Statement& statement) {
  std::string text;
  if (const auto* treaty = std::get_if<TreatyFact>(&statement.fact)) {
    text = treaty->title.empty() ? treaty->id : treaty->title;
    for (const std::string& party : treaty->parties)
      text += (&party == &treaty->parties.front() ? ": " : ", ") + party;
    for (const std::string& trait : traits_in_words(*treaty)) text += "; " + trait;
    for (const std::string& clause : clauses_in_words(treaty->clauses)) text += "; " + clause;
  } else if (const auto* act = std::get_if<ActFact>(&statement.fact)) {
    text = act_in_words(*act);
    if (act->on) text += ", " + act->on->text();
  } else {
    text = fact_in_words(statement.fact);
  }
  return text;
}

ReviewAnswer ask_review(const LoadedRegister& loaded, bool all) {
  ReviewAnswer answer;
  std::map<std::string, FramePrecision> frames;
  for (const Proposal& proposal : loaded.proposals) {
    FramePrecision& frame = frames[frame_of(proposal.statement)];
    if (!proposal.decided) {
      ++frame.waiting;
      ++answer.waiting;
    } else if (proposal.decided->ruling == Ruling::accept) {
      ++frame.accepted;
    } else if (proposal.decided->ruling == Ruling::supersede) {
      ++frame.amended;
    } else {
      ++frame.rejected;
    }
    if (all || !proposal.decided) answer.lines.push_back(review_line(loaded, proposal));
  }
  for (auto& [name, frame] : frames) {
    frame.frame = name;
    answer.precision.push_back(std::move(frame));
  }
  const auto size = [](const FramePrecision& frame) {
    return frame.accepted + frame.amended + frame.rejected + frame.waiting;
  };
  std::stable_sort(answer.precision.begin(), answer.precision.end(),
                   [&](const auto& a, const auto& b) { return size(a) > size(b); });
  return answer;
}

SinceAnswer ask_since(const LoadedRegister& loaded, const Instant& from, std::size_t first,
                      std::size_t most) {
  struct Entries {
    SinceBatch batch;
    std::vector<std::size_t> stand = {};  ///< places in the register
    std::vector<const Proposal*> proposed = {};
    std::vector<const Decision*> decisions = {};
  };
  std::vector<Entries> all;
  std::map<std::size_t, std::size_t> by_file;
  for (const BatchMark& mark : loaded.reg.batches) {
    const std::size_t file = mark.origin.file;
    if (mark.at.utc < from.utc || !by_file.emplace(file, all.size()).second) continue;
    Entries entries;
    entries.batch.mark = mark;
    if (file < loaded.files.size()) entries.batch.place = loaded.files[file].name();
    all.push_back(std::move(entries));
  }
  const auto entries_of = [&](const Origin& origin) -> Entries* {
    const auto found = by_file.find(origin.file);
    if (found == by_file.end()) return nullptr;
    Entries& entries = all[found->second];
    return entries.batch.mark.origin.span.begin <= origin.span.begin ? &entries : nullptr;
  };
  for (std::size_t i = 0; i < loaded.reg.statements.size() && i < loaded.reg.origins.size(); ++i) {
    if (Entries* entries = entries_of(loaded.reg.origins[i])) entries->stand.push_back(i);
  }
  for (const Proposal& proposal : loaded.proposals) {
    const bool stands = proposal.decided && proposal.decided->ruling == Ruling::accept;
    Entries* entries = entries_of(proposal.origin);
    if (entries != nullptr && !stands) entries->proposed.push_back(&proposal);
  }
  for (const Decision& decision : loaded.reg.decisions) {
    if (decision.ruling == Ruling::propose) continue;
    if (Entries* entries = entries_of(decision.origin)) entries->decisions.push_back(&decision);
  }
  std::stable_sort(all.begin(), all.end(), [](const Entries& a, const Entries& b) {
    return a.batch.mark.at.utc < b.batch.mark.at.utc;
  });
  SinceAnswer answer;
  const auto asked = [&] {
    const std::size_t number = answer.entries++;
    return number >= first && number - first < most;
  };
  for (Entries& entries : all) {
    SinceBatch& batch = entries.batch;
    batch.all_stand = entries.stand.size();
    batch.all_proposed = entries.proposed.size();
    batch.all_decisions = entries.decisions.size();
    bool any = false;
    for (const std::size_t place : entries.stand) {
      if (!asked()) continue;
      const Statement& statement = loaded.reg.statements[place];
      batch.stands.push_back(line_of(loaded.reg, statement, statement_in_words(statement)));
      any = true;
    }
    for (const Proposal* proposal : entries.proposed) {
      if (!asked()) continue;
      batch.proposed.push_back(review_line(loaded, *proposal));
      any = true;
    }
    for (const Decision* decision : entries.decisions) {
      if (!asked()) continue;
      batch.decisions.push_back(*decision);
      any = true;
    }
    if (batch.all_stand + batch.all_proposed + batch.all_decisions == 0) any = asked();
    if (any) answer.batches.push_back(std::move(batch));
  }
  return answer;
}

}  // namespace servanda
