#include "servanda/reader/acts.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "servanda/reader/stance.h"

namespace servanda::tables {
extern const std::string_view acts_tsv;
}

namespace servanda {
namespace {

enum class Form { base, present, past, participle, both, ing };

struct VerbRow {
  ActType type;
  Form form;
  std::vector<std::string> followers;
};

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find(by, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

const std::unordered_multimap<std::string, VerbRow>& verbs() {
  static const std::unordered_multimap<std::string, VerbRow> kVerbs = [] {
    std::unordered_multimap<std::string, VerbRow> table;
    for (const auto& row : table_rows(tables::acts_tsv)) {
      if (row.size() < 3) continue;
      const auto type = find_act_type(row[0]);
      const std::vector<std::string> forms = split(row[1], '|');
      if (!type || forms.size() != 5) continue;
      std::vector<std::string> followers;
      if (row[2] != "-") followers = split(row[2], '|');
      table.emplace(forms[0], VerbRow{*type, Form::base, followers});
      table.emplace(forms[1], VerbRow{*type, Form::present, followers});
      if (forms[2] == forms[3]) {
        table.emplace(forms[2], VerbRow{*type, Form::both, followers});
      } else {
        table.emplace(forms[2], VerbRow{*type, Form::past, followers});
        table.emplace(forms[3], VerbRow{*type, Form::participle, followers});
      }
      table.emplace(forms[4], VerbRow{*type, Form::ing, followers});
    }
    return table;
  }();
  return kVerbs;
}

bool is_be(std::string_view word) {
  return word == "is" || word == "are" || word == "was" || word == "were" || word == "be" ||
         word == "been" || word == "being";
}
bool is_have(std::string_view word) {
  return word == "has" || word == "have" || word == "had" || word == "having";
}
bool is_adverb(std::string_view word) {
  return (word.size() > 4 && word.ends_with("ly")) || word == "also" || word == "not" ||
         word == "yet" || word == "already" || word == "never" || word == "now" ||
         word == "later" || word == "then" || word == "since" || word == "n't" || word == "'t" ||
         word == "first" || word == "both" || word == "today";
}
bool is_preposition(std::string_view word) {
  static constexpr std::array<std::string_view, 20> kWords{
      "in",   "at",      "to",     "with", "of",    "for",   "from",    "against", "on",   "near",
      "into", "towards", "toward", "over", "about", "under", "between", "among",   "than", "like"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// Reads the acts of one sentence, verb by verb.
class ActFinder {
 public:
  ActFinder(const SentenceView& view, const std::string& document, const TreatyTracker& tracker)
      : view_(view), document_(document), tracker_(tracker) {}

  std::vector<FoundAct> run() {
    for (std::size_t i = view_.first_token; i < view_.tokens().size(); ++i) {
      if (view_.in_treaty(i) || view_.name_at(i) != nullptr) continue;
      const auto [begin, end] = verbs().equal_range(view_.tokens()[i].lower);
      for (auto it = begin; it != end; ++it) {
        if (!followed(i, it->second)) continue;
        if (read(i, it->second)) break;
      }
    }
    return std::move(acts_);
  }

 private:
  bool followed(std::size_t verb, const VerbRow& row) const {
    if (row.followers.empty()) return true;
    for (std::size_t i = verb + 1; i < std::min(verb + 5, view_.tokens().size()); ++i) {
      if (std::find(row.followers.begin(), row.followers.end(), view_.tokens()[i].lower) !=
          row.followers.end())
        return true;
    }
    return false;
  }

  /// What stands before the verb: its auxiliaries.
  struct Before {
    bool be = false;
    bool have = false;
    bool to = false;
    bool did = false;
    bool modal = false;
    std::size_t begin = 0;  ///< first token of the verb group
  };
  Before before(std::size_t verb) const {
    Before b;
    std::size_t i = verb;
    while (i > view_.first_token) {
      const std::string_view word = view_.lower(i - 1);
      if (is_be(word)) {
        b.be = true;
      } else if (is_have(word)) {
        b.have = true;
      } else if (word == "to") {
        b.to = true;
      } else if (word == "did" || word == "does" || word == "do") {
        b.did = true;
      } else if (word == "will" || word == "would" || word == "may" || word == "might" ||
                 word == "could" || word == "can" || word == "should" || word == "must" ||
                 word == "shall" || word == "cannot" || word == "'ll") {
        b.modal = true;
      } else if (!is_adverb(word)) {
        break;
      }
      --i;
    }
    b.begin = i;
    return b;
  }

  bool read(std::size_t verb, const VerbRow& row) {
    const Before b = before(verb);
    const bool participle = row.form == Form::participle || row.form == Form::both;
    const bool passive = participle && b.be && !(b.have && row.form == Form::past);
    const bool base_ok = row.form != Form::base || b.to || b.did || b.modal || view_.headline ||
                         plural_subject(verb);
    if (!base_ok) return false;
    if (row.form == Form::participle && !b.be && !b.have && !reduced(verb)) return false;
    FoundAct act;
    act.fact.type = row.type;
    act.verb = verb;
    if (row.type == ActType::sign && signs_a_law(verb)) act.fact.type = ActType::promulgate;
    // In running text the present tense of entering into force tells a rule or a plan, not an
    // event.
    const bool timeless = row.type == ActType::enter_into_force && !view_.headline &&
                          (row.form == Form::present || row.form == Form::base) && !b.have;
    const bool reduced_relative = participle && !b.be && !b.have && reduced(verb);
    if (row.form == Form::ing && !b.be) return false;
    const std::optional<std::size_t> treaty =
        treaty_for(verb, passive || reduced_relative, row.type);
    if (!treaty) return false;
    act.treaty = *treaty;
    StanceFinding stance = reduced_relative ? StanceFinding{} : stance_of(view_, verb, b.to);
    if (row.form == Form::ing && b.be && stance.stance == Stance::asserted)
      stance.stance = Stance::planned;
    if (timeless && stance.stance == Stance::asserted) {
      const bool waits = view_.find("once") || view_.find("if") || view_.find("provided");
      stance.stance = waits ? Stance::conditional : Stance::planned;
    }
    act.stance = stance.stance;
    if (passive || reduced_relative) {
      take_agent(verb, act);
    } else {
      take_subject(b.begin, act);
    }
    if (act.fact.by.empty() && act.fact.type == ActType::sign && (passive || reduced_relative))
      take_parties(act);
    if (!makes_sense(act, passive || reduced_relative, verb)) return false;
    if (act.fact.type == ActType::submit && !take_body(verb, act)) return false;
    take_date(verb, act);
    take_place(verb, act);
    set_quote(verb, act);
    acts_.push_back(std::move(act));
    return true;
  }

  /// "signed the law ratifying …", "signed the bill into law"
  bool signs_a_law(std::size_t verb) const {
    for (std::size_t i = verb + 1; i < std::min(verb + 6, view_.tokens().size()); ++i) {
      const std::string_view word = view_.lower(i);
      if (word == "law" || word == "bill" || word == "legislation" || word == "decree" ||
          word == "act")
        return true;
      if (view_.in_treaty(i) && is_treaty_noun(word)) return false;
    }
    return false;
  }

  bool plural_subject(std::size_t verb) const {
    const Name* name = name_ending_near(verb);
    return name != nullptr && name->begin >= 2 && view_.lower(name->begin - 1) == "and";
  }

  const Name* name_ending_near(std::size_t token) const {
    const Name* best = nullptr;
    for (const Name& name : view_.names) {
      if (name.end <= token && token - name.end <= 2) best = &name;
    }
    return best;
  }

  /// "the treaty signed in January", "the pact, ratified by …"
  bool reduced(std::size_t verb) const {
    return std::any_of(view_.treaties.begin(), view_.treaties.end(), [&](const TreatyMention& m) {
      const bool near = m.end == verb || (m.end + 1 == verb && view_.lower(m.end) == ",");
      const std::string_view next = view_.lower(verb + 1);
      return near && (next == "in" || next == "on" || next == "by" || next == "at" ||
                      next == "last" || next == "earlier" ||
                      (verb + 1 < view_.tokens().size() && view_.tokens()[verb + 1].capital));
    });
  }

  std::optional<std::size_t> treaty_for(std::size_t verb, bool passive, ActType type) const {
    const std::size_t begin = clause_begin(view_, verb);
    const std::size_t end = clause_end(view_, verb);
    const bool own_subject =
        passive || type == ActType::enter_into_force || type == ActType::expire;
    const TreatyMention* left = nullptr;
    const TreatyMention* right = nullptr;
    for (const TreatyMention& m : view_.treaties) {
      if (m.end <= verb && m.end > begin) left = &m;
      if (m.end <= verb && left == nullptr && own_subject) left = &m;
      if (m.begin > verb && m.begin < end + 1 && right == nullptr) right = &m;
    }
    if (own_subject) {
      if (left != nullptr) return left->treaty;
      if (right != nullptr && passive) return right->treaty;
    } else if (right != nullptr && right->begin - verb <= 12) {
      return right->treaty;
    }
    // "it", "the document", "the instrument" in the place of the treaty.
    for (const std::string_view words :
         {"it", "the document", "the text", "them", "the instrument", "the bill", "the law"}) {
      const auto at = own_subject ? view_.find(words, begin, verb)
                                  : view_.find(words, verb + 1, std::min(end, verb + 6));
      if (at && tracker_.current()) return *tracker_.current();
    }
    // "Russia withdrew", "ratified in 2013 by 110 states": nothing but the treaty spoken of can be
    // meant.
    const bool clear =
        type == ActType::ratify || type == ActType::accede || type == ActType::withdraw;
    if (clear && !own_subject && left != nullptr && left->end > begin) return left->treaty;
    return std::nullopt;
  }

  /// A treaty that was signed was signed by its parties, where the text names two.
  void take_parties(FoundAct& act) const {
    const auto& parties = tracker_.treaties()[act.treaty].fact.parties;
    if (parties.size() != 2) return;
    for (const std::string& party : parties) {
      if (state_name(party) == party) return;  // an organisation
    }
    for (const std::string& party : parties) {
      act.fact.by.push_back(Actor{std::string(state_name(party)), party, {}, ActorKind::state});
    }
  }

  /// Whoever stands before the verb and behind no preposition, with those joined by "and".
  void take_subject(std::size_t group_begin, FoundAct& act) const {
    const std::size_t begin = clause_begin(view_, act.verb);
    std::size_t at = view_.names.size();
    while (at-- > 0) {
      const Name& name = view_.names[at];
      if (name.end > group_begin || view_.in_treaty(name.begin)) continue;
      if (name.end + 14 < group_begin || name.begin < begin) break;
      const std::string_view previous =
          name.begin > view_.first_token ? view_.lower(name.begin - 1) : std::string_view();
      const std::string_view second =
          name.begin > view_.first_token + 1 ? view_.lower(name.begin - 2) : std::string_view();
      if (is_preposition(previous) || (previous == "the" && is_preposition(second))) continue;
      if (previous == "by" || name.kind == NameKind::people || view_.lower(name.end) == "'s")
        continue;
      if (is_treaty_noun(view_.lower(name.end)) || is_treaty_noun(view_.lower(name.end - 1)))
        continue;
      act.fact.by.insert(act.fact.by.begin(), actor_of(name));
      const bool joined = at > 0 && (previous == "and" || previous == "," || previous == "&") &&
                          view_.names[at - 1].end + 1 >= name.begin &&
                          view_.names[at - 1].end + 2 >= name.begin;
      if (!joined) break;
    }
  }

  /// "by X and Y" behind the verb.
  void take_agent(std::size_t verb, FoundAct& act) const {
    const std::size_t end = clause_end(view_, verb);
    for (std::size_t i = verb + 1; i < std::min(end, verb + 14); ++i) {
      if (view_.lower(i) != "by") continue;
      std::size_t expected = i + 1;
      for (const Name& name : view_.names) {
        if (name.begin < i + 1) continue;
        const std::size_t gap = name.begin - std::min(expected, name.begin);
        const bool behind_by =
            act.fact.by.empty() ? gap <= 3 : gap <= 4 && joins(expected, name.begin);
        if (!behind_by) break;
        if (name.kind != NameKind::people) act.fact.by.push_back(actor_of(name));
        expected = name.end;
      }
      return;
    }
  }

  bool joins(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i) {
      const std::string_view word = view_.lower(i);
      if (word != "and" && word != "," && word != "his" && word != "her" && word != "counterpart" &&
          word != "the" && word != "&")
        return false;
    }
    return true;
  }

  bool makes_sense(const FoundAct& act, bool passive, std::size_t verb) const {
    if (passive || act.fact.type == ActType::enter_into_force || act.fact.type == ActType::expire)
      return true;
    if (act.fact.by.empty()) return false;
    // "signed midfielder": what is signed has to be the treaty itself, close by.
    if (act.fact.type == ActType::sign || act.fact.type == ActType::withdraw ||
        act.fact.type == ActType::accede) {
      return std::any_of(view_.treaties.begin(), view_.treaties.end(),
                         [&](const TreatyMention& m) {
                           return m.treaty == act.treaty &&
                                  (m.begin > verb ? m.begin - verb <= 10 : verb - m.end <= 12);
                         }) ||
             view_.lower(verb + 1) == "it";
    }
    return true;
  }

  /// A submission names the body: behind the verb, or, where a body considers something, before it.
  bool take_body(std::size_t verb, FoundAct& act) const {
    const bool considers = view_.tokens()[verb].lower.rfind("consider", 0) == 0;
    const Name* body = nullptr;
    for (const Name& name : view_.names) {
      if (name.kind != NameKind::body) continue;
      if (considers ? name.end <= verb : name.begin > verb && body == nullptr) body = &name;
    }
    if (body == nullptr) return false;
    act.fact.body = actor_of(*body);
    if (considers) {
      act.fact.by.clear();
      // "when the chambers consider the treaty": that day lies ahead.
      if (act.stance == Stance::asserted) act.stance = Stance::planned;
    }
    return true;
  }

  void take_date(std::size_t verb, FoundAct& act) const {
    const std::size_t begin = clause_begin(view_, verb);
    const std::size_t end = clause_end(view_, verb);
    const DateInText* best = nullptr;
    std::size_t best_distance = 100;
    for (const DateInText& date : view_.dates) {
      if (view_.in_treaty(date.end - 1)) continue;
      if (date.begin < begin || date.begin >= end) continue;
      const std::size_t distance = date.begin > verb ? date.begin - verb : (verb - date.begin) + 6;
      if (distance < best_distance) {
        best = &date;
        best_distance = distance;
      }
    }
    if (best == nullptr) return;
    if (auto date = parse_edtf(best->edtf)) act.fact.on = *date;
  }

  void take_place(std::size_t verb, FoundAct& act) const {
    const std::size_t end = clause_end(view_, verb);
    for (const Name& name : view_.names) {
      if (name.begin <= verb || name.begin >= end || name.kind != NameKind::seat || name.begin == 0)
        continue;
      const std::string_view before = view_.lower(name.begin - 1);
      if (before == "in" || before == "at") {
        act.fact.at = view_.text(document_, name.begin, name.end);
        return;
      }
    }
  }

  void set_quote(std::size_t verb, FoundAct& act) const {
    std::size_t begin = clause_begin(view_, verb);
    std::size_t end = clause_end(view_, verb);
    for (const TreatyMention& m : view_.treaties) {
      if (m.treaty != act.treaty) continue;
      if (m.end <= verb && verb - m.end < 20) begin = std::min(begin, m.begin);
      if (m.begin > verb && m.begin - verb < 20) end = std::max(end, m.end);
    }
    while (end > begin + 1 && view_.tokens()[end - 1].punctuation) --end;
    act.quote = {view_.tokens()[begin].span.begin, view_.tokens()[end - 1].span.end};
  }

  const SentenceView& view_;
  const std::string& document_;
  const TreatyTracker& tracker_;
  std::vector<FoundAct> acts_;
};

}  // namespace

std::vector<FoundAct> find_acts(const SentenceView& view, const std::string& document,
                                const TreatyTracker& tracker) {
  return ActFinder(view, document, tracker).run();
}

}  // namespace servanda
