// What stands at an address that the user named: a feed, a page, a dispatch. GET, HTTP/1.1.
//
//   Result<Fetched> feed = fetch("https://example.org/feed.xml", {});
//   fetch("https://example.org/feed.xml", {.etag = feed->etag})   // ->unchanged, where it is
//   fetch("ftp://example.org/", {})                // Error: invalid_argument
//   fetch("http://localhost:1/", {})               // Error: io, "… cannot be reached: …"
//
// Certificates and the names in them are checked against those that the system trusts. At most
// five redirections are followed, none from https to http; 16 MiB and 30 seconds are the limits.
#ifndef SERVANDA_HTTP_FETCH_H_
#define SERVANDA_HTTP_FETCH_H_

#include <chrono>
#include <cstddef>
#include <string>

#include "servanda/base/result.h"

namespace servanda {

struct FetchOptions {
  std::string etag = {};           ///< of what is there already …
  std::string last_modified = {};  ///< … and when that was changed
  std::size_t most = std::size_t{16} << 20U;
  std::chrono::milliseconds time = std::chrono::seconds(30);  ///< for each address on the way
};

struct Fetched {
  bool unchanged = false;  ///< 304: what is there already still stands, and nothing was sent
  std::string body = {};
  std::string content_type = {};  ///< without its parameters, in lower case
  std::string etag = {};
  std::string last_modified = {};
};

/// Is it to be fetched, rather than a file?
bool is_address(const std::string& place);

/// err: invalid_argument (no http or https address), io (cannot be reached, took too long, is too
/// large, another answer than 200 or 304).
Result<Fetched> fetch(const std::string& address, const FetchOptions& options);

}  // namespace servanda

#endif  // SERVANDA_HTTP_FETCH_H_
