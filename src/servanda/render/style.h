// How text is set on a terminal: width, colours, wrapping, and the numbered references.
#ifndef SERVANDA_RENDER_STYLE_H_
#define SERVANDA_RENDER_STYLE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/query/query.h"

namespace servanda {

struct TextStyle {
  bool colour = false;      ///< ANSI colours; the front end knows whether a terminal reads
  std::size_t width = 100;  ///< cells in a line, 60 to 160
};

/// A page that is being written: headings, labelled and hanging paragraphs, references.
class Page {
 public:
  explicit Page(const TextStyle& style) : style_(style) {}

  void title(std::string_view text);
  void heading(std::string_view text);
  void blank();
  /// "label     text", the text wrapped behind a column of its own.
  void labelled(std::string_view label, std::string_view text, std::string_view paint = {});
  /// A paragraph with `first` before its first line and blanks before the others.
  void hanging(std::string_view first, std::string_view text, std::string_view paint = {});
  /// The same with `rest` (as wide as `first`) before the others: the stems of a tree.
  void stemmed(std::string_view first, std::string_view rest, std::string_view text,
               std::string_view paint = {});
  /// The words of a source, in quotes and quietly, shortened beyond three lines or so.
  void words(std::size_t indent, const std::vector<Backing>& from);

  /// "[1] [3]" for the sources; numbers are given in the order of first use.
  std::string references(const std::vector<Backing>& from);
  const std::vector<Backing>& used() const { return used_; }

  std::string painted(std::string_view text, std::string_view paint) const;
  std::string finish() && { return std::move(text_); }

 private:
  void wrap(std::string_view first, std::string_view rest, std::string_view text,
            std::string_view paint);
  TextStyle style_;
  std::string text_;
  std::vector<Backing> used_;
};

// What a painted piece means; the page turns it into colours or into nothing.
inline constexpr std::string_view kStrong = "strong";
inline constexpr std::string_view kQuiet = "quiet";
inline constexpr std::string_view kYes = "yes";
inline constexpr std::string_view kNo = "no";
inline constexpr std::string_view kOpen = "open";

std::string_view paint_of(Verdict verdict);
/// "yes", "no", "unknown" … as headlines: "IN FORCE", "NOT IN FORCE", "UNKNOWN" …
std::string_view headline_of(Verdict verdict);

}  // namespace servanda

#endif  // SERVANDA_RENDER_STYLE_H_
