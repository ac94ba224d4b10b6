// Text to data: entries and their lines.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <set>

#include "servanda/base/utf8.h"
#include "servanda/journal/actor_words.h"
#include "servanda/journal/journal.h"
#include "servanda/journal/line.h"
#include "servanda/journal/treaty_lines.h"
#include "servanda/journal/values.h"
#include "servanda/journal/words_cursor.h"

namespace servanda {
namespace {

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
    const std::string_view text = source_.text();
    const auto control = std::find_if(text.begin(), text.end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
    });
    if (control != text.end()) {
      const auto at = static_cast<std::size_t>(control - text.begin());
      report({{at, at + 1}, "a control character in the journal", "plain text"});
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
      fault = wrong(key_span, fmt::format("unknown line \"{}\"", key), expected_words(key, keys_));
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
                 expected_words(kind, entry_words()));
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
        treaty_keys());
    return {};
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
                   expected_words(in.peek(), kExpected));
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
