#include "servanda/register/search_index.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "servanda/register/search_words.h"

namespace servanda {
namespace {

// What bounds the cost of one question, whatever the register holds.
constexpr std::size_t kCounted = 10'000;  // hits that are counted exactly
constexpr std::size_t kFacetted = 1'000;  // hits whose facets are counted
constexpr std::size_t kSorted = 200;      // treaties that are put in order by their titles
constexpr std::size_t kMeanings = 24;     // words that one word may stand for
constexpr std::size_t kMostHits = 1'000;
constexpr std::size_t kPieceLength = 280;  // bytes of text shown around the words

std::string folded_word(const std::string& word) {
  const std::vector<TextWord> words = words_in(word);
  return words.size() == 1 ? words.front().folded : std::string();
}

/// Names of states that are one word, in the languages of the United Nations and some more.
const std::unordered_map<std::string, std::string>& state_names() {
  static const std::unordered_map<std::string, std::string> kNames = [] {
    std::unordered_map<std::string, std::string> names;
    for (const char* const* country = uloc_getISOCountries(); *country != nullptr; ++country) {
      const icu::Locale place("", *country);
      const std::string code = place.getISO3Country();
      for (const char* language : {"en", "fr", "es", "ru", "de", "pt", "it", "tr", "ar", "fa"}) {
        icu::UnicodeString name;
        std::string utf8;
        place.getDisplayCountry(icu::Locale(language), name).toUTF8String(utf8);
        if (const std::string word = folded_word(utf8); word.size() > 3) names.emplace(word, code);
      }
      names.emplace(folded_word(code), code);
    }
    return names;
  }();
  return kNames;
}

std::string in_quotes(const std::string& word) {
  std::string quoted = "\"";
  for (const char c : word) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

bool is_facet(std::string_view term) {
  return term.size() > 2 && term[0] == '0' && term[1] >= 'a' && term[1] <= 'z';
}

void count(std::map<std::string, std::size_t>& counts, const std::string& value) {
  if (!value.empty()) ++counts[value];
}

std::vector<FacetCount> ordered(const std::map<std::string, std::size_t>& counts) {
  std::vector<FacetCount> list;
  for (const auto& [value, number] : counts) list.push_back({value, number});
  std::stable_sort(list.begin(), list.end(),
                   [](const FacetCount& a, const FacetCount& b) { return a.count > b.count; });
  if (list.size() > 50) list.resize(50);
  return list;
}

/// The piece that bears most of the words, cut to what can be read at a glance.
void show(const Statement& statement, const std::set<std::string>& meant, SearchHit& hit) {
  std::size_t best = 0;
  std::string text;
  std::vector<Span> marked;
  for (std::string& piece : pieces_of(statement)) {
    std::vector<Span> spans;
    std::set<std::string> found;
    for (const TextWord& word : words_in(piece)) {
      if (meant.count(word.folded) == 0) continue;
      spans.push_back(word.span);
      found.insert(word.folded);
    }
    if (!text.empty() && found.size() <= best) continue;
    best = found.size();
    text = std::move(piece);
    marked = std::move(spans);
  }
  std::size_t begin = 0;
  std::size_t end = text.size();
  if (text.size() > kPieceLength) {
    const std::size_t first = marked.empty() ? 0 : marked.front().begin;
    begin = first > kPieceLength / 3 ? first - kPieceLength / 3 : 0;
    end = std::min(text.size(), begin + kPieceLength);
    const auto inside = [&](std::size_t at) {
      return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
    };
    while (inside(begin)) ++begin;
    while (inside(end)) --end;
  }
  hit.text = text.substr(begin, end - begin);
  for (const Span& span : marked) {
    if (span.begin >= begin && span.end <= end)
      hit.marked.push_back({span.begin - begin, span.end - begin});
  }
}

}  // namespace

struct SearchIndex::Vocabulary {
  struct Term {
    std::string word;
    std::string latin;  ///< empty: as the word
    std::string key;
    std::int64_t entries = 0;
    const std::string& spelt() const { return latin.empty() ? word : latin; }
  };
  std::int64_t version = -1;
  bool imports_under_way = false;
  std::vector<Term> terms = {};  ///< in the order of their bytes
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_key = {};

  const Term* find(std::string_view word) const {
    const auto found = std::lower_bound(
        terms.begin(), terms.end(), word,
        [](const Term& term, std::string_view other) { return term.word < other; });
    return found != terms.end() && found->word == word ? &*found : nullptr;
  }

  /// The most frequent words that begin so.
  std::vector<std::string> beginning(std::string_view prefix) const {
    std::vector<const Term*> found;
    auto at = std::lower_bound(
        terms.begin(), terms.end(), prefix,
        [](const Term& term, std::string_view other) { return term.word < other; });
    for (; at != terms.end() && at->word.starts_with(prefix); ++at) found.push_back(&*at);
    return most_frequent(std::move(found));
  }

  static std::vector<std::string> most_frequent(std::vector<const Term*> found) {
    std::stable_sort(found.begin(), found.end(),
                     [](const Term* a, const Term* b) { return a->entries > b->entries; });
    if (found.size() > kMeanings) found.resize(kMeanings);
    std::vector<std::string> words;
    for (const Term* term : found) words.push_back(term->word);
    return words;
  }

  enum class Nearness { letters_or_key, letters, bones };

  /// The nearest words: none beyond one change for four letters, two for eight.
  std::vector<std::string> near(const std::string& spelt, const std::string& key,
                                Nearness by) const {
    if (by == Nearness::bones) {
      const std::string wanted = skeleton(key);
      std::vector<const Term*> found;
      for (const Term& term : terms) {
        if (wanted.size() >= 3 && skeleton(term.key) == wanted) found.push_back(&term);
      }
      return most_frequent(std::move(found));
    }
    std::size_t most = spelt.size() < 4 ? 0 : spelt.size() < 8 ? 1 : 2;
    std::vector<const Term*> found;
    for (const Term& term : terms) {
      std::size_t distance = distance_within(spelt, term.spelt(), most);
      if (by == Nearness::letters_or_key)
        distance = std::min(distance, distance_within(key, term.key, most));
      if (distance > most) continue;
      if (distance < most) found.clear();
      most = distance;
      found.push_back(&term);
    }
    return most_frequent(std::move(found));
  }
};

std::unique_ptr<SearchIndex> SearchIndex::on(Database& database) {
  return std::unique_ptr<SearchIndex>(new SearchIndex(&database));
}

SearchIndex::SearchIndex(Database* database)
    : database_(database), vocabulary_(std::make_unique<Vocabulary>()) {}

SearchIndex::~SearchIndex() = default;

Status SearchIndex::refresh() {
  SERVANDA_ASSIGN_OR_RETURN(const std::int64_t version,
                            database_->number("SELECT max(number) FROM batch"));
  SERVANDA_ASSIGN_OR_RETURN(
      const std::int64_t waiting,
      database_->number("SELECT EXISTS (SELECT 1 FROM file WHERE batch IS NULL)"));
  vocabulary_->imports_under_way = waiting != 0;
  if (version == vocabulary_->version) return Done{};
  vocabulary_->terms.clear();
  vocabulary_->by_key.clear();
  SERVANDA_ASSIGN_OR_RETURN(Query query, database_->prepare("SELECT term, doc FROM vocabulary"));
  while (true) {
    SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
    if (!row) break;
    const std::string_view term = query.text(0);
    if (is_facet(term)) continue;
    std::string plain = latin(term);
    if (plain == term) plain.clear();
    vocabulary_->terms.push_back(
        {std::string(term), std::move(plain), name_key(term), query.number(1)});
  }
  const auto by_word = [](const auto& a, const auto& b) { return a.word < b.word; };
  if (!std::is_sorted(vocabulary_->terms.begin(), vocabulary_->terms.end(), by_word))
    std::sort(vocabulary_->terms.begin(), vocabulary_->terms.end(), by_word);
  for (std::uint32_t i = 0; i < vocabulary_->terms.size(); ++i)
    vocabulary_->by_key[vocabulary_->terms[i].key].push_back(i);
  vocabulary_->version = version;
  return Done{};
}

Result<std::vector<std::string>> SearchIndex::meanings(const std::string& asked, bool last,
                                                       bool wide, SearchAnswer& answer) {
  std::vector<std::string> words;
  const auto add = [&](const std::string& word) {
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  };
  const bool exact = vocabulary_->find(asked) != nullptr;
  if (exact) add(asked);
  if (last && asked.size() >= 3) {
    for (const std::string& word : vocabulary_->beginning(asked)) add(word);
  }
  const std::string key = name_key(asked);
  if (const auto same = vocabulary_->by_key.find(key);
      same != vocabulary_->by_key.end() && key.size() >= 4) {
    for (const std::uint32_t term : same->second) {
      if (words.size() < 2 * kMeanings) add(vocabulary_->terms[term].word);
    }
  }
  if (const auto state = state_names().find(asked); state != state_names().end())
    add(facet_word('s', state->second));
  if (words.empty() || (wide && !exact)) {
    const auto add_near = [&](Vocabulary::Nearness by) {
      for (const std::string& word : vocabulary_->near(latin(asked), key, by)) add(word);
    };
    add_near(wide ? Vocabulary::Nearness::letters : Vocabulary::Nearness::letters_or_key);
    if (words.empty() && writes_no_vowels(asked)) add_near(Vocabulary::Nearness::bones);
  }
  if (!exact) {
    UnderstoodWord understood{asked, {}};
    for (const std::string& word : words) {
      if (!is_facet(word)) understood.found.push_back(word);
    }
    answer.understood.push_back(std::move(understood));
  }
  return words;
}

Result<std::string> SearchIndex::expression(const SearchQuestion& question, bool wide,
                                            SearchAnswer& answer, std::vector<std::string>& meant) {
  std::string text;
  const auto both = [&](const std::string& part) { text += (text.empty() ? "" : " AND ") + part; };
  const std::vector<TextWord> asked = words_in(question.words);
  for (std::size_t i = 0; i < asked.size() && i < 32; ++i) {
    SERVANDA_ASSIGN_OR_RETURN(
        const std::vector<std::string> words,
        meanings(asked[i].folded, i + 1 == asked.size() && !question.words.ends_with(' '), wide,
                 answer));
    if (words.empty()) return std::string();
    std::string any;
    for (const std::string& word : words) any += (any.empty() ? "" : " OR ") + in_quotes(word);
    both("(" + any + ")");
    meant.insert(meant.end(), words.begin(), words.end());
  }
  const auto facet = [&](char kind, const std::string& value) {
    if (!value.empty()) both(in_quotes(facet_word(kind, value)));
  };
  facet('s', question.state);
  facet('f', question.subject);
  facet('a', question.act);
  facet('t', question.stance);
  facet('r', question.treaty);
  if (question.year) facet('y', fmt::format("{}", *question.year));
  return text;
}

Status SearchIndex::add_hit(std::int64_t entry, const std::vector<std::string>& meant,
                            SearchAnswer& answer) {
  SERVANDA_ASSIGN_OR_RETURN(
      Query query, database_->prepare("SELECT entry.id, entry.treaty, name.text, entry.facets, "
                                      "entry.text FROM entry LEFT JOIN name ON name.number = "
                                      "entry.treaty WHERE entry.number = ?"));
  query.bind(1, entry);
  SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
  if (!row) return Error{Code::corrupt, "the index names an entry that is not there"};
  SearchHit hit;
  hit.statement = id_of_number(query.number(0));
  hit.treaty = query.text(2);
  const Facets facets = read_facets(query.text(3));
  hit.act = facets.act;
  hit.stance = facets.stance;
  hit.date = facets.date;
  const ParsedJournal parsed = parse_journal(SourceText("", std::string(query.text(4))));
  if (parsed.reg.statements.empty()) return Error{Code::corrupt, "an entry cannot be read"};
  const Statement& statement = parsed.reg.statements.front();
  if (!statement.from.empty()) hit.source = statement.from.front().source;
  show(statement, std::set<std::string>(meant.begin(), meant.end()), hit);
  if (const auto* treaty = std::get_if<TreatyFact>(&statement.fact)) hit.title = treaty->title;
  if (hit.title.empty() && !query.is_null(1)) {
    SERVANDA_ASSIGN_OR_RETURN(
        Query title, database_->prepare("SELECT text FROM entry WHERE treaty = ? AND kind = 1 AND "
                                        "facets >= 'treaty' AND facets < 'treatyz' LIMIT 1"));
    title.bind(1, query.number(1));
    SERVANDA_ASSIGN_OR_RETURN(const bool found, title.next());
    if (found) {
      const ParsedJournal head = parse_journal(SourceText("", std::string(title.text(0))));
      if (!head.reg.statements.empty()) {
        if (const auto* treaty = std::get_if<TreatyFact>(&head.reg.statements.front().fact))
          hit.title = treaty->title;
      }
    }
  }
  SERVANDA_ASSIGN_OR_RETURN(Query decisions,
                            database_->prepare("SELECT text FROM entry WHERE id = ? AND kind = 3"));
  decisions.bind(1, query.number(0));
  while (true) {
    SERVANDA_ASSIGN_OR_RETURN(const bool more, decisions.next());
    if (!more) break;
    const ParsedJournal decided = parse_journal(SourceText("", std::string(decisions.text(0))));
    for (const Decision& decision : decided.reg.decisions) {
      switch (decision.ruling) {
        case Ruling::propose:
          if (hit.standing.empty()) hit.standing = "proposed";
          break;
        case Ruling::accept:
          if (hit.standing == "proposed") hit.standing.clear();
          break;
        case Ruling::reject:
          hit.standing = "rejected";
          break;
        case Ruling::supersede:
          hit.standing = "superseded";
          break;
        case Ruling::retract:
          hit.standing = "retracted";
          break;
      }
    }
  }
  answer.hits.push_back(std::move(hit));
  return Done{};
}

Result<SearchAnswer> SearchIndex::search(const SearchQuestion& question) {
  SERVANDA_RETURN_IF_ERROR(refresh());
  Result<SearchAnswer> answer = search(question, false);
  // A slip of the pen may be another word's key: then the nearest words are asked for as well.
  if (answer && answer->total == 0 && !answer->understood.empty()) return search(question, true);
  return answer;
}

Result<SearchAnswer> SearchIndex::search(const SearchQuestion& question, bool wide) {
  SearchAnswer answer;
  std::vector<std::string> meant;
  SERVANDA_ASSIGN_OR_RETURN(const std::string wanted, expression(question, wide, answer, meant));
  if (wanted.empty()) {
    if (!answer.understood.empty()) return answer;  // words, but none that the register holds
    return Error{Code::invalid_argument, "nothing to look for",
                 "give words, or a state, subject, act, stance, year or treaty"};
  }
  // Pieces of an import that is under way are in the index, but not yet in the register.
  const std::string seen =
      vocabulary_->imports_under_way
          ? " AND rowid IN (SELECT entry.number FROM entry JOIN file ON file.number = entry.file "
            "WHERE file.batch IS NOT NULL AND entry.number = words.rowid)"
          : "";
  const auto rows = [&](const std::string& sql, const std::string& match,
                        std::size_t limit) -> Result<Query> {
    SERVANDA_ASSIGN_OR_RETURN(Query query, database_->prepare(sql));
    query.bind_copy(1, match).bind(2, static_cast<std::int64_t>(limit));
    return query;
  };
  const std::string some = "SELECT rowid FROM words WHERE words MATCH ?" + seen;
  {
    SERVANDA_ASSIGN_OR_RETURN(
        Query query, rows("SELECT count(*) FROM (" + some + " LIMIT ?)", wanted, kCounted + 1));
    SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
    answer.total = row ? static_cast<std::size_t>(query.number(0)) : 0;
    answer.at_least = answer.total > kCounted;
    if (answer.at_least) answer.total = kCounted;
  }
  // Treaties first, those whose titles say little else before the others; then the newest entries.
  const std::size_t limit = std::min(question.limit, kMostHits);
  const std::size_t wanted_hits = std::min(question.offset, kCounted) + limit;
  const std::string treaty = in_quotes(facet_word('a', "treaty"));
  std::vector<std::int64_t> order;
  {
    std::vector<std::pair<std::size_t, std::int64_t>> treaties;
    SERVANDA_ASSIGN_OR_RETURN(
        Query query, rows("SELECT words.rowid, length(entry.text) FROM words JOIN entry ON "
                          "entry.number = words.rowid WHERE words MATCH ?" +
                              (seen.empty() ? "" : " AND words." + seen.substr(5)) +
                              " ORDER BY words.rowid DESC LIMIT ?",
                          "(" + wanted + ") AND " + treaty, std::max(wanted_hits, kSorted)));
    while (true) {
      SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
      if (!row) break;
      treaties.emplace_back(static_cast<std::size_t>(query.number(1)), query.number(0));
    }
    std::stable_sort(
        treaties.begin(),
        treaties.begin() + static_cast<std::ptrdiff_t>(std::min(kSorted, treaties.size())),
        [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [length, entry] : treaties) order.push_back(entry);
  }
  if (order.size() < wanted_hits) {
    SERVANDA_ASSIGN_OR_RETURN(
        Query query, rows(some + " ORDER BY rowid DESC LIMIT ?", "(" + wanted + ") NOT " + treaty,
                          wanted_hits - order.size()));
    while (true) {
      SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
      if (!row) break;
      order.push_back(query.number(0));
    }
  }
  for (std::size_t i = question.offset; i < order.size() && answer.hits.size() < limit; ++i)
    SERVANDA_RETURN_IF_ERROR(add_hit(order[i], meant, answer));
  std::map<std::string, std::size_t> states, subjects, acts, stances, years;
  SERVANDA_ASSIGN_OR_RETURN(Query query, rows("SELECT facets FROM entry WHERE number IN (" + some +
                                                  " ORDER BY rowid DESC LIMIT ?)",
                                              wanted, kFacetted));
  while (true) {
    SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
    if (!row) break;
    const Facets facets = read_facets(query.text(0));
    count(acts, facets.act);
    count(stances, facets.stance);
    count(years, facets.year);
    for (const std::string& state : facets.states) count(states, state);
    for (const std::string& subject : facets.subjects) count(subjects, subject);
  }
  answer.states = ordered(states);
  answer.subjects = ordered(subjects);
  answer.acts = ordered(acts);
  answer.stances = ordered(stances);
  answer.years = ordered(years);
  return answer;
}

Result<std::unique_ptr<SearchIndex>> index_in_memory(const LoadedRegister& loaded) {
  SERVANDA_ASSIGN_OR_RETURN(Database database, Database::open(":memory:", Database::Mode::create));
  auto own = std::make_unique<Database>(std::move(database));
  SERVANDA_RETURN_IF_ERROR(create_schema(*own));
  SERVANDA_ASSIGN_OR_RETURN(Transaction transaction, Transaction::begin(*own));
  SERVANDA_ASSIGN_OR_RETURN(BlockWriter writer, BlockWriter::open(*own));
  SERVANDA_ASSIGN_OR_RETURN(const std::int64_t batch, writer.add_batch("", 0));
  for (std::size_t i = 0; i < loaded.files.size(); ++i) {
    const FormattedJournal formatted = format_journal(loaded.files[i]);
    if (!formatted.ok) continue;  // what has faults is found by nobody
    const ParsedJournal parsed = parse_journal(SourceText("", formatted.text));
    SERVANDA_ASSIGN_OR_RETURN(const std::int64_t file,
                              writer.add_file(fmt::format("{} {}", i, loaded.files[i].name()),
                                              batch, 0, blocks_of(formatted.text, parsed)));
    (void)file;
  }
  SERVANDA_RETURN_IF_ERROR(transaction.commit());
  std::unique_ptr<SearchIndex> index = SearchIndex::on(*own);
  index->own_ = std::move(own);
  return index;
}

}  // namespace servanda
