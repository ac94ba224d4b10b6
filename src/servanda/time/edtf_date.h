// One date of an EDTF expression: a year, perhaps a month, season or day, with unspecified digits
// and qualifiers. The parts of parse_edtf() that stand between "/", "," and "..".
//
//   Scanner scanner("2004-?06~-1X/..");
//   EdtfDate date = *scan_edtf_date(scanner);   // the scanner stands at "/"
//   date.text()                                 // "2004~-%06-1X": the form ISO 8601-2 prefers
//   date.earliest, date.latest                  // 2004-06-10, 2004-06-19 as day numbers
//
// Not for other rooms: use edtf.h.
#ifndef SERVANDA_TIME_EDTF_DATE_H_
#define SERVANDA_TIME_EDTF_DATE_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/time/scanner.h"

namespace servanda {

/// What is said about a year, month or day: a set of two bits. "%" is both.
enum class Qualifier : unsigned char { none = 0, uncertain = 1, approximate = 2, both = 3 };

struct EdtfDate {
  /// As written, without qualifiers; views into the text that was read. Empty where absent.
  std::array<std::string_view, 3> parts;
  std::array<Qualifier, 3> qualifiers = {Qualifier::none, Qualifier::none, Qualifier::none};
  /// Both included; see civil.h. The years may be far beyond those of a Day.
  std::int64_t earliest = 0;
  std::int64_t latest = 0;
  /// Some digit is written X.
  bool unspecified = false;
  /// The lowest level of Annex A that has such a date.
  int level = 0;

  /// With the qualifiers in the preferred order of ISO 8601-2, 8.2.4: complete before group
  /// before individual, none twice.
  std::string text() const;
};

/// Reads a date and stops behind it. err: parse, naming the place.
Result<EdtfDate> scan_edtf_date(Scanner& scanner);

}  // namespace servanda

#endif  // SERVANDA_TIME_EDTF_DATE_H_
