// The parts of an act: who does it, before whom, where, for how long.
//
// Inside the room: acts.cc (verbs), deeds.cc (nouns) and echoes.cc (what is told by analogy) share
// them.
#ifndef SERVANDA_READER_ACT_PARTS_H_
#define SERVANDA_READER_ACT_PARTS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "servanda/reader/context.h"

namespace servanda {

bool is_legislative(const std::vector<Actor>& actors);
/// A body before which things come: chamber, legislature, committee, court, organisation.
bool is_body(const Actor& actor);

/// Those of an actor phrase or a pronoun who may act: no outlet, no analyst.
std::vector<Actor> doers(const Phrase& phrase);

/// "by the Duma" among the complements.
std::vector<Actor> agent(const Sentence& sentence, const Complements& complements);

/// Whose deed or instrument a phrase tells: "Russia's withdrawal", "the ratification by the Duma",
/// "its accession".
std::vector<Actor> owner_of(const Context& context, const Phrase& deed);

/// The institution to or before which something is brought.
std::optional<Actor> body_among(const Sentence& sentence, const Complements& complements);

std::string place_between(const Sentence& sentence, std::size_t begin, std::size_t end);

/// "for another five years", "by two years".
std::optional<Period> period_between(const Sentence& sentence, std::size_t begin, std::size_t end);

/// The parties of a treaty that has two, as actors; empty for others.
std::vector<Actor> both_parties(const Memory& memory, std::size_t treaty);

/// What is told as done but dated ahead has not happened.
void mind_the_future(const Memory& memory, const std::optional<Edtf>& on, Stance& stance);

/// "it", "they", "he" of the sentences to come.
void remember_actors(Memory& memory, const std::vector<Actor>& by);

}  // namespace servanda

#endif  // SERVANDA_READER_ACT_PARTS_H_
