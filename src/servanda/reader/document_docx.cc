// DOCX: a zip archive with one XML file that matters.
#include <zip.h>

#include <memory>

#include "servanda/reader/document.h"
#include "servanda/reader/document_xml.h"

namespace servanda {

Result<ConvertedText> text_of_docx(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return Error{Code::parse, "no zip archive", {}};
  zip_t* opened = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (opened == nullptr) {
    zip_source_free(source);
    return Error{Code::parse, "no readable zip archive, so no DOCX", {}};
  }
  const std::unique_ptr<zip_t, decltype(&zip_discard)> archive(opened, &zip_discard);
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat(archive.get(), "word/document.xml", 0, &stat) != 0 ||
      (stat.valid & ZIP_STAT_SIZE) == 0) {
    return Error{Code::parse, "the archive is no DOCX: word/document.xml is missing", {}};
  }
  constexpr std::size_t kMostTimes = 200;
  if (stat.size > kLargestMarkup ||
      stat.size / kMostTimes > std::max<std::size_t>(bytes.size(), std::size_t{1} << 16U)) {
    return Error{Code::parse, "the DOCX unpacks to too much",
                 "at most 64 MB, and 200 times its own size"};
  }
  const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(
      zip_fopen(archive.get(), "word/document.xml", 0), &zip_fclose);
  if (!file) return Error{Code::parse, "the DOCX cannot be unpacked", "is it encrypted?"};
  std::string xml(static_cast<std::size_t>(stat.size), '\0');
  std::size_t done = 0;
  while (done < xml.size()) {
    const zip_int64_t got = zip_fread(file.get(), xml.data() + done, xml.size() - done);
    if (got < 0) return Error{Code::parse, "the DOCX is damaged", {}};
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  xml.resize(done);
  return text_of_word_xml(xml);
}

}  // namespace servanda
