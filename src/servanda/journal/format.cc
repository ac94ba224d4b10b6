// A text in canonical form, its comments kept.
//
// Each block (an entry with its lines) is read and printed again; comments find their place by the
// keyword of the line they stood on, because canonical order may move lines.

#include <algorithm>
#include <map>

#include "servanda/journal/journal.h"
#include "servanda/journal/line.h"

namespace servanda {
namespace {

std::string_view keyword_of(std::string_view body) {
  return body.substr(0, body.find_first_of(" \t"));
}

/// What stands before or behind one line of a block.
struct Comments {
  std::vector<std::string> above = {};
  std::string behind = {};
};

struct Block {
  std::vector<std::string> above = {};  ///< comment lines before the entry
  bool entry = false;                   ///< else: comments only
  Span span = {};                       ///< of the entry with its lines
  std::string head_comment = {};
  std::multimap<std::string, Comments, std::less<>> lines = {};  ///< by keyword, in order
  std::vector<std::string> below = {};  ///< comment lines after the last line, still indented
};

std::vector<Block> blocks_of(std::string_view text) {
  std::vector<Block> blocks;
  std::vector<std::string> pending;
  bool blank_since = false;
  LineSplitter lines(text);
  while (const auto line = lines.next()) {
    if (line->body.empty() && line->comment.empty()) {
      // A blank line after comments at the margin closes them: they belong to no entry.
      if (!pending.empty() && !blank_since) {
        Block remark;
        remark.above = std::move(pending);
        pending.clear();
        blocks.push_back(std::move(remark));
      }
      blank_since = true;
      continue;
    }
    blank_since = false;
    const bool in_entry = !blocks.empty() && blocks.back().entry && pending.empty();
    if (line->body.empty()) {
      if (line->indented && in_entry) {
        blocks.back().below.emplace_back(line->comment);
      } else {
        pending.emplace_back(line->comment);
      }
    } else if (!line->indented || blocks.empty() || !blocks.back().entry) {
      Block block;
      block.above = std::move(pending);
      pending.clear();
      block.entry = true;
      block.span = {line->offset, line->offset + line->body.size()};
      block.head_comment = line->comment;
      blocks.push_back(std::move(block));
    } else {
      Block& block = blocks.back();
      Comments comments;
      // Comments at the margin in the middle of an entry move in with the next line.
      comments.above = std::move(block.below);
      comments.above.insert(comments.above.end(), pending.begin(), pending.end());
      block.below.clear();
      pending.clear();
      comments.behind = line->comment;
      block.lines.emplace(keyword_of(line->body), std::move(comments));
      block.span.end = line->offset + line->body.size();
    }
  }
  if (!pending.empty()) {
    Block remark;
    remark.above = std::move(pending);
    blocks.push_back(std::move(remark));
  }
  return blocks;
}

std::string canonical(const ParsedJournal& parsed) {
  if (!parsed.includes.empty()) return "include " + parsed.includes.front().path + "\n";
  return format_register(parsed.reg);
}

/// The canonical lines of one entry with the comments of the block put back.
std::string with_comments(const std::string& entry, Block& block) {
  std::string text;
  for (const std::string& comment : block.above) text += comment + "\n";
  std::size_t at = 0;
  bool head = true;
  while (at < entry.size()) {
    const std::size_t end = std::min(entry.find('\n', at), entry.size());
    const std::string line = entry.substr(at, end - at);
    at = end + 1;
    if (head) {
      text += line + (block.head_comment.empty() ? "" : "  " + block.head_comment) + "\n";
      head = false;
      continue;
    }
    const std::size_t begin = line.find_first_not_of(' ');
    const auto found = block.lines.find(keyword_of(std::string_view(line).substr(begin)));
    if (found == block.lines.end()) {
      text += line + "\n";
      continue;
    }
    for (const std::string& comment : found->second.above) text += "  " + comment + "\n";
    text += line + (found->second.behind.empty() ? "" : "  " + found->second.behind) + "\n";
    block.lines.erase(found);
  }
  // Lines that canonical form has joined leave their comments at the end.
  for (const auto& [key, comments] : block.lines) {
    for (const std::string& comment : comments.above) text += "  " + comment + "\n";
    if (!comments.behind.empty()) text += "  " + comments.behind + "\n";
  }
  for (const std::string& comment : block.below) text += "  " + comment + "\n";
  return text;
}

}  // namespace

FormattedJournal format_journal(const SourceText& source) {
  FormattedJournal formatted;
  ParsedJournal whole = parse_journal(source);
  formatted.diagnostics = std::move(whole.diagnostics);
  formatted.ok = std::none_of(formatted.diagnostics.begin(), formatted.diagnostics.end(),
                              [](const Diagnostic& d) { return d.severity == Severity::error; });
  if (!formatted.ok) return formatted;
  bool tight_before = false;
  for (Block& block : blocks_of(source.text())) {
    std::string text;
    bool tight = false;
    if (block.entry) {
      const std::string entry = canonical(
          parse_journal(SourceText(source.name(), std::string(block.span.of(source.text())))));
      // Assertions, marks and includes are one line each and stand together.
      tight = entry.rfind("assert", 0) == 0 || entry.rfind("include", 0) == 0;
      text = with_comments(entry, block);
    } else {
      for (const std::string& comment : block.above) text += comment + "\n";
    }
    if (!formatted.text.empty() && !(tight && tight_before && block.above.empty()))
      formatted.text += '\n';
    formatted.text += text;
    tight_before = tight;
  }
  return formatted;
}

}  // namespace servanda
