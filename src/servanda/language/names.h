// Names in a sentence: states, institutions, organisations, outlets, and persons by their office.
//
// Gazetteers are the tables states.tsv, bodies.tsv, offices.tsv and people.tsv of this room,
// compiled in. A name stands for what it stood for on the day of the document: office holders have
// dates.
#ifndef SERVANDA_LANGUAGE_NAMES_H_
#define SERVANDA_LANGUAGE_NAMES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/language/document.h"
#include "servanda/time/day.h"

namespace servanda {

enum class NameKind {
  state,   ///< "Russia"
  people,  ///< "Russian": an adjective, or its people
  seat,    ///< "Moscow", "the Kremlin": a place, or the government
  body,    ///< institution, organisation, agency, outlet, company
  person,  ///< with an office or known
};

struct Name {
  NameKind kind = NameKind::state;
  std::size_t begin = 0;  ///< tokens, half-open
  std::size_t end = 0;
  std::string name;  ///< canonical name
  std::string state = {};
  std::string org = {};
  std::string actor_kind = {};  ///< word of the actor vocabulary; may be empty
  std::string role = {};
};

/// All names of a sentence in order, longest match first, none overlapping. `known_people` are the
/// persons named so far in the document: a surname alone finds its bearer again; new ones are
/// added.
std::vector<Name> find_names(const Sentence& sentence, std::optional<Day> day,
                             std::vector<Name>& known_people);

/// Name of a state by its code, as the table has it first; the code itself where unknown.
std::string_view state_name(std::string_view code);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_NAMES_H_
