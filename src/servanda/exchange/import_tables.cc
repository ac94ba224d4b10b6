// Tables as other people lay them out.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "servanda/base/table.h"
#include "servanda/exchange/act_table.h"
#include "servanda/exchange/import_rows.h"
#include "servanda/language/names.h"
#include "servanda/language/tokens.h"
#include "servanda/register/keeper.h"

namespace servanda::tables {
extern const std::string_view participants_tsv;
}

namespace servanda {
namespace {

/// The end of a table: columns that nothing was taken from are told.
Status ended_well(const CsvReader& rows, const Heading& heading, ImportRun& run) {
  for (const std::string& name : heading.unused()) run.report.ignored.push_back(name);
  return ended_well(rows, run.file);
}

std::string quoted(std::string_view cell) {
  return fmt::format("\"{}\"",
                     cell.size() > 60 ? std::string(cell.substr(0, 60)) + "…" : std::string(cell));
}

std::optional<int> number_in(std::string_view text) {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<Edtf> edtf_of(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (month < 1 || day < 1 || year < 1000 || year > 9998 || !date.ok()) return std::nullopt;
  return Edtf(Day(date));
}

/// 1 to 12 for an English month, in full or its first three letters.
int month_of(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths{
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  const std::string lower = to_lower(word);
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (lower == kMonths[i] || (lower.size() >= 3 && lower == kMonths[i].substr(0, 3)))
      return static_cast<int>(i) + 1;
  }
  return 0;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == ' ' || text[at] == '\t' || text[at] == '\n') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(" \t\n", at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

/// Reads a cell that holds a date, or says what is wrong. `said`: a value was there.
std::optional<Edtf> date_cell(ImportRun& run, std::size_t row, const std::string& column,
                              std::string_view cell) {
  cell = trimmed(cell);
  if (is_blank(cell)) return std::nullopt;
  if (auto date = table_date(cell)) return date;
  run.fault(row, column, quoted(cell) + " is no date");
  return std::nullopt;
}

ActFact act_of(const ActWord& word, const std::string& treaty, const std::string& state,
               std::optional<Edtf> on) {
  ActFact act;
  // A signature that binds at once is, among acts of the model, an instrument of its own.
  act.type = word.definitive ? ActType::deposit : word.type;
  act.of = word.of;
  act.undo = word.undo;
  act.treaty = treaty;
  act.on = std::move(on);
  if (!state.empty()) {
    Actor actor;
    const bool code = state.size() == 3 && state.find_first_not_of(
                                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                               "0123456789") == std::string::npos;
    (code ? actor.state : actor.org) = state;
    act.by.push_back(std::move(actor));
  }
  return act;
}

/// The letter behind a date of the UN Treaty Collection.
std::optional<ActWord> act_by_letter(std::string_view letter) {
  if (letter.empty()) return ActWord{ActType::ratify};
  if (letter == "A") return ActWord{ActType::accept};
  if (letter == "AA") return ActWord{ActType::accept};
  if (letter == "a") return ActWord{ActType::accede};
  if (letter == "d") return ActWord{ActType::succeed};
  if (letter == "s") return ActWord{ActType::sign, {}, {}, true};
  if (letter == "c") return ActWord{ActType::ratify};
  if (letter == "n" || letter == "P") return ActWord{ActType::apply_provisionally};
  return std::nullopt;
}

/// "10 years", "Six months prior notice".
std::optional<Period> period_in(std::string_view text) {
  static const std::unordered_map<std::string_view, int> kNumbers{
      {"one", 1}, {"two", 2}, {"three", 3}, {"six", 6}, {"nine", 9}, {"twelve", 12}};
  const std::vector<std::string_view> words = words_of(text);
  if (words.size() < 2) return std::nullopt;
  const std::string first = to_lower(words[0]);
  std::optional<int> count = number_in(first);
  if (const auto found = kNumbers.find(first); found != kNumbers.end()) count = found->second;
  const std::string unit = to_lower(words[1]);
  if (!count || *count < 0 || *count > 999) return std::nullopt;
  if (unit.starts_with("year")) return Period{*count * 12, 0};
  if (unit.starts_with("month")) return Period{*count, 0};
  if (unit.starts_with("day")) return Period{0, *count};
  return std::nullopt;
}

/// What the coders of UNCTAD write where they say nothing.
bool says_nothing(std::string_view cell) {
  const std::string lower = to_lower(trimmed(cell));
  return is_blank(cell) || lower == "not mapped" || lower == "inconclusive" || lower == "other" ||
         lower == "other period" || lower == "other fixed term" || lower == "not applicable";
}

}  // namespace

std::optional<Edtf> table_date(std::string_view text) {
  text = trimmed(text);
  // "22 Apr 2016"
  if (const auto words = words_of(text); words.size() == 3) {
    const auto day = number_in(words[0]);
    const auto year = number_in(words[2]);
    const int month = month_of(words[1]);
    if (day && year && month != 0) return edtf_of(*year, month, *day);
    return std::nullopt;
  }
  // "05/10/2016": day first, as the UN writes; "2016-10-05" and all of EDTF.
  if (text.size() == 10 && (text[2] == '/' || text[2] == '.') && text[5] == text[2]) {
    const auto day = number_in(text.substr(0, 2));
    const auto month = number_in(text.substr(3, 2));
    const auto year = number_in(text.substr(6, 4));
    if (day && month && year) return edtf_of(*year, *month, *day);
    return std::nullopt;
  }
  std::string plain(text);
  // An interval of "messy dates" is written with two points.
  if (const std::size_t points = plain.find("..");
      points != std::string::npos && points > 0 && points + 2 < plain.size())
    plain.replace(points, 2, "/");
  Result<Edtf> date = parse_edtf(plain);
  if (!date) return std::nullopt;
  return *std::move(date);
}

std::optional<std::string> participant_code(std::string_view name) {
  static const std::unordered_map<std::string, std::string> kNames = [] {
    std::unordered_map<std::string, std::string> names;
    for (const Row& row : table_rows(tables::participants_tsv))
      names.emplace(std::string(row.field(0)), std::string(row.field(1)));
    return names;
  }();
  // Footnotes stand behind names: "China 4, 5".
  name = trimmed(name);
  while (!name.empty() && std::string_view("0123456789, ").find(name.back()) != std::string::npos)
    name.remove_suffix(1);
  if (name.size() == 3 &&
      name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos)
    return std::string(name);
  std::string lower = to_lower(name);
  if (const auto found = kNames.find(lower); found != kNames.end()) return found->second;
  const auto gazetted = [](const std::string& text) -> std::optional<std::string> {
    const std::vector<Token> tokens = tokenize(text, 0);
    if (tokens.empty()) return std::nullopt;
    const auto match = gazetteer().match(tokens, 0);
    if (!match || match->end != tokens.size()) return std::nullopt;
    const NameEntry& entry = *match->entry;
    if (entry.code.empty()) return std::nullopt;
    if (entry.kind != NameKind::state && entry.kind != NameKind::organisation) return std::nullopt;
    return entry.code;
  };
  if (auto code = gazetted(std::string(name))) return code;
  // "Iran (Islamic Republic of)"
  if (const std::size_t bracket = name.find(" ("); bracket != std::string_view::npos) {
    name = name.substr(0, bracket);
    lower = to_lower(name);
    if (const auto found = kNames.find(lower); found != kNames.end()) return found->second;
    return gazetted(std::string(name));
  }
  return std::nullopt;
}

Status import_acts(std::string_view text, ImportRun& run) {
  if (text.empty()) return Done{};
  CsvReader rows(text);
  SERVANDA_ASSIGN_OR_RETURN(Heading heading, Heading::read(rows, run.file));
  const std::size_t treaty_column = heading.find({"treaty", "treaty_id"});
  if (treaty_column == Heading::npos && run.options.treaty.empty()) {
    SERVANDA_ASSIGN_OR_RETURN(const std::size_t missing, heading.need({"treaty"}));
    (void)missing;
  }
  SERVANDA_ASSIGN_OR_RETURN(const std::size_t state_column, heading.need({"state"}));
  SERVANDA_ASSIGN_OR_RETURN(const std::size_t act_column, heading.need({"act"}));
  SERVANDA_ASSIGN_OR_RETURN(const std::size_t date_column, heading.need({"date"}));
  const std::size_t known_column = heading.find({"known"});
  const std::size_t effect_column = heading.find({"effect"});
  const std::size_t use_column = heading.find({"use"});
  const std::size_t title_column = heading.find({"title"});
  const auto cell = [&](std::size_t column) {
    return column == Heading::npos ? std::string_view() : trimmed(rows.field(column));
  };
  std::string last_word;
  std::optional<ActWord> word;
  std::string treaty = run.options.treaty;
  while (rows.next()) {
    SERVANDA_RETURN_IF_ERROR(run.begin_row());
    const std::size_t row = rows.line();
    if (cell(use_column) == "no") continue;
    if (treaty_column != Heading::npos) {
      if (cell(treaty_column).empty()) {
        run.fault(row, "treaty", "no treaty is named");
        continue;
      }
      if (cell(treaty_column) != treaty) treaty = cell(treaty_column);
    }
    if (cell(act_column) != last_word) {
      last_word = cell(act_column);
      word = find_act_word(last_word);
    }
    if (!word) {
      run.fault(row, "act", quoted(last_word) + " is no act");
      continue;
    }
    std::optional<Edtf> on;
    if (!is_blank(cell(date_column))) {
      on = table_date(cell(date_column));
      if (!on) {
        run.fault(row, "date", quoted(cell(date_column)) + " is no date");
        continue;
      }
    }
    std::optional<Day> known;
    if (!cell(known_column).empty()) {
      const Result<Day> day = parse_day(cell(known_column));
      if (!day) {
        run.fault(row, "known", quoted(cell(known_column)) + ": " + day.error().message);
        continue;
      }
      known = *day;
    }
    ActFact act = act_of(*word, treaty, std::string(cell(state_column)), std::move(on));
    if (!cell(effect_column).empty()) {
      Result<Moment> effect = parse_moment(cell(effect_column));
      if (!effect) {
        run.fault(row, "effect", quoted(cell(effect_column)) + ": " + effect.error().message);
        continue;
      }
      act.effect = *std::move(effect);
    }
    if (run.options.kind != ImportKind::bundle) {
      const std::string_view title =
          title_column == Heading::npos ? std::string_view(run.options.title) : cell(title_column);
      SERVANDA_RETURN_IF_ERROR(run.declare(treaty, title));
    }
    SERVANDA_RETURN_IF_ERROR(run.add(std::move(act), known));
  }
  return ended_well(rows, heading, run);
}

Status import_untc(std::string_view text, ImportRun& run) {
  if (run.options.treaty.empty()) {
    return Error{Code::invalid_argument, "a participation table does not name its treaty",
                 "add --treaty ID and --title \"…\""};
  }
  CsvReader rows(text);
  SERVANDA_ASSIGN_OR_RETURN(Heading heading, Heading::read(rows, run.file));
  SERVANDA_ASSIGN_OR_RETURN(const std::size_t who_column,
                            heading.need({"participant", "state", "country", "party"}));
  struct Column {
    std::size_t index;
    bool signature;  ///< else consents, their kind in the letter or the heading
    std::optional<ActWord> only;
  };
  std::vector<Column> columns;
  for (std::size_t i = 0; i < heading.size(); ++i) {
    const std::string name = to_lower(heading.name(i));
    const auto says = [&](std::string_view word) { return name.find(word) != std::string::npos; };
    if (says("entry into force") || says("effect")) continue;
    if (says("ratification") || says("accession") || says("acceptance") || says("approval") ||
        says("succession") || says("consent") || says("formal confirmation")) {
      Column column{i, false, {}};
      // A heading that names one kind alone says what its dates are.
      const bool several = name.find_first_of(",/") != std::string::npos;
      if (!several && says("accession")) column.only = ActWord{ActType::accede};
      if (!several && says("succession")) column.only = ActWord{ActType::succeed};
      if (!several && (says("acceptance") || says("approval")))
        column.only = ActWord{ActType::accept};
      columns.push_back(column);
      heading.use(i);
    } else if (says("signature")) {
      columns.push_back({i, true, {}});
      heading.use(i);
    }
  }
  if (columns.empty()) {
    return Error{Code::parse,
                 fmt::format("{}:1: there is no column of signatures or consents", run.file),
                 "such as \"Signature\" or \"Ratification, Accession(a)\""};
  }
  SERVANDA_RETURN_IF_ERROR(run.declare(run.options.treaty, run.options.title));
  while (rows.next()) {
    SERVANDA_RETURN_IF_ERROR(run.begin_row());
    const std::string_view name = trimmed(rows.field(who_column));
    if (name.empty()) continue;
    if (name.front() == '[') {
      // A party that has left: when it did stands in a footnote that the table lacks.
      run.fault(rows.line(), heading.name(who_column),
                fmt::format("{} stands in brackets: it has left, the table does not say when",
                            quoted(name)));
      continue;
    }
    const std::optional<std::string> code = participant_code(name);
    if (!code) {
      run.fault(rows.line(), heading.name(who_column), quoted(name) + " is no known participant");
      continue;
    }
    for (const Column& column : columns) {
      const std::string_view cell = trimmed(rows.field(column.index));
      if (is_blank(cell)) continue;
      // The letter stands behind the date.
      std::string_view date = cell;
      std::string_view letter;
      const std::size_t blank = cell.find_last_of(" \t");
      if (blank != std::string_view::npos && cell.size() - blank <= 3 &&
          number_in(cell.substr(blank + 1)) == std::nullopt) {
        letter = cell.substr(blank + 1);
        date = trimmed(cell.substr(0, blank));
      }
      const std::optional<Edtf> on = table_date(date);
      const std::optional<ActWord> kind = act_by_letter(letter);
      if (!on || !kind) {
        run.fault(rows.line(), heading.name(column.index),
                  quoted(cell) + (on ? " ends in an unknown letter" : " is no date"));
        continue;
      }
      ActWord word = *kind;
      if (letter.empty() && column.signature) word = ActWord{ActType::sign};
      if (letter.empty() && column.only) word = *column.only;
      SERVANDA_RETURN_IF_ERROR(run.add(act_of(word, run.options.treaty, *code, on)));
    }
  }
  return ended_well(rows, heading, run);
}

Status import_manytreaties(std::string_view text, ImportRun& run) {
  CsvReader rows(text);
  SERVANDA_ASSIGN_OR_RETURN(Heading heading, Heading::read(rows, run.file));
  SERVANDA_ASSIGN_OR_RETURN(const std::size_t id_column,
                            heading.need({"treatyID", "manyID", "ID"}));
  SERVANDA_ASSIGN_OR_RETURN(
      const std::size_t state_column,
      heading.need({"stateID", "StateName", "State", "CountryID", "Country"}));
  const std::size_t title_column = heading.find({"Title"});
  struct Column {
    std::size_t index;
    ActWord word;
  };
  std::vector<Column> columns;
  const auto add = [&](std::initializer_list<std::string_view> names, ActWord word) {
    const std::size_t index = heading.find(names);
    if (index != Heading::npos) columns.push_back({index, word});
  };
  add({"StateSignature", "StateSign", "SignatureC", "Signature"}, {ActType::sign});
  // "Rat" is the day of an instrument whose kind is not recorded.
  add({"StateRatification", "StateRat", "Ratification", "Rat"}, {ActType::deposit});
  add({"Accession"}, {ActType::accede});
  add({"Acceptance"}, {ActType::accept});
  add({"Approval"}, {ActType::accept});
  add({"Succession"}, {ActType::succeed});
  const std::size_t force_column = heading.find({"StateForce", "ForceC", "Force"});
  const std::size_t end_column = heading.find({"StateEnd", "EndC"});
  if (columns.empty() && force_column == Heading::npos) {
    return Error{Code::parse,
                 fmt::format("{}:1: there is no column of signatures, consents or force", run.file),
                 "such as StateSignature, StateRat, StateForce"};
  }
  while (rows.next()) {
    SERVANDA_RETURN_IF_ERROR(run.begin_row());
    const std::size_t row = rows.line();
    const std::string id(trimmed(rows.field(id_column)));
    if (is_blank(id)) {
      run.fault(row, heading.name(id_column), "no treaty is named");
      continue;
    }
    const std::optional<std::string> code = participant_code(rows.field(state_column));
    if (!code) {
      run.fault(row, heading.name(state_column),
                quoted(rows.field(state_column)) + " is no known participant");
      continue;
    }
    SERVANDA_RETURN_IF_ERROR(run.declare(id, title_column == Heading::npos
                                                 ? std::string_view()
                                                 : trimmed(rows.field(title_column))));
    // A year of nines says "not yet".
    const auto date_at = [&](std::size_t column) {
      const std::string_view cell = trimmed(rows.field(column));
      return cell.starts_with("9999") ? std::nullopt
                                      : date_cell(run, row, heading.name(column), cell);
    };
    for (const Column& column : columns) {
      if (auto on = date_at(column.index))
        SERVANDA_RETURN_IF_ERROR(run.add(act_of(column.word, id, *code, std::move(on))));
    }
    if (force_column != Heading::npos) {
      if (auto on = date_at(force_column)) {
        SERVANDA_RETURN_IF_ERROR(
            run.add(act_of({ActType::enter_into_force}, id, *code, std::move(on))));
      }
    }
    if (end_column != Heading::npos) {
      // That it ended, not by which act: a claim.
      if (auto on = date_at(end_column)) {
        SERVANDA_RETURN_IF_ERROR(
            run.add(ClaimFact{id, *code, ClaimedStatus::ended, std::move(on), {}}));
      }
    }
  }
  return ended_well(rows, heading, run);
}

Status import_unctad(std::string_view text, ImportRun& run) {
  CsvReader rows(text);
  SERVANDA_ASSIGN_OR_RETURN(Heading heading, Heading::read(rows, run.file));
  SERVANDA_ASSIGN_OR_RETURN(const std::size_t name_column,
                            heading.need({"treaty", "title", "short title", "full title"}));
  SERVANDA_ASSIGN_OR_RETURN(const std::size_t parties_column, heading.need({"parties"}));
  const std::size_t signed_column = heading.find({"signed", "date of signature"});
  const std::size_t force_column = heading.find({"in_force", "date of entry into force"});
  const std::size_t ended_column = heading.find({"terminated", "termination date"});
  const std::size_t term_column = heading.find({"initial_term_years", "duration of the treaty"});
  const std::size_t renewal_column = heading.find({"automatic_renewal"});
  const std::size_t leaving_column = heading.find({"unilateral_termination"});
  const std::size_t notice_column = heading.find({"notice_period"});
  const std::size_t survival_column = heading.find({"survival_clause"});
  const auto cell = [&](std::size_t column) {
    return column == Heading::npos ? std::string_view() : trimmed(rows.field(column));
  };
  std::unordered_map<std::string, int> ids;
  while (rows.next()) {
    SERVANDA_RETURN_IF_ERROR(run.begin_row());
    const std::size_t row = rows.line();
    TreatyFact treaty;
    treaty.title = cell(name_column);
    if (treaty.title.empty()) {
      run.fault(row, heading.name(name_column), "no treaty is named");
      continue;
    }
    treaty.id = batch_name(treaty.title);
    if (const int times = ++ids[treaty.id]; times > 1) treaty.id += fmt::format("-{}", times);
    bool known = true;
    for (std::string_view party : split(cell(parties_column), ';')) {
      party = trimmed(party);
      const std::size_t point = party.find(". ");  // "1. Afghanistan"
      if (point != std::string_view::npos && number_in(party.substr(0, point)))
        party.remove_prefix(point + 2);
      if (party.empty()) continue;
      if (auto code = participant_code(party)) {
        treaty.parties.push_back(*std::move(code));
      } else {
        run.fault(row, heading.name(parties_column), quoted(party) + " is no known participant");
        known = false;
      }
    }
    if (!known) continue;
    const auto date_at = [&](std::size_t column) {
      return column == Heading::npos ? std::nullopt
                                     : date_cell(run, row, heading.name(column), cell(column));
    };
    treaty.signed_on = date_at(signed_column);
    treaty.in_force = date_at(force_column);
    Clauses& clauses = treaty.clauses;
    if (const std::string_view term = cell(term_column); !says_nothing(term)) {
      Term value;
      if (to_lower(term) == "indefinite") {
        value.indefinite = true;
        clauses.term = value;
      } else if (auto length = period_in(term)) {
        value.length = *length;
        clauses.term = value;
      } else {
        run.fault(row, heading.name(term_column), quoted(term) + " is no term");
      }
    }
    if (const std::string_view renewal = cell(renewal_column); !says_nothing(renewal)) {
      Renewal value;
      if (to_lower(renewal) == "indefinite term") {
        value.kind = Renewal::Kind::automatic_indefinite;
        clauses.renewal = value;
      } else if (to_lower(renewal) == "none") {
        value.kind = Renewal::Kind::none;
        if (clauses.term && !clauses.term->indefinite) clauses.renewal = value;
      } else if (auto length = period_in(renewal)) {
        value.kind = Renewal::Kind::automatic;
        value.length = *length;
        clauses.renewal = value;
      } else {
        run.fault(row, heading.name(renewal_column), quoted(renewal) + " is no renewal");
      }
      // What is indefinite is not renewed; the coders say both at times.
      if (clauses.term && clauses.term->indefinite) clauses.renewal.reset();
      if (!clauses.term) clauses.renewal.reset();
    }
    if (to_lower(cell(leaving_column)) == "yes") {
      Withdrawal value;
      const std::string_view notice = cell(notice_column);
      if (!says_nothing(notice) && to_lower(notice) != "none") {
        value.notice = period_in(notice);
        if (!value.notice)
          run.fault(row, heading.name(notice_column), quoted(notice) + " is no notice");
      }
      clauses.withdrawal = value;
    }
    if (const std::string_view survival = cell(survival_column);
        !says_nothing(survival) && to_lower(survival) != "none") {
      Survival value;
      value.length = period_in(survival);
      if (value.length) {
        clauses.survival = value;
      } else {
        run.fault(row, heading.name(survival_column), quoted(survival) + " is no period");
      }
    }
    const std::string id = treaty.id;
    const std::vector<std::string> parties = treaty.parties;
    const std::optional<Edtf> signed_on = treaty.signed_on;
    SERVANDA_RETURN_IF_ERROR(run.add(std::move(treaty)));
    if (signed_on) {
      ActFact act = act_of({ActType::sign}, id, "", signed_on);
      for (const std::string& party : parties)
        act.by.push_back(act_of({ActType::sign}, id, party, {}).by.front());
      SERVANDA_RETURN_IF_ERROR(run.add(std::move(act)));
    }
    // How it ended is coded beside it; the act of whom, the table does not say.
    if (auto ended = date_at(ended_column)) {
      SERVANDA_RETURN_IF_ERROR(
          run.add(ClaimFact{id, {}, ClaimedStatus::ended, std::move(ended), {}}));
    }
  }
  return ended_well(rows, heading, run);
}

}  // namespace servanda
