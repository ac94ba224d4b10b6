#include "servanda/law/scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "servanda/model/states.h"

namespace servanda {
namespace {

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else {
      word += c;
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

bool is_code(std::string_view word) {
  return word.size() >= 2 && word.size() <= 12 &&
         std::all_of(word.begin(), word.end(),
                     [](unsigned char c) { return std::isupper(c) != 0 || std::isdigit(c) != 0; });
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](auto part) { return has(text, part); });
}

/// Which event a condition speaks of; nothing where of neither.
std::optional<Scenario::Event> event_in(std::string_view condition) {
  const std::string text = lower(condition);
  const bool attack = has_any(text, {"attack", "aggression", "invasion", "invaded"});
  if (has(text, "threat") && (attack || has(text, "security"))) return Scenario::Event::threat;
  if (attack) return Scenario::Event::attack;
  return std::nullopt;
}

/// Who is the victim that a condition speaks of: a party ("a party is attacked"), a party as the
/// attacker ("if a party attacks"), or a third state.
enum class Victim { party, by_party };

Victim victim_in(std::string_view condition) {
  const std::string text = lower(condition);
  return has_any(text, {"party attacks", "party commits", "attack by a party",
                        "attack by the other party"})
             ? Victim::by_party
             : Victim::party;
}

/// What a norm asks for beside the event: parts of its words that make it depend on more.
std::vector<std::string> provisos(const ClauseFact& norm) {
  struct Proviso {
    std::string_view cue;
    std::string_view told;
  };
  static constexpr std::array<Proviso, 8> kProvisos{{
      {"state of war", "that it is in a state of war"},
      {"article 51", "in accordance with article 51 of the Charter of the United Nations"},
      {"domestic law", "in accordance with domestic law"},
      {"laws of", "in accordance with the law of the states named in it"},
      {"constitutional", "in accordance with constitutional processes"},
      {"at the request", "at the request of the state attacked"},
      {"unprovoked", "that the attack was not provoked"},
      {"in the area", "that the attack falls within the area that the treaty names"},
  }};
  const std::string text = lower(norm.condition + " " + norm.action);
  std::vector<std::string> found;
  for (const Proviso& proviso : kProvisos) {
    if (has(text, proviso.cue)) found.emplace_back(proviso.told);
  }
  return found;
}

/// Whom the deed helps, by the words of the norm; empty where they do not tell.
enum class Helped { nobody, victim, attacker };

Helped helped_by(const ClauseFact& norm) {
  const std::string text = lower(norm.action + " " + norm.whom);
  const bool help = has_any(text, {"assist", "help", "aid", "support", "defend", "protect"});
  if (!help) return Helped::nobody;
  return has_any(text, {"attacker", "aggressor", "attacking"}) ? Helped::attacker : Helped::victim;
}

class Asker {
 public:
  Asker(const Register& reg, ScenarioAnswer& answer) : reg_(reg), answer_(answer) {}

  void take(const std::string& treaty) {
    const TreatyView view = view_treaty(reg_, treaty, answer_.known);
    if (!speaks_of_it(view)) return;
    const Day horizon = last_day();
    const Timeline timeline = resolve(reg_, treaty, answer_.known, horizon);
    for (const StatementIndex index : view.trait_statements) {
      for (const ClauseFact& norm : std::get<TreatyFact>(reg_.statements[index].fact).norms) {
        take_norm(timeline, norm, index);
      }
    }
    for (const StatementIndex index : view.others) {
      const auto* norm = std::get_if<ClauseFact>(&reg_.statements[index].fact);
      if (norm == nullptr || !view.traits.norms.empty()) continue;
      if (reg_.statements[index].stance == Stance::asserted) take_norm(timeline, *norm, index);
    }
  }

  void finish() {
    std::stable_sort(answer_.norms.begin(), answer_.norms.end(),
                     [](const ScenarioNorm& a, const ScenarioNorm& b) {
                       return (a.force == Verdict::yes) > (b.force == Verdict::yes);
                     });
    find_conflicts();
    find_no_duty();
  }

 private:
  Day last_day() const {
    const std::optional<When> when = when_of(answer_.on);
    return when ? when->latest : answer_.known;
  }

  bool takes_part(const TreatyView& view, const std::string& state) const {
    const auto& parties = view.traits.parties;
    if (std::find(parties.begin(), parties.end(), state) != parties.end()) return true;
    return std::any_of(view.acts.begin(), view.acts.end(),
                       [&](const RecordedAct& act) { return act.state == state; });
  }

  bool speaks_of_it(const TreatyView& view) const {
    const Scenario& scenario = answer_.scenario;
    return takes_part(view, scenario.whom) ||
           (!scenario.by.empty() && takes_part(view, scenario.by));
  }

  /// The states that take part, but for the given one.
  static std::vector<std::string> others(const Timeline& timeline, const std::string& state) {
    std::vector<std::string> states;
    for (const Membership& member : timeline.members) {
      if (member.state != state) states.push_back(member.state);
    }
    return states;
  }

  void take_norm(const Timeline& timeline, const ClauseFact& norm, StatementIndex index) {
    const Scenario& scenario = answer_.scenario;
    const std::optional<Scenario::Event> event = event_in(norm.condition);
    if (!event) return;
    // A duty for the case of a threat is near to an attack; a duty for an attack is not yet owed
    // when there is a threat.
    if (*event == Scenario::Event::attack && scenario.event == Scenario::Event::threat) return;
    const std::string& victim = scenario.whom;
    const std::string& protagonist =
        victim_in(norm.condition) == Victim::by_party ? scenario.by : victim;
    if (protagonist.empty() || !takes_part(timeline.view, protagonist)) return;
    std::vector<std::string> whoever;
    const std::string who = lower(norm.who);
    if (is_code(norm.who)) {
      whoever = {norm.who};
    } else if (who == "the parties" || who == "parties") {
      whoever = others(timeline, protagonist);
      whoever.push_back(protagonist);
    } else {
      // "The other party", "each party", "the states parties": all but the one it happens to.
      whoever = others(timeline, protagonist);
    }
    for (const std::string& state : whoever) {
      if (state == scenario.by && state != protagonist) continue;
      const bool presumed = assent_presumed(timeline, norm, state);
      const std::vector<std::string> pair =
          state == protagonist || presumed
              ? std::vector<std::string>{presumed ? protagonist : state}
              : std::vector<std::string>{protagonist, state};
      ScenarioNorm found{
          .treaty = timeline.view.id,
          .title = timeline.view.traits.title,
          .norm = norm,
          .who = state,
          .status = status_from(timeline, {timeline.view.id, pair, answer_.on, answer_.known})};
      found.statement = index;
      found.provided = provisos(norm);
      found.applies = *event == scenario.event ? Truth::yes : Truth::possibly;
      if (has(lower(norm.condition), "state of war") && !scenario.at_war) {
        found.applies = Truth::possibly;
      }
      const Helped helped = helped_by(norm);
      found.helps = helped != Helped::nobody;
      found.to_whom = helped == Helped::attacker ? scenario.by
                      : helped == Helped::victim ? protagonist
                                                 : std::string();
      found.force = found.status.verdict;
      found.because = found.status.because;
      if (presumed && found.force == Verdict::yes) {
        found.because += fmt::format(
            "; {} is no party, its assent to a right is presumed (Vienna Convention, article 36)",
            state);
      }
      found.interim = found.force == Verdict::no && has_signed(timeline, state);
      answer_.norms.push_back(std::move(found));
    }
  }

  /// A right for a third state: its assent is presumed as long as it does not say the contrary.
  bool assent_presumed(const Timeline& timeline, const ClauseFact& norm,
                       const std::string& state) const {
    if (norm.must != Must::may || !is_code(norm.who)) return false;
    const Membership* member = timeline.find_member(state);
    if (member != nullptr && member->from) return false;
    const auto& parties = timeline.view.traits.parties;
    if (std::find(parties.begin(), parties.end(), state) != parties.end()) return false;
    return std::none_of(timeline.view.acts.begin(), timeline.view.acts.end(),
                        [&](const RecordedAct& act) {
                          return act.type == ActType::object && act.state == state && act.when &&
                                 reached(*act.when, answer_.on) != Truth::no;
                        });
  }

  /// Signed or consented by the day, and nothing has ended the treaty: article 18 speaks.
  bool has_signed(const Timeline& timeline, const std::string& state) const {
    for (const Life& life : timeline.lives) {
      if (life.end && reached(life.end->when, answer_.on) != Truth::no) return false;
    }
    const std::optional<Membership> member = timeline.member_at(state, answer_.on);
    if (member && member->out && reached(member->out->when, answer_.on) != Truth::no) return false;
    bool stands = false;
    for (const RecordedAct& act : timeline.view.acts) {
      if (act.state != state || !act.when || reached(*act.when, answer_.on) == Truth::no) continue;
      if (act.type == ActType::sign && !act.of && !act.undo) stands = true;
      if (act.type == ActType::withdraw && act.undo == ActType::sign) stands = false;
    }
    return stands;
  }

  void find_conflicts() {
    for (std::size_t i = 0; i < answer_.norms.size(); ++i) {
      for (std::size_t j = i + 1; j < answer_.norms.size(); ++j) {
        const ScenarioNorm& a = answer_.norms[i];
        const ScenarioNorm& b = answer_.norms[j];
        if (a.force != Verdict::yes || b.force != Verdict::yes || a.who != b.who || !a.helps ||
            !b.helps || a.to_whom != b.to_whom || a.to_whom.empty()) {
          continue;
        }
        const bool opposite = (a.norm.must == Must::shall && b.norm.must == Must::shall_not) ||
                              (a.norm.must == Must::shall_not && b.norm.must == Must::shall);
        if (!opposite) continue;
        answer_.conflicts.push_back(
            {i, j,
             fmt::format(
                 "{} shall and shall not help {}: which goes first is for article 30 of the "
                 "Vienna Convention and article 103 of the Charter",
                 a.who, a.to_whom)});
      }
    }
  }

  void find_no_duty() {
    std::set<std::string> bound;
    std::set<std::string> helping;
    for (const ScenarioNorm& norm : answer_.norms) {
      if (norm.who == answer_.scenario.whom) continue;
      bound.insert(norm.who);
      if (norm.force != Verdict::no && norm.norm.must == Must::shall && norm.helps &&
          norm.to_whom == answer_.scenario.whom) {
        helping.insert(norm.who);
      }
    }
    for (const std::string& state : bound) {
      if (helping.count(state) == 0) answer_.no_duty_to_help.push_back(state);
    }
  }

  const Register& reg_;
  ScenarioAnswer& answer_;
};

}  // namespace

Result<Scenario> parse_scenario(std::string_view text) {
  const Error wrong{Code::parse, fmt::format("\"{}\" is no scenario", text),
                    "such as \"ISR attacks IRN\", \"IRN is attacked\", \"KOR threatens PRK\""};
  std::vector<std::string> words = words_of(text);
  Scenario scenario;
  const std::vector<std::string> at_war{"and", "is", "at", "war"};
  if (words.size() > at_war.size() && std::equal(at_war.rbegin(), at_war.rend(), words.rbegin())) {
    scenario.at_war = true;
    words.resize(words.size() - at_war.size());
  }
  const auto event = [&](std::string_view word) {
    if (word == "attacks" || word == "attacked") {
      scenario.event = Scenario::Event::attack;
      return true;
    }
    scenario.event = Scenario::Event::threat;
    return word == "threatens" || word == "threatened";
  };
  if (words.size() == 3 && words[1] != "is" && words[1].ends_with('s') && event(words[1])) {
    scenario.by = words[0];
    scenario.whom = words[2];
  } else if ((words.size() == 3 || (words.size() == 5 && words[3] == "by")) && words[1] == "is" &&
             words[2].ends_with("ed") && event(words[2])) {
    scenario.whom = words[0];
    if (words.size() == 5) scenario.by = words[4];
  } else {
    return wrong;
  }
  for (const std::string& code : {scenario.by, scenario.whom}) {
    if (!code.empty() && !is_code(code)) {
      return Error{Code::parse, fmt::format("\"{}\" is no code of a state", code),
                   "three letters, such as RUS or IRN"};
    }
  }
  if (person_of(scenario.by) == person_of(scenario.whom)) {
    return Error{Code::invalid_argument, "a state does not attack itself", wrong.advice};
  }
  return scenario;
}

std::string in_words(const Scenario& scenario) {
  const bool attack = scenario.event == Scenario::Event::attack;
  const char* war = scenario.at_war ? " and is at war" : "";
  if (scenario.by.empty()) {
    return fmt::format("{} is {}{}", scenario.whom, attack ? "attacked" : "threatened", war);
  }
  return fmt::format("{} {} {}{}", scenario.by, attack ? "attacks" : "threatens", scenario.whom,
                     war);
}

Result<ScenarioAnswer> norms_for(const Register& reg, const Scenario& scenario, const Moment& on,
                                 Day known) {
  ScenarioAnswer answer{scenario, on, known};
  Asker asker(reg, answer);
  for (const std::string& treaty : reg.treaty_ids()) asker.take(treaty);
  asker.finish();
  return answer;
}

}  // namespace servanda
