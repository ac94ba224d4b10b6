#include "servanda/reader/stance.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace servanda::tables {
extern const std::string_view cues_tsv;
}

namespace servanda {
namespace {

struct Cue {
  Stance stance;
  std::string words;
  std::size_t length;
};

const std::vector<Cue>& cues() {
  static const std::vector<Cue> kCues = [] {
    std::vector<Cue> list;
    for (const auto& row : table_rows(tables::cues_tsv)) {
      if (row.size() < 2) continue;
      const auto stance = find_stance(row[0]);
      if (!stance) continue;
      list.push_back({*stance, row[1],
                      static_cast<std::size_t>(std::count(row[1].begin(), row[1].end(), ' ')) + 1});
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const Cue& a, const Cue& b) { return a.length > b.length; });
    return list;
  }();
  return kCues;
}

/// Negation of a planned or possible act is still a negation; a condition outweighs a plan.
int weight(Stance stance) {
  switch (stance) {
    case Stance::denied:
      return 6;
    case Stance::negated:
      return 5;
    case Stance::conditional:
      return 4;
    case Stance::demanded:
      return 3;
    case Stance::possible:
      return 2;
    case Stance::planned:
      return 1;
    case Stance::asserted:
      return 0;
  }
  return 0;
}

bool opens_clause(const SentenceView& view, std::size_t i) {
  const std::string_view word = view.lower(i);
  if (word == ";" || word == ":" || word == "—" || word == "–" || word == "\"" || word == "“" ||
      word == "”" || word == "(")
    return true;
  if (word == "but" || word == "while" || word == "although" || word == "whereas") return true;
  if (word != ",") return false;
  // A comma opens a clause where a conjunction or a relative pronoun follows; else it only lists.
  const std::string_view next = view.lower(i + 1);
  return next == "and" || next == "which" || next == "who" || next == "while" || next == "but" ||
         next == "after" || next == "as" || next == "where" || next == "with" ||
         next == "although" || next == "adding" || next == "saying";
}

}  // namespace

std::size_t clause_begin(const SentenceView& view, std::size_t token) {
  for (std::size_t i = token; i-- > view.first_token;) {
    if (opens_clause(view, i)) return i + 1;
  }
  return view.first_token;
}

std::size_t clause_end(const SentenceView& view, std::size_t token) {
  for (std::size_t i = token; i < view.tokens().size(); ++i) {
    if (i > token && opens_clause(view, i)) return i;
  }
  return view.tokens().size();
}

StanceFinding stance_of(const SentenceView& view, std::size_t verb, bool infinitive) {
  StanceFinding finding;
  const std::size_t begin = clause_begin(view, verb);
  for (std::size_t i = begin; i < verb; ++i) {
    // Words inside a treaty's title say nothing about the act.
    if (view.in_treaty(i)) continue;
    for (const Cue& cue : cues()) {
      if (!view.says(i, cue.words) || i + cue.length > verb) continue;
      const std::size_t distance = verb - (i + cue.length);
      const bool far_reaching = cue.stance == Stance::conditional || cue.stance == Stance::denied ||
                                cue.stance == Stance::demanded;
      // "Nor has the text of … been published" denies however long the subject is.
      const bool opening = i == view.first_token &&
                           (cue.words == "nor" || cue.words == "neither" || cue.words == "no");
      if (!far_reaching && !opening && distance > 6) break;
      if (cue.words == "no" && distance > 3 && !opening) break;
      if (weight(cue.stance) > weight(finding.stance)) finding.stance = cue.stance;
      i += cue.length - 1;
      break;
    }
  }
  // "if" may stand in the other half of the sentence.
  const std::size_t whole_end = view.tokens().size();
  if (weight(finding.stance) < weight(Stance::conditional)) {
    for (const std::string_view word : {"if", "unless", "once", "provided"}) {
      const auto at = view.find(word, view.first_token, whole_end);
      if (!at) continue;
      // A condition makes the act conditional only where the act itself is not told as done.
      if (finding.stance != Stance::asserted || *at < verb) finding.stance = Stance::conditional;
    }
  }
  if (infinitive && finding.stance == Stance::asserted) finding.stance = Stance::planned;
  return finding;
}

bool looks_ahead(const SentenceView& view) {
  for (std::size_t i = view.first_token; i < view.tokens().size(); ++i) {
    for (const std::string_view words :
         {"will", "shall", "due to", "is to", "are to", "set to", "scheduled", "plans to",
          "expected to", "may", "could", "next"}) {
      if (view.says(i, words)) return true;
    }
  }
  return false;
}

}  // namespace servanda
