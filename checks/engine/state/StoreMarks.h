//===- StoreMarks.h - What the places of a store hold -----------*- C++ -*-===//
//
// Answers for the store that was asked for last: neighbouring worlds differ in
// their objects and seldom in their stores.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_STOREMARKS_H
#define THREADPOOL_TIDY_ENGINE_STOREMARKS_H

#include "engine/state/World.h"

namespace threadpool {

class StoreMarks {
public:
  explicit StoreMarks(ValueFactory &Values) : Values(Values) {}

  /// The values that some place of \p Store holds ...
  const ValueMarks &held(const World::StoreMap &Store) {
    if (isNew(Store, HeldOf)) {
      Held.emplace(Values, ValueMarks::Purpose::Held);
      for (const auto &[Place, What] : Store)
        Held->add(What);
    }
    return *Held;
  }
  /// ... and those that these, and the places, are made of as well.
  const ValueMarks &named(const World::StoreMap &Store) {
    if (isNew(Store, NamedOf)) {
      Named.emplace(Values, ValueMarks::Purpose::Named);
      for (const auto &[Place, What] : Store) {
        Named->addParts(What);
        Named->addParts(Place);
      }
    }
    return *Named;
  }

private:
  static bool isNew(const World::StoreMap &Store,
                    std::optional<World::StoreMap> &Last) {
    if (Last && Last->getRootWithoutRetain() == Store.getRootWithoutRetain())
      return false;
    Last = Store; // held on to, so that no other gets its address
    return true;
  }

  ValueFactory &Values;
  std::optional<World::StoreMap> HeldOf, NamedOf;
  std::optional<ValueMarks> Held, Named;
};

} // namespace threadpool

#endif
