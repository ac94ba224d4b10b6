// A sentence cut into what its frames need: actors, treaties, deeds, laws, instruments, dates.
//
//   Sentence sentence = analyse(tokens, memory);
//   // "Iran's Majlis ratified the treaty with Russia on May 21"
//   //  actor Majlis (IRN) · [ratified] · treaty t1 · date
//
// Phrases do not overlap and stand in order. A treaty phrase swallows the names inside it; lists
// ("Estonia, Latvia and Lithuania") are one phrase with several actors.
#ifndef SERVANDA_READER_PHRASES_H_
#define SERVANDA_READER_PHRASES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/language/dates_in_text.h"
#include "servanda/language/lexicon.h"
#include "servanda/language/tokens.h"
#include "servanda/model/statement.h"
#include "servanda/reader/memory.h"

namespace servanda {

enum class PhraseKind { actor, treaty, deed, law, instrument, date };

struct Phrase {
  PhraseKind kind = PhraseKind::actor;
  std::size_t begin = 0, end = 0;  ///< tokens; an article before it is included
  std::vector<Actor> actors = {};  ///< actor
  bool person = false;             ///< actor: a named or titled person
  bool adjective = false;          ///< actor: "Russian …" before something unknown
  bool genitive = false;           ///< actor: "Russia's"; `end` is behind the 's
  bool place = false;              ///< actor: stands after in, at, near …
  bool pronoun = false;
  std::string place_name = {};             ///< "Moscow", where it can be a place
  std::vector<std::size_t> treaties = {};  ///< treaty, deed, law: which
  bool plain_anaphor = false;              ///< treaty: nothing but "it" or "the document"
  bool enacts = false;               ///< law: "denouncing the treaty": once signed, it is done
  bool revokes = false;              ///< law: "revoking its ratification"
  bool topic_open = false;           ///< law: "the bill": what it is about, the text tells
  bool indefinite = false;           ///< treaty: "a treaty", "agreements": nothing yet perhaps
  std::optional<ActType> deed = {};  ///< deed, law: what
  std::optional<DatePhrase> date = {};
  std::string preposition = {};  ///< right before it, else empty
};

struct Sentence {
  std::string_view text;  ///< of the whole document
  std::vector<Token> tokens = {};
  std::vector<const WordInfo*> words = {};
  std::vector<Phrase> phrases = {};
  std::vector<int> phrase_at = {};  ///< for each token the phrase that covers it, or -1
  std::size_t begin = 0;            ///< first token that belongs to the sentence proper

  Span span(std::size_t first, std::size_t end) const {
    if (first >= end || end > tokens.size()) return {};
    return {tokens[first].span.begin, tokens[end - 1].span.end};
  }
  std::string_view words_of(std::size_t first, std::size_t end) const {
    return span(first, end).of(text);
  }
  bool is(std::size_t at, std::string_view lower) const {
    return at < tokens.size() && tokens[at].lower == lower;
  }
  const Phrase* phrase(std::size_t at) const {
    if (at >= phrase_at.size() || phrase_at[at] < 0) return nullptr;
    return &phrases[static_cast<std::size_t>(phrase_at[at])];
  }
};

/// Tokens to phrases; treaties are looked up in the memory and added to it.
Sentence analyse(std::string_view text, std::vector<Token> tokens, Memory& memory);

/// The actor, or the actors of one office ("Presidents Putin and Xi"), that begin at a token.
struct ActorSpan {
  std::size_t end = 0;
  Phrase phrase;
};
std::optional<ActorSpan> find_actor(const Sentence& sentence, std::size_t at, const Memory& memory);

/// Treaty mentions of a sentence, by their tokens, in order. `actors` are not known yet.
struct TreatySpan {
  std::size_t begin = 0, head = 0, end = 0;
  TreatyMention mention;
  bool owner_is_subject = false;       ///< "its treaty with …"
  bool with_only = false;              ///< "treaty with Iran": the other party is still to be found
  std::vector<std::string> each = {};  ///< "conventions with A and B": one treaty with each
};
std::vector<TreatySpan> find_treaties(const Sentence& sentence, const Memory& memory);

/// The states and organisations named between two tokens, in order, without repetition.
std::vector<std::string> find_parties(const Sentence& sentence, std::size_t begin, std::size_t end);

}  // namespace servanda

#endif  // SERVANDA_READER_PHRASES_H_
