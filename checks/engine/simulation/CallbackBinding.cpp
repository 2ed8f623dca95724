//===- CallbackBinding.cpp ------------------------------------------------===//

#include "engine/simulation/CallbackBinding.h"
#include "engine/state/Evaluator.h"

namespace threadpool {

bool isGlobal(const Value *Of) {
  switch (Of->TheKind) {
  case Value::Kind::Integer:
  case Value::Kind::Function:
    return true;
  case Value::Kind::Address:
  case Value::Kind::Entry:
    return isGlobal(Of->Place);
  default:
    return false;
  }
}

bool isGlobal(const Location *Place) {
  const Location *Root = Place->root();
  if (const clang::VarDecl *Variable = Root->variable())
    return Variable->hasGlobalStorage();
  return Root->TheKind == Location::Kind::Pointee && isGlobal(Root->Pointer);
}

/// \p Place written from the context: part of what it points to, of the record
/// around that (CONTAINING_RECORD), or of what a part of it points to. Null if
/// none of these.
const Location *CallbackBindings::relativeTo(const World &In,
                                             const Value *Context,
                                             const Location *Place) {
  const Location *Object = Values.pointee(Context);
  const Value *Here = Placeholder;
  for (const Location *Whole = Object;; Whole = Whole->Base) {
    if (Place->isWithin(Whole))
      return Values.rebase(Place, Whole, Values.pointee(Here));
    if (Whole->TheKind != Location::Kind::Field)
      break;
    Here = Values.container(
        Here, static_cast<const clang::FieldDecl *>(Whole->Declaration));
  }
  const Location *Root = Place->root();
  if (Root->TheKind != Location::Kind::Pointee)
    return nullptr;
  for (const auto &[Link, Target] : In.store())
    if (Target == Root->Pointer && Link->isWithin(Object))
      return Values.substitute(
          Place, Target,
          Values.entry(
              Values.rebase(Link, Object, Values.pointee(Placeholder))));
  const Value *Pointer = Root->Pointer;
  if (Pointer->TheKind != Value::Kind::Entry || In.stored(Pointer->Place))
    return nullptr;
  const Location *There = relativeTo(In, Context, Pointer->Place);
  return There ? Values.substitute(Place, Pointer, Values.entry(There))
               : nullptr;
}

llvm::SmallVector<const Location *, 2>
CallbackBindings::placesOf(const World &In, const Value *Held,
                           const Value *Context) {
  llvm::SmallVector<const Location *, 2> Into;
  auto Add = [&](const Location *Place) {
    if (isGlobal(Place)) {
      Into.push_back(Place);
      return;
    }
    if (!Context || Context->isInteger())
      return;
    const Location *Relative = relativeTo(In, Context, Place);
    if (Relative && Relative->root()->TheKind == Location::Kind::Pointee)
      Into.push_back(Relative);
  };
  for (const auto &[Place, Value] : In.store())
    if (Value == Held)
      Add(Place);
  // What entered with the function and was not moved is where it was.
  if (Held->TheKind == Value::Kind::Entry && !In.stored(Held->Place))
    Add(Held->Place);
  return Into;
}

/// The pointers that \p Place is reached through, the nearest first.
static llvm::SmallVector<const Value *, 2> ownersOf(const Location *Place) {
  constexpr size_t MaxOwners = 4;
  llvm::SmallVector<const Value *, 2> Owners;
  while (Owners.size() != MaxOwners) {
    const Location *Root = Place->root();
    if (Root->TheKind != Location::Kind::Pointee || isGlobal(Root))
      break;
    Owners.push_back(Root->Pointer);
    if (Root->Pointer->TheKind != Value::Kind::Entry)
      break;
    Place = Root->Pointer->Place;
  }
  return Owners;
}

/// `m->x = malloc(...); m->t = Create(cb, m->x, ...)`: where `m->t` is met in
/// another function, its context is `m->x`.
void CallbackBindings::addSiblings(const World &In, const Value *Handle,
                                   const Value *Context, Binding &To) {
  auto PlacesOf = [&](const Value *Held) {
    llvm::SmallVector<const Location *, 2> Places;
    for (const auto &[Place, Value] : In.store())
      if (Value == Held && (Place->root()->Pointer || isGlobal(Place)))
        Places.push_back(Place);
    if (Held->TheKind == Value::Kind::Entry && !In.stored(Held->Place))
      Places.push_back(Held->Place);
    return Places;
  };
  auto Add = [&](const Location *Handle, const Location *Context) {
    Binding::Sibling Made{Handle, Context};
    if (!llvm::is_contained(To.Siblings, Made))
      To.Siblings.push_back(Made);
  };
  auto Contexts = PlacesOf(Context);
  llvm::erase_if(Contexts, [&](const Location *Place) {
    if (Place->TheKind == Location::Kind::Owned)
      Place = Place->Base;
    return (Place->TheKind != Location::Kind::Field &&
            Place->TheKind != Location::Kind::Variable) ||
           !Keepers.keepsContext(
               static_cast<const clang::ValueDecl *>(Place->Declaration));
  });
  if (Contexts.empty())
    return;
  for (const Location *Kept : PlacesOf(Handle))
    for (const Location *Beside : Contexts) {
      // Which element goes with which is not told apart.
      const Location *Whole = Kept;
      while (Whole && !Beside->isWithin(Whole))
        Whole = Whole->TheKind == Location::Kind::Element ? nullptr
                                                          : Whole->Base;
      if (Whole && Whole != Kept && Whole != Beside) {
        const Location *Record = Values.pointee(Placeholder);
        Add(Values.rebase(Kept, Whole, Record),
            Values.rebase(Beside, Whole, Record));
      } else if (!Whole && isGlobal(Kept) && isGlobal(Beside)) {
        Add(Kept, Beside);
      }
    }
}

const Binding *CallbackBindings::record(const World &In, const Value *Handle,
                                        const ObjectState &State,
                                        const clang::FunctionDecl *Creator) {
  Binding B;
  if (State.Callback)
    B.Callback = State.Callback->getCanonicalDecl();
  B.Kind = State.Kind;
  B.Creator = Creator;
  B.Armed = State.SeenArmed;
  B.CreatedAt = static_cast<const clang::Stmt *>(Handle->Site);
  if (State.Context && isGlobal(State.Context))
    B.Context = State.Context;
  B.InGroup = State.Group && !State.Group->isNull();
  B.InTimerThread = State.InTimerThread;
  B.GroupCancel = State.GroupCancel;
  B.Handles = placesOf(In, Handle, State.Context);
  if (State.Group && !State.Group->isNull())
    B.Groups = placesOf(In, State.Group, State.Context);
  addGroups(B);
  if (State.Context && !State.Context->isInteger() &&
      !State.Context->isAddress())
    addSiblings(In, Handle, State.Context, B);
  for (Binding &Known : Bindings)
    if (Known.CreatedAt == B.CreatedAt && Known.Callback == B.Callback) {
      // The same Create on another path: it adds the places that it knows.
      auto Add = [](auto &To, auto &From) {
        for (const auto &Place : From)
          if (!llvm::is_contained(To, Place))
            To.push_back(Place);
      };
      Add(Known.Handles, B.Handles);
      Add(Known.Groups, B.Groups);
      Add(Known.Siblings, B.Siblings);
      Known.Armed |= B.Armed;
      Known.InGroup |= B.InGroup;
      Known.InTimerThread |= B.InTimerThread;
      if (!Known.GroupCancel)
        Known.GroupCancel = B.GroupCancel;
      if (Known.Context != B.Context)
        Known.Context = nullptr;
      return &Known;
    }
  Bindings.push_back(std::move(B));
  return &Bindings.back();
}

void CallbackBindings::recordEnvironments(const World &In) {
  const size_t Before = Environments.size();
  for (const auto &Stored : In.store()) {
    const Location *Place = Stored.first;
    const Value *Group = Stored.second;
    if (Place->TheKind != Location::Kind::Owned || Group->isInteger())
      continue;
    auto Add = [&](const Value *Owner, const Location *Named) {
      if (!Named)
        return;
      for (const Location *Kept : placesOf(In, Group, Owner))
        if (Kept->TheKind != Location::Kind::Owned &&
            llvm::none_of(Environments, [&](const Environment &Known) {
              return Known.Named == Named && Known.Group == Kept;
            }))
          Environments.push_back({Named, Kept});
    };
    // Others get at it through what it is part of, or through a pointer to it.
    for (const Value *Owner : ownersOf(Place))
      Add(Owner, relativeTo(In, Owner, Place));
    for (const auto &[Link, Held] : In.store())
      if (Held->isAddress() && Held->Place == Place->Base)
        for (const Value *Owner : ownersOf(Link))
          if (const Location *There = relativeTo(In, Owner, Link))
            Add(Owner, Values.owned(Values.pointee(Values.entry(There))));
  }
  if (Environments.size() != Before)
    for (Binding &Known : Bindings)
      addGroups(Known);
}

/// Where the group is kept that the environment of \p To names.
void CallbackBindings::addGroups(Binding &To) {
  for (size_t I = 0; I != To.Groups.size(); ++I)
    for (const Environment &Known : Environments) {
      bool Ok = true;
      const Value *Owner = match(Known.Named, To.Groups[I], Ok);
      if (!Ok)
        continue;
      const Location *Kept =
          Owner ? at(Known.Group, Owner) : Known.Group;
      if (!llvm::is_contained(To.Groups, Kept))
        To.Groups.push_back(Kept);
    }
}

void CallbackBindings::armed(const Binding *Bound, Firing Fires,
                             const clang::Stmt *Where) {
  auto Gravity = [](Firing F) {
    return F == Firing::Once ? 0 : F == Firing::Unknown ? 1 : 2;
  };
  for (Binding &Known : Bindings)
    if (&Known == Bound &&
        (!Known.Fires || Gravity(*Known.Fires) < Gravity(Fires))) {
      Known.Fires = Fires;
      Known.ArmedAt = Where;
    }
}

void CallbackBindings::arm(const Location *Place, ObjectKind Kind) {
  for (const Match &M : find(Place, Kind))
    const_cast<Binding *>(M.Bound)->Armed = true;
}

/// What stands where the pattern has the context; null where the pattern has
/// none. \p Ok becomes false where the places differ otherwise.
const Value *CallbackBindings::match(const Location *Pattern,
                                     const Location *Place, bool &Ok) {
  if (Pattern == Place)
    return nullptr;
  if (!Pattern || !Place) {
    Ok = false;
    return nullptr;
  }
  if (Pattern->TheKind == Location::Kind::Pointee) {
    // The context, or the record around it: go back to the part.
    llvm::SmallVector<const clang::FieldDecl *, 2> Parts;
    const Value *Pointer = Pattern->Pointer;
    while (Pointer->TheKind == Value::Kind::Expression &&
           Pointer->Op == Operator::Container) {
      Parts.push_back(static_cast<const clang::FieldDecl *>(Pointer->Site));
      Pointer = Pointer->Left;
    }
    if (Pointer == Placeholder) {
      for (const clang::FieldDecl *Part : Parts)
        Place = Values.field(Place, Part);
      return Values.address(Place);
    }
  }
  // What a part of it points to.
  if (Pattern->TheKind == Location::Kind::Pointee &&
      Place->TheKind == Location::Kind::Pointee &&
      Pattern->Pointer->TheKind == Value::Kind::Entry &&
      Place->Pointer->TheKind == Value::Kind::Entry)
    return match(Pattern->Pointer->Place, Place->Pointer->Place, Ok);
  if (Pattern->TheKind != Place->TheKind ||
      Pattern->Declaration != Place->Declaration || !Pattern->Base) {
    Ok = false;
    return nullptr;
  }
  return match(Pattern->Base, Place->Base, Ok);
}

llvm::SmallVector<CallbackBindings::Match, 1> CallbackBindings::find(
    const Location *Place,
    llvm::function_ref<llvm::ArrayRef<const Location *>(const Binding &)>
        Kept) {
  llvm::SmallVector<Match, 1> Found;
  for (const Binding &B : Bindings)
    for (const Location *Pattern : Kept(B)) {
      bool Ok = true;
      const Value *Context = match(Pattern, Place, Ok);
      if (!Ok)
        continue;
      Found.push_back({&B, Context ? Context : B.Context});
      break;
    }
  return Found;
}

llvm::SmallVector<CallbackBindings::Match, 1>
CallbackBindings::find(const Location *Place, ObjectKind Kind) {
  llvm::SmallVector<Match, 1> Found =
      find(Place, [Kind](const Binding &B) {
        return B.Kind == Kind ? llvm::ArrayRef<const Location *>(B.Handles)
                              : llvm::ArrayRef<const Location *>();
      });
  for (const Binding &B : Bindings) {
    if (B.Kind != Kind)
      continue;
    auto Known = llvm::find_if(Found, [&](auto &M) { return M.Bound == &B; });
    if (Known != Found.end() && Known->Context)
      continue;
    for (const Binding::Sibling &S : B.Siblings) {
      bool Ok = true;
      const Value *Record = match(S.Handle, Place, Ok);
      if (!Ok)
        continue;
      const Value *Context =
          Values.entry(Record ? at(S.Context, Record) : S.Context);
      if (Known != Found.end())
        *Known = {&B, Context, /*Beside=*/true};
      else
        Found.push_back({&B, Context, /*Beside=*/true});
      break;
    }
  }
  return Found;
}

llvm::SmallVector<CallbackBindings::Keeper, 1>
CallbackBindings::besides(const Location *Context) {
  llvm::SmallVector<Keeper, 1> Found;
  for (const Binding &B : Bindings)
    for (const Binding::Sibling &S : B.Siblings) {
      bool Ok = true;
      const Value *Record = match(S.Context, Context, Ok);
      if (Ok)
        Found.push_back({&B, Record ? at(S.Handle, Record) : S.Handle});
    }
  return Found;
}

llvm::SmallVector<CallbackBindings::Match, 1>
CallbackBindings::findGroup(const Location *Place) {
  return find(Place, [](const Binding &B) {
    return llvm::ArrayRef<const Location *>(B.Groups);
  });
}

llvm::SmallVector<CallbackBindings::Match, 1>
CallbackBindings::findGroup(const Location *Place, ObjectKind Kind) {
  return find(Place, [Kind](const Binding &B) {
    return B.Kind == Kind ? llvm::ArrayRef<const Location *>(B.Groups)
                          : llvm::ArrayRef<const Location *>();
  });
}

llvm::SmallVector<const Binding *, 2>
CallbackBindings::of(const clang::FunctionDecl *Callback) const {
  llvm::SmallVector<const Binding *, 2> Found;
  for (const Binding &B : Bindings)
    if (B.Callback == Callback->getCanonicalDecl())
      Found.push_back(&B);
  return Found;
}

} // namespace threadpool
