// Documents of many formats to the running text that is read.
//
//   Result<DocumentText> document = read_document(bytes);
//   document->format, document->text        // DocumentFormat::html, "# Article 1\nThe Parties …"
//   read_document("%PDF-1.4 …")             // Error, where the pages hold no text or are encrypted
//
// Plain text and Markdown stay byte for byte (after decoding), so that spans point into the file.
// Of other formats the text is what is left without their marks: one line a paragraph, headings
// behind "# ". Spans then point into that text, which `--into` keeps beside the register; where
// each stands in the file itself is told by source(): bytes of the HTML or XML file, of the part of
// a DOCX that is named, and the page of a PDF (its text is what pdftotext prints, byte for byte).
//
// Limits: 64 MB of HTML, XML or unpacked DOCX; DOCX that unpacks to more than 200 times its size is
// refused; XML with a document type or entities of its own is refused (no such thing is needed, and
// both are ways to attack). PDF goes through the program pdftotext (poppler-utils) in a child
// process with 20 s of processor time, 60 s in all, 1 GB of memory and 64 MB of text.
#ifndef SERVANDA_READER_DOCUMENT_H_
#define SERVANDA_READER_DOCUMENT_H_

#include <optional>
#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/reader/source_map.h"

namespace servanda {

enum class DocumentFormat { text, html, xml, docx, pdf };
std::string_view to_text(DocumentFormat format);

struct DocumentText {
  DocumentFormat format = DocumentFormat::text;
  std::string text = {};      ///< UTF-8
  std::string encoding = {};  ///< of the bytes, as decode.h names it
  std::string part = {};      ///< of an archive: the file within it that places point into
  SourceMap places = {};
  bool placed = true;  ///< false where broken bytes were replaced, so that no place can be told

  /// The bytes of the file (of its part) behind a span of the text. Nothing for a PDF, and where
  /// broken bytes were replaced.
  std::optional<Span> source(Span span) const;
  /// Do places in the text differ from those in the file?
  bool converted() const;
  /// Of a PDF, from 1; 0 for other formats.
  std::size_t page(std::size_t offset) const;
};

/// Text and where each piece of it came from.
struct ConvertedText {
  std::string text = {};
  SourceMap places = {};
};

/// What the bytes are, by their first ones.
DocumentFormat format_of(std::string_view bytes);

/// err: parse (empty, binary, encrypted, without text, malformed, over a limit), internal.
Result<DocumentText> read_document(std::string_view bytes);

// Each format by itself; `utf8` is decoded.
Result<ConvertedText> text_of_html(std::string_view utf8);
/// Akoma Ntoso, and XML that names its articles and headings in a like way (ToTA).
Result<ConvertedText> text_of_xml(std::string_view utf8);
/// Places are bytes of word/document.xml.
Result<ConvertedText> text_of_docx(std::string_view bytes);
Result<std::string> text_of_pdf(std::string_view bytes);

inline constexpr std::size_t kLargestMarkup = std::size_t{64} << 20U;

}  // namespace servanda

#endif  // SERVANDA_READER_DOCUMENT_H_
