// Letters of different scripts that look the same: "Рutin" with a Cyrillic Р. Inside the room.
//
// Source: Unicode Technical Standard 39 (confusables, restriction levels), as ICU implements it.
#ifndef SERVANDA_JOURNAL_LOOK_ALIKES_H_
#define SERVANDA_JOURNAL_LOOK_ALIKES_H_

#include <optional>
#include <string>
#include <string_view>

#include "servanda/base/text.h"

namespace servanda {

/// The first word of the line in which letters of scripts stand together that are not written
/// together ("highly restrictive" level: Latin beside Chinese, Japanese and Korean is usual). Costs
/// nothing where the line is ASCII.
std::optional<Span> find_mixed_word(std::string_view line);

/// Two texts that a reader could take for each other have the same skeleton.
std::string skeleton_of(std::string_view text);

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_LOOK_ALIKES_H_
