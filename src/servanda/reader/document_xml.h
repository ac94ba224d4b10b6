// What the readers of XML share. Inside the room.
#ifndef SERVANDA_READER_DOCUMENT_XML_H_
#define SERVANDA_READER_DOCUMENT_XML_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/reader/document.h"

namespace servanda {

inline constexpr std::size_t kDeepestXml = 200;

/// How deep elements stand in each other, before anything is built. err: parse for a document
/// type or entities.
Result<std::size_t> depth_of_xml(std::string_view utf8);

/// word/document.xml of a DOCX: one line a paragraph.
Result<ConvertedText> text_of_word_xml(std::string_view utf8);

}  // namespace servanda

#endif  // SERVANDA_READER_DOCUMENT_XML_H_
