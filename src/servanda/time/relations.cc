#include "servanda/time/relations.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "servanda/time/civil.h"

namespace servanda {

namespace {

/// Bounds as numbers; an absent end lies beyond every Day.
struct Region {
  std::int64_t first;
  std::int64_t last;
};

Region region_of(const Edtf& date) {
  const DayBounds& bounds = date.bounds();
  // A margin of some days, so that something can begin before the first Day and after the last.
  constexpr std::int64_t kMargin = 10;
  return {bounds.earliest ? number_of(*bounds.earliest) : kFirstDay - kMargin,
          bounds.latest ? number_of(*bounds.latest) : kLastDay + kMargin};
}

Truth possible_if(bool condition) {
  return condition ? Truth::possibly : Truth::no;
}

/// Can something in `a` begin alone, share days with something in `b`, and end before it does?
/// Sharing one day is enough: a day with one before it in `a` and one after it in `b`.
bool can_begin_alone(const Region& a, const Region& b) {
  return std::max(a.first + 1, b.first) <= std::min(a.last, b.last - 1);
}

}  // namespace

Relations relations(const Edtf& a, const Edtf& b) {
  const Region left = region_of(a);
  const Region right = region_of(b);
  Relations result;
  if (left.last < right.first) {
    result.before = Truth::yes;
    return result;
  }
  if (right.last < left.first) {
    result.after = Truth::yes;
    return result;
  }
  // From here on the regions have a day in common.
  const bool left_exact = left.first == left.last;
  const bool right_exact = right.first == right.last;
  if (left_exact && right_exact) {
    result.equal = Truth::yes;
    return result;
  }
  result.before = possible_if(left.first < right.last);
  result.after = possible_if(right.first < left.last);
  result.equal = Truth::possibly;
  result.contains = possible_if(!left_exact);
  result.within = possible_if(!right_exact);
  result.overlaps = possible_if(can_begin_alone(left, right) || can_begin_alone(right, left));
  return result;
}

std::string to_text(const Relations& relations) {
  const std::array<std::pair<Truth, std::string_view>, 6> all = {{
      {relations.before, "before"},
      {relations.after, "after"},
      {relations.equal, "equal"},
      {relations.contains, "contains"},
      {relations.within, "within"},
      {relations.overlaps, "overlaps"},
  }};
  std::string text;
  for (const auto& [truth, name] : all) {
    if (truth == Truth::yes) return std::string(name);
    if (truth == Truth::no) continue;
    text += text.empty() ? "possibly " : ", ";
    text += name;
  }
  return text;
}

}  // namespace servanda
