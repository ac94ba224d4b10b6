#include "servanda/reader/source_map.h"

#include <algorithm>

#include "servanda/base/utf8.h"

namespace servanda {
namespace {

constexpr std::size_t kStep = 4096;
constexpr std::size_t kLongestEntity = 40;

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

}  // namespace

std::size_t SourceMap::reached(std::size_t text) const {
  if (points_.empty()) return 0;
  const Point& last = points_.back();
  if (last.inserted || text <= last.text) return last.source;
  return last.source + (last.whole > 0 ? last.whole : text - last.text);
}

void SourceMap::add(std::size_t text, std::size_t source, std::size_t whole) {
  if (!points_.empty()) {
    const Point& last = points_.back();
    const bool beside = source - text == last.source - last.text;
    if (beside && whole == 0 && last.whole == 0 && !last.inserted) return;
    // What stands before what was written already has no place of its own.
    if (source < reached(text)) return add_inserted(text);
    if (text <= last.text) points_.pop_back();
  }
  points_.push_back({text, source, whole});
}

void SourceMap::add_inserted(std::size_t text) {
  if (!points_.empty() && points_.back().inserted && points_.back().text <= text) return;
  const std::size_t source = reached(text);
  if (!points_.empty() && points_.back().text >= text) points_.pop_back();
  points_.push_back({text, source, 0, true});
}

SourceMap::Place SourceMap::place_of(std::size_t text) const {
  if (points_.empty()) return {text, text + 1};
  const auto next =
      std::upper_bound(points_.begin(), points_.end(), text,
                       [](std::size_t at, const Point& one) { return at < one.text; });
  if (next == points_.begin()) return {next->source, next->source};
  const Point& point = *(next - 1);
  if (point.inserted) {
    const std::size_t before = point.text == 0 ? 0 : place_of(point.text - 1).end;
    return {next == points_.end() ? before : next->source, before};
  }
  if (point.whole > 0) return {point.source, point.source + point.whole};
  const std::size_t at = point.source + (text - point.text);
  if (next == points_.end() || next->inserted) return {at, at + 1};
  const std::size_t limit = std::max(point.source, next->source);
  return {std::min(at, limit), std::min(at + 1, limit)};
}

std::size_t SourceMap::byte_of(std::size_t utf8) const {
  if (utf8_.empty()) return utf8 + mark_;
  utf8 = std::min(utf8, utf8_.size());
  std::size_t bytes = steps_.empty() ? 0 : steps_[utf8 / kStep];
  for (std::size_t at = utf8 / kStep * kStep; at < utf8; ++at) {
    const auto lead = static_cast<unsigned char>(utf8_[at]);
    if ((lead & 0xC0U) == 0x80U) continue;
    bytes += unit_ == 2 && lead >= 0xF0U ? 4 : unit_;
  }
  return bytes + mark_;
}

Span SourceMap::source(Span text) const {
  const Place first = place_of(text.begin);
  if (text.end <= text.begin) return {byte_of(first.begin), byte_of(first.begin)};
  const Place last = place_of(text.end - 1);
  return {byte_of(first.begin), byte_of(std::max(first.begin, last.end))};
}

bool SourceMap::decoded_from(std::string_view encoding, std::string_view utf8,
                             std::string_view bytes, std::size_t replaced) {
  if (encoding == "UTF-8") {
    mark_ = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    return replaced == 0;
  }
  const bool wide = encoding.starts_with("UTF-16");
  unit_ = wide ? 2 : 1;
  if (wide && (bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE"))) mark_ = 2;
  utf8_ = utf8;
  std::size_t before = 0;
  for (std::size_t at = 0; at < utf8_.size(); ++at) {
    if (at % kStep == 0) steps_.push_back(before);
    const auto lead = static_cast<unsigned char>(utf8_[at]);
    if ((lead & 0xC0U) == 0x80U) continue;
    before += wide && lead >= 0xF0U ? 4 : unit_;
  }
  if (utf8_.size() % kStep == 0) steps_.push_back(before);
  return true;
}

std::size_t TextWriter::put(std::string_view words, std::string_view raw, std::size_t at,
                            bool fold) {
  for (std::size_t i = 0; i < words.size();) {
    // One sign of the text; in the source it may be an entity.
    std::size_t signs = 1;
    std::size_t bytes = 1;
    if (at < raw.size() && raw[at] == '&') {
      const std::size_t end = raw.substr(0, at + kLongestEntity).find(';', at);
      const std::string_view entity =
          end == std::string_view::npos ? std::string_view() : raw.substr(at, end + 1 - at);
      // "&" as it is, in forgiving HTML, is followed by what follows it in the text.
      const bool plain = words[i] == '&' && !entity.starts_with("&amp;") &&
                         !entity.starts_with("&#") && raw.substr(at, 2) == words.substr(i, 2);
      if (!plain && !entity.empty()) {
        signs = std::max<std::size_t>(1, code_point_at(words, i).next - i);
        bytes = entity.size();
      }
    } else if (words[i] == '\n' && raw.substr(std::min(at, raw.size()), 2) == "\r\n") {
      bytes = 2;
    }
    const char c = words[i];
    const bool blank = fold && is_blank(c);
    if (!blank || (!out_.empty() && out_.back() != ' ' && out_.back() != '\n')) {
      if (at + bytes <= raw.size()) {
        places_.add(out_.size(), at, bytes > signs ? bytes : 0);
      } else {
        places_.add_inserted(out_.size());
      }
      if (blank) {
        out_ += ' ';
      } else {
        out_ += words.substr(i, signs);
      }
    }
    i += signs;
    at += bytes;
  }
  return at;
}

std::size_t TextWriter::words(std::string_view words, std::string_view raw, std::size_t at) {
  return put(words, raw, at, true);
}

std::size_t TextWriter::put(std::string_view words, std::string_view raw, std::size_t at) {
  return put(words, raw, at, false);
}

void TextWriter::insert(std::string_view sign) {
  places_.add_inserted(out_.size());
  out_ += sign;
}

void TextWriter::end_line() {
  while (!out_.empty() && out_.back() == ' ') out_.pop_back();
  if (!out_.empty() && out_.back() != '\n') insert("\n");
}

}  // namespace servanda
