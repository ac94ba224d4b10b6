// Acts told by pointing at another act: "the lower house on May 5, and the upper house on May 9";
// "Hungary's parliament followed in March"; "Moscow rejects the accusation".
#include <algorithm>
#include <array>
#include <string_view>

#include "servanda/model/actors.h"
#include "servanda/reader/act_parts.h"
#include "servanda/reader/context.h"

namespace servanda {
namespace {

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Reader {
 public:
  Reader(Context& context, std::size_t first) : c_(context), s_(context.sentence), first_(first) {}

  void run() {
    keep();
    for (index_ = 0; index_ < c_.groups.groups.size(); ++index_) {
      follow(c_.groups.groups[index_]);
      do_so(c_.groups.groups[index_]);
      alike(c_.groups.groups[index_]);
      notice(c_.groups.groups[index_]);
      rebut(c_.groups.groups[index_]);
    }
    gaps();
  }

 private:
  /// Keeps the acts of this sentence that a later word may point at.
  void keep() {
    for (std::size_t i = first_; i < c_.out.size(); ++i) {
      const ActFact* act = std::get_if<ActFact>(&c_.out[i].fact);
      if (act == nullptr) continue;
      if (c_.out[i].stance == Stance::asserted && !act->by.empty() &&
          act->type != ActType::breach) {
        std::vector<ActFact>& last = c_.memory.last_acts;
        last.insert(last.begin(), *act);
        c_.memory.since_last_acts = 0;
        if (last.size() > 4) last.pop_back();
      }
      if (act->type == ActType::breach && c_.out[i].stance != Stance::denied)
        c_.memory.last_breach = *act;
    }
  }

  void add(ActFact act, Stance stance, std::size_t begin, std::size_t end, std::size_t at) {
    mind_the_future(c_.memory, act.on, stance);
    add_statement(c_, std::move(act), stance, begin, end, at);
  }

  /// ", and the upper house on October 22": an actor and a date without a verb.
  void gaps() {
    if (first_ >= c_.out.size()) return;
    for (std::size_t i = 0; i + 1 < s_.phrases.size(); ++i) {
      const Phrase& who = s_.phrases[i];
      const Phrase& when = s_.phrases[i + 1];
      const bool by = who.preposition == "by" && who.begin > s_.begin + 2 &&
                      s_.is(who.begin - 1, "by") &&
                      (s_.is(who.begin - 2, "and") || s_.is(who.begin - 2, ","));
      if (who.kind != PhraseKind::actor || when.kind != PhraseKind::date || who.genitive ||
          who.adjective || (!who.preposition.empty() && !by) || when.begin - who.end > 2 ||
          who.begin <= s_.begin + 1)
        continue;
      if (by) {
        passive_gap(who, when);
        continue;
      }
      const bool joined =
          s_.is(who.begin - 1, "and") || s_.is(who.begin - 1, ",") || s_.is(who.begin - 1, ";");
      const std::size_t and_at = who.begin - 1;
      const bool parted =
          !s_.is(and_at, "and") || s_.is(and_at - 1, ",") ||
          (s_.phrase(and_at - 1) != nullptr && s_.phrase(and_at - 1)->kind == PhraseKind::date);
      if (!joined || !parted || who.place || has_verb(who, when)) continue;
      for (std::size_t k = c_.out.size(); k > first_; --k) {
        const ActFact* act = std::get_if<ActFact>(&c_.out[k - 1].fact);
        if (act == nullptr || act->by.empty()) continue;
        if (c_.out[k - 1].stance != Stance::asserted && c_.out[k - 1].stance != Stance::planned)
          return;
        if (is_legislative(act->by) != is_legislative(who.actors)) return;
        ActFact echo = *act;
        echo.by = who.actors;
        DateContext dates{c_.memory.day, DateSense::past, act->on};
        echo.on = resolve(*when.date, dates);
        const Stance stance = c_.out[k - 1].stance;
        add(std::move(echo), stance, who.begin, when.end, who.begin);
        return;
      }
      return;
    }
  }

  /// "was ratified by one chamber in July and by the other in October"
  void passive_gap(const Phrase& who, const Phrase& when) {
    for (std::size_t k = c_.out.size(); k > first_; --k) {
      const ActFact* act = std::get_if<ActFact>(&c_.out[k - 1].fact);
      if (act == nullptr || act->by.empty()) continue;
      if (c_.out[k - 1].stance != Stance::asserted ||
          is_legislative(act->by) != is_legislative(who.actors))
        return;
      ActFact echo = *act;
      echo.by = who.actors;
      DateContext dates{c_.memory.day, DateSense::past, act->on};
      echo.on = resolve(*when.date, dates);
      add(std::move(echo), Stance::asserted, who.begin, when.end, who.begin);
      return;
    }
  }

  bool has_verb(const Phrase& who, const Phrase& when) const {
    return std::any_of(c_.groups.groups.begin(), c_.groups.groups.end(), [&](const Group& group) {
      if (group.begin >= who.end && group.begin <= when.begin) return true;
      // "…, and Parliament on Monday ratified it"
      return group.begin >= when.end && group.begin <= when.end + 1 &&
             group.shape == GroupShape::finite;
    });
  }

  /// "The Hungarian parliament followed on February 26", "Helsinki followed suit".
  void follow(const Group& group) {
    const bool acts_too = group.lemma == "act" && group.end < s_.tokens.size() &&
                          (s_.phrase(group.end) != nullptr || s_.is(group.end, "on"));
    if ((group.lemma != "follow" && !acts_too) || group.passive) return;
    if (group.shape == GroupShape::participle) return;
    if (group.shape == GroupShape::finite && !group.past && group.modal.empty()) return;
    if (group.shape != GroupShape::finite && !s_.is(group.end, "suit")) return;
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    if (!subject || s_.phrases[*subject].kind != PhraseKind::actor) return;
    const Complements complements = find_complements(s_, c_.groups, index_);
    const Phrase* behind = s_.phrase(group.end);
    const bool alone = s_.is(group.end, "suit") || group.end >= s_.tokens.size() ||
                       s_.tokens[group.end].kind == TokenKind::mark ||
                       (behind != nullptr && behind->kind == PhraseKind::date) ||
                       s_.is(group.end, "on") || s_.is(group.end, "in");
    if (!alone || !complements.direct.empty()) return;
    const std::vector<Actor> by = doers(s_.phrases[*subject]);
    const std::vector<ActFact>& acts = c_.memory.last_acts;
    const auto found = std::find_if(acts.begin(), acts.end(), [&](const ActFact& act) {
      return is_legislative(act.by) == is_legislative(by);
    });
    const bool leaves = c_.memory.last_leaving && !is_legislative(by);
    if (by.empty() || (found == acts.end() && !leaves)) return;
    const ActFact& last = leaves && (found == acts.end() || s_.is(group.end, "suit"))
                              ? *c_.memory.last_leaving
                              : *found;
    const Standing standing = standing_of(s_, c_.groups, index_, c_.headline);
    if (standing.hidden) return;
    ActFact echo = last;
    if (echo.of && echo.type == ActType::notify && states_of(echo.by) == states_of(by)) {
      echo.type = *echo.of;  // "which gave notice in June, will follow": it then leaves
      echo.of.reset();
    }
    echo.by = by;
    echo.at.clear();
    echo.on = date_of(c_, index_);
    const Span clause = clause_tokens(c_, index_);
    add(std::move(echo), standing.stance, clause.begin, clause.end, group.head);
  }

  /// "Estonia and Poland have announced similar plans", "took the same step".
  void alike(const Group& group) {
    if (!c_.memory.last_leaving || group.passive || group.shape != GroupShape::finite) return;
    if (!among(group.lemma, {"announce", "unveil", "make", "take", "have", "adopt", "consider"}))
      return;
    std::size_t at = group.end;
    while (at < s_.tokens.size() && s_.words[at]->is(kDeterminer)) ++at;
    if (!s_.is(at, "similar") && !s_.is(at, "same") && !s_.is(at, "comparable")) return;
    if (at + 1 >= s_.tokens.size() ||
        !among(s_.tokens[at + 1].lower,
               {"plan", "plans", "step", "steps", "move", "moves", "decision", "decisions",
                "intention", "intentions", "action"}))
      return;
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    if (!subject) return;
    const std::vector<Actor> by = doers(s_.phrases[*subject]);
    if (by.empty()) return;
    const Standing standing = standing_of(s_, c_.groups, index_, c_.headline);
    if (standing.hidden || standing.stance == Stance::negated) return;
    ActFact echo = *c_.memory.last_leaving;
    echo.by = by;
    echo.on.reset();
    echo.at.clear();
    const bool done = group.lemma == "take" || group.lemma == "make";
    const Stance stance = !done && standing.stance == Stance::asserted
                              ? (group.lemma == "consider" ? Stance::possible : Stance::planned)
                              : standing.stance;
    const Span clause = clause_tokens(c_, index_);
    add(std::move(echo), stance, clause.begin, clause.end, group.head);
  }

  /// "but failed to do so", "Kyiv has done so too".
  void do_so(const Group& group) {
    const bool so = s_.is(group.end, "so") || (group.end > 0 && s_.is(group.end - 1, "so")) ||
                    s_.is(group.end, "likewise") || s_.is(group.end - 1, "likewise") ||
                    (s_.is(group.end, "the") && s_.is(group.end + 1, "same"));
    if (group.lemma != "do" || !so || c_.memory.conditional) return;
    // "Norway expressed regret. Austria did likewise": not the act of two sentences before.
    const bool fresh = !c_.memory.last_acts.empty() && c_.memory.since_last_acts <= 1;
    const ActFact* model = fresh ? &c_.memory.last_acts.front() : nullptr;
    for (std::size_t k = c_.out.size(); k > first_; --k) {
      const Citation& from = c_.out[k - 1].from.front();
      if (from.bytes && from.bytes->begin > s_.tokens[group.begin].span.begin) continue;
      if (const ActFact* act = std::get_if<ActFact>(&c_.out[k - 1].fact)) {
        model = act;
        break;
      }
    }
    if (model == nullptr) return;
    const Standing standing = standing_of(s_, c_.groups, index_, c_.headline);
    if (standing.hidden) return;
    ActFact echo = *model;
    // "South Sudan's instrument was received; Ethiopia had done likewise": ratified it.
    if (echo.type == ActType::deposit) echo.type = ActType::ratify;
    if (const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_)) {
      const std::vector<Actor> by = doers(s_.phrases[*subject]);
      const bool of_organ = echo.type == ActType::promulgate || echo.type == ActType::submit ||
                            echo.type == ActType::approve;
      if (of_organ && !by.empty() && by.front().kind == ActorKind::state) {
        // A state does not sign another one's bill: it takes the step that the bill is about.
        if (!c_.memory.last_leaving) return;
        echo = *c_.memory.last_leaving;
      }
      if (!by.empty()) echo.by = by;
    }
    echo.on = date_of(c_, index_);
    echo.at.clear();
    echo.condition = standing.condition;
    const Span clause = clause_tokens(c_, index_);
    add(std::move(echo), standing.stance, clause.begin, clause.end, group.head);
  }

  /// "notified the depositary that it would withdraw", "informed Berlin of its withdrawal": the
  /// notice is a step of its own.
  void notice(const Group& group) {
    if (!among(group.lemma, {"notify", "inform", "tell", "advise"}) || group.passive) return;
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    if (!subject || group.shape == GroupShape::gerund) return;
    const std::vector<Actor> by = doers(s_.phrases[*subject]);
    if (by.empty()) return;
    const Complements complements = find_complements(s_, c_.groups, index_);
    std::vector<Actor> with;
    for (std::size_t i : complements.direct) {
      const Phrase& phrase = s_.phrases[i];
      if (phrase.kind == PhraseKind::actor && with.empty()) with = phrase.actors;
    }
    if (by.size() >= 2 && group.lemma != "tell" && c_.memory.focus() &&
        ((s_.is(group.end, "each") && s_.is(group.end + 1, "other")) ||
         (s_.is(group.end, "one") && s_.is(group.end + 1, "another")))) {
      // "had notified each other that their procedures were complete"
      const Standing mutual = standing_of(s_, c_.groups, index_, c_.headline);
      if (mutual.hidden && !group.past) return;
      ActFact told;
      told.treaty = c_.memory.treaties()[*c_.memory.focus()].fact.id;
      told.by = by;
      told.condition = mutual.condition;
      add_notice(std::move(told), mutual.stance);
      return;
    }
    const bool official =
        !with.empty() && (is_body(with.front()) || with.front().kind == ActorKind::state ||
                          with.front().kind == ActorKind::government ||
                          with.front().role.find("ecretary") != std::string::npos);
    if (!official && group.lemma != "notify") return;
    const Standing standing = standing_of(s_, c_.groups, index_, c_.headline);
    if (standing.hidden) return;
    for (std::size_t i : complements.oblique) {
      // "informed Berlin of its withdrawal"
      const Phrase& deed = s_.phrases[i];
      if (deed.kind != PhraseKind::deed || deed.preposition != "of" || deed.treaties.empty())
        continue;
      ActFact told;
      if (*deed.deed != ActType::ratify) told.of = deed.deed;
      told.treaty = c_.memory.treaties()[deed.treaties.front()].fact.id;
      told.by = by;
      told.with = with;
      add_notice(std::move(told), standing.stance);
      return;
    }
    if (group.lemma == "notify" && official && c_.memory.leaving && c_.memory.focus() &&
        !with.empty() && with.front().org == "UN" && index_ + 1 >= c_.groups.groups.size()) {
      // "If it is adopted, the government will notify the Secretary-General."
      ActFact told;
      told.of = c_.memory.leaving;
      told.treaty = c_.memory.treaties()[*c_.memory.focus()].fact.id;
      told.by = by;
      told.with = with;
      told.condition = standing.condition;
      add_notice(std::move(told), standing.stance);
      return;
    }
    for (std::size_t k = first_; k < c_.out.size(); ++k) {
      const ActFact* act = std::get_if<ActFact>(&c_.out[k].fact);
      const Citation& from = c_.out[k].from.front();
      if (act == nullptr || !from.bytes || from.bytes->end <= s_.tokens[group.end - 1].span.end)
        continue;
      if (act->type == ActType::notify) return;
      if (act->type != ActType::withdraw && act->type != ActType::terminate &&
          act->type != ActType::suspend)
        continue;
      if (c_.out[k].stance == Stance::negated || c_.out[k].stance == Stance::denied) return;
      ActFact told;
      told.of = act->type;
      told.treaty = act->treaty;
      told.by = by;
      told.with = with;
      add_notice(std::move(told), standing.stance);
      return;
    }
  }

  /// The notice that this group tells: when, and in which words.
  void add_notice(ActFact told, Stance stance) {
    told.type = ActType::notify;
    told.on = date_of(c_, index_);
    const Span clause = clause_tokens(c_, index_);
    add(std::move(told), stance, clause.begin, clause.end, c_.groups.groups[index_].head);
  }

  /// "denies the charge", "has rejected the accusation", "calls the claim baseless": the breach
  /// that was alleged, denied.
  void rebut(const Group& group) {
    if (!c_.memory.last_breach || group.negated || group.passive) return;
    const bool rejects = among(group.lemma, {"deny", "reject", "dismiss", "refute", "dispute"});
    const bool calls = group.lemma == "call";
    if (!rejects && !calls) return;
    bool charge = false;
    bool baseless = rejects;
    for (std::size_t at = group.end; at < std::min(group.end + 7, s_.tokens.size()); ++at) {
      const std::string& word = s_.tokens[at].lower;
      if (s_.tokens[at].kind == TokenKind::mark) break;
      charge = charge || among(word, {"accusation", "accusations", "allegation", "allegations",
                                      "charge", "charges", "claim", "claims"});
      baseless = baseless || among(word, {"baseless", "false", "groundless", "unfounded", "absurd",
                                          "untrue", "nonsense", "lies", "fabricated"});
    }
    if (rejects && !charge) {
      const std::string next =
          group.end < s_.tokens.size() ? s_.tokens[group.end].lower : std::string();
      charge =
          (next == "this" || next == "that" || next == "it") &&
          (group.end + 1 >= s_.tokens.size() || s_.tokens[group.end + 1].kind == TokenKind::mark);
    }
    if (!charge || !baseless) return;
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    if (!subject) return;
    const std::vector<Actor> who = doers(s_.phrases[*subject]);
    if (who.empty()) return;
    const Standing standing = standing_of(s_, c_.groups, index_, c_.headline);
    if (standing.hidden || standing.stance != Stance::asserted) return;
    ActFact echo = *c_.memory.last_breach;
    echo.on.reset();
    const Span clause = clause_tokens(c_, index_);
    Statement& made =
        add_statement(c_, std::move(echo), Stance::denied, clause.begin, clause.end, group.head);
    made.stance = Stance::denied;
    made.speaker = who.front();
  }

  Context& c_;
  const Sentence& s_;
  std::size_t first_;
  std::size_t index_ = 0;
};

}  // namespace

void read_echoes(Context& context, std::size_t first) {
  Reader(context, first).run();
}

}  // namespace servanda
