#include "servanda/exchange/act_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "servanda/base/text.h"
#include "servanda/exchange/csv.h"
#include "servanda/model/states.h"
#include "servanda/time/edtf.h"

namespace servanda {
namespace {

constexpr std::size_t kMostFaults = 1000;

std::int32_t number_of(Day day) {
  return static_cast<std::int32_t>(day.time_since_epoch().count());
}

Day day_of(std::int32_t number) {
  return Day(std::chrono::days(number));
}

/// "2016-10-05", the form of nearly every date, without asking the whole of EDTF.
std::optional<Day> plain_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  unsigned value[3] = {0, 0, 0};
  std::size_t part = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) {
      ++part;
      continue;
    }
    const unsigned digit = static_cast<unsigned>(text[i]) - '0';
    if (digit > 9) return std::nullopt;
    value[part] = value[part] * 10 + digit;
  }
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(value[0])),
                                         std::chrono::month(value[1]), std::chrono::day(value[2])};
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

struct Columns {
  static constexpr std::size_t kAbsent = std::numeric_limits<std::size_t>::max();
  std::size_t treaty = kAbsent, state = kAbsent, act = kAbsent, date = kAbsent, known = kAbsent,
              effect = kAbsent, use = kAbsent, flags = kAbsent;
};

Columns columns_of(const CsvReader& heading) {
  Columns columns;
  for (std::size_t i = 0; i < heading.size(); ++i) {
    const std::string_view name = heading.field(i);
    if (name == "treaty") columns.treaty = i;
    if (name == "state") columns.state = i;
    if (name == "act") columns.act = i;
    if (name == "date") columns.date = i;
    if (name == "known") columns.known = i;
    if (name == "effect") columns.effect = i;
    if (name == "use") columns.use = i;
    if (name == "flags") columns.flags = i;
  }
  return columns;
}

bool marked_doubtful(std::string_view flags) {
  return flags.find("doubtful") != std::string_view::npos ||
         flags.find("suspect") != std::string_view::npos;
}

/// Acts of one day stand in the order of a treaty's life: who signs and leaves on one day has
/// signed first.
int rank_of(const Deed& deed) {
  if (deed.type == ActType::withdraw || deed.of) return 2;
  return deed.type == ActType::sign ? 0 : 1;
}

}  // namespace

std::optional<ActWord> find_act_word(std::string_view word) {
  if (word == "sign-definitively") return ActWord{ActType::sign, {}, {}, true};
  if (word == "confirm-formally") return ActWord{ActType::ratify};
  if (word == "consent") return ActWord{ActType::deposit};
  if (word == "withdraw" || word == "denounce") return ActWord{ActType::notify, ActType::withdraw};
  if (word == "revoke-withdrawal") return ActWord{ActType::withdraw, {}, ActType::withdraw};
  if (word == "revoke") return ActWord{ActType::withdraw, {}, ActType::ratify};
  if (word == "unsign") return ActWord{ActType::withdraw, {}, ActType::sign};
  if (const auto type = find_act_type(word)) return ActWord{*type};
  return std::nullopt;
}

ActTable::ActTable(std::optional<Day> known) : known_(known) {}

void ActTable::fault(std::size_t line, std::string what) {
  if (faults_.size() < kMostFaults) faults_.push_back({line, std::move(what)});
}

std::optional<std::uint16_t> ActTable::state_index(std::string_view code) {
  if (const auto found = state_numbers_.find(code); found != state_numbers_.end()) {
    return found->second;
  }
  if (states_.size() > std::numeric_limits<std::uint16_t>::max() - 1U) return std::nullopt;
  const auto index = static_cast<std::uint16_t>(states_.size());
  states_.emplace_back(code);
  state_numbers_.emplace(code, index);
  const auto first = person_numbers_.emplace(person_of(code), index).first->second;
  persons_.push_back(first);
  former_.push_back(person_of(code) != code);
  return index;
}

std::optional<std::uint8_t> ActTable::word_index(std::string_view word) {
  if (const auto found = word_numbers_.find(word); found != word_numbers_.end()) {
    return found->second;
  }
  const std::optional<ActWord> known = find_act_word(word);
  if (!known) return std::nullopt;
  const auto index = static_cast<std::uint8_t>(words_.size());
  words_.push_back(*known);
  word_numbers_.emplace(word, index);
  return index;
}

Status ActTable::read(std::string_view text,
                      const std::unordered_map<std::string_view, std::uint32_t>& ids) {
  return read_rows(text, 0, &ids);
}

Status ActTable::read_for(std::uint32_t treaty, std::string_view text) {
  return read_rows(text, treaty, nullptr);
}

Status ActTable::read_rows(std::string_view text, std::uint32_t treaty,
                           const std::unordered_map<std::string_view, std::uint32_t>* ids) {
  CsvReader csv(text);
  if (!csv.next())
    return Error{Code::parse, "the table of acts is empty", "its first line names the columns"};
  const Columns columns = columns_of(csv);
  if (columns.state == Columns::kAbsent || columns.act == Columns::kAbsent ||
      columns.date == Columns::kAbsent || (ids != nullptr && columns.treaty == Columns::kAbsent)) {
    return Error{Code::parse, "the table of acts lacks a column",
                 ids == nullptr ? "state, act and date are needed; known, effect, use are read too"
                                : "treaty, state, act and date are needed"};
  }
  rows_.reserve(rows_.size() + text.size() / 40);
  std::string_view last_id;
  std::uint32_t last_number = 0;
  bool last_found = false;
  while (csv.next()) {
    ActRow row;
    row.treaty = treaty;
    if (ids != nullptr) {
      const std::string_view id = csv.field(columns.treaty);
      if (!last_found || id != last_id) {
        const auto found = ids->find(id);
        last_found = found != ids->end();
        if (!last_found) {
          fault(csv.line(), fmt::format("no treaty \"{}\" among the clauses", id));
          continue;
        }
        last_id = found->first;
        last_number = found->second;
      }
      row.treaty = last_number;
    }
    if (columns.use != Columns::kAbsent && csv.field(columns.use) == "no") {
      ++left_out_;
      continue;
    }
    if (known_ && columns.known != Columns::kAbsent) {
      const std::optional<Day> known = plain_day(csv.field(columns.known));
      if (known && *known > *known_) continue;
    }
    const auto word = word_index(csv.field(columns.act));
    if (!word) {
      fault(csv.line(), fmt::format("\"{}\" is no act", csv.field(columns.act)));
      continue;
    }
    row.word = *word;
    const auto state = state_index(csv.field(columns.state));
    if (!state) {
      fault(csv.line(), "more than 65,000 states");
      continue;
    }
    row.state = *state;
    const std::string_view date = csv.field(columns.date);
    if (const auto day = plain_day(date)) {
      row.earliest = row.latest = number_of(*day);
    } else if (!date.empty()) {
      const Result<Edtf> edtf = parse_edtf(date);
      if (!edtf) {
        fault(csv.line(), fmt::format("the date \"{}\": {}", date, edtf.error().message));
        continue;
      }
      if (const auto when = when_of(*edtf)) {
        row.earliest = number_of(when->earliest);
        row.latest = number_of(when->latest);
      }
    }
    if (columns.effect != Columns::kAbsent) {
      if (const auto day = plain_day(csv.field(columns.effect))) row.effect = number_of(*day);
    }
    row.doubtful = columns.flags != Columns::kAbsent && marked_doubtful(csv.field(columns.flags));
    rows_.push_back(row);
  }
  if (csv.broken()) {
    return Error{Code::parse, fmt::format("line {}: a quotation mark is not closed", csv.line()),
                 "close it, or double it inside a quoted field"};
  }
  return Done{};
}

std::vector<std::size_t> ActTable::group(std::size_t treaties) {
  std::vector<std::size_t> begins(treaties + 1, 0);
  for (const ActRow& row : rows_) ++begins[row.treaty + 1];
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  const bool sorted = std::is_sorted(
      rows_.begin(), rows_.end(), [](const auto& a, const auto& b) { return a.treaty < b.treaty; });
  if (!sorted) {
    std::vector<std::size_t> next(begins.begin(), begins.end() - 1);
    std::vector<ActRow> grouped(rows_.size());
    for (const ActRow& row : rows_) grouped[next[row.treaty]++] = row;
    rows_ = std::move(grouped);
  }
  return begins;
}

Deeds ActTable::deeds(std::size_t begin, std::size_t end) const {
  Deeds deeds;
  deeds.list.reserve(end - begin);
  // Where each person stands among this treaty's states; kept between treaties, cleared behind.
  thread_local std::vector<StateIndex> met;
  if (met.size() < states_.size()) met.resize(states_.size(), kNobody);
  for (std::size_t i = begin; i < end; ++i) {
    const ActRow& row = rows_[i];
    const ActWord& word = words_[row.word];
    Deed deed;
    StateIndex& known = met[persons_[row.state]];
    if (known == kNobody && !states_[row.state].empty()) {
      known = static_cast<StateIndex>(deeds.states.size());
      deeds.states.emplace_back(person_of(states_[row.state]));
    }
    deed.state = known;
    if (former_[row.state]) deed.former = deeds.enter_former(states_[row.state]);
    deed.type = word.type;
    deed.of = word.of;
    deed.undo = word.undo;
    deed.definitive = word.definitive;
    deed.doubtful = row.doubtful;
    if (row.earliest != ActRow::kNone) deed.when = When(day_of(row.earliest), day_of(row.latest));
    if (row.effect != ActRow::kNone) deed.effect = When(day_of(row.effect));
    deeds.list.push_back(deed);
  }
  for (std::size_t i = begin; i < end; ++i) met[persons_[rows_[i].state]] = kNobody;
  const auto before = [](const Deed& a, const Deed& b) {
    if (!a.when || !b.when) return a.when.has_value() && !b.when.has_value();
    if (a.when->earliest != b.when->earliest) return a.when->earliest < b.when->earliest;
    if (a.when->latest != b.when->latest) return a.when->latest < b.when->latest;
    return rank_of(a) < rank_of(b);
  };
  if (!std::is_sorted(deeds.list.begin(), deeds.list.end(), before)) {
    std::stable_sort(deeds.list.begin(), deeds.list.end(), before);
  }
  return deeds;
}

}  // namespace servanda
