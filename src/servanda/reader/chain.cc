#include "servanda/reader/chain.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "servanda/language/tokens.h"
#include "servanda/model/actors.h"
#include "servanda/model/words.h"
#include "servanda/reader/memory.h"

namespace servanda {
namespace {

std::set<std::string> names_of(const TreatyFact& treaty) {
  std::set<std::string> names;
  names.insert(to_lower(treaty.title));
  for (const std::string& also : treaty.also) names.insert(to_lower(also));
  return names;
}

bool within(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::all_of(a.begin(), a.end(), [&](const std::string& x) {
    return std::find(b.begin(), b.end(), x) != b.end();
  });
}

/// Can both days be the day of one event?
bool days_agree(const std::optional<Edtf>& a, const std::optional<Edtf>& b) {
  if (!a || !b || *a == *b || refines(*a, *b) || refines(*b, *a)) return true;
  const DayBounds x = a->bounds();
  const DayBounds y = b->bounds();
  if (x.latest && y.earliest && *x.latest < *y.earliest) return false;
  return !(y.latest && x.earliest && *y.latest < *x.earliest);
}

/// Days so far apart that they tell of two events, not of one with a mistake in it.
bool days_far_apart(const std::optional<Edtf>& a, const std::optional<Edtf>& b) {
  constexpr std::chrono::days kMistaken{60};
  if (days_agree(a, b)) return false;
  const std::optional<Day> x = a->bounds().earliest;
  const std::optional<Day> y = b->bounds().earliest;
  if (!x || !y) return true;
  return *x > *y ? *x - *y > kMistaken : *y - *x > kMistaken;
}

bool same_instrument(const TreatyFact& a, const TreatyFact& b) {
  const bool parties = !a.parties.empty() && !b.parties.empty();
  if (parties && !within(a.parties, b.parties) && !within(b.parties, a.parties)) return false;
  if (days_far_apart(a.signed_on, b.signed_on)) return false;
  const bool protocol = a.form == "protocol" || b.form == "protocol";
  if (protocol && a.form != b.form) return false;
  for (const std::string& name : names_of(a)) {
    if (names_of(b).contains(name)) return true;
  }

  std::set<std::string> words = content_words(a.title);
  const std::set<std::string> others = content_words(b.title);
  std::size_t shared = 0;
  for (const std::string& word : words) shared += others.contains(word) ? 1U : 0U;
  const std::size_t smaller = std::min(words.size(), others.size());
  if (smaller >= 2 && shared * 3 >= smaller * 2) return true;
  // "the treaty with Iran" of one day is the treaty of that day between the two.
  const bool two = a.parties.size() == 2 && b.parties.size() == 2 && parties;
  if (two && a.signed_on && b.signed_on && (shared > 0 || smaller == 0)) return true;
  // "treaty on extradition", "extradition treaty with Norway": one subject between the same two.
  return two && smaller > 0 && shared == smaller && a.form == b.form;
}

void complete(TreatyFact& known, const TreatyFact& told) {
  for (const std::string& name : names_of(told)) {
    if (!names_of(known).contains(name)) known.also.push_back(told.title);
    break;
  }
  if (known.parties.size() < told.parties.size()) known.parties = told.parties;
  if (told.signed_on && (!known.signed_on || refines(*told.signed_on, *known.signed_on)))
    known.signed_on = told.signed_on;
  if (known.form.empty()) known.form = told.form;
}

std::string organ_of(const ActFact& act) {
  if (act.by.empty()) return {};
  const std::optional<ActorKind>& kind = act.by.front().kind;
  return kind == ActorKind::chamber || kind == ActorKind::legislature ? act.by.front().name
                                                                      : std::string();
}

bool same_deed(const ActFact& a, const ActFact& b) {
  if (a.type != b.type || a.of != b.of || a.undo != b.undo) return false;
  if (!organ_of(a).empty() && !organ_of(b).empty() && organ_of(a) != organ_of(b)) return false;
  const std::set<std::string> x = states_of(a.by);
  const std::set<std::string> y = states_of(b.by);
  return x.empty() || y.empty() ||
         std::any_of(x.begin(), x.end(), [&](const std::string& one) { return y.contains(one); });
}

/// Acts that happen once: two days of them cannot both be right.
bool once(ActType type) {
  return type == ActType::sign || type == ActType::ratify || type == ActType::exchange ||
         type == ActType::enter_into_force || type == ActType::initial ||
         type == ActType::promulgate || type == ActType::deposit;
}

bool done(Stance stance) {
  return stance == Stance::asserted;
}
bool not_done(Stance stance) {
  return stance == Stance::negated || stance == Stance::denied;
}

std::string words_of(const Statement& statement) {
  const ActFact& act = std::get<ActFact>(statement.fact);
  std::string text(to_text(act.type));
  if (act.undo) text += " undoing " + std::string(to_text(*act.undo));
  if (act.of) text += " of " + std::string(to_text(*act.of));
  std::string who;
  for (const Actor& actor : act.by) who += (who.empty() ? "" : ", ") + actor.name;
  if (!who.empty()) text += " by " + who;
  return text;
}

/// The day by which steps are put in order; far ahead where none is told.
Day order_of(const ChainStep& step) {
  const ActFact& act = std::get<ActFact>(step.statement.fact);
  if (act.on && act.on->bounds().earliest) return *act.on->bounds().earliest;
  return Day::max();
}

class Builder {
 public:
  std::vector<Chain> run(const std::vector<Reading>& readings) {
    for (const Reading& reading : readings) take(reading);
    for (Chain& chain : chains_) {
      std::stable_sort(
          chain.steps.begin(), chain.steps.end(),
          [](const ChainStep& a, const ChainStep& b) { return order_of(a) < order_of(b); });
    }
    for (Chain& chain : chains_) settle_promises(chain);
    if (!loose_.empty()) {
      chains_.push_back({});
      chains_.back().promises = std::move(loose_);
      settle_promises(chains_.back());
    }
    std::erase_if(chains_,
                  [](const Chain& chain) { return chain.steps.empty() && chain.promises.empty(); });
    return std::move(chains_);
  }

 private:
  void take(const Reading& reading) {
    std::unordered_map<std::string, std::size_t> local;
    for (const Statement& statement : reading.statements) {
      const TreatyFact* treaty = std::get_if<TreatyFact>(&statement.fact);
      if (treaty != nullptr && !treaty->title.empty() && !local.contains(treaty->id))
        local[treaty->id] = instrument(*treaty);
    }
    for (const Statement& statement : reading.statements) {
      follow(statement, reading, local);
      const ActFact* act = std::get_if<ActFact>(&statement.fact);
      if (act == nullptr) continue;
      const auto found = local.find(act->treaty);
      if (found != local.end()) add(chains_[found->second], statement, reading);
    }
  }

  void follow(const Statement& statement, const Reading& reading,
              const std::unordered_map<std::string, std::size_t>& local) {
    std::string treaty;
    if (const auto* project = std::get_if<ProjectFact>(&statement.fact)) {
      treaty = project->treaty;
    } else if (const auto* quantity = std::get_if<QuantityFact>(&statement.fact)) {
      treaty = quantity->treaty;
    } else {
      return;
    }
    const auto found = local.find(treaty);
    follow_promise(found == local.end() ? loose_ : chains_[found->second].promises, statement,
                   reading);
  }

  std::size_t instrument(const TreatyFact& treaty) {
    for (std::size_t i = 0; i < chains_.size(); ++i) {
      if (!same_instrument(chains_[i].treaty, treaty)) continue;
      complete(chains_[i].treaty, treaty);
      return i;
    }
    chains_.push_back({treaty, {}, {}, {}});
    return chains_.size() - 1;
  }

  static void add(Chain& chain, const Statement& statement, const Reading& reading) {
    const ActFact& act = std::get<ActFact>(statement.fact);
    const std::string& doc = reading.source.id;
    for (ChainStep& step : chain.steps) {
      ActFact& known = std::get<ActFact>(step.statement.fact);
      if (!same_deed(known, act)) continue;
      const Stance before = step.statement.stance;
      if (step.statement.speaker != statement.speaker &&
          (not_done(before) || not_done(statement.stance)) && step.statement.speaker &&
          statement.speaker)
        continue;  // claim and denial of two speakers stand side by side
      if (done(before) && done(statement.stance)) {
        if (!days_agree(known.on, act.on)) {
          if (!once(act.type)) continue;
          contradict(chain, statement, step, doc);
          continue;
        }
        if (act.on && (!known.on || refines(*act.on, *known.on))) known.on = act.on;
        tell(step, doc);
        return;
      }
      if (done(before) && not_done(statement.stance)) {
        contradict(chain, statement, step, doc);
        continue;
      }
      if (before == statement.stance) {
        tell(step, doc);
        return;
      }
      if (done(statement.stance)) {
        // What was planned, possible or not yet done has been done since.
        step.statement = statement;
        tell(step, doc);
        return;
      }
    }
    chain.steps.push_back({statement, {doc}});
  }

  static void tell(ChainStep& step, const std::string& doc) {
    if (step.told.empty() || step.told.back() != doc) step.told.push_back(doc);
  }

  static void contradict(Chain& chain, const Statement& statement, const ChainStep& step,
                         const std::string& doc) {
    if (step.told.front() == doc) return;
    chain.conflicts.push_back({words_of(statement), step.told.front(), doc});
  }

  std::vector<Chain> chains_;
  std::vector<ChainPromise> loose_;  ///< of no treaty that is named
};

}  // namespace

std::vector<Chain> chains_of(const std::vector<Reading>& readings) {
  return Builder().run(readings);
}

std::string describe_chains(const std::vector<Chain>& chains) {
  std::string text;
  for (const Chain& chain : chains) {
    if (!text.empty()) text += "\n";
    text += chain.treaty.title.empty() ? "(no treaty named)" : chain.treaty.title;
    std::string parties;
    for (const std::string& party : chain.treaty.parties)
      parties += (parties.empty() ? "" : ", ") + party;
    if (!parties.empty()) text += " (" + parties + ")";
    text += "\n";
    for (const ChainStep& step : chain.steps) {
      const ActFact& act = std::get<ActFact>(step.statement.fact);
      std::string day = act.on ? act.on->text() : "undated";
      day.resize(std::max<std::size_t>(day.size(), 12), ' ');
      text += "  " + day + words_of(step.statement);
      if (step.statement.stance != Stance::asserted)
        text += ": " + std::string(to_text(step.statement.stance));
      if (step.statement.speaker) text += ", says " + step.statement.speaker->name;
      std::string told;
      for (const std::string& doc : step.told) told += (told.empty() ? "" : ", ") + doc;
      text += " [" + told + "]\n";
    }
    text += describe_promises(chain.promises);
    for (const ChainConflict& one : chain.conflicts)
      text += "  contradiction: " + one.what + " [" + one.one + " against " + one.other + "]\n";
  }
  return text;
}

}  // namespace servanda
