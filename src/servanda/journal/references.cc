// What can only be seen when all files are there: names, doubles, contradictions.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "servanda/journal/journal.h"
#include "servanda/model/standing.h"
#include "servanda/time/when.h"

namespace servanda {
namespace {

class References {
 public:
  References(const Register& reg, const std::vector<SourceText>& files)
      : reg_(reg), files_(files) {}

  std::vector<FileDiagnostic> run() {
    collect_names();
    check_sources();
    for (std::size_t i = 0; i < reg_.statements.size(); ++i) check_statement(i);
    for (const Incomplete& mark : reg_.incomplete) check_treaty(mark.treaty, mark.origin);
    for (const Assertion& assertion : reg_.assertions)
      check_treaty(assertion.treaty, assertion.origin);
    check_datings();
    return std::move(found_);
  }

 private:
  void report(const Origin& origin, Severity severity, std::string message, std::string expected,
              const Origin* other = nullptr, std::string other_message = {}) {
    FileDiagnostic found{origin.file,
                         {severity, origin.span, std::move(message), std::move(expected)}};
    if (other != nullptr && other->file < files_.size()) {
      found.diagnostic.notes.push_back(
          {&files_[other->file], other->span, std::move(other_message)});
    }
    found_.push_back(std::move(found));
  }

  /// The head of an entry alone: the line that a reader has to look at.
  Origin head_of(const Origin& origin) const {
    if (origin.file >= files_.size()) return origin;
    const std::string_view text = origin.span.of(files_[origin.file].text());
    const std::size_t line = std::min(text.find('\n'), text.size());
    return {origin.file, {origin.span.begin, origin.span.begin + line}};
  }

  void collect_names() {
    for (const Statement& statement : reg_.statements) {
      if (const auto* treaty = std::get_if<TreatyFact>(&statement.fact))
        treaties_.emplace(treaty->id, true);
    }
    for (const auto& [id, known] : treaties_) treaty_names_.push_back(id);
    for (const Source& source : reg_.sources) source_names_.push_back(source.id);
  }

  void check_sources() {
    std::map<std::string_view, const Source*> first;
    for (const Source& source : reg_.sources) {
      const auto [place, added] = first.emplace(source.id, &source);
      if (added) continue;
      const Origin other = head_of(place->second->origin);
      report(head_of(source.origin), Severity::error,
             fmt::format("the source \"{}\" is there twice", source.id), "another id", &other,
             "the first one stands here");
    }
    for (const auto& [id, source] : first) sources_.emplace(id, source);
  }

  void check_treaty(const std::string& id, const Origin& origin) {
    if (id.empty() || treaties_.count(id) != 0) return;
    const std::string_view near = closest(id, treaty_names_);
    report(head_of(origin), Severity::error, fmt::format("no treaty \"{}\" is declared", id),
           near.empty() ? fmt::format("an entry \"treaty {}\"", id)
                        : fmt::format("did you mean \"{}\"?", near));
  }

  void check_statement(std::size_t index) {
    const Statement& statement = reg_.statements[index];
    const Origin& origin = origin_of(index);
    if (!std::holds_alternative<AssessmentFact>(statement.fact))
      check_treaty(treaty_of(statement), origin);
    if (const auto* relation = std::get_if<RelationFact>(&statement.fact))
      check_treaty(relation->other, origin);
    for (const Citation& citation : statement.from) {
      if (sources_.count(citation.source) != 0) continue;
      const std::string_view near = closest(citation.source, source_names_);
      report(head_of(origin), Severity::error,
             fmt::format("no source \"{}\" is declared", citation.source),
             near.empty() ? fmt::format("an entry \"source {}\"", citation.source)
                          : fmt::format("did you mean \"{}\"?", near));
    }
  }

  Origin origin_of(std::size_t index) const {
    return index < reg_.origins.size() ? reg_.origins[index] : Origin{};
  }

  /// Acts that a state does once, dated in ways that exclude each other: no error (the law weighs
  /// them), but somebody should look.
  void check_datings() {
    struct Dated {
      std::size_t index;
      When when;
    };
    std::map<std::string, std::vector<Dated>> acts;
    for (std::size_t i = 0; i < reg_.statements.size(); ++i) {
      const auto* act = std::get_if<ActFact>(&reg_.statements[i].fact);
      if (act == nullptr || act->of || act->undo || !act->on || !is_record(reg_.statements[i]))
        continue;
      if (act->type != ActType::sign && act->type != ActType::exchange &&
          act->type != ActType::deposit && act->type != ActType::accede &&
          act->type != ActType::enter_into_force) {
        continue;
      }
      const std::optional<When> when = when_of(*act->on);
      if (!when) continue;
      std::vector<std::string> who;
      for (const Actor& actor : act->by)
        who.push_back(actor.state.empty() ? actor.org : actor.state);
      if (who.empty()) who.emplace_back();
      for (const std::string& state : who) {
        acts[fmt::format("{} {} {}", act->treaty, to_text(act->type), state)].push_back({i, *when});
      }
    }
    std::map<std::pair<std::size_t, std::size_t>, bool> told;
    for (const auto& [key, datings] : acts) {
      for (const Dated& dated : datings) {
        const Dated& first = datings.front();
        const bool apart =
            dated.when.latest < first.when.earliest || first.when.latest < dated.when.earliest;
        if (!apart || told[{first.index, dated.index}]) continue;
        told[{first.index, dated.index}] = true;
        const Origin other = head_of(origin_of(first.index));
        report(head_of(origin_of(dated.index)), Severity::warning,
               "the same act has another day elsewhere; the source of more authority will prevail",
               "", &other, "the other day stands here");
      }
    }
  }

  const Register& reg_;
  const std::vector<SourceText>& files_;
  std::map<std::string, bool> treaties_;
  std::unordered_map<std::string_view, const Source*> sources_;
  std::vector<std::string_view> treaty_names_;
  std::vector<std::string_view> source_names_;
  std::vector<FileDiagnostic> found_;
};

}  // namespace

std::vector<FileDiagnostic> check_references(const Register& reg,
                                             const std::vector<SourceText>& files) {
  return References(reg, files).run();
}

}  // namespace servanda
