// The built pages (web/dist), held in memory: a request can reach nothing else on the disk.
#ifndef SERVANDA_HTTP_PAGES_H_
#define SERVANDA_HTTP_PAGES_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "servanda/http/message.h"

namespace servanda {

class Pages {
 public:
  /// Every file below `folder`; a folder that is empty, or not there, gives pages that say how to
  /// build them.
  static Pages load(const std::string& folder);

  bool built() const { return !files_.empty(); }
  /// A file by its path ("/assets/index-a1b2.js"), or the one page for every address of a view;
  /// nothing where a file is asked for that is not there.
  std::optional<HttpResponse> find(const HttpRequest& request, std::string_view path) const;

 private:
  struct File {
    std::string content_type;
    std::string etag;
    std::shared_ptr<const std::string> bytes;
    std::shared_ptr<const std::string> gzipped;  ///< null where it would not be smaller
  };
  HttpResponse response_of(const HttpRequest& request, const File& file, bool lasting) const;
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace servanda

#endif  // SERVANDA_HTTP_PAGES_H_
