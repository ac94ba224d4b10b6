#include "servanda/register/standing.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "servanda/model/json.h"

namespace servanda {
namespace {

Day day_of(const Instant& instant) {
  return std::chrono::floor<std::chrono::days>(instant.utc);
}

/// What has been decided about one statement so far.
struct Course {
  const Decision* proposed = nullptr;
  const Decision* decided = nullptr;  ///< about the proposal
  const Decision* ended = nullptr;    ///< superseded or retracted after it stood
  bool stands() const {
    return ended == nullptr &&
           (proposed == nullptr || (decided != nullptr && decided->ruling == Ruling::accept));
  }
};

std::string past(Ruling ruling) {
  switch (ruling) {
    case Ruling::propose:
      return "proposed";
    case Ruling::accept:
      return "accepted";
    case Ruling::reject:
      return "rejected";
    case Ruling::supersede:
      return "superseded";
    case Ruling::retract:
      return "retracted";
  }
  return {};
}

class Applier {
 public:
  Applier(Register& reg, std::vector<DecisionFault>& faults) : reg_(reg), faults_(faults) {}

  std::vector<Proposal> run() {
    for (std::size_t i = 0; i < reg_.statements.size(); ++i)
      places_[statement_id(reg_.statements[i])].push_back(i);
    std::vector<const Decision*> order;
    for (const Decision& decision : reg_.decisions) order.push_back(&decision);
    std::stable_sort(order.begin(), order.end(), [](const Decision* a, const Decision* b) {
      if (a->at.utc != b->at.utc) return a->at.utc < b->at.utc;
      return a->ruling == Ruling::propose && b->ruling != Ruling::propose;
    });
    for (const Decision* decision : order) follow(*decision);
    return take_out();
  }

 private:
  void fault(const Decision& decision, std::string message, std::string expected, bool error,
             const Decision* other = nullptr) {
    DecisionFault fault{decision.origin, std::move(message), std::move(expected), {}, error};
    if (other != nullptr) fault.other = other->origin;
    faults_.push_back(std::move(fault));
  }

  void follow(const Decision& decision) {
    if (places_.count(decision.statement) == 0) {
      fault(decision, fmt::format("no statement \"{}\" is in the register", decision.statement),
            "the id of a statement, as `search` and `review` show it", true);
      return;
    }
    const bool supersedes = decision.ruling == Ruling::supersede;
    if (supersedes && places_.count(decision.by_statement) == 0) {
      fault(decision, fmt::format("no statement \"{}\" is in the register", decision.by_statement),
            "the id of the statement in its place", true);
      return;
    }
    Course& course = courses_[decision.statement];
    const Decision* before = course.ended != nullptr     ? course.ended
                             : course.decided != nullptr ? course.decided
                                                         : course.proposed;
    const bool waits = course.proposed != nullptr && course.decided == nullptr;
    switch (decision.ruling) {
      case Ruling::propose:
        if (before != nullptr) return too_late(decision, before);
        course.proposed = &decision;
        return;
      case Ruling::accept:
      case Ruling::reject:
        if (!waits) return too_late(decision, before);
        course.decided = &decision;
        return;
      case Ruling::supersede:
      case Ruling::retract:
        if (waits) {
          course.decided = &decision;
        } else if (course.stands()) {
          course.ended = &decision;
          end(decision);
        } else {
          too_late(decision, before);
        }
        return;
    }
  }

  /// It stood until that day; what stands in its place does so from then on.
  void end(const Decision& decision) {
    const Day day = day_of(decision.at);
    for (const std::size_t i : places_[decision.statement]) reg_.statements[i].held.until = day;
    if (decision.ruling != Ruling::supersede) return;
    for (const std::size_t i : places_[decision.by_statement]) reg_.statements[i].held.from = day;
  }

  void too_late(const Decision& decision, const Decision* before) {
    if (before == nullptr) {
      fault(decision, fmt::format("statement \"{}\" was not proposed", decision.statement),
            "only a proposal can be accepted or rejected; others are superseded or retracted",
            false);
      return;
    }
    fault(decision,
          fmt::format("statement \"{}\" was {} already{}", decision.statement, past(before->ruling),
                      before->by.empty() ? "" : " by " + before->by),
          "the earlier decision counts", false, before);
  }

  std::vector<Proposal> take_out() {
    std::vector<Proposal> proposals;
    std::vector<bool> out(reg_.statements.size(), false);
    bool any = false;
    for (const auto& [id, course] : courses_) {
      if (course.proposed == nullptr) continue;
      for (const std::size_t i : places_[id]) {
        Proposal proposal;
        proposal.statement = reg_.statements[i];
        proposal.id = id;
        if (i < reg_.origins.size()) proposal.origin = reg_.origins[i];
        proposal.proposed = *course.proposed;
        if (course.decided != nullptr) proposal.decided = *course.decided;
        proposals.push_back(std::move(proposal));
        if (course.decided == nullptr || course.decided->ruling != Ruling::accept)
          out[i] = any = true;
      }
    }
    std::sort(proposals.begin(), proposals.end(), [](const Proposal& a, const Proposal& b) {
      return std::pair(a.origin.file, a.origin.span.begin) <
             std::pair(b.origin.file, b.origin.span.begin);
    });
    if (any) {
      std::size_t kept = 0;
      for (std::size_t i = 0; i < out.size(); ++i) {
        if (out[i]) continue;
        if (kept != i) {
          reg_.statements[kept] = std::move(reg_.statements[i]);
          if (i < reg_.origins.size()) reg_.origins[kept] = reg_.origins[i];
        }
        ++kept;
      }
      reg_.statements.erase(reg_.statements.begin() + static_cast<std::ptrdiff_t>(kept),
                            reg_.statements.end());
      if (reg_.origins.size() > kept) reg_.origins.resize(kept);
    }
    return proposals;
  }

  Register& reg_;
  std::vector<DecisionFault>& faults_;
  std::unordered_map<std::string, std::vector<std::size_t>> places_;
  std::unordered_map<std::string, Course> courses_;
};

}  // namespace

std::vector<Proposal> apply_decisions(Register& reg, std::vector<DecisionFault>& faults) {
  if (reg.decisions.empty()) return {};
  return Applier(reg, faults).run();
}

}  // namespace servanda
