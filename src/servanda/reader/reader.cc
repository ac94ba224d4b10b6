#include "servanda/reader/reader.h"

#include <algorithm>

#include "servanda/base/utf8.h"
#include "servanda/language/lexicon.h"
#include "servanda/language/names.h"
#include "servanda/language/sentences.h"
#include "servanda/reader/assemble.h"
#include "servanda/reader/context.h"
#include "servanda/reader/dateline.h"

namespace servanda {
namespace {

bool english(const ReadOptions& options) {
  return options.language.empty() || options.language == "en" ||
         options.language.starts_with("en-");
}

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

Status check(std::string_view utf8, const ReadOptions& options) {
  if (!english(options)) {
    return Error{Code::invalid_argument,
                 "documents in \"" + options.language + "\" are not read yet", "only English is"};
  }
  if (const std::optional<std::size_t> bad = find_invalid_utf8(utf8)) {
    return Error{Code::parse, "the text is not UTF-8 at byte " + std::to_string(*bad),
                 "decode it first"};
  }
  if (options.language.empty() && written_in_another_script(utf8)) {
    return Error{Code::parse, "the text is not in the Latin script: only English is read yet",
                 "if it is English all the same, say --lang en"};
  }
  return Done{};
}

Source source_of(const ReadOptions& options, const Memory& memory) {
  Source source;
  source.id = options.doc;
  source.publisher = options.publisher;
  source.language = options.language.empty() ? "en" : options.language;
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
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (!tokens[at].capital) continue;
    const std::optional<NameMatch> match = gazetteer().match(tokens, at);
    if (match && !match->entry->code.empty() && !match->entry->of_organisation &&
        match->entry->kind != NameKind::organisation && match->entry->kind != NameKind::outlet) {
      return gazetteer().is_organisation(match->entry->code) ? std::string() : match->entry->code;
    }
    if (at + 1 < tokens.size() && tokens[at + 1].capital) {
      const Holder* holder = gazetteer().holder(tokens[at].lower + " " + tokens[at + 1].lower, day);
      if (holder != nullptr && !holder->of_organisation) return holder->code;
    }
  }
  return {};
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

void read_sentence(Context& context) {
  if (!context.headline && is_order(context.sentence)) return;
  find_attributions(context);
  const std::size_t first = context.out.size();
  read_acts(context);
  read_deeds(context);
  read_prospects(context);
  read_echoes(context, first);
  read_traits(context);
  read_relations(context);
  read_clauses(context);
  read_quantities(context);
  read_remarks(context);
  read_asides(context);
}

}  // namespace

Result<Reading> read_dispatch(std::string_view utf8, const ReadOptions& options) {
  SERVANDA_RETURN_IF_ERROR(check(utf8, options));
  Memory memory;
  start_memory(memory, options);
  std::vector<Statement> statements;
  {
    const Dateline dateline = find_dateline(utf8, options.published);
    if (dateline.day) memory.day = dateline.day;
    if (!dateline.state.empty()) memory.home = dateline.state;
    if (memory.home.empty()) memory.home = first_state(utf8.substr(dateline.end), memory.day);
    for_each_sentence(utf8, [&](const SentenceSpan& piece) {
      Span span = piece.span;
      if (span.end <= dateline.end) return;
      if (span.begin < dateline.end) span.begin = dateline.end;
      if (piece.opens_paragraph) memory.open_paragraph();
      if (statements.size() > kMostStatements) return;
      std::vector<Token> tokens = tokenize(span.of(utf8), span.begin);
      if (tokens.empty()) return;
      calm_capitals(tokens);
      Context context{
          analyse(utf8, std::move(tokens), memory), {}, {}, memory, options.doc, false, statements};
      context.groups = find_groups(context.sentence, false);
      read_sentence(context);
      remember_sentence(context);
    });
  }
  Reading reading;
  reading.statements = assemble(std::move(statements), memory, options.doc, utf8);
  reading.source = source_of(options, memory);
  reading.day = memory.day;
  return reading;
}

Result<Reading> read_headline(std::string_view utf8, const ReadOptions& options) {
  SERVANDA_RETURN_IF_ERROR(check(utf8, options));
  Memory memory;
  start_memory(memory, options);
  memory.headline = true;
  std::vector<Statement> statements;
  if (utf8.size() < 4000) {
    const Headline headline = split_headline(utf8, memory);
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
      read_sentence(context);
    }
  }
  Reading reading;
  reading.statements = assemble(std::move(statements), memory, options.doc, utf8);
  reading.source = source_of(options, memory);
  reading.day = memory.day;
  return reading;
}

}  // namespace servanda
