#include "servanda/reader/document.h"

#include "servanda/language/decode.h"
#include "servanda/language/tokens.h"

namespace servanda {
namespace {

/// Does the beginning hold the word, in either case?
bool begins_with_tag(std::string_view head, std::string_view tag) {
  return to_lower(head).find(tag) != std::string::npos;
}

}  // namespace

std::string_view to_text(DocumentFormat format) {
  switch (format) {
    case DocumentFormat::text:
      return "text";
    case DocumentFormat::html:
      return "html";
    case DocumentFormat::xml:
      return "xml";
    case DocumentFormat::docx:
      return "docx";
    case DocumentFormat::pdf:
      return "pdf";
  }
  return "text";
}

DocumentFormat format_of(std::string_view bytes) {
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return DocumentFormat::pdf;
  if (bytes.starts_with("PK\x03\x04")) return DocumentFormat::docx;
  std::string_view head = bytes.substr(0, 2048);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || head[first] != '<') return DocumentFormat::text;
  head.remove_prefix(first);
  if (begins_with_tag(head, "<!doctype html") || begins_with_tag(head, "<html") ||
      begins_with_tag(head, "<head") || begins_with_tag(head, "<body")) {
    return DocumentFormat::html;
  }
  if (begins_with_tag(head, "<?xml") || begins_with_tag(head, "<akomantoso") ||
      begins_with_tag(head, "<treaty") || begins_with_tag(head, "<!doctype")) {
    return DocumentFormat::xml;
  }
  return begins_with_tag(head, "<div") || begins_with_tag(head, "<p") ? DocumentFormat::html
                                                                      : DocumentFormat::text;
}

Result<Document> read_document(std::string_view bytes) {
  Document document;
  document.format = format_of(bytes);
  if (document.format == DocumentFormat::pdf) {
    SERVANDA_ASSIGN_OR_RETURN(document.text, text_of_pdf(bytes));
    document.encoding = "UTF-8";
  } else if (document.format == DocumentFormat::docx) {
    SERVANDA_ASSIGN_OR_RETURN(document.text, text_of_docx(bytes));
    document.encoding = "UTF-8";
  } else {
    if (document.format != DocumentFormat::text && bytes.size() > kLargestMarkup) {
      return Error{Code::parse, "more than 64 MB of markup", "give the text alone"};
    }
    SERVANDA_ASSIGN_OR_RETURN(DecodedText decoded, decode(bytes));
    document.encoding = decoded.encoding;
    if (document.format == DocumentFormat::text) {
      document.text = std::move(decoded.utf8);
    } else {
      SERVANDA_ASSIGN_OR_RETURN(document.text, document.format == DocumentFormat::html
                                                   ? text_of_html(decoded.utf8)
                                                   : text_of_xml(decoded.utf8));
    }
  }
  if (document.text.find_first_not_of(" \t\r\n\f") == std::string::npos) {
    return Error{Code::parse, "the document is empty",
                 document.format == DocumentFormat::pdf
                     ? "its pages may be pictures: run them through character recognition first"
                     : "give a document with text"};
  }
  return document;
}

}  // namespace servanda
