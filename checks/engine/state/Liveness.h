//===- Liveness.h - What can still be read, and what matters ----*- C++ -*-===//
//
// Backward dataflow over the events of one function: what no later event can
// read need not tell worlds apart, and where nothing can go wrong any more
// nothing need be simulated. Must not know worlds.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_LIVENESS_H
#define THREADPOOL_TIDY_ENGINE_LIVENESS_H

namespace threadpool {

struct FunctionBody;
struct LiveSets;

/// Fills ReachesApi and ReachesDeath of each block.
void computeRelevance(FunctionBody &Body);

/// The live sets of \p Body as a root or in the context of a caller; computed
/// when first asked for. Variables whose address is taken, or whose destructor
/// an exception may run, are not indexed: they are always live.
const LiveSets &liveSets(const FunctionBody &Body, bool AsRoot);

} // namespace threadpool

#endif
