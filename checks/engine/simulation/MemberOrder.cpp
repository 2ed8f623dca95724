//===- MemberOrder.cpp ----------------------------------------------------===//

#include "engine/simulation/MemberOrder.h"
#include "engine/source/Ownership.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace threadpool {

/// The class of \p Field; null for a field of C.
static const CXXRecordDecl *classOf(const FieldDecl *Field) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Field->getParent());
  return Class ? Class->getDefinition() : nullptr;
}

/// True if there is something to destroy: what has no destructor is still there
/// when the handle ends.
static bool needsDestruction(const FieldDecl *Field) {
  return Field->getType().isDestructedType() != QualType::DK_none;
}

static bool overrides(const CXXMethodDecl *Method,
                      const CXXMethodDecl *Base) {
  for (const CXXMethodDecl *Overridden : Method->overridden_methods())
    if (Overridden->getCanonicalDecl() == Base || overrides(Overridden, Base))
      return true;
  return false;
}

/// What the callback uses: itself, and in what overrides the virtual methods
/// that it calls on its context.
std::vector<MemberOrder::Use>
MemberOrder::uses(const Footprint &Its, const CXXRecordDecl *Class) {
  std::vector<Use> Found;
  for (const auto &[Field, Way] : Its.Touches)
    Found.push_back({Field, Way});
  for (const auto &[Method, Way] : Its.Dispatches)
    for (const FunctionDecl *Function : Calls.defined()) {
      const auto *Override = dyn_cast<CXXMethodDecl>(Function);
      if (!Override || !overrides(Override, Method) ||
          !Override->getParent()->getDefinition() ||
          !Override->getParent()->isDerivedFrom(Class))
        continue;
      Footprint Of;
      Study.studyMethod(Override, Of);
      for (const auto &[Field, Inner] : Of.Touches) {
        std::vector<StoryStep> Whole = Way;
        Whole.back().Function = Override;
        Whole.insert(Whole.end(), Inner.begin(), Inner.end());
        for (StoryStep &Told : Whole)
          if (Told.TheKind == StoryStep::Kind::UsedThere)
            Told.Function = Override;
        Found.push_back({Field, std::move(Whole)});
      }
    }
  return Found;
}

/// True if the destructor of \p Class leaves the handle stopped before the
/// members end; also where its body cannot be seen.
bool MemberOrder::isStoppedBefore(const CXXRecordDecl *Class,
                                  const Location *Place, ObjectKind Kind) {
  const CXXDestructorDecl *Destructor = Class->getDestructor();
  if (!Destructor || !Destructor->isUserProvided())
    return false;
  if (!Destructor->hasBody() || !Functions.body(Destructor))
    return true;
  return !Study.phasesAfter(Destructor, Place, Kind, false).intersects(Live);
}

/// `reset()`, which ends what the handle holds.
static bool hasReset(const CXXRecordDecl *Type) {
  if (!Type || !(Type = Type->getDefinition()))
    return false;
  for (const CXXMethodDecl *Method : Type->methods())
    if (Method->getIdentifier() && Method->getName() == "reset" &&
        Method->getMinRequiredArguments() == 0 &&
        Method->getAccess() == AS_public)
      return true;
  return llvm::any_of(Type->bases(), [](const CXXBaseSpecifier &Base) {
    return hasReset(Base.getType()->getAsCXXRecordDecl());
  });
}

/// \p Handle is told of, where the object of \p B was made with it.
static Finding about(const Binding &B, const FieldDecl *Handle) {
  Finding Made;
  Made.TheKind = Finding::Kind::MemberOrder;
  Made.Object = B.Kind;
  Made.Where = Handle->getLocation();
  Made.Subject.Declaration = Handle;
  Made.Callback = B.Callback;
  StoryStep Created;
  Created.TheKind = StoryStep::Kind::Created;
  Created.Where = B.CreatedAt->getBeginLoc();
  Created.Object = B.Kind;
  Created.Subject = Made.Subject;
  Created.Function = B.Callback;
  Made.Story.push_back(Created);
  return Made;
}

/// \p Handle ends after \p Member, which is used as \p Way tells.
static void destroyedFirst(Finding &Made, const FieldDecl *Member,
                           const std::vector<StoryStep> &Way) {
  Made.Object2.Declaration = Member;
  Made.Story.insert(Made.Story.end(), Way.begin(), Way.end());
  StoryStep Declared;
  Declared.TheKind = StoryStep::Kind::Declared;
  Declared.Where = Member->getLocation();
  Declared.Subject.Declaration = Member;
  Made.Story.push_back(Declared);
}

/// The fix ends \p Handle in the destructor of its class.
static void offerReset(Finding &Made, const FieldDecl *Handle) {
  if (const CXXDestructorDecl *Destructor = classOf(Handle)->getDestructor()) {
    Made.Destructor = Destructor;
    Made.HandleResets = hasReset(Handle->getType()->getAsCXXRecordDecl());
  }
}

void MemberOrder::judge(const Binding &B, const Location *Place,
                        const FieldDecl *Handle, const Footprint &Its,
                        std::vector<Finding> &Into) {
  const CXXRecordDecl *Class = classOf(Handle);
  if (!Class || Class->isInvalidDecl() || Class->isUnion())
    return;
  const SourceManager &Sources = Class->getASTContext().getSourceManager();
  const CXXRecordDecl *Type = Handle->getType()->getAsCXXRecordDecl();
  HandleEnd End = endOf(Handle->getType(), Api);
  Finding Made = about(B, Handle);
  if (End == HandleEnd::Closes) {
    // H37. The user's own deleter is told of at its Close.
    const Disposal Owner = disposalOf(Type);
    const NamedDecl *Closer = Type;
    if (Owner.Function)
      Closer = Owner.Function;
    else if (Owner.TheKind == Disposal::Kind::Delete && Owner.Pointee)
      Closer = Owner.Pointee;
    bool Library = isNamedHandle(Handle->getType(), Api) ||
                   Sources.isInSystemHeader(Closer->getLocation());
    if (!Library || (Its.Touches.empty() && Its.Dispatches.empty()) ||
        isStoppedBefore(Class, Place, B.Kind))
      return;
    Made.TheKind = Finding::Kind::NonDrainingMember;
    if (!Its.Touches.empty())
      Made.Story.insert(Made.Story.end(), Its.Touches.begin()->second.begin(),
                        Its.Touches.begin()->second.end());
    Into.push_back(std::move(Made));
    return;
  }
  ObjectKind Kind;
  bool Raw = ThreadpoolApi::isHandleType(Handle->getType(), Kind);
  if (!Raw && End != HandleEnd::Drains)
    return;
  for (const Use &Used : uses(Its, Class)) {
    const CXXRecordDecl *Owner = classOf(Used.Field);
    if (!Owner || Used.Field == Handle || !needsDestruction(Used.Field))
      continue;
    bool Derived = Owner != Class && Owner->isDerivedFrom(Class);
    bool After = Owner == Class && !Raw &&
                 Used.Field->getFieldIndex() > Handle->getFieldIndex();
    if (!Derived && !After)
      continue;
    if (isStoppedBefore(Owner, Place, B.Kind))
      continue;
    // A base that does not drain at all is another mistake, told elsewhere.
    if (Raw) {
      const CXXDestructorDecl *Destructor = Class->getDestructor();
      if (!Destructor || !Destructor->hasBody())
        continue;
      PhaseSet Left = Study.phasesAfter(Destructor, Place, B.Kind, true);
      if (Left.empty() || Left.intersects(PhaseSet(Live).join(ClosedLive)))
        continue;
    }
    destroyedFirst(Made, Used.Field, Used.Way);
    Made.Class = Derived ? Owner : nullptr;
    if (After)
      offerReset(Made, Handle);
    Into.push_back(std::move(Made));
    return;
  }
}

/// The member of the object that \p Place lies in. What an owner points to ends
/// with the owner.
const FieldDecl *MemberOrder::memberWith(const Location *Place) const {
  const Location *Object = Values.pointee(Values.entry(Values.self()));
  while (Place && Place->Base != Object) {
    const Value *Pointer = Place->Pointer;
    const bool Owned = Place->TheKind == Location::Kind::Pointee &&
                       Pointer->TheKind == Value::Kind::Entry &&
                       Pointer->Place->TheKind == Location::Kind::Owned;
    Place = Owned ? Pointer->Place : Place->Base;
  }
  return Place && Place->TheKind == Location::Kind::Field
             ? static_cast<const FieldDecl *>(Place->Declaration)
             : nullptr;
}

/// The context, at \p Context, is a member beside the handle at \p Place, or
/// what such a member owns: `&later_`, `later_.get()`.
void MemberOrder::judgeBeside(const Binding &B, const Location *Place,
                              const Location *Context, const Footprint &Its,
                              std::vector<Finding> &Into) {
  const FieldDecl *Handle = memberWith(Place), *Member = memberWith(Context);
  if (!Handle || !Member || Handle->getParent() != Member->getParent() ||
      Member->getFieldIndex() <= Handle->getFieldIndex() ||
      !needsDestruction(Member) || Its.Touches.empty() ||
      disposalOf(Member->getType()).TheKind == Disposal::Kind::Shared)
    return;
  const CXXRecordDecl *Class = classOf(Handle);
  if (!Class || Class->isInvalidDecl() || Class->isUnion() ||
      endOf(Handle->getType(), Api) != HandleEnd::Drains ||
      isStoppedBefore(Class, Place, B.Kind))
    return;
  Finding Made = about(B, Handle);
  std::vector<StoryStep> Way = Its.Touches.begin()->second;
  if (!Way.empty())
    Way.back().Subject.Declaration = Member;
  destroyedFirst(Made, Member, Way);
  offerReset(Made, Handle);
  Into.push_back(std::move(Made));
}

std::vector<Finding> MemberOrder::find() {
  std::vector<Finding> Found;
  const Value *Self = Values.entry(Values.self());
  auto IsKnown = [&](const FieldDecl *Handle) {
    return llvm::any_of(Found, [&](const Finding &Known) {
      return Known.Subject.Declaration == Handle;
    });
  };
  auto Beside = [&](const Binding &B, const Location *Place,
                    const Location *Context, const Footprint &Its) {
    if (!IsKnown(memberWith(Place)))
      judgeBeside(B, Place, Context, Its, Found);
  };
  for (const Binding &B : Bindings.all()) {
    const Footprint *Its =
        B.Armed ? Functions.footprint(B.Callback, B.Kind) : nullptr;
    if (!Its || !Its->Context)
      continue;
    for (const Location *Stored : B.Handles) {
      // The member of the context that the handle lies in.
      const Location *Place = Bindings.at(Stored, Self);
      if (Place == Stored)
        continue;
      if (const FieldDecl *Handle = memberWith(Place)) {
        if (!IsKnown(Handle))
          judge(B, Place, Handle, *Its, Found);
        continue;
      }
      // Found from a context that is another member of the same object.
      const Value *Whole = Place->root()->Pointer;
      if (Whole && Whole->TheKind == Value::Kind::Expression &&
          Whole->Op == Operator::Container && Whole->Left == Self)
        Beside(B, Values.substitute(Place, Whole, Self),
               Values.field(Values.pointee(Self),
                            static_cast<const FieldDecl *>(Whole->Site)),
               *Its);
    }
    for (const Binding::Sibling &S : B.Siblings)
      if (const Location *Place = Bindings.at(S.Handle, Self);
          Place != S.Handle)
        Beside(B, Place, Bindings.at(S.Context, Self), *Its);
  }
  return Found;
}

} // namespace threadpool
