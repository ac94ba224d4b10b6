// What both keepers ask of a batch before they take it in. Inside the room.
#ifndef SERVANDA_REGISTER_BATCH_H_
#define SERVANDA_REGISTER_BATCH_H_

#include <string>
#include <string_view>
#include <vector>

#include "servanda/register/keeper.h"

namespace servanda {

/// Clocks of machines that share a register differ by as much; more is a clock that went back.
inline constexpr std::chrono::minutes kClockSlack{5};

/// The mark with its key filled in and its instant not before `last`.
/// err: conflict: the clock is behind the last batch by more than kClockSlack.
Result<BatchMark> settled_mark(const Batch& batch, std::optional<Instant> last);

/// The text of the batch with its mark before it.
std::string marked_text(const BatchMark& mark, const std::string& text);

/// Faults that the last file of a register has brought with it: its own, and decisions that came
/// too late. err: parse, conflict.
Status sound_with(const LoadedRegister& loaded, std::size_t file, const std::string& name);

/// The marks of a text, without reading the rest.
std::vector<BatchMark> marks_in(std::string_view text);

/// "documents/a.txt": relative, plain, without "..". err: invalid_argument.
Status check_document_path(const std::string& path);

}  // namespace servanda

#endif  // SERVANDA_REGISTER_BATCH_H_
