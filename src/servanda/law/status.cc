#include "servanda/law/status.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "servanda/law/effect_of_acts.h"
#include "servanda/law/recorded_outcome.h"
#include "servanda/law/rule_switch.h"
#include "servanda/law/steps.h"

namespace servanda {
namespace {

/// Answers one question from one timeline. Verdict and proof are made together, so that they cannot
/// differ.
class Judge {
 public:
  Judge(const Timeline& timeline, const ProofQuestion& question)
      : timeline_(timeline), question_(question), writer_(timeline, question.on) {}

  StatusAnswer judge() {
    StatusAnswer answer{.question = question_, .proof = Proof{question_, Step{}}};
    std::vector<Step> steps;
    const std::vector<Choice> choices = departures();
    for (const Life& life : timeline_.lives) {
      for (const Choice& choice : choices) {
        choice_ = &choice;
        reading_ = life.reading;
        if (!choice.reading.empty()) reading_ += (reading_.empty() ? "" : "+") + choice.reading;
        because_.clear();
        Step step = under(life);
        if (answer.because.empty()) answer.because = because_;
        answer.readings.push_back(reading_answer(life, *step.conclusion.verdict));
        steps.push_back(std::move(step));
      }
    }
    choice_ = nullptr;
    Step root = combine(std::move(steps), answer);
    root = weigh_replacements(std::move(root), answer);
    root = weigh_claims(std::move(root), answer);
    answer.verdict = *root.conclusion.verdict;
    if (answer.verdict == Verdict::no || answer.verdict == Verdict::unknown) add_missing(answer);
    for (const std::string& state : question_.states) {
      const std::optional<Membership> member = timeline_.member_at(state, question_.on);
      if (!member || answer.verdict == Verdict::no) continue;
      for (const Membership::Idle& idle : member->idle) {
        if (reached(idle.from, question_.on) == Truth::yes &&
            (!idle.until || reached(*idle.until, question_.on) != Truth::yes)) {
          answer.suspended_from = idle.from;
        }
      }
    }
    add_survival(answer);
    answer.proof = std::move(writer_).finish(question_, std::move(root));
    return answer;
  }

 private:
  /// What the text keeps bound after the end that has come: of the treaty, or of one state's part.
  void add_survival(StatusAnswer& answer) const {
    if (answer.verdict != Verdict::no || answer.readings.empty()) return;
    const std::optional<When>& end = answer.readings.front().until;
    if (!end || reached(*end, question_.on) != Truth::yes) return;
    answer.survives = survival_after(timeline_.view.traits.clauses, *end);
    const auto& survives = answer.survives;
    if (survives && survives->until && reached(*survives->until, question_.on) == Truth::yes) {
      answer.survives.reset();
    }
  }

  /// How each of the states asked about is taken to have left, where the record leaves it open.
  struct Choice {
    std::string reading = {};
    std::string because = {};
    std::map<std::string, std::optional<Ending>> out = {};
  };

  std::vector<Choice> departures() const {
    std::vector<Choice> choices(1);
    for (const std::string& state : question_.states) {
      const std::optional<Membership> member = timeline_.member_at(state, question_.on);
      if (!member || member->departures.empty()) continue;
      std::vector<Choice> more;
      for (const Choice& choice : choices) {
        for (const Membership::Departure& departure : member->departures) {
          Choice next = choice;
          next.reading += (next.reading.empty() ? "" : "+") + departure.reading;
          next.because += (next.because.empty() ? "" : "; ") + departure.because;
          next.out.emplace(state, departure.out);
          more.push_back(std::move(next));
        }
      }
      choices = std::move(more);
    }
    return choices;
  }

  /// The state's part under the choice that is being followed.
  std::optional<Membership> part(const std::string& state) const {
    std::optional<Membership> member = timeline_.member_at(state, question_.on);
    if (!member || choice_ == nullptr) return member;
    if (const auto found = choice_->out.find(state); found != choice_->out.end()) {
      member->out = found->second;
    }
    return member;
  }

  Step step(const std::string& rule, Verdict verdict, std::vector<Step> premises, const Life* life,
            const std::vector<StatementIndex>& records = {}) {
    // A rule that is taken out gives no answer any more.
    if (!in_effect(rule)) verdict = verdict == Verdict::no ? Verdict::yes : Verdict::no;
    return writer_.answer(rule, verdict, question_.states, std::move(premises), records,
                          life == nullptr ? std::string() : reading_);
  }

  /// The answer that the record gives under one reading, claims aside.
  Step under(const Life& life) {
    const ForceFinding& force = timeline_.force;
    switch (force.kind) {
      case ForceFinding::Kind::unsigned_:
        return never_concluded(life);
      case ForceFinding::Kind::undecidable:
        because_ = std::string(undecidable_in_words(force.why));
        return step(force.clause ? "cannot-tell" : "clause-unread", Verdict::unknown,
                    {writer_.force()}, &life);
      case ForceFinding::Kind::open:
        return still_open(life);
      default:
        break;
    }
    const Truth entered = reached(*force.when, question_.on);
    if (entered == Truth::no) {
      because_ = fmt::format("it enters into force only on {}", to_text(*force.when));
      return step("not-yet", Verdict::no, {writer_.force()}, &life);
    }
    if (entered == Truth::possibly)
      return straddles(writer_.force(), life, *force.when, "entered into force");
    std::vector<Step> premises{writer_.force()};
    for (const std::string& state : question_.states) {
      if (std::optional<Step> obstacle = part_of(state, life, premises))
        return *std::move(obstacle);
    }
    return until_ended(life, std::move(premises));
  }

  Step never_concluded(const Life& life) {
    because_ = "no act of concluding it is recorded" + ineffective({});
    std::vector<Step> leaves;
    for (const ActType act :
         {ActType::sign, ActType::exchange, ActType::ratify, ActType::deposit, ActType::accede}) {
      leaves.push_back(writer_.none(act, {}));
    }
    const bool incomplete = timeline_.view.incomplete("");
    if (incomplete) because_ += ", but the record is marked as incomplete";
    return step(incomplete ? "record-incomplete" : "never-concluded",
                incomplete ? Verdict::unknown : Verdict::no, std::move(leaves), &life);
  }

  /// Could everything that is missing have been done, and only the record not tell?
  bool may_all_be_unrecorded() const {
    const TreatyView& view = timeline_.view;
    if (view.incomplete("")) return true;
    const auto& missing = timeline_.force.missing;
    return std::all_of(missing.begin(), missing.end(), [&](const Lack& lack) {
      return !lack.states.empty() &&
             std::all_of(lack.states.begin(), lack.states.end(),
                         [&](const std::string& state) { return view.incomplete(state); });
    });
  }

  /// The lack without the states whose record is marked as incomplete, where others are left.
  Lack certain(const Lack& lack) const {
    Lack left = lack;
    std::erase_if(left.states,
                  [&](const std::string& state) { return timeline_.view.incomplete(state); });
    return left.states.empty() ? lack : left;
  }

  /// "; and of 35 more the record is not complete"
  std::string unsure_in_words() const {
    std::size_t unsure = 0;
    for (const Lack& lack : timeline_.force.missing) {
      unsure += lack.states.size() - certain(lack).states.size();
    }
    return unsure == 0 ? std::string()
                       : fmt::format("; of {} more the record is not complete", unsure);
  }

  /// "; what AAA did on … was done without authority …", of the state or of all.
  std::string ineffective(const std::string& state) const {
    std::string words;
    const auto& acts = timeline_.view.acts;
    for (std::size_t i = 0; i < acts.size(); ++i) {
      if (acts[i].ineffective == Ineffective::no || !acts[i].when) continue;
      if (state.empty() || acts[i].state == state) words += "; " + in_words(timeline_.view, i);
    }
    return words;
  }

  Step still_open(const Life& life) {
    std::vector<std::string> lacks;
    for (const Lack& lack : timeline_.force.missing) lacks.push_back(in_words(certain(lack)));
    const std::string unsure = unsure_in_words();
    because_ =
        fmt::format("{} {} not recorded{}", fmt::join(lacks, ", and "),
                    lacks.size() == 1 && timeline_.force.missing.front().more < 2 ? "is" : "are",
                    ineffective({}) + unsure);
    if (may_all_be_unrecorded()) {
      because_ += ", but the record is marked as incomplete";
      return step("record-incomplete", Verdict::unknown, {writer_.force()}, &life);
    }
    return step("not-yet", Verdict::no, {writer_.force()}, &life);
  }

  Step straddles(Step premise, const Life& life, const When& when, std::string_view what) {
    const bool disputed = timeline_.force.disputed;
    because_ =
        when.exact()
            ? fmt::format("it {} on {}, within the time asked about", what, to_text(when))
            : fmt::format("it {} between {} and {}, and the day asked about lies in between{}",
                          what, to_text(when.earliest), to_text(when.latest),
                          disputed ? ": the sources exclude each other" : "");
    return step("straddles", disputed ? Verdict::disputed : Verdict::ambiguous,
                {std::move(premise)}, &life);
  }

  /// What stands in the way of one state's being bound on the day; nothing when it is bound (the
  /// steps that show it are then added to `premises`).
  std::optional<Step> part_of(const std::string& state, const Life& life,
                              std::vector<Step>& premises) {
    const std::optional<Membership> member = part(state);
    if (!member || !member->from) {
      const bool incomplete =
          timeline_.view.incomplete(state) || (member && !member->unknown.empty());
      because_ =
          fmt::format("no consent of {} to be bound is recorded{}{}", state, ineffective(state),
                      incomplete ? ", but the record is marked as incomplete" : "");
      std::vector<Step> leaves;
      for (const ActType act : {ActType::deposit, ActType::ratify, ActType::accede, ActType::accept,
                                ActType::succeed}) {
        leaves.push_back(writer_.no_consent(act, state));
      }
      return step(incomplete ? "record-incomplete" : "not-a-party",
                  incomplete ? Verdict::unknown : Verdict::no, std::move(leaves), &life);
    }
    const Truth joined = reached(*member->from, question_.on);
    if (joined != Truth::yes) {
      Step bound = writer_.bound(*member);
      if (joined == Truth::possibly) {
        return straddles(std::move(bound), life, *member->from, "binds " + state + " from a day");
      }
      because_ = fmt::format("it binds {} only from {} on", state, to_text(*member->from));
      return step("not-yet", Verdict::no, {std::move(bound)}, &life);
    }
    premises.push_back(writer_.bound(*member));
    // A bilateral treaty ends with the withdrawal of one: that is the treaty's own end.
    if (timeline_.bilateral() || !member->out) return std::nullopt;
    Step out = writer_.out(*member);
    const Truth left = reached(member->out->when, question_.on);
    if (left == Truth::yes) {
      because_ = fmt::format("it no longer binds {} from {} on (withdrawal){}", state,
                             to_text(member->out->when), extensions_of(*member->out));
      return step("no-longer", Verdict::no, {std::move(out)}, &life);
    }
    if (left == Truth::possibly) {
      return straddles(std::move(out), life, member->out->when, "ceases to bind " + state);
    }
    premises.push_back(std::move(out));
    return std::nullopt;
  }

  Step until_ended(const Life& life, std::vector<Step> premises) {
    if (life.end) {
      const Truth ended = reached(life.end->when, question_.on);
      if (ended != Truth::no) {
        Step end = writer_.ended(life);
        if (ended == Truth::possibly)
          return straddles(std::move(end), life, life.end->when, "ends");
        because_ = fmt::format("it ended on {} ({}{}){}", to_text(life.end->when), life.end->reason,
                               life.end->treaty.empty() ? "" : " by " + life.end->treaty,
                               extensions_of(*life.end));
        return step("no-longer", Verdict::no, {std::move(end)}, &life);
      }
      premises.push_back(writer_.ended(life));
    }
    if (const TermPeriod* term = term_at(life)) premises.push_back(writer_.term(life, *term));
    std::vector<std::string> staying = question_.states;
    std::erase_if(staying, [&](const std::string& state) {
      const std::optional<Membership> member = part(state);
      return member && member->out && !timeline_.bilateral();
    });
    if (const Membership* open = timeline_.left_open(question_.states, question_.on)) {
      if (const auto objection = objection_to(*open)) {
        because_ = fmt::format("{} gave notice of leaving, and {} objected on {}", open->state,
                               timeline_.view.acts[*objection].state,
                               to_text(*timeline_.view.acts[*objection].when));
        return step("notice-objected", Verdict::disputed,
                    {writer_.force(), writer_.done(*open->unknown_act), writer_.done(*objection)},
                    &life);
      }
      because_ = fmt::format(
          "{} gave notice of withdrawal on {}, and no clause in the record says what follows from "
          "it",
          open->state, to_text(*timeline_.view.acts[*open->unknown_act].when));
      return step("notice-unprovided", Verdict::unknown,
                  {writer_.force(), writer_.done(*open->unknown_act),
                   writer_.no_text("clause-on-withdrawal")},
                  &life);
    }
    const bool ends_later = life.end && life.end->reason != "expired";
    if (!ends_later && (question_.states.empty() || !staying.empty())) {
      for (Step& leaf :
           writer_.nothing_ended(timeline_.bilateral() ? std::vector<std::string>{} : staying)) {
        premises.push_back(std::move(leaf));
      }
    }
    const ForceFinding& force = timeline_.force;
    When since = *force.when;
    for (const std::string& state : question_.states) since = later_of(since, *part(state)->from);
    because_ = fmt::format("in force since {}{}", to_text(since),
                           force.kind == ForceFinding::Kind::announced ? ", by the word of a party"
                           : force.kind == ForceFinding::Kind::stated  ? ", as recorded by a source"
                                                                       : "");
    if (life.end)
      because_ += fmt::format(", until {} ({}){}", to_text(life.end->when), life.end->reason,
                              extensions_of(*life.end));
    if (!force.assumed.empty()) {
      because_ += fmt::format(", assuming what no table tells: {}", fmt::join(force.assumed, "; "));
    }
    for (const std::string& state : question_.states) {
      const std::optional<Membership> member = part(state);
      if (member && member->out && !timeline_.bilateral()) {
        because_ += fmt::format(", for {} until {} (notice of withdrawal){}", state,
                                to_text(member->out->when), extensions_of(*member->out));
      }
    }
    return step("in-force", Verdict::yes, std::move(premises), &life);
  }

  /// What was agreed on about a notice that runs, and what came too late for it.
  std::string extensions_of(const Ending& end) const {
    const auto day = [&](std::size_t act) { return to_text(*timeline_.view.acts[act].when); };
    std::string words;
    if (end.unextended) {
      std::vector<std::string> days;
      for (const std::size_t act : end.extensions) days.push_back(day(act));
      words = fmt::format(", extended beyond {} on {}", to_text(*end.unextended),
                          fmt::join(days, ", "));
    }
    if (end.too_late) {
      words += fmt::format(", and the extension of {} changes nothing: it came too late",
                           day(*end.too_late));
    }
    return words;
  }

  /// Another state's objection to the notice, by the day asked about (article 65(3)).
  std::optional<std::size_t> objection_to(const Membership& open) const {
    const RecordedAct& notice = timeline_.view.acts[*open.unknown_act];
    for (std::size_t i = 0; i < timeline_.view.acts.size(); ++i) {
      const RecordedAct& act = timeline_.view.acts[i];
      if (act.type == ActType::object && act.of == notice.of && !act.undo &&
          act.state != open.state && !act.state.empty() && act.when &&
          act.when->earliest >= notice.when->earliest &&
          reached(*act.when, question_.on) != Truth::no) {
        return i;
      }
    }
    return std::nullopt;
  }

  const TermPeriod* term_at(const Life& life) const {
    for (const TermPeriod& term : life.terms) {
      if (reached(term.begin, question_.on) == Truth::yes &&
          reached(term.end, question_.on) == Truth::no) {
        return &term;
      }
    }
    return nullptr;
  }

  ReadingAnswer reading_answer(const Life& life, Verdict verdict) const {
    ReadingAnswer answer{reading_, life.because, verdict};
    if (!choice_->because.empty()) {
      answer.because += (answer.because.empty() ? "" : "; ") + choice_->because;
    }
    answer.from = timeline_.force.when;
    if (life.end) {
      answer.until = life.end->when;
      answer.end_reason = life.end->reason;
    }
    for (const std::string& state : question_.states) {
      const std::optional<Membership> member = part(state);
      if (!member) continue;
      if (!timeline_.bilateral()) answer.from = member->from;
      if (member->out && (!answer.until || member->out->when.earliest < answer.until->earliest)) {
        answer.until = member->out->when;
        answer.end_reason = member->out->reason;
      }
    }
    if (const TermPeriod* term = term_at(life)) answer.term = *term;
    return answer;
  }

  Step combine(std::vector<Step> steps, StatusAnswer& answer) {
    if (steps.size() == 1) return std::move(steps.front());
    const Verdict first = *steps.front().conclusion.verdict;
    const bool agree = std::all_of(steps.begin(), steps.end(),
                                   [&](const Step& s) { return s.conclusion.verdict == first; });
    if (agree) {
      if (first == Verdict::yes)
        answer.because += fmt::format(", under each of {} readings", steps.size());
    } else {
      std::vector<std::string> parts;
      for (const ReadingAnswer& reading : answer.readings) {
        parts.push_back(fmt::format("{}: {}", reading.reading, to_text(reading.verdict)));
      }
      answer.because = fmt::format("the readings of the text part ({})", fmt::join(parts, "; "));
    }
    return step("readings", agree ? first : Verdict::disputed, std::move(steps), nullptr);
  }

  Step weigh_replacements(Step root, StatusAnswer& answer) {
    if (root.conclusion.verdict != Verdict::yes) return root;
    for (const PossibleReplacement& other : timeline_.possible) {
      if (reached(other.in_force, question_.on) == Truth::no) continue;
      answer.missing.push_back(fmt::format("whether the text of {} replaces it", other.treaty));
      answer.because = fmt::format(
          "{} is in force and said to replace it, and its text does not tell in the record; "
          "without it: {}",
          other.treaty, answer.because);
      std::vector<Step> premises{std::move(root)};
      premises.push_back(writer_.force_of_other(other));
      return step("replacement-unread", Verdict::unknown, std::move(premises), nullptr,
                  {other.statement});
    }
    return root;
  }

  bool covers(const Claim& claim) const {
    return claim.from && reached(*claim.from, question_.on) != Truth::no &&
           (!claim.until || reached(*claim.until, question_.on) != Truth::yes);
  }

  /// A claim about the whole treaty, or about a state that is asked about, by somebody who speaks
  /// for a party.
  bool concerns(const Claim& claim) const {
    const auto& asked = question_.states;
    const auto& parties = timeline_.view.traits.parties;
    return (claim.state.empty() ||
            std::find(asked.begin(), asked.end(), claim.state) != asked.end()) &&
           (std::find(parties.begin(), parties.end(), claim.by) != parties.end() ||
            (timeline_.find_member(claim.by) != nullptr));
  }

  Step weigh_claims(Step root, StatusAnswer& answer) {
    const ForceFinding::Kind kind = timeline_.force.kind;
    for (const Claim& claim : timeline_.view.claims) {
      answer.claims.push_back(claim.statement);
      if (!covers(claim) || !concerns(claim) || claim.competence == Competence::none) continue;
      const bool says_in_force = (claim.status == ClaimedStatus::in_force) != claim.denied;
      const Verdict now = *root.conclusion.verdict;
      const std::string_view as = claim.competence == Competence::competent
                                      ? "an organ that represents it"
                                      : "an official of it";
      if (says_in_force && now == Verdict::no && kind == ForceFinding::Kind::open) {
        answer.because =
            fmt::format("{} ({}) claims that it is in force, but {}", claim.by, as, answer.because);
        root = wrap("claimed-otherwise", Verdict::unknown, std::move(root), claim);
      } else if (says_in_force && now == Verdict::no && kind == ForceFinding::Kind::announced &&
                 claim.competence == Competence::entitled) {
        root = wrap("claim-outweighed", now, std::move(root), claim);
      } else if (!says_in_force && now == Verdict::yes &&
                 claim.competence == Competence::competent &&
                 claim.status != ClaimedStatus::suspended) {
        answer.because = fmt::format("{}, but {} ({}) contests it", answer.because, claim.by, as);
        root = wrap("contested", Verdict::disputed, std::move(root), claim);
      }
    }
    return root;
  }

  Step wrap(const std::string& rule, Verdict verdict, Step inner, const Claim& claim) {
    std::vector<Step> premises;
    premises.push_back(std::move(inner));
    return step(rule, verdict, std::move(premises), nullptr, {claim.statement});
  }

  void add_missing(StatusAnswer& answer) const {
    const ForceFinding& force = timeline_.force;
    for (const Lack& lack : force.missing) {
      if (force.kind == ForceFinding::Kind::open) {
        answer.missing.push_back(in_words(certain(lack)));
      }
    }
    if (force.kind == ForceFinding::Kind::undecidable) {
      answer.missing = force.needs;
      if (force.needs.empty()) answer.missing.emplace_back(undecidable_in_words(force.why));
    }
    if (timeline_.left_open(question_.states, question_.on) != nullptr)
      answer.missing.emplace_back("what the treaty provides on withdrawal");
    for (const std::string& state : question_.states) {
      const std::optional<Membership> member = timeline_.member_at(state, question_.on);
      if (timeline_.force.when && (!member || !member->from)) {
        answer.missing.push_back(fmt::format("the consent of {} to be bound", state));
      }
    }
  }

  const Timeline& timeline_;
  const ProofQuestion& question_;
  StepWriter writer_;
  std::string because_;
  std::string reading_;
  const Choice* choice_ = nullptr;
};

Day horizon_of(const ProofQuestion& question) {
  if (const auto when = when_of(question.on)) return when->latest;
  return question.known;
}

/// The statements that date an act otherwise than others of the same weight do.
std::vector<std::vector<StatementIndex>> rival_sides(const TreatyView& view) {
  std::vector<std::vector<StatementIndex>> sides;
  for (const RecordedAct& act : view.acts) {
    if (act.rivals.empty()) continue;
    const auto add = [&](std::vector<StatementIndex> side) {
      if (std::find(sides.begin(), sides.end(), side) == sides.end()) {
        sides.push_back(std::move(side));
      }
    };
    add(act.statements);
    for (const StatementIndex rival : act.rivals) add({rival});
  }
  return sides;
}

/// Disputed between sources: what follows if each were believed against the others.
void add_sides(const Register& reg, const Timeline& timeline, StatusAnswer& answer) {
  constexpr std::size_t kMostSides = 8;
  const auto sides = rival_sides(timeline.view);
  if (sides.size() < 2 || sides.size() > kMostSides) return;
  for (const auto& side : sides) {
    Register believed = reg;
    for (const auto& other : sides) {
      if (other == side) continue;
      for (const StatementIndex index : other) {
        if (std::find(side.begin(), side.end(), index) != side.end()) continue;
        believed.statements[index].held.until = Day::min();
      }
    }
    const ProofQuestion& question = answer.question;
    StatusAnswer one = status_from(
        resolve(believed, question.treaty, question.known, horizon_of(question)), question);
    answer.by_source.push_back(
        {side.front(), one.verdict, std::move(one.because), std::move(one.proof)});
  }
}

void add_recorded(const Timeline& timeline, StatusAnswer& answer) {
  const TreatyView& view = timeline.view;
  if (timeline.force.kind != ForceFinding::Kind::computed) return;
  std::optional<When> when;
  StatementIndex statement = 0;
  if (const auto provider = view.provider("in-force")) {
    when = when_of(*std::get<TreatyFact>(view.statement(*provider).fact).in_force);
    statement = *provider;
  } else if (const RecordedAct* act = view.find(ActType::enter_into_force, "")) {
    when = act->when;
    statement = act->first();
  }
  if (!when) return;
  // The acts leave several days open: the recorded one may be among them.
  const When& computed = *timeline.force.when;
  if (!computed.exact() && when->earliest <= computed.latest && computed.earliest <= when->latest) {
    answer.recorded = RecordedBeside{*when, statement, false, "among the days that the acts allow"};
    return;
  }
  const Clauses& clauses = view.traits.clauses;
  const Derivation found = derive(clauses, view.deeds, {horizon_of(answer.question)});
  RecordedOutcome beside = compare_with_record(clauses, view.deeds, found, *when, {});
  answer.recorded = RecordedBeside{*when, statement, beside.agrees, std::move(beside.explanation)};
}

/// What is true of the states before the treaty binds them, and what in the record looks wrong.
void add_standing(const Timeline& timeline, StatusAnswer& answer) {
  const GroupTables groups = groups_of(timeline.view.tables);
  const ProofQuestion& question = answer.question;
  DerivationQuestion asked{horizon_of(question)};
  asked.groups = &groups;
  Derivation found = derive(timeline.view.traits.clauses, timeline.view.deeds, asked);
  answer.doubts = std::move(found.doubts);
  const auto is_asked = [&](const std::string& state) {
    return std::find(question.states.begin(), question.states.end(), state) !=
           question.states.end();
  };
  for (const DerivedParty& party : found.parties) {
    const bool before =
        party.status == PartyStatus::signatory || party.status == PartyStatus::contracting;
    if (!before || !is_asked(party.state)) continue;
    const std::optional<Membership> member = timeline.member_at(party.state, question.on);
    if (!member || !member->from || reached(*member->from, question.on) == Truth::no) {
      answer.standing.push_back({party.state, party.status});
    }
  }
  for (ProvisionalSpell& spell : found.provisional) {
    if ((question.states.empty() || is_asked(spell.state)) &&
        reached(spell.from, question.on) == Truth::yes &&
        (!spell.until || reached(*spell.until, question.on) == Truth::no)) {
      answer.provisional.push_back(std::move(spell));
    }
  }
}

}  // namespace

StatusAnswer status_from(const Timeline& timeline, const ProofQuestion& question) {
  return Judge(timeline, question).judge();
}

Result<StatusAnswer> status_of(const Register& reg, const ProofQuestion& question) {
  if (question.states.size() > 2) {
    return Error{Code::invalid_argument, "at most two states can be asked about"};
  }
  if (question.states.size() == 2 && question.states[0] == question.states[1]) {
    return Error{Code::invalid_argument, "the two states are the same"};
  }
  const Timeline timeline = resolve(reg, question.treaty, question.known, horizon_of(question));
  StatusAnswer answer = status_from(timeline, question);
  if (answer.verdict == Verdict::disputed) add_sides(reg, timeline, answer);
  add_recorded(timeline, answer);
  add_standing(timeline, answer);
  return answer;
}

}  // namespace servanda
