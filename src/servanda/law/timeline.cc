#include "servanda/law/timeline.h"

#include <algorithm>
#include <map>

#include "servanda/law/ending.h"
#include "servanda/law/rule_switch.h"
#include "servanda/model/states.h"

namespace servanda {
namespace {

/// One run of resolve(): the register, the clocks, and the treaties under way (to notice circles).
class Resolver {
 public:
  Resolver(const Register& reg, Day known, Day horizon)
      : reg_(reg), known_(known), horizon_(std::max(known, horizon)) {}

  Timeline run(std::string_view treaty) {
    Timeline timeline;
    timeline.view = view_treaty(reg_, treaty, known_);
    under_way_.emplace_back(treaty);
    find_force(timeline);
    find_lives(timeline);
    find_members(timeline);
    find_too_few(timeline);
    find_replacements(timeline);
    under_way_.pop_back();
    return timeline;
  }

 private:
  LifeInput input_of(const Timeline& timeline) {
    return {
        timeline.view.deeds, timeline.view.traits.clauses, timeline.force.when, timeline.force.met,
        [this](const std::string& other, std::string_view state) { return part_in(other, state); }};
  }

  /// A state's part in another treaty of the register; treaties that wait for each other tell
  /// nothing of one another.
  std::optional<PartElsewhere> part_in(const std::string& treaty, std::string_view state) {
    if (under_way_.size() > kLongestChain ||
        std::find(under_way_.begin(), under_way_.end(), treaty) != under_way_.end()) {
      return std::nullopt;
    }
    // An organisation: its members stand in a table of that name.
    for (const GroupTable& table : reg_.groups) {
      if (table.id != treaty || !is_known(reg_, table, known_)) continue;
      for (const GroupMember& member : table.members) {
        if (person_of(member.state) != state) continue;
        PartElsewhere part;
        part.from = When(member.from.value_or(make_day(1, 1, 1)));
        if (member.until) part.out = When(*member.until);
        return part;
      }
      return std::nullopt;
    }
    auto known = others_.find(treaty);
    if (known == others_.end()) {
      Timeline other;
      other.view = view_treaty(reg_, treaty, known_);
      under_way_.push_back(treaty);
      find_force(other);
      find_lives(other);
      find_members(other);
      under_way_.pop_back();
      known = others_.emplace(treaty, std::move(other)).first;
    }
    const Membership* member = known->second.find_member(state);
    if (member == nullptr) return std::nullopt;
    return PartElsewhere{member->from,
                         member->out ? std::optional(member->out->when) : std::nullopt};
  }

  Result<std::optional<When>> force_of(const std::string& treaty) {
    if (const auto known = forces_.find(treaty); known != forces_.end()) return known->second;
    Result<std::optional<When>> force = follow(treaty);
    forces_.emplace(treaty, force);
    return force;
  }

  Result<std::optional<When>> follow(const std::string& treaty) {
    if (under_way_.size() > kLongestChain ||
        std::find(under_way_.begin(), under_way_.end(), treaty) != under_way_.end()) {
      return Error{Code::conflict, "treaties that wait for each other"};
    }
    Timeline other;
    other.view = view_treaty(reg_, treaty, known_);
    under_way_.push_back(treaty);
    find_force(other);
    under_way_.pop_back();
    if (other.force.why == "circle")
      return Error{Code::conflict, "treaties that wait for each other"};
    return other.force.when;
  }

  void find_force(Timeline& timeline) {
    const TreatyView& view = timeline.view;
    ForceFinding& force = timeline.force;
    force.clause = view.provider("force");
    if (force.clause) {
      const GroupTables groups = groups_of(view.tables);
      const TriggerReading reading{in_effect("table-counts") ? &groups : nullptr,
                                   reg_.assume_qualified && in_effect("assumed"),
                                   {}};
      const TriggerFinding finding = evaluate(
          *view.traits.clauses.force, view.deeds,
          [this](const std::string& other) { return force_of(other); }, reading);
      force.assumed = finding.assumed;
      force.acts = finding.acts;
      force.missing = finding.missing;
      force.why = finding.undecidable;
      force.needs = finding.needs;
      if (finding.when) {
        force.kind = ForceFinding::Kind::computed;
        force.met = finding.met;
        force.when = finding.when;
        force.disputed =
            std::any_of(finding.acts.begin(), finding.acts.end(),
                        [&](std::size_t act) { return !view.acts[act].rivals.empty(); });
        set_sourced(timeline, *view.traits.clauses.force, reading);
        return;
      }
      force.kind =
          finding.undecidable.empty() ? ForceFinding::Kind::open : ForceFinding::Kind::undecidable;
    }
    if (take_stated(timeline)) return;
    if (take_announced(timeline)) return;
    if (force.clause) return;
    const bool concluded =
        view.traits.signed_on.has_value() ||
        std::any_of(view.deeds.list.begin(), view.deeds.list.end(), [](const Deed& act) {
          return !act.of && (act.type == ActType::sign || act.type == ActType::exchange ||
                             act.type == ActType::ratify || act.type == ActType::deposit ||
                             act.type == ActType::accede);
        });
    force.kind = concluded ? ForceFinding::Kind::undecidable : ForceFinding::Kind::unsigned_;
    force.why = concluded ? "no-clause" : "";
  }

  /// The same condition on the datings that a source bears: recalled days move nothing here.
  void set_sourced(Timeline& timeline, const Trigger& trigger, const TriggerReading& reading) {
    Deeds sourced = timeline.view.deeds;
    for (std::size_t i = 0; i < sourced.list.size(); ++i) {
      sourced.list[i].when = timeline.view.acts[i].sourced;
    }
    const TriggerFinding finding = evaluate(
        trigger, sourced, [this](const std::string& other) { return force_of(other); }, reading);
    timeline.force.sourced = finding.when ? finding.when : timeline.force.when;
  }

  /// The outcome as a source states it: as trait of the treaty, or as an act of entering into
  /// force.
  static bool take_stated(Timeline& timeline) {
    if (!in_effect("stated-outcome")) return false;
    const TreatyView& view = timeline.view;
    ForceFinding& force = timeline.force;
    if (const auto provider = view.provider("in-force")) {
      force.when = when_of(*std::get<TreatyFact>(view.statement(*provider).fact).in_force);
      force.word = provider;
    }
    if (!force.when) {
      for (const RecordedAct& act : view.acts) {
        if (act.type != ActType::enter_into_force || act.of || act.undo || !act.when) continue;
        force.when = act.when;
        force.stated_act = static_cast<std::size_t>(&act - view.acts.data());
        force.disputed = !act.rivals.empty();
        break;
      }
    }
    if (!force.when) return false;
    force.kind = ForceFinding::Kind::stated;
    force.sourced = force.when;
    return true;
  }

  static bool take_announced(Timeline& timeline) {
    if (!in_effect("announced")) return false;
    const TreatyView& view = timeline.view;
    ForceFinding& force = timeline.force;
    const Claim* first = nullptr;
    for (const Claim& claim : view.claims) {
      if (claim.denied || claim.status != ClaimedStatus::in_force || !claim.state.empty() ||
          claim.competence != Competence::competent || !claim.from) {
        continue;
      }
      const auto& parties = view.traits.parties;
      if (std::find(parties.begin(), parties.end(), claim.by) == parties.end()) continue;
      if (first == nullptr || claim.from->earliest < first->from->earliest) first = &claim;
    }
    if (first == nullptr) return false;
    force.kind = ForceFinding::Kind::announced;
    force.when = first->from;
    force.sourced = first->from;
    force.word = first->statement;
    work_back(timeline);
    return true;
  }

  /// The day on which the condition must have been met, if the treaty is in force when announced.
  static void work_back(Timeline& timeline) {
    const auto& trigger = timeline.view.traits.clauses.force;
    ForceFinding& force = timeline.force;
    if (!trigger || trigger->after.empty() || trigger->align.kind != Alignment::Kind::none) return;
    force.met = When(subtract(force.when->earliest, trigger->after).day,
                     subtract(force.when->latest, trigger->after).day);
    force.worked_back = true;
  }

  void find_lives(Timeline& timeline) {
    timeline.lives = lives_of(input_of(timeline), horizon_);
    for (Life& life : timeline.lives) {
      if (!in_effect("replaced")) continue;
      if (auto replaced = replaced_by(timeline)) keep_earliest(life.end, std::move(*replaced));
    }
  }

  /// A treaty in force whose text says that it replaces this one.
  std::optional<Ending> replaced_by(const Timeline& timeline) {
    std::optional<Ending> earliest;
    for (const StatementIndex i : reg_.replacing(timeline.view.id)) {
      const Statement& statement = reg_.statements[i];
      const auto* fact = std::get_if<TreatyFact>(&statement.fact);
      if (fact == nullptr || fact->id == timeline.view.id || !is_record(statement)) continue;
      if (!is_known(reg_, statement, known_)) continue;
      std::optional<When> when;
      if (fact->clauses.replaces_on) {
        const TreatyView other = view_treaty(reg_, fact->id, known_);
        when = evaluate(*fact->clauses.replaces_on, other.deeds,
                        [this, &fact](const std::string& name) {
                          return force_of(name == "self" ? fact->id : name);
                        })
                   .when;
      } else if (auto force = force_of(fact->id); force.ok()) {
        when = *force;
      }
      if (!when) continue;
      Ending ending{*when, "replaced"};
      ending.treaty = fact->id;
      keep_earliest(earliest, std::move(ending));
    }
    return earliest;
  }

  /// Treaties that somebody says replace this one, but whose text in the record does not say so.
  void find_replacements(Timeline& timeline) {
    for (const StatementIndex i : reg_.replacing(timeline.view.id)) {
      const Statement& statement = reg_.statements[i];
      const auto* relation = std::get_if<RelationFact>(&statement.fact);
      if (relation == nullptr || statement.stance == Stance::denied ||
          statement.stance == Stance::negated) {
        continue;
      }
      if (!is_known(reg_, statement, known_)) continue;
      const bool already =
          std::any_of(timeline.lives.begin(), timeline.lives.end(),
                      [&](const Life& l) { return l.end && l.end->treaty == relation->treaty; });
      const bool listed =
          std::any_of(timeline.possible.begin(), timeline.possible.end(),
                      [&](const PossibleReplacement& p) { return p.treaty == relation->treaty; });
      if (already || listed) continue;
      const Result<std::optional<When>> force = force_of(relation->treaty);
      if (force.ok() && *force) timeline.possible.push_back({relation->treaty, **force, i});
    }
  }

  static void find_too_few(Timeline& timeline) {
    const std::optional<Ending> end =
        end_by_too_few(timeline.view.traits.clauses, timeline.members);
    if (!end) return;
    for (Life& life : timeline.lives) keep_earliest(life.end, *end);
  }

  void find_members(Timeline& timeline) {
    const TreatyView& view = timeline.view;
    timeline.members = members_of(input_of(timeline), timeline.lives.front().terms);
    for (Membership& member : timeline.members) {
      if (!timeline.bilateral() && !member.consent && view.incomplete(member.state)) {
        member.unknown =
            "the record of acts is marked as incomplete, and no consent of this state is in it";
      }
    }
  }

  const Register& reg_;
  Day known_;
  Day horizon_;
  std::vector<std::string> under_way_;
  std::map<std::string, Result<std::optional<When>>> forces_;  ///< of other treaties, told once
  std::map<std::string, Timeline> others_;                     ///< those whose parties matter here
};

}  // namespace

const Membership* Timeline::find_member(std::string_view state) const {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const Membership& member) { return member.state == state; });
  return found == members.end() ? nullptr : &*found;
}

const Membership* Timeline::left_open(const std::vector<std::string>& states,
                                      const Moment& on) const {
  for (const Membership& member : members) {
    const bool asked = (states.empty() || bilateral())
                           ? bilateral()
                           : std::find(states.begin(), states.end(), member.state) != states.end();
    if (asked && member.unknown_act && member.from &&
        reached(*member.unknown_from, on) != Truth::no)
      return &member;
  }
  return nullptr;
}

std::optional<Membership> Timeline::member_at(std::string_view state, const Moment& on) const {
  const Membership* last = find_member(state);
  if (last == nullptr) return std::nullopt;
  Membership member = *last;
  // Spells stand in order: the last one that has begun is the one to ask about.
  if (!member.earlier.empty() && (!member.from || reached(*member.from, on) == Truth::no)) {
    for (const Membership::Spell& spell : last->earlier) {
      if (&spell != &last->earlier.front() && reached(spell.from, on) == Truth::no) break;
      member.consent = spell.consent;
      member.from = spell.from;
      member.out = spell.out;
      member.departures = spell.departures;
    }
  }
  return member;
}

Timeline resolve(const Register& reg, std::string_view treaty, Day known, Day horizon) {
  return Resolver(reg, known, horizon).run(treaty);
}

}  // namespace servanda
