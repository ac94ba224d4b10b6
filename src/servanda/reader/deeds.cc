// What is done to treaties, as nouns tell it: "completed the ratification", "its withdrawal from
// the pact in 2019", "ahead of the entry into force on 1 May".
#include <algorithm>
#include <array>
#include <unordered_map>

#include "servanda/base/table.h"
#include "servanda/reader/act_parts.h"
#include "servanda/reader/context.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

struct DeedVerb {
  std::string after;  ///< one word behind the verb, or empty
  std::string place;
  std::string effect;
  bool own = false;
};
using DeedVerbs = std::unordered_multimap<std::string, DeedVerb>;

const DeedVerbs& deed_verbs() {
  static const auto* table = [] {
    auto* made = new DeedVerbs();
    for (const Row& row : table_rows(tables::deed_verbs_tsv)) {
      if (row.field(4) == "skip") continue;
      DeedVerb verb{std::string(row.field(1)), std::string(row.field(2)), std::string(row.field(3)),
                    row.field(4) == "own"};
      made->emplace(std::string(row.field(0)), std::move(verb));
    }
    return made;
  }();
  return *table;
}

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Behind these a deed with its date is told as done, or as to come where the date lies ahead.
constexpr std::array<std::string_view, 9> kTelling{"after",   "since", "following", "before", "of",
                                                   "despite", "upon",  "until",     "for"};
/// Words before a deed that leave it open.
constexpr std::array<std::string_view, 16> kOpen{
    "possible", "proposed", "planned",  "potential", "eventual", "future",  "likely", "no",
    "any",      "without",  "possible", "would-be",  "alleged",  "pending", "calls",  "call"};

class Reader {
 public:
  explicit Reader(Context& context) : c_(context), s_(context.sentence) {}

  void run() {
    told_.assign(s_.phrases.size(), false);
    for (index_ = 0; index_ < c_.groups.groups.size(); ++index_) {
      predicate(c_.groups.groups[index_]);
      expected(c_.groups.groups[index_]);
      effect(c_.groups.groups[index_]);
    }
    ready_for();
    if (c_.headline) {
      owned();
    } else {
      dated();
    }
  }

 private:
  const Group& group_at(std::size_t index) const { return c_.groups.groups[index]; }

  void add(const Phrase& deed, std::vector<Actor> by, Stance stance, const std::string& condition,
           const std::optional<Edtf>& on, Span clause, std::size_t head) {
    if (deed.treaties.empty()) return;
    const ActType type = *deed.deed;
    const bool both_do = type == ActType::sign || type == ActType::ratify ||
                         type == ActType::exchange || type == ActType::initial;
    if (by.empty() && both_do && deed.treaties.size() == 1)
      by = both_parties(c_.memory, deed.treaties.front());
    if (type == ActType::enter_into_force || type == ActType::expire) by.clear();
    const bool needs_actor = type == ActType::withdraw || type == ActType::accede ||
                             type == ActType::breach || type == ActType::notify;
    if (needs_actor && by.empty() && deed.deed != ActType::breach && !deed.plain_anaphor) return;
    if (needs_actor && by.empty()) by = states_spoken_of();
    if (needs_actor && (by.empty() || (type == ActType::breach && deed.preposition != "in" &&
                                       told_by_nobody(deed))))
      return;
    for (std::size_t treaty : deed.treaties) {
      ActFact act;
      act.type = type;
      // "The bill needs the signature of the President."
      if (type == ActType::sign && by.size() == 1 && by.front().kind == ActorKind::head_of_state &&
          deed.plain_anaphor && (c_.memory.law || law_here())) {
        act.type = ActType::promulgate;
        if (c_.memory.law && *c_.memory.law != ActType::ratify) act.of = c_.memory.law;
      }
      act.treaty = c_.memory.treaties()[treaty].fact.id;
      act.by = by;
      act.on = on;
      act.condition = condition;
      if (type == ActType::notify) act.of = c_.memory.leaving;
      Stance told = stance;
      mind_the_future(c_.memory, on, told);
      add_statement(c_, act, told, std::min(clause.begin, deed.begin),
                    std::max(clause.end, deed.end), head);
    }
    remember_actors(c_.memory, by);
  }

  /// "Notice was given in 2019", "the exit became effective": by the one state that is spoken of.
  std::vector<Actor> states_spoken_of() const {
    if (c_.memory.actors.size() != 1) return {};
    const Actor& last = c_.memory.actors.front();
    if (last.state.empty()) return last.org.empty() ? std::vector<Actor>() : c_.memory.actors;
    return {actor_of_party(last.state)};
  }

  bool law_here() const {
    return std::any_of(s_.phrases.begin(), s_.phrases.end(),
                       [](const Phrase& phrase) { return phrase.kind == PhraseKind::law; });
  }

  /// A breach needs its offender named with it.
  bool told_by_nobody(const Phrase& deed) const { return owner_of(c_, deed).empty(); }

  const Phrase* deed_among(const std::vector<std::size_t>& phrases, std::string_view preposition) {
    for (std::size_t i : phrases) {
      const Phrase& phrase = s_.phrases[i];
      if (phrase.kind != PhraseKind::deed) continue;
      if (!preposition.empty() && phrase.preposition != preposition) continue;
      told_[i] = true;
      return &phrase;
    }
    return nullptr;
  }

  /// "The signing is scheduled for Friday", "ratification is expected in May".
  void expected(const Group& group) {
    if (group.lemma != "be" || group.cue.empty()) return;
    const bool planned = among(group.cue, {"scheduled", "due", "set", "slated", "planned"});
    const bool possible = among(group.cue, {"expected", "likely", "possible"});
    if (!planned && !possible) return;
    for (std::size_t i = index_ + 1; i < c_.groups.groups.size(); ++i) {
      if (group_at(i).control == index_) return;  // "is due to take place": the verb tells
    }
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    if (!subject || s_.phrases[*subject].kind != PhraseKind::deed) return;
    const Phrase& deed = s_.phrases[*subject];
    const Standing standing = standing_of(s_, c_.groups, index_, c_.headline);
    if (standing.hidden ||
        (standing.stance != Stance::asserted && standing.stance != Stance::negated))
      return;
    told_[*subject] = true;
    Stance stance = planned ? Stance::planned : Stance::possible;
    if (standing.stance == Stance::negated) stance = Stance::negated;
    add(deed, owner_of(c_, deed), stance, standing.condition,
        date_between(c_, group.end, s_.tokens.size(), DateSense::future), clause_tokens(c_, index_),
        group.head);
  }

  void predicate(const Group& group) {
    const auto [first, last] = deed_verbs().equal_range(group.lemma);
    for (auto row = first; row != last; ++row) {
      if (!row->second.after.empty() && !s_.is(group.end, row->second.after)) continue;
      if (predicate(group, row->second)) return;
    }
  }

  bool predicate(const Group& group, const DeedVerb& verb) {
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    const Complements complements = find_complements(s_, c_.groups, index_);
    const Phrase* deed = nullptr;
    std::vector<Actor> by;
    if (verb.place == "subject" || (verb.place == "object" && group.passive)) {
      if (!subject || s_.phrases[*subject].kind != PhraseKind::deed) return false;
      told_[*subject] = true;
      deed = &s_.phrases[*subject];
      by = owner_of(c_, *deed);
      if (by.empty() && group.passive) by = agent(s_, complements);
    } else {
      if (group.passive) return false;
      deed = verb.place == "object" ? deed_among(complements.direct, "")
                                    : deed_among(complements.oblique, verb.place);
      if (deed == nullptr) return false;
      by = owner_of(c_, *deed);
      if (by.empty() && verb.own && subject) by = doers(s_.phrases[*subject]);
    }
    const Standing standing = standing_of(s_, c_.groups, index_, c_.headline);
    // "six months after the notification has been received"
    const bool awaited = group.perfect && group.modal.empty() && !s_.is(group.begin, "had") &&
                         deed->begin > s_.begin && s_.is(deed->begin - 1, "after");
    if (standing.hidden || awaited) return true;
    Stance stance = standing.stance;
    if (verb.effect == "told") {
      // To welcome what was done takes it for granted; but not to say that one would welcome it.
      if (stance != Stance::asserted || (by.empty() && deed->plain_anaphor)) return true;
    } else if (const std::optional<Stance> effect = find_stance(verb.effect)) {
      if (stance == Stance::asserted) {
        stance = *effect;
      } else if (stance == Stance::negated && *effect != Stance::asserted) {
        if (*effect != Stance::planned) return true;  // "did not demand it": nothing firm follows
      } else if (*effect == Stance::negated) {
        stance = Stance::possible;
      }
    }
    if (verb.effect == "demanded" && group.passive && by.empty()) return true;
    const Span clause = clause_tokens(c_, index_);
    const std::size_t before = c_.out.size();
    const std::optional<Edtf> on = date_of(c_, index_);
    add(*deed, by, stance, standing.condition, on, clause, group.head);
    // "Signing and ratification are to follow"
    for (std::size_t i = 0; i < s_.phrases.size(); ++i) {
      const Phrase& other = s_.phrases[i];
      if (other.kind != PhraseKind::deed || other.end + 1 != deed->begin ||
          !s_.is(other.end, "and"))
        continue;
      told_[i] = true;
      add(other, by, stance, standing.condition, on, clause, group.head);
    }
    const bool speaks = !verb.own || verb.effect == "denied";
    if (speaks && verb.effect != "told" && subject && c_.out.size() > before) {
      const std::vector<Actor> who = doers(s_.phrases[*subject]);
      Statement& made = c_.out.back();
      if (!made.speaker && !who.empty() && !group.passive) made.speaker = who.front();
    }
    return true;
  }

  /// "its withdrawal becomes effective", "the suspension took effect on 1 May".
  void effect(const Group& group) {
    const bool starts = ((group.lemma == "enter" || group.lemma == "come" || group.lemma == "go") &&
                         s_.is(group.end, "into")) ||
                        (group.lemma == "take" && s_.is(group.end, "effect")) ||
                        (group.lemma == "become" && s_.is(group.end, "effective"));
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, index_);
    if (!starts || !subject || s_.phrases[*subject].kind != PhraseKind::deed) return;
    told_[*subject] = true;
    Standing standing = standing_of(s_, c_.groups, index_, c_.headline);
    if (standing.hidden) return;
    const std::optional<Edtf> on = date_of(c_, index_);
    const bool present = !group.past && group.modal.empty() && !group.negated;
    if (present && !c_.headline) {
      if (!on || !c_.memory.day || !on->bounds().latest || *on->bounds().latest <= *c_.memory.day)
        return;
      standing.stance = Stance::planned;
    }
    const Phrase& deed = s_.phrases[*subject];
    add(deed, owner_of(c_, deed), standing.stance, standing.condition, on,
        clause_tokens(c_, index_), group.head);
  }

  /// A headline's "Russia's suspension of the treaty": told as done unless something leaves it
  /// open.
  void owned() {
    for (std::size_t i = 0; i < s_.phrases.size(); ++i) {
      const Phrase& deed = s_.phrases[i];
      if (deed.kind != PhraseKind::deed || told_[i] || deed.treaties.empty() ||
          deed.plain_anaphor || left_open(deed))
        continue;
      const std::vector<Actor> by = owner_of(c_, deed);
      if (deed.deed == ActType::breach && accused(deed)) continue;
      if (deed.deed == ActType::expire && ended(deed)) continue;
      if (by.empty() || deed.preposition == "for") continue;
      const std::optional<std::size_t> index = group_before(deed.begin);
      if (index) {
        const Standing standing = standing_of(s_, c_.groups, *index, true);
        if (standing.hidden || standing.stance != Stance::asserted) continue;
        static constexpr std::array<std::string_view, 6> kTold{"inform", "tell",   "mean",
                                                               "react",  "follow", "condemn"};
        if (!among(kTold, group_at(*index).lemma) && deed.deed != ActType::breach) continue;
      }
      add(deed, by, Stance::asserted, "", std::nullopt, {deed.begin, deed.end}, deed.begin);
      if (index && c_.out.back().speaker == std::nullopt && deed.deed == ActType::breach) {
        if (const std::optional<std::size_t> subject = find_subject(s_, c_.groups, *index)) {
          const std::vector<Actor> who = doers(s_.phrases[*subject]);
          if (!who.empty()) c_.out.back().speaker = who.front();
        }
      }
    }
  }

  /// "amid the expiration of the treaty", "after its lapse": told as done.
  bool ended(const Phrase& deed) {
    static constexpr std::array<std::string_view, 6> kPast{"amid",  "after",   "following",
                                                           "since", "despite", "over"};
    if (!among(kPast, deed.preposition)) return false;
    add(deed, {}, Stance::asserted, "", std::nullopt, {deed.begin, deed.end}, deed.begin);
    return true;
  }

  /// "accuses Russia of a breach of the treaty": by whom it is done stands behind the verb.
  bool accused(const Phrase& deed) {
    const std::optional<std::size_t> index = group_before(deed.begin);
    if (!index || deed.preposition != "of") return false;
    const Group& group = group_at(*index);
    if (group.lemma != "accuse" || group.passive || group.negated) return false;
    const Phrase* who = group.end < s_.tokens.size() ? s_.phrase(group.end) : nullptr;
    if (who == nullptr || who->kind != PhraseKind::actor) return false;
    const Standing standing = standing_of(s_, c_.groups, *index, c_.headline);
    if (standing.hidden || standing.stance != Stance::asserted) return false;
    const std::size_t before = c_.out.size();
    add(deed, doers(*who), Stance::asserted, "", std::nullopt, {group.begin, deed.end}, deed.begin);
    if (c_.out.size() > before && !c_.out.back().speaker) {
      if (const std::optional<std::size_t> subject = find_subject(s_, c_.groups, *index)) {
        const std::vector<Actor> accuser = doers(s_.phrases[*subject]);
        if (!accuser.empty()) c_.out.back().speaker = accuser.front();
      }
    }
    return true;
  }

  /// "The agreement is ready for signing", "open for signature": it can be done.
  void ready_for() {
    for (std::size_t i = 0; i < s_.phrases.size(); ++i) {
      const Phrase& deed = s_.phrases[i];
      if (deed.kind != PhraseKind::deed || told_[i] || deed.preposition != "for" ||
          deed.begin < s_.begin + 2 || !s_.is(deed.begin - 1, "for") ||
          !s_.is(deed.begin - 2, "ready"))
        continue;
      told_[i] = true;
      bool negated = false;
      for (std::size_t at = deed.begin > 6 ? deed.begin - 6 : 0; at < deed.begin; ++at)
        negated = negated || s_.is(at, "not");
      if (!negated)
        add(deed, {}, Stance::possible, "", std::nullopt, {deed.begin - 2, deed.end}, deed.begin);
    }
  }

  /// A deed with a date of its own: "since its withdrawal in 2019".
  void dated() {
    for (std::size_t i = 0; i < s_.phrases.size(); ++i) {
      const Phrase& deed = s_.phrases[i];
      if (deed.kind != PhraseKind::deed || told_[i] || deed.treaties.empty()) continue;
      const Phrase* date = date_behind(deed);
      if (deed.deed == ActType::breach) {
        if (!accused(deed)) charge(deed);
        continue;
      }
      if (left_open(deed)) continue;
      const std::optional<std::size_t> index = group_before(deed.begin);
      if (date == nullptr) {
        accompanying(deed, index);
        continue;
      }
      bool negated = false;
      if (index) {
        const Standing standing = standing_of(s_, c_.groups, *index, false);
        if (standing.hidden) continue;
        negated = standing.stance == Stance::negated;
      }
      const bool ahead = c_.memory.day && is_ahead(*date);
      const std::string& preposition = deed.preposition;
      // "notice of termination in May" dates the notice; "ahead of the signing on Friday" the deed.
      const bool telling =
          among(kTelling, preposition) && (preposition != "for" || ahead) &&
          (preposition != "of" || (ahead && deed.begin >= 2 && s_.is(deed.begin - 2, "ahead")));
      if (!telling || (negated && preposition != "since" && preposition != "after")) continue;
      DateContext dates{c_.memory.day, ahead ? DateSense::future : DateSense::past, c_.memory.told};
      const std::optional<Edtf> on = resolve(*date->date, dates);
      if (!on) continue;
      add(deed, owner_of(c_, deed), ahead ? Stance::planned : Stance::asserted, "", on,
          {deed.begin, date->end}, deed.begin);
    }
  }

  /// "protested over London's breach of the protocol", "citing Russia's violations": a charge, and
  /// who brings it is the subject of the clause.
  void charge(const Phrase& deed) {
    std::vector<Actor> by = owner_of(c_, deed);
    const std::optional<std::size_t> above = group_before(deed.begin);
    const bool in_breach = deed.preposition == "in" && s_.is(deed.begin - 1, "in");
    if (in_breach && above) {
      // "having deployed missiles in violation of the accord": whoever does that.
      const std::optional<std::size_t> doer = find_subject(s_, c_.groups, *above);
      if (doer) by = doers(s_.phrases[*doer]);
      const Standing standing = standing_of(s_, c_.groups, *above, false);
      const std::optional<std::size_t> control = group_at(*above).control;
      const bool accused = control && group_at(*control).lemma == "accuse";
      if (by.empty() || standing.hidden || (standing.stance != Stance::asserted && !accused))
        return;
      const std::size_t before = c_.out.size();
      add(deed, by, Stance::asserted, "", std::nullopt, {group_at(*above).begin, deed.end},
          deed.begin);
      if (c_.out.size() > before && accused && !c_.out.back().speaker) {
        if (const std::optional<std::size_t> accuser = find_subject(s_, c_.groups, *control)) {
          const std::vector<Actor> who = doers(s_.phrases[*accuser]);
          if (!who.empty()) c_.out.back().speaker = who.front();
        }
      }
      return;
    }
    if (by.empty() || (by.front().state.empty() && by.front().org.empty())) return;
    for (std::size_t at = deed.begin > 3 ? deed.begin - 3 : 0; at < deed.end; ++at) {
      if (among(s_.tokens[at].lower,
                {"no", "any", "without", "denied", "denies", "possible", "if"}))
        return;
    }
    const std::optional<std::size_t> index = group_before(deed.begin);
    if (!index) return;
    const Standing standing = standing_of(s_, c_.groups, *index, false);
    if (standing.hidden) return;
    const std::optional<std::size_t> subject = find_subject(s_, c_.groups, *index);
    if (!subject) return;
    const std::vector<Actor> who = doers(s_.phrases[*subject]);
    if (who.empty() || who.front().state == by.front().state) return;
    const bool denies = among(group_at(*index).lemma, {"deny", "dispute", "reject"});
    if (denies || group_at(*index).negated) return;
    const std::size_t before = c_.out.size();
    add(deed, by, Stance::asserted, "", std::nullopt, {deed.begin, deed.end}, deed.begin);
    if (c_.out.size() > before && !c_.out.back().speaker) c_.out.back().speaker = who.front();
  }

  /// "came into force upon the exchange of instruments by …", "after the ratification by Chile":
  /// told as done with what is told as done.
  void accompanying(const Phrase& deed, const std::optional<std::size_t>& index) {
    static constexpr std::array<std::string_view, 6> kFactive{"after", "following", "upon",
                                                              "since", "despite",   "with"};
    if (!among(kFactive, deed.preposition) || deed.plain_anaphor || !index) return;
    const Group& group = group_at(*index);
    if (group.shape != GroupShape::finite || !group.past || !group.modal.empty()) return;
    const Standing standing = standing_of(s_, c_.groups, *index, false);
    if (standing.hidden || standing.stance != Stance::asserted) return;
    const std::vector<Actor> by = owner_of(c_, deed);
    if (by.empty()) return;
    std::optional<Edtf> on;
    if (deed.preposition == "upon" || deed.preposition == "with") on = date_of(c_, *index);
    add(deed, by, Stance::asserted, "", on, {deed.begin, deed.end}, deed.begin);
  }

  const Phrase* date_behind(const Phrase& deed) const {
    for (std::size_t at = deed.end; at < std::min(deed.end + 3, s_.tokens.size()); ++at) {
      const Phrase* phrase = s_.phrase(at);
      if (phrase != nullptr) {
        if (phrase->kind == PhraseKind::date) return phrase;
        if (phrase->preposition == "by" || phrase->place) {
          // "the ratification by Russia in 2011"
          const Phrase* next =
              phrase->end + 1 < s_.tokens.size() ? s_.phrase(phrase->end + 1) : nullptr;
          return next != nullptr && next->kind == PhraseKind::date ? next : nullptr;
        }
        return nullptr;
      }
      if (!s_.words[at]->is(kPreposition)) return nullptr;
    }
    return nullptr;
  }

  bool left_open(const Phrase& deed) const {
    for (std::size_t at = deed.begin > 3 ? deed.begin - 3 : 0; at + 1 < deed.end; ++at) {
      if (among(kOpen, s_.tokens[at].lower)) return true;
    }
    return false;
  }

  std::optional<std::size_t> group_before(std::size_t at) const {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < c_.groups.groups.size(); ++i) {
      if (group_at(i).begin > at) break;
      best = i;
    }
    return best;
  }

  bool is_ahead(const Phrase& date) const {
    DateContext dates{c_.memory.day, DateSense::future, c_.memory.told};
    const std::optional<Edtf> on = resolve(*date.date, dates);
    if (!on || !on->bounds().earliest || *on->bounds().earliest <= *c_.memory.day) return false;
    // What can be read both ways ("on Friday", "in May") follows the verb of its clause.
    DateContext back{c_.memory.day, DateSense::past, c_.memory.told};
    const std::optional<Edtf> past = resolve(*date.date, back);
    if (past && past->bounds().earliest && *past->bounds().earliest > *c_.memory.day) return true;
    const std::optional<std::size_t> index = group_before(date.begin);
    return index && !group_at(*index).past;
  }

  Context& c_;
  const Sentence& s_;
  std::vector<bool> told_;
  std::size_t index_ = 0;
};

}  // namespace

void read_deeds(Context& context) {
  Reader(context).run();
}

}  // namespace servanda
