#include "servanda/proof/proof.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace servanda {
namespace {

constexpr std::array<std::string_view, 11> kPredicates{
    "done", "none", "provided", "met", "open", "force", "term", "ended", "bound", "out", "status"};

std::string act_in_words(const Proposition& p) {
  if (p.act == ActType::notify && p.of && !p.undo)
    return fmt::format("notice of {}", to_text(*p.of));
  std::string words(p.act ? to_text(*p.act) : "act");
  if (p.of) words += fmt::format(" of {}", to_text(*p.of));
  if (p.undo) words += fmt::format(" undoing {}", to_text(*p.undo));
  return words;
}

std::string states_in_words(const std::vector<std::string>& states) {
  if (states.empty()) return {};
  if (states.size() == 1) return states.front();
  return fmt::format("{} and {}", fmt::join(states.begin(), states.end() - 1, ", "), states.back());
}

std::string under(const Proposition& p) {
  return p.reading.empty() ? std::string() : fmt::format(" [reading {}]", p.reading);
}

std::string verdict_in_words(const Proposition& p) {
  const bool of_states = !p.states.empty();
  const std::string subject =
      of_states ? fmt::format("{} for {}", p.treaty, states_in_words(p.states)) : p.treaty;
  switch (p.verdict.value_or(Verdict::unknown)) {
    case Verdict::yes:
      return fmt::format("{} is in force", subject);
    case Verdict::no:
      return fmt::format("{} is not in force", subject);
    case Verdict::unknown:
      return fmt::format("whether {} is in force is unknown", subject);
    case Verdict::disputed:
      return fmt::format("whether {} is in force is disputed", subject);
    case Verdict::ambiguous:
      return fmt::format("whether {} is in force is ambiguous", subject);
  }
  return {};
}

}  // namespace

std::string_view to_text(Predicate predicate) {
  return kPredicates[static_cast<std::size_t>(predicate)];
}

std::optional<Predicate> find_predicate(std::string_view word) {
  const auto* found = std::find(kPredicates.begin(), kPredicates.end(), word);
  if (found == kPredicates.end()) return std::nullopt;
  return static_cast<Predicate>(found - kPredicates.begin());
}

const std::vector<Rule>& rules() {
  static const std::vector<Rule> kRules{
      {"recorded", "an act is recorded; datings that fit each other refine one another",
       "register"},
      {"outweighed", "a source of more authority prevails over those that contradict it",
       "register"},
      {"rivals", "sources of equal authority exclude each other: the act lies between their days",
       "register"},
      {"none-recorded", "no such act is recorded by the known day", "register"},
      {"without-authority",
       "an act by a person who cannot be considered as authorised is without legal effect unless "
       "the state afterwards confirms it",
       "Vienna Convention on the Law of Treaties, article 8"},
      {"confirmed",
       "what the state afterwards confirms has effect; from which day on the rule does not say",
       "Vienna Convention on the Law of Treaties, article 8"},
      {"partial-consent",
       "consent to a part of a treaty is effective only where the treaty permits it, and a choice "
       "between provisions only where it is made clear",
       "Vienna Convention on the Law of Treaties, article 17"},
      {"text-provides", "the treaty's own text comes first", "the treaty's own text"},
      {"table-counts", "quotas and weights are counted by the dated table that the clause names",
       "the treaty's own text"},
      {"assumed", "what no table or record tells is taken as met, because the question says so",
       "register"},
      {"condition-met",
       "the condition of the clause is fulfilled on the day of the act that completes it",
       "Vienna Convention on the Law of Treaties, articles 11-16 and 24(1)"},
      {"condition-open", "the condition of the clause is not fulfilled while an act is missing",
       "Vienna Convention on the Law of Treaties, article 24(1)"},
      {"enters-into-force",
       "the treaty enters into force in the manner and on the day that it provides",
       "Vienna Convention on the Law of Treaties, article 24(1)"},
      {"stated-outcome", "a source records the entry into force as an outcome", "register"},
      {"announced", "an organ that represents a party says that the treaty is in force",
       "Vienna Convention on the Law of Treaties, article 7(2)(a)"},
      {"term-runs", "terms and renewals are counted from the base date, month ends rounded down",
       "the treaty's own text; Vienna Convention on the Law of Treaties, article 54(a)"},
      {"expires", "a treaty ends when its last term has run out",
       "Vienna Convention on the Law of Treaties, article 54(a)"},
      {"replaced", "a later treaty in force whose text replaces this one ends it",
       "Vienna Convention on the Law of Treaties, articles 54 and 59"},
      {"notice-takes-effect",
       "a notice of withdrawal takes effect when the period of notice has run out",
       "Vienna Convention on the Law of Treaties, articles 54(a) and 67"},
      {"notice-extended",
       "a notice takes effect later where that was agreed on, with the state that gave it, before "
       "it "
       "took effect",
       "the treaty's own text; Vienna Convention on the Law of Treaties, article 54(b)"},
      {"notice-unprovided",
       "without a clause on withdrawal a notice is of effect only where the parties intended that, "
       "or the treaty's nature implies it, and then after at least twelve months",
       "Vienna Convention on the Law of Treaties, article 56", true},
      {"consent-revoked", "a state may take its consent back until the treaty binds it",
       "practice of depositaries; Vienna Convention on the Law of Treaties, articles 18 and 24"},
      {"notice-waits",
       "a notice that no clause gives an effect to ends nothing before twelve months have passed, "
       "or three where it claims a ground of its own",
       "Vienna Convention on the Law of Treaties, articles 56(2) and 65(2)", true},
      {"notice-objected",
       "contested: against an objection a notice that no clause gives an effect to ends nothing by "
       "itself; the parties are to seek a solution",
       "Vienna Convention on the Law of Treaties, articles 65(3) and 66", true},
      {"third-state-accepts",
       "an obligation arises for a third state once it has accepted it expressly in writing",
       "Vienna Convention on the Law of Treaties, article 35"},
      {"leaves-with", "whoever leaves the treaty or organisation that the text names leaves this",
       "the treaty's own text; Vienna Convention on the Law of Treaties, article 54(a)"},
      {"leaves-by-joining", "whoever is bound by the treaty that the text names denounces this one",
       "the treaty's own text; Vienna Convention on the Law of Treaties, article 54(a)"},
      {"too-few-parties", "the treaty ends when fewer parties are left than its text asks for",
       "the treaty's own text; Vienna Convention on the Law of Treaties, article 55"},
      {"act-ends", "an act that ends the treaty, or one state's part in it, is recorded",
       "Vienna Convention on the Law of Treaties, article 54"},
      {"taken-back", "a notice may be revoked at any time before it takes effect",
       "Vienna Convention on the Law of Treaties, article 68"},
      {"notice-suspended",
       "a notice that its author suspended before it took effect ends nothing while it is "
       "suspended",
       "Vienna Convention on the Law of Treaties, articles 65 to 68", true},
      {"notice-resumed",
       "contested: the period of a suspended notice stood still and goes on when it is taken up "
       "again",
       "Vienna Convention on the Law of Treaties, articles 65 to 68", true},
      {"notice-renewed",
       "contested: taking up a suspended notice again is a new notice with a period of its own",
       "Vienna Convention on the Law of Treaties, articles 65 to 68", true},
      {"bound-by-consent", "a state that consented is bound once the treaty is in force for it",
       "Vienna Convention on the Law of Treaties, articles 2(1)(g), 24 and 26"},
      {"bound-as-named",
       "the two states that a bilateral treaty names are bound when it is in force",
       "Vienna Convention on the Law of Treaties, articles 2(1)(g) and 26"},
      {"in-force", "entered into force, and nothing recorded has ended it",
       "Vienna Convention on the Law of Treaties, articles 26 and 42(2)"},
      {"not-yet", "what has not entered into force binds nobody as a treaty",
       "Vienna Convention on the Law of Treaties, articles 24 and 26"},
      {"no-longer", "what has ended releases the parties from performing it further",
       "Vienna Convention on the Law of Treaties, article 70(1)"},
      {"never-concluded", "no act of concluding the treaty is recorded", "register"},
      {"not-a-party", "a treaty creates no obligations for a state that has not consented",
       "Vienna Convention on the Law of Treaties, article 34"},
      {"straddles", "the days that the record leaves open lie on both sides of the question",
       "register"},
      {"clause-unread", "without the clause on entry into force the record cannot tell",
       "register"},
      {"cannot-tell", "the clause waits for something that the record cannot show", "register"},
      {"record-incomplete", "where the record is marked as incomplete, silence proves nothing",
       "register"},
      {"claimed-otherwise", "somebody entitled to speak for a party says otherwise", "register"},
      {"claim-outweighed", "a claim of less standing does not outweigh the record",
       "Vienna Convention on the Law of Treaties, article 7(2)"},
      {"contested", "an organ that represents a party contests the record",
       "Vienna Convention on the Law of Treaties, article 7(2)(a)"},
      {"replacement-unread",
       "a later treaty is said to replace this one, and its text is not in the record",
       "Vienna Convention on the Law of Treaties, article 59"},
      {"readings", "every reading of the text is followed; where they part, both stand",
       "register"},
  };
  return kRules;
}

bool is_of_convention(const Rule& rule) {
  return rule.basis.find("Vienna Convention") != std::string_view::npos;
}

const Rule* find_rule(std::string_view name) {
  const auto& all = rules();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Rule& rule) { return rule.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::string sentence(const Proposition& p) {
  const std::string when = p.when ? to_text(*p.when) : std::string("an unknown day");
  switch (p.predicate) {
    case Predicate::done:
      if (p.states.empty()) return fmt::format("{}: {} on {}", p.treaty, act_in_words(p), when);
      return fmt::format("{}: {} by {} on {}", p.treaty, act_in_words(p), states_in_words(p.states),
                         when);
    case Predicate::none:
      if (p.detail == "replaces")
        return fmt::format("{}: no text in force that replaces it is recorded", p.treaty);
      if (p.detail == "clause-on-force") {
        return fmt::format("{}: its clause on entry into force is not recorded", p.treaty);
      }
      if (p.detail == "clause-on-withdrawal") {
        return fmt::format(
            "{}: no clause on withdrawal that says when a notice takes effect is recorded",
            p.treaty);
      }
      if (p.detail == "clause-on-partial-consent") {
        return fmt::format("{}: no clause that permits consent to a part of it is recorded",
                           p.treaty);
      }
      if (p.detail == "without-effect") {
        return fmt::format("{}: the act \"{}\" by {} is without legal effect", p.treaty,
                           act_in_words(p), states_in_words(p.states));
      }
      if (p.detail == "taken-back") {
        return fmt::format("{}: the {} by {} was taken back", p.treaty, act_in_words(p),
                           states_in_words(p.states));
      }
      if (p.detail == "revoked") {
        return fmt::format("{}: the consent ({}) by {} was taken back before it bound", p.treaty,
                           act_in_words(p), states_in_words(p.states));
      }
      if (p.detail == "waiting") {
        return fmt::format("{}: the {} by {} has to wait still", p.treaty, act_in_words(p),
                           states_in_words(p.states));
      }
      if (p.detail == "suspended") {
        return fmt::format("{}: the {} by {} was suspended", p.treaty, act_in_words(p),
                           states_in_words(p.states));
      }
      if (p.number) {
        return fmt::format("{}: {} more acts of consent are wanted, none recorded", p.treaty,
                           *p.number);
      }
      if (p.states.empty())
        return fmt::format("{}: no act \"{}\" recorded", p.treaty, act_in_words(p));
      return fmt::format("{}: no act \"{}\" by {} recorded", p.treaty, act_in_words(p),
                         states_in_words(p.states));
    case Predicate::provided:
      if (p.detail == "assumed") {
        return fmt::format("{}: what no table tells is taken as met", p.treaty);
      }
      if (p.detail.starts_with("table:")) {
        return fmt::format("{}: the table \"{}\" is at hand", p.treaty, p.detail.substr(6));
      }
      return fmt::format("{}: the text has a clause on {}", p.treaty,
                         p.detail == "force"      ? "entry into force"
                         : p.detail == "later"    ? "entry into force for those who join later"
                         : p.detail == "replaces" ? "the treaties that it replaces"
                         : p.detail == "signed"   ? "its date"
                                                  : p.detail);
    case Predicate::met:
      return fmt::format("{}: the condition for entry into force was met on {}", p.treaty, when);
    case Predicate::open:
      return fmt::format("{}: the condition for entry into force is not met", p.treaty);
    case Predicate::force:
      return fmt::format("{} enters into force on {}", p.treaty, when);
    case Predicate::term:
      return fmt::format("{}: term {} runs from {} to {}{}", p.treaty, p.number.value_or(0), when,
                         p.until ? to_text(*p.until) : std::string("an unknown day"), under(p));
    case Predicate::ended:
      return fmt::format("{} ends on {} ({}){}", p.treaty, when, p.detail, under(p));
    case Predicate::bound:
      return fmt::format("{} binds {} from {} on", p.treaty, states_in_words(p.states), when);
    case Predicate::out:
      return fmt::format("{} no longer binds {} from {} on ({})", p.treaty,
                         states_in_words(p.states), when, p.detail);
    case Predicate::status:
      return fmt::format("{} on {}, as known on {}{}", verdict_in_words(p),
                         p.on ? to_text(*p.on) : "?", p.known ? to_text(*p.known) : "?", under(p));
  }
  return {};
}

}  // namespace servanda
