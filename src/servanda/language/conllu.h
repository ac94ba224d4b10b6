// Treebanks in CoNLL-U, the exchange format of Universal Dependencies: read and printed.
//
//   auto sentences = parse_conllu("1\tIran\t_\t_\tNNP\t_\t2\tnsubj\t_\t_\n…\n");
//   sentences->front().words[0].head        // 1: the index of the second word
//
// One line a word with ten columns, a blank line after each sentence. Empty nodes ("3.1") are left
// out; lines of multiword tokens ("2-3") only say which words are written together.
// Source: https://universaldependencies.org/format.html
#ifndef SERVANDA_LANGUAGE_CONLLU_H_
#define SERVANDA_LANGUAGE_CONLLU_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"

namespace servanda {

struct ConlluWord {
  std::string form = {};
  std::string tag = {};  ///< column XPOS
  int head = -1;         ///< index of the governing word; -1: the root of the sentence
  std::string relation = {};
  bool space_after = true;  ///< of the multiword token, for its last word; false inside one
};

struct ConlluSentence {
  std::string id = {};    ///< "# sent_id = …"
  std::string text = {};  ///< "# text = …"
  bool opens_paragraph = false;
  bool opens_document = false;
  std::vector<ConlluWord> words = {};
};

/// err: parse with the line where columns are missing, ids do not count up or a head lies outside.
Result<std::vector<ConlluSentence>> parse_conllu(std::string_view text);

/// The universal tag (UPOS) that goes with a Penn tag in a relation: "IN" is SCONJ as "mark", else
/// ADP; a verb's tag is AUX as "aux" or "cop".
std::string_view universal_tag(std::string_view tag, std::string_view relation);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_CONLLU_H_
