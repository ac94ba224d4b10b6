#include "servanda/reader/frames.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "servanda/base/table.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

using FrameTable = std::unordered_map<std::string, std::vector<Frame>>;

const FrameTable& frames() {
  static const auto* table = [] {
    auto* made = new FrameTable();
    for (const Row& row : table_rows(tables::acts_tsv)) {
      Frame frame;
      for (std::string_view choice : split(row.field(1), '/')) {
        std::vector<std::string> words;
        for (std::string_view word : split(choice, ' ')) words.emplace_back(word);
        frame.words = std::max(frame.words, words.size());
        frame.after.push_back(std::move(words));
      }
      frame.act = find_act_type(row.field(2));
      if (!frame.act) continue;
      frame.place = row.field(3);
      if (frame.place.ends_with('?')) {
        frame.optional = true;
        frame.place.pop_back();
      }
      frame.remark = row.field(4);
      (*made)[std::string(row.field(0))].push_back(std::move(frame));
    }
    for (auto& [lemma, list] : *made) {
      std::stable_sort(list.begin(), list.end(),
                       [](const Frame& a, const Frame& b) { return a.words > b.words; });
    }
    return made;
  }();
  return *table;
}

/// Words that stand right behind their verb, or behind its object alone.
bool is_particle(std::string_view word) {
  static constexpr std::array<std::string_view, 19> kWords{
      "into", "out", "up",     "from", "away", "over",    "down",  "to",   "on",  "in",
      "of",   "off", "before", "back", "with", "through", "alive", "null", "void"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

std::optional<std::size_t> words_at(const Sentence& s, const std::vector<std::string>& words,
                                    std::size_t at) {
  for (const std::string& word : words) {
    if (at < s.tokens.size() && s.words[at]->is(kDeterminer) && s.tokens[at].lower != word) ++at;
    if (at >= s.tokens.size() || s.tokens[at].lower != word) return std::nullopt;
    ++at;
  }
  return at;
}

/// "voted by 66 votes to 14 for …", "voted 302-277 against …": what stands behind the tally.
std::size_t behind_tally(const Sentence& s, std::size_t at) {
  std::size_t next = at;
  if (next < s.tokens.size() && s.tokens[next].is(",")) ++next;
  if (next < s.tokens.size() && (s.tokens[next].is("by") || s.tokens[next].is("with"))) ++next;
  if (next >= s.tokens.size() || s.tokens[next].kind != TokenKind::number) return at;
  for (const std::size_t end = std::min(next + 6, s.tokens.size()); next < end; ++next) {
    const Token& token = s.tokens[next];
    const bool tally =
        token.kind == TokenKind::number || token.is("votes") ||
        (token.is("to") && next + 1 < end && s.tokens[next + 1].kind == TokenKind::number) ||
        token.is("-") || token.is("–") || token.is(",");
    if (!tally) break;
  }
  return next;
}

/// "laid the agreement before …", "put the text to a vote": behind the first object.
bool behind_object(const Sentence& s, const std::vector<std::string>& words, std::size_t from) {
  for (std::size_t at = from; at < std::min(from + 3, s.tokens.size()); ++at) {
    const Phrase* phrase = s.phrase(at);
    if (phrase == nullptr) {
      if (s.tokens[at].kind == TokenKind::mark || s.words[at]->is(kPreposition | kTo)) return false;
      continue;
    }
    if (phrase->kind == PhraseKind::actor || phrase->kind == PhraseKind::date) return false;
    std::size_t next = phrase->end;
    while (next < s.tokens.size() && s.phrase_at[next] < 0 && s.words[next]->is(kAdverb) &&
           s.tokens[next].lower != words.front())
      ++next;
    return words_at(s, words, next).has_value();
  }
  return false;
}

}  // namespace

const std::vector<Frame>* frames_of(const std::string& lemma) {
  const auto found = frames().find(lemma);
  return found == frames().end() ? nullptr : &found->second;
}

bool matches_after(const Sentence& s, const Frame& frame, const Group& group, std::size_t& end) {
  if (frame.remark == "passive" && !group.passive) return false;
  if (frame.after.empty()) return true;
  for (const std::vector<std::string>& words : frame.after) {
    // "gave its formal consent", "took legal effect": up to three words between.
    const bool particle = is_particle(words.front());
    const std::size_t reach = particle ? 2 : 4;
    const std::size_t from = behind_tally(s, group.end);
    std::size_t steps = 0;
    for (std::size_t start = from; steps < reach && start < s.tokens.size(); ++start, ++steps) {
      if (const std::optional<std::size_t> stop = words_at(s, words, start)) {
        end = *stop;
        return true;
      }
      if (s.tokens[start].kind == TokenKind::mark) break;
      if (particle && (s.phrase_at[start] >= 0 || s.words[start]->is(kConjunction))) break;
      if (s.words[start]->is(kRelative) && !s.words[start]->is(kDeterminer)) break;
      // "handed the Secretary-General its notice", "let its treaty with Russia lapse"
      const Phrase* whole = s.phrase(start);
      if (whole != nullptr && whole->kind != PhraseKind::deed && whole->end > start + 1)
        start = whole->end - 1;
    }
    if (particle && !group.passive && behind_object(s, words, group.end)) return true;
  }
  return false;
}

}  // namespace servanda
