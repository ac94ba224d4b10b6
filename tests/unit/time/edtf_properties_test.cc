// What holds for every EDTF date, checked on random ones: the text comes back, and the bounds are
// the first and the last day that a slow search finds.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "generators.h"
#include "servanda/time/edtf.h"
#include "servanda/time/relations.h"

namespace servanda {
namespace {

using testing::any_day;

/// Some digits of `text` made X.
std::string masked(std::string text) {
  for (char& c : text) {
    if (c != '-' && *rc::gen::inRange(0, 4) == 0) c = 'X';
  }
  return text;
}

std::string qualified(const std::string& text) {
  return text + *rc::gen::element<std::string>("", "?", "~", "%");
}

/// A date of any precision in the years 1600 to 2400.
std::string any_date() {
  const std::string day = to_text(*any_day());
  const auto size = *rc::gen::element<std::size_t>(4, 7, 10);
  const std::string text = day.substr(0, size);
  return qualified(*rc::gen::arbitrary<bool>() ? masked(text) : text);
}

/// One date, an interval or a set.
std::string any_expression() {
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      return any_date() + "/" + any_date();
    case 1:
      return any_date() + *rc::gen::element<std::string>("/", "/..");
    case 2:
      return *rc::gen::element<std::string>("/", "../") + any_date();
    case 3:
      return "[" + any_date() + "," + any_date() + "]";
    case 4:
      return "{" + any_date() + ".." + any_date() + "}";
    default:
      return any_date();
  }
}

bool fits(const std::string& mask, const std::string& text) {
  for (std::size_t i = 0; i < mask.size(); ++i) {
    if (mask[i] != 'X' && mask[i] != text[i]) return false;
  }
  return true;
}

RC_GTEST_PROP(EdtfLaws, TextComesBack, ()) {
  const std::string text = any_expression();
  const Result<Edtf> date = parse_edtf(text);
  if (!date) return;  // ends before it begins, or no day fits the digits
  const Result<Edtf> again = parse_edtf(date->text());
  RC_ASSERT(again.ok());
  RC_ASSERT(again->text() == date->text());
  RC_ASSERT(again->bounds() == date->bounds());
  RC_ASSERT(again->level() == date->level());
}

RC_GTEST_PROP(EdtfLaws, BoundsAreTheFirstAndLastFittingDays, ()) {
  const std::string text = masked(to_text(*any_day()));
  const Result<Edtf> date = parse_edtf(text);
  // Backwards and forwards through the years that the mask allows, day by day.
  std::string low = text.substr(0, 4);
  std::string high = low;
  for (std::size_t i = 0; i < 4; ++i) {
    if (text[i] == 'X') low[i] = '0', high[i] = '9';
  }
  std::optional<Day> first;
  std::optional<Day> last;
  for (Day day = make_day(std::stoi(low), 1, 1); day <= make_day(std::stoi(high), 12, 31);
       day += std::chrono::days{1}) {
    if (fits(text, to_text(day))) {
      first = day;
      break;
    }
  }
  for (Day day = make_day(std::stoi(high), 12, 31); day >= make_day(std::stoi(low), 1, 1);
       day -= std::chrono::days{1}) {
    if (fits(text, to_text(day))) {
      last = day;
      break;
    }
  }
  RC_ASSERT(date.ok());  // the day it was made from fits
  RC_ASSERT(date->bounds().earliest == first);
  RC_ASSERT(date->bounds().latest == last);
}

RC_GTEST_PROP(EdtfLaws, BeforeAndAfterAreMirrored, ()) {
  const Result<Edtf> a = parse_edtf(any_expression());
  const Result<Edtf> b = parse_edtf(any_expression());
  if (!a || !b) return;
  const Relations there = relations(*a, *b);
  const Relations back = relations(*b, *a);
  RC_ASSERT(there.before == back.after);
  RC_ASSERT(there.after == back.before);
  RC_ASSERT(there.equal == back.equal);
  RC_ASSERT(there.contains == back.within);
  RC_ASSERT(there.within == back.contains);
  RC_ASSERT(there.overlaps == back.overlaps);
  RC_ASSERT((compare_before(*a, *b) == Truth::yes) == (there.before == Truth::yes));
  RC_ASSERT((compare_before(*a, *b) == Truth::no) == (there.before == Truth::no));
}

}  // namespace
}  // namespace servanda
