// A text in canonical form, its comments kept.
//
// Entries that have canonical form already are copied (plain.h). Any other entry is read and
// printed again with its lines; comments find their place by the keyword of the line they stood on,
// because canonical order may move lines.

#include <algorithm>
#include <map>
#include <unordered_map>

#include "servanda/journal/journal.h"
#include "servanda/journal/line.h"
#include "servanda/journal/parse.h"
#include "servanda/journal/plain.h"

namespace servanda {
namespace {

std::string_view keyword_of(std::string_view body) {
  return body.substr(0, body.find_first_of(" \t"));
}

using CommentLines = std::vector<std::string_view>;

/// What stands before or behind one line of an entry.
struct Comments {
  CommentLines above = {};
  std::string_view behind = {};
};

/// An entry that is not plain, with its comments.
struct Block {
  Span span = {};
  CommentLines above = {};
  std::string_view head_comment = {};
  std::multimap<std::string_view, Comments> lines = {};  ///< by keyword, in order
  CommentLines below = {};  ///< comment lines after the last line, still indented
};

/// The text, where nothing was found at fault.
FormattedJournal formatted(ParsedJournal parsed, std::string text) {
  FormattedJournal result;
  result.ok = parsed.ok();
  result.diagnostics = std::move(parsed.diagnostics);
  result.not_shown = parsed.not_shown;
  if (result.ok) result.text = std::move(text);
  return result;
}

class Formatter {
 public:
  /// The text is clean (parse.h).
  explicit Formatter(const SourceText& source) : text_(source.text()), look_alikes_(text_) {
    out_.reserve(text_.size() + text_.size() / 8);
  }

  FormattedJournal run() {
    LineSplitter lines(text_);
    while (const std::optional<JournalLine> line = lines.next()) {
      if (line->body.empty()) {
        read_blank_or_comment(*line);
      } else if (!line->indented || !open_) {
        close_entry();
        const std::optional<std::size_t> end =
            line->indented ? std::nullopt : plain_end_at(line->offset);
        if (end && !look_alikes_.in(text_.substr(line->offset, *end - line->offset))) {
          write_remarks();
          write_block(above_, text_.substr(line->offset, *end - line->offset), false);
          above_.clear();
          lines.go_to(*end);
        } else {
          open_entry(*line);
        }
      } else {
        add_line(*line);
      }
    }
    close_entry();
    if (!above_.empty()) remarks_.push_back(std::move(above_));
    write_remarks();
    return formatted(std::move(parsed_), std::move(out_));
  }

 private:
  void read_blank_or_comment(const JournalLine& line) {
    if (!line.comment.empty()) {
      if (line.indented && open_ && above_.empty() && remarks_.empty()) {
        block_.below.push_back(line.comment);
      } else {
        above_.push_back(line.comment);
      }
    } else if (!above_.empty()) {
      // A blank line after comments at the margin closes them: they belong to no entry.
      remarks_.push_back(std::move(above_));
      above_.clear();
    }
  }

  void open_entry(const JournalLine& line) {
    write_remarks();
    open_ = true;
    block_ = Block{};
    block_.above = std::move(above_);
    above_.clear();
    // An indented line that opens nothing keeps its indent: the parser tells it as a fault.
    const std::size_t begin = line.indented ? line.offset - 1 : line.offset;
    block_.span = {begin, line.offset + line.body.size()};
    block_.head_comment = line.comment;
  }

  void add_line(const JournalLine& line) {
    Comments comments;
    // Comments at the margin in the middle of an entry move in with the next line.
    comments.above = std::move(block_.below);
    block_.below.clear();
    for (CommentLines& remark : remarks_)
      comments.above.insert(comments.above.end(), remark.begin(), remark.end());
    remarks_.clear();
    comments.above.insert(comments.above.end(), above_.begin(), above_.end());
    above_.clear();
    comments.behind = line.comment;
    block_.lines.emplace(keyword_of(line.body), std::move(comments));
    block_.span.end = line.offset + line.body.size();
  }

  void close_entry() {
    if (!open_) return;
    open_ = false;
    parse_piece(block_.span.of(text_), block_.span.begin, 0, true, parsed_);
    const std::string entry = parsed_.includes.empty()
                                  ? format_register(parsed_.reg)
                                  : "include " + parsed_.includes.front().path + "\n";
    parsed_.reg = Register{};
    parsed_.includes.clear();
    // Assertions and includes are one line each and stand together.
    const bool tight = entry.starts_with("assert") || entry.starts_with("include");
    CommentLines above = std::move(block_.above);
    write_block(above, with_comments(entry), tight);
  }

  /// The canonical lines of one entry with the comments of the block put back.
  std::string with_comments(std::string_view entry) {
    std::string text;
    bool head = true;
    for (std::size_t at = 0; at < entry.size();) {
      const std::size_t end = std::min(entry.find('\n', at), entry.size());
      const std::string_view line = entry.substr(at, end - at);
      at = end + 1;
      std::string_view behind = block_.head_comment;
      if (!head) {
        behind = {};
        const std::size_t begin = line.find_first_not_of(' ');
        const auto found = block_.lines.find(keyword_of(line.substr(begin)));
        if (found != block_.lines.end()) {
          add_inside(text, found->second.above);
          behind = found->second.behind;
          block_.lines.erase(found);
        }
      }
      head = false;
      text += line;
      if (!behind.empty()) text.append("  ").append(behind);
      text += '\n';
    }
    // Lines that canonical form has joined leave their comments at the end.
    for (const auto& [key, comments] : block_.lines) {
      add_inside(text, comments.above);
      if (!comments.behind.empty()) text.append("  ").append(comments.behind).append("\n");
    }
    add_inside(text, block_.below);
    return text;
  }

  static void add_inside(std::string& text, const CommentLines& comments) {
    for (const std::string_view comment : comments) text.append("  ").append(comment).append("\n");
  }

  void write_block(const CommentLines& above, std::string_view entry, bool tight) {
    if (!out_.empty() && !(tight && tight_before_ && above.empty())) out_ += '\n';
    for (const std::string_view comment : above) out_.append(comment).append("\n");
    out_ += entry;
    tight_before_ = tight;
  }

  void write_remarks() {
    for (const CommentLines& remark : remarks_) write_block(remark, {}, false);
    remarks_.clear();
  }

  /// Where the entry ends that begins here, if it has canonical form already.
  std::optional<std::size_t> plain_end_at(std::size_t at) {
    const char c = text_[at];
    if (c >= '0' && c <= '9') {
      PlainAct act;
      return read_plain(text_, at, act);
    }
    if (c == 's') {
      PlainSource plain;
      return read_plain(text_, at, plain);
    }
    if (c != 't') return std::nullopt;
    PlainTreaty treaty;
    const std::optional<std::size_t> end = read_plain(text_, at, treaty);
    return end && is_canonical(treaty.clauses) && is_canonical(treaty.norms) ? end : std::nullopt;
  }

  bool is_canonical(std::string_view lines) {
    if (lines.empty()) return true;
    const auto [found, added] = canonical_.try_emplace(lines, false);
    if (added) found->second = read_canonical_lines(lines).has_value();
    return found->second;
  }

  std::string_view text_;
  LookAlikes look_alikes_;
  bool open_ = false;  ///< an entry that is not plain is being gathered in block_
  Block block_;
  CommentLines above_;                 ///< comment lines since the last blank line or entry
  std::vector<CommentLines> remarks_;  ///< comments that a blank line has closed, not yet written
  ParsedJournal parsed_;               ///< faults of all entries; the entry that was read last
  std::unordered_map<std::string_view, bool> canonical_;  ///< clauses and norms by their lines
  bool tight_before_ = false;
  std::string out_;
};

}  // namespace

FormattedJournal format_journal(const SourceText& source) {
  if (find_unclean(source.text()) == std::string_view::npos) return Formatter(source).run();
  // Bytes that are no text are faults wherever they stand, in comments too.
  return formatted(parse_journal(source), {});
}

}  // namespace servanda
