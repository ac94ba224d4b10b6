// How two datings may lie to each other in time: Allen's relations, coarsened to six, three-valued.
//
//   Relations r = relations(*parse_edtf("1985~"), *parse_edtf("199X"));
//   r.before                                   // Truth::yes: 1985 is over before the nineties
//   relations(*parse_edtf("1985"), *parse_edtf("1985-01-01")).contains   // Truth::possibly
//   relations(*parse_edtf("1985"), *parse_edtf("1985-01-01")).overlaps   // Truth::no
//
// A dating is read as "sometime during": something that lasted one day or more, all of it within
// the bounds. So containing, lying within and overlapping are never certain: both may have lasted
// one day. Open and unknown ends have no limit. Not told apart: meets from before, starts and
// finishes from within. J. F. Allen, CACM 26 (1983) 832-843.
#ifndef SERVANDA_TIME_RELATIONS_H_
#define SERVANDA_TIME_RELATIONS_H_

#include <string>

#include "servanda/time/edtf.h"

namespace servanda {

/// For each relation of a to b: `no` impossible, `possibly` in some case, `yes` in every case.
/// At least one is not `no`; when one is `yes`, all others are `no`.
struct Relations {
  Truth before = Truth::no;    ///< a is over before b begins
  Truth after = Truth::no;     ///< a begins after b is over
  Truth equal = Truth::no;     ///< the same days
  Truth contains = Truth::no;  ///< all days of b and more
  Truth within = Truth::no;    ///< all days of a are days of b, which has more
  Truth overlaps = Truth::no;  ///< common days, and each has days of its own
  friend bool operator==(const Relations&, const Relations&) = default;
};

Relations relations(const Edtf& a, const Edtf& b);

/// "before" when it is certain, else the possible ones: "possibly after, equal, contains".
std::string to_text(const Relations& relations);

}  // namespace servanda

#endif  // SERVANDA_TIME_RELATIONS_H_
