// Works that treaties promise ("the Rasht–Astara railway", "two further units"), and how far they
// are: planned, building, delayed, operating, discussed, ended.
#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "servanda/base/table.h"
#include "servanda/language/numbers.h"
#include "servanda/reader/context.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

/// What a verb says of a work: done to it, done by it, not done.
struct Says {
  std::optional<ProjectState> object, subject, negated;
};
struct Beside {
  std::vector<std::string> words;
  ProjectState state;
};
struct ProjectWords {
  std::unordered_set<std::string> things;
  std::unordered_map<std::string, Says> verbs;
  std::vector<Beside> beside;

  static const ProjectWords& all() {
    static const auto* words = new ProjectWords(load());
    return *words;
  }

 private:
  static ProjectWords load() {
    ProjectWords made;
    for (const Row& row : table_rows(tables::projects_tsv)) {
      if (row.field(0) == "thing") {
        for (std::string_view word : split(row.field(1), ' ')) made.things.emplace(word);
      } else if (row.field(0) == "state") {
        made.verbs[std::string(row.field(1))] = {find_project_state(row.field(2)),
                                                 find_project_state(row.field(3)),
                                                 find_project_state(row.field(4))};
      } else if (const auto state = find_project_state(row.field(2))) {
        Beside one{{}, *state};
        for (std::string_view word : split(row.field(1), ' ')) one.words.emplace_back(word);
        made.beside.push_back(std::move(one));
      }
    }
    return made;
  }
};

struct Found {
  ProjectState state = ProjectState::planned;
  Stance stance = Stance::asserted;
  std::size_t begin = 0, end = 0;  ///< tokens that say so
};

class Reader {
 public:
  explicit Reader(Context& context) : c_(context), s_(context.sentence) {}

  void run() {
    if (c_.headline) return;
    for (std::size_t at = s_.begin; at < s_.tokens.size(); ++at) {
      const Phrase* phrase = s_.phrase(at);
      if (phrase != nullptr && phrase->kind != PhraseKind::actor &&
          phrase->kind != PhraseKind::treaty)
        continue;
      if (!ProjectWords::all().things.contains(token(at).lower)) continue;
      // "nuclear plant project": the last noun is the head.
      if (at + 1 < s_.tokens.size() && ProjectWords::all().things.contains(token(at + 1).lower))
        continue;
      work(at);
    }
  }

 private:
  const Token& token(std::size_t at) const { return s_.tokens[at]; }

  bool follows(const std::vector<std::string>& words, std::size_t at) const {
    for (const std::string& word : words) {
      if (!s_.is(at++, word)) return false;
    }
    return true;
  }

  std::size_t np_begin(std::size_t at) const {
    std::size_t begin = at;
    while (begin > s_.begin && at - begin < 9) {
      const std::size_t before = begin - 1;
      if (token(before).kind == TokenKind::mark && !token(before).is("-")) break;
      const Phrase* phrase = s_.phrase(before);
      // "an agreement on the construction of four units": the work stands in the treaty's name.
      const bool around =
          phrase != nullptr && phrase->kind == PhraseKind::treaty && phrase == s_.phrase(at);
      if ((token(begin).joined || token(before).joined) && !around) {
        --begin;
        continue;
      }
      if (phrase != nullptr && !around) {
        // A name that no table holds is taken for a person's: "the Rasht-Astara railway".
        const bool name =
            phrase->kind == PhraseKind::actor && !phrase->pronoun && phrase->actors.size() <= 1 &&
            (!phrase->person || (!phrase->actors.empty() && phrase->actors.front().role.empty()));
        if (!name || (phrase->preposition == "with" || phrase->preposition == "by")) break;
        begin = std::max(phrase->begin, s_.begin);
        if (phrase->genitive || !phrase->preposition.empty()) break;
        continue;
      }
      const WordInfo& word = *s_.words[before];
      // "Power of Siberia": capitals on both sides hold a name together.
      const bool inside = token(before).is("of") && before > s_.begin &&
                          token(before - 1).capital && begin < at && token(begin).capital;
      if (word.is(kPreposition | kConjunction | kAuxiliary | kRelative | kSubordinator | kPronoun |
                  kTo) &&
          !word.is(kDeterminer) && !inside)
        break;
      if (word.verb() && !word.is(kAdjective) && !word.nounish && !token(before).capital &&
          (word.forms & kIng) == 0 && !(s_.is(before, "planned") || s_.is(before, "proposed")))
        break;
      --begin;
      if (word.is(kDeterminer)) break;
    }
    return begin;
  }

  /// "port of Chabahar", "pipeline to China", "corridor through southern Armenia".
  std::size_t np_end(std::size_t at) const {
    std::size_t end = at + 1;
    if (end < s_.tokens.size() && token(end).kind == TokenKind::number &&
        !token(end).lower.empty() && token(end).lower.size() < 3)
      ++end;
    if (end + 1 >= s_.tokens.size()) return end;
    // "a scheme to swap gas": what it is to do belongs to its name.
    if (token(at).is("scheme") && token(end).is("to") && s_.words[end + 1]->verb()) {
      std::size_t stop = end + 2;
      while (stop < s_.tokens.size() && stop < end + 8 && token(stop).kind == TokenKind::word &&
             !s_.words[stop]->is(kAuxiliary | kConjunction | kRelative) &&
             std::none_of(
                 c_.groups.groups.begin(), c_.groups.groups.end(),
                 [&](const Group& one) {
                   return one.begin == stop && one.shape == GroupShape::finite;
                 }))
        ++stop;
      return stop;
    }
    static constexpr std::array kLinks = {"of", "to", "from", "between", "through", "across"};
    if (std::none_of(kLinks.begin(), kLinks.end(),
                     [&](const char* word) { return token(end).is(word); }))
      return end;
    const std::size_t limit = std::min(end + 6, s_.tokens.size());
    std::size_t stop = end + 1;
    bool named = false;
    while (stop < limit) {
      if (const Phrase* phrase = s_.phrase(stop)) {
        if (phrase->kind != PhraseKind::actor || phrase->person) break;
        named = true;
        stop = phrase->end;
        if (!(s_.is(stop, "and") && token(end).is("between"))) break;
        ++stop;
        continue;
      }
      if (token(stop).capital) {
        named = true;
      } else if (named || token(stop).kind != TokenKind::word ||
                 s_.words[stop]->is(kFunctionWord & ~kDeterminer)) {
        break;
      }
      ++stop;
    }
    return named ? stop : end;
  }

  /// Past what is inserted behind a work: ", promised in the treaty, is …", "promised in … is …".
  std::size_t past_insertion(std::size_t end) const {
    if (end >= s_.tokens.size()) return end;
    const bool comma = token(end).is(",");
    bool inserted = comma;
    for (const Group& group : c_.groups.groups) {
      if (group.begin < end || group.begin > end + 2) continue;
      inserted = inserted && group.shape != GroupShape::finite ? true
                 : group.shape == GroupShape::participle       ? true
                                                               : inserted;
    }
    if (!inserted) return end;
    for (const Group& group : c_.groups.groups) {
      if (group.begin <= end + 1 || group.begin > end + 30) continue;
      if (group.shape != GroupShape::finite || group.relative) continue;
      if (comma && !token(group.begin - 1).is(",")) return end;
      return group.begin;
    }
    return end;
  }

  std::optional<Found> beside(std::size_t begin, std::size_t at, std::size_t end) const {
    for (const Beside& one : ProjectWords::all().beside) {
      for (std::size_t i = begin; i < at; ++i) {
        if (follows(one.words, i) && one.words.size() == 1) return Found{one.state, {}, begin, end};
      }
      const std::size_t from = past_insertion(end);
      for (std::size_t i = from; i < std::min(from + 12, s_.tokens.size()); ++i) {
        if (s_.phrase_at[i] >= 0) continue;
        if (token(i).is(";") || (token(i).is(",") && i > from + 1)) break;
        if (token(i).is("and")) break;
        if (one.words.size() == 1 && s_.phrase_at[i] < 0 && one.words.front() == "planned" &&
            !s_.words[i - 1]->is(kBe))
          continue;
        if (!follows(one.words, i)) continue;
        Found found{one.state, Stance::asserted, begin, i + one.words.size()};
        for (std::size_t g = 0; g < c_.groups.groups.size(); ++g) {
          const Group& group = c_.groups.groups[g];
          if (group.begin < from || group.begin > i || group.shape != GroupShape::finite) continue;
          const Standing standing = standing_of(s_, c_.groups, g, false);
          if (standing.hidden) return std::nullopt;
          found.stance = standing.stance;
          break;
        }
        return found;
      }
    }
    // "delays in the nuclear projects"
    for (std::size_t i = begin; i > s_.begin && begin - i < 4; --i) {
      if (token(i - 1).is("delays") || token(i - 1).is("delay"))
        return Found{ProjectState::delayed, {}, i - 1, end};
    }
    return std::nullopt;
  }

  /// "the construction of the plant has begun", "construction of four units".
  std::optional<Found> making_of(std::size_t begin, std::size_t end) const {
    std::size_t at = begin;
    while (at > s_.begin && s_.words[at - 1]->is(kDeterminer)) --at;
    if (at < s_.begin + 2 || !(token(at - 1).is("of") || token(at - 1).is("on")))
      return std::nullopt;
    const std::string& noun = token(at - 2).lower;
    if (noun != "construction" && noun != "building" && noun != "work" && noun != "works" &&
        noun != "completion" && noun != "opening" && noun != "launch")
      return std::nullopt;
    for (std::size_t g = 0; g < c_.groups.groups.size(); ++g) {
      const Group& group = c_.groups.groups[g];
      if (group.begin < end || group.begin > end + 4) continue;
      const Standing standing = standing_of(s_, c_.groups, g, false);
      if (standing.hidden) return std::nullopt;
      const bool begun = group.lemma == "begin" || group.lemma == "start" ||
                         group.lemma == "continue" || group.lemma == "proceed" ||
                         group.lemma == "resume" || s_.is(group.end, "under");
      const bool stopped = group.lemma == "stop" || group.lemma == "halt" ||
                           group.lemma == "delay" || group.lemma == "suspend" ||
                           group.lemma == "stall";
      if (!begun && !stopped) continue;
      if (standing.stance == Stance::negated)
        return Found{ProjectState::planned, Stance::asserted, at - 2, group.end};
      if (stopped) return Found{ProjectState::delayed, standing.stance, at - 2, group.end};
      const bool done = standing.stance == Stance::asserted;
      return Found{done ? ProjectState::building : ProjectState::planned, Stance::asserted, at - 2,
                   group.end};
    }
    return Found{ProjectState::planned, Stance::asserted, at - 2, end};
  }

  std::optional<Found> by_verb(std::size_t begin, std::size_t end) const {
    const std::size_t past = past_insertion(end);
    for (std::size_t g = 0; g < c_.groups.groups.size(); ++g) {
      const Group& group = c_.groups.groups[g];
      const auto verb = ProjectWords::all().verbs.find(group.lemma);
      if (verb == ProjectWords::all().verbs.end()) continue;
      const bool behind =
          group.begin >= past && group.begin <= past + 6 && !barred(past, group.begin);
      const bool before = group.end <= begin && begin <= group.end + 2 && !group.passive;
      if (!behind && !before) continue;
      if (group.shape == GroupShape::gerund) continue;
      const Standing standing = standing_of(s_, c_.groups, g, false);
      if (standing.hidden) {
        const bool open = std::any_of(c_.groups.conditions.begin(), c_.groups.conditions.end(),
                                      [&](const ConditionSpan& one) {
                                        return one.word == "whether" && group.head >= one.begin &&
                                               group.head < one.end;
                                      });
        if (open) return Found{ProjectState::discussed, Stance::asserted, begin, group.end};
        continue;
      }
      const bool object = before || group.passive;
      std::optional<ProjectState> state = object ? verb->second.object : verb->second.subject;
      if (!state) continue;
      Found found{*state, Stance::asserted, std::min(begin, group.begin), std::max(end, group.end)};
      const bool works = *state == ProjectState::operating || *state == ProjectState::building;
      if (standing.stance == Stance::negated || standing.stance == Stance::denied) {
        if (verb->second.negated) {
          found.state = *verb->second.negated;
        } else {
          found.stance = standing.stance;
        }
        return found;
      }
      if (standing.stance != Stance::asserted) {
        if (works) {
          found.state = ProjectState::planned;
          if (standing.stance == Stance::possible) found.stance = Stance::possible;
        } else {
          found.stance = standing.stance;
        }
        return found;
      }
      if (*state == ProjectState::operating && object && unfinished(group))
        found.state = ProjectState::building;
      return found;
    }
    return std::nullopt;
  }

  /// "is building", "is being built", "builds": not done yet.
  bool unfinished(const Group& group) const {
    if (group.progressive || group.shape == GroupShape::gerund) return true;
    for (std::size_t at = group.begin; at < group.end; ++at) {
      if (token(at).is("being")) return true;
    }
    return !group.past && !group.passive && group.shape == GroupShape::finite;
  }

  /// Does another clause stand between a work and the verb behind it?
  bool barred(std::size_t end, std::size_t verb) const {
    for (std::size_t at = end; at < verb; ++at) {
      if (s_.phrase_at[at] >= 0) continue;
      if (token(at).is(";") || token(at).is("and") || token(at).is("but")) return true;
    }
    return std::any_of(c_.groups.groups.begin(), c_.groups.groups.end(), [&](const Group& other) {
      return other.begin >= end && other.begin < verb && other.shape == GroupShape::finite;
    });
  }

  std::string place_near(std::size_t begin, std::size_t end) const {
    for (const Phrase& phrase : s_.phrases) {
      const bool stands = phrase.kind == PhraseKind::actor && phrase.actors.size() <= 1 &&
                          (phrase.preposition == "at" || phrase.preposition == "in" ||
                           phrase.preposition == "near");
      if (!stands || phrase.genitive || phrase.adjective) continue;
      const bool near = (phrase.begin >= end && phrase.begin <= end + 12) ||
                        (phrase.end <= begin && begin - phrase.end <= 2);
      if (near)
        return phrase.place_name.empty() ? std::string(s_.words_of(phrase.begin, phrase.end))
                                         : phrase.place_name;
    }
    // A place that no table holds: "at Sirik in Hormozgan province".
    for (std::size_t at = end; at + 1 < std::min(end + 9, s_.tokens.size()); ++at) {
      if (token(at).is(",") || token(at).is(";")) break;
      if ((token(at).is("at") || token(at).is("in") || token(at).is("near")) &&
          token(at + 1).capital && token(at + 1).kind == TokenKind::word &&
          s_.phrase_at[at + 1] < 0)
        return std::string(s_.words_of(at + 1, at + 2));
    }
    if (begin >= s_.begin + 2 && token(begin - 1).capital && s_.is(begin - 2, "at"))
      return std::string(s_.words_of(begin - 1, begin));
    return {};
  }

  /// ", named the Trump Route for …"
  std::string named(std::size_t end) const {
    for (std::size_t at = end; at + 2 < std::min(end + 6, s_.tokens.size()); ++at) {
      if (!token(at).is("named") && !token(at).is("called") && !token(at).is("dubbed")) continue;
      std::size_t begin = at + 1;
      if (s_.is(begin, "the")) ++begin;
      std::size_t stop = begin;
      while (stop < s_.tokens.size() && token(stop).kind != TokenKind::mark && stop < begin + 12 &&
             (token(stop).capital || s_.words[stop]->is(kPreposition | kConjunction)))
        ++stop;
      while (stop > begin && !token(stop - 1).capital) --stop;
      if (stop > begin && token(begin).capital) return std::string(s_.words_of(begin, stop));
    }
    return {};
  }

  void work(std::size_t at) {
    const std::size_t begin = np_begin(at);
    const std::size_t end = np_end(at);
    std::optional<Found> found = making_of(begin, end);
    if (!found) found = beside(begin, at, end);
    if (!found) found = by_verb(begin, end);
    if (!found) return;
    ProjectFact fact;
    fact.state = found->state;
    std::size_t name = begin;
    bool definite = false;
    bool proper = false;
    for (; name < at; ++name) {
      // "Russian-built": by whom, not which.
      if (name + 1 < at && token(name + 1).joined &&
          (s_.is(name + 1, "built") || s_.is(name + 1, "made") || s_.is(name + 1, "funded") ||
           s_.is(name + 1, "financed") || s_.is(name + 1, "designed") ||
           s_.is(name + 1, "backed"))) {
        ++name;
        continue;
      }
      const bool inside = s_.phrase(name) == s_.phrase(at);  // a treaty's name around it
      if (s_.phrase_at[name] >= 0 && !inside && !s_.is(name, "the")) break;
      const bool state_word = s_.is(name, "planned") || s_.is(name, "proposed");
      definite = definite || s_.is(name, "the") || s_.is(name, "that") || s_.is(name, "this");
      if (const std::optional<NumberPhrase> number = find_number(s_.tokens, name);
          number && number->end <= at) {
        fact.count = number->whole();
        name = number->end - 1;
        continue;
      }
      const bool more = s_.is(name, "additional") || s_.is(name, "new") || s_.is(name, "other");
      if (!s_.words[name]->is(kDeterminer | kAdverb) && !state_word && !more) break;
    }
    for (std::size_t i = name; i < end; ++i) proper = proper || (token(i).capital && i > s_.begin);
    fact.at = place_near(begin, end);
    fact.name = s_.words_of(name, end);
    fact.what = to_lower(s_.words_of(name, at + 1));
    if (const std::string own = named(end); !own.empty()) {
      fact.name = own;
    } else if (!proper && !fact.at.empty() && fact.name.find(fact.at) == std::string::npos) {
      const bool whole_state =
          std::any_of(s_.phrases.begin(), s_.phrases.end(), [&](const Phrase& phrase) {
            return phrase.place_name == fact.at && !phrase.actors.empty() &&
                   phrase.actors.front().name == fact.at;
          });
      fact.name = whole_state ? fact.name + " in " + fact.at : fact.at + " " + fact.name;
    } else if (!proper && fact.count && last_here_) {
      // "At Bushehr one reactor is in operation and two further units are under construction"
      fact.name = last_here_->name;
      fact.at = last_here_->at;
    } else if (!proper && definite) {
      // "the pipeline": the one told of before.
      const auto& told = c_.memory.projects;
      const auto last = std::find_if(told.rbegin(), told.rend(),
                                     [&](const auto& one) { return one.first == token(at).lower; });
      if (last != told.rend()) {
        fact.name = last->second;
      } else if (name == at) {
        return;  // "the line", "the base": nobody knows which
      }
    } else if (!proper && !fact.count && (name == at || token(at).lower.ends_with('s'))) {
      return;
    }
    if (c_.memory.projects.size() < 256)
      c_.memory.projects.emplace_back(token(at).lower, fact.name);
    if (c_.memory.focus()) fact.treaty = c_.memory.treaties()[*c_.memory.focus()].fact.id;
    last_here_ = fact;
    add_statement(c_, fact, found->stance, found->begin, std::max(found->end, end), at);
  }

  Context& c_;
  const Sentence& s_;
  std::optional<ProjectFact> last_here_ = {};  ///< of this sentence
};

}  // namespace

void read_projects(Context& context) {
  Reader(context).run();
}

}  // namespace servanda
