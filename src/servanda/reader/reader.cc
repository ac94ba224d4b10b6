#include "servanda/reader/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "servanda/base/sha256.h"
#include "servanda/base/utf8.h"
#include "servanda/reader/acts.h"
#include "servanda/reader/attribution.h"
#include "servanda/reader/other_facts.h"
#include "servanda/reader/stance.h"
#include "servanda/reader/treaties.h"
#include "servanda/reader/view.h"

namespace servanda {
namespace {

/// Reads one document, sentence by sentence, and puts its statements in order.
class DispatchReader {
 public:
  DispatchReader(std::string text, const ReadOptions& options, bool headline)
      : options_(options),
        headline_(headline),
        document_(headline ? analyse_line(std::move(text)) : analyse(std::move(text))),
        tracker_(document_.text),
        day_(options.published) {}

  Reading run() {
    for (std::size_t i = 0; i < document_.sentences.size(); ++i) read_sentence(i);
    Reading reading;
    reading.day = day_;
    add_treaties(reading);
    for (Statement& statement : statements_) add(reading, std::move(statement));
    reading.source = source();
    return reading;
  }

 private:
  Source source() const {
    Source source;
    source.id = options_.doc;
    if (!document_.sentences.empty() && !headline_) {
      const Sentence& first = document_.sentences.front();
      const bool title = document_.sentences.size() > 1 &&
                         document_.sentences[1].paragraph != first.paragraph &&
                         first.span.size() < 160;
      if (title) source.title = std::string(first.span.of(document_.text));
    }
    source.publisher = options_.publisher;
    if (day_) source.published = Edtf(*day_);
    source.language = "en";
    source.authority = Authority::press;
    source.sha256 = sha256_hex(document_.text);
    return source;
  }

  /// "MOSCOW, March 26. /TASS/." and "BEIJING --": gives the first token behind it, and the day.
  std::size_t take_dateline(const Sentence& sentence, std::size_t index) {
    if (index > 2 || headline_) return 0;
    const auto& tokens = sentence.tokens;
    const auto is_dash = [](const Token& t) {
      return t.text == "-" || t.text == "—" || t.text == "–" || t.text == "--" || t.text == "/";
    };
    const bool city =
        !tokens.empty() && tokens.front().text.size() > 2 &&
        std::all_of(tokens.front().text.begin(), tokens.front().text.end(), [](char c) {
          return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80 || c == '-';
        });
    if (!city) return 0;
    for (const DateInText& date : find_dates(sentence, day_, false)) {
      if (date.begin > 8 || date.rule != "day") continue;
      if (auto day = parse_day(date.edtf)) day_ = *day;
    }
    for (std::size_t i = 1; i < std::min<std::size_t>(tokens.size(), 16); ++i) {
      if (!is_dash(tokens[i])) continue;
      std::size_t behind = i + 1;
      while (behind < tokens.size() && (is_dash(tokens[behind]) || tokens[behind].text == "."))
        ++behind;
      // "/TASS/." has two slashes around the agency.
      if (tokens[i].text == "/" && behind + 1 < tokens.size() && is_dash(tokens[behind + 1]))
        behind += 2;
      while (behind < tokens.size() && tokens[behind].punctuation) ++behind;
      return behind;
    }
    // "MOSCOW, March 26." alone is a sentence of its own.
    return tokens.size() <= 8 ? tokens.size() : 0;
  }

  void read_sentence(std::size_t index) {
    const Sentence& sentence = document_.sentences[index];
    SentenceView view;
    view.sentence = &sentence;
    view.headline = headline_;
    view.first_token = take_dateline(sentence, index);
    if (view.first_token >= sentence.tokens.size()) return;
    view.names = find_names(sentence, day_, people_);
    add_common_bodies(view, document_.text, last_state_);
    view.dates = find_dates(sentence, day_, looks_ahead(view));
    tracker_.read(view, index);
    Attribution attribution = attribution_of(view, document_.text, last_speaker_);
    for (FoundAct& act : find_acts(view, document_.text, tracker_))
      add_act(std::move(act), attribution);
    for (auto& [treaty, traits] : find_traits(view, tracker_))
      add_traits(treaty, std::move(traits), attribution, view);
    for (FoundFact& found : find_quantities(view, document_.text, tracker_))
      add_fact(std::move(found), attribution);
    for (FoundFact& found : find_projects(view, document_.text, tracker_))
      add_fact(std::move(found), attribution);
    for (FoundFact& found : find_clauses(view, document_.text, tracker_))
      add_fact(std::move(found), attribution);
    for (FoundFact& found : find_appointments(view, document_.text, tracker_))
      add_fact(std::move(found), attribution);
    for (FoundFact& found : find_relations(view, tracker_)) add_fact(std::move(found), attribution);
    for (FoundFact& found : find_remarks(view, document_.text, tracker_, attribution)) {
      Statement statement{std::move(found.fact), found.stance, std::move(found.speaker)};
      cite(statement, found.quote);
      statements_.push_back(std::move(statement));
    }
  }

  void cite(Statement& statement, Span quote) const {
    statement.from = {{options_.doc, quote, std::string(quote.of(document_.text))}};
  }

  void add_act(FoundAct act, const Attribution& attribution) {
    act.fact.treaty = tracker_.treaties()[act.treaty].fact.id;
    if (headline_) act.fact.on.reset();
    Statement statement{act.fact, act.stance, attribution.speaker, attribution.via};
    // Who acts and who says so are the same: the document's own voice.
    if (statement.speaker && !act.fact.by.empty() &&
        act.fact.by.front().name == statement.speaker->name)
      statement.speaker.reset();
    if (attribution.denies && statement.stance == Stance::asserted)
      statement.stance = Stance::denied;
    cite(statement, act.quote);
    FoundTreaty& treaty = tracker_.treaties()[act.treaty];
    if (act.fact.type == ActType::sign && statement.stance == Stance::asserted && act.fact.on) {
      if (!treaty.fact.signed_on || refines(*act.fact.on, *treaty.fact.signed_on))
        treaty.fact.signed_on = act.fact.on;
      if (treaty.fact.signed_at.empty()) treaty.fact.signed_at = act.fact.at;
    }
    if (act.fact.type == ActType::sign && treaty.fact.parties.size() < 2) {
      std::vector<std::string> states;
      for (const Actor& actor : act.fact.by) {
        if (!actor.state.empty() &&
            std::find(states.begin(), states.end(), actor.state) == states.end())
          states.push_back(actor.state);
      }
      if (states.size() == 2) treaty.fact.parties = states;
    }
    statements_.push_back(std::move(statement));
  }

  void add_fact(FoundFact found, const Attribution& attribution) {
    Statement statement{std::move(found.fact), found.stance, attribution.speaker, attribution.via};
    cite(statement, found.quote);
    statements_.push_back(std::move(statement));
  }

  /// Traits told by somebody are a statement of his; traits in the document's voice join the
  /// treaty.
  void add_traits(std::size_t index, TreatyFact traits, const Attribution& attribution,
                  const SentenceView& view) {
    FoundTreaty& treaty = tracker_.treaties()[index];
    if (attribution.speaker) {
      traits.id = treaty.fact.id;
      Statement statement{std::move(traits), Stance::asserted, attribution.speaker,
                          attribution.via};
      cite(statement, view.sentence->span);
      statements_.push_back(std::move(statement));
      return;
    }
    if (traits.articles) treaty.fact.articles = traits.articles;
    if (traits.clauses.term) treaty.fact.clauses.term = traits.clauses.term;
    if (traits.clauses.renewal) treaty.fact.clauses.renewal = traits.clauses.renewal;
    if (traits.disclosed) treaty.fact.disclosed = traits.disclosed;
  }

  void add_treaties(Reading& reading) const {
    for (const FoundTreaty& treaty : tracker_.treaties()) {
      Statement statement{treaty.fact};
      cite(statement, treaty.quote);
      reading.statements.push_back(std::move(statement));
    }
  }

  /// One fact told twice by the same voice is one statement.
  static void add(Reading& reading, Statement statement) {
    for (Statement& other : reading.statements) {
      const auto* a = std::get_if<ActFact>(&other.fact);
      const auto* b = std::get_if<ActFact>(&statement.fact);
      if (a == nullptr || b == nullptr || a->type != b->type || a->treaty != b->treaty ||
          other.stance != statement.stance)
        continue;
      const bool same_states =
          a->by.empty() || b->by.empty() ||
          std::any_of(a->by.begin(), a->by.end(), [&](const Actor& x) {
            return std::any_of(b->by.begin(), b->by.end(),
                               [&](const Actor& y) { return x.state == y.state; });
          });
      const bool same_day = !a->on || !b->on || compare_same(*a->on, *b->on) != Truth::no;
      if (!same_states || !same_day) continue;
      // The more exact wording gives the statement.
      if ((!a->on && b->on) || (a->by.empty() && !b->by.empty())) other = std::move(statement);
      return;
    }
    reading.statements.push_back(std::move(statement));
  }

  const ReadOptions& options_;
  bool headline_;
  Document document_;
  TreatyTracker tracker_;
  std::optional<Day> day_;
  std::vector<Name> people_;
  std::string last_state_;
  std::optional<Actor> last_speaker_;
  std::vector<Statement> statements_;
};

Result<Reading> read(std::string_view utf8, const ReadOptions& options, bool headline) {
  if (!options.language.empty() && options.language != "en") {
    return Error{Code::invalid_argument,
                 fmt::format("the language \"{}\" is not read yet", options.language),
                 "only English (en) is"};
  }
  if (const auto bad = find_invalid_utf8(utf8)) {
    return Error{Code::parse, fmt::format("byte {} is not UTF-8", *bad),
                 "decode the document first"};
  }
  return DispatchReader(std::string(utf8), options, headline).run();
}

}  // namespace

Result<Reading> read_dispatch(std::string_view utf8, const ReadOptions& options) {
  return read(utf8, options, false);
}
Result<Reading> read_headline(std::string_view utf8, const ReadOptions& options) {
  return read(utf8, options, true);
}

}  // namespace servanda
