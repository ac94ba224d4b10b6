// Coming days, changes, and a treaty's way through one state's procedure, as text, JSON and
// iCalendar.
#ifndef SERVANDA_RENDER_WATCH_H_
#define SERVANDA_RENDER_WATCH_H_

#include <string>
#include <vector>

#include "servanda/model/json.h"
#include "servanda/query/watch.h"
#include "servanda/render/style.h"

namespace servanda {

std::string render_days(const std::vector<ComingDay>& days, const TextStyle& style);
Json days_to_json(const std::vector<ComingDay>& days);
/// RFC 5545: an all-day event a line under the name `title`, each with an alarm, earlier for a last
/// day on which somebody can act. `stamp` is the time of making: the same answer gives the same
/// bytes. Days are written out one by one: recurrence rules are wrong at ends of months.
std::string days_to_calendar(const std::vector<ComingDay>& days, const std::string& title,
                             Day stamp);

std::string render_changes(const std::vector<Change>& changes, const TextStyle& style);
Json changes_to_json(const std::vector<Change>& changes);

void add_pathway(Page& page, const PathwayAnswer& pathway);
std::string render_pathway(const PathwayAnswer& pathway, const TextStyle& style);
Json pathway_to_json(const PathwayAnswer& pathway);

}  // namespace servanda

#endif  // SERVANDA_RENDER_WATCH_H_
