#include "servanda/law/doubts.h"

#include <fmt/format.h>

#include <algorithm>

#include "servanda/law/force_days.h"
#include "servanda/model/states.h"

namespace servanda {
namespace {

class Doubter {
 public:
  Doubter(const Clauses& clauses, const Deeds& deeds, const GroupTables* groups)
      : clauses_(clauses), deeds_(deeds), groups_(groups) {}

  std::vector<std::string> find() && {
    for (const Deed& deed : deeds_.list) {
      if (deed.state == kNobody || !deed.when) continue;
      const std::string& state = deeds_.states[deed.state];
      if (is_consent(deeds_, deed) && deeds_.signed_on &&
          deed.when->latest < deeds_.signed_on->earliest) {
        found_.push_back(fmt::format("the consent of {} on {} is older than the treaty", state,
                                     to_text(*deed.when)));
      } else if (deed.when->exact() && !existed(deeds_.code_of(deed), deed.when->earliest)) {
        found_.push_back(
            fmt::format("there was no state {} on {}", deeds_.code_of(deed), to_text(*deed.when)));
      }
      if (deed.type == ActType::succeed) {
        const auto succession = succession_of(state);
        if (succession && succession->divides && !predecessor_consented(*succession)) {
          found_.push_back(fmt::format("{} succeeds {}, whose own consent is not in the record",
                                       state, succession->from.front()));
        }
      }
    }
    find_doubled_consents();
    find_impossible();
    const auto doubtful = std::count_if(deeds_.list.begin(), deeds_.list.end(),
                                        [](const Deed& deed) { return deed.doubtful; });
    if (doubtful > 0) {
      found_.push_back(fmt::format("the record marks {} of its rows as doubtful", doubtful));
    }
    return std::move(found_);
  }

 private:
  /// One state, two consents, and nothing between them: one of the days is wrong.
  void find_doubled_consents() {
    std::vector<const Deed*> standing(deeds_.states.size(), nullptr);
    for (const Deed& deed : deeds_.list) {
      if (deed.state == kNobody || !deed.when) continue;
      const Deed*& first = standing[deed.state];
      if (!is_consent(deeds_, deed)) {
        if (is_exit(deed) || is_notice_of_leaving(deed) || deed.undo) first = nullptr;
      } else if (first == nullptr) {
        first = &deed;
      } else if (deed.type == first->type && !(*deed.when == *first->when)) {
        found_.push_back(fmt::format("the same instrument of {} has two days, {} and {}",
                                     deeds_.states[deed.state], to_text(*first->when),
                                     to_text(*deed.when)));
      }
    }
  }

  /// A clause that no acts can ever fulfil.
  void find_impossible() {
    const Trigger* part = clauses_.force ? counting_part(*clauses_.force) : nullptr;
    if (part == nullptr) return;
    const std::size_t named = deeds_.parties.size();
    if (part->on == Trigger::On::consents && named > 0 && part->count > static_cast<int>(named)) {
      found_.push_back(fmt::format(
          "the clause asks for {} consents, and only {} states are named that may give them",
          part->count, named));
    }
    if (groups_ == nullptr) return;
    for (const Quota& quota : part->of) {
      const auto found = groups_->find(quota.members);
      if (found == groups_->end()) continue;
      std::vector<std::string_view> members;
      for (const GroupRow& row : found->second) members.push_back(row.state);
      std::sort(members.begin(), members.end());
      members.erase(std::unique(members.begin(), members.end()), members.end());
      if (quota.count > static_cast<int>(members.size())) {
        found_.push_back(
            fmt::format("the clause asks for {} of \"{}\", and the table knows only {}",
                        quota.count, quota.members, members.size()));
      }
    }
  }

  bool predecessor_consented(const Succession& succession) const {
    return std::any_of(succession.from.begin(), succession.from.end(), [&](std::string_view code) {
      return consent_of(deeds_, deeds_.find_state(code)).has_value();
    });
  }

  const Clauses& clauses_;
  const Deeds& deeds_;
  const GroupTables* groups_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> doubts_of(const Clauses& clauses, const Deeds& deeds,
                                   const GroupTables* groups) {
  return Doubter(clauses, deeds, groups).find();
}

}  // namespace servanda
