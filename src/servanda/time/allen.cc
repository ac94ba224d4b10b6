#include "servanda/time/allen.h"

#include <algorithm>
#include <optional>

#include "servanda/time/civil.h"

namespace servanda {
namespace {

// Beyond every Day, with room for a day more on each side.
constexpr std::int64_t kPast = kFirstDay - 10;
constexpr std::int64_t kFuture = kLastDay + 10;

struct Reach {
  std::int64_t low, high;  ///< both included
};

/// Where something may begin and end.
struct Ends {
  Reach begin, end;
};

Reach reach_of(const DayBounds& bounds) {
  return {bounds.earliest ? number_of(*bounds.earliest) : kPast,
          bounds.latest ? number_of(*bounds.latest) : kFuture};
}

Ends ends_of(const Edtf& date) {
  const Reach whole = reach_of(date.bounds());
  Ends ends{whole, whole};
  if (!date.is_interval()) return ends;
  const std::string_view text = date.text();
  const std::size_t slash = text.find('/');
  const auto side = [&](std::string_view part) -> std::optional<Reach> {
    const Result<Edtf> parsed = parse_edtf(part);
    if (!parsed) return std::nullopt;
    return reach_of(parsed->bounds());
  };
  const std::string_view first = text.substr(0, slash);
  const std::string_view last = text.substr(slash + 1);
  if (first == "..") {
    ends.begin = {kPast, kPast};
  } else if (const auto reach = side(first)) {
    ends.begin = *reach;
  }
  if (last == "..") {
    ends.end = {kFuture, kFuture};
  } else if (const auto reach = side(last)) {
    ends.end = *reach;
  }
  return ends;
}

/// Inequalities between five days (begin and end of a and of b, and day nought), each of the form
/// x - y <= c. They can all hold for whole days exactly when no circle of them adds up to less than
/// nought (Bellman, Ford).
class Inequalities {
 public:
  enum Point : std::size_t { kNought, kBeginA, kEndA, kBeginB, kEndB, kPoints };

  Inequalities() {
    for (std::size_t i = 0; i < kPoints; ++i) {
      for (std::size_t k = 0; k < kPoints; ++k) most_[i][k] = i == k ? 0 : kUnlimited;
    }
  }
  void at_most(Point x, Point y, std::int64_t most) { most_[x][y] = std::min(most_[x][y], most); }
  void within(Point x, const Reach& reach) {
    at_most(x, kNought, reach.high);
    at_most(kNought, x, -reach.low);
  }
  void before(Point x, Point y) { at_most(x, y, -1); }
  void same(Point x, Point y, std::int64_t more = 0) {
    at_most(x, y, more);
    at_most(y, x, -more);
  }
  bool can_hold() const {
    auto most = most_;
    for (std::size_t k = 0; k < kPoints; ++k) {
      for (std::size_t i = 0; i < kPoints; ++i) {
        for (std::size_t j = 0; j < kPoints; ++j) {
          most[i][j] = std::min(most[i][j], most[i][k] + most[k][j]);
        }
      }
    }
    for (std::size_t i = 0; i < kPoints; ++i) {
      if (most[i][i] < 0) return false;
    }
    return true;
  }

 private:
  static constexpr std::int64_t kUnlimited = std::int64_t{1} << 40U;
  std::array<std::array<std::int64_t, kPoints>, kPoints> most_;
};

using Point = Inequalities::Point;

/// What makes the relation, on top of where the ends may lie.
void add_relation(Allen relation, Inequalities& all, Point begin_a, Point end_a, Point begin_b,
                  Point end_b) {
  switch (relation) {
    case Allen::before:
      // A day at least lies between.
      all.at_most(end_a, begin_b, -2);
      break;
    case Allen::meets:
      all.same(begin_b, end_a, 1);
      break;
    case Allen::overlaps:
      all.before(begin_a, begin_b);
      all.at_most(begin_b, end_a, 0);
      all.before(end_a, end_b);
      break;
    case Allen::starts:
      all.same(begin_a, begin_b);
      all.before(end_a, end_b);
      break;
    case Allen::during:
      all.before(begin_b, begin_a);
      all.before(end_a, end_b);
      break;
    case Allen::finishes:
      all.before(begin_b, begin_a);
      all.same(end_a, end_b);
      break;
    case Allen::equals:
      all.same(begin_a, begin_b);
      all.same(end_a, end_b);
      break;
    default:
      add_relation(inverse(relation), all, begin_b, end_b, begin_a, end_a);
  }
}

}  // namespace

std::string_view to_text(Allen relation) {
  constexpr std::array<std::string_view, kAllenRelations> kNames = {
      "before",      "meets",    "overlaps",   "starts",        "during", "finishes", "equals",
      "finished-by", "contains", "started-by", "overlapped-by", "met-by", "after"};
  return kNames[static_cast<std::size_t>(relation)];
}

Allen inverse(Allen relation) {
  // The list is a mirror around `equals`, with before and after at its ends.
  constexpr std::array<Allen, kAllenRelations> kInverses = {
      Allen::after,       Allen::met_by, Allen::overlapped_by, Allen::started_by, Allen::contains,
      Allen::finished_by, Allen::equals, Allen::finishes,      Allen::during,     Allen::starts,
      Allen::overlaps,    Allen::meets,  Allen::before};
  return kInverses[static_cast<std::size_t>(relation)];
}

AllenRelations allen(const Edtf& a, const Edtf& b) {
  const Ends left = ends_of(a);
  const Ends right = ends_of(b);
  Inequalities world;
  world.within(Point::kBeginA, left.begin);
  world.within(Point::kEndA, left.end);
  world.within(Point::kBeginB, right.begin);
  world.within(Point::kEndB, right.end);
  world.at_most(Point::kBeginA, Point::kEndA, 0);
  world.at_most(Point::kBeginB, Point::kEndB, 0);
  AllenRelations result;
  std::size_t possible = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < kAllenRelations; ++i) {
    Inequalities all = world;
    add_relation(static_cast<Allen>(i), all, Point::kBeginA, Point::kEndA, Point::kBeginB,
                 Point::kEndB);
    if (!all.can_hold()) continue;
    result.truths_[i] = Truth::possibly;
    ++possible;
    last = i;
  }
  if (possible == 1) result.truths_[last] = Truth::yes;
  return result;
}

std::string to_text(const AllenRelations& relations) {
  std::string text;
  for (std::size_t i = 0; i < kAllenRelations; ++i) {
    const auto relation = static_cast<Allen>(i);
    if (relations[relation] == Truth::yes) return std::string(to_text(relation));
    if (relations[relation] == Truth::no) continue;
    text += text.empty() ? "possibly " : ", ";
    text += to_text(relation);
  }
  return text;
}

}  // namespace servanda
