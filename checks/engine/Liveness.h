//===- Liveness.h - Which locals can still be read --------------*- C++ -*-===//
//
// Backward dataflow over the events of one function: what no later event can
// read need not tell worlds apart. Must not know worlds.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_LIVENESS_H
#define THREADPOOL_TIDY_ENGINE_LIVENESS_H

namespace threadpool {

struct FunctionBody;

/// Fills LiveIndex and each block's LiveIn. Variables whose address is taken
/// and variables of static storage are not indexed: they are always live.
void computeLiveness(FunctionBody &Body);

} // namespace threadpool

#endif
