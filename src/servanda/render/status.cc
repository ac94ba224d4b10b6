#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "servanda/law/general_law.h"
#include "servanda/query/lines.h"
#include "servanda/render/render.h"

namespace servanda {
namespace {

/// On what the rule stands, and how that applies here; nothing for rules about records.
std::string basis_in_words(const Rule& rule, std::string_view applies) {
  if (rule.basis == "register") return {};
  return fmt::format(" ({}{}{})", rule.basis, applies.empty() ? "" : "; ", applies);
}

/// Draws the tree of a proof, one step a paragraph.
class ProofTree {
 public:
  ProofTree(const Proof& proof, const Register& reg, const TextStyle& style)
      : proof_(proof), law_(reg, proof.question), page_(style) {
    for (const auto& [digest, source] : proof.sources) sources_.sources.push_back(source);
  }

  std::string draw() && {
    step(proof_.root, "", "");
    return std::move(page_).finish();
  }

 private:
  void step(const Step& step, const std::string& before_first, const std::string& before_rest) {
    const Rule* rule = find_rule(step.rule);
    const bool silence = step.conclusion.predicate == Predicate::none;
    const std::string_view paint = step.conclusion.verdict ? paint_of(*step.conclusion.verdict)
                                   : silence               ? kOpen
                                                           : std::string_view();
    const bool more = !step.premises.empty();
    const std::string stem = before_rest + (more ? "│ " : "  ");
    page_.stemmed(before_first, stem, sentence(step.conclusion), paint);
    // A bare record needs no rule beside it; everything that was concluded names its law.
    const bool plain =
        step.rule == "recorded" || step.rule == "none-recorded" || step.rule == "text-provides";
    if (rule != nullptr && !plain) {
      page_.stemmed(
          stem, stem,
          fmt::format("{}: {}{}", rule->name, rule->says, basis_in_words(*rule, law_.of(step))),
          kQuiet);
    }
    for (const std::string& id : step.records) record(id, stem);
    for (std::size_t i = 0; i < step.premises.size(); ++i) {
      const bool last = i + 1 == step.premises.size();
      this->step(step.premises[i], before_rest + (last ? "└─ " : "├─ "),
                 before_rest + (last ? "   " : "│  "));
    }
  }

  void record(const std::string& id, const std::string& stem) {
    const auto found = proof_.statements.find(id);
    if (found == proof_.statements.end()) return;
    const Statement& statement = found->second;
    std::string text = fmt::format("record {}", id.substr(0, 8));
    if (statement.speaker) text += fmt::format(", said by {}", in_words(*statement.speaker));
    for (const Backing& backing : backing_of(sources_, statement)) {
      text += fmt::format(", {}", backing.publisher.empty() ? backing.source : backing.publisher);
      if (!backing.published.empty()) text += " " + backing.published;
      text += fmt::format(" ({})", to_text(backing.authority));
      if (!backing.words.empty()) text += fmt::format(": “{}”", backing.words);
    }
    if (!statement.note.empty()) text += fmt::format(" — {}", statement.note);
    page_.stemmed(stem, stem, text, kQuiet);
  }

  const Proof& proof_;
  AppliedLaw law_;
  Page page_;
  Register sources_;
};

std::string subject_of(const StatusAnswer& answer) {
  const auto& states = answer.question.states;
  if (states.empty()) return answer.question.treaty;
  return fmt::format("{} for {}", answer.question.treaty, fmt::join(states, " and "));
}

Json when_or_null(const std::optional<When>& when) {
  if (!when) return nullptr;
  return to_text(*when);
}

}  // namespace

std::string render_proof(const Proof& proof, const Register& reg, const TextStyle& style) {
  return ProofTree(proof, reg, style).draw();
}

namespace {

/// Text that Markdown would take for marks of its own.
std::string plain_in_markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '*' || c == '_' || c == '`' || c == '[' || c == ']' || c == '<' || c == '\\' ||
        c == '#' || c == '|') {
      out += '\\';
    }
    out += c;
  }
  return out;
}

void add_step_in_markdown(std::string& out, const Step& step, AppliedLaw& law,
                          std::size_t depth = 0) {
  const Rule* rule = find_rule(step.rule);
  out += fmt::format("{}- {}", std::string(2 * depth, ' '),
                     plain_in_markdown(sentence(step.conclusion)));
  if (rule != nullptr) {
    out += fmt::format(". *{}*: {}{}", plain_in_markdown(rule->name), plain_in_markdown(rule->says),
                       plain_in_markdown(basis_in_words(*rule, law.of(step))));
  }
  for (const std::string& id : step.records) out += fmt::format(" `{}`", id.substr(0, 8));
  out += '\n';
  for (const Step& premise : step.premises) add_step_in_markdown(out, premise, law, depth + 1);
}

/// The source on whose word a statement stands.
std::string whose(const Register& reg, StatementIndex index) {
  const Statement& statement = reg.statements[index];
  const std::vector<Backing> backing = backing_of(reg, statement);
  std::string name = "the register";
  if (!backing.empty()) {
    const Backing& first = backing.front();
    name = fmt::format("{} ({})", first.publisher.empty() ? first.source : first.publisher,
                       to_text(first.authority));
  }
  return statement.speaker ? fmt::format("{}, in {}", in_words(*statement.speaker), name) : name;
}

std::string recorded_in_words(const Register& reg, const RecordedBeside& recorded) {
  return fmt::format("entry into force on {} by {}: {}", to_text(recorded.when),
                     whose(reg, recorded.statement),
                     recorded.agrees                ? "as computed"
                     : recorded.explanation.empty() ? "not as computed; both stand"
                                                    : "not as computed; " + recorded.explanation);
}

std::string survival_in_words(const Surviving& survives) {
  return fmt::format("{}{}", survives.of,
                     survives.until ? ", to " + to_text(*survives.until) : std::string());
}

std::string standing_in_words(const UnboundState& standing) {
  return fmt::format("{} is a {}", standing.state,
                     standing.status == PartyStatus::signatory ? "signatory" : "contracting state");
}

std::string provisional_in_words(const ProvisionalSpell& spell) {
  return fmt::format("{} applies it provisionally from {} on{} (Vienna Convention, article 25)",
                     spell.state, to_text(spell.from),
                     spell.until ? ", until " + to_text(*spell.until) : "");
}

std::string policy_in_words(const SourcePolicy& policy) {
  return fmt::format("Sources are weighed by the policy {}: {}", policy.name, policy_order(policy));
}

bool rests_on_policy(const Step& step) {
  return step.rule == "outweighed" || step.rule == "rivals" ||
         std::any_of(step.premises.begin(), step.premises.end(), rests_on_policy);
}

/// Where the weight of sources decided something, or another policy was chosen.
bool names_policy(const StatusAnswer& answer) {
  return !(answer.proof.policy == SourcePolicy{}) || rests_on_policy(answer.proof.root);
}

/// Every rule of the Convention in the proof, once for each treaty that it was applied to.
Json rules_applied(const Step& root, AppliedLaw& law) {
  Json rules = Json::array();
  std::set<std::pair<std::string, std::string>> told;
  const std::function<void(const Step&)> visit = [&](const Step& step) {
    const std::string_view applies = law.of(step);
    if (!applies.empty() && told.emplace(step.conclusion.treaty, step.rule).second) {
      rules.push_back({{"treaty", step.conclusion.treaty},
                       {"rule", step.rule},
                       {"basis", find_rule(step.rule)->basis},
                       {"applies", applies}});
    }
    for (const Step& premise : step.premises) visit(premise);
  };
  visit(root);
  return rules;
}

}  // namespace

std::string status_to_markdown(const StatusAnswer& answer, const Register& reg, bool why) {
  std::string out = fmt::format("# {}: {}\n\n", plain_in_markdown(subject_of(answer)),
                                headline_of(answer.verdict));
  out += fmt::format("On {}, as known on {}: {}.\n", to_text(answer.question.on),
                     to_text(answer.question.known), plain_in_markdown(answer.because));
  if (answer.readings.size() > 1) {
    out += "\n## Readings\n\n";
    for (const ReadingAnswer& reading : answer.readings) {
      out += fmt::format("- {}: {}, {}\n", plain_in_markdown(reading.reading),
                         plain_in_markdown(reading.because), to_text(reading.verdict));
    }
  }
  for (const UnboundState& standing : answer.standing) {
    out += fmt::format("\n{}.\n", plain_in_markdown(standing_in_words(standing)));
  }
  for (const ProvisionalSpell& spell : answer.provisional) {
    out += fmt::format("\n{}.\n", plain_in_markdown(provisional_in_words(spell)));
  }
  if (answer.survives) {
    out += fmt::format("\nSurvives: {}.\n", plain_in_markdown(survival_in_words(*answer.survives)));
  }
  if (!answer.by_source.empty()) out += "\n## By source\n\n";
  for (const BySource& side : answer.by_source) {
    out += fmt::format("- {}: {}, {}\n", plain_in_markdown(whose(reg, side.statement)),
                       to_text(side.verdict), plain_in_markdown(side.because));
  }
  if (answer.recorded) {
    out += fmt::format("\nRecorded: {}.\n",
                       plain_in_markdown(recorded_in_words(reg, *answer.recorded)));
  }
  if (!answer.missing.empty()) out += "\n## Missing\n\n";
  for (const std::string& missing : answer.missing) {
    out += fmt::format("- {}\n", plain_in_markdown(missing));
  }
  if (!answer.doubts.empty()) out += "\n## Doubts\n\n";
  for (const std::string& doubt : answer.doubts) {
    out += fmt::format("- {}\n", plain_in_markdown(doubt));
  }
  if (!why) return out;
  AppliedLaw law(reg, answer.question);
  const GeneralLaw& general = law.between_states_of(answer.question.treaty);
  out += fmt::format("\n## Why\n\nVienna Convention: {} ({}).\n\n", to_text(general.kind),
                     plain_in_markdown(general.because));
  if (names_policy(answer)) {
    out += plain_in_markdown(policy_in_words(answer.proof.policy)) + ".\n\n";
  }
  add_step_in_markdown(out, answer.proof.root, law);
  for (const BySource& side : answer.by_source) {
    out += fmt::format("\n## Why, by {}\n\n", plain_in_markdown(whose(reg, side.statement)));
    add_step_in_markdown(out, side.proof.root, law);
  }
  return out;
}

std::string render_status(const StatusAnswer& answer, const Register& reg, bool why,
                          const TextStyle& style) {
  Page page(style);
  page.title(fmt::format("{}: {}", subject_of(answer),
                         page.painted(headline_of(answer.verdict), paint_of(answer.verdict))));
  page.labelled("on", fmt::format("{}, as known on {}", to_text(answer.question.on),
                                  to_text(answer.question.known)));
  page.labelled("because", answer.because);
  if (answer.suspended_from) {
    page.labelled("suspended", fmt::format("its operation is suspended since {}",
                                           to_text(*answer.suspended_from)));
  }
  if (answer.readings.size() > 1) {
    for (const ReadingAnswer& reading : answer.readings) {
      std::string text = fmt::format("{}: {}", reading.because, headline_of(reading.verdict));
      if (reading.term) {
        text += fmt::format("; term {}, {} to {}", reading.term->number,
                            to_text(reading.term->begin), to_text(reading.term->end));
      }
      page.labelled("reading " + reading.reading, text);
    }
  } else if (!answer.readings.empty() && answer.readings.front().term) {
    const TermPeriod& term = *answer.readings.front().term;
    page.labelled("term",
                  fmt::format("{}, {} to {}", term.number, to_text(term.begin), to_text(term.end)));
  }
  for (const UnboundState& standing : answer.standing) {
    page.labelled("standing", standing_in_words(standing));
  }
  for (const ProvisionalSpell& spell : answer.provisional) {
    page.labelled("provisional", provisional_in_words(spell));
  }
  if (answer.survives) page.labelled("survives", survival_in_words(*answer.survives));
  for (const BySource& side : answer.by_source) {
    page.labelled("by source", fmt::format("{}: {}: {}", whose(reg, side.statement),
                                           headline_of(side.verdict), side.because));
  }
  if (answer.recorded) page.labelled("recorded", recorded_in_words(reg, *answer.recorded));
  for (const std::string& missing : answer.missing) page.labelled("missing", missing);
  for (const std::string& doubt : answer.doubts) page.labelled("doubt", doubt);
  for (const StatementIndex index : answer.claims) {
    const Statement& statement = reg.statements[index];
    const Line line = line_of(reg, statement, fact_in_words(statement.fact));
    page.labelled(
        statement.stance == Stance::asserted ? "claimed" : "denied",
        fmt::format("{}{}{}", line.text, line.speaker.empty() ? "" : ", says " + line.speaker,
                    line.date.empty() ? "" : " on " + line.date));
  }
  std::string text = std::move(page).finish();
  if (why) {
    Page law(style);
    const GeneralLaw general = general_law_of(reg, answer.question);
    law.hanging("",
                fmt::format("Vienna Convention: {} ({})", to_text(general.kind), general.because));
    if (names_policy(answer)) law.hanging("", policy_in_words(answer.proof.policy));
    text += "\nWhy\n" + std::move(law).finish() + render_proof(answer.proof, reg, style);
    for (const BySource& side : answer.by_source) {
      text += fmt::format("\nWhy, by {}\n", whose(reg, side.statement)) +
              render_proof(side.proof, reg, style);
    }
  }
  return text;
}

Json status_to_json(const StatusAnswer& answer, const Register& reg, bool why) {
  Json json;
  json["treaty"] = answer.question.treaty;
  json["states"] = answer.question.states;
  json["on"] = to_text(answer.question.on);
  json["known"] = to_text(answer.question.known);
  json["verdict"] = to_text(answer.verdict);
  json["because"] = answer.because;
  json["in_force"] =
      answer.readings.empty() ? Json(nullptr) : when_or_null(answer.readings.front().from);
  json["readings"] = Json::array();
  for (const ReadingAnswer& reading : answer.readings) {
    Json one;
    one["reading"] = reading.reading;
    one["because"] = reading.because;
    one["verdict"] = to_text(reading.verdict);
    one["from"] = when_or_null(reading.from);
    one["until"] = when_or_null(reading.until);
    if (!reading.end_reason.empty()) one["end_reason"] = reading.end_reason;
    if (reading.term) {
      one["term"] = {{"number", reading.term->number},
                     {"begin", to_text(reading.term->begin)},
                     {"end", to_text(reading.term->end)}};
      if (reading.term->last_notice)
        one["term"]["last_day_for_notice"] = to_text(*reading.term->last_notice);
    }
    json["readings"].push_back(std::move(one));
  }
  json["missing"] = answer.missing;
  if (!answer.doubts.empty()) json["doubts"] = answer.doubts;
  json["claims"] = Json::array();
  for (const StatementIndex index : answer.claims)
    json["claims"].push_back(to_json(reg.statements[index]));
  if (answer.suspended_from) json["suspended_from"] = to_text(*answer.suspended_from);
  if (why) {
    AppliedLaw law(reg, answer.question);
    const GeneralLaw& general = law.between_states_of(answer.question.treaty);
    json["general_law"] = {{"applies_as", to_text(general.kind)}, {"because", general.because}};
    json["general_law"]["rules"] = rules_applied(answer.proof.root, law);
  }
  for (const UnboundState& standing : answer.standing) {
    json["standing"][standing.state] = to_text(standing.status);
  }
  for (const ProvisionalSpell& spell : answer.provisional) {
    json["provisional"].push_back({{"state", spell.state},
                                   {"from", to_text(spell.from)},
                                   {"until", when_or_null(spell.until)}});
  }
  if (answer.survives) {
    json["survives"] = {{"of", answer.survives->of},
                        {"until", when_or_null(answer.survives->until)}};
  }
  for (const BySource& side : answer.by_source) {
    Json one{{"source", whose(reg, side.statement)},
             {"verdict", to_text(side.verdict)},
             {"because", side.because}};
    if (why) one["proof"] = to_json(side.proof);
    json["by_source"].push_back(std::move(one));
  }
  if (answer.recorded) {
    json["recorded"] = {{"when", to_text(answer.recorded->when)},
                        {"source", whose(reg, answer.recorded->statement)},
                        {"agrees", answer.recorded->agrees}};
    if (!answer.recorded->explanation.empty())
      json["recorded"]["explanation"] = answer.recorded->explanation;
  }
  json["policy"] = answer.proof.policy.name;
  if (why) json["proof"] = to_json(answer.proof);
  return json;
}

}  // namespace servanda
