#include "servanda/law/derivation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "servanda/law/doubts.h"
#include "servanda/law/ending.h"
#include "servanda/law/force_days.h"
#include "servanda/law/recorded_outcome.h"
#include "servanda/model/known_treaties.h"
#include "servanda/model/states.h"

namespace servanda {
namespace {

Truth on_or_after(const When& when, Day day) {
  if (when.latest <= day) return Truth::yes;
  return when.earliest <= day ? Truth::possibly : Truth::no;
}

class Deriver {
 public:
  Deriver(const Clauses& clauses, const Deeds& deeds, const DerivationQuestion& question,
          const ForceOfOther& other, const PartInOther& elsewhere)
      : clauses_(clauses),
        deeds_(deeds),
        question_(question),
        other_(other),
        elsewhere_(elsewhere) {}

  Derivation run() {
    find_force();
    find_end();
    find_parties();
    find_provisional();
    out_.doubts = doubts_of(clauses_, deeds_, question_.groups);
    judge();
    return std::move(out_);
  }

 private:
  void find_force() {
    if (!clauses_.force) {
      out_.missing.emplace_back("the clause on entry into force");
      find_by_default();
      return;
    }
    ForceDays days = force_days(clauses_, deeds_, question_, other_);
    met_ = days.met;
    undecidable_ = days.undecidable;
    not_before_ = days.not_before;
    out_.in_force = days.when;
    out_.readings = std::move(days.readings);
    out_.missing = std::move(days.missing);
    out_.assumed = std::move(days.assumed);
  }

  /// No clause is in the record. If the text is silent, article 24(2) speaks: in force as soon as
  /// all negotiating states have consented. Whether it is silent is not known, so the day is shown,
  /// not taken.
  void find_by_default() {
    Trigger all;
    all.on = Trigger::On::all_consents;
    if (deeds_.parties.empty()) all.whom = {"signatories"};
    const TriggerFinding finding = evaluate(all, deeds_, other_, {});
    if (!finding.when) return;
    out_.readings.push_back({*finding.when,
                             "if the text is silent: all negotiating states have consented (Vienna "
                             "Convention, article 24(2))"});
  }

  LifeInput input() const {
    LifeInput input{deeds_, clauses_, out_.in_force, met_};
    input.elsewhere = [this](const std::string& name,
                             std::string_view state) -> std::optional<PartElsewhere> {
      if (elsewhere_) {
        if (auto part = elsewhere_(name, state)) return part;
      }
      if (question_.groups == nullptr) return std::nullopt;
      const auto found = question_.groups->find(name);
      if (found == question_.groups->end()) return std::nullopt;
      for (const GroupRow& row : found->second) {
        if (person_of(row.state) != state) continue;
        PartElsewhere part;
        part.from = When(row.from.value_or(make_day(1, 1, 1)));
        if (row.to) part.out = When(*row.to);
        return part;
      }
      return std::nullopt;
    };
    return input;
  }

  void find_end() {
    const std::vector<TermPeriod> none;
    if (out_.in_force) lives_ = lives_of(input(), question_.on);
    members_ = members_of(input(), lives_.empty() ? none : lives_[0].terms);
    if (!out_.in_force) return;
    if (const auto end = end_by_too_few(clauses_, members_)) {
      for (Life& life : lives_) keep_earliest(life.end, *end);
    }
    const std::optional<Ending>& end = lives_.front().end;
    if (!end) return;
    out_.ended = end->when;
    out_.survives = survival_after(clauses_, end->when);
    out_.ended_because = end->state.empty() ? end->reason : end->reason + " of " + end->state;
  }

  void find_parties() {
    // Who had signed, and whose consent stood, on the day that is asked about.
    std::vector<bool> signed_(deeds_.states.size(), false);
    std::vector<bool> stands(deeds_.states.size(), false);
    for (const StandingConsent& consent : consents_for(deeds_, nullptr)) {
      const bool given = on_or_after(consent.when, question_.on) != Truth::no;
      const bool gone = consent.gone && on_or_after(*consent.gone, question_.on) == Truth::yes;
      if (given && !gone) stands[consent.state] = true;
    }
    for (const Deed& deed : deeds_.list) {
      if (deed.when && on_or_after(*deed.when, question_.on) == Truth::no) continue;
      if (deed.type == ActType::sign && !deed.of && !deed.undo) signed_[deed.state] = true;
      // "Making its intention clear not to become a party" (article 18).
      if (deed.type == ActType::withdraw && deed.undo == ActType::sign) signed_[deed.state] = false;
    }
    out_.parties.reserve(members_.size());
    for (Membership& member : members_) {
      const StateIndex state = member.index;
      const bool has_signed = state != kNobody && signed_[state];
      std::vector<OpenSpell> open = open_spells(member);
      DerivedParty party = party_of(std::move(member), has_signed, stands[state]);
      // Whatever is open, it is over when the state is bound no more.
      for (OpenSpell& spell : open) {
        if (!party.until) continue;
        spell.until = spell.until ? earlier_of(*spell.until, *party.until) : party.until;
      }
      for (const Membership::Spell& earlier : party.earlier) {
        std::optional<OpenSpell> spell = disputed_spell(earlier.departures);
        if (!spell) continue;
        spell->until =
            spell->until ? earlier_of(*spell->until, earlier.out.when) : earlier.out.when;
        open.push_back(*spell);
      }
      party.open = std::move(open);
      out_.parties.push_back(std::move(party));
    }
  }

  /// From the first day on which the state may have left, as long as it may still be bound.
  static std::optional<OpenSpell> disputed_spell(
      const std::vector<Membership::Departure>& departures) {
    if (departures.size() < 2) return std::nullopt;
    std::optional<When> first;
    OpenSpell spell{When(Day{}), std::nullopt, Verdict::disputed};
    bool stays = false;
    for (const Membership::Departure& departure : departures) {
      stays = stays || !departure.out;
      if (!departure.out) continue;
      const When& out = departure.out->when;
      first = first ? earlier_of(*first, out) : out;
      spell.until = spell.until ? later_of(*spell.until, out) : out;
    }
    if (!first) return std::nullopt;
    spell.from = *first;
    if (stays) spell.until.reset();
    return spell;
  }

  std::vector<OpenSpell> open_spells(const Membership& member) const {
    std::vector<OpenSpell> open;
    if (member.unknown_from) open.push_back({*member.unknown_from});
    if (auto spell = disputed_spell(member.departures)) open.push_back(*spell);
    if (!undecidable_ || member.from) return open;
    // The treaty's own entry into force cannot be told: from its consent on the state may be bound.
    const std::optional<std::size_t> consent =
        member.consent ? member.consent : consent_of(deeds_, member.index);
    if (!consent) return open;
    When from = *deeds_.list[*consent].when;
    if (not_before_) from = later_of(from, When(*not_before_));
    open.push_back({from});
    return open;
  }

  DerivedParty party_of(Membership member, bool has_signed, bool stands) const {
    DerivedParty party;
    party.state = std::move(member.state);
    party.from = member.from;
    if (member.out) party.until = member.out->when;
    if (party.from && out_.ended &&
        (!party.until || out_.ended->earliest < party.until->earliest)) {
      party.until = out_.ended;
    }
    // A state that ended is bound no more; its successors are for themselves.
    if (const std::optional<Day> extinct = extinct_from(party.state)) {
      if (party.from && (!party.until || *extinct < party.until->earliest)) {
        party.until = When(*extinct);
      }
    }
    party.earlier = std::move(member.earlier);
    const bool consented = deeds_.bilateral() ? member.consent.has_value() : stands;
    const Truth bound = party.from ? on_or_after(*party.from, question_.on) : Truth::no;
    if (bound == Truth::yes) {
      const Truth out = party.until ? on_or_after(*party.until, question_.on) : Truth::no;
      if (out == Truth::yes) {
        party.status = member.out && party.until == member.out->when ? PartyStatus::withdrawn
                                                                     : PartyStatus::not_bound;
      } else if (out == Truth::possibly) {
        party.status = PartyStatus::unknown;
        party.why = "the exact day on which it ceases to be bound";
      } else {
        party.status = idle(member) ? PartyStatus::suspended : PartyStatus::party;
      }
      if (is_third(party.state)) {
        party.status = PartyStatus::not_bound;
        party.why = "a third state that has accepted an obligation (Vienna Convention, article 35)";
      }
      if (out == Truth::no) weigh_departures(member, party);
      const bool in_doubt = !member.unknown.empty() && member.unknown_from &&
                            on_or_after(*member.unknown_from, question_.on) != Truth::no;
      if (in_doubt && party.status == PartyStatus::party) {
        party.status = PartyStatus::unknown;
        party.why = member.unknown;
      }
    } else if (bound == Truth::possibly) {
      party.status = PartyStatus::unknown;
      party.why = "the exact day of entry into force";
    } else if (undecidable_ && consented && (!not_before_ || *not_before_ <= question_.on)) {
      party.status = PartyStatus::unknown;
      party.why = "whether the treaty is in force";
    } else if (in_earlier_spell(party)) {
      party.status = PartyStatus::party;
    } else if (consented) {
      party.status = PartyStatus::contracting;
    } else if (!party.earlier.empty()) {
      party.status = PartyStatus::withdrawn;
    } else {
      party.status = has_signed ? PartyStatus::signatory : PartyStatus::not_bound;
    }
    return party;
  }

  /// Neither of the two that a bilateral treaty names.
  bool is_third(const std::string& state) const {
    return deeds_.bilateral() &&
           std::find(deeds_.parties.begin(), deeds_.parties.end(), state) == deeds_.parties.end();
  }

  /// Under some readings it has left by the day, under others not.
  void weigh_departures(const Membership& member, DerivedParty& party) const {
    if (member.departures.empty()) return;
    std::size_t left = 0;
    for (const Membership::Departure& departure : member.departures) {
      left += departure.out && on_or_after(departure.out->when, question_.on) != Truth::no;
      party.why += fmt::format(
          "{}{}: {}", party.why.empty() ? "" : "; ", departure.reading,
          departure.out ? "party to " + to_text(departure.out->when) : std::string("party"));
    }
    if (left == 0) return;
    party.status =
        left == member.departures.size() ? PartyStatus::withdrawn : PartyStatus::disputed;
  }

  bool idle(const Membership& member) const {
    return std::any_of(member.idle.begin(), member.idle.end(), [&](const Membership::Idle& idle) {
      return on_or_after(idle.from, question_.on) == Truth::yes &&
             (!idle.until || on_or_after(*idle.until, question_.on) == Truth::no);
    });
  }

  bool in_earlier_spell(const DerivedParty& party) const {
    return std::any_of(party.earlier.begin(), party.earlier.end(), [&](const auto& spell) {
      return on_or_after(spell.from, question_.on) == Truth::yes &&
             on_or_after(spell.out.when, question_.on) == Truth::no;
    });
  }

  /// From the state's own signature, its consent or the day that the clause names.
  void find_provisional() {
    const Seldom<Trigger>& clause = clauses_.provisional;
    if (!clause && !clauses_.provisional_plain) return;
    for (const DerivedParty& party : out_.parties) {
      const StateIndex state = deeds_.find_state(party.state);
      if (state == kNobody) continue;
      std::optional<When> from;
      std::optional<When> until = party.from;
      for (const Deed& deed : deeds_.list) {
        if (deed.state != state || !deed.when) continue;
        const bool by_consent = clause && clause->on == Trigger::On::own_consent;
        const bool begins = by_consent ? is_consent(deeds_, deed)
                                       : deed.type == ActType::sign && !deed.of && !deed.undo;
        if (begins && !from) from = *deed.when;
        // Article 25(2): a notice of the intention not to become a party.
        const bool declines = deed.type == ActType::withdraw && deed.undo == ActType::sign;
        if (declines && (!until || deed.when->earliest < until->earliest)) until = *deed.when;
      }
      if (!from) continue;
      if (clause) {
        if (clause->on == Trigger::On::date && clause->date) {
          if (const auto date = when_of(*clause->date)) from = later_of(*from, *date);
        } else {
          from = after(*from, clause->after, clause->counting.value_or(deeds_.counting),
                       clause->align);
        }
      }
      if (until && until->earliest <= from->earliest) continue;
      out_.provisional.push_back({party.state, *from, until});
    }
  }

  void judge() {
    if (!out_.in_force) {
      const bool open = undecidable_ && (!not_before_ || *not_before_ <= question_.on);
      out_.verdict = open || !clauses_.force ? Verdict::unknown : Verdict::no;
      return;
    }
    bool some = false;
    bool all = true;
    for (const DerivedDay& reading : out_.readings) {
      const Truth there = on_or_after(reading.when, question_.on);
      some = some || there != Truth::no;
      all = all && there == Truth::yes;
    }
    // Readings that only an assumption opens are shown; they do not make the answer waver.
    const Truth first = on_or_after(*out_.in_force, question_.on);
    if (!out_.assumed.empty()) some = all = first == Truth::yes;
    if (some != all || first == Truth::possibly) {
      out_.verdict = Verdict::ambiguous;
      return;
    }
    out_.verdict = all ? Verdict::yes : Verdict::no;
    if (!all) return;
    // A notice of one of two that no clause gives an effect to leaves the whole open.
    const bool open = std::any_of(out_.parties.begin(), out_.parties.end(), [&](const auto& party) {
      return deeds_.bilateral() && party.status == PartyStatus::unknown;
    });
    if (open) {
      out_.verdict = Verdict::unknown;
      out_.missing.emplace_back("what the treaty provides on withdrawal");
    }
    bool over = false;
    bool running = false;
    for (const Life& life : lives_) {
      const Truth ended = life.end ? on_or_after(life.end->when, question_.on) : Truth::no;
      over = over || ended != Truth::no;
      running = running || ended != Truth::yes;
    }
    if (over) {
      out_.verdict = !running            ? Verdict::no
                     : lives_.size() > 1 ? Verdict::disputed
                                         : Verdict::ambiguous;
    }
  }

  const Clauses& clauses_;
  const Deeds& deeds_;
  const DerivationQuestion& question_;
  const ForceOfOther& other_;
  const PartInOther& elsewhere_;
  Derivation out_;
  std::optional<When> met_;
  std::vector<Life> lives_;
  std::vector<Membership> members_;
  bool undecidable_ = false;
  std::optional<Day> not_before_;
};

}  // namespace

std::string_view to_text(PartyStatus status) {
  static constexpr std::array<std::string_view, 8> kWords{"signatory", "contracting", "party",
                                                          "withdrawn", "suspended",   "not-bound",
                                                          "unknown",   "disputed"};
  return kWords[static_cast<std::size_t>(status)];
}

std::optional<PartElsewhere> part_in(const Derivation& found, std::string_view state) {
  for (const DerivedParty& party : found.parties) {
    if (party.state == state) return PartElsewhere{party.from, party.until};
  }
  return std::nullopt;
}

Derivation derive(const Clauses& clauses, const Deeds& deeds, const DerivationQuestion& question,
                  const ForceOfOther& other, const PartInOther& elsewhere) {
  std::vector<std::string> relied;
  const ForceOfOther known = [&](const std::string& name) -> Result<std::optional<When>> {
    if (other) {
      SERVANDA_ASSIGN_OR_RETURN(const std::optional<When> force, other(name));
      if (force) return force;
    }
    const std::optional<Day> day = entry_into_force_of(name);
    if (!day) return std::optional<When>();
    std::string note = fmt::format("{} in force from {} (recalled)", name, to_text(*day));
    if (std::find(relied.begin(), relied.end(), note) == relied.end()) {
      relied.push_back(std::move(note));
    }
    return std::optional<When>(When(*day));
  };
  Derivation found = Deriver(clauses, deeds, question, known, elsewhere).run();
  if (question.recorded) {
    found.recorded = compare_with_record(clauses, deeds, found, *question.recorded, known);
  }
  found.relied = std::move(relied);
  return found;
}

}  // namespace servanda
