// Dispatches as they arrive: RSS and Atom feeds, mailboxes, single files.
//
//   Result<std::vector<FeedItem>> items = read_feed(bytes);    // RSS 2.0, Atom (RFC 4287), RDF
//   read_feed("<html>…")                                       // Error: parse, "no feed: …"
//   read_mailbox(bytes)                                        // mbox (RFC 4155), RFC 5322, MIME
//
// What a stranger sends is read with limits: no entities or addresses are followed, nesting and
// sizes are bounded, markup becomes text.
#ifndef SERVANDA_EXCHANGE_FEED_H_
#define SERVANDA_EXCHANGE_FEED_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/time/day.h"

namespace servanda {

struct FeedItem {
  std::string id = {};  ///< guid, atom:id, Message-ID, else the address; may be empty
  std::string title = {};
  std::string url = {};
  std::string publisher = {};  ///< title of the feed; sender of a message
  std::optional<Day> published = {};
  std::string text = {};  ///< plain text, the title first
};

/// err: parse: no well-formed XML, or no feed (naming what it is).
Result<std::vector<FeedItem>> read_feed(std::string_view bytes);

/// Messages of an mbox, or one message. Attachments are left out.
/// err: parse: no message begins.
Result<std::vector<FeedItem>> read_mailbox(std::string_view bytes);

/// Markup to text: tags dropped, blocks on lines of their own, character references resolved.
std::string text_of_markup(std::string_view markup);

/// "Wed, 26 Mar 2025 10:00:00 +0300" (RFC 822, RFC 5322): the day at the place of writing.
std::optional<Day> mail_day(std::string_view text);

}  // namespace servanda

#endif  // SERVANDA_EXCHANGE_FEED_H_
