// Writes the steps of a proof from a resolved timeline.
//
// Each function gives the step (with all that it rests on) for one thing that the timeline says;
// the rules are named in proof/proof.h, the checker knows their shapes. Statements and sources that
// a step names are gathered on the way.
#ifndef SERVANDA_LAW_STEPS_H_
#define SERVANDA_LAW_STEPS_H_

#include <map>
#include <string>
#include <vector>

#include "servanda/law/timeline.h"
#include "servanda/proof/proof.h"

namespace servanda {

class StepWriter {
 public:
  StepWriter(const Timeline& timeline, const Moment& on)
      : timeline_(timeline), view_(timeline.view), on_(on) {}

  /// The step that the timeline's entry into force rests on: force, open, or a leaf that says what
  /// text is not in the record.
  Step force();
  Step bound(const Membership& member);
  Step out(const Membership& member);
  /// The step of a notice, within the step that extends it where its end was moved.
  Step extended(Step notice, const Ending& ending);
  Step ended(const Life& life);
  Step term(const Life& life, const TermPeriod& term);
  Step done(std::size_t act_index);
  Step force_of_other(const PossibleReplacement& other);
  Step none(ActType act, std::vector<std::string> states, std::optional<ActType> of = {},
            std::optional<int> number = {});
  /// That no such consent of the state stands: none is recorded, or it was taken back before the
  /// treaty bound the state.
  Step no_consent(ActType act, const std::string& state);
  /// That an act which was done has no legal effect (articles 8 and 17).
  Step without_effect(std::size_t act_index);
  /// That the state took back its consent (of that kind, or any); nothing where it did not.
  std::optional<Step> revoked(std::optional<ActType> act, const std::string& state);
  Step no_text(const std::string& detail);
  /// That nothing has ended the treaty (for the states asked about), one leaf for each way.
  std::vector<Step> nothing_ended(const std::vector<std::string>& states);

  /// A step of the given rule that answers the question.
  Step answer(const std::string& rule, Verdict verdict, const std::vector<std::string>& states,
              std::vector<Step> premises, const std::vector<StatementIndex>& records = {},
              const std::string& reading = {});

  /// Moves everything gathered into a proof around the root.
  Proof finish(const ProofQuestion& question, Step root) &&;

 private:
  Step out_by_other(const Membership& member);
  Proposition about(Predicate predicate) const;
  Step table(const GroupTable& group);
  /// A notice without a clause that has to wait still (articles 56(2) and 65(2)).
  const Membership* waiting_notice(const std::vector<std::string>& states) const;
  Step provided(const std::string& key, StatementIndex statement);
  std::string record(StatementIndex statement);
  /// The clause, the acts that a finding rests on, and the entry into force of treaties it waits
  /// for.
  std::vector<Step> grounds(const std::string& key, StatementIndex clause, const Trigger& trigger,
                            const std::vector<std::size_t>& acts);
  void add_awaited(const Trigger& trigger, std::vector<Step>& steps);
  Step force_of(const std::string& treaty);
  /// A writer for another treaty that this proof has to follow.
  StepWriter writer_for(const Timeline& other) const;
  void take_records_of(StepWriter& other);

  const Timeline& timeline_;
  const TreatyView& view_;
  Moment on_;
  std::vector<std::string> path_;  ///< treaties being followed, so that a circle comes to its end
  std::map<std::string, Statement> statements_;
  std::map<std::string, Source> sources_;
  std::map<std::string, GroupTable> tables_;
};

}  // namespace servanda

#endif  // SERVANDA_LAW_STEPS_H_
