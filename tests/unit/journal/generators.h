// Journal texts for property tests: canonical ones, and the same after somebody's hand.
#ifndef TESTS_UNIT_JOURNAL_GENERATORS_H_
#define TESTS_UNIT_JOURNAL_GENERATORS_H_

#include <rapidcheck.h>

#include <string>

#include "../model/generators.h"

namespace servanda::generators {

/// Acts, treaties and sources as most registers hold them: few words, plain names.
Gen<std::string> plain_entry();

/// A journal of such entries and of any others, in canonical form.
Gen<std::string> journal_text();

/// The same after changes that a person or an accident makes: blanks, comments, line ends, lines
/// moved or doubled, bytes lost.
Gen<std::string> edited_text();

}  // namespace servanda::generators

#endif  // TESTS_UNIT_JOURNAL_GENERATORS_H_
