// What a document has told so far: its day and place, its persons, its treaties.
//
// The sentences are read one by one; this is all that one leaves to the next.
#ifndef SERVANDA_READER_MEMORY_H_
#define SERVANDA_READER_MEMORY_H_

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "servanda/base/text.h"
#include "servanda/model/statement.h"
#include "servanda/reader/grounds.h"
#include "servanda/time/day.h"
#include "servanda/time/edtf.h"

namespace servanda {

/// More treaties than any dispatch speaks of; what comes after is read without new treaties, so
/// that comparing each mention with all stays linear in the text.
inline constexpr std::size_t kMostTreaties = 64;
/// The same for statements of a document.
inline constexpr std::size_t kMostPersons = 2048;

/// A treaty of the document with everything that its mentions say.
struct KnownTreaty {
  TreatyFact fact;
  Span named;                   ///< the mention that names it best
  std::set<std::string> words;  ///< content words of its names
  std::optional<int> year;      ///< of its name: "the 2001 treaty"
  bool described_only = false;  ///< "a treaty on …", no name yet
  std::string adjective;        ///< the words before the head, lower case
  bool dropped = false;         ///< turned out to be no treaty
};

/// What a mention of a treaty looks like before it is known which treaty it is.
struct TreatyMention {
  Span span;
  std::string title;     ///< without article and possessive
  std::string form;      ///< empty for "the document"
  std::string modifier;  ///< lower-case words before the head, without years and states
  std::vector<std::string> parties;
  std::optional<int> year;
  std::string acronym;      ///< "(TEPA)" behind it, "known as CETA"
  bool definite = false;    ///< the, this, that, its
  bool indefinite = false;  ///< a, another, new
  bool proper = false;      ///< written as a name
  bool anaphor = false;     ///< nothing but "the treaty", "the document", "it"
  bool latter = false;      ///< that treaty, the latter
  bool alias = false;       ///< "known as CETA": another name for the treaty told last
  bool plural = false;
  bool earlier = false;     ///< "a previous pact", "the old treaty", "the 1950 alliance"
  std::string description;  ///< what is said of it in a clause, where it has no name
  std::string partner;      ///< "the Swiss protocol": a party, where a treaty with it is known
  bool own = false;         ///< "its own accord", "a similar treaty": another one of the kind
};

class Memory {
 public:
  std::optional<Day> day;               ///< of the document
  std::string home;                     ///< state of the dateline, ISO code
  std::optional<Edtf> told;             ///< the date told last
  std::optional<Actor> speaker;         ///< who was quoted last
  std::optional<Actor> person;          ///< he, she
  std::vector<Actor> actors;            ///< it, they: who acted last
  std::vector<Actor> chamber;           ///< the house that sits: the chamber named last
  std::vector<Actor> listed;            ///< "the four": those named together last
  std::vector<std::string> pair;        ///< the two countries
  bool quote_open = false;              ///< a quotation goes on from the sentence before
  std::optional<ActType> law;           ///< what "the bill" is about
  std::optional<ActType> leaving;       ///< what "the notice" is about: withdraw, terminate …
  std::set<std::string> leavers;        ///< whose leaving that is
  int provisions = 0;                   ///< for how many sentences more provisions may go on
  bool conditional = false;             ///< the sentence before told a condition
  std::vector<ActFact> last_acts;       ///< "the Senate followed": what was done last, by whom
  std::size_t since_last_acts = 0;      ///< sentences since the newest of them
  std::optional<ActFact> last_leaving;  ///< "has ruled out following suit": the step meant
  std::optional<ActFact> last_breach;   ///< "rejects the accusation": what was alleged last
  std::vector<std::pair<std::string, std::string>> projects;  ///< noun, name: "the pipeline"
  bool headline = false;
  /// What statements rest on, until they are put together: by grounds_key().
  std::map<std::string, Grounds> grounds;

  void remember_person(const Actor& person);
  /// By surname or full name, lower case.
  const Actor* find_person(std::string_view lower) const;
  /// The last named person in such an office of that state ("the president").
  const Actor* find_role(std::string_view state, std::string_view role) const;

  /// Which treaty is meant; a new one where none fits. nullopt: an anaphor without antecedent, or
  /// too many treaties.
  std::optional<std::size_t> resolve(const TreatyMention& mention);
  std::vector<KnownTreaty>& treaties() { return treaties_; }
  const std::vector<KnownTreaty>& treaties() const { return treaties_; }
  /// Do the letters begin the words of a treaty's name ("vfa": Visiting Forces Agreement)?
  bool known_by_initials(std::string_view lower) const;
  /// The treaty that "it" and "the treaty" mean now.
  std::optional<std::size_t> focus() const { return focus_; }
  void set_focus(std::size_t treaty) { focus_ = treaty; }
  /// The two treaties mentioned last, the older first; empty where there is but one.
  std::vector<std::size_t> last_two() const;
  void open_paragraph();

 private:
  double fit(const TreatyMention& mention, const KnownTreaty& known) const;
  std::size_t add(const TreatyMention& mention);
  void enrich(std::size_t index, const TreatyMention& mention);

  std::vector<KnownTreaty> treaties_;
  std::optional<std::size_t> focus_, latest_;
  std::vector<std::size_t> named_;  ///< in the order of their last mention, the newest at the end
  std::unordered_map<std::string, Actor> persons_;
  std::vector<Actor> roles_;
};

/// Words of a title that tell treaties apart, in lower case and singular.
std::set<std::string> content_words(std::string_view title);

}  // namespace servanda

#endif  // SERVANDA_READER_MEMORY_H_
