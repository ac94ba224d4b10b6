// One sentence under reading, with all that the finders of facts share.
#ifndef SERVANDA_READER_CONTEXT_H_
#define SERVANDA_READER_CONTEXT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/model/statement.h"
#include "servanda/reader/groups.h"
#include "servanda/reader/memory.h"
#include "servanda/reader/phrases.h"

namespace servanda {

enum class SpeechEffect { says, denies, doubts, accuses, demands };

/// Somebody says what stands in a stretch of the sentence.
struct Attribution {
  std::size_t begin = 0, end = 0;  ///< tokens of what is said
  std::optional<Actor> speaker = {};
  std::vector<Actor> via = {};
  SpeechEffect effect = SpeechEffect::says;
  std::optional<std::size_t> group = {};  ///< the verb of speech
};

struct Context {
  Sentence sentence;
  SentenceGroups groups;
  std::vector<Attribution> attributions;
  Memory& memory;
  std::string doc;
  bool headline = false;
  std::vector<Statement>& out;
  std::string_view finder = {};  ///< whose turn it is: the frame of what is added
};

/// Finds who says what; also what hangs over from the sentence before (an open quotation).
void find_attributions(Context& context);

/// The attribution that covers a token, the innermost; nullptr for the document's own voice. The
/// verb of speech itself is not covered by what it introduces.
const Attribution* attribution_at(const Context& context, std::size_t token);

/// Where a statement was read, and what it is: the same before and after statements are joined.
std::string grounds_key(const Statement& statement);

/// Adds a statement quoting the tokens [begin, end); the attribution at `at` gives speaker, via and
/// turns what is asserted into denied where it is a denial.
Statement& add_statement(Context& context, Fact fact, Stance stance, std::size_t begin,
                         std::size_t end, std::size_t at);

/// The date of what a group tells: the nearest date phrase of its clause, resolved by its tense.
std::optional<Edtf> date_of(Context& context, std::size_t group);
/// The same for any stretch of the sentence.
std::optional<Edtf> date_between(Context& context, std::size_t begin, std::size_t end,
                                 DateSense sense);

/// The clause around a group: from its subject to the end of its complements.
Span clause_tokens(const Context& context, std::size_t group);

/// A state or organisation as an actor.
Actor actor_of_party(const std::string& code);

/// The finders of facts, in the order in which they run over a sentence.
void read_acts(Context& context);       ///< told by verbs
void read_deeds(Context& context);      ///< told by nouns
void read_talks(Context& context);      ///< negotiations told by their noun
void read_prospects(Context& context);  ///< whether an agreement exists or can be had
/// Acts that point at another one; `first`: where the statements of this sentence begin.
void read_echoes(Context& context, std::size_t first);
void read_traits(Context& context);
void read_clauses(Context& context, std::size_t first);
void read_quantities(Context& context);
void read_relations(Context& context);
void read_projects(Context& context);  ///< works promised, and how far they are
void read_remarks(Context& context);   ///< assessments, events
/// What is said of a treaty and is no act: views, warnings.
void read_opinions(Context& context, std::size_t first);
void read_measures(Context& context);  ///< sanctions, by whom, on whom
void read_asides(Context& context);    ///< secrecy, denials in passing, analysts

}  // namespace servanda

#endif  // SERVANDA_READER_CONTEXT_H_
