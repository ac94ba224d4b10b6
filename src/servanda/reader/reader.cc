#include "servanda/reader/reader.h"

#include <algorithm>
#include <array>

#include "servanda/base/utf8.h"
#include "servanda/language/dates_in_text.h"
#include "servanda/language/language.h"
#include "servanda/language/lexicon.h"
#include "servanda/language/names.h"
#include "servanda/language/sentences.h"
#include "servanda/reader/assemble.h"
#include "servanda/reader/confidence.h"
#include "servanda/reader/context.h"
#include "servanda/reader/dateline.h"
#include "servanda/reader/formulas.h"
#include "servanda/reader/relevance.h"

namespace servanda {
namespace {

/// Most letters stand outside the Latin blocks: no English text, whatever it is.
bool written_in_another_script(std::string_view utf8) {
  constexpr std::size_t kLooked = 4096;
  std::size_t latin = 0;
  std::size_t other = 0;
  for (std::size_t at = 0; at < utf8.size() && at < kLooked;) {
    const CodePoint point = code_point_at(utf8, at);
    const bool ascii_letter =
        (point.value >= 'a' && point.value <= 'z') || (point.value >= 'A' && point.value <= 'Z');
    if (ascii_letter || (point.value >= 0xC0 && point.value < 0x250)) ++latin;
    // From Greek on; punctuation and symbols (U+2000 to U+2BFF) belong to no script.
    if (point.value >= 0x370 && (point.value < 0x2000 || point.value >= 0x2C00)) ++other;
    at = point.next;
  }
  return other > latin;
}

/// The language that a text is to be read in: "en", "ru", or another one, of which only names and
/// dates are given. A Latin text is taken for English unless it is told otherwise: small words are
/// too few to refuse a reading on.
std::string language_for(std::string_view utf8, const ReadOptions& options) {
  if (!options.language.empty()) return options.language.substr(0, options.language.find('-'));
  if (!written_in_another_script(utf8)) return "en";
  return guess_language(utf8) == Language::russian ? "ru" : "und";
}

Status check(std::string_view utf8) {
  if (const std::optional<std::size_t> bad = find_invalid_utf8(utf8)) {
    return Error{Code::parse, "the text is not UTF-8 at byte " + std::to_string(*bad),
                 "decode it first"};
  }
  return Done{};
}

Source source_of(const ReadOptions& options, const Memory& memory) {
  Source source;
  source.id = options.doc;
  source.publisher = options.publisher;
  source.language = options.language;
  if (memory.day) source.published = Edtf(*memory.day);
  return source;
}

/// The publisher's state stands in for a dateline: TASS writes from Moscow.
void start_memory(Memory& memory, const ReadOptions& options) {
  memory.day = options.published;
  const std::vector<Token> tokens = tokenize(options.publisher, 0);
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const std::optional<NameMatch> match = gazetteer().match(tokens, at);
    if (match && match->entry->kind == NameKind::outlet) memory.home = match->entry->code;
  }
}

/// Without a dateline the first state that the text names is where it is at home.
std::string first_state(std::string_view text, std::optional<Day> day) {
  std::size_t reach = std::min<std::size_t>(text.size(), 2000);
  while (reach > 0 && reach < text.size() &&
         (static_cast<unsigned char>(text[reach]) & 0xC0U) == 0x80U)
    --reach;
  const std::vector<Token> tokens = tokenize(text.substr(0, reach), 0);
  std::string named;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (!tokens[at].capital) continue;
    const std::optional<NameMatch> match = gazetteer().match(tokens, at);
    // "the agreement between the European Union and Canada" is at home in neither.
    const Token* before = at > 0 ? &tokens[at - 1] : nullptr;
    if (before != nullptr && before->is("the") && at > 1) before = &tokens[at - 2];
    const bool partner = before != nullptr && (before->is("and") || before->is("with") ||
                                               before->is("between") || before->is("to"));
    if (match && partner && match->entry->kind == NameKind::state) {
      if (named.empty()) named = match->entry->code;
      at = match->end - 1;
      continue;
    }
    if (match && !match->entry->code.empty() && !match->entry->of_organisation &&
        match->entry->kind != NameKind::organisation && match->entry->kind != NameKind::outlet) {
      return gazetteer().is_organisation(match->entry->code) ? std::string() : match->entry->code;
    }
    if (at + 1 < tokens.size() && tokens[at + 1].capital) {
      const Holder* holder = gazetteer().holder(tokens[at].lower + " " + tokens[at + 1].lower, day);
      if (holder != nullptr && !holder->of_organisation) return holder->code;
    }
  }
  return gazetteer().is_organisation(named) ? std::string() : named;
}

/// A sentence in capitals: they tell no names, so verbs and small words lose theirs.
void calm_capitals(std::vector<Token>& tokens) {
  std::size_t words = 0;
  std::size_t shouted = 0;
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::word || token.lower.size() < 2) continue;
    ++words;
    shouted += token.all_caps ? 1U : 0U;
  }
  if (words < 4 || shouted * 10 < words * 8) return;
  for (Token& token : tokens) {
    const WordInfo& info = word_info(token.lower);
    if (!info.verb() && !info.is(kFunctionWord | kAdverb)) continue;
    token.capital = false;
    token.all_caps = false;
  }
}

/// "Write that Kenya ratified it": an order to the reader tells nothing.
bool is_order(const Sentence& sentence) {
  if (sentence.begin >= sentence.tokens.size() || sentence.phrase_at[sentence.begin] >= 0)
    return false;
  const WordInfo& first = *sentence.words[sentence.begin];
  return first.forms == kBase && !first.nounish && !first.is(kFunctionWord);
}

/// One way to find facts in a sentence. `first`: where the sentence's own begin in `out`.
struct Finder {
  const char* name;
  void (*find)(Context& context, std::size_t first);
  bool without_treaties = false;  ///< also in a text that speaks of no treaty
};

/// A finder that does not ask what the sentence told before.
template <void (*find)(Context&)>
void alone(Context& context, std::size_t) {
  find(context);
}

/// In this order: a later one passes over what an earlier one has told.
constexpr std::array kFinders{
    Finder{"verb", alone<read_acts>},
    Finder{"noun", alone<read_deeds>},
    Finder{"talks", alone<read_talks>},
    Finder{"prospect", alone<read_prospects>},
    Finder{"echo", read_echoes},
    Finder{"trait", alone<read_traits>},
    Finder{"relation", alone<read_relations>},
    Finder{"clause", read_clauses},
    Finder{"quantity", alone<read_quantities>},
    Finder{"project", alone<read_projects>},
    Finder{"remark", alone<read_remarks>, true},
    Finder{"measure", alone<read_measures>, true},
    Finder{"aside", alone<read_asides>, true},
    Finder{"opinion", read_opinions},
};

/// `treaties`: the text speaks of some; else it is read for events alone.
void read_sentence(Context& context, bool treaties) {
  if (!context.headline && is_order(context.sentence)) return;
  find_attributions(context);
  const std::size_t first = context.out.size();
  for (const Finder& finder : kFinders) {
    if (!treaties && !finder.without_treaties) continue;
    context.finder = finder.name;
    finder.find(context, first);
  }
}

/// Joins each statement with what it rests on.
Reading with_grounds(Reading reading, const Memory& memory) {
  for (const Statement& statement : reading.statements) {
    const auto found = memory.grounds.find(grounds_key(statement));
    Grounds grounds = found == memory.grounds.end() ? Grounds() : found->second;
    grounds.confidence = confidence_of(statement, grounds);
    reading.grounds.push_back(std::move(grounds));
  }
  return reading;
}

/// A dispatch, sentence by sentence.
class DispatchReader {
 public:
  DispatchReader(std::string_view utf8, const ReadOptions& options)
      : text_(utf8), options_(options), about_treaties_(find_treaty_word(utf8, 0).has_value()) {
    start_memory(memory_, options);
  }

  Reading run() {
    const Dateline dateline = find_dateline(text_, options_.published);
    if (dateline.day) memory_.day = dateline.day;
    if (!dateline.state.empty()) memory_.home = dateline.state;
    if (memory_.home.empty()) memory_.home = first_state(text_.substr(dateline.end), memory_.day);
    begin_ = dateline.end;
    // Without a treaty only events are told: what stands behind the last of them need not be cut.
    const std::string_view telling = about_treaties_ ? text_ : text_.substr(0, end_of_events());
    if (telling.size() > begin_)
      for_each_sentence(telling, [&](const SentenceSpan& piece) { take(piece); });
    Reading reading;
    reading.statements = assemble(std::move(statements_), memory_, options_.doc, text_);
    reading.source = source_of(options_, memory_);
    reading.day = memory_.day;
    reading.stages = stages_;
    reading.unread_from = unread_from_;
    return with_grounds(std::move(reading), memory_);
  }

 private:
  /// Where the line with the last word of an event ends; 0 where there is none.
  std::size_t end_of_events() const {
    std::size_t last = 0;
    for (std::optional<Span> word = find_event_word(text_, 0); word;) {
      last = std::min(text_.find('\n', word->end), text_.size());
      word = find_event_word(text_, last);
    }
    return last;
  }

  void take(const SentenceSpan& piece) {
    Span span = piece.span;
    if (span.end <= begin_) return;
    if (span.begin < begin_) span.begin = begin_;
    if (piece.opens_paragraph) memory_.open_paragraph();
    if (statements_.size() > kMostStatements) {
      if (!unread_from_) unread_from_ = span.begin;
      return;
    }
    std::vector<Token> tokens = tokenize(span.of(text_), span.begin);
    if (tokens.empty()) return;
    calm_capitals(tokens);
    Context context{analyse(text_, std::move(tokens), memory_),
                    {},
                    {},
                    memory_,
                    options_.doc,
                    false,
                    statements_};
    context.groups = find_groups(context.sentence, false);
    ++stages_.named;
    const std::size_t first = statements_.size();
    if (about_treaties_ || find_event_word(span.of(text_), 0)) {
      ++stages_.read;
      read_sentence(context, about_treaties_);
    } else {
      find_attributions(context);
    }
    if (statements_.size() > first) ++stages_.telling;
    remember_sentence(context);
  }

  std::string_view text_;
  const ReadOptions& options_;
  bool about_treaties_;
  std::size_t begin_ = 0;
  Memory memory_ = {};
  std::vector<Statement> statements_ = {};
  ReadingStages stages_ = {};
  std::optional<std::size_t> unread_from_ = {};
};

}  // namespace

namespace {

/// What a text in another language names: dates by its grammar where there is one, and what the
/// gazetteer holds.
std::vector<Mention> find_mentions(std::string_view utf8, const ReadOptions& options) {
  constexpr std::size_t kMost = 20000;
  std::vector<Mention> mentions;
  DatesOptions dates;
  dates.language = language_of(options.language).value_or(Language::english);
  dates.document = options.published;
  for (const DateInText& date : find_dates(utf8, dates)) {
    if (date.date && mentions.size() < kMost)
      mentions.push_back({date.span, true, date.date->text()});
  }
  for_each_sentence(utf8, [&](const SentenceSpan& piece) {
    const std::vector<Token> tokens = tokenize(piece.span.of(utf8), piece.span.begin);
    for (std::size_t at = 0; at < tokens.size() && mentions.size() < kMost;) {
      const std::optional<NameMatch> match =
          tokens[at].capital ? gazetteer().match(tokens, at) : std::nullopt;
      if (!match) {
        ++at;
        continue;
      }
      mentions.push_back(
          {{tokens[at].span.begin, tokens[match->end - 1].span.end}, false, match->entry->name});
      at = match->end;
    }
  });
  std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    return a.bytes.begin != b.bytes.begin ? a.bytes.begin < b.bytes.begin
                                          : a.bytes.end < b.bytes.end;
  });
  return mentions;
}

Reading read_in_another_language(std::string_view utf8, const ReadOptions& options) {
  const std::optional<Language> language = language_of(options.language);
  Reading reading;
  Memory memory;
  memory.day = options.published;
  reading.source = source_of(options, memory);
  reading.day = memory.day;
  if (language && read_by_formulas(*language)) {
    reading.statements = read_formulas(utf8, *language, memory.day, options.doc);
    for (const Statement& statement : reading.statements)
      memory.grounds[grounds_key(statement)].frame = "formula";
  } else {
    reading.mentions = find_mentions(utf8, options);
  }
  return with_grounds(std::move(reading), memory);
}

}  // namespace

Result<Reading> read_dispatch(std::string_view utf8, const ReadOptions& given) {
  SERVANDA_RETURN_IF_ERROR(check(utf8));
  ReadOptions options = given;
  options.language = language_for(utf8, given);
  return options.language == "en" ? DispatchReader(utf8, options).run()
                                  : read_in_another_language(utf8, options);
}

Result<Reading> read_headline(std::string_view utf8, const ReadOptions& given) {
  SERVANDA_RETURN_IF_ERROR(check(utf8));
  ReadOptions options = given;
  options.language = language_for(utf8, given);
  if (options.language != "en") return read_in_another_language(utf8, options);
  Memory memory;
  start_memory(memory, options);
  memory.headline = true;
  std::vector<Statement> statements;
  if (utf8.size() < 4000) {
    const Headline headline = split_headline(utf8, memory);
    // "Peace treaty with Japan unrealistic - Kremlin": whose treaty it is, who says it tells.
    if (memory.home.empty() && headline.source && headline.source->speaker)
      memory.home = headline.source->speaker->state;
    std::vector<Token> tokens = tokenize(headline.body.of(utf8), headline.body.begin);
    if (!tokens.empty()) {
      Context context{
          analyse(utf8, std::move(tokens), memory), {}, {}, memory, options.doc, true, statements};
      context.groups = find_groups(context.sentence, true);
      if (headline.source) {
        Attribution all;
        all.end = context.sentence.tokens.size();
        all.speaker = headline.source->speaker;
        all.via = headline.source->via;
        context.attributions.push_back(std::move(all));
      }
      read_sentence(context, true);
    }
  }
  Reading reading;
  reading.statements = assemble(std::move(statements), memory, options.doc, utf8);
  reading.source = source_of(options, memory);
  reading.day = memory.day;
  return with_grounds(std::move(reading), memory);
}

}  // namespace servanda
