#include "servanda/query/link.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "servanda/query/title_words.h"

namespace servanda {
namespace {

// A link needs the parties, and the year or the title with them; and a clear distance to the next.
constexpr double kEnough = 1.5;
constexpr double kDistance = 0.25;

std::string lowered(std::string_view text) {
  std::string lower;
  for (const char c : text) lower += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

/// Those of a title that tell it from others.
std::set<std::string> words_of(const std::string& title) {
  static const std::set<std::string, std::less<>> kDull{
      "the", "a",  "an",      "of",  "on",     "and",       "for", "with",
      "in",  "to", "between", "new", "treaty", "agreement", "pact"};
  std::set<std::string> words = title_words(title);
  std::erase_if(words, [](const std::string& word) { return kDull.count(word) != 0; });
  return words;
}

/// What is known of one treaty, from all statements about it.
struct Profile {
  std::set<std::string> parties = {};
  std::vector<Edtf> signed_on = {};
  std::vector<std::set<std::string>> titles = {};

  void add(const TreatyFact& fact) {
    parties.insert(fact.parties.begin(), fact.parties.end());
    if (fact.signed_on) signed_on.push_back(*fact.signed_on);
    if (!fact.title.empty()) titles.push_back(words_of(fact.title));
    for (const std::string& name : fact.also) titles.push_back(words_of(name));
  }
};

double title_score(const Profile& a, const Profile& b) {
  double best = 0;
  for (const auto& one : a.titles) {
    for (const auto& other : b.titles) {
      if (one.empty() || other.empty()) continue;
      std::size_t both = 0;
      for (const std::string& word : one) both += other.count(word);
      best = std::max(best, static_cast<double>(both) /
                                static_cast<double>(std::min(one.size(), other.size())));
    }
  }
  return best;
}

/// Negative: they cannot be the same.
double score_of(const Profile& found, const Profile& known) {
  double score = 0;
  if (!found.parties.empty() && !known.parties.empty()) {
    const bool within = std::includes(known.parties.begin(), known.parties.end(),
                                      found.parties.begin(), found.parties.end());
    if (!within) return -1;
    score += found.parties.size() > 1 ? 1 : 0.25;
  }
  if (!found.signed_on.empty() && !known.signed_on.empty()) {
    const bool agree =
        std::any_of(found.signed_on.begin(), found.signed_on.end(), [&](const Edtf& a) {
          return std::any_of(known.signed_on.begin(), known.signed_on.end(),
                             [&](const Edtf& b) { return compare_same(a, b) != Truth::no; });
        });
    if (!agree) return -1;
    score += 1;
  }
  return score + title_score(found, known);
}

std::string id_of(const TreatyFact& fact, const std::set<std::string>& taken) {
  std::string base;
  if (!fact.parties.empty() && fact.parties.size() <= 3) {
    base = lowered(fmt::format("{}", fmt::join(fact.parties, "-")));
  } else {
    for (const std::string& word : words_of(fact.title)) {
      if (base.size() > 24) break;
      if (fact.signed_on && fact.signed_on->text().rfind(word, 0) == 0) continue;
      base += (base.empty() ? "" : "-") + word;
    }
  }
  if (fact.signed_on) base += "-" + fact.signed_on->text().substr(0, 4);
  std::erase_if(
      base, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'); });
  if (base.empty() || base.front() == '-') base.insert(0, "treaty");
  std::string id = base;
  for (int n = 2; taken.count(id) != 0; ++n) id = fmt::format("{}-{}", base, n);
  return id;
}

}  // namespace

TreatyLinks link_treaties(const Register& reg, const std::vector<Statement>& statements) {
  std::map<std::string, Profile> known;
  std::set<std::string> taken;
  for (const std::string& id : reg.treaty_ids()) taken.insert(id);
  for (const Statement& statement : reg.statements) {
    if (const auto* fact = std::get_if<TreatyFact>(&statement.fact)) known[fact->id].add(*fact);
    if (const auto* act = std::get_if<ActFact>(&statement.fact);
        act != nullptr && act->type == ActType::sign && act->on) {
      known[act->treaty].signed_on.push_back(*act->on);
    }
  }
  std::map<std::string, Profile> found;
  std::map<std::string, TreatyFact> facts;
  for (const Statement& statement : statements) {
    const auto* fact = std::get_if<TreatyFact>(&statement.fact);
    if (fact == nullptr) continue;
    found[fact->id].add(*fact);
    facts.emplace(fact->id, *fact);
  }
  // A treaty that replaces one between two states is most likely between the same two.
  for (const Statement& statement : statements) {
    const auto* relation = std::get_if<RelationFact>(&statement.fact);
    if (relation == nullptr || relation->type != RelationType::replaces) continue;
    const auto one = found.find(relation->treaty);
    const auto other = found.find(relation->other);
    if (one == found.end() || other == found.end()) continue;
    if (other->second.parties.empty() && one->second.parties.size() == 2)
      other->second.parties = one->second.parties;
  }
  TreatyLinks links;
  std::set<std::string> used;
  for (const auto& [local, profile] : found) {
    std::vector<std::pair<std::string, double>> candidates;
    for (const auto& [id, other] : known) {
      const double score = score_of(profile, other);
      if (score > 0.5) candidates.emplace_back(id, score);
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    TreatyLink link;
    const bool clear =
        !candidates.empty() && candidates[0].second >= kEnough &&
        (candidates.size() == 1 || candidates[0].second - candidates[1].second >= kDistance);
    if (clear && used.insert(candidates[0].first).second) {
      link.id = candidates[0].first;
      link.score = candidates[0].second;
      candidates.erase(candidates.begin());
    } else {
      link.is_new = true;
      link.id = id_of(facts.at(local), taken);
      taken.insert(link.id);
    }
    link.alternatives = std::move(candidates);
    links.emplace(local, std::move(link));
  }
  return links;
}

std::vector<Statement> with_links(std::vector<Statement> statements, const TreatyLinks& links) {
  const auto replace = [&](std::string& id) {
    if (const auto found = links.find(id); found != links.end()) id = found->second.id;
  };
  for (Statement& statement : statements) {
    std::visit(
        [&](auto& fact) {
          using F = std::decay_t<decltype(fact)>;
          if constexpr (std::is_same_v<F, TreatyFact>) {
            replace(fact.id);
            for (ClauseFact& norm : fact.norms) norm.treaty.clear();
          } else if constexpr (std::is_same_v<F, AssessmentFact>) {
            replace(fact.about);
          } else if constexpr (!std::is_same_v<F, EventFact>) {
            replace(fact.treaty);
            if constexpr (std::is_same_v<F, RelationFact>) replace(fact.other);
          }
        },
        statement.fact);
  }
  return statements;
}

}  // namespace servanda
