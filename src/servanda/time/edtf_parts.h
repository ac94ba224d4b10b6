// The parts of an EDTF date, each with what is said about it.
//
//   parts_of(*parse_edtf("2004?-06-~1X"))
//   // year "2004" uncertain · month "06" · day "1X" approximate, unspecified
//   parts_of(*parse_edtf("2004/2006"))       // nothing: an interval has dates, not parts
#ifndef SERVANDA_TIME_EDTF_PARTS_H_
#define SERVANDA_TIME_EDTF_PARTS_H_

#include <string>
#include <vector>

#include "servanda/time/edtf.h"

namespace servanda {

struct EdtfPart {
  enum class Kind { year, month, season, day };  ///< season: also quarters, thirds and halves
  Kind kind = Kind::year;
  std::string text;  ///< as written, without qualifiers: "2004", "1X", "1950S2"
  bool uncertain = false, approximate = false, unspecified = false;
  friend bool operator==(const EdtfPart&, const EdtfPart&) = default;
};
/// "year", "month", "season", "day".
std::string_view to_text(EdtfPart::Kind kind);

/// One to three parts of a single date (a time of day is none); nothing for intervals and sets.
std::vector<EdtfPart> parts_of(const Edtf& date);

}  // namespace servanda

#endif  // SERVANDA_TIME_EDTF_PARTS_H_
