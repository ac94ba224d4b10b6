// What is done to treaties: the frames of acts.tsv over verb groups, and deeds told by nouns.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "servanda/base/table.h"
#include "servanda/language/names.h"
#include "servanda/reader/context.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

struct Frame {
  std::vector<std::vector<std::string>> after;  ///< choices of words behind the verb
  std::optional<ActType> act;
  std::string place;      ///< object, subject, none, or a preposition
  bool optional = false;  ///< the treaty may be left out
  std::string remark;
  std::size_t words = 0;  ///< of the longest choice
};

const std::unordered_map<std::string, std::vector<Frame>>& frames() {
  static const auto* table = [] {
    auto* made = new std::unordered_map<std::string, std::vector<Frame>>();
    for (const Row& row : table_rows(tables::acts_tsv)) {
      Frame frame;
      for (std::string_view choice : split(row.field(1), '/')) {
        std::vector<std::string> words;
        for (std::string_view word : split(choice, ' ')) words.emplace_back(word);
        frame.words = std::max(frame.words, words.size());
        frame.after.push_back(std::move(words));
      }
      frame.act = find_act_type(row.field(2));
      if (!frame.act) continue;
      frame.place = row.field(3);
      if (frame.place.ends_with('?')) {
        frame.optional = true;
        frame.place.pop_back();
      }
      frame.remark = row.field(4);
      (*made)[std::string(row.field(0))].push_back(std::move(frame));
    }
    for (auto& [lemma, list] : *made) {
      std::stable_sort(list.begin(), list.end(),
                       [](const Frame& a, const Frame& b) { return a.words > b.words; });
    }
    return made;
  }();
  return *table;
}

bool legislative(const std::vector<Actor>& actors) {
  return std::any_of(actors.begin(), actors.end(), [](const Actor& actor) {
    return actor.kind == ActorKind::chamber || actor.kind == ActorKind::legislature;
  });
}

class Reader {
 public:
  explicit Reader(Context& context) : c_(context), s_(context.sentence) {}

  void run() {
    for (index_ = 0; index_ < c_.groups.groups.size(); ++index_) {
      const Group& group = c_.groups.groups[index_];
      deed_predicate(group);
      const auto found = frames().find(group.lemma);
      if (found == frames().end()) continue;
      for (const Frame& frame : found->second) {
        std::size_t end = group.end;
        if (!matches_after(frame, group, end)) continue;
        apply(frame, group, end);
        break;
      }
    }
  }

 private:
  const Token& token(std::size_t at) const { return s_.tokens[at]; }

  /// Do the words that the frame wants stand behind the verb? `end` moves behind them.
  bool matches_after(const Frame& frame, const Group& group, std::size_t& end) const {
    if (frame.after.empty()) return frame.remark != "passive" || group.passive;
    if (frame.remark == "passive" && !group.passive) return false;
    for (const std::vector<std::string>& words : frame.after) {
      std::size_t at = group.end;
      // "gave its formal consent", "took legal effect": up to two words between.
      const bool particle = words.front() == "into" || words.front() == "out" ||
                            words.front() == "up" || words.front() == "from" ||
                            words.front() == "away" || words.front() == "over" ||
                            words.front() == "down" || words.front() == "to" ||
                            words.front() == "on" || words.front() == "in" || words.front() == "of";
      const bool before =
          words.front() == "before" || words.front() == "over" || words.front() == "down";
      const std::size_t reach = before ? 12 : particle ? 2 : 4;
      for (std::size_t start = at; start < std::min(at + reach, s_.tokens.size()); ++start) {
        if (std::optional<std::size_t> stop = words_at(words, start)) {
          end = *stop;
          return true;
        }
        if (token(start).kind == TokenKind::mark) break;
        if (!before && particle && s_.phrase_at[start] >= 0) break;
        if (s_.words[start]->is(kRelative) && !s_.words[start]->is(kDeterminer)) break;
        if (particle && s_.words[start]->is(kConjunction)) break;
      }
    }
    return false;
  }

  std::optional<std::size_t> words_at(const std::vector<std::string>& words, std::size_t at) const {
    for (const std::string& word : words) {
      if (at < s_.tokens.size() && s_.words[at]->is(kDeterminer) && token(at).lower != word) ++at;
      if (at >= s_.tokens.size() || token(at).lower != word) return std::nullopt;
      ++at;
    }
    return at;
  }

  /// The phrase that the act is done to.
  struct Target {
    const Phrase* phrase = nullptr;
    bool focus = false;  ///< nothing said: the treaty that is spoken of
  };

  static bool is_target(const Phrase& phrase) {
    return phrase.kind != PhraseKind::actor && phrase.kind != PhraseKind::date;
  }

  void apply(const Frame& frame, const Group& group, std::size_t end) {
    const Complements complements = find_complements(s_, c_.groups, index_);
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    const bool passive = group.passive;
    Target target;
    std::vector<Actor> by;
    if (frame.place == "subject") {
      if (!subject || !is_target(s_.phrases[*subject])) {
        if (!subject_is_pronoun(subject)) return deed_effect(frame, group, subject);
      }
      if (subject && s_.phrases[*subject].kind == PhraseKind::deed)
        return deed_effect(frame, group, subject);
      target.phrase = &s_.phrases[*subject];
      if (target.phrase->kind != PhraseKind::treaty) return;
    } else if (passive && (frame.place == "object" || frame.place == "it")) {
      if (!subject || !is_target(s_.phrases[*subject])) return;
      target.phrase = &s_.phrases[*subject];
      by = agent(complements);
      if (by.empty()) by = agent_of_partner(group);
      if (by.empty() && target.phrase->kind == PhraseKind::instrument)
        by = owner_of(*target.phrase);
    } else {
      if (passive) return;
      target = object(frame, group, complements, end);
      if (subject) by = actors(s_.phrases[*subject], frame);
      if (by.empty() && c_.headline) by = unknown_subject(group);
      if (by.empty()) return;
    }
    if (target.phrase == nullptr && !target.focus) return;
    emit(frame, group, target, by, complements, end);
  }

  static bool subject_is_pronoun(const std::optional<std::size_t>&) { return false; }

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

  std::vector<Actor> actors(const Phrase& phrase, const Frame&) const {
    if (phrase.kind == PhraseKind::actor) {
      std::vector<Actor> out;
      for (const Actor& actor : phrase.actors) {
        if (actor.kind != ActorKind::agency && actor.kind != ActorKind::outlet &&
            actor.kind != ActorKind::analyst) {
          out.push_back(actor);
        }
      }
      return out;
    }
    if (phrase.pronoun) return phrase.actors;
    return {};
  }

  std::vector<Actor> agent(const Complements& complements) const {
    for (std::size_t i : complements.oblique) {
      const Phrase& phrase = s_.phrases[i];
      if (phrase.preposition == "by" && phrase.kind == PhraseKind::actor && !phrase.genitive) {
        return phrase.actors;
      }
    }
    return {};
  }

  /// "was ratified and signed by …": the agent stands behind the last of the verbs.
  std::vector<Actor> agent_of_partner(const Group&) const {
    if (index_ + 1 < c_.groups.groups.size()) {
      const Group& next = c_.groups.groups[index_ + 1];
      if (next.joined && next.passive && next.begin <= c_.groups.groups[index_].end + 2) {
        return agent(find_complements(s_, c_.groups, index_ + 1));
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
      target.focus = true;
      return target;
    }
    if (prepositional) {
      for (std::size_t i : complements.oblique) {
        const Phrase& phrase = s_.phrases[i];
        if (!is_target(phrase)) continue;
        if (phrase.preposition == frame.place ||
            (frame.place == "to" && phrase.preposition == "of") ||
            (frame.place == "of" && (phrase.preposition == "to" || phrase.preposition == "from"))) {
          target.phrase = &phrase;
          return target;
        }
      }
      if (frame.optional) target.focus = true;
      return target;
    }
    bool direct_actor = false;
    for (std::size_t i : complements.direct) {
      const Phrase& phrase = s_.phrases[i];
      if (phrase.begin + 1 < end) continue;
      if (is_target(phrase)) {
        if (unknown_noun_between(std::max(end, group.end), phrase.begin) && frame.remark == "weak")
          return target;
        if (conjunct_of_another(group, phrase)) return target;
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
        if (phrase.begin >= end && phrase.begin <= end + 2) {
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
    if (frame.optional && !direct_actor && !object_follows(end, complements.end))
      target.focus = true;
    return target;
  }

  /// "signed an order and the treaty": the second object counts, but "in Kyiv and the treaty …"
  /// not.
  static bool conjunct_of_another(const Group&, const Phrase&) { return false; }

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
      if (token(at).kind == TokenKind::mark || s_.words[at]->is(kPreposition | kConjunction | kTo))
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
    if (frame.remark == "instrument" &&
        (phrase == nullptr || phrase->kind != PhraseKind::instrument)) {
      if (act.type != ActType::deposit || phrase != nullptr) return;
    }
    if (frame.remark == "provisional" && !provisional(complements)) return;
    if (phrase == nullptr && !c_.memory.focus()) return;
    std::size_t said_by = index_;
    if (group.shape == GroupShape::infinitive && group.control &&
        c_.groups.groups[*group.control].lemma == "vote" && legislative(by)) {
      // "Parliament voted to denounce the convention" has approved it, not done it.
      if (act.type != ActType::ratify && act.type != ActType::approve) act.of = act.type;
      act.type = ActType::approve;
      said_by = *group.control;
    }
    Standing standing = standing_of(s_, c_.groups, said_by, c_.headline);
    if (standing.hidden) return;
    if (frame.remark == "not") {
      if (standing.stance == Stance::asserted || standing.stance == Stance::planned)
        standing.stance = Stance::negated;
    }
    if (frame.remark == "seek" && standing.stance == Stance::asserted)
      standing.stance = Stance::planned;
    if (!present_holds(frame, group, standing)) return;
    if (frame.remark == "denounce" && !denounces(by, phrase)) return;
    act.condition = standing.condition;
    act.body = body_of(act, complements);
    drop_by_ = false;
    if (act.type == ActType::submit && !is_submission(frame, group, act, standing)) return;
    if (drop_by_) by.clear();
    act.on = date_of(c_, said_by);
    if (!act.on && said_by != index_) act.on = date_of(c_, index_);
    act.at = place_of(complements);
    if (act.type == ActType::extend || act.type == ActType::renew)
      act.period = period_of(complements, end);
    act.with = with_of(complements, act);
    if (act.type == ActType::notify) notice_of(act, complements);
    std::vector<std::size_t> treaties =
        phrase != nullptr ? phrase->treaties : std::vector<std::size_t>{*c_.memory.focus()};
    if (by.empty()) {
      // A bilateral treaty that "was signed" was signed by both.
      if ((act.type == ActType::sign || act.type == ActType::exchange ||
           act.type == ActType::initial) &&
          treaties.size() == 1 && standing.stance == Stance::asserted) {
        const TreatyFact& fact = c_.memory.treaties()[treaties.front()].fact;
        if (fact.parties.size() == 2) {
          for (const std::string& party : fact.parties) by.push_back(actor_of_party(party));
        }
      }
    }
    if (by.size() >= 2 && treaties.size() == 1 && nameless(by)) {
      // Two persons whose states the text does not tell sign for the two parties.
      const TreatyFact& fact = c_.memory.treaties()[treaties.front()].fact;
      if (fact.parties.size() == 2 && by.size() == 2) {
        by.clear();
        for (const std::string& party : fact.parties) by.push_back(actor_of_party(party));
      }
    }
    act.by = by;
    future_date(standing, act);
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
    const Span clause = clause_tokens(c_, index_);
    for (std::size_t treaty : treaties) {
      ActFact one = act;
      one.treaty = c_.memory.treaties()[treaty].fact.id;
      add_statement(c_, one, standing.stance, clause.begin, clause.end, group.head);
    }
    if (treaties.size() == 1) c_.memory.set_focus(treaties.front());
    if (act.on && standing.stance == Stance::asserted) c_.memory.told = act.on;
    remember(by);
  }

  static bool nameless(const std::vector<Actor>& by) {
    return std::all_of(by.begin(), by.end(), [](const Actor& actor) {
      return actor.state.empty() && actor.org.empty() && !actor.kind;
    });
  }

  void remember(const std::vector<Actor>& by) {
    if (by.empty()) return;
    c_.memory.actors = by;
    if (by.size() == 1 &&
        (by.front().kind == ActorKind::head_of_state || by.front().kind == ActorKind::minister ||
         by.front().kind == ActorKind::head_of_government ||
         by.front().kind == ActorKind::official)) {
      c_.memory.person = by.front();
    }
  }

  /// What the target makes of the act: laws are promulgated, a bill is passed, a suspension ends.
  bool fit_target(const Frame& frame, const Phrase& phrase, const std::vector<Actor>& by,
                  ActFact& act) const {
    if (phrase.treaties.empty()) return false;
    const ActType type = act.type;
    if (phrase.kind == PhraseKind::law) {
      const ActType about = phrase.deed.value_or(ActType::ratify);
      if (type == ActType::sign || type == ActType::promulgate) {
        act.type = ActType::promulgate;
      } else if (type == ActType::adopt || type == ActType::approve || type == ActType::ratify) {
        act.type = ActType::approve;
      } else if (type != ActType::submit && type != ActType::reject && type != ActType::recommend) {
        return false;
      }
      if (about != ActType::ratify && about != ActType::approve) act.of = about;
      return true;
    }
    if (frame.remark == "law") return false;
    if (phrase.kind == PhraseKind::deed) {
      const ActType about = *phrase.deed;
      if (type == ActType::approve || type == ActType::reject || type == ActType::submit ||
          type == ActType::recommend || type == ActType::ratify) {
        if (type == ActType::ratify) return false;
        if (about != ActType::ratify && about != ActType::approve) act.of = about;
        return true;
      }
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
    // A chamber adopts what its state will then ratify: that is an approval.
    if (type == ActType::adopt && legislative(by)) act.type = ActType::approve;
    if (frame.remark == "weak" && phrase.pronoun && type != ActType::approve &&
        type != ActType::submit) {
      // "reject it", "leave it": only where no other thing can be meant.
      return type == ActType::reject || type == ActType::renew || type == ActType::extend;
    }
    return true;
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
    if (!present) return true;
    if (group.progressive) {
      // "is negotiating" goes on; "is leaving" lies ahead.
      if (*frame.act != ActType::negotiate && *frame.act != ActType::implement &&
          standing.stance == Stance::asserted) {
        standing.stance = Stance::planned;
      }
      return true;
    }
    if (group.negated || frame.remark == "not") return true;
    if (group.perfect) return true;
    switch (*frame.act) {
      case ActType::breach:
      case ActType::reject:
      case ActType::negotiate:
        return true;
      case ActType::enter_into_force:
      case ActType::expire:
      case ActType::withdraw: {
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

  /// What is told as past but dated ahead has not happened.
  void future_date(Standing& standing, const ActFact& act) const {
    if (standing.stance != Stance::asserted || !act.on || !c_.memory.day) return;
    if (act.on->bounds().earliest && *act.on->bounds().earliest > *c_.memory.day)
      standing.stance = Stance::planned;
  }

  /// States denounce treaties; politicians and activists denounce them as bad.
  static bool denounces(const std::vector<Actor>& by, const Phrase* phrase) {
    if (phrase == nullptr) return false;
    return by.empty() || std::any_of(by.begin(), by.end(), [](const Actor& actor) {
             return actor.kind == ActorKind::state || actor.kind == ActorKind::government ||
                    actor.kind == ActorKind::chamber || actor.kind == ActorKind::legislature;
           });
  }

  std::optional<Actor> body_of(const ActFact& act, const Complements& complements) const {
    if (act.type != ActType::submit && act.type != ActType::recommend) return std::nullopt;
    for (std::size_t i : complements.oblique) {
      const Phrase& phrase = s_.phrases[i];
      if (phrase.kind != PhraseKind::actor || phrase.actors.empty()) continue;
      if (phrase.preposition != "to" && phrase.preposition != "before" &&
          phrase.preposition != "in")
        continue;
      const Actor& actor = phrase.actors.front();
      if (is_body(actor)) return actor;
    }
    for (std::size_t i : complements.direct) {
      const Phrase& phrase = s_.phrases[i];
      if (phrase.kind == PhraseKind::actor && !phrase.actors.empty() &&
          is_body(phrase.actors.front())) {
        return phrase.actors.front();
      }
    }
    return std::nullopt;
  }

  static bool is_body(const Actor& actor) {
    return actor.kind == ActorKind::chamber || actor.kind == ActorKind::legislature ||
           actor.kind == ActorKind::committee || actor.kind == ActorKind::organisation ||
           actor.kind == ActorKind::court;
  }

  /// "The Duma will consider it": the chamber is the body, nobody the submitter.
  bool is_submission(const Frame&, const Group& group, ActFact& act, Standing& standing) {
    static constexpr std::array kBefore = {"consider", "debate", "vote", "hold", "table"};
    const bool chamber_acts = std::any_of(kBefore.begin(), kBefore.end(),
                                          [&](const char* lemma) { return group.lemma == lemma; });
    if (!chamber_acts) return act.body.has_value() || standing.stance == Stance::negated;
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    if (subject && s_.phrases[*subject].kind == PhraseKind::actor &&
        !s_.phrases[*subject].actors.empty() && is_body(s_.phrases[*subject].actors.front())) {
      act.body = s_.phrases[*subject].actors.front();
      drop_by_ = true;
      return true;
    }
    return false;
  }

  std::string place_of(const Complements& complements) const {
    const Group& group = c_.groups.groups[index_];
    for (const Phrase& phrase : s_.phrases) {
      if (!phrase.place || phrase.place_name.empty()) continue;
      if (phrase.begin >= group.begin && phrase.begin < complements.end) return phrase.place_name;
    }
    return {};
  }

  std::optional<Period> period_of(const Complements& complements, std::size_t begin) const {
    for (std::size_t at = begin; at < complements.end; ++at) {
      std::size_t start = at;
      if (!token(at).is("for") && !token(at).is("by")) continue;
      ++start;
      if (start < complements.end &&
          (token(start).is("another") || token(start).is("a") || token(start).is("further")))
        ++start;
      if (start < complements.end && token(start).is("further")) ++start;
      if (start >= complements.end) break;
      if (const std::optional<PeriodPhrase> period = find_period(s_.tokens, start))
        return period->period;
    }
    return std::nullopt;
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
          phrase.begin >= complements.end) {
        continue;
      }
      act.of = phrase.deed;
      return;
    }
  }

  // ---- Deeds told by nouns
  // -----------------------------------------------------------------------

  std::vector<Actor> owner_of(const Phrase& deed) const {
    if (deed.begin > 0) {
      std::size_t before = deed.begin;
      // "Russia's formal withdrawal" has its article swallowed; the genitive stands right before.
      if (const Phrase* owner = s_.phrase(before - 1); owner != nullptr &&
                                                       owner->kind == PhraseKind::actor &&
                                                       (owner->genitive || owner->adjective)) {
        return owner->actors;
      }
      const std::string& article = token(deed.begin).lower;
      if (article == "its" || article == "their" || article == "his") return c_.memory.actors;
      const bool of_states =
          std::any_of(c_.memory.actors.begin(), c_.memory.actors.end(), [](const Actor& actor) {
            return actor.kind == ActorKind::state || actor.kind == ActorKind::government ||
                   actor.kind == ActorKind::organisation;
          });
      if (article == "the" && *deed.deed == ActType::withdraw && of_states) return c_.memory.actors;
    }
    for (const Phrase& phrase : s_.phrases) {
      if (phrase.begin >= deed.end && phrase.begin <= deed.end + 3 && phrase.preposition == "by" &&
          phrase.kind == PhraseKind::actor) {
        return phrase.actors;
      }
    }
    return {};
  }

  void add_deed(const Phrase& deed, const std::vector<Actor>& by, Stance stance,
                const std::string& condition, const std::optional<Edtf>& on, std::size_t head) {
    if (deed.treaties.empty()) return;
    const bool needs_actor = *deed.deed == ActType::withdraw || *deed.deed == ActType::accede ||
                             *deed.deed == ActType::breach;
    if (needs_actor && by.empty()) return;
    const Span clause = clause_tokens(c_, index_);
    for (std::size_t treaty : deed.treaties) {
      ActFact act;
      act.type = *deed.deed;
      act.treaty = c_.memory.treaties()[treaty].fact.id;
      act.by = by;
      act.on = on;
      act.condition = condition;
      Standing standing{stance, condition, false};
      future_date(standing, act);
      add_statement(c_, act, standing.stance, std::min(clause.begin, deed.begin),
                    std::max(clause.end, deed.end), head);
    }
    remember(by);
  }

  /// "Russia's withdrawal from the treaty was completed", "its withdrawal becomes effective".
  void deed_effect(const Frame& frame, const Group& group,
                   const std::optional<std::size_t>& subject) {
    if (*frame.act != ActType::enter_into_force || !subject) return;
    const Phrase& phrase = s_.phrases[*subject];
    if (phrase.kind != PhraseKind::deed) return;
    Standing standing = standing_of(s_, c_.groups, index_, c_.headline);
    if (standing.hidden || !present_holds(frame, group, standing)) return;
    add_deed(phrase, owner_of(phrase), standing.stance, standing.condition, date_of(c_, index_),
             group.head);
  }

  void deed_predicate(const Group& group) {
    struct Verb {
      std::string_view lemma;
      bool object;  ///< the deed is its object (active) or subject (passive); else its subject
      std::string_view effect;
    };
    static constexpr std::array kVerbs = {
        Verb{"complete", true, "asserted"}, Verb{"finish", true, "asserted"},
        Verb{"finalise", true, "planned"},  Verb{"finalize", true, "planned"},
        Verb{"announce", true, "planned"},  Verb{"order", true, "planned"},
        Verb{"plan", true, "planned"},      Verb{"schedule", true, "planned"},
        Verb{"demand", true, "demanded"},   Verb{"urge", true, "demanded"},
        Verb{"expect", true, "possible"},   Verb{"consider", true, "possible"},
        Verb{"mull", true, "possible"},     Verb{"weigh", true, "possible"},
        Verb{"threaten", true, "possible"}, Verb{"discuss", true, "possible"},
        Verb{"take", false, "asserted"},    Verb{"follow", false, "planned"},
        Verb{"postpone", true, "negated"},  Verb{"delay", true, "negated"},
        Verb{"rule", true, "negated"},      Verb{"refuse", true, "negated"},
        Verb{"propose", true, "demanded"},  Verb{"call", true, "demanded"},
        Verb{"seek", true, "demanded"},     Verb{"oppose", true, "negated-skip"},
        Verb{"deny", true, "denied"},
    };
    const Verb* verb = nullptr;
    for (const Verb& one : kVerbs) {
      if (group.lemma == one.lemma) verb = &one;
    }
    if (verb == nullptr || verb->effect == "negated-skip") return;
    if (group.lemma == "take" && !s_.is(group.end, "place")) return;
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    const Phrase* deed = nullptr;
    std::vector<Actor> by;
    const Complements complements = find_complements(s_, c_.groups, index_);
    if (!verb->object || group.passive) {
      if (!subject || s_.phrases[*subject].kind != PhraseKind::deed) return;
      deed = &s_.phrases[*subject];
      by = owner_of(*deed);
      if (by.empty() && group.passive) by = agent(complements);
    } else {
      for (std::size_t i : complements.direct) {
        if (s_.phrases[i].kind == PhraseKind::deed) {
          deed = &s_.phrases[i];
          break;
        }
      }
      if (deed == nullptr && (group.lemma == "call" || group.lemma == "rule")) {
        for (std::size_t i : complements.oblique) {
          if (s_.phrases[i].kind == PhraseKind::deed && s_.phrases[i].preposition == "for")
            deed = &s_.phrases[i];
        }
      }
      if (deed == nullptr) return;
      by = owner_of(*deed);
      const bool own = group.lemma != "demand" && group.lemma != "urge" && group.lemma != "call" &&
                       group.lemma != "propose" && group.lemma != "expect" && group.lemma != "deny";
      if (by.empty() && own && subject && s_.phrases[*subject].kind == PhraseKind::actor) {
        by = s_.phrases[*subject].actors;
      }
    }
    Standing standing = standing_of(s_, c_.groups, index_, c_.headline);
    if (standing.hidden) return;
    Stance stance = standing.stance;
    if (stance == Stance::asserted) {
      const std::optional<Stance> effect = find_stance(verb->effect);
      if (effect) stance = *effect;
    } else if (stance == Stance::negated && verb->effect != "asserted") {
      return;  // "did not demand", "has not announced a withdrawal": nothing firm follows
    }
    const std::size_t head = group.head;
    const bool both_do = *deed->deed == ActType::sign || *deed->deed == ActType::ratify ||
                         *deed->deed == ActType::exchange;
    if (by.empty() && both_do && deed->treaties.size() == 1) {
      const TreatyFact& fact = c_.memory.treaties()[deed->treaties.front()].fact;
      if (fact.parties.size() == 2) {
        for (const std::string& party : fact.parties) by.push_back(actor_of_party(party));
      }
    }
    add_deed(*deed, by, stance, standing.condition, date_of(c_, index_), head);
    // "Signing and ratification are to follow"
    for (const Phrase& other : s_.phrases) {
      if (other.kind == PhraseKind::deed && other.end + 1 == deed->begin &&
          s_.is(other.end, "and")) {
        add_deed(other, by, stance, standing.condition, date_of(c_, index_), head);
      }
    }
    if ((group.lemma == "demand" || group.lemma == "urge" || group.lemma == "call" ||
         group.lemma == "deny" || group.lemma == "propose" || group.lemma == "expect") &&
        subject && !c_.out.empty()) {
      Statement& last = c_.out.back();
      if (!last.speaker && s_.phrases[*subject].kind == PhraseKind::actor &&
          !s_.phrases[*subject].actors.empty()) {
        last.speaker = s_.phrases[*subject].actors.front();
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
