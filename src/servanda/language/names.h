// Names of states, seats of power, organisations, institutions, outlets, offices and their holders.
//
//   const Gazetteer& names = gazetteer();
//   names.match(tokens, i)->entry->code          // "IRN" for "Tehran", "Iranian", "Islamic
//   Republic of Iran" names.holder("putin", day)->name             // "Vladimir Putin", president,
//   if the day is in his terms
//
// Longest match first. Names need their capitals, except offices and the forms that the tables mark
// with "~" ("upper house"). In text that is all capitals every form matches. Loaded once, read only
// afterwards: safe between threads.
#ifndef SERVANDA_LANGUAGE_NAMES_H_
#define SERVANDA_LANGUAGE_NAMES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "servanda/language/tokens.h"
#include "servanda/time/day.h"

namespace servanda {

enum class NameKind {
  state,      ///< "Iran"
  adjective,  ///< "Iranian", "Iranians"
  capital,    ///< "Tehran": a place, or the government that sits there
  seat,       ///< "the Kremlin": speaks for its state
  entity,     ///< statehood contested: no code
  entity_adjective,
  organisation,
  institution,
  outlet,  ///< agencies and outlets
  role,    ///< "foreign minister"
};

struct NameEntry {
  NameKind kind = NameKind::state;
  std::string name = {};  ///< as printed: "Iran", "State Duma", "foreign minister"
  std::string code = {};  ///< state, or organisation for seats and institutions; empty: not known
  bool of_organisation = false;  ///< `code` is an organisation's
  std::string detail = {};       ///< institution, outlet, role: the kind of actor
  std::optional<int> from_year = {}, until_year = {};  ///< former states
};

struct NameMatch {
  std::size_t end = 0;  ///< token after the last
  const NameEntry* entry = nullptr;
};

/// A person in an office for a time.
struct Holder {
  std::string name = {};
  std::string surname = {};
  std::string code = {};
  bool of_organisation = false;
  std::string kind = {};
  std::string role = {};
  std::optional<Day> from = {}, until = {};  ///< half-open
};

class Gazetteer {
 public:
  Gazetteer();

  /// The longest name that begins at token `at`.
  std::optional<NameMatch> match(const std::vector<Token>& tokens, std::size_t at) const;

  /// Who bears the full name or the surname (lower case); where several do, who is in office on the
  /// day, else the last before it. Without a day, the latest.
  const Holder* holder(std::string_view lower, std::optional<Day> day) const;
  /// Who held `role` in `code` on the day.
  const Holder* in_office(std::string_view code, std::string_view role, Day day) const;

  /// "Iran" for IRN; empty when no such state.
  std::string_view state_name(std::string_view code) const;
  /// "Iranian" for IRN.
  std::string_view adjective(std::string_view code) const;
  std::string_view organisation_name(std::string_view code) const;
  /// Is it an organisation's short name?
  bool is_organisation(std::string_view code) const;

 private:
  struct Form {
    std::vector<std::string> words;  ///< after the first
    bool any_case = false;
    bool exact_caps = false;  ///< short forms such as "US": capitals as in the table
    NameEntry entry;
  };
  void add(std::string_view form, NameEntry entry, bool any_case);
  void load_states();
  void load_others();
  void load_holders();

  std::unordered_map<std::string, std::vector<Form>> forms_;  ///< by first word
  std::vector<Holder> holders_;
  std::unordered_map<std::string, std::vector<std::size_t>> holders_by_name_;
  std::unordered_map<std::string, std::string> state_names_, adjectives_, organisation_names_;
};

/// The one gazetteer of the program.
const Gazetteer& gazetteer();

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_NAMES_H_
