#include "servanda/law/status_table.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace servanda {
namespace {

constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::max();

std::int32_t number_of(Day day) {
  return static_cast<std::int32_t>(day.time_since_epoch().count());
}

}  // namespace

StatusTable::State StatusTable::enter_state(std::string_view code) {
  const auto [at, fresh] = numbers_.emplace(std::string(code), static_cast<State>(codes_.size()));
  if (fresh) codes_.emplace_back(code);
  return at->second;
}

StatusTable::State StatusTable::find_state(std::string_view code) const {
  const auto found = numbers_.find(std::string(code));
  return found == numbers_.end() ? kUnknownState : found->second;
}

void StatusTable::set(std::size_t treaty, const Derivation& derived) {
  if (treaty >= groups_.size()) groups_.resize(treaty + 1);
  freed_ += groups_[treaty].end - groups_[treaty].begin;
  const auto begin = static_cast<std::uint32_t>(intervals_.size());
  for (const DerivedParty& party : derived.parties) {
    const State state = enter_state(party.state);
    const auto add = [&](const When& from, const std::optional<When>& until, Verdict verdict) {
      intervals_.push_back({state, number_of(from.earliest), number_of(from.latest),
                            until ? number_of(until->earliest) : kNever,
                            until ? number_of(until->latest) : kNever, verdict});
    };
    // What is open goes first: it is asked before what is bound.
    for (const OpenSpell& spell : party.open) add(spell.from, spell.until, spell.verdict);
    for (const Membership::Spell& spell : party.earlier) {
      add(spell.from, spell.out.when, Verdict::yes);
    }
    if (!party.from) continue;
    // Where every reading has it leave, the last of them ends it.
    std::optional<When> until = party.until;
    for (const OpenSpell& spell : party.open) {
      if (spell.verdict == Verdict::disputed && spell.until && !until) until = spell.until;
    }
    add(*party.from, until, Verdict::yes);
  }
  groups_[treaty] = {begin, static_cast<std::uint32_t>(intervals_.size())};
  std::stable_sort(intervals_.begin() + begin, intervals_.end(),
                   [](const Interval& a, const Interval& b) { return a.state < b.state; });
  if (freed_ > 1024 && freed_ > intervals_.size() / 2) gather();
}

void StatusTable::gather() {
  std::vector<Interval> kept;
  kept.reserve(intervals_.size() - freed_);
  for (Group& group : groups_) {
    const auto begin = static_cast<std::uint32_t>(kept.size());
    kept.insert(kept.end(), intervals_.begin() + group.begin, intervals_.begin() + group.end);
    group = {begin, static_cast<std::uint32_t>(kept.size())};
  }
  intervals_ = std::move(kept);
  freed_ = 0;
}

Verdict StatusTable::status(std::size_t treaty, State state, Day on) const {
  if (treaty >= groups_.size()) return Verdict::no;
  const std::int32_t day = number_of(on);
  const Group& group = groups_[treaty];
  const auto end = intervals_.begin() + group.end;
  auto at = std::lower_bound(intervals_.begin() + group.begin, end, state,
                             [](const Interval& one, State wanted) { return one.state < wanted; });
  Verdict verdict = Verdict::no;
  for (; at != end && at->state == state; ++at) {
    if (day < at->from || at->until_latest <= day) continue;
    if (at->verdict != Verdict::yes) return at->verdict;
    if (at->from_latest <= day && day < at->until) return Verdict::yes;
    verdict = Verdict::ambiguous;
  }
  return verdict;
}

void StatusTable::matrix(Day on, std::vector<std::uint64_t>& bits) const {
  const std::int32_t day = number_of(on);
  const std::size_t words = row_words();
  bits.assign(groups_.size() * words, 0);
  for (std::size_t treaty = 0; treaty < groups_.size(); ++treaty) {
    std::uint64_t* row = bits.data() + treaty * words;
    // Backwards, so that what is open, which goes first, has the last word.
    for (std::uint32_t i = groups_[treaty].end; i-- > groups_[treaty].begin;) {
      const Interval& one = intervals_[i];
      const std::uint64_t bit = std::uint64_t{1} << (one.state % 64);
      if (one.verdict == Verdict::yes) {
        const bool bound = one.from_latest <= day && day < one.until;
        row[one.state / 64] |= bound ? bit : 0;
      } else if (one.from <= day && day < one.until_latest) {
        row[one.state / 64] &= ~bit;
      }
    }
  }
}

}  // namespace servanda
