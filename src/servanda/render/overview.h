// News, states, sources and statements as JSON, and news as an Atom feed.
#ifndef SERVANDA_RENDER_OVERVIEW_H_
#define SERVANDA_RENDER_OVERVIEW_H_

#include <string>
#include <vector>

#include "servanda/model/json.h"
#include "servanda/query/overview.h"

namespace servanda {

Json news_to_json(const std::vector<NewsItem>& news);
Json sources_to_json(const std::vector<SourceRecord>& sources);
Json statements_to_json(const std::vector<RecordedStatement>& statements);

/// RFC 4287, one entry a treaty and day. Ids are made of the content: the same news keep their id.
/// `self` is the feed's own address, `page` what stands before a treaty's id in the address of its
/// page, `until` the last day looked at.
std::string news_to_atom(const std::vector<NewsItem>& news, const std::string& title,
                         const std::string& self, const std::string& page, Day until);

}  // namespace servanda

#endif  // SERVANDA_RENDER_OVERVIEW_H_
