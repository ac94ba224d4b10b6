// Text to data: entries and their lines.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <set>

#include "servanda/base/utf8.h"
#include "servanda/journal/actor_words.h"
#include "servanda/journal/clause_words.h"
#include "servanda/journal/journal.h"
#include "servanda/journal/line.h"
#include "servanda/journal/words_cursor.h"

namespace servanda {
namespace {

/// A fault while a line is read: the line is given up, the next one starts afresh.
struct Fault {
  Span span;
  std::string message;
  std::string expected;
};
using Outcome = std::optional<Fault>;

Fault wrong(Span span, std::string message, std::string expected_words = {}) {
  return {span, std::move(message), std::move(expected_words)};
}

Fault missing(const WordsCursor& in, std::string what) {
  const std::string found =
      in.at_end() ? "the line ends here" : fmt::format("unexpected \"{}\"", in.peek());
  return {in.here(), found, std::move(what)};
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& words) {
  const std::string_view near = closest(word, words);
  return near.empty() ? fmt::format("one of {}",
                                    [&] {
                                      std::string list;
                                      for (const std::string_view w : words)
                                        list += (list.empty() ? "" : ", ") + std::string(w);
                                      return list;
                                    }())
                      : fmt::format("did you mean \"{}\"?", near);
}

// Each of these takes one value, or says what is wrong and where.

Outcome take_id(WordsCursor& in, std::string& id, std::string_view what) {
  if (in.next_is('"')) {
    const WordsCursor before = in;
    auto value = in.take_quoted();
    if (!value) return wrong(before.here(), "the quote is not closed", "\"");
    id = *std::move(value);
    return {};
  }
  if (in.peek().empty()) return missing(in, std::string(what));
  id = in.take();
  return {};
}

Outcome take_string(WordsCursor& in, std::string& text, std::string_view what) {
  const WordsCursor before = in;
  if (!in.next_is('"')) return missing(in, fmt::format("{} in quotes", what));
  auto value = in.take_quoted();
  if (!value) return wrong(before.here(), "the quote is not closed", "\"");
  text = *std::move(value);
  return {};
}

Outcome take_text(WordsCursor& in, std::string& text, std::string_view what) {
  const WordsCursor before = in;
  auto value = take_free_text(in);
  if (!value) {
    return before.next_is('"') ? wrong(before.here(), "the quote is not closed", "\"")
                               : missing(in, std::string(what));
  }
  text = *std::move(value);
  return {};
}

template <typename T>
Outcome take_parsed(WordsCursor& in, std::optional<T>& value, Result<T> (*parse)(std::string_view),
                    std::string_view what) {
  const std::size_t begin = in.position();
  const std::string_view run = in.take_run();
  if (run.empty()) return missing(in, std::string(what));
  Result<T> parsed = parse(run);
  if (!parsed) return wrong(in.span_since(begin), parsed.error().message, std::string(what));
  value = *std::move(parsed);
  return {};
}

Outcome take_date(WordsCursor& in, std::optional<Edtf>& date) {
  return take_parsed<Edtf>(in, date, parse_edtf, "a date (2025-01-17, 2025-01, 2025)");
}

Outcome take_period(WordsCursor& in, std::optional<Period>& period) {
  static const std::map<std::string_view, Period> kUnits{
      {"year", {12, 0}}, {"month", {1, 0}}, {"week", {0, 7}}, {"day", {0, 1}}};
  if (const auto unit = kUnits.find(in.peek()); unit != kUnits.end()) {
    in.take();
    period = unit->second;
    return {};
  }
  return take_parsed<Period>(in, period, parse_period, "a period (P30D, P1Y6M)");
}

template <typename Enum>
Outcome take_word(WordsCursor& in, Enum& value, std::optional<Enum> (*find)(std::string_view),
                  const std::vector<std::string_view>& words, std::string_view what) {
  const std::string_view word = in.peek();
  const std::optional<Enum> found = find(word);
  if (!found) {
    if (word.empty()) return missing(in, std::string(what));
    return wrong(in.here(), fmt::format("unknown {} \"{}\"", what, word), suggestion(word, words));
  }
  in.take();
  value = *found;
  return {};
}

Outcome take_act(WordsCursor& in, ActType& act) {
  return take_word(in, act, find_act_type, act_type_words(), "act");
}

Outcome take_list(WordsCursor& in, std::vector<Actor>& actors) {
  const WordsCursor before = in;
  Result<std::vector<Actor>> list = take_actors(in);
  if (!list)
    return wrong(in.at_end() ? before.here() : in.here(), list.error().message,
                 list.error().advice);
  actors = *std::move(list);
  return {};
}

Outcome take_one(WordsCursor& in, std::optional<Actor>& actor) {
  const WordsCursor before = in;
  Result<Actor> one = take_actor(in);
  if (!one)
    return wrong(in.at_end() ? before.here() : in.here(), one.error().message, one.error().advice);
  actor = *std::move(one);
  return {};
}

Outcome take_number(WordsCursor& in, int& number) {
  const std::string_view word = in.peek();
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (word.empty() || fault != std::errc() || end != word.data() + word.size() || number < 0) {
    return missing(in, "a whole number");
  }
  in.take();
  return {};
}

Outcome at_end(const WordsCursor& in) {
  if (in.at_end()) return {};
  return missing(in, "the end of the line");
}

/// A value that runs to the end of its line: in quotes, or bare.
Outcome take_line(WordsCursor& in, std::string& text) {
  if (in.next_is('"')) {
    if (auto fault = take_string(in, text, "a text")) return fault;
    return at_end(in);
  }
  text = in.take_rest();
  if (text.empty()) return missing(in, "a text");
  return {};
}

template <typename T>
Outcome take_clause(WordsCursor& in, T& value,
                    Result<typename T::value_type> (*parse)(std::string_view)) {
  const std::size_t begin = in.position();
  const WordsCursor before = in;
  const std::string_view words = in.take_rest();
  if (words.empty()) return missing(before, "a clause in words");
  auto parsed = parse(words);
  if (!parsed) {
    // The clause counts its columns from its own beginning.
    Span span = before.here();
    std::string message = parsed.error().message;
    std::size_t column = 0;
    if (message.rfind("column ", 0) == 0) {
      const auto colon = message.find(": ");
      std::from_chars(message.data() + 7, message.data() + message.size(), column);
      if (colon != std::string::npos) message.erase(0, colon + 2);
      WordsCursor there = before;
      there.go_to(begin + (column > 0 ? column - 1 : 0));
      span = there.here();
    }
    return wrong(span, "the clause cannot be read", std::move(message));
  }
  value = *std::move(parsed);
  return {};
}

/// "3(3) about security: if …, the other party shall not …"
Outcome take_norm(WordsCursor& in, ClauseFact& norm) {
  if (in.accept("article")) {
    if (auto fault = take_string(in, norm.article, "the article")) return fault;
  } else if (!in.peek().empty() && in.peek().front() >= '0' && in.peek().front() <= '9') {
    norm.article = in.take_run();
  }
  if (in.accept("about")) {
    if (in.next_is('"')) {
      if (auto fault = take_string(in, norm.about, "a subject")) return fault;
      in.accept(":");
    } else {
      std::string_view about = in.take();
      if (!about.empty() && about.back() == ':') about.remove_suffix(1);
      norm.about = about;
    }
  }
  if (in.accept("if")) {
    if (in.next_is('"')) {
      if (auto fault = take_string(in, norm.condition, "a condition")) return fault;
    } else {
      const std::size_t begin = in.position();
      while (!in.peek().empty()) in.take();
      norm.condition = in.since(begin);
    }
    if (!in.accept(',')) return missing(in, "a comma after the condition");
  }
  const auto modal = [&] { return in.next_is("shall") || in.next_is("may"); };
  if (!modal()) {
    if (auto fault = take_text(in, norm.who, "who shall, may or shall not do what")) return fault;
  }
  if (in.accept("shall not")) {
    norm.must = Must::shall_not;
  } else if (in.accept("shall")) {
    norm.must = Must::shall;
  } else if (in.accept("may")) {
    norm.must = Must::may;
  } else {
    return missing(in, "\"shall\", \"shall not\" or \"may\"");
  }
  const auto until_whom = [&](std::string& into) -> Outcome {
    if (in.next_is('"')) return take_string(in, into, "what is to be done");
    const std::size_t begin = in.position();
    while (!in.at_end() && !in.next_is("whom")) {
      if (in.peek().empty()) {
        in.go_to(in.position() + 1);
      } else {
        in.take();
      }
    }
    into = in.since(begin);
    return {};
  };
  if (auto fault = until_whom(norm.action)) return fault;
  if (in.accept("whom")) {
    if (auto fault = take_text(in, norm.whom, "whom")) return fault;
  }
  return at_end(in);
}

const std::vector<std::string_view>& entry_words() {
  static const std::vector<std::string_view> kWords{
      "include", "source",   "treaty",   "pathway", "incomplete", "assert",     "claim",  "deny",
      "clause",  "relation", "quantity", "project", "event",      "assessment", "undated"};
  return kWords;
}

using LineReader = std::function<Outcome(std::string_view key, WordsCursor& in)>;

class Parser {
 public:
  Parser(const SourceText& source, std::size_t file) : source_(source), file_(file) {}

  ParsedJournal run() {
    if (const auto bad = find_invalid_utf8(source_.text())) {
      report({{*bad, *bad + 1}, "this byte is not UTF-8", "a journal in UTF-8"});
      return std::move(parsed_);
    }
    LineSplitter lines(source_.text());
    while (const std::optional<JournalLine> line = lines.next()) {
      if (line->body.empty()) continue;
      WordsCursor in(line->body, line->offset);
      if (!line->indented) {
        finish_entry();
        span_ = {line->offset, line->offset + line->body.size()};
        if (auto fault = read_entry(in)) give_up(*std::move(fault));
      } else {
        span_.end = line->offset + line->body.size();
        read_line(in);
      }
    }
    finish_entry();
    return std::move(parsed_);
  }

 private:
  void report(Fault fault, Severity severity = Severity::error) {
    if (parsed_.diagnostics.size() >= kMostDiagnostics) {
      ++parsed_.not_shown;
      return;
    }
    parsed_.diagnostics.push_back(
        {severity, fault.span, std::move(fault.message), std::move(fault.expected)});
  }

  /// One message a mistake: the rest of the entry is passed over.
  void give_up(Fault fault) {
    report(std::move(fault));
    open_ = false;
    skip_lines_ = true;
  }

  void finish_entry() {
    if (open_ && keep_) keep_();
    open_ = false;
    skip_lines_ = false;
    seen_.clear();
    keep_ = nullptr;
    line_reader_ = nullptr;
  }

  void open(LineReader reader, std::function<void()> keep) {
    open_ = true;
    line_reader_ = std::move(reader);
    keep_ = std::move(keep);
  }

  void read_line(WordsCursor& in) {
    if (skip_lines_) return;
    if (!open_) {
      report(wrong(in.here(), "an indented line belongs to no entry",
                   "an entry at the beginning of a line"));
      skip_lines_ = true;
      return;
    }
    const Span key_span = in.here();
    const std::string key(in.take());
    Outcome fault = key.empty() ? Outcome(missing(in, "a keyword")) : line_reader_(key, in);
    if (fault && fault->message == kUnknownKey) {
      fault = wrong(key_span, fmt::format("unknown line \"{}\"", key), suggestion(key, keys_));
    }
    // A line that cannot be read takes its entry out, but the other lines are still looked at.
    if (fault) {
      report(*std::move(fault));
      keep_ = nullptr;
      return;
    }
    if (repeatable_.count(key) == 0 && !seen_.insert(key).second) {
      report(wrong(key_span, fmt::format("\"{}\" is said twice", key), "one such line"));
      keep_ = nullptr;
    }
  }

  static constexpr const char* kUnknownKey = "?";
  static Fault unknown_key() { return {{}, kUnknownKey, {}}; }

  Origin origin() const { return {file_, span_}; }

  void add_statement() {
    parsed_.reg.statements.push_back(std::move(statement_));
    parsed_.reg.origins.push_back(origin());
  }

  // ---- entries --------------------------------------------------------------------------------

  Outcome read_entry(WordsCursor& in) {
    const std::string word(in.peek());
    statement_ = Statement{};
    if (word == "include") return read_include(in);
    if (word == "source") return read_source(in);
    if (word == "treaty") return read_treaty(in);
    if (word == "pathway") return read_pathway(in);
    if (word == "incomplete") return read_incomplete(in);
    if (word == "assert") return read_assert(in);
    if (word == "undated") {
      in.take();
      return read_act(in, std::nullopt);
    }
    const bool dated = in.next_is('[') || in.next_is('{') ||
                       (!word.empty() && !(word.front() >= 'a' && word.front() <= 'z'));
    std::optional<Edtf> date;
    if (dated) {
      if (auto fault = take_date(in, date)) return fault;
    }
    const std::string kind(in.peek());
    if (kind == "claim" || kind == "deny") return read_claim(in, std::move(date));
    statement_.said = date;
    if (kind == "clause") return read_clause(in);
    if (kind == "relation") return read_relation(in);
    if (kind == "quantity") return read_quantity(in);
    if (kind == "project") return read_project(in);
    if (kind == "event") return read_event(in);
    if (kind == "assessment") return read_assessment(in);
    if (dated) {
      statement_.said.reset();
      return read_act(in, std::move(date));
    }
    if (find_act_type(kind)) {
      return wrong(in.here(), fmt::format("the act \"{}\" has no date", kind),
                   "a date, or \"undated\", before it");
    }
    if (kind.empty()) return missing(in, "an entry");
    return wrong(in.here(), fmt::format("unknown entry \"{}\"", kind),
                 suggestion(kind, entry_words()));
  }

  Outcome read_include(WordsCursor& in) {
    in.take();
    const Span span = in.here();
    std::string path;
    if (auto fault = take_line(in, path)) return fault;
    parsed_.includes.push_back({std::move(path), span});
    open([](std::string_view, WordsCursor&) -> Outcome { return unknown_key(); }, {});
    keys_ = {};
    return {};
  }

  Outcome read_source(WordsCursor& in) {
    in.take();
    auto source = std::make_shared<Source>();
    if (auto fault = take_id(in, source->id, "the id of the source")) return fault;
    if (auto fault = at_end(in)) return fault;
    keys_ = {"title", "publisher", "published", "language", "authority",
             "url",   "file",      "sha256",    "note"};
    repeatable_.clear();
    open(
        [source](std::string_view key, WordsCursor& line) -> Outcome {
          if (key == "title") return take_line(line, source->title);
          if (key == "publisher") return take_line(line, source->publisher);
          if (key == "language") return take_line(line, source->language);
          if (key == "url") return take_line(line, source->url);
          if (key == "file") return take_line(line, source->file);
          if (key == "sha256") return take_line(line, source->sha256);
          if (key == "note") return take_line(line, source->note);
          if (key == "published") {
            auto fault = take_date(line, source->published);
            return fault ? fault : at_end(line);
          }
          if (key == "authority") {
            auto fault =
                take_word(line, source->authority, find_authority, authority_words(), "authority");
            return fault ? fault : at_end(line);
          }
          return unknown_key();
        },
        [this, source] {
          source->origin = origin();
          parsed_.reg.sources.push_back(std::move(*source));
        });
    return {};
  }

  /// The lines that every statement may have.
  Outcome read_common(std::string_view key, WordsCursor& in) {
    Statement& s = statement_;
    if (key == "from") {
      Citation citation;
      if (auto fault = take_id(in, citation.source, "the id of a source")) return fault;
      if (in.accept("bytes")) {
        if (auto fault = take_bytes(in, citation)) return fault;
      }
      if (in.next_is('"')) {
        if (auto fault = take_string(in, citation.words, "the words")) return fault;
      }
      if (auto fault = at_end(in)) return fault;
      s.from.push_back(std::move(citation));
      return {};
    }
    if (key == "says") {
      auto fault = take_one(in, s.speaker);
      return fault ? fault : at_end(in);
    }
    if (key == "via") {
      auto fault = take_list(in, s.via);
      return fault ? fault : at_end(in);
    }
    if (key == "stance") {
      auto fault = take_word(in, s.stance, find_stance, stance_words(), "stance");
      return fault ? fault : at_end(in);
    }
    if (key == "said") {
      auto fault = take_date(in, s.said);
      return fault ? fault : at_end(in);
    }
    if (key == "known") {
      auto fault = take_parsed<Day>(in, s.known, parse_day, "a day (2025-01-17)");
      return fault ? fault : at_end(in);
    }
    if (key == "note") return take_line(in, s.note);
    return unknown_key();
  }

  static Outcome take_bytes(WordsCursor& in, Citation& citation) {
    const std::size_t begin = in.position();
    const std::string_view run = in.take();
    const std::size_t dots = run.find("..");
    Span bytes;
    const auto number = [](std::string_view digits, std::size_t& value) {
      const auto [end, fault] =
          std::from_chars(digits.data(), digits.data() + digits.size(), value);
      return !digits.empty() && fault == std::errc() && end == digits.data() + digits.size();
    };
    if (dots == std::string_view::npos || !number(run.substr(0, dots), bytes.begin) ||
        !number(run.substr(dots + 2), bytes.end)) {
      return wrong(in.span_since(begin), "this is no byte range",
                   "two byte offsets, as in 54..201");
    }
    if (bytes.end < bytes.begin) {
      return wrong(in.span_since(begin), "the range ends before it begins",
                   "the lower offset first");
    }
    citation.bytes = bytes;
    return {};
  }

  void open_statement(LineReader own = {}, std::vector<std::string_view> own_keys = {}) {
    keys_ = {"from", "says", "via", "stance", "said", "known", "note"};
    keys_.insert(keys_.end(), own_keys.begin(), own_keys.end());
    repeatable_ = {"from", "norm"};
    open(
        [this, own = std::move(own)](std::string_view key, WordsCursor& in) -> Outcome {
          if (own) {
            Outcome fault = own(key, in);
            if (!fault || fault->message != kUnknownKey) return fault;
          }
          return read_common(key, in);
        },
        [this] { add_statement(); });
  }

  Outcome read_treaty(WordsCursor& in) {
    in.take();
    TreatyFact treaty;
    if (auto fault = take_id(in, treaty.id, "the id of the treaty")) return fault;
    if (in.next_is('"')) {
      if (auto fault = take_string(in, treaty.title, "the title")) return fault;
    }
    if (auto fault = at_end(in)) return fault;
    statement_.fact = std::move(treaty);
    open_statement(
        [this](std::string_view key, WordsCursor& line) {
          return read_treaty_line(key, line, std::get<TreatyFact>(statement_.fact));
        },
        {"also",        "form",        "parties",      "signed",      "in-force",     "articles",
         "subjects",    "disclosed",   "languages",    "depositary",  "zone",         "consent",
         "force",       "later",       "later-from",   "provisional", "term",         "renewal",
         "withdrawal",  "survival",    "reservations", "amendment",   "amendment-on", "replaces",
         "replaces-on", "territorial", "disputes",     "norm"});
    return {};
  }

  template <typename Take>
  static Outcome take_all(WordsCursor& in, Take take) {
    do {
      if (auto fault = take()) return fault;
    } while (in.accept(','));
    return at_end(in);
  }

  static Outcome take_ids(WordsCursor& in, std::vector<std::string>& ids, std::string_view what) {
    return take_all(in, [&]() -> Outcome {
      std::string id;
      if (auto fault = take_id(in, id, what)) return fault;
      ids.push_back(std::move(id));
      return {};
    });
  }

  static Outcome take_texts(WordsCursor& in, std::vector<std::string>& texts,
                            std::string_view what) {
    return take_all(in, [&]() -> Outcome {
      std::string text;
      if (auto fault = take_text(in, text, what)) return fault;
      texts.push_back(std::move(text));
      return {};
    });
  }

  Outcome read_treaty_line(std::string_view key, WordsCursor& in, TreatyFact& treaty) {
    if (key == "also") return take_texts(in, treaty.also, "a name in quotes");
    if (key == "form") return take_line(in, treaty.form);
    if (key == "parties") return take_ids(in, treaty.parties, "the code of a state (RUS)");
    if (key == "signed") {
      if (!in.next_is("at")) {
        if (auto fault = take_date(in, treaty.signed_on)) return fault;
      }
      if (in.accept("at")) {
        if (auto fault = take_text(in, treaty.signed_at, "a place")) return fault;
      }
      return at_end(in);
    }
    if (key == "in-force") {
      auto fault = take_date(in, treaty.in_force);
      return fault ? fault : at_end(in);
    }
    if (key == "articles") {
      int number = 0;
      if (auto fault = take_number(in, number)) return fault;
      treaty.articles = number;
      return at_end(in);
    }
    if (key == "subjects") return take_texts(in, treaty.fields, "a subject");
    if (key == "disclosed") {
      if (!in.next_is("yes") && !in.next_is("no")) return missing(in, "\"yes\" or \"no\"");
      treaty.disclosed = in.take() == "yes";
      return at_end(in);
    }
    if (key == "languages") return take_ids(in, treaty.languages, "a language (ru, fa, en)");
    if (key == "depositary") return take_line(in, treaty.depositary);
    if (key == "zone") return take_line(in, treaty.zone);
    if (key == "norm") {
      ClauseFact norm;
      if (auto fault = take_norm(in, norm)) return fault;
      treaty.norms.push_back(std::move(norm));
      return {};
    }
    return read_final_clause(key, in, treaty.clauses);
  }

  static Outcome read_final_clause(std::string_view key, WordsCursor& in, Clauses& clauses) {
    if (key == "consent") {
      return take_all(in, [&]() -> Outcome {
        Consent consent{};
        if (auto fault = take_word(in, consent, find_consent, consent_words(), "means of consent"))
          return fault;
        clauses.consent.push_back(consent);
        return {};
      });
    }
    if (key == "force") return take_clause(in, clauses.force, parse_trigger);
    if (key == "later") return take_clause(in, clauses.force_later, parse_trigger);
    if (key == "later-from") return take_line(in, clauses.later_from);
    if (key == "provisional") {
      if (in.accept("yes")) {
        clauses.provisional_plain = true;
        return at_end(in);
      }
      return take_clause(in, clauses.provisional, parse_trigger);
    }
    if (key == "term") {
      std::optional<TermAndRenewal> both;
      if (auto fault = take_clause(in, both, parse_term)) return fault;
      clauses.term = std::move(both->term);
      clauses.renewal = both->renewal;
      return {};
    }
    if (key == "renewal") return take_clause(in, clauses.renewal, parse_renewal);
    if (key == "withdrawal") return take_clause(in, clauses.withdrawal, parse_withdrawal);
    if (key == "survival") return take_clause(in, clauses.survival, parse_survival);
    if (key == "reservations") return take_line(in, clauses.reservations);
    if (key == "amendment") return take_line(in, clauses.amendment);
    if (key == "amendment-on") return take_clause(in, clauses.amendment_on, parse_trigger);
    if (key == "replaces") {
      return take_replaces(in, clauses);
    }
    if (key == "replaces-on") return take_clause(in, clauses.replaces_on, parse_trigger);
    if (key == "territorial") return take_line(in, clauses.territorial);
    if (key == "disputes") return take_texts(in, clauses.disputes, "a way of settling disputes");
    return unknown_key();
  }

  /// "replaces ru-kp-2000 on exchange": the trigger may stand behind the names.
  static Outcome take_replaces(WordsCursor& in, Clauses& clauses) {
    do {
      std::string id;
      if (auto fault = take_id(in, id, "the id or title of a treaty")) return fault;
      clauses.replaces.push_back(std::move(id));
    } while (in.accept(','));
    if (in.at_end()) return {};
    return take_clause(in, clauses.replaces_on, parse_trigger);
  }

  Outcome read_act(WordsCursor& in, std::optional<Edtf> date) {
    ActFact act;
    act.on = std::move(date);
    if (auto fault = take_act(in, act.type)) return fault;
    if (auto fault = take_id(in, act.treaty, "the id of the treaty")) return fault;
    while (!in.at_end()) {
      if (auto fault = read_act_part(in, act)) return fault;
    }
    statement_.fact = std::move(act);
    open_statement();
    return {};
  }

  static Outcome read_act_part(WordsCursor& in, ActFact& act) {
    if (in.accept("by")) return take_list(in, act.by);
    if (in.accept("with")) return take_list(in, act.with);
    if (in.accept("to")) return take_one(in, act.body);
    if (in.accept("whom")) return take_list(in, act.whom);
    if (in.accept("as")) return take_text(in, act.as, "a role");
    if (in.accept("at")) return take_text(in, act.at, "a place");
    if (in.accept("for")) return take_period(in, act.period);
    if (in.accept("until")) return take_date(in, act.until);
    if (in.accept("article")) {
      return in.next_is('"') ? take_string(in, act.article, "an article")
                             : take_run(in, act.article);
    }
    if (in.accept("if")) return take_string(in, act.condition, "the condition");
    if (in.accept("effect")) {
      return take_parsed<Moment>(in, act.effect, parse_moment,
                                 "a day, or an instant with its zone");
    }
    if (in.accept("of")) return take_optional_act(in, act.of);
    if (in.accept("undo")) return take_optional_act(in, act.undo);
    static const std::vector<std::string_view> kParts{"by",     "with", "to",    "whom",    "as",
                                                      "at",     "for",  "until", "article", "if",
                                                      "effect", "of",   "undo"};
    const std::string_view near = closest(in.peek(), kParts);
    return missing(in, near.empty()
                           ? "\"by\", \"with\", \"to\", \"at\", \"of\" … or the end of the line"
                           : fmt::format("did you mean \"{}\"?", near));
  }

  static Outcome take_run(WordsCursor& in, std::string& text) {
    text = in.take_run();
    return text.empty() ? Outcome(missing(in, "an article")) : Outcome();
  }

  static Outcome take_optional_act(WordsCursor& in, std::optional<ActType>& act) {
    ActType type{};
    if (auto fault = take_act(in, type)) return fault;
    act = type;
    return {};
  }

  Outcome read_claim(WordsCursor& in, std::optional<Edtf> date) {
    const bool denied = in.take() == "deny";
    ClaimFact claim;
    if (auto fault = take_id(in, claim.treaty, "the id of the treaty")) return fault;
    if (auto fault =
            take_word(in, claim.status, find_claimed_status, claimed_status_words(), "status"))
      return fault;
    while (!in.at_end()) {
      Outcome fault;
      if (in.accept("of")) {
        fault = take_id(in, claim.state, "the code of a state");
      } else if (in.accept("from")) {
        fault = take_date(in, claim.from);
      } else if (in.accept("until")) {
        fault = take_date(in, claim.until);
      } else if (in.accept("by")) {
        fault = take_one(in, statement_.speaker);
      } else {
        fault = missing(in, "\"by\", \"of\", \"from\", \"until\" or the end of the line");
      }
      if (fault) return fault;
    }
    statement_.fact = std::move(claim);
    statement_.said = std::move(date);
    if (denied) statement_.stance = Stance::denied;
    open_statement();
    return {};
  }

  Outcome read_clause(WordsCursor& in) {
    in.take();
    ClauseFact clause;
    if (auto fault = take_id(in, clause.treaty, "the id of the treaty")) return fault;
    if (auto fault = take_norm(in, clause)) return fault;
    statement_.fact = std::move(clause);
    open_statement();
    return {};
  }

  Outcome read_relation(WordsCursor& in) {
    in.take();
    RelationFact relation;
    if (auto fault = take_id(in, relation.treaty, "the id of the treaty")) return fault;
    if (auto fault =
            take_word(in, relation.type, find_relation_type, relation_type_words(), "relation"))
      return fault;
    if (auto fault = take_id(in, relation.other, "the id of the other treaty")) return fault;
    if (in.accept("if")) {
      if (auto fault = take_string(in, relation.condition, "the condition")) return fault;
    }
    if (auto fault = at_end(in)) return fault;
    statement_.fact = std::move(relation);
    open_statement();
    return {};
  }

  Outcome read_quantity(WordsCursor& in) {
    in.take();
    QuantityFact q;
    if (auto fault = take_string(in, q.what, "what is counted")) return fault;
    if (in.accept("up to")) q.bound = Bound::upper;
    if (in.accept("at least")) q.bound = Bound::lower;
    if (in.accept("about")) q.approximate = true;
    if (auto fault = take_id(in, q.value, "a number")) return fault;
    if (!in.at_end() && !is_keyword(in.peek())) {
      if (auto fault = take_id(in, q.unit, "a unit")) return fault;
    }
    while (!in.at_end()) {
      Outcome fault;
      if (in.accept("per")) {
        fault = take_period(in, q.per);
      } else if (in.accept("of")) {
        fault = take_id(in, q.treaty, "the id of a treaty");
      } else if (in.accept("under")) {
        in.accept("project");
        fault = take_string(in, q.project, "a project");
      } else if (in.accept("from")) {
        fault = take_text(in, q.from, "from whom");
      } else if (in.accept("to")) {
        fault = take_text(in, q.to, "to whom");
      } else if (in.accept("if")) {
        fault = take_string(in, q.condition, "the condition");
      } else {
        fault = missing(in, "\"per\", \"of\", \"under\", \"from\", \"to\" or the end of the line");
      }
      if (fault) return fault;
    }
    statement_.fact = std::move(q);
    open_statement();
    return {};
  }

  Outcome read_project(WordsCursor& in) {
    in.take();
    ProjectFact project;
    if (auto fault = take_string(in, project.name, "the name of the project")) return fault;
    if (auto fault = take_word(in, project.state, find_project_state, project_state_words(),
                               "state of a project")) {
      return fault;
    }
    while (!in.at_end()) {
      Outcome fault;
      if (in.accept("of")) {
        fault = take_id(in, project.treaty, "the id of a treaty");
      } else if (in.accept("count")) {
        int number = 0;
        fault = take_number(in, number);
        project.count = number;
      } else if (in.accept("at")) {
        fault = take_text(in, project.at, "a place");
      } else if (in.accept("what")) {
        fault = take_string(in, project.what, "what is built");
      } else {
        fault = missing(in, "\"of\", \"count\", \"at\", \"what\" or the end of the line");
      }
      if (fault) return fault;
    }
    statement_.fact = std::move(project);
    open_statement();
    return {};
  }

  Outcome read_event(WordsCursor& in) {
    in.take();
    EventFact event;
    if (auto fault = take_id(in, event.type, "the type of the event")) return fault;
    while (!in.at_end()) {
      Outcome fault;
      if (in.accept("by")) {
        fault = take_list(in, event.by);
      } else if (in.accept("whom")) {
        fault = take_list(in, event.whom);
      } else if (in.accept("on")) {
        fault = take_date(in, event.on);
      } else if (in.accept("at")) {
        fault = take_text(in, event.at, "a place");
      } else if (in.accept("what")) {
        fault = take_string(in, event.what, "what happened");
      } else {
        fault = missing(in, "\"by\", \"whom\", \"on\", \"at\", \"what\" or the end of the line");
      }
      if (fault) return fault;
    }
    statement_.fact = std::move(event);
    open_statement();
    return {};
  }

  Outcome read_assessment(WordsCursor& in) {
    in.take();
    AssessmentFact assessment;
    if (in.accept("of")) {
      if (auto fault = take_id(in, assessment.about, "the id of a treaty")) return fault;
    }
    if (auto fault = take_string(in, assessment.says, "what is said")) return fault;
    if (in.accept("if")) {
      if (auto fault = take_string(in, assessment.condition, "the condition")) return fault;
    }
    if (auto fault = at_end(in)) return fault;
    statement_.fact = std::move(assessment);
    open_statement();
    return {};
  }

  Outcome read_pathway(WordsCursor& in) {
    in.take();
    auto pathway = std::make_shared<Pathway>();
    if (auto fault = take_id(in, pathway->state, "the code of a state")) return fault;
    if (in.next_is('"')) {
      if (auto fault = take_string(in, pathway->title, "a title")) return fault;
    }
    if (auto fault = at_end(in)) return fault;
    keys_ = {"station"};
    repeatable_ = {"station"};
    open(
        [pathway](std::string_view key, WordsCursor& line) -> Outcome {
          if (key != "station") return unknown_key();
          Station station;
          if (auto fault = read_station(line, station)) return fault;
          pathway->stations.push_back(std::move(station));
          return {};
        },
        [this, pathway] {
          pathway->origin = origin();
          parsed_.reg.pathways.push_back(std::move(*pathway));
        });
    return {};
  }

  static Outcome read_station(WordsCursor& in, Station& station) {
    if (auto fault = take_act(in, station.act)) return fault;
    while (!in.at_end()) {
      Outcome fault;
      if (in.accept("of")) {
        fault = take_optional_act(in, station.of);
      } else if (in.accept("by")) {
        fault = take_text(in, station.by, "who acts");
      } else if (in.accept("to")) {
        fault = take_text(in, station.body, "before whom");
      } else if (in.accept("basis")) {
        fault = take_string(in, station.basis, "the legal basis");
      } else if (in.accept("within")) {
        fault = take_period(in, station.within);
      } else if (in.accept("optional")) {
        station.optional = true;
      } else if (in.accept("to-verify")) {
        station.to_verify = true;
      } else {
        fault = missing(
            in, "\"by\", \"to\", \"of\", \"basis\", \"within\", \"optional\" or \"to-verify\"");
      }
      if (fault) return fault;
    }
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
    mark.origin = origin();
    parsed_.reg.incomplete.push_back(std::move(mark));
    open([](std::string_view, WordsCursor&) -> Outcome { return unknown_key(); }, {});
    keys_ = {};
    return {};
  }

  Outcome read_assert(WordsCursor& in) {
    static const std::vector<std::string_view> kExpected{"in-force", "not-in-force", "unknown",
                                                         "disputed", "ambiguous"};
    in.take();
    Assertion assertion;
    if (auto fault = take_id(in, assertion.treaty, "the id of the treaty")) return fault;
    const auto is_verdict = [](std::string_view word) {
      return std::find(kExpected.begin(), kExpected.end(), word) != kExpected.end();
    };
    const bool state_shaped =
        in.peek().size() == 3 && in.peek().front() >= 'A' && in.peek().front() <= 'Z';
    if (state_shaped || in.next_is('"')) {
      if (auto fault = take_id(in, assertion.state, "the code of a state")) return fault;
    }
    if (!is_verdict(in.peek())) {
      return wrong(in.here(), fmt::format("\"{}\" is no answer", in.peek()),
                   suggestion(in.peek(), kExpected));
    }
    assertion.expected = in.take();
    while (!in.at_end()) {
      Outcome fault;
      if (in.accept("on")) {
        fault = take_parsed<Moment>(in, assertion.on, parse_moment,
                                    "a day, or an instant with its zone");
      } else if (in.accept("known")) {
        fault = take_parsed<Day>(in, assertion.known, parse_day, "a day (2025-01-17)");
      } else {
        fault = missing(in, "\"on\", \"known\" or the end of the line");
      }
      if (fault) return fault;
    }
    assertion.origin = origin();
    parsed_.reg.assertions.push_back(std::move(assertion));
    open([](std::string_view, WordsCursor&) -> Outcome { return unknown_key(); }, {});
    keys_ = {};
    return {};
  }

  const SourceText& source_;
  std::size_t file_;
  ParsedJournal parsed_;
  Statement statement_{TreatyFact{}};
  Span span_;  ///< of the entry that is being read
  bool open_ = false;
  bool skip_lines_ = false;
  LineReader line_reader_;
  std::function<void()> keep_;
  std::vector<std::string_view> keys_;
  std::set<std::string, std::less<>> repeatable_;
  std::set<std::string> seen_;
};

}  // namespace

bool ParsedJournal::ok() const {
  return not_shown == 0 &&
         std::none_of(diagnostics.begin(), diagnostics.end(),
                      [](const Diagnostic& d) { return d.severity == Severity::error; });
}

ParsedJournal parse_journal(const SourceText& source, std::size_t file_index) {
  return Parser(source, file_index).run();
}

}  // namespace servanda
