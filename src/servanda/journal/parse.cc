// Text to data: the walk over the lines. What an entry and its lines say is read elsewhere
// (entries.h, entry_lines.h, treaty_lines.h); here they are opened, kept, and given up.

#include "servanda/journal/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "servanda/base/utf8.h"
#include "servanda/journal/decision_lines.h"
#include "servanda/journal/entries.h"
#include "servanda/journal/entry_lines.h"
#include "servanda/journal/keywords.h"
#include "servanda/journal/line.h"
#include "servanda/journal/look_alikes.h"
#include "servanda/journal/treaty_lines.h"
#include "servanda/journal/values.h"
#include "servanda/journal/words_cursor.h"

namespace servanda {
namespace {

const LineKeys& no_keys() {
  static const LineKeys kNone;
  return kNone;
}

class Walk {
 public:
  Walk(std::string_view text, std::size_t offset, std::size_t file, ParsedJournal& parsed)
      : text_(text), offset_(offset), file_(file), parsed_(parsed) {}

  void run(bool clean) {
    LineSplitter lines(text_, offset_ == 0);
    while (const std::optional<JournalLine> line = lines.next()) {
      const bool good = clean || is_clean(*line);
      if (line->body.empty()) continue;
      const std::size_t begin = offset_ + line->offset;
      const std::size_t end = begin + line->body.size();
      WordsCursor in(line->body, begin);
      const std::size_t faults = parsed_.diagnostics.size();
      if (!line->indented) {
        finish_entry();
        span_ = {begin, end};
        if (!good) {
          skip_lines_ = true;
        } else if (auto fault = read_entry(in)) {
          give_up(*std::move(fault), line->body);
        }
      } else {
        span_.end = end;
        if (good) {
          read_line(in);
        } else {
          keep_ = false;
        }
      }
      if (good && parsed_.diagnostics.size() == faults) warn_of_look_alikes(line->body, begin);
    }
    finish_entry();
  }

 private:
  enum class Kind { none, complete, statement, treaty, source, pathway, group };

  void report(Fault fault, Severity severity = Severity::error) {
    if (parsed_.diagnostics.size() >= kMostDiagnostics) {
      ++parsed_.not_shown;
      return;
    }
    parsed_.diagnostics.push_back(
        {severity, fault.span, std::move(fault.message), std::move(fault.expected)});
  }

  void warn_of_look_alikes(std::string_view line, std::size_t begin) {
    const std::optional<Span> word = find_mixed_word(line);
    if (!word) return;
    report(wrong({begin + word->begin, begin + word->end},
                 "letters of several scripts in one word, which may look like another",
                 "letters of one script"),
           Severity::warning);
  }

  /// A line with bytes that are no text is told and passed over; the next one is read again.
  bool is_clean(const JournalLine& line) {
    const std::string_view whole = text_.substr(
        line.offset, static_cast<std::size_t>(line.comment.data() + line.comment.size() -
                                              (text_.data() + line.offset)));
    const std::size_t bad = find_unclean(whole);
    if (bad == std::string_view::npos) return true;
    const std::size_t at = offset_ + line.offset + bad;
    if (static_cast<unsigned char>(whole[bad]) < 0x20) {
      report({{at, at + 1}, "a control character in the journal", "plain text"});
    } else {
      report({{at, at + 1}, "this byte is not UTF-8", "a journal in UTF-8"});
    }
    return false;
  }

  /// One message a mistake: the rest of the entry is passed over, and what it declares counts.
  void give_up(Fault fault, std::string_view head) {
    report(std::move(fault));
    WordsCursor in(head);
    const std::string_view word = in.take();
    if (word == "treaty") parsed_.faulty.treaties.emplace_back(in.peek());
    if (word == "source") parsed_.faulty.sources.emplace_back(in.peek());
    kind_ = Kind::none;
    skip_lines_ = true;
  }

  // ---- entries that are open ------------------------------------------------------------------

  void open(Kind kind, const LineKeys& keys) {
    kind_ = kind;
    keys_ = &keys;
    keep_ = true;
    seen_ = 0;
  }

  void finish_entry() {
    if (keep_) {
      keep();
    } else if (kind_ == Kind::treaty) {
      parsed_.faulty.treaties.push_back(std::get<TreatyFact>(statement_.fact).id);
    } else if (kind_ == Kind::source) {
      parsed_.faulty.sources.push_back(source_.id);
    }
    kind_ = Kind::none;
    keep_ = false;
    skip_lines_ = false;
  }

  void keep() {
    Register& reg = parsed_.reg;
    const Origin origin{file_, span_};
    switch (kind_) {
      case Kind::none:
      case Kind::complete:
        break;
      case Kind::statement:
      case Kind::treaty:
        reg.statements.push_back(std::move(statement_));
        reg.origins.push_back(origin);
        break;
      case Kind::source:
        source_.origin = origin;
        reg.sources.push_back(std::move(source_));
        break;
      case Kind::pathway:
        pathway_.origin = origin;
        reg.pathways.push_back(std::move(pathway_));
        break;
      case Kind::group:
        group_.origin = origin;
        reg.groups.push_back(std::move(group_));
        break;
    }
  }

  void read_line(WordsCursor& in) {
    if (skip_lines_) return;
    if (kind_ == Kind::none) {
      report(wrong(in.here(), "an indented line belongs to no entry",
                   "an entry at the beginning of a line"));
      skip_lines_ = true;
      return;
    }
    const Span key_span = in.here();
    const std::string_view key = in.take();
    Outcome fault = key.empty() ? Outcome(missing(in, "a keyword")) : once(key, key_span);
    if (!fault) fault = read_line_of(key, in);
    if (fault && fault->message == kUnknownKey) {
      fault = keys_->all.empty() ? wrong(key_span, "this entry has no lines",
                                         "an entry at the beginning of a line")
                                 : wrong(key_span, fmt::format("unknown line \"{}\"", shown(key)),
                                         expected_words(key, keys_->all));
    }
    if (!fault) return;
    // A line that cannot be read takes its entry out, but the other lines are still looked at.
    report(*std::move(fault));
    keep_ = false;
  }

  /// A keyword that may stand only once, the second time; unknown keywords are others' business.
  Outcome once(std::string_view key, Span span) {
    const auto found = std::find(keys_->all.begin(), keys_->all.end(), key);
    if (found == keys_->all.end()) return {};
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(found - keys_->all.begin());
    const bool again = (seen_ & bit) != 0;
    seen_ |= bit;
    if (!again || std::find(keys_->many.begin(), keys_->many.end(), key) != keys_->many.end()) {
      return {};
    }
    return wrong(span, fmt::format("\"{}\" is said twice", key), "one such line");
  }

  Outcome read_line_of(std::string_view key, WordsCursor& in) {
    switch (kind_) {
      case Kind::none:
      case Kind::complete:
        return unknown_key();
      case Kind::treaty: {
        Outcome fault = read_treaty_line(key, in, std::get<TreatyFact>(statement_.fact));
        if (!fault || fault->message != kUnknownKey) return fault;
        return read_statement_line(key, in, statement_);
      }
      case Kind::statement:
        return read_statement_line(key, in, statement_);
      case Kind::source:
        return read_source_line(key, in, source_);
      case Kind::pathway:
        return read_pathway_line(key, in, pathway_);
      case Kind::group:
        return read_group_line(key, in, group_);
    }
    return unknown_key();
  }

  // ---- the first lines of entries -------------------------------------------------------------

  Outcome read_entry(WordsCursor& in) {
    const std::string_view word = in.peek();
    if (!word.empty() && word.front() >= 'a' && word.front() <= 'z') return read_undated(word, in);
    if (word.empty() && !in.next_is('[') && !in.next_is('{')) return missing(in, "an entry");
    std::optional<Edtf> date;
    if (auto fault = take_date(in, date)) return fault;
    const std::string_view kind = in.peek();
    statement_ = Statement{ActFact{}};
    if (kind == "treaty") {
      return wrong(in.here(), "a treaty is no act: it stands without a date",
                   "the date in its line \"signed\"");
    }
    Outcome fault = read_fact(kind, in, date, statement_);
    if (fault && fault->message == kUnknownKey) fault = read_act(in, std::move(date), statement_);
    if (!fault) open(Kind::statement, statement_keys());
    return fault;
  }

  Outcome read_undated(std::string_view word, WordsCursor& in) {
    if (word == "include") return read_include(in);
    if (word == "source") return read_source(in);
    if (word == "pathway") return read_pathway(in);
    if (word == "group") return read_group(in);
    if (word == "incomplete") return read_incomplete(in);
    if (word == "assert") return read_assert(in);
    if (word == "decision") return read_one_line(in, read_decision_words, parsed_.reg.decisions);
    if (word == "batch") return read_one_line(in, read_batch_words, parsed_.reg.batches);
    statement_ = Statement{ActFact{}};
    Outcome fault;
    if (word == "undated") {
      in.take();
      fault = read_act(in, std::nullopt, statement_);
    } else {
      fault = read_fact(word, in, std::nullopt, statement_);
    }
    if (fault && fault->message == kUnknownKey) {
      if (find_act_type(word)) {
        return wrong(in.here(), fmt::format("the act \"{}\" has no date", word),
                     "a date, or \"undated\", before it");
      }
      return wrong(in.here(), fmt::format("unknown entry \"{}\"", shown(word)),
                   expected_words(word, entry_keywords()));
    }
    if (fault) return fault;
    if (word == "treaty") {
      open(Kind::treaty, treaty_entry_keys());
    } else {
      open(Kind::statement, statement_keys());
    }
    return {};
  }

  Outcome read_include(WordsCursor& in) {
    in.take();
    const Span span = in.here();
    std::string path;
    if (auto fault = take_line(in, path)) return fault;
    parsed_.includes.push_back({std::move(path), span});
    open(Kind::complete, no_keys());
    return {};
  }

  /// An entry that is its first line.
  template <typename Entry>
  Outcome read_one_line(WordsCursor& in, Outcome (*read)(WordsCursor&, Entry&),
                        std::vector<Entry>& to) {
    in.take();
    Entry entry;
    if (auto fault = read(in, entry)) return fault;
    entry.origin = {file_, span_};
    to.push_back(std::move(entry));
    open(Kind::complete, no_keys());
    return {};
  }

  Outcome read_source(WordsCursor& in) {
    in.take();
    source_ = Source{};
    if (auto fault = take_id(in, source_.id, "the id of the source")) return fault;
    if (auto fault = at_end(in)) return fault;
    open(Kind::source, source_keys());
    return {};
  }

  Outcome read_pathway(WordsCursor& in) {
    in.take();
    pathway_ = Pathway{};
    if (auto fault = take_id(in, pathway_.state, "the code of a state")) return fault;
    if (in.next_is('"')) {
      if (auto fault = take_string(in, pathway_.title, "a title")) return fault;
    }
    if (auto fault = at_end(in)) return fault;
    open(Kind::pathway, pathway_keys());
    return {};
  }

  Outcome read_group(WordsCursor& in) {
    in.take();
    group_ = GroupTable{};
    if (auto fault = take_id(in, group_.id, "the name of the group")) return fault;
    if (auto fault = at_end(in)) return fault;
    open(Kind::group, group_keys());
    return {};
  }

  Outcome read_incomplete(WordsCursor& in) {
    in.take();
    if (!in.accept("acts")) return missing(in, "\"acts\" and the id of a treaty");
    Incomplete mark;
    if (auto fault = take_id(in, mark.treaty, "the id of the treaty")) return fault;
    if (in.accept("of")) {
      if (auto fault = take_id(in, mark.state, "the code of a state")) return fault;
    }
    if (in.next_is('"')) {
      if (auto fault = take_string(in, mark.note, "a note")) return fault;
    }
    if (auto fault = at_end(in)) return fault;
    mark.origin = {file_, span_};
    parsed_.reg.incomplete.push_back(std::move(mark));
    open(Kind::complete, no_keys());
    return {};
  }

  Outcome read_assert(WordsCursor& in) {
    in.take();
    Assertion assertion;
    if (auto fault = take_id(in, assertion.treaty, "the id of the treaty")) return fault;
    const bool state_shaped =
        in.peek().size() == 3 && in.peek().front() >= 'A' && in.peek().front() <= 'Z';
    if (state_shaped || in.next_is('"')) {
      if (auto fault = take_id(in, assertion.state, "the code of a state")) return fault;
    }
    const auto& answers = answer_keywords();
    if (std::find(answers.begin(), answers.end(), in.peek()) == answers.end()) {
      return wrong(in.here(), fmt::format("\"{}\" is no answer", shown(in.peek())),
                   expected_words(in.peek(), answers));
    }
    assertion.expected = in.take();
    while (!in.at_end()) {
      Outcome fault;
      if (!assertion.on && in.accept("on")) {
        fault = take_parsed<Moment>(in, assertion.on, parse_moment,
                                    "a day, or an instant with its zone");
      } else if (!assertion.known && in.accept("known")) {
        fault = take_parsed<Day>(in, assertion.known, parse_day, "a day (2025-01-17)");
      } else {
        fault = missing(in, "\"on\", \"known\" (each once) or the end of the line");
      }
      if (fault) return fault;
    }
    assertion.origin = {file_, span_};
    parsed_.reg.assertions.push_back(std::move(assertion));
    open(Kind::complete, no_keys());
    return {};
  }

  std::string_view text_;
  std::size_t offset_;
  std::size_t file_;
  ParsedJournal& parsed_;
  Statement statement_{ActFact{}};
  Source source_;
  Pathway pathway_;
  GroupTable group_;
  Span span_;  ///< of the entry that is being read
  Kind kind_ = Kind::none;
  const LineKeys* keys_ = &no_keys();
  std::uint64_t seen_ = 0;  ///< which of `keys_` have been there
  bool keep_ = false;       ///< the entry has no fault so far
  bool skip_lines_ = false;
};

}  // namespace

std::size_t find_unclean(std::string_view text) {
  // Eight bytes at a time while they are printable ASCII, tabs and line ends; the rest one by one.
  const auto step = [&](std::size_t i) -> std::size_t {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) return byte >= 0x20 || byte == '\n' || byte == '\r' || byte == '\t' ? 1 : 0;
    const CodePoint point = code_point_at(text, i);
    const bool ill_formed = point.value == 0xFFFD && point.next == i + 1;
    return ill_formed ? 0 : point.next - i;
  };
  std::size_t i = 0;
  while (i < text.size()) {
    if (i + 8 <= text.size()) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, text.data() + i, sizeof eight);
      constexpr std::uint64_t kHigh = 0x8080808080808080U;
      constexpr std::uint64_t kBlank = 0x2020202020202020U;
      // A byte below 0x20 borrows into its own high bit; bytes above 0x7F have it set already.
      if ((((eight | kHigh) - kBlank) & kHigh) == kHigh && (eight & kHigh) == 0) {
        i += 8;
        continue;
      }
    }
    const std::size_t length = step(i);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

void parse_piece(std::string_view piece, std::size_t offset, std::size_t file, bool clean,
                 ParsedJournal& into) {
  Walk(piece, offset, file, into).run(clean);
}

bool ParsedJournal::ok() const {
  return not_shown == 0 &&
         std::none_of(diagnostics.begin(), diagnostics.end(),
                      [](const Diagnostic& d) { return d.severity == Severity::error; });
}

ParsedJournal parse_journal(const SourceText& source, std::size_t file_index) {
  ParsedJournal parsed;
  const bool clean = find_unclean(source.text()) == std::string_view::npos;
  parse_piece(source.text(), 0, file_index, clean, parsed);
  return parsed;
}

}  // namespace servanda
