// Allen's thirteen relations between two datings, each impossible, possible or certain.
//
//   AllenRelations r = allen(*parse_edtf("1964/2008"), *parse_edtf("1980/1990"));
//   r[Allen::contains]                         // Truth::yes
//   allen(*parse_edtf("2001-03-12/2002-04-05"), *parse_edtf("2002-04/2003"))   // overlaps or
//   meets… allen(*parse_edtf("../1980"), *parse_edtf("1985/.."))[Allen::before]       // Truth::yes
//
// An interval "a/b" begins on some day of a and ends on some day of b; "2001/2002" does not say
// which. A date that is no interval is something of one day or more within its bounds. An open end
// ("..") has no limit, an unknown one may lie anywhere. Qualifiers move nothing. Days are discrete:
// `meets` means that b begins on the day after a ends.
// J. F. Allen, CACM 26 (1983) 832-843.
#ifndef SERVANDA_TIME_ALLEN_H_
#define SERVANDA_TIME_ALLEN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "servanda/time/edtf.h"

namespace servanda {

enum class Allen : std::uint8_t {
  before,
  meets,
  overlaps,
  starts,
  during,
  finishes,
  equals,
  finished_by,
  contains,
  started_by,
  overlapped_by,
  met_by,
  after,
};
inline constexpr std::size_t kAllenRelations = 13;
/// "before", "finished-by".
std::string_view to_text(Allen relation);
/// The relation of b to a when this is that of a to b.
Allen inverse(Allen relation);

class AllenRelations {
 public:
  Truth operator[](Allen relation) const { return truths_[static_cast<std::size_t>(relation)]; }
  friend bool operator==(const AllenRelations&, const AllenRelations&) = default;

 private:
  friend AllenRelations allen(const Edtf& a, const Edtf& b);
  std::array<Truth, kAllenRelations> truths_ = {};
};

/// At least one relation is not `no`; when one is `yes`, all others are `no`. Constant time.
AllenRelations allen(const Edtf& a, const Edtf& b);

/// "contains", or "possibly overlaps, meets".
std::string to_text(const AllenRelations& relations);

}  // namespace servanda

#endif  // SERVANDA_TIME_ALLEN_H_
