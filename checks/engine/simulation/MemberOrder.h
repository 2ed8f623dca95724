//===- MemberOrder.h - Handles that end after what they use -----*- C++ -*-===//
//
// Finds handles among the members of a class whose callbacks use what is
// destroyed before the handle is: members that are declared after it, or those
// of a derived class. Reads bindings and footprints, and asks Simulation in
// which phase a destructor leaves the handle. Source: semantics.md, H36, H37.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_MEMBERORDER_H
#define THREADPOOL_TIDY_ENGINE_MEMBERORDER_H

#include "engine/source/CallGraph.h"
#include "engine/source/HandleTypes.h"
#include "engine/simulation/Simulation.h"

namespace threadpool {

class MemberOrder {
public:
  MemberOrder(ValueFactory &Values, CallbackBindings &Bindings,
              FunctionSource &Functions, const CallGraph &Calls,
              const ThreadpoolApi &Api, Simulation &Study)
      : Values(Values), Bindings(Bindings), Functions(Functions), Calls(Calls),
        Api(Api), Study(Study) {}

  /// One finding for each handle, in no order.
  std::vector<Finding> find();

private:
  struct Use {
    const clang::FieldDecl *Field;
    std::vector<StoryStep> Way;
  };

  void judge(const Binding &B, const Location *Place,
             const clang::FieldDecl *Handle, const Footprint &Its,
             std::vector<Finding> &Into);
  void judgeBeside(const Binding &B, const Location *Place,
                   const Location *Context, const Footprint &Its,
                   std::vector<Finding> &Into);
  const clang::FieldDecl *memberWith(const Location *Place) const;
  std::vector<Use> uses(const Footprint &Its,
                        const clang::CXXRecordDecl *Class);
  bool isStoppedBefore(const clang::CXXRecordDecl *Class,
                       const Location *Place, ObjectKind Kind);

  ValueFactory &Values;
  CallbackBindings &Bindings;
  FunctionSource &Functions;
  const CallGraph &Calls;
  const ThreadpoolApi &Api;
  Simulation &Study;
};

} // namespace threadpool

#endif
