#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "servanda/query/lines.h"
#include "servanda/query/query.h"
#include "servanda/query/watch.h"

namespace servanda {
namespace {

/// Gathers the page of one treaty from a register, section by section.
class DossierWriter {
 public:
  DossierWriter(const Register& reg, const std::string& treaty, const Moment& on, Day known,
                StatusAnswer status, TimelineAnswer timeline)
      : reg_(reg),
        view_(view_treaty(reg, treaty, known)),
        on_(on),
        dossier_{.id = treaty,
                 .title = view_.traits.title,
                 .also = view_.traits.also,
                 .form = view_.traits.form,
                 .parties = view_.traits.parties,
                 .on = to_text(on),
                 .known = known,
                 .status = std::move(status),
                 .timeline = std::move(timeline)} {}

  DossierAnswer write() {
    add_traits();
    add_pathways();
    add_own_statements();
    add_neighbours();
    add_related();
    dossier_.contradictions = dossier_.timeline.contradictions;
    gather_sources();
    return std::move(dossier_);
  }

 private:
  /// The line of a statement with the sources known on the day asked for.
  Line line_of(const Statement& statement, std::string text) const {
    return servanda::line_of(reg_, statement, std::move(text), view_.known);
  }

  bool is_known(const Statement& statement) const {
    return servanda::is_known(reg_, statement, view_.known);
  }

  /// Adds a line; one that says the same with the same voice only adds its backing.
  static void add(std::vector<Line>& section, Line line) {
    for (Line& other : section) {
      if (other.text == line.text && other.speaker == line.speaker && other.stance == line.stance) {
        other.from.insert(other.from.end(), line.from.begin(), line.from.end());
        return;
      }
    }
    section.push_back(std::move(line));
  }

  void add_traits() {
    std::vector<StatementIndex> order = view_.trait_statements;
    for (const StatementIndex index : view_.others) {
      if (std::holds_alternative<TreatyFact>(view_.statement(index).fact)) order.push_back(index);
    }
    for (const StatementIndex index : order) {
      const Statement& statement = view_.statement(index);
      const auto& fact = std::get<TreatyFact>(statement.fact);
      for (std::string& text : traits_in_words(fact))
        add(dossier_.facts, line_of(statement, std::move(text)));
      for (std::string& text : clauses_in_words(fact.clauses)) {
        add(dossier_.clauses, line_of(statement, std::move(text)));
      }
      for (const ClauseFact& norm : fact.norms) {
        add(dossier_.clauses,
            line_of(statement, norm.article.empty() ? norm_in_words(norm)
                                                    : fmt::format("article {}: {}", norm.article,
                                                                  norm_in_words(norm))));
      }
      if (fact.disclosed == false) {
        add(dossier_.undisclosed,
            line_of(statement, fmt::format("the text of {}", name_of(fact.id))));
      }
    }
  }

  void add_pathways() {
    for (const std::string& state : view_.traits.parties) {
      dossier_.pathways.push_back(pathway_of(view_, state, on_));
    }
  }

  static bool is_denial(const Statement& statement) {
    return statement.stance == Stance::denied ||
           (statement.stance == Stance::negated && statement.speaker.has_value());
  }

  /// Statements about this very treaty, each into its section.
  void add_own_statements() {
    for (const Claim& claim : view_.claims) {
      const Statement& statement = view_.statement(claim.statement);
      Line line = line_of(statement, fact_in_words(statement.fact));
      add(claim.denied ? dossier_.denials : dossier_.claims, std::move(line));
    }
    for (const StatementIndex index : view_.others) place(view_.statement(index), true);
    for (const RecordedAct& act : view_.acts) {
      const Statement& statement = view_.statement(act.first());
      if (statement.speaker)
        add(dossier_.claims, line_of(statement, fact_in_words(statement.fact)));
    }
  }

  void place(const Statement& statement, bool own) {
    const Fact& fact = statement.fact;
    if (std::holds_alternative<TreatyFact>(fact) || std::holds_alternative<RelationFact>(fact))
      return;
    Line line = line_of(statement, fact_in_words(fact));
    if (speaks_of_sanctions(statement)) add(dossier_.compliance, line);
    if (is_denial(statement)) {
      add(dossier_.denials, std::move(line));
    } else if (std::holds_alternative<QuantityFact>(fact) ||
               std::holds_alternative<ProjectFact>(fact)) {
      add(dossier_.promises, std::move(line));
    } else if (std::holds_alternative<ClauseFact>(fact)) {
      add(dossier_.clauses, std::move(line));
    } else if (std::holds_alternative<AssessmentFact>(fact)) {
      add(dossier_.assessments, std::move(line));
    } else if (std::holds_alternative<EventFact>(fact)) {
      add(dossier_.context, std::move(line));
    } else if (own) {
      add(dossier_.claims, std::move(line));
    }
  }

  /// What the documents that speak of this treaty tell besides: promises, events, other texts that
  /// are undisclosed. A statement belongs to a document by its first citation.
  void add_neighbours() {
    for (const Statement& statement : reg_.statements) {
      if (treaty_of(statement) == view_.id && !statement.from.empty() && is_known(statement)) {
        documents_.insert(statement.from.front().source);
      }
    }
    const std::vector<std::string> ids = reg_.treaty_ids();
    for (const Statement& statement : reg_.statements) {
      if (statement.from.empty() || documents_.count(statement.from.front().source) == 0 ||
          !is_known(statement)) {
        continue;
      }
      const std::string& about = treaty_of(statement);
      if (about == view_.id) continue;
      if (const auto* fact = std::get_if<TreatyFact>(&statement.fact)) {
        if (fact->disclosed == false) {
          add(dossier_.undisclosed,
              line_of(statement, fmt::format("the text of {}", name_of(fact->id))));
        }
        continue;
      }
      // What is about another treaty stands on that treaty's page.
      if (!about.empty() && std::binary_search(ids.begin(), ids.end(), about) && declared(about))
        continue;
      place(statement, false);
    }
  }

  bool declared(const std::string& id) const {
    const std::vector<std::size_t> places = reg_.about(id);
    return std::any_of(places.begin(), places.end(), [&](std::size_t place) {
      return std::holds_alternative<TreatyFact>(reg_.statements[place].fact);
    });
  }

  static bool speaks_of_sanctions(const Statement& statement) {
    if (const auto* event = std::get_if<EventFact>(&statement.fact);
        event != nullptr && event->type == "SANCTION") {
      return true;
    }
    const std::string words = fact_in_words(statement.fact);
    return words.find("sanction") != std::string::npos;
  }

  std::string name_of(const std::string& id) const {
    const TreatyView view = view_treaty(reg_, id, view_.known);
    if (!view.traits.title.empty()) return view.traits.title;
    return view.traits.also.empty() ? id : view.traits.also.front();
  }

  RelatedTreaty& related(const std::string& id, const std::string& relation) {
    for (RelatedTreaty& other : dossier_.related) {
      if (other.id == id && other.relation == relation) return other;
    }
    RelatedTreaty other{id, name_of(id), relation};
    if (Result<StatusAnswer> status = ask_status(reg_, {id, {}, on_, view_.known})) {
      other.status = *std::move(status);
    }
    if (Result<TimelineAnswer> timeline = ask_timeline(reg_, id, view_.known)) {
      other.timeline = *std::move(timeline);
    }
    dossier_.related.push_back(std::move(other));
    return dossier_.related.back();
  }

  static std::string inverse(RelationType type) {
    switch (type) {
      case RelationType::replaces:
        return "is replaced by";
      case RelationType::extends:
        return "is extended by";
      case RelationType::amends:
        return "is amended by";
      case RelationType::implements:
        return "is implemented by";
      case RelationType::resembles:
        return "resembles";
      case RelationType::conflicts:
        return "conflicts with";
    }
    return {};
  }

  /// What the documents that speak of this treaty say of one that is related to it.
  void add_said_of(RelatedTreaty& other) {
    for (const Statement& statement : reg_.statements) {
      if (treaty_of(statement) != other.id || statement.from.empty() || !is_known(statement) ||
          documents_.count(statement.from.front().source) == 0) {
        continue;
      }
      if (const auto* fact = std::get_if<TreatyFact>(&statement.fact)) {
        if (!statement.speaker) continue;
        for (std::string& text : traits_in_words(*fact))
          add(other.said, line_of(statement, std::move(text)));
      } else if (std::holds_alternative<ActFact>(statement.fact) && statement.speaker) {
        add(other.said, line_of(statement, fact_in_words(statement.fact)));
      }
    }
  }

  void add_related() {
    for (const Statement& statement : reg_.statements) {
      if (!is_known(statement)) continue;
      if (const auto* relation = std::get_if<RelationFact>(&statement.fact)) {
        if (relation->treaty == view_.id) {
          const std::string word = relation->type == RelationType::conflicts
                                       ? "conflicts with"
                                       : std::string(to_text(relation->type));
          add(related(relation->other, word).said, line_of(statement, word));
        } else if (relation->other == view_.id) {
          const std::string word = inverse(relation->type);
          add(related(relation->treaty, word).said, line_of(statement, word));
        }
      } else if (const auto* fact = std::get_if<TreatyFact>(&statement.fact)) {
        const auto& replaced = fact->clauses.replaces;
        if (fact->id == view_.id) {
          for (const std::string& id : replaced) {
            add(related(id, "replaces").said, line_of(statement, "replaces, by its own text"));
          }
        } else if (std::find(replaced.begin(), replaced.end(), view_.id) != replaced.end()) {
          add(related(fact->id, "is replaced by").said,
              line_of(statement, "replaced, by that one's text"));
        }
      }
    }
    for (RelatedTreaty& other : dossier_.related) add_said_of(other);
  }

  void gather_sources() {
    std::set<std::string> ids;
    const auto take_backing = [&](const std::vector<Backing>& list) {
      for (const Backing& backing : list) ids.insert(backing.source);
    };
    for (const auto* section :
         {&dossier_.facts, &dossier_.clauses, &dossier_.promises, &dossier_.claims,
          &dossier_.denials, &dossier_.undisclosed, &dossier_.assessments, &dossier_.context,
          &dossier_.compliance, &dossier_.contradictions}) {
      for (const Line& line : *section) take_backing(line.from);
    }
    for (const PathwayAnswer& pathway : dossier_.pathways) {
      for (const PathwayStation& station : pathway.stations) take_backing(station.from);
    }
    const auto take_timeline = [&](const TimelineAnswer& timeline) {
      for (const TimelineEntry& entry : timeline.recorded) take_backing(entry.from);
    };
    take_timeline(dossier_.timeline);
    for (const RelatedTreaty& other : dossier_.related) {
      for (const Line& line : other.said) take_backing(line.from);
      if (other.timeline) take_timeline(*other.timeline);
    }
    for (const std::string& id : ids) {
      if (const Source* source = reg_.find_source(id)) dossier_.sources.push_back(*source);
    }
  }

  const Register& reg_;
  TreatyView view_;
  const Moment& on_;
  std::set<std::string> documents_;  ///< sources with a statement about this treaty
  DossierAnswer dossier_;
};

}  // namespace

Result<DossierAnswer> ask_dossier(const Register& reg, const std::string& treaty, const Moment& on,
                                  Day known) {
  SERVANDA_ASSIGN_OR_RETURN(StatusAnswer status, ask_status(reg, {treaty, {}, on, known}));
  SERVANDA_ASSIGN_OR_RETURN(TimelineAnswer timeline, ask_timeline(reg, treaty, known));
  return DossierWriter(reg, treaty, on, known, std::move(status), std::move(timeline)).write();
}

}  // namespace servanda
