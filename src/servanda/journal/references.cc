#include "servanda/journal/references.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "servanda/journal/look_alikes.h"
#include "servanda/journal/state_codes.h"
#include "servanda/model/competence.h"
#include "servanda/time/when.h"

namespace servanda {
namespace {

class References {
 public:
  explicit References(const ReferenceInput& input)
      : input_(input),
        treaty_names_(input.treaty_names),
        source_names_(input.source_names),
        treaties_(input.treaty_names.begin(), input.treaty_names.end()),
        sources_(input.source_names.begin(), input.source_names.end()) {
    if (input.faulty == nullptr) return;
    for (const std::string& name : input.faulty->treaties) declare(name, treaties_, treaty_names_);
    for (const std::string& name : input.faulty->sources) declare(name, sources_, source_names_);
  }

  std::vector<FileDiagnostic> run() {
    for (const std::string_view name : input_.state_names) codes_.add(name);
    check_sources();
    for (std::size_t i = 0; i < input_.statements.size(); ++i) {
      const auto& entry = input_.statements[i];
      if (entry.statement != nullptr) {
        check_statement(*entry.statement, i);
      } else {
        check_statement(input_.read(entry.origin), i);
      }
    }
    if (input_.incomplete != nullptr) {
      for (const Incomplete& mark : *input_.incomplete) {
        check_treaty(mark.treaty, mark.origin);
        codes_.add(mark.state, &mark.origin);
      }
    }
    if (input_.groups != nullptr) {
      for (const GroupTable& group : *input_.groups) {
        check_citations(group.from, group.origin);
        for (const GroupMember& member : group.members) codes_.add(member.state, &group.origin);
      }
    }
    if (input_.assertions != nullptr) {
      for (const Assertion& assertion : *input_.assertions) {
        check_treaty(assertion.treaty, assertion.origin);
        codes_.add(assertion.state, &assertion.origin);
      }
    }
    check_datings();
    check_codes();
    check_look_alikes(input_.treaty_names, "treaty");
    check_look_alikes(input_.source_names, "source");
    if (not_shown_ > 0 && !found_.empty()) {
      FileDiagnostic rest = found_.back();
      rest.diagnostic.notes.clear();
      rest.diagnostic.message = fmt::format("… and {} more faults of names and days", not_shown_);
      rest.diagnostic.expected.clear();
      rest.diagnostic.severity = worst_not_shown_;
      found_.push_back(std::move(rest));
    }
    return std::move(found_);
  }

 private:
  bool full(Severity severity) {
    // The last place is for the line that counts the rest.
    if (found_.size() + 1 < kMostDiagnostics) return false;
    ++not_shown_;
    if (severity == Severity::error) worst_not_shown_ = Severity::error;
    return true;
  }

  void report(const Origin& origin, Severity severity, std::string message, std::string expected,
              const Origin* other = nullptr, std::string other_message = {}) {
    FileDiagnostic found{origin.file,
                         {severity, origin.span, std::move(message), std::move(expected)}};
    if (other != nullptr && other->file < input_.files.size()) {
      found.diagnostic.notes.push_back(
          {input_.files[other->file], other->span, std::move(other_message)});
    }
    found_.push_back(std::move(found));
  }

  /// The head of an entry alone: the line that a reader has to look at.
  Origin head_of(const Origin& origin) const {
    if (origin.file >= input_.files.size()) return origin;
    const std::string_view text = origin.span.of(input_.files[origin.file]->text());
    const std::size_t line = std::min(text.find_first_of("\r\n"), text.size());
    return {origin.file, {origin.span.begin, origin.span.begin + line}};
  }

  /// The name itself within its entry, where it stands there as it is.
  Origin place_of(std::string_view name, const Origin& origin) const {
    if (origin.file >= input_.files.size() || name.empty()) return head_of(origin);
    const std::string_view text = origin.span.of(input_.files[origin.file]->text());
    const auto part_of_name = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '-' || c == '_' || c == '.' || c == '/' || static_cast<unsigned char>(c) >= 0x80;
    };
    for (std::size_t at = text.find(name); at != std::string_view::npos;
         at = text.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      if (at > 0 && part_of_name(text[at - 1])) continue;
      if (end < text.size() && part_of_name(text[end])) continue;
      return {origin.file, {origin.span.begin + at, origin.span.begin + end}};
    }
    return head_of(origin);
  }

  void check_sources() {
    std::unordered_map<std::string_view, const Source*> first;
    for (const Source* source : input_.sources) {
      const auto [place, added] = first.emplace(source->id, source);
      if (added || full(Severity::error)) continue;
      const Origin other = head_of(place->second->origin);
      report(head_of(source->origin), Severity::error,
             fmt::format("the source \"{}\" is there twice", source->id), "another id", &other,
             "the first one stands here");
    }
  }

  void no_such(std::string_view what, const std::string& name,
               const std::vector<std::string_view>& names, const Origin& origin) {
    if (full(Severity::error)) return;
    const std::string_view near = closest(name, names);
    report(place_of(name, origin), Severity::error,
           fmt::format("no {} \"{}\" is declared", what, name),
           near.empty() ? fmt::format("an entry \"{} {}\"", what, name)
                        : fmt::format("did you mean \"{}\"?", near));
  }

  void check_treaty(const std::string& id, const Origin& origin) {
    if (!id.empty() && treaties_.count(id) == 0) no_such("treaty", id, treaty_names_, origin);
  }

  void check_citations(const std::vector<Citation>& from, const Origin& origin) {
    for (const Citation& citation : from) {
      if (sources_.count(citation.source) == 0)
        no_such("source", citation.source, source_names_, origin);
    }
  }

  void check_statement(const Statement& statement, std::size_t index) {
    const Origin& origin = input_.statements[index].origin;
    if (!std::holds_alternative<AssessmentFact>(statement.fact))
      check_treaty(treaty_of(statement), origin);
    if (const auto* relation = std::get_if<RelationFact>(&statement.fact))
      check_treaty(relation->other, origin);
    check_citations(statement.from, origin);
    codes_.add(statement, &origin);
    note_dating(statement, index);
  }

  /// Each slip once, where it stands first.
  void check_codes() {
    for (const StateCodes::Slip& slip : codes_.slips()) {
      if (full(Severity::warning)) continue;
      report(place_of(slip.word, slip.where), Severity::warning,
             fmt::format("\"{}\" is no code of a state", slip.word),
             slip.instead.empty()
                 ? "a code of ISO 3166-1 (three letters), or \"org\" before the name"
                 : fmt::format("did you mean \"{}\"?", slip.instead));
    }
  }

  /// Acts that a state does once, dated in ways that exclude each other: no error (the law weighs
  /// them), but somebody should look.
  void note_dating(const Statement& statement, std::size_t index) {
    const auto* act = std::get_if<ActFact>(&statement.fact);
    if (act == nullptr || act->of || act->undo || !act->on || !is_done_once(act->type) ||
        !is_record(statement)) {
      return;
    }
    const std::optional<When> when = when_of(*act->on);
    if (!when) return;
    const auto add = [&](const std::string& state) {
      datings_[{act->treaty, act->type, state}].push_back({index, *when});
    };
    for (const Actor& actor : act->by) add(actor.state.empty() ? actor.org : actor.state);
    if (act->by.empty()) add({});
  }

  void check_datings() {
    std::map<std::pair<std::size_t, std::size_t>, bool> told;
    for (const auto& [key, datings] : datings_) {
      for (const Dated& dated : datings) {
        const Dated& first = datings.front();
        const bool apart =
            dated.when.latest < first.when.earliest || first.when.latest < dated.when.earliest;
        if (!apart || told[{first.index, dated.index}]) continue;
        told[{first.index, dated.index}] = true;
        if (full(Severity::warning)) continue;
        const Origin other = head_of(input_.statements[first.index].origin);
        report(head_of(input_.statements[dated.index].origin), Severity::warning,
               "the same act has another day elsewhere; the source of more authority will prevail",
               "", &other, "the other day stands here");
      }
    }
  }

  /// Two names that differ only in letters that look the same.
  void check_look_alikes(const std::vector<std::string_view>& names, std::string_view what) {
    const auto foreign = [](std::string_view name) {
      return std::any_of(name.begin(), name.end(),
                         [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    };
    if (std::none_of(names.begin(), names.end(), foreign)) return;
    std::unordered_map<std::string, std::string_view> seen;
    for (const std::string_view name : names) {
      const auto [place, added] = seen.emplace(skeleton_of(name), name);
      if (added || place->second == name || full(Severity::warning)) continue;
      const std::string_view odd = foreign(name) ? name : place->second;
      const std::string_view plain = foreign(name) ? place->second : name;
      report(first_use(odd), Severity::warning,
             fmt::format("the {} \"{}\" looks like \"{}\" and is another one", what, odd, plain),
             "one spelling");
    }
  }

  Origin first_use(std::string_view name) const {
    for (const Source* source : input_.sources) {
      if (source->id == name) return place_of(name, source->origin);
    }
    // Such names stand in no row: their entries have been read.
    for (const auto& entry : input_.statements) {
      if (entry.statement != nullptr && treaty_of(*entry.statement) == name)
        return place_of(name, entry.origin);
    }
    return {};
  }

  static void declare(std::string_view name, std::unordered_set<std::string_view>& declared,
                      std::vector<std::string_view>& names) {
    if (!name.empty() && declared.insert(name).second) names.push_back(name);
  }

  struct Dated {
    std::size_t index;
    When when;
  };

  const ReferenceInput& input_;
  std::map<std::tuple<std::string, ActType, std::string>, std::vector<Dated>> datings_;
  StateCodes codes_;
  std::vector<std::string_view> treaty_names_;  ///< to suggest one of them
  std::vector<std::string_view> source_names_;
  std::unordered_set<std::string_view> treaties_;
  std::unordered_set<std::string_view> sources_;
  std::vector<FileDiagnostic> found_;
  std::size_t not_shown_ = 0;
  Severity worst_not_shown_ = Severity::warning;
};

}  // namespace

bool is_done_once(ActType type) {
  return type == ActType::sign || type == ActType::exchange || type == ActType::deposit ||
         type == ActType::accede || type == ActType::enter_into_force;
}

std::vector<FileDiagnostic> check_references(const ReferenceInput& input) {
  return References(input).run();
}

std::vector<FileDiagnostic> check_references(const Register& reg,
                                             const std::deque<SourceText>& files,
                                             const FaultyNames& faulty) {
  ReferenceInput input;
  input.faulty = &faulty;
  input.statements.reserve(reg.statements.size());
  std::unordered_set<std::string_view> treaties;
  for (std::size_t i = 0; i < reg.statements.size(); ++i) {
    const Statement& statement = reg.statements[i];
    input.statements.push_back({&statement, i < reg.origins.size() ? reg.origins[i] : Origin{}});
    if (const auto* treaty = std::get_if<TreatyFact>(&statement.fact)) {
      if (treaties.insert(treaty->id).second) input.treaty_names.emplace_back(treaty->id);
    }
  }
  // Of two names as near as each other the first by alphabet is suggested.
  std::sort(input.treaty_names.begin(), input.treaty_names.end());
  for (const Source& source : reg.sources) {
    input.sources.push_back(&source);
    input.source_names.emplace_back(source.id);
  }
  for (const SourceText& file : files) input.files.push_back(&file);
  input.incomplete = &reg.incomplete;
  input.groups = &reg.groups;
  input.assertions = &reg.assertions;
  return check_references(input);
}

}  // namespace servanda
