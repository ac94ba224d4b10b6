#include "servanda/journal/entries.h"

#include <array>

#include "servanda/journal/actor_words.h"
#include "servanda/journal/treaty_lines.h"

namespace servanda {
namespace {

/// The parts of one line that may stand in any order, each once ("by …", "at …").
class Parts {
 public:
  explicit Parts(WordsCursor& in) : in_(in) {}

  bool accept(std::string_view word) {
    const WordsCursor before = in_;
    if (!in_.accept(word)) return false;
    for (std::size_t i = 0; i < count_; ++i) {
      if (seen_[i] != word) continue;
      twice_ = wrong(before.here(), fmt::format("\"{}\" is said twice", word), "one such part");
      in_ = before;
      return false;
    }
    if (count_ < seen_.size()) seen_[count_++] = word;
    return true;
  }
  const Outcome& twice() const { return twice_; }

 private:
  WordsCursor& in_;
  std::array<std::string_view, 16> seen_ = {};
  std::size_t count_ = 0;
  Outcome twice_ = {};
};

Outcome take_run(WordsCursor& in, std::string& text) {
  text = in.take_run();
  return text.empty() ? Outcome(missing(in, "an article")) : Outcome();
}

Outcome read_act_part(Parts& parts, WordsCursor& in, ActFact& act) {
  if (parts.accept("by")) return take_list(in, act.by);
  if (parts.accept("with")) return take_list(in, act.with);
  if (parts.accept("to")) return take_one(in, act.body);
  if (parts.accept("whom")) return take_list(in, act.whom);
  if (parts.accept("as")) return take_text(in, act.as, "a role");
  if (parts.accept("at")) return take_text(in, act.at, "a place");
  if (parts.accept("for")) return take_period(in, act.period);
  if (parts.accept("until")) return take_date(in, act.until);
  if (parts.accept("unauthorised")) {
    act.unauthorised = true;
    return {};
  }
  if (parts.accept("provisions")) return take_string(in, act.provisions, "which provisions");
  if (parts.accept("article")) {
    return in.next_is('"') ? take_string(in, act.article, "an article") : take_run(in, act.article);
  }
  if (parts.accept("if")) return take_string(in, act.condition, "the condition");
  if (parts.accept("effect")) {
    return take_parsed<Moment>(in, act.effect, parse_moment, "a day, or an instant with its zone");
  }
  if (parts.accept("of")) return take_optional_act(in, act.of);
  if (parts.accept("undo")) return take_optional_act(in, act.undo);
  if (parts.twice()) return parts.twice();
  static const std::vector<std::string_view> kParts{
      "by",      "with", "to",     "whom", "as",   "at",           "for",       "until",
      "article", "if",   "effect", "of",   "undo", "unauthorised", "provisions"};
  const std::string_view near = closest(in.peek(), kParts);
  return missing(in, near.empty()
                         ? "\"by\", \"with\", \"to\", \"at\", \"of\" … or the end of the line"
                         : fmt::format("did you mean \"{}\"?", near));
}

Outcome read_treaty(WordsCursor& in, Statement& statement) {
  TreatyFact& treaty = statement.fact.emplace<TreatyFact>();
  if (auto fault = take_id(in, treaty.id, "the id of the treaty")) return fault;
  if (in.next_is('"')) {
    if (auto fault = take_string(in, treaty.title, "the title")) return fault;
  } else if (!in.at_end()) {
    return missing(in, "the title in quotes");
  }
  return at_end(in);
}

Outcome read_claim(WordsCursor& in, Statement& statement) {
  ClaimFact claim;
  if (auto fault = take_id(in, claim.treaty, "the id of the treaty")) return fault;
  if (auto fault =
          take_word(in, claim.status, find_claimed_status, claimed_status_words(), "status"))
    return fault;
  Parts parts(in);
  while (!in.at_end()) {
    Outcome fault;
    if (parts.accept("of")) {
      fault = take_id(in, claim.state, "the code of a state");
    } else if (parts.accept("from")) {
      fault = take_date(in, claim.from);
    } else if (parts.accept("until")) {
      fault = take_date(in, claim.until);
    } else if (parts.accept("by")) {
      fault = take_one(in, statement.speaker);
    } else {
      fault = missing(in, "\"by\", \"of\", \"from\", \"until\" or the end of the line");
    }
    if (parts.twice()) return parts.twice();
    if (fault) return fault;
  }
  statement.fact = std::move(claim);
  return {};
}

Outcome read_clause(WordsCursor& in, Statement& statement) {
  ClauseFact clause;
  if (auto fault = take_id(in, clause.treaty, "the id of the treaty")) return fault;
  if (auto fault = take_norm(in, clause)) return fault;
  statement.fact = std::move(clause);
  return {};
}

Outcome read_relation(WordsCursor& in, Statement& statement) {
  RelationFact relation;
  if (auto fault = take_id(in, relation.treaty, "the id of the treaty")) return fault;
  if (auto fault =
          take_word(in, relation.type, find_relation_type, relation_type_words(), "relation"))
    return fault;
  if (auto fault = take_id(in, relation.other, "the id of the other treaty")) return fault;
  if (in.accept("if")) {
    if (auto fault = take_string(in, relation.condition, "the condition")) return fault;
  }
  if (auto fault = at_end(in)) return fault;
  statement.fact = std::move(relation);
  return {};
}

Outcome read_quantity(WordsCursor& in, Statement& statement) {
  QuantityFact q;
  if (auto fault = take_string(in, q.what, "what is counted")) return fault;
  if (in.accept("up to")) q.bound = Bound::upper;
  if (in.accept("at least")) q.bound = Bound::lower;
  if (in.accept("about")) q.approximate = true;
  if (auto fault = take_id(in, q.value, "a number")) return fault;
  if (!in.at_end() && !is_keyword(in.peek())) {
    if (auto fault = take_id(in, q.unit, "a unit")) return fault;
  }
  Parts parts(in);
  while (!in.at_end()) {
    Outcome fault;
    if (parts.accept("per")) {
      fault = take_period(in, q.per);
    } else if (parts.accept("of")) {
      fault = take_id(in, q.treaty, "the id of a treaty");
    } else if (parts.accept("under")) {
      in.accept("project");
      fault = take_string(in, q.project, "a project");
    } else if (parts.accept("from")) {
      fault = take_text(in, q.from, "from whom");
    } else if (parts.accept("to")) {
      fault = take_text(in, q.to, "to whom");
    } else if (parts.accept("if")) {
      fault = take_string(in, q.condition, "the condition");
    } else {
      fault = missing(in, "\"per\", \"of\", \"under\", \"from\", \"to\" or the end of the line");
    }
    if (parts.twice()) return parts.twice();
    if (fault) return fault;
  }
  statement.fact = std::move(q);
  return {};
}

Outcome read_project(WordsCursor& in, Statement& statement) {
  ProjectFact project;
  if (auto fault = take_string(in, project.name, "the name of the project")) return fault;
  if (auto fault = take_word(in, project.state, find_project_state, project_state_words(),
                             "state of a project")) {
    return fault;
  }
  Parts parts(in);
  while (!in.at_end()) {
    Outcome fault;
    if (parts.accept("of")) {
      fault = take_id(in, project.treaty, "the id of a treaty");
    } else if (parts.accept("count")) {
      int number = 0;
      fault = take_number(in, number);
      project.count = number;
    } else if (parts.accept("at")) {
      fault = take_text(in, project.at, "a place");
    } else if (parts.accept("what")) {
      fault = take_string(in, project.what, "what is built");
    } else {
      fault = missing(in, "\"of\", \"count\", \"at\", \"what\" or the end of the line");
    }
    if (parts.twice()) return parts.twice();
    if (fault) return fault;
  }
  statement.fact = std::move(project);
  return {};
}

Outcome read_event(WordsCursor& in, Statement& statement) {
  EventFact event;
  if (auto fault = take_id(in, event.type, "the type of the event")) return fault;
  Parts parts(in);
  while (!in.at_end()) {
    Outcome fault;
    if (parts.accept("by")) {
      fault = take_list(in, event.by);
    } else if (parts.accept("whom")) {
      fault = take_list(in, event.whom);
    } else if (parts.accept("on")) {
      fault = take_date(in, event.on);
    } else if (parts.accept("at")) {
      fault = take_text(in, event.at, "a place");
    } else if (parts.accept("what")) {
      fault = take_string(in, event.what, "what happened");
    } else {
      fault = missing(in, "\"by\", \"whom\", \"on\", \"at\", \"what\" or the end of the line");
    }
    if (parts.twice()) return parts.twice();
    if (fault) return fault;
  }
  statement.fact = std::move(event);
  return {};
}

Outcome read_assessment(WordsCursor& in, Statement& statement) {
  AssessmentFact assessment;
  if (in.accept("of")) {
    if (auto fault = take_id(in, assessment.about, "the id of a treaty")) return fault;
  }
  if (auto fault = take_string(in, assessment.says, "what is said")) return fault;
  if (in.accept("if")) {
    if (auto fault = take_string(in, assessment.condition, "the condition")) return fault;
  }
  if (auto fault = at_end(in)) return fault;
  statement.fact = std::move(assessment);
  return {};
}

using FactReader = Outcome (*)(WordsCursor&, Statement&);

FactReader find_reader(std::string_view keyword) {
  struct Row {
    std::string_view keyword;
    FactReader read;
  };
  static constexpr std::array<Row, 9> kRows{{{"treaty", read_treaty},
                                             {"claim", read_claim},
                                             {"deny", read_claim},
                                             {"clause", read_clause},
                                             {"relation", read_relation},
                                             {"quantity", read_quantity},
                                             {"project", read_project},
                                             {"event", read_event},
                                             {"assessment", read_assessment}}};
  for (const Row& row : kRows) {
    if (row.keyword == keyword) return row.read;
  }
  return nullptr;
}

}  // namespace

Outcome read_act(WordsCursor& in, std::optional<Edtf> date, Statement& statement) {
  ActFact act;
  act.on = std::move(date);
  if (auto fault = take_act(in, act.type)) return fault;
  if (auto fault = take_id(in, act.treaty, "the id of the treaty")) return fault;
  Parts parts(in);
  while (!in.at_end()) {
    if (auto fault = read_act_part(parts, in, act)) return fault;
  }
  statement.fact = std::move(act);
  return {};
}

Outcome read_fact(std::string_view keyword, WordsCursor& in, std::optional<Edtf> said,
                  Statement& statement) {
  const FactReader read = find_reader(keyword);
  if (read == nullptr) return unknown_key();
  in.take();
  statement.said = std::move(said);
  if (keyword == "deny") statement.stance = Stance::denied;
  return read(in, statement);
}

}  // namespace servanda
