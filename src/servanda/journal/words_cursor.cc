#include "servanda/journal/words_cursor.h"

#include <algorithm>
#include <array>

namespace servanda {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

constexpr std::array<bool, 256> kEndsWord = [] {
  std::array<bool, 256> ends = {};
  for (const char c : {' ', '\t', '\r', ',', '(', ')', '[', ']', '"'})
    ends[static_cast<unsigned char>(c)] = true;
  return ends;
}();

bool ends_word(char c) {
  return kEndsWord[static_cast<unsigned char>(c)];
}

}  // namespace

void WordsCursor::skip_blanks() {
  while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
}

std::string_view WordsCursor::peek() const {
  std::size_t end = at_;
  while (end < text_.size() && !ends_word(text_[end])) ++end;
  return text_.substr(at_, end - at_);
}

std::string_view WordsCursor::take() {
  const std::string_view word = peek();
  at_ += word.size();
  skip_blanks();
  return word;
}

std::string_view WordsCursor::peek_date() const {
  const char close = next_is('[') ? ']' : next_is('{') ? '}' : '\0';
  if (close == '\0') return peek();
  const std::size_t end = text_.find(close, at_);
  if (end == std::string_view::npos) return {};
  std::size_t after = end + 1;
  while (after < text_.size() && !ends_word(text_[after])) ++after;
  return text_.substr(at_, after - at_);
}

std::string_view WordsCursor::take_run() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && !is_blank(text_[at_])) ++at_;
  const std::string_view run = text_.substr(begin, at_ - begin);
  skip_blanks();
  return run;
}

bool WordsCursor::next_is(std::string_view words) const {
  WordsCursor ahead = *this;
  return ahead.accept(words);
}

bool WordsCursor::accept(std::string_view words) {
  std::size_t at = at_;
  while (true) {
    const std::size_t blank = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, blank);
    if (text_.compare(at, word.size(), word) != 0) return false;
    at += word.size();
    if (at < text_.size() && !ends_word(text_[at])) return false;
    while (at < text_.size() && is_blank(text_[at])) ++at;
    if (blank == words.size()) break;
    words.remove_prefix(blank + 1);
  }
  at_ = at;
  return true;
}

bool WordsCursor::accept(char c) {
  if (!next_is(c)) return false;
  ++at_;
  skip_blanks();
  return true;
}

std::optional<std::string> WordsCursor::take_quoted() {
  if (!next_is('"')) return std::nullopt;
  std::string value;
  for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
    if (text_[i] == '"') {
      at_ = i + 1;
      skip_blanks();
      return value;
    }
    if (text_[i] == '\\' && i + 1 < text_.size()) {
      ++i;
      value += text_[i] == 'n' ? '\n' : text_[i] == 'r' ? '\r' : text_[i] == '0' ? '\0' : text_[i];
    } else {
      value += text_[i];
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> WordsCursor::take_bracketed(char open, char close) {
  if (!next_is(open)) return std::nullopt;
  int depth = 0;
  bool in_quotes = false;
  for (std::size_t i = at_; i < text_.size(); ++i) {
    const char c = text_[i];
    if (in_quotes) {
      if (c == '\\') ++i;
      if (c == '"') in_quotes = false;
      continue;
    }
    if (c == '"') in_quotes = true;
    if (c == open) ++depth;
    if (c == close && --depth == 0) {
      const std::string_view inside = text_.substr(at_ + 1, i - at_ - 1);
      at_ = i + 1;
      skip_blanks();
      return inside;
    }
  }
  return std::nullopt;
}

std::string_view WordsCursor::take_rest() {
  std::string_view rest = text_.substr(std::min(at_, text_.size()));
  while (!rest.empty() && is_blank(rest.back())) rest.remove_suffix(1);
  at_ = text_.size();
  return rest;
}

std::string_view WordsCursor::since(std::size_t begin) const {
  std::string_view taken = text_.substr(begin, at_ - begin);
  while (!taken.empty() && is_blank(taken.back())) taken.remove_suffix(1);
  return taken;
}

void WordsCursor::go_to(std::size_t position) {
  at_ = position;
  skip_blanks();
}

Span WordsCursor::here() const {
  const std::size_t length = std::max<std::size_t>(peek().size(), at_end() ? 0 : 1);
  return {offset_ + at_, offset_ + at_ + length};
}

Span WordsCursor::span_since(std::size_t begin) const {
  return {offset_ + begin, offset_ + begin + std::max<std::size_t>(since(begin).size(), 1)};
}

std::string quoted(std::string_view value) {
  std::string text = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    if (c == '\n') {
      text += "\\n";
    } else if (c == '\r') {
      text += "\\r";
    } else if (c == '\0') {
      text += "\\0";
    } else {
      text += c;
    }
  }
  return text + '"';
}

bool is_plain(std::string_view value) {
  if (value.empty() || value.front() == ' ' || value.back() == ' ') return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (c == ' ' && value[i + 1] == ' ') return false;
    if (!letter && c != ' ' && c != '-' && c != '\'' && c != '.' && c != '/') return false;
  }
  return true;
}

}  // namespace servanda
