#include "servanda/language/numbers.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace servanda {
namespace {

constexpr std::array<std::pair<std::string_view, int>, 29> kSmall = {{
    {"zero", 0},     {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},
    {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},
    {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
    {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
    {"twenty", 20},  {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},
    {"seventy", 70}, {"eighty", 80},  {"ninety", 90},    {"dozen", 12},
}};

std::optional<int> small(std::string_view word) {
  for (const auto& [name, value] : kSmall) {
    if (word == name) return value;
  }
  return std::nullopt;
}

/// Noughts that a scale word adds.
int scale(std::string_view word) {
  if (word == "hundred") return 2;
  if (word == "thousand" || word == "k") return 3;
  if (word == "million" || word == "m" || word == "mn" || word == "mln") return 6;
  if (word == "billion" || word == "bn" || word == "bln") return 9;
  if (word == "trillion" || word == "tn" || word == "trn") return 12;
  return 0;
}

/// "1.5" with 9 noughts → "1500000000". Trailing noughts behind the point go.
std::string shift(std::string_view digits, int noughts) {
  std::string whole, fraction;
  bool point = false;
  for (char c : digits) {
    if (c == ',') continue;
    if (c == '.') {
      if (point) return {};
      point = true;
    } else {
      (point ? fraction : whole) += c;
    }
  }
  for (int i = 0; i < noughts; ++i) {
    if (fraction.empty()) {
      whole += '0';
    } else {
      whole += fraction.front();
      fraction.erase(0, 1);
    }
  }
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  const std::size_t first = whole.find_first_not_of('0');
  whole = first == std::string::npos ? "0" : whole.substr(first);
  return fraction.empty() ? whole : whole + "." + fraction;
}

/// A comma groups thousands or it is no part of one number ("2007,2015").
bool well_grouped(std::string_view digits) {
  std::size_t since = 0;
  bool grouped = false, point = false;
  for (char c : digits) {
    if (c == ',') {
      if (point || (grouped && since != 3) || (!grouped && (since == 0 || since > 3))) return false;
      grouped = true;
      since = 0;
    } else if (c == '.') {
      if (grouped && since != 3) return false;
      point = true;
      since = 0;
    } else {
      ++since;
    }
  }
  return !grouped || point || since == 3;
}

}  // namespace

std::optional<int> NumberPhrase::whole() const {
  if (value.empty() || value.size() > 9) return std::nullopt;
  int number = 0;
  for (char c : value) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<NumberPhrase> find_number(const std::vector<Token>& tokens, std::size_t at) {
  const Token& first = tokens[at];
  NumberPhrase phrase;
  std::size_t next = at + 1;
  std::string digits;
  if (first.kind == TokenKind::number) {
    if (first.lower.size() > 18 || !well_grouped(first.lower)) return std::nullopt;
    digits = first.lower;
  } else if (const std::optional<int> value = small(first.lower)) {
    int number = *value;
    if (number >= 20 && number % 10 == 0 && next < tokens.size() && tokens[next].joined) {
      const std::optional<int> unit = small(tokens[next].lower);
      if (unit && *unit >= 1 && *unit <= 9) {
        number += *unit;
        ++next;
      }
    }
    digits = std::to_string(number);
    phrase.in_words = true;
  } else if ((first.is("a") || first.is("one")) && next < tokens.size() &&
             scale(tokens[next].lower) >= 2 && tokens[next].lower.size() > 2) {
    digits = "1";
    phrase.in_words = true;
  } else {
    return std::nullopt;
  }
  int noughts = 0;
  while (next < tokens.size() && noughts < 15) {
    const int more = scale(tokens[next].lower);
    // "5 m" and "$5m" are millions only without a space, else metres.
    if (more == 0 || (tokens[next].lower.size() == 1 && tokens[next].space)) break;
    noughts += more;
    ++next;
  }
  phrase.value = shift(digits, noughts);
  if (phrase.value.empty()) return std::nullopt;
  phrase.end = next;
  return phrase;
}

}  // namespace servanda
