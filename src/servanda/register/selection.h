// The part of a journal that bears on some treaties, taken out of its index. Inside the room.
#ifndef SERVANDA_REGISTER_SELECTION_H_
#define SERVANDA_REGISTER_SELECTION_H_

#include <string>
#include <vector>

#include "servanda/journal/index.h"
#include "servanda/model/register.h"

namespace servanda {

/// The statements of the treaties named, of every treaty connected with them by their words, and of
/// no treaty; the sources that these name; everything else that is no statement. All in the order
/// of the register. The index must be without errors and without decisions. Linear in the index;
/// only what is chosen is read with its words.
Register select_about(const JournalIndex& index, const std::vector<std::string>& treaties);

}  // namespace servanda

#endif  // SERVANDA_REGISTER_SELECTION_H_
