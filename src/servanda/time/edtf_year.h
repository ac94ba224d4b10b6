// The year of an EDTF date: four digits, some of them unspecified, or a long year after "Y".
//
//   "2004"  "-1985"  "156X"  "1950S2" (1900 … 1999)  "Y170000002"  "Y-17E7"  "Y3388E2S3"
//   "-0000" "Y1985" "-01XX"            // refused, each with the reason
//
// Not for other rooms: use edtf.h.
#ifndef SERVANDA_TIME_EDTF_YEAR_H_
#define SERVANDA_TIME_EDTF_YEAR_H_

#include <cstdint>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/time/scanner.h"

namespace servanda {

/// Does `value`, written in as many digits, fit a text in which X stands for any digit?
bool fits_mask(std::string_view mask, std::int64_t value);

struct EdtfYear {
  std::string_view text;  ///< as written, without qualifiers
  std::int64_t first = 0;
  std::int64_t last = 0;    ///< included; equal to `first` unless digits are unspecified
  bool masked = false;      ///< some digit is X: not every year from first to last fits
  bool takes_month = true;  ///< long years and those with significant digits stand alone
  int level = 0;
};

/// Reads a year without its qualifiers. Years of more than fifteen digits are refused: no calendar
/// counts them. err: parse.
Result<EdtfYear> scan_edtf_year(Scanner& scanner);

}  // namespace servanda

#endif  // SERVANDA_TIME_EDTF_YEAR_H_
