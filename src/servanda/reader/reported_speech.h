// Who says what, found in the tree of a sentence.
//
//   SpeechReading reading;
//   read_reported_speech(text, tree, true, reading);
//   // "Tehran has denied that it signed, TASS said."
//   //   cue "said" · source "TASS" · content "Tehran has denied that it signed"
//   //   cue "has denied" · source "Tehran" · content "that it signed"
//
// Saying, thinking, wanting and showing count alike; `lemma` tells them apart. Only what the words
// and the tree carry: a source that is not named in the sentence stays empty. Verbs and where their
// content stands are a table, reporting.tsv.
#ifndef SERVANDA_READER_REPORTED_SPEECH_H_
#define SERVANDA_READER_REPORTED_SPEECH_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/text.h"
#include "servanda/language/parse.h"

namespace servanda {

struct ReportedSpeech {
  Span cue;                         ///< with its auxiliaries: "has not said", "according to"
  std::optional<Span> source = {};  ///< the whole noun phrase
  std::vector<Span> content = {};   ///< one or more parts, in order; never empty
  std::string lemma = {};           ///< "say"; "according to"
  int cue_word = -1;                ///< its head, in the tree
  int source_word = -1;
  bool negated = false;    ///< "did not say"
  bool own_voice = false;  ///< the source is "I", "we" or "you": the author, or somebody quoted
  bool nested = false;     ///< stands in the content of another: "X said Y *denied* Z"
};

/// What a text reports, read sentence by sentence.
struct SpeechReading {
  std::vector<ReportedSpeech> found = {};  ///< in the order of the sentences and their cues
  bool quotation_open = false;             ///< a quotation goes on in the next sentence
  std::optional<Span> quotation = {};      ///< of this paragraph, the last one
  std::optional<std::size_t> speech = {};  ///< whose words a further quotation goes on with
};

/// Adds what one sentence reports. What stands inside a quotation is the quoted person's own and is
/// left out. A quotation that takes several sentences is
/// one content; one that goes on behind "he said." is added to his.
void read_reported_speech(std::string_view text, const Tree& tree, bool opens_paragraph,
                          SpeechReading& reading);

}  // namespace servanda

#endif  // SERVANDA_READER_REPORTED_SPEECH_H_
