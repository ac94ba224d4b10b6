// gzip (RFC 1952), by zlib.
#ifndef SERVANDA_HTTP_GZIP_H_
#define SERVANDA_HTTP_GZIP_H_

#include <string>
#include <string_view>

namespace servanda {

/// `level` 1 (fast) to 9 (small). The same bytes give the same bytes: no time stamp.
std::string gzip(std::string_view bytes, int level);

/// Does an Accept-Encoding header (RFC 9110, 12.5.3) take gzip? "gzip;q=0" does not.
bool accepts_gzip(std::string_view accept_encoding);

}  // namespace servanda

#endif  // SERVANDA_HTTP_GZIP_H_
