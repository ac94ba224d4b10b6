// Works and amounts that were promised, followed through dispatches.
#include <algorithm>
#include <set>

#include "servanda/model/words.h"
#include "servanda/reader/chain.h"
#include "servanda/reader/memory.h"

namespace servanda {
namespace {

/// "Chabahar port", "the port of Chabahar": what names have in common, against the shorter one.
bool same_name(const std::string& a, const std::string& b) {
  const std::set<std::string> x = content_words(a);
  const std::set<std::string> y = content_words(b);
  std::size_t shared = 0;
  for (const std::string& word : x) shared += y.contains(word) ? 1U : 0U;
  const std::size_t smaller = std::min(x.size(), y.size());
  return smaller > 0 && shared * 3 >= smaller * 2 && shared * 2 >= std::max(x.size(), y.size());
}

std::string amount_in_words(const QuantityFact& quantity) {
  std::string words = quantity.bound == Bound::upper   ? "up to "
                      : quantity.bound == Bound::lower ? "at least "
                                                       : "";
  if (quantity.approximate) words += "about ";
  words += quantity.value;
  if (!quantity.unit.empty()) words += " " + quantity.unit;
  if (quantity.per) {
    words += *quantity.per == Period{12, 0}  ? " a year"
             : *quantity.per == Period{1, 0} ? " a month"
             : *quantity.per == Period{0, 1} ? " a day"
                                             : " per " + in_words(*quantity.per);
  }
  return words;
}

/// How far a work is; delays and ends stand outside the order.
int stage_of(const std::string& state) {
  if (state == "discussed") return 0;
  if (state == "planned") return 1;
  if (state == "building") return 2;
  if (state == "operating") return 3;
  return -1;
}

bool denies(Stance stance) {
  return stance == Stance::negated || stance == Stance::denied;
}

/// Why two tellings, the earlier first, cannot both be so; empty where they can.
std::string contradiction(const ChainPromise& promise, const ChainTelling& one,
                          const ChainTelling& two) {
  if (one.doc == two.doc) return {};
  if (one.says == two.says) {
    const bool opposed = (one.stance == Stance::asserted && denies(two.stance)) ||
                         (denies(one.stance) && two.stance == Stance::asserted);
    return opposed ? promise.name + ": " + one.says + ", told and denied" : std::string();
  }
  if (one.stance != Stance::asserted || two.stance != Stance::asserted) return {};
  if (promise.project) {
    const int before = stage_of(one.says);
    const int after = stage_of(two.says);
    const bool back = after >= 0 && before == stage_of("operating") && before > after;
    return back ? promise.name + ": " + one.says + ", later " + two.says : std::string();
  }
  const auto bound = [](const std::string& says) {
    return says.starts_with("up to") ? 'u' : says.starts_with("at least") ? 'l' : 'e';
  };
  const bool near = one.says.starts_with("about") || two.says.starts_with("about");
  const bool exact = !near && bound(one.says) == bound(two.says);
  return exact ? promise.name + ": " + one.says + " against " + two.says : std::string();
}

}  // namespace

void follow_promise(std::vector<ChainPromise>& promises, const Statement& statement,
                    const Reading& reading) {
  ChainPromise made;
  ChainTelling telling{reading.day, {}, statement.stance, statement.speaker, reading.source.id};
  std::string unit;
  if (const auto* project = std::get_if<ProjectFact>(&statement.fact)) {
    made.name = project->name;
    telling.says = to_text(project->state);
  } else if (const auto* quantity = std::get_if<QuantityFact>(&statement.fact)) {
    // Of what nothing is said, nobody could say what the next one tells; a vote is counted once.
    if (quantity->what.empty() || quantity->unit == "vote") return;
    made.project = false;
    made.name = quantity->what;
    telling.says = amount_in_words(*quantity);
    unit = quantity->unit;
  } else {
    return;
  }
  for (ChainPromise& known : promises) {
    if (known.project != made.project || !same_name(known.name, made.name)) continue;
    const bool other_unit =
        !unit.empty() && known.tellings.front().says.find(" " + unit) == std::string::npos;
    if (other_unit) continue;
    known.tellings.push_back(std::move(telling));
    return;
  }
  made.tellings.push_back(std::move(telling));
  promises.push_back(std::move(made));
}

void settle_promises(Chain& chain) {
  for (ChainPromise& promise : chain.promises) {
    std::vector<ChainTelling>& told = promise.tellings;
    std::stable_sort(told.begin(), told.end(), [](const ChainTelling& a, const ChainTelling& b) {
      return a.day.value_or(Day::max()) < b.day.value_or(Day::max());
    });
    for (std::size_t i = 1; i < told.size(); ++i) {
      // Against the last that was told before: what changed long ago has been shown already.
      const std::string why = contradiction(promise, told[i - 1], told[i]);
      if (!why.empty()) chain.conflicts.push_back({why, told[i - 1].doc, told[i].doc});
    }
  }
}

std::string describe_promises(const std::vector<ChainPromise>& promises) {
  std::string text;
  for (const ChainPromise& promise : promises) {
    text += (promise.project ? "  project: " : "  quantity: ") + promise.name + "\n";
    for (const ChainTelling& one : promise.tellings) {
      std::string day = one.day ? Edtf(*one.day).text() : "undated";
      day.resize(std::max<std::size_t>(day.size(), 12), ' ');
      text += "    " + day + one.says;
      if (one.stance != Stance::asserted) text += ": " + std::string(to_text(one.stance));
      if (one.speaker) text += ", says " + one.speaker->name;
      text += " [" + one.doc + "]\n";
    }
  }
  return text;
}

}  // namespace servanda
