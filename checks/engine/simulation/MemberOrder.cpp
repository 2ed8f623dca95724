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

void MemberOrder::judge(const Binding &B, const Location *Place,
                        const FieldDecl *Handle, const Footprint &Its,
                        std::vector<Finding> &Into) {
  const CXXRecordDecl *Class = classOf(Handle);
  if (!Class || Class->isInvalidDecl() || Class->isUnion())
    return;
  const SourceManager &Sources = Class->getASTContext().getSourceManager();
  const CXXRecordDecl *Type = Handle->getType()->getAsCXXRecordDecl();
  HandleEnd End = endOf(Handle->getType(), Api);
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
    Made.Object2.Declaration = Used.Field;
    Made.Class = Derived ? Owner : nullptr;
    if (After && Class->getDestructor()) {
      Made.Destructor = Class->getDestructor();
      Made.HandleResets = hasReset(Type);
    }
    Made.Story.insert(Made.Story.end(), Used.Way.begin(), Used.Way.end());
    StoryStep Declared;
    Declared.TheKind = StoryStep::Kind::Declared;
    Declared.Where = Used.Field->getLocation();
    Declared.Subject.Declaration = Used.Field;
    Made.Story.push_back(Declared);
    Into.push_back(std::move(Made));
    return;
  }
}

std::vector<Finding> MemberOrder::find() {
  std::vector<Finding> Found;
  const Value *Self = Values.entry(Values.self());
  const Location *Object = Values.pointee(Self);
  for (const Binding &B : Bindings.all()) {
    const Footprint *Its =
        B.Armed ? Functions.footprint(B.Callback, B.Kind) : nullptr;
    if (!Its || !Its->Context)
      continue;
    for (const Location *Stored : B.Handles) {
      // The member of the context that the handle lies in.
      const Location *Place = Bindings.at(Stored, Self);
      const Location *Member = Place;
      while (Member && Member->Base != Object) {
        // What an owner points to ends with the owner.
        const Value *Pointer = Member->Pointer;
        const bool Owned = Member->TheKind == Location::Kind::Pointee &&
                           Pointer->TheKind == Value::Kind::Entry &&
                           Pointer->Place->TheKind == Location::Kind::Owned;
        Member = Owned ? Pointer->Place : Member->Base;
      }
      if (Place == Stored || !Member ||
          Member->TheKind != Location::Kind::Field)
        continue;
      const auto *Handle = static_cast<const FieldDecl *>(Member->Declaration);
      if (llvm::none_of(Found, [&](const Finding &Known) {
            return Known.Subject.Declaration == Handle;
          }))
        judge(B, Place, Handle, *Its, Found);
    }
  }
  return Found;
}

} // namespace threadpool
