// What is known about a document besides its text: its day, who published it, its language.
//
//   provenance_of("2025-03-26_tass.txt", text)     // the day from the file's name
//   provenance_of("a.txt", "Date: 26 March 2025\n\nMOSCOW - …")   // from the head of the text
//
// A list beside the documents says most ("index.tsv" with the columns file, published, publisher,
// lang), then the first lines of the text, then the file's name. A dateline within the text goes
// before all of these when the document is read (dateline.h).
#ifndef SERVANDA_READER_PROVENANCE_H_
#define SERVANDA_READER_PROVENANCE_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/time/day.h"

namespace servanda {

struct Provenance {
  std::optional<Day> published = {};
  std::string publisher = {};
  std::string language = {};
  std::string title = {};

  /// Takes from `other` what is not known here.
  void complete(const Provenance& other);
};

/// By the first lines of the text ("Date: …", "Published: …", "Source: …"; at most eight), and by
/// the file's name. Days in a name are written 2025-03-26, 2025_03_26 or 20250326.
Provenance provenance_of(std::string_view file_name, std::string_view utf8);

/// A list of documents: columns separated by tabs, told by their names in the first line. Rows
/// without a day that can be read know no day.
/// err: parse where no column is called "file".
Result<std::map<std::string, Provenance, std::less<>>> read_provenance_list(std::string_view tsv);

}  // namespace servanda

#endif  // SERVANDA_READER_PROVENANCE_H_
