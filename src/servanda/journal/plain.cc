#include "servanda/journal/plain.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "servanda/journal/actor_words.h"
#include "servanda/journal/look_alikes.h"
#include "servanda/journal/parse.h"
#include "servanda/journal/plain_lines.h"
#include "servanda/journal/treaty_lines.h"
#include "servanda/journal/words_cursor.h"
#include "servanda/time/civil.h"

namespace servanda {
namespace {

/// The rest of a line as it stands without quotes.
bool is_bare(std::string_view value) {
  if (value.empty() || value.front() == '"') return false;
  return std::none_of(value.begin(), value.end(),
                      [](char c) { return c == ';' || c == '\t' || c == '\r'; });
}

bool is_free(std::string_view value) {
  return is_plain(value) && free_text(value).size() == value.size();
}

/// "a, b, c", each taken by `take`.
template <typename Take>
bool is_list(Piece& in, Take take) {
  do {
    if (!take(in)) return false;
  } while (in.accept(", "));
  return true;
}

bool take_free_item(Piece& in) {
  const std::size_t size = std::min(in.rest().find(','), in.rest().size());
  const std::string_view item = in.rest().substr(0, size);
  return is_free(item) && in.accept(item);
}

template <typename List>
bool take_ids(Piece& in, List& list) {
  return is_list(in, [&](Piece& piece) {
    const std::string_view id = piece.id();
    return !id.empty() && list.add(id);
  });
}

bool is_code_like(std::string_view word) {
  return word.size() == 3 && is_upper(word[0]) && is_upper(word[1]) && is_upper(word[2]);
}

/// One or two items in parentheses: a name (begins with no small letter), then a role.
bool take_items(Piece& in, bool& named) {
  const std::size_t size = in.rest().find(')');
  if (size == std::string_view::npos) return false;
  std::string_view items = in.rest().substr(0, size);
  in.accept(items);
  in.accept(")");
  const auto is_item = [](std::string_view item) {
    if (!is_plain(item) || is_code_like(item)) return false;
    const std::string_view first = item.substr(0, item.find(' '));
    return first != "kind" && first != "org" && first != "role";
  };
  const std::size_t comma = items.find(", ");
  const std::string_view first = items.substr(0, comma);
  if (!is_item(first)) return false;
  named = !is_lower(first.front());
  if (comma == std::string_view::npos) return true;
  const std::string_view second = items.substr(comma + 2);
  return is_item(second) && named && is_lower(second.front());
}

bool take_actors(Piece& in, PlainAct& act) {
  return is_list(in, [&](Piece& piece) {
    PlainActor actor;
    if (piece.accept("org ")) {
      actor.who = piece.id();
      if (actor.who.empty() || actor.who.find('_') != std::string_view::npos) return false;
    } else {
      actor.who = piece.id();
      if (!is_code_like(actor.who)) return false;
    }
    if (piece.accept(" (") && !take_items(piece, actor.named)) return false;
    return act.by.add(actor);
  });
}

/// Words up to " at " or the end: a body that is named alone.
bool take_body(Piece& in) {
  const std::string_view rest = in.rest();
  const std::size_t size = std::min(rest.find(" at "), rest.size());
  const std::string_view name = rest.substr(0, size);
  return is_free(name) && !is_code_like(name.substr(0, name.find(' '))) && in.accept(name);
}

bool read_head(Piece in, PlainAct& act) {
  if (!in.date(act.on) || !in.accept(" ")) return false;
  const std::optional<ActType> type = find_act_type(in.word());
  if (!type || !in.accept(" ")) return false;
  act.type = *type;
  act.treaty = in.id();
  if (act.treaty.empty()) return false;
  if (in.accept(" of ")) {
    act.of = find_act_type(in.word());
    if (!act.of) return false;
  }
  if (in.accept(" by ") && !take_actors(in, act)) return false;
  if (in.accept(" to ")) {
    act.bodied = true;
    if (!take_body(in)) return false;
  }
  if (in.accept(" at ")) return is_free(in.rest());
  return in.at_end();
}

template <typename List>
bool read_citation(Piece in, List& sources) {
  const std::string_view id = in.id();
  if (id.empty() || !sources.add(id)) return false;
  if (in.accept(" bytes ")) {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    if (!in.number(begin) || !in.accept("..") || !in.number(end) || end < begin) return false;
  }
  if (in.accept(" ")) {
    if (in.quoted_text().empty()) return false;
  }
  return in.at_end();
}

/// The lines that close every statement. `stage` goes up: citations, the known day, the note.
template <typename Entry>
bool read_closing(const PlainLine& line, Entry& entry, int& stage) {
  constexpr int kFrom = 100;
  constexpr int kKnown = 101;
  constexpr int kNote = 102;
  if (line.key == "from") {
    if (stage > kFrom) return false;
    stage = kFrom;
    return read_citation(Piece(line.value), entry.sources);
  }
  if (line.key == "known") {
    if (stage >= kKnown) return false;
    stage = kKnown;
    Piece in(line.value);
    return in.day(entry.known) && in.at_end();
  }
  if (line.key == "note") {
    if (stage >= kNote) return false;
    stage = kNote;
    return is_bare(line.value);
  }
  return false;
}

// Stages of a treaty's lines, in the order in which they are printed.
enum TraitStage {
  kAlso = 1,
  kForm,
  kParties,
  kSigned,
  kInForce,
  kArticles,
  kSubjects,
  kDisclosed,
  kLanguages,
  kDepositary,
  kZone,
  kClauses,
  kNorms
};

int stage_of(std::string_view key) {
  switch (key.front()) {
    case 'a':
      return key == "also" ? kAlso : key == "articles" ? kArticles : kClauses;
    case 'd':
      return key == "depositary" ? kDepositary : key == "disclosed" ? kDisclosed : kClauses;
    case 'f':
      return key == "form" ? kForm : kClauses;
    case 'i':
      return kInForce;
    case 'l':
      return key == "languages" ? kLanguages : kClauses;
    case 'n':
      return kNorms;
    case 'p':
      return key == "parties" ? kParties : kClauses;
    case 's':
      return key == "signed" ? kSigned : key == "subjects" ? kSubjects : kClauses;
    case 'z':
      return kZone;
    default:
      return kClauses;
  }
}

bool is_treaty_key(std::string_view key) {
  const auto& keys = treaty_keys();
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool read_trait(int stage, std::string_view value, PlainTreaty& treaty) {
  Piece in(value);
  switch (stage) {
    case kAlso:
      return is_list(in, [](Piece& piece) { return !piece.quoted_text().empty(); }) && in.at_end();
    case kForm:
    case kZone:
      return is_bare(value);
    case kDepositary:
      treaty.depositary = value;
      return is_bare(value);
    case kParties:
      return take_ids(in, treaty.parties) && in.at_end();
    case kSigned:
      if (!value.starts_with("at ") && !in.date(treaty.signed_on)) return false;
      if (in.at_end()) return true;
      in.accept(" ");
      return in.accept("at ") && is_free(in.rest());
    case kInForce: {
      PlainDate date;
      return in.date(date) && in.at_end();
    }
    case kArticles: {
      std::uint64_t number = 0;
      return in.number(number) && number < 1000000000 && in.at_end();
    }
    case kSubjects:
      return is_list(in, take_free_item) && in.at_end();
    case kDisclosed:
      return value == "yes" || value == "no";
    case kLanguages: {
      Some<std::string_view, 16> languages;
      return take_ids(in, languages) && in.at_end();
    }
    default:
      return false;
  }
}

}  // namespace

std::size_t next_entry(std::string_view text, std::size_t after) {
  while (after < text.size()) {
    const std::size_t end = text.find('\n', after);
    if (end == std::string_view::npos) return text.size();
    after = end + 1;
    if (after < text.size() && std::strchr(" \t\r\n;", text[after]) == nullptr) return after;
  }
  return text.size();
}

LookAlikes::LookAlikes(std::string_view text)
    : ascii_(std::all_of(text.begin(), text.end(),
                         [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {}

bool LookAlikes::in(std::string_view entry) const {
  return !ascii_ && find_mixed_word(entry).has_value();
}

std::size_t plain_end(std::string_view text, std::size_t at) {
  while (true) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end + 1 >= text.size() || text[end + 1] != ' ') return end;
    at = end + 1;
  }
}

std::optional<std::size_t> read_plain(std::string_view text, std::size_t at, PlainAct& act) {
  PlainLines lines(text, at);
  const std::optional<std::string_view> head = lines.head();
  if (!head || !read_head(Piece(*head), act)) return std::nullopt;
  int stage = 0;
  while (const std::optional<PlainLine> line = lines.next()) {
    if (!read_closing(*line, act, stage)) return std::nullopt;
  }
  return lines.end();
}

std::optional<std::size_t> read_plain(std::string_view text, std::size_t at, PlainTreaty& treaty) {
  PlainLines lines(text, at);
  const std::optional<std::string_view> head = lines.head();
  if (!head) return std::nullopt;
  Piece in(*head);
  if (!in.accept("treaty ")) return std::nullopt;
  treaty.id = in.id();
  if (treaty.id.empty()) return std::nullopt;
  if (in.accept(" ") && in.quoted_text().empty()) return std::nullopt;
  if (!in.at_end()) return std::nullopt;
  int stage = 0;
  const auto grow = [&](std::string_view& block, const PlainLine& line) {
    const std::size_t begin =
        block.empty() ? line.begin : static_cast<std::size_t>(block.data() - text.data());
    block = text.substr(begin, line.end - begin);
  };
  while (const std::optional<PlainLine> line = lines.next()) {
    if (line->key == "from" || line->key == "known" || line->key == "note") {
      if (!read_closing(*line, treaty, stage)) return std::nullopt;
      continue;
    }
    const int next = stage_of(line->key);
    if (!is_treaty_key(line->key) || next < stage || (next == stage && next < kClauses))
      return std::nullopt;
    stage = next;
    if (stage == kClauses) {
      grow(treaty.clauses, *line);
    } else if (stage == kNorms) {
      grow(treaty.norms, *line);
    } else if (!read_trait(stage, line->value, treaty)) {
      return std::nullopt;
    }
  }
  return lines.end();
}

std::optional<std::size_t> read_plain(std::string_view text, std::size_t at, PlainSource& source) {
  PlainLines lines(text, at);
  const std::optional<std::string_view> head = lines.head();
  if (!head) return std::nullopt;
  Piece in(*head);
  if (!in.accept("source ")) return std::nullopt;
  source.id = in.id();
  if (source.id.empty() || !in.at_end()) return std::nullopt;
  static constexpr std::array<std::string_view, 9> kOrder{
      "title", "publisher", "published", "language", "authority", "url", "file", "sha256", "note"};
  std::size_t next = 0;
  bool weighed = false;
  while (const std::optional<PlainLine> line = lines.next()) {
    while (next < kOrder.size() && kOrder[next] != line->key) ++next;
    if (next == kOrder.size()) return std::nullopt;
    ++next;
    if (line->key == "published") {
      Piece value(line->value);
      if (!value.date(source.published) || !value.at_end()) return std::nullopt;
    } else if (line->key == "authority") {
      const std::optional<Authority> authority = find_authority(line->value);
      if (!authority) return std::nullopt;
      source.authority = *authority;
      weighed = true;
    } else if (!is_bare(line->value)) {
      return std::nullopt;
    }
  }
  return weighed ? lines.end() : std::nullopt;
}

std::optional<TreatyFact> read_canonical_lines(std::string_view lines) {
  constexpr std::string_view kHead = "treaty x\n";
  const std::string entry = std::string(kHead) + std::string(lines);
  ParsedJournal parsed;
  parse_piece(entry, 0, 0, true, parsed);
  if (!parsed.ok() || parsed.reg.statements.size() != 1) return std::nullopt;
  if (format_statement(parsed.reg.statements.front()) != entry) return std::nullopt;
  return std::get<TreatyFact>(std::move(parsed.reg.statements.front().fact));
}

}  // namespace servanda
