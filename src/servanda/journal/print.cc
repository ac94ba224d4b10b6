// Data to canonical text.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "servanda/journal/actor_words.h"
#include "servanda/journal/clause_words.h"
#include "servanda/journal/decision_lines.h"
#include "servanda/journal/journal.h"
#include "servanda/journal/words_cursor.h"

namespace servanda {
namespace {

/// An id or code that can stand as one bare word; else in quotes.
std::string id_text(std::string_view id) {
  const bool bare = !id.empty() && !is_keyword(id) && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '/' || static_cast<unsigned char>(c) >= 0x80;
  });
  return bare ? std::string(id) : quoted(id);
}

/// The rest of a line: bare where nothing in it could be misread.
std::string line_text(std::string_view value) {
  const bool bare = !value.empty() && value.front() != '"' && value.front() != ' ' &&
                    value.back() != ' ' &&
                    value.find_first_of(";\n\r\t") == std::string_view::npos &&
                    value.find('\0') == std::string_view::npos;
  return bare ? std::string(value) : quoted(value);
}

/// Collects the indented lines of one entry, keys in one column.
class Lines {
 public:
  void add(std::string_view key, const std::string& value) {
    text_ += value.empty() ? fmt::format("  {}\n", key) : fmt::format("  {:<10} {}\n", key, value);
  }
  void add_text(std::string_view key, const std::string& value) {
    if (!value.empty()) add(key, line_text(value));
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

template <typename List, typename Word>
std::string join(const List& list, Word word) {
  std::vector<std::string> words;
  for (const auto& element : list) words.push_back(std::string(word(element)));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string norm_text(const ClauseFact& norm) {
  std::string text;
  if (!norm.article.empty()) {
    const bool bare = norm.article.front() >= '0' && norm.article.front() <= '9' &&
                      norm.article.find_first_of(" \t\r\n\",;\\") == std::string::npos &&
                      norm.article.find('\0') == std::string::npos;
    text += (bare ? norm.article : "article " + quoted(norm.article)) + " ";
  }
  if (!norm.about.empty()) text += fmt::format("about {}: ", quoted(norm.about));
  if (!norm.condition.empty()) text += fmt::format("if {}, ", free_text(norm.condition));
  if (!norm.who.empty()) {
    // A figure in front would be read as the article.
    const bool figure = norm.who.front() >= '0' && norm.who.front() <= '9';
    text += (figure ? quoted(norm.who) : free_text(norm.who)) + " ";
  }
  text += norm.must == Must::shall ? "shall" : norm.must == Must::may ? "may" : "shall not";
  if (!norm.action.empty()) {
    // "not" at the beginning would change the norm.
    text += " " + (norm.action.rfind("not", 0) == 0 ? quoted(norm.action) : free_text(norm.action));
  }
  if (!norm.whom.empty()) text += " whom " + free_text(norm.whom);
  return text;
}

void add_citations(Lines& lines, const std::vector<Citation>& from) {
  for (const Citation& citation : from) {
    std::string text = id_text(citation.source);
    if (citation.bytes)
      text += fmt::format(" bytes {}..{}", citation.bytes->begin, citation.bytes->end);
    if (!citation.words.empty()) text += " " + quoted(citation.words);
    lines.add("from", text);
  }
}

void add_common(Lines& lines, const Statement& statement, bool speaker_shown, Stance shown) {
  add_citations(lines, statement.from);
  if (statement.speaker && !speaker_shown) lines.add("says", words_for(*statement.speaker));
  if (!statement.via.empty()) lines.add("via", words_for(statement.via));
  if (statement.stance != shown) lines.add("stance", std::string(to_text(statement.stance)));
  if (statement.known) lines.add("known", to_text(*statement.known));
  lines.add_text("note", statement.note);
}

std::string treaty_head(const TreatyFact& treaty, Lines& lines) {
  const auto list = [](const std::vector<std::string>& values) { return join(values, quoted); };
  const auto ids = [](const std::vector<std::string>& values) { return join(values, id_text); };
  const auto texts = [](const std::vector<std::string>& values) { return join(values, free_text); };
  if (!treaty.also.empty()) lines.add("also", list(treaty.also));
  lines.add_text("form", treaty.form);
  if (!treaty.parties.empty()) lines.add("parties", ids(treaty.parties));
  if (treaty.signed_on || !treaty.signed_at.empty()) {
    std::string text = treaty.signed_on ? treaty.signed_on->text() : "";
    if (!treaty.signed_at.empty())
      text += (text.empty() ? "at " : " at ") + free_text(treaty.signed_at);
    lines.add("signed", text);
  }
  if (treaty.in_force) lines.add("in-force", treaty.in_force->text());
  if (treaty.articles) lines.add("articles", fmt::format("{}", *treaty.articles));
  if (!treaty.fields.empty()) lines.add("subjects", texts(treaty.fields));
  if (treaty.disclosed) lines.add("disclosed", *treaty.disclosed ? "yes" : "no");
  if (!treaty.languages.empty()) lines.add("languages", ids(treaty.languages));
  lines.add_text("depositary", treaty.depositary);
  lines.add_text("zone", treaty.zone);
  const Clauses& c = treaty.clauses;
  if (!c.consent.empty()) {
    lines.add("consent", join(c.consent, [](Consent consent) { return to_text(consent); }));
  }
  if (c.force) lines.add("force", words_for(*c.force));
  if (c.force_later) lines.add("later", words_for(*c.force_later));
  lines.add_text("later-from", c.later_from);
  if (c.provisional) lines.add("provisional", words_for(*c.provisional));
  if (c.provisional_plain) lines.add("provisional", "yes");
  if (c.term) {
    lines.add("term", words_for(*c.term, c.renewal));
  } else if (c.renewal) {
    lines.add("renewal", words_for(*c.renewal));
  }
  if (c.withdrawal) lines.add("withdrawal", words_for(*c.withdrawal));
  if (c.survival) lines.add("survival", words_for(*c.survival));
  lines.add_text("reservations", c.reservations);
  lines.add_text("partial-consent", c.partial_consent);
  lines.add_text("amendment", c.amendment);
  if (c.amendment_on) lines.add("amendment-on", words_for(*c.amendment_on));
  if (!c.replaces.empty()) lines.add("replaces", ids(c.replaces));
  if (c.replaces_on) lines.add("replaces-on", words_for(*c.replaces_on));
  lines.add_text("territorial", c.territorial);
  if (!c.disputes.empty()) lines.add("disputes", texts(c.disputes));
  for (const ClauseFact& norm : treaty.norms) lines.add("norm", norm_text(norm));
  return fmt::format("treaty {}{}", id_text(treaty.id),
                     treaty.title.empty() ? "" : " " + quoted(treaty.title));
}

std::string act_head(const ActFact& act) {
  std::string text = fmt::format("{} {} {}", act.on ? act.on->text() : "undated", to_text(act.type),
                                 id_text(act.treaty));
  const auto add = [&](std::string_view key, const std::string& value) {
    text += fmt::format(" {} {}", key, value);
  };
  if (act.of) add("of", std::string(to_text(*act.of)));
  if (act.undo) add("undo", std::string(to_text(*act.undo)));
  if (!act.by.empty()) add("by", words_for(act.by));
  if (!act.with.empty()) add("with", words_for(act.with));
  if (act.body) add("to", words_for_body(*act.body));
  if (!act.whom.empty()) add("whom", words_for(act.whom));
  if (!act.as.empty()) add("as", free_text(act.as));
  if (act.unauthorised) text += " unauthorised";
  if (!act.provisions.empty()) add("provisions", quoted(act.provisions));
  if (!act.article.empty()) add("article", quoted(act.article));
  if (!act.at.empty()) add("at", free_text(act.at));
  if (act.period) add("for", to_text(*act.period));
  if (act.until) add("until", act.until->text());
  if (act.effect) add("effect", to_text(*act.effect));
  if (!act.condition.empty()) add("if", quoted(act.condition));
  return text;
}

std::string fact_head(const ClauseFact& clause) {
  return fmt::format("clause {} {}", id_text(clause.treaty), norm_text(clause));
}

std::string fact_head(const QuantityFact& quantity) {
  std::string text = "quantity " + quoted(quantity.what);
  if (quantity.bound == Bound::upper) text += " up to";
  if (quantity.bound == Bound::lower) text += " at least";
  if (quantity.approximate) text += " about";
  text += " " + id_text(quantity.value);
  if (!quantity.unit.empty()) text += " " + id_text(quantity.unit);
  if (quantity.per) text += " per " + to_text(*quantity.per);
  if (!quantity.treaty.empty()) text += " of " + id_text(quantity.treaty);
  if (!quantity.project.empty()) text += " under " + quoted(quantity.project);
  if (!quantity.from.empty()) text += " from " + free_text(quantity.from);
  if (!quantity.to.empty()) text += " to " + free_text(quantity.to);
  if (!quantity.condition.empty()) text += " if " + quoted(quantity.condition);
  return text;
}

std::string fact_head(const RelationFact& relation) {
  return fmt::format("relation {} {} {}{}", id_text(relation.treaty), to_text(relation.type),
                     id_text(relation.other),
                     relation.condition.empty() ? "" : " if " + quoted(relation.condition));
}

std::string fact_head(const ProjectFact& project) {
  std::string text = fmt::format("project {} {}", quoted(project.name), to_text(project.state));
  if (!project.treaty.empty()) text += " of " + id_text(project.treaty);
  if (project.count) text += fmt::format(" count {}", *project.count);
  if (!project.at.empty()) text += " at " + free_text(project.at);
  if (!project.what.empty()) text += " what " + quoted(project.what);
  return text;
}

std::string fact_head(const EventFact& event) {
  std::string text = "event " + id_text(event.type);
  if (!event.by.empty()) text += " by " + words_for(event.by);
  if (!event.whom.empty()) text += " whom " + words_for(event.whom);
  if (event.on) text += " on " + event.on->text();
  if (!event.at.empty()) text += " at " + free_text(event.at);
  if (!event.what.empty()) text += " what " + quoted(event.what);
  return text;
}

std::string fact_head(const AssessmentFact& assessment) {
  std::string text = "assessment";
  if (!assessment.about.empty()) text += " of " + id_text(assessment.about);
  text += " " + quoted(assessment.says);
  if (!assessment.condition.empty()) text += " if " + quoted(assessment.condition);
  return text;
}

std::string claim_head(const ClaimFact& claim, const Statement& statement) {
  std::string text = fmt::format("{} {} {}", statement.stance == Stance::denied ? "deny" : "claim",
                                 id_text(claim.treaty), to_text(claim.status));
  if (!claim.state.empty()) text += " of " + id_text(claim.state);
  if (claim.from) text += " from " + claim.from->text();
  if (claim.until) text += " until " + claim.until->text();
  if (statement.speaker) text += " by " + words_for(*statement.speaker);
  return text;
}

std::string pathway_text(const Pathway& pathway) {
  std::string text = "pathway " + id_text(pathway.state);
  if (!pathway.title.empty()) text += " " + quoted(pathway.title);
  text += '\n';
  for (const Station& station : pathway.stations) {
    text += fmt::format("  station    {}", to_text(station.act));
    if (station.of) text += fmt::format(" of {}", to_text(*station.of));
    if (!station.by.empty()) text += " by " + free_text(station.by);
    if (!station.body.empty()) text += " to " + free_text(station.body);
    if (!station.basis.empty()) text += " basis " + quoted(station.basis);
    if (station.within) text += " within " + to_text(*station.within);
    if (station.waits) text += " waits " + to_text(*station.waits);
    if (!station.days.empty()) text += " in " + quoted(station.days);
    if (station.optional) text += " optional";
    if (station.to_verify) text += " to-verify";
    text += '\n';
  }
  return text;
}

std::string incomplete_text(const Incomplete& mark) {
  std::string text = "incomplete acts " + id_text(mark.treaty);
  if (!mark.state.empty()) text += " of " + id_text(mark.state);
  if (!mark.note.empty()) text += " " + quoted(mark.note);
  return text + '\n';
}

std::string group_text(const GroupTable& group) {
  Lines lines;
  lines.add_text("unit", group.unit);
  // Neighbours that differ by their name alone stand in one line.
  for (std::size_t i = 0; i < group.members.size();) {
    GroupMember like = group.members[i];
    std::string text = id_text(like.state);
    for (++i; i < group.members.size(); ++i) {
      like.state = group.members[i].state;
      if (!(like == group.members[i])) break;
      text += ", " + id_text(like.state);
    }
    if (like.from) text += " from " + to_text(*like.from);
    if (like.until) text += " until " + to_text(*like.until);
    if (like.weight) text += fmt::format(" weight {}", *like.weight);
    lines.add("member", text);
  }
  add_citations(lines, group.from);
  if (group.known) lines.add("known", to_text(*group.known));
  lines.add_text("note", group.note);
  return fmt::format("group {}\n{}", id_text(group.id), lines.text());
}

std::string assertion_text(const Assertion& assertion) {
  std::string text = "assert " + id_text(assertion.treaty);
  if (!assertion.state.empty()) text += " " + id_text(assertion.state);
  text += " " + assertion.expected;
  if (assertion.on) text += " on " + to_text(*assertion.on);
  if (assertion.known) text += " known " + to_text(*assertion.known);
  return text + '\n';
}

}  // namespace

std::string format_source(const Source& source) {
  Lines lines;
  lines.add_text("title", source.title);
  lines.add_text("publisher", source.publisher);
  if (source.published) lines.add("published", source.published->text());
  lines.add_text("language", source.language);
  lines.add("authority", std::string(to_text(source.authority)));
  lines.add_text("url", source.url);
  lines.add_text("file", source.file);
  lines.add_text("sha256", source.sha256);
  lines.add_text("note", source.note);
  return fmt::format("source {}\n{}", id_text(source.id), lines.text());
}

std::string format_statement(const Statement& statement) {
  Lines lines;
  std::string head;
  bool speaker_shown = false;
  Stance shown = Stance::asserted;
  std::string said = statement.said ? statement.said->text() + " " : "";
  if (const auto* treaty = std::get_if<TreatyFact>(&statement.fact)) {
    head = treaty_head(*treaty, lines);
    if (statement.said) lines.add("said", statement.said->text());
  } else if (const auto* act = std::get_if<ActFact>(&statement.fact)) {
    head = act_head(*act);
    if (statement.said) lines.add("said", statement.said->text());
  } else if (const auto* claim = std::get_if<ClaimFact>(&statement.fact)) {
    head = said + claim_head(*claim, statement);
    speaker_shown = true;
    if (statement.stance == Stance::denied) shown = Stance::denied;
  } else {
    head = said + std::visit(
                      [](const auto& fact) -> std::string {
                        if constexpr (requires { fact_head(fact); }) {
                          return fact_head(fact);
                        } else {
                          return {};
                        }
                      },
                      statement.fact);
  }
  add_common(lines, statement, speaker_shown, shown);
  return head + "\n" + lines.text();
}

std::string format_register(const Register& reg) {
  std::string text;
  const auto block = [&](const std::string& entry) {
    if (!text.empty()) text += '\n';
    text += entry;
  };
  for (const BatchMark& batch : reg.batches) block(words_for(batch));
  for (const Source& source : reg.sources) block(format_source(source));
  for (const Pathway& pathway : reg.pathways) block(pathway_text(pathway));
  for (const GroupTable& group : reg.groups) block(group_text(group));
  for (const Statement& statement : reg.statements) block(format_statement(statement));
  for (const Incomplete& mark : reg.incomplete) block(incomplete_text(mark));
  for (const Assertion& assertion : reg.assertions) block(assertion_text(assertion));
  for (const Decision& decision : reg.decisions) block(words_for(decision));
  return text;
}

}  // namespace servanda
