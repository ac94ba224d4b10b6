// What is done to treaties, as verbs tell it: the frames of acts.tsv over verb groups.
#include <algorithm>
#include <array>

#include "servanda/language/names.h"
#include "servanda/reader/act_parts.h"
#include "servanda/reader/context.h"
#include "servanda/reader/frames.h"

namespace servanda {
namespace {

class Reader {
 public:
  explicit Reader(Context& context) : c_(context), s_(context.sentence) {}

  void run() {
    for (index_ = 0; index_ < c_.groups.groups.size(); ++index_) {
      const Group& group = c_.groups.groups[index_];
      const std::vector<Frame>* frames = frames_of(group.lemma);
      if (frames == nullptr) continue;
      for (const Frame& frame : *frames) {
        std::size_t end = group.end;
        if (!matches_after(s_, frame, group, end)) continue;
        const std::size_t before = c_.out.size();
        apply(frame, group, end);
        if (c_.out.size() > before) break;
      }
    }
  }

 private:
  const Token& token(std::size_t at) const { return s_.tokens[at]; }

  /// The phrase that the act is done to.
  struct Target {
    const Phrase* phrase = nullptr;
    bool focus = false;  ///< nothing said: the treaty that is spoken of
  };

  static bool is_target(const Phrase& phrase) {
    return phrase.kind != PhraseKind::actor && phrase.kind != PhraseKind::date;
  }

  void apply(const Frame& frame, const Group& group, std::size_t end) {
    Complements complements = find_complements(s_, c_.groups, index_);
    if (end > complements.end) {
      // "will cease to be a party to …": what stands behind the last word of the frame.
      for (std::size_t i = c_.groups.groups.size(); i-- > index_ + 1;) {
        if (c_.groups.groups[i].begin >= end) continue;
        complements = find_complements(s_, c_.groups, i);
        break;
      }
    }
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    const bool passive = group.passive;
    Target target;
    std::vector<Actor> by;
    if (frame.place == "subject") {
      if (!subject || !is_target(s_.phrases[*subject])) return;
      target.phrase = &s_.phrases[*subject];
      if (target.phrase->kind != PhraseKind::treaty) return;
      if (*frame.act == ActType::enter_into_force) {
        // "will enter into force for Chile"
        for (std::size_t i : complements.oblique) {
          const Phrase& one = s_.phrases[i];
          if (one.preposition == "for" && one.kind == PhraseKind::actor && !one.genitive)
            by = doers(one);
        }
      }
      if (frame.remark == "chamber") {
        by = chamber_among(complements);
        if (by.empty() || under_a_verb(*target.phrase)) return;
      }
    } else if (passive && (frame.place == "object" || frame.place == "it")) {
      if (!subject || !is_target(s_.phrases[*subject])) return;
      target.phrase = &s_.phrases[*subject];
      by = agent(s_, complements);
      if (by.empty()) by = agent_of_partner(group);
      if (by.empty() && group.joined && index_ > 0 && c_.groups.groups[index_ - 1].passive) {
        // "was signed by Latvia in 2016 and ratified in 2023"
        by = agent(s_, find_complements(s_, c_.groups, index_ - 1));
      }
      const bool decided = *frame.act == ActType::approve || *frame.act == ActType::reject;
      if (decided && under_a_verb(*target.phrase)) return;
      if (by.empty() && decided) by = chamber_among(complements);  // "was defeated in the Senate"
      if ((by.empty() && target.phrase->kind == PhraseKind::instrument) ||
          frame.remark == "received")
        by = owner_of(c_, *target.phrase);
    } else {
      if (passive) return;
      target = object(frame, group, complements, end);
      if (subject) by = doers(s_.phrases[*subject]);
      if (by.empty() && c_.headline) by = unknown_subject(group);
      if (by.empty() && *frame.act == ActType::breach && c_.memory.last_breach &&
          group.begin > s_.begin &&
          (s_.is(group.begin - 1, "this") || s_.is(group.begin - 1, "that")))
        by = c_.memory.last_breach->by;  // "denies that this violated the protocol"
      if (frame.place == "none" && !of_states(by)) return;
      if (frame.remark == "lone" && (!target.focus || !of_states(by) || passive ||
                                     object_follows(group.end, complements.end)))
        return;
      if (frame.remark == "received" && target.phrase != nullptr) by = owner_of(c_, *target.phrase);
      // "Putin's proposal to extend the treaty": demanded, of nobody in particular.
      const bool proposed = group.shape == GroupShape::infinitive && !group.cue_noun.empty() &&
                            group.cue_effect == "demanded" && target.phrase != nullptr;
      // "The conference adopted the convention": by no state.
      const bool by_meeting = *frame.act == ActType::adopt && !subject &&
                              group.begin > s_.begin + 1 && group.shape == GroupShape::finite &&
                              meets(token(group.begin - 1));
      if (by.empty() && !proposed && !by_meeting) return;
    }
    if (target.phrase == nullptr && !target.focus) return;
    emit(frame, group, target, by, complements, end);
  }

  /// "A motion to vote down the treaty failed", "a bill rejecting it was defeated": not the treaty.
  bool under_a_verb(const Phrase& target) const {
    return std::any_of(c_.groups.groups.begin(), c_.groups.groups.end(), [&](const Group& other) {
      return (other.shape == GroupShape::infinitive || other.shape == GroupShape::gerund) &&
             other.end <= target.begin && target.begin - other.end <= 2;
    });
  }

  /// "cleared the Senate", "won the approval of parliament": those who decided stand behind the
  /// verb.
  std::vector<Actor> chamber_among(const Complements& complements) const {
    for (const auto* list : {&complements.direct, &complements.oblique}) {
      for (std::size_t i : *list) {
        const Phrase& phrase = s_.phrases[i];
        const bool placed = phrase.preposition.empty() || phrase.preposition == "in" ||
                            phrase.preposition == "of" || phrase.preposition == "from" ||
                            phrase.preposition == "through" || phrase.preposition == "by";
        if (phrase.kind == PhraseKind::actor && placed && is_legislative(phrase.actors))
          return doers(phrase);
      }
    }
    return {};
  }

  /// "Pacific naval powers sign pact": a headline's subject that no table knows.
  std::vector<Actor> unknown_subject(const Group& group) const {
    if (group.shape != GroupShape::finite || index_ != 0 || group.begin == s_.begin) return {};
    Actor actor;
    for (std::size_t at = s_.begin; at < group.begin; ++at) {
      if (token(at).kind == TokenKind::mark ||
          s_.words[at]->is(kAuxiliary | kSubordinator | kRelative))
        return {};
      if (const Phrase* phrase = s_.phrase(at);
          phrase != nullptr && phrase->kind != PhraseKind::actor)
        return {};
    }
    actor.name = s_.words_of(s_.begin, group.begin);
    if (const Phrase* phrase = s_.phrase(s_.begin); phrase != nullptr && !phrase->actors.empty()) {
      actor.state = phrase->actors.front().state;
      actor.org = phrase->actors.front().org;
    }
    return {actor};
  }

  /// "was ratified and signed by …": the agent stands behind the last of the verbs.
  std::vector<Actor> agent_of_partner(const Group&) const {
    if (index_ + 1 < c_.groups.groups.size()) {
      const Group& next = c_.groups.groups[index_ + 1];
      if (next.joined && next.passive && next.begin <= c_.groups.groups[index_].end + 2) {
        return agent(s_, find_complements(s_, c_.groups, index_ + 1));
      }
    }
    return {};
  }

  Target object(const Frame& frame, const Group& group, const Complements& complements,
                std::size_t end) const {
    Target target;
    const bool prepositional =
        frame.place != "object" && frame.place != "it" && frame.place != "none";
    if (frame.place == "none") {
      // "pulled out of the talks" leaves no treaty.
      target.focus = !s_.is(end, "of") && !s_.is(end, "from");
      return target;
    }
    if (prepositional) {
      for (std::size_t i : complements.oblique) {
        const Phrase& phrase = s_.phrases[i];
        if (!is_target(phrase)) continue;
        const bool any =
            frame.place == "any" && (phrase.preposition == "of" || phrase.preposition == "in" ||
                                     phrase.preposition == "under" || phrase.preposition == "to" ||
                                     phrase.preposition == "from" || phrase.preposition == "on" ||
                                     phrase.preposition == "for" || phrase.preposition == "with" ||
                                     phrase.preposition == "over" || phrase.preposition == "about");
        if (any || phrase.preposition == frame.place ||
            (frame.place == "to" && phrase.preposition == "of") ||
            (frame.place == "of" && (phrase.preposition == "to" || phrase.preposition == "from"))) {
          target.phrase = &phrase;
          return target;
        }
      }
      if (frame.optional && c_.groups.groups[index_].before != "that") target.focus = true;
      return target;
    }
    bool direct_actor = false;
    for (std::size_t i : complements.direct) {
      const Phrase& phrase = s_.phrases[i];
      // "left in 2023 and Luxembourg this month": another one who did.
      if (frame.remark == "lone" && date_between_tokens(group.end, phrase.begin)) break;
      if (phrase.begin + 1 < end && end > group.end && phrase.begin < end) continue;
      if (is_target(phrase)) {
        if (unknown_noun_between(std::max(end, group.end), phrase.begin) && frame.remark == "weak")
          return target;
        target.phrase = &phrase;
        return target;
      }
      direct_actor = true;
      if (frame.remark != "weak" && *frame.act != ActType::submit &&
          *frame.act != ActType::deposit && *frame.act != ActType::notify) {
        break;
      }
    }
    // Frames whose words end in a preposition have their object behind it.
    if (!frame.after.empty()) {
      for (std::size_t i : complements.oblique) {
        const Phrase& phrase = s_.phrases[i];
        if (!is_target(phrase) || phrase.begin < group.end) continue;
        // "said yes to talks on the treaty" is of the talks
        if (phrase.begin >= end && phrase.begin <= end + 2 &&
            !unknown_noun_between(end, phrase.begin)) {
          target.phrase = &phrase;
          return target;
        }
      }
    }
    // "submitted to the Duma the treaty", "sign the text of the treaty": of-phrases of a plain
    // noun.
    for (std::size_t i : complements.oblique) {
      const Phrase& phrase = s_.phrases[i];
      if (phrase.kind == PhraseKind::treaty && phrase.preposition == "of" && !direct_actor &&
          phrase.begin > group.end && is_text_noun(phrase.begin)) {
        target.phrase = &phrase;
        return target;
      }
    }
    bool relative = false;
    const Phrase* antecedent = object_before(group, relative);
    if (relative && !direct_actor) {
      target.phrase = antecedent;
      return target;
    }
    if (frame.optional && !direct_actor && !object_follows(end, complements.end))
      target.focus = true;
    return target;
  }

  /// "the accord that Putin signed", "a decree which he signed": the object stands before the
  /// subject. Tells whether there is such a one, and which phrase it is.
  const Phrase* object_before(const Group& group, bool& relative) const {
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    if (!subject || group.shape != GroupShape::finite) return nullptr;
    std::size_t at = s_.phrases[*subject].begin;
    if (at <= s_.begin + 1 || at >= group.begin || s_.phrase_at[at - 1] >= 0) return nullptr;
    if (!s_.is(at - 1, "that") && !s_.is(at - 1, "which")) return nullptr;
    if (s_.is(at - 1, "which") && s_.words[at - 2]->is(kPreposition)) return nullptr;
    --at;
    if (token(at - 1).is(",")) --at;
    if (at <= s_.begin) return nullptr;
    if (s_.phrase_at[at - 1] < 0 && s_.words[at - 1]->verb() && !s_.words[at - 1]->nounish)
      return nullptr;  // "said that Moscow had signed"
    relative = true;
    const Phrase* antecedent = s_.phrase(at - 1);
    return antecedent != nullptr && is_target(*antecedent) ? antecedent : nullptr;
  }

  bool is_text_noun(std::size_t at) const {
    for (std::size_t back = at; back > s_.begin && at - back < 5; --back) {
      const Token& one = token(back - 1);
      if (one.is("text") || one.is("articles") || one.is("terms") || one.is("operation") ||
          one.is("draft") || one.is("package") || one.is("participation") ||
          one.is("implementation") || one.is("validity")) {
        return true;
      }
    }
    return false;
  }

  bool date_between_tokens(std::size_t begin, std::size_t end) const {
    return std::any_of(s_.phrases.begin(), s_.phrases.end(), [&](const Phrase& phrase) {
      return phrase.kind == PhraseKind::date && phrase.begin >= begin && phrase.end <= end;
    });
  }

  /// A noun that the verb's object may be stands between ("signed midfielder Maksim …").
  bool unknown_noun_between(std::size_t begin, std::size_t end) const {
    for (std::size_t at = begin; at < end; ++at) {
      if (s_.phrase_at[at] >= 0 || token(at).kind != TokenKind::word) continue;
      if (!s_.words[at]->is(kFunctionWord | kAdverb) && !s_.words[at]->verb()) return true;
    }
    return false;
  }

  /// Does some plain noun follow that could be the object? Then nothing is left out.
  bool object_follows(std::size_t begin, std::size_t end) const {
    for (std::size_t at = begin; at < std::min(end, begin + 4); ++at) {
      if (s_.phrase_at[at] >= 0) {
        const Phrase* phrase = s_.phrase(at);
        return phrase->kind == PhraseKind::actor && phrase->preposition.empty();
      }
      if (token(at).kind == TokenKind::mark ||
          s_.words[at]->is(kPreposition | kConjunction | kTo | kSubordinator))
        return false;
      if (s_.words[at]->is(kAdverb) || token(at).is("at") || token(at).is("all")) continue;
      return true;
    }
    return false;
  }

  // ---- Emission
  // ----------------------------------------------------------------------------------

  void emit(const Frame& frame, const Group& group, const Target& target, std::vector<Actor> by,
            const Complements& complements, std::size_t end) {
    ActFact act;
    act.type = *frame.act;
    const Phrase* phrase = target.phrase;
    if (frame.remark.starts_with("undo-")) act.undo = find_act_type(frame.remark.substr(5));
    if (phrase != nullptr && !fit_target(frame, *phrase, by, act)) return;
    if (frame.remark == "named") {
      // Who has finished its procedures has ratified, unless what follows tells them one by one.
      const bool told_apart = complements.end < s_.tokens.size() && token(complements.end).is(":");
      if (by.empty() || nameless(by) || is_legislative(by) || told_apart) return;
    }
    if (frame.remark == "committed" && group.cue != "committed") return;
    if (frame.remark == "house" && !by.empty() && !is_legislative(by)) return;
    if (frame.remark == "received" &&
        (phrase == nullptr || phrase->kind != PhraseKind::instrument || by.empty()))
      return;
    if (frame.remark == "instrument" &&
        (phrase == nullptr || phrase->kind != PhraseKind::instrument)) {
      if (act.type != ActType::deposit || phrase != nullptr) return;
    }
    if (frame.remark == "provisional" && !provisional(complements)) return;
    if (frame.remark == "made" && !makes(phrase, group)) return;
    if (frame.remark == "body") {
      // "The treaty now goes to the Senate": where it goes is all that tells an act.
      act.body = body_among(s_, complements);
      if (!act.body || act.body->kind == ActorKind::organisation) return;
    }
    if (phrase == nullptr && !c_.memory.focus()) return;
    if (phrase != nullptr && group.lemma == "pass" && s_.is(phrase->end, "to")) return;
    if (phrase == nullptr && act.type == ActType::sign && c_.memory.law && by.size() == 1 &&
        by.front().kind == ActorKind::head_of_state) {
      // "The President could sign early next week": the bill that is spoken of.
      act.type = ActType::promulgate;
      if (weighs(*c_.memory.law)) act.of = c_.memory.law;
    }
    std::size_t said_by = index_;
    if (group.shape == GroupShape::infinitive && group.control &&
        c_.groups.groups[*group.control].lemma == "vote" && is_legislative(by)) {
      // "Parliament voted to denounce the convention" has approved it, not done it.
      if (act.type != ActType::ratify && act.type != ActType::approve) act.of = act.type;
      act.type = ActType::approve;
      said_by = *group.control;
    }
    if (group.control && act.type != ActType::recommend) {
      // "The committee recommended that the house approve it" has recommended, not approved.
      const Group& control = c_.groups.groups[*group.control];
      const std::optional<std::size_t> adviser = find_subject(s_, c_.groups, *group.control);
      if (control.lemma == "recommend" && adviser && !s_.phrases[*adviser].actors.empty() &&
          s_.phrases[*adviser].actors.front().kind == ActorKind::committee) {
        if (!act.of && weighs(act.type)) act.of = act.type;
        act.type = ActType::recommend;
        by = doers(s_.phrases[*adviser]);
        said_by = *group.control;
      }
    }
    if (act.type == ActType::approve && !by.empty() && by.front().kind == ActorKind::committee)
      act.type = ActType::recommend;  // a committee advises; its house decides
    Standing standing = standing_of(s_, c_.groups, said_by, c_.headline);
    if (standing.hidden || tells_of_law(group)) return;
    if (awaited(group) && standing.stance != Stance::conditional) return;
    if (frame.remark == "not") {
      // To want to stay says nothing firm of leaving.
      if (group.shape != GroupShape::finite && (group.control || !c_.headline) &&
          standing.stance != Stance::asserted)
        return;
      if (standing.stance == Stance::asserted || standing.stance == Stance::planned)
        standing.stance = Stance::negated;
    }
    for (std::size_t at = group.end; at < end; ++at) {
      // "has raised no objection", "gave no consent"
      const bool of_the_verb = s_.is(at + 1, "longer") || act.type == ActType::reject;
      if (token(at).is("no") && !of_the_verb && standing.stance == Stance::asserted)
        standing.stance = Stance::negated;
    }
    if (frame.remark == "only-negated") {
      // "is not a party to it"; "is no longer a party to it" tells that it left.
      if (standing.stance != Stance::negated) return;
      for (std::size_t at = group.begin; at < end; ++at) {
        if (!token(at).is("longer")) continue;
        const bool ahead = group.modal == "will";
        if (act.type != ActType::accede || group.shape != GroupShape::finite ||
            (!group.modal.empty() && !ahead))
          return;
        act.type = ActType::withdraw;
        standing.stance = ahead ? Stance::planned : Stance::asserted;
      }
    }
    if (waits(act.type, standing, complements, end)) return;
    bool not_until = false;
    if (standing.stance == Stance::negated && group.past && group.modal.empty() &&
        until_a_day(complements)) {
      standing.stance = Stance::asserted;  // "did not take effect until 2002"
      not_until = true;
    }
    if (frame.remark == "unless-negated") {
      // "does not consider itself bound by Article 3"
      if (standing.stance != Stance::negated) return;
      standing.stance = Stance::asserted;
    }
    if (frame.remark == "hearing") {
      // "is due to vote in June": only where the day is to come and nothing else is voted on.
      if (standing.stance != Stance::planned && standing.stance != Stance::possible) return;
      if (end < s_.tokens.size() && token(end).kind != TokenKind::mark &&
          (s_.phrase(end) == nullptr || s_.phrase(end)->kind != PhraseKind::date) &&
          !(end + 1 < s_.tokens.size() && s_.phrase(end + 1) != nullptr &&
            s_.phrase(end + 1)->kind == PhraseKind::date))
        return;
    }
    if ((frame.remark == "seek" || frame.remark == "committed") &&
        standing.stance == Stance::asserted)
      standing.stance = Stance::planned;
    if (act.type == ActType::implement && standing.stance == Stance::planned && group.control &&
        c_.groups.groups[*group.control].lemma == "work" &&
        (c_.groups.groups[*group.control].progressive || c_.headline))
      standing.stance = Stance::asserted;  // "is working to implement it" implements it
    if (!present_holds(frame, group, standing)) return;
    if (is_provision(group, act.type, by)) return;
    if (frame.remark == "denounce" && !denounces(by, phrase)) return;
    act.condition = standing.condition;
    if (act.type == ActType::submit || act.type == ActType::recommend)
      act.body = body_among(s_, complements);
    // "The government has not laid it before the Majlis": a body's own government brings it there.
    if (act.type == ActType::submit && act.body && !act.body->state.empty() && by.size() == 1 &&
        by.front().kind == ActorKind::government && by.front().state == c_.memory.home &&
        by.front().state != act.body->state && subject_is_plain_government()) {
      by.front().state = act.body->state;
      by.front().name = std::string(gazetteer().adjective(act.body->state)) + " government";
    }
    drop_by_ = false;
    if (act.type == ActType::submit && frame.remark != "body" &&
        !is_submission(frame, group, act, standing))
      return;
    if (drop_by_) by.clear();
    act.on = date_of(c_, said_by);
    if (!act.on && said_by != index_) act.on = date_of(c_, index_);
    if (not_until && act.on && act.on->text().starts_with("../")) {
      if (Result<Edtf> day = parse_edtf(act.on->text().substr(3))) act.on = *day;
    }
    act.at = place_between(s_, group.begin, complements.end);
    if (act.type == ActType::extend || act.type == ActType::renew)
      act.period = period_between(s_, end, complements.end);
    act.with = with_of(complements, act);
    if (act.type == ActType::notify) notice_of(act, complements);
    if (act.type == ActType::object) act.of = ActType::reserve;  // whose law knows no other
    std::vector<std::size_t> treaties =
        phrase != nullptr ? phrase->treaties : std::vector<std::size_t>{*c_.memory.focus()};
    if (by.empty() && group.passive &&
        (act.type == ActType::approve || act.type == ActType::reject) &&
        !c_.memory.chamber.empty() && tally_behind(complements))
      by = c_.memory.chamber;  // "was struck out by 211 votes to 44": by the house that sits
    if (by.empty()) {
      // A bilateral treaty that "was signed" was signed by both.
      if ((act.type == ActType::sign || act.type == ActType::exchange ||
           act.type == ActType::initial) &&
          treaties.size() == 1 && standing.stance == Stance::asserted) {
        by = both_parties(c_.memory, treaties.front());
      }
    }
    const bool together =
        act.type == ActType::sign || act.type == ActType::initial || act.type == ActType::exchange;
    if (by.size() == 2 && treaties.size() == 1 && together && same_state(by)) {
      // Two persons of one state do not sign a treaty between two: whose they are is not known.
      const std::vector<Actor> both = both_parties(c_.memory, treaties.front());
      if (!both.empty()) by = both;
    }
    if (by.size() >= 2 && treaties.size() == 1 && nameless(by)) {
      // Two persons whose states the text does not tell sign for the two parties.
      const std::vector<Actor> both = both_parties(c_.memory, treaties.front());
      if (by.size() == 2 && both.size() == 2) by = both;
    }
    act.by = by;
    mind_the_future(c_.memory, act.on, standing.stance);
    if (act.type == ActType::sign && act.on && standing.stance == Stance::asserted &&
        treaties.size() == 1) {
      TreatyFact& fact = c_.memory.treaties()[treaties.front()].fact;
      // Told without a signatory, the day is that of the treaty: "an agreement signed in 2001".
      if (!fact.signed_on && (fact.parties.size() == 2 || by.empty())) fact.signed_on = act.on;
    }
    if (phrase != nullptr && phrase->indefinite && !phrase->plain_anaphor &&
        phrase->kind == PhraseKind::treaty && act.type == ActType::implement &&
        standing.stance == Stance::asserted && !c_.headline) {
      return;
    }
    if (!treaties.empty())
      note_leaving(act, standing.stance, c_.memory.treaties()[treaties.front()].fact.id);
    const bool of_states_side = leaves(by) || (c_.memory.last_leaving && of_states(by));
    if (act.type == ActType::notify && !act.of && of_states_side && !s_.is(end, "that"))
      act.of = c_.memory.leaving;
    const bool before_body = act.type == ActType::submit && act.body && !act.of;
    const bool of_law = (phrase == nullptr || phrase->plain_anaphor) && c_.memory.law &&
                        weighs(*c_.memory.law) &&
                        ((act.type == ActType::approve && is_legislative(by)) || before_body);
    if (of_law) act.of = c_.memory.law;  // "gave its consent" to the bill told before
    if (phrase == nullptr && !c_.memory.law && act.type == ActType::approve && !act.of &&
        is_legislative(by) && leaves(by))
      act.of = c_.memory.leaving;  // "The Parliament consented" to what its side leaves by
    const Span clause = clause_tokens(c_, index_);
    for (std::size_t treaty : treaties) {
      ActFact one = act;
      one.treaty = c_.memory.treaties()[treaty].fact.id;
      add_statement(c_, one, standing.stance, clause.begin, clause.end, group.head);
    }
    if (standing.stance == Stance::asserted) consequences(act, phrase, clause, group.head);
    if (c_.headline && standing.stance == Stance::asserted && act.type == ActType::approve &&
        act.of && (*act.of == ActType::withdraw || *act.of == ActType::terminate) &&
        of_states(by)) {
      // A headline's state that "approves withdrawal" is going to.
      ActFact ahead = act;
      ahead.type = *act.of;
      ahead.of.reset();
      ahead.on.reset();
      ahead.treaty = c_.memory.treaties()[treaties.front()].fact.id;
      add_statement(c_, ahead, Stance::planned, clause.begin, clause.end, group.head);
    }
    if (treaties.size() == 1) c_.memory.set_focus(treaties.front());
    if (act.on && standing.stance == Stance::asserted) c_.memory.told = act.on;
    remember_actors(c_.memory, by);
  }

  bool until_a_day(const Complements& complements) const {
    for (std::size_t at = c_.groups.groups[index_].end; at + 1 < s_.tokens.size(); ++at) {
      if (at > complements.end) return false;
      const Phrase* day = s_.phrase(at + 1);
      if (token(at).is("until") && day != nullptr && day->kind == PhraseKind::date) return true;
    }
    return false;
  }

  bool tally_behind(const Complements& complements) const {
    for (std::size_t at = c_.groups.groups[index_].end;
         at < std::min(complements.end + 8, s_.tokens.size()); ++at) {
      if (token(at).is("votes") || token(at).is("vote") || token(at).is("yeas") ||
          token(at).is("ayes") || token(at).is("unanimously"))
        return true;
    }
    return false;
  }

  static bool meets(const Token& token) {
    return token.is("conference") || token.is("summit") || token.is("meeting") ||
           token.is("delegates") || token.is("negotiators") || token.is("session") ||
           token.is("states") || token.is("members");
  }

  bool subject_is_plain_government() const {
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    if (!subject) return false;
    const Phrase& phrase = s_.phrases[*subject];
    return phrase.end == phrase.begin + 2 && s_.is(phrase.begin + 1, "government");
  }

  /// "Spain withdrew": a state leaves a treaty; troops leave a town.
  static bool of_states(const std::vector<Actor>& by) {
    return !by.empty() && std::all_of(by.begin(), by.end(), [](const Actor& actor) {
      return actor.kind == ActorKind::state || actor.kind == ActorKind::government;
    });
  }

  /// "may be terminated by either side", "can be extended once": what the treaty allows, no act.
  static bool is_provision(const Group& group, ActType type, const std::vector<Actor>& by) {
    const bool may = group.modal == "may" || group.modal == "can" || group.modal == "shall";
    const bool open = type == ActType::terminate || type == ActType::extend ||
                      type == ActType::renew || type == ActType::amend ||
                      type == ActType::withdraw || type == ActType::suspend;
    return may && open && (group.passive ? nameless(by) : !by.empty() && nameless(by));
  }

  /// "will enter into force three months after …": a provision, until a day is told.
  bool waits(ActType type, const Standing& standing, const Complements& complements,
             std::size_t end) {
    if (type != ActType::enter_into_force || standing.stance != Stance::planned || c_.headline)
      return false;
    if (date_of(c_, index_)) return false;
    for (std::size_t at = end; at < std::min({end + 6, s_.tokens.size(), complements.end + 6});
         ++at) {
      if (token(at).is("after") || token(at).is("once") || token(at).is("upon")) return true;
    }
    return false;
  }

  /// "a bill denouncing the treaty": what the bill would do, not what is done.
  bool tells_of_law(const Group& group) const {
    if (group.shape != GroupShape::gerund || group.begin == s_.begin) return false;
    const Phrase* before = s_.phrase(group.begin - 1);
    if (before != nullptr) return before->kind == PhraseKind::law;
    const std::string& word = token(group.begin - 1).lower;
    return word == "bill" || word == "law" || word == "draft" || word == "decree" ||
           word == "resolution" || word == "motion" || word == "legislation" || word == "proposal";
  }

  /// "thirty days after sixty states have ratified it": a day that may never come.
  bool awaited(const Group& group) const {
    if (!group.perfect || group.shape != GroupShape::finite || !group.modal.empty()) return false;
    if (s_.is(group.begin, "had")) return false;
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    const std::size_t begin = subject ? s_.phrases[*subject].begin : group.begin;
    if (begin == 0) return false;
    const bool after = s_.is(begin - 1, "after") || s_.is(begin - 1, "once") ||
                       s_.is(begin - 1, "until") || s_.is(begin - 1, "when");
    return after;
  }

  static bool same_state(const std::vector<Actor>& by) {
    return by.front().state == by.back().state && by.front().org == by.back().org;
  }

  static bool nameless(const std::vector<Actor>& by) {
    return std::all_of(by.begin(), by.end(),
                       [](const Actor& actor) { return actor.state.empty() && actor.org.empty(); });
  }

  /// A vote on anything but becoming bound names what it is about.
  static bool weighs(ActType about) {
    return about != ActType::ratify && about != ActType::approve && about != ActType::accede &&
           about != ActType::accept;
  }

  /// "made a secret pact with": a new one; not "make the treaty work".
  bool makes(const Phrase* phrase, const Group& group) const {
    return phrase != nullptr && phrase->kind == PhraseKind::treaty && phrase->indefinite &&
           phrase->begin <= group.end + 1;
  }

  /// What an act done brings with it: a law signed that denounces a treaty denounces it; an
  /// instrument of accession deposited accedes.
  void consequences(const ActFact& act, const Phrase* phrase, Span clause, std::size_t head) {
    if (phrase == nullptr || phrase->treaties.size() != 1) return;
    ActFact done = act;
    done.treaty = c_.memory.treaties()[phrase->treaties.front()].fact.id;
    done.of.reset();
    done.body.reset();
    if (act.type == ActType::promulgate && phrase->enacts && act.of) {
      done.type = *act.of;
      if (phrase->revokes) done.undo = ActType::ratify;
      if (done.by.size() == 1 && !done.by.front().state.empty())
        done.by = {actor_of_party(done.by.front().state)};
    } else if (act.type == ActType::deposit && phrase->kind == PhraseKind::instrument &&
               (phrase->deed == ActType::accede || phrase->deed == ActType::accept)) {
      done.type = *phrase->deed;
    } else {
      return;
    }
    add_statement(c_, done, Stance::asserted, clause.begin, clause.end, head);
  }

  /// What the target makes of the act: laws are promulgated, a bill is passed, a suspension ends.
  bool fit_target(const Frame& frame, const Phrase& phrase, const std::vector<Actor>& by,
                  ActFact& act) const {
    if (phrase.treaties.empty()) return false;
    const ActType type = act.type;
    if (phrase.kind == PhraseKind::law) {
      ActType about = phrase.deed.value_or(ActType::ratify);
      if (phrase.topic_open && !c_.memory.law && leaves(by)) {
        // "after Putin signed the necessary law": the one by which his state leaves.
        about = *c_.memory.leaving;
        c_.memory.law = about;
      }
      if (type == ActType::sign || type == ActType::promulgate) {
        act.type = ActType::promulgate;
      } else if (type == ActType::adopt || type == ActType::approve || type == ActType::ratify) {
        act.type = ActType::approve;
      } else if (type != ActType::submit && type != ActType::reject && type != ActType::recommend) {
        return false;
      }
      if (weighs(about)) act.of = about;
      return true;
    }
    if (frame.remark == "law") return false;
    if (phrase.kind == PhraseKind::deed) {
      const ActType about = *phrase.deed;
      if (type == ActType::sign && (about == ActType::ratify || about == ActType::accede)) {
        act.type = ActType::promulgate;  // "signed the ratification"
        if (weighs(about)) act.of = about;
        return true;
      }
      if (type == ActType::approve || type == ActType::reject || type == ActType::submit ||
          type == ActType::recommend || type == ActType::ratify) {
        if (type == ActType::ratify) return false;
        if (weighs(about)) act.of = about;
        return true;
      }
      // "shelved ratification" has not ratified; it suspends nothing that was in force.
      const bool undone = about == ActType::ratify || about == ActType::sign;
      if (type == ActType::suspend && frame.remark == "weak" && undone) return false;
      if (type == ActType::suspend || type == ActType::notify) {
        act.of = about;
        return true;
      }
      if (type == ActType::withdraw && (about == ActType::sign || about == ActType::ratify)) {
        act.undo = about;
        return frame.place == "object" || act.undo.has_value();
      }
      return act.undo.has_value();
    }
    if (phrase.kind == PhraseKind::instrument) {
      return type == ActType::deposit || type == ActType::exchange || type == ActType::sign;
    }
    if (type == ActType::exchange || frame.remark == "instrument") return false;
    if (type == ActType::sign && phrase.pronoun && law_before(phrase.begin) && by.size() == 1 &&
        by.front().kind == ActorKind::head_of_state) {
      // "approved the ratification law; the president signed it": the law.
      act.type = ActType::promulgate;
      if (c_.memory.law && weighs(*c_.memory.law)) act.of = c_.memory.law;
      return true;
    }
    // "The text, passed by the Duma": of a law told before, where that law leaves a treaty.
    if (phrase.plain_anaphor && c_.memory.law && weighs(*c_.memory.law) &&
        (type == ActType::approve || type == ActType::adopt) && is_legislative(by)) {
      act.type = ActType::approve;
      act.of = c_.memory.law;
      return true;
    }
    // A chamber adopts what its state will then ratify: that is an approval.
    if (type == ActType::adopt && is_legislative(by)) act.type = ActType::approve;
    if (frame.remark == "weak" && phrase.pronoun && type != ActType::approve &&
        type != ActType::submit) {
      // "reject it", "leave it": only where no other thing can be meant.
      return type == ActType::reject || type == ActType::renew || type == ActType::extend;
    }
    return true;
  }

  void note_leaving(const ActFact& act, Stance stance, const std::string& treaty) {
    if (stance == Stance::negated || stance == Stance::denied) return;
    const ActType meant = act.of.value_or(act.type);
    if (meant != ActType::withdraw && meant != ActType::terminate && meant != ActType::suspend)
      return;
    if (act.undo && *act.undo != ActType::ratify) return;
    c_.memory.leaving = meant;
    c_.memory.last_leaving = act;
    c_.memory.last_leaving->of.reset();
    c_.memory.last_leaving->undo = act.undo;
    c_.memory.last_leaving->treaty = treaty;
    c_.memory.last_leaving->type = meant;
    for (const Actor& actor : act.by) {
      const std::string& code = actor.state.empty() ? actor.org : actor.state;
      if (!code.empty()) c_.memory.leavers.insert(code);
    }
  }

  /// Is it told of the state of one of these that it leaves or suspends the treaty?
  bool leaves(const std::vector<Actor>& by) const {
    if (!c_.memory.leaving) return false;
    return std::any_of(by.begin(), by.end(), [&](const Actor& actor) {
      return c_.memory.leavers.contains(actor.state.empty() ? actor.org : actor.state);
    });
  }

  bool law_before(std::size_t at) const {
    return std::any_of(s_.phrases.begin(), s_.phrases.end(), [&](const Phrase& phrase) {
      return phrase.kind == PhraseKind::law && phrase.end <= at;
    });
  }

  bool provisional(const Complements& complements) const {
    for (std::size_t at = c_.groups.groups[index_].begin; at < complements.end; ++at) {
      if (token(at).is("provisionally")) return true;
    }
    return false;
  }

  /// A present that tells no act: habits, descriptions, what a treaty provides.
  bool present_holds(const Frame& frame, const Group& group, Standing& standing) const {
    if (c_.headline) return true;
    const bool present = group.shape == GroupShape::finite && !group.past && group.modal.empty();
    if (!present && !(group.progressive && group.modal.empty())) return true;
    if (group.progressive && group.perfect) return true;  // "has been applying it since 2014"
    if (group.progressive) {
      // "is negotiating" goes on; "is leaving" lies ahead.
      const bool lasts = group.lemma == "hold" || group.lemma == "keep";  // "in abeyance"
      if (*frame.act != ActType::negotiate && *frame.act != ActType::implement && !lasts &&
          standing.stance == Stance::asserted) {
        standing.stance = Stance::planned;
      }
      return true;
    }
    if (frame.remark == "body") {
      if (standing.stance == Stance::asserted) standing.stance = Stance::planned;
      return true;  // "the treaty now heads to the Senate"
    }
    if (frame.remark == "state" || frame.remark == "only-negated" || frame.remark == "committed")
      return true;
    if (group.negated || frame.remark == "not" || frame.remark == "unless-negated") return true;
    if (group.perfect) return true;
    switch (*frame.act) {
      case ActType::breach:
      case ActType::reject:
      case ActType::negotiate:
        return true;
      case ActType::enter_into_force:
      case ActType::expire:
      case ActType::withdraw: {
        if (standing.stance == Stance::conditional) return true;
        // "takes effect on 28 June 2025": a day to come.
        if (find_day_ahead()) {
          standing.stance = Stance::planned;
          return true;
        }
        return false;
      }
      default:
        return false;
    }
  }

  bool find_day_ahead() const {
    const std::optional<Edtf> date = date_of(c_, index_);
    if (!date || !c_.memory.day || !date->bounds().latest) return false;
    return *date->bounds().latest > *c_.memory.day;
  }

  /// States denounce treaties; politicians and activists denounce them as bad.
  static bool denounces(const std::vector<Actor>& by, const Phrase* phrase) {
    if (phrase == nullptr) return false;
    return by.empty() || std::any_of(by.begin(), by.end(), [](const Actor& actor) {
             return actor.kind == ActorKind::state || actor.kind == ActorKind::government ||
                    actor.kind == ActorKind::chamber || actor.kind == ActorKind::legislature;
           });
  }

  /// "The Duma will consider it": the chamber is the body, nobody the submitter.
  bool is_submission(const Frame&, const Group& group, ActFact& act, Standing& standing) {
    static constexpr std::array kBefore = {"consider", "debate",  "vote",   "hold",   "table",
                                           "take",     "examine", "review", "discuss"};
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    // "The government tabled the agreement in the Senate" lays it there; a chamber tables it
    // itself.
    const bool tables_there = group.lemma == "table" && act.body && subject &&
                              !s_.phrases[*subject].actors.empty() &&
                              s_.phrases[*subject].actors.front().kind == ActorKind::government;
    const bool chamber_acts =
        !tables_there && std::any_of(kBefore.begin(), kBefore.end(),
                                     [&](const char* lemma) { return group.lemma == lemma; });
    // "was tabled in the parliament"
    if (group.passive && group.lemma == "table" && act.body) return true;
    if (!chamber_acts) return act.body.has_value() || standing.stance == Stance::negated;
    if (subject && s_.phrases[*subject].kind == PhraseKind::actor &&
        !s_.phrases[*subject].actors.empty() && is_body(s_.phrases[*subject].actors.front())) {
      act.body = s_.phrases[*subject].actors.front();
      drop_by_ = true;
      return true;
    }
    return false;
  }

  std::vector<Actor> with_of(const Complements& complements, const ActFact& act) const {
    if (act.type == ActType::notify || act.type == ActType::deposit) {
      for (std::size_t i : complements.direct) {
        const Phrase& phrase = s_.phrases[i];
        if (phrase.kind == PhraseKind::actor) return phrase.actors;
      }
    }
    for (std::size_t i : complements.oblique) {
      const Phrase& phrase = s_.phrases[i];
      if (phrase.kind == PhraseKind::actor && phrase.preposition == "with" && !phrase.genitive)
        return phrase.actors;
    }
    return {};
  }

  /// "notice of termination", "notified its withdrawal".
  void notice_of(ActFact& act, const Complements& complements) const {
    for (const Phrase& phrase : s_.phrases) {
      if (phrase.kind != PhraseKind::deed || phrase.begin < c_.groups.groups[index_].end ||
          phrase.begin >= complements.end || phrase.deed == ActType::notify ||
          phrase.deed == ActType::ratify) {
        continue;
      }
      act.of = phrase.deed;
      return;
    }
    // "gave notice that it is withdrawing", "notified the depositary of its intention to leave"
    for (std::size_t i = index_ + 1; i < c_.groups.groups.size(); ++i) {
      const std::vector<Frame>* frames = frames_of(c_.groups.groups[i].lemma);
      if (frames == nullptr) continue;
      for (const Frame& frame : *frames) {
        std::size_t end = c_.groups.groups[i].end;
        if (!frame.act || !matches_after(s_, frame, c_.groups.groups[i], end)) continue;
        if (*frame.act == ActType::withdraw || *frame.act == ActType::terminate ||
            *frame.act == ActType::suspend || *frame.act == ActType::amend) {
          act.of = frame.act;
          return;
        }
      }
    }
  }

  Context& c_;
  const Sentence& s_;
  std::size_t index_ = 0;
  bool drop_by_ = false;
};

}  // namespace

void read_acts(Context& context) {
  Reader(context).run();
}

}  // namespace servanda
