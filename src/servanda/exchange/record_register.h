// A treaty's clauses and acts as a small register, so that they can be asked with a proof.
#ifndef SERVANDA_EXCHANGE_RECORD_REGISTER_H_
#define SERVANDA_EXCHANGE_RECORD_REGISTER_H_

#include "servanda/exchange/bundle.h"
#include "servanda/model/register.h"

namespace servanda {

/// One statement for the clauses (source "clauses"), one for each act (source "acts"). What a
/// statement cannot say of a row becomes its nearest form: a definitive signature is the deposit of
/// an instrument of a kind that is not recorded.
/// `groups` become tables of the register, from a source "groups".
Register register_of(const TreatyRecord& record, const GroupTables& groups = {});

}  // namespace servanda

#endif  // SERVANDA_EXCHANGE_RECORD_REGISTER_H_
