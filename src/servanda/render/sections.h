// Pieces that several pages share. Inside the room: render.h is what others use.
#ifndef SERVANDA_RENDER_SECTIONS_H_
#define SERVANDA_RENDER_SECTIONS_H_

#include <vector>

#include "servanda/model/json.h"
#include "servanda/query/query.h"
#include "servanda/render/style.h"

namespace servanda {

Json backing_to_json(const Backing& backing);
Json lines_to_json(const std::vector<Line>& lines);

/// One line of a section with who says it, how surely, its references and the words behind it.
void add_line(Page& page, const Line& line);
void add_entry(Page& page, const TimelineEntry& entry);
/// Acts, then what follows under each reading, then what is claimed.
void add_life(Page& page, const TimelineAnswer& answer);
/// The numbered sources that the page has used so far.
void add_sources(Page& page);

}  // namespace servanda

#endif  // SERVANDA_RENDER_SECTIONS_H_
