// Text as XML and HTML may hold it.
//
//   xml_escaped("a < b & \"c\"")     // "a &lt; b &amp; &quot;c&quot;"
#ifndef SERVANDA_BASE_XML_H_
#define SERVANDA_BASE_XML_H_

#include <string>
#include <string_view>

namespace servanda {

/// For elements and attributes: signs of the mark-up escaped, control characters that XML forbids
/// left out.
std::string xml_escaped(std::string_view text);

}  // namespace servanda

#endif  // SERVANDA_BASE_XML_H_
