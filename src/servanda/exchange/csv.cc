#include "servanda/exchange/csv.h"

#include <algorithm>

namespace servanda {

CsvReader::CsvReader(std::string_view text, std::size_t first_line)
    : text_(text), next_line_(first_line) {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

bool CsvReader::next() {
  while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) {
    if (text_[at_] == '\n') ++next_line_;
    ++at_;
  }
  fields_.clear();
  undone_.clear();
  if (at_ >= text_.size() || broken_) return false;
  line_ = next_line_;
  while (true) {
    if (at_ < text_.size() && text_[at_] == '"') {
      fields_.push_back(quoted());
      if (broken_) return false;
    } else {
      const std::size_t begin = at_;
      while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n') ++at_;
      std::size_t end = at_;
      if (end > begin && text_[end - 1] == '\r') --end;
      fields_.push_back(text_.substr(begin, end - begin));
    }
    if (at_ >= text_.size()) return true;
    if (text_[at_] == ',') {
      ++at_;
      continue;
    }
    // What follows a closing quotation mark up to the end of the line is no part of the field.
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
    if (at_ < text_.size()) {
      ++at_;
      ++next_line_;
    }
    return true;
  }
}

std::string_view CsvReader::quoted() {
  const std::size_t begin = ++at_;
  bool doubled = false;
  while (at_ < text_.size()) {
    if (text_[at_] == '\n') ++next_line_;
    if (text_[at_] == '"') {
      if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
      doubled = true;
      ++at_;
    }
    ++at_;
  }
  if (at_ >= text_.size()) {
    broken_ = true;
    return {};
  }
  const std::string_view inside = text_.substr(begin, at_ - begin);
  ++at_;
  while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n') ++at_;
  if (!doubled) return inside;
  std::string& clean = undone_.emplace_back();
  for (std::size_t i = 0; i < inside.size(); ++i) {
    clean.push_back(inside[i]);
    if (inside[i] == '"') ++i;
  }
  return clean;
}

}  // namespace servanda
