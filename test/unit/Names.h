//===- Names.h - Names for places and values without an AST -----*- C++ -*-===//
//
// The engine tells declarations and statements apart by their addresses and,
// unless a test says otherwise, never looks behind them. So any address will
// do. Knows no law and tests nothing.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_UNIT_NAMES_H
#define THREADPOOL_TIDY_UNIT_NAMES_H

#include <cstddef>

namespace threadpool {

/// Declaration or statement number \p Index, by its address alone.
template <typename Node> const Node *name(std::size_t Index) {
  alignas(16) static const char Names[16 * 16] = {};
  return reinterpret_cast<const Node *>(Names + 16 * Index);
}

} // namespace threadpool

#endif
