#include "servanda/journal/index.h"

#include <unordered_map>

#include "servanda/journal/parse.h"
#include "servanda/journal/plain.h"

namespace servanda {
namespace {

constexpr std::size_t kMostStates = 0xFFFF;

}  // namespace

/// What the lines of final clauses and norms say, by their words: each is read once.
struct JournalIndex::Cache {
  /// Index into clauses_, or nothing where the lines have another than the canonical form.
  std::unordered_map<std::string_view, std::optional<std::uint32_t>> clauses = {};
  std::unordered_map<std::string_view, bool> norms = {};
};

/// Reads one file into rows, and hands to the parser what does not fit them.
class RowReader {
 public:
  RowReader(JournalIndex& index, std::string_view text, std::uint16_t file)
      : index_(index), text_(text), file_(file), look_alikes_(text) {}

  void run() {
    const bool clean = find_unclean(text_) == std::string_view::npos;
    std::size_t at = 0;
    while (at < text_.size()) {
      const char c = text_[at];
      if (c == '\n') {
        ++at;
        continue;
      }
      std::optional<std::size_t> end;
      if (clean) {
        if (c >= '0' && c <= '9') {
          end = read_act(at);
        } else if (c == 't') {
          end = read_treaty(at);
        } else if (c == 's') {
          end = read_source(at);
        }
      }
      at = end ? *end : hand_over(at, clean);
    }
  }

 private:
  std::size_t hand_over(std::size_t at, bool clean) {
    const std::size_t end = next_entry(text_, at);
    Register& rest = index_.rest_.reg;
    const std::size_t statements = rest.statements.size();
    const std::size_t sources = rest.sources.size();
    parse_piece(text_.substr(at, end - at), at, file_, clean, index_.rest_);
    for (std::size_t i = statements; i < rest.statements.size(); ++i)
      index_.treaty_names_.enter(treaty_of(rest.statements[i]));
    for (std::size_t i = sources; i < rest.sources.size(); ++i)
      index_.source_names_.enter(rest.sources[i].id);
    return end;
  }

  template <typename List>
  Run add_sources(const List& sources) {
    const Run run{static_cast<std::uint32_t>(index_.source_list_.size()),
                  static_cast<std::uint32_t>(sources.count)};
    for (const std::string_view id : sources)
      index_.source_list_.push_back(index_.source_names_.enter(id));
    return run;
  }

  std::uint16_t state(std::string_view code) {
    return static_cast<std::uint16_t>(index_.state_names_.enter(code));
  }
  bool odd(std::size_t begin, std::size_t end) const {
    return look_alikes_.in(text_.substr(begin, end - begin));
  }
  /// Room for the names of one entry more.
  bool states_fit() const { return index_.state_names_.size() + 32 < kMostStates; }

  std::optional<std::size_t> read_act(std::size_t at) {
    PlainAct act;
    const std::optional<std::size_t> end = read_plain(text_, at, act);
    if (!end || !states_fit() || odd(at, *end)) return std::nullopt;
    IndexedAct row;
    row.offset = static_cast<std::uint32_t>(at);
    row.file = file_;
    row.treaty = index_.treaty_names_.enter(act.treaty);
    row.earliest = act.on.earliest;
    row.latest = act.on.latest;
    row.known = act.known;
    row.type = static_cast<std::uint8_t>(act.type);
    if (act.of) row.of = static_cast<std::uint8_t>(*act.of);
    const Run sources = add_sources(act.sources);
    row.sources = sources.begin;
    row.source_count = static_cast<std::uint8_t>(sources.count);
    ++index_.row_statements_;
    const bool by_organ = act.type == ActType::approve || act.type == ActType::reject ||
                          act.type == ActType::recommend || act.type == ActType::ratify;
    row.organ = act.type == ActType::submit && act.bodied;
    if (act.by.count == 0) index_.acts_.push_back(row);
    for (const PlainActor& actor : act.by) {
      row.state = state(actor.who);
      if (by_organ) row.organ = actor.named;
      index_.acts_.push_back(row);
    }
    return end;
  }

  std::optional<std::size_t> read_treaty(std::size_t at) {
    PlainTreaty treaty;
    const std::optional<std::size_t> end = read_plain(text_, at, treaty);
    if (!end || !states_fit() || odd(at, *end) || !are_norms(treaty.norms)) return std::nullopt;
    const std::optional<std::uint32_t> clauses = clauses_of(treaty.clauses);
    if (!clauses) return std::nullopt;
    IndexedTreaty row;
    row.place = {static_cast<std::uint32_t>(at), file_};
    row.parties = {static_cast<std::uint32_t>(index_.party_list_.size()),
                   static_cast<std::uint32_t>(treaty.parties.count)};
    for (const std::string_view code : treaty.parties) index_.party_list_.push_back(state(code));
    row.name = index_.treaty_names_.enter(treaty.id);
    row.signed_earliest = treaty.signed_on.earliest;
    row.signed_latest = treaty.signed_on.latest;
    row.known = treaty.known;
    row.sources = add_sources(treaty.sources);
    row.clauses = *clauses;
    row.depositary = treaty.depositary;
    index_.treaties_.push_back(row);
    ++index_.row_statements_;
    return end;
  }

  std::optional<std::size_t> read_source(std::size_t at) {
    PlainSource source;
    const std::optional<std::size_t> end = read_plain(text_, at, source);
    if (!end || odd(at, *end)) return std::nullopt;
    index_.sources_.push_back({{static_cast<std::uint32_t>(at), file_},
                               index_.source_names_.enter(source.id),
                               source.published.latest,
                               source.authority});
    return end;
  }

  std::optional<std::uint32_t> clauses_of(std::string_view lines) {
    if (lines.empty()) return 0;
    const auto [found, added] = index_.cache_->clauses.try_emplace(lines);
    if (added) {
      if (std::optional<TreatyFact> fact = read_canonical_lines(lines)) {
        found->second = static_cast<std::uint32_t>(index_.clauses_.size());
        index_.clauses_.push_back(std::move(fact->clauses));
      }
    }
    return found->second;
  }

  bool are_norms(std::string_view lines) {
    if (lines.empty()) return true;
    const auto [found, added] = index_.cache_->norms.try_emplace(lines, false);
    if (added) found->second = read_canonical_lines(lines).has_value();
    return found->second;
  }

  JournalIndex& index_;
  std::string_view text_;
  std::uint16_t file_;
  LookAlikes look_alikes_;
};

JournalIndex::JournalIndex() : clauses_(1), cache_(std::make_unique<Cache>()) {
  state_names_.enter("");
}
JournalIndex::~JournalIndex() = default;
JournalIndex::JournalIndex(JournalIndex&&) noexcept = default;
JournalIndex& JournalIndex::operator=(JournalIndex&&) noexcept = default;

void JournalIndex::add(const SourceText& text) {
  const std::size_t file = files_.size();
  files_.push_back(&text);
  if (file >= JournalIndex::kMostFiles ||
      text.text().size() >= std::numeric_limits<std::uint32_t>::max()) {
    rest_.diagnostics.push_back({Severity::error,
                                 {0, 0},
                                 "this register is too large to be indexed",
                                 "files of less than 4 GiB, at most 65,535 of them"});
    return;
  }
  // A guess that is right within a factor of two spares most of the moving.
  acts_.reserve(acts_.size() + text.text().size() / 64);
  source_list_.reserve(source_list_.size() + text.text().size() / 64);
  RowReader(*this, text.text(), static_cast<std::uint16_t>(file)).run();
}

Register JournalIndex::entry_at(EntryPlace place) const {
  const std::string_view text = files_[place.file]->text();
  const std::size_t end = next_entry(text, place.offset);
  ParsedJournal parsed;
  parse_piece(text.substr(place.offset, end - place.offset), place.offset, place.file, true,
              parsed);
  return std::move(parsed.reg);
}

Statement JournalIndex::statement_at(EntryPlace place) const {
  Register entry = entry_at(place);
  return entry.statements.empty() ? Statement{ActFact{}} : std::move(entry.statements.front());
}

Source JournalIndex::source_at(EntryPlace place) const {
  Register entry = entry_at(place);
  return entry.sources.empty() ? Source{} : std::move(entry.sources.front());
}

Origin JournalIndex::origin_at(EntryPlace place) const {
  return {place.file, {place.offset, plain_end(files_[place.file]->text(), place.offset)}};
}

}  // namespace servanda
