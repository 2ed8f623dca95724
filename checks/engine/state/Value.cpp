//===- Value.cpp ----------------------------------------------------------===//

#include "engine/state/Value.h"
#include <initializer_list>

namespace threadpool {

/// Mixes the parts of a key; nodes are few, and looked up all the time.
static unsigned mix(std::initializer_list<uint64_t> Parts) {
  uint64_t Hash = 0;
  for (uint64_t Part : Parts)
    Hash = (Hash ^ Part) * 0x9E3779B97F4A7C15u;
  return unsigned(Hash >> 32);
}
static uint64_t bits(const void *Pointer) {
  return reinterpret_cast<uintptr_t>(Pointer);
}

unsigned Value::hash() const {
  return mix({uint64_t(TheKind) | uint64_t(Op) << 8 | uint64_t(TheTag) << 16,
              uint64_t(Number) ^ bits(Place), bits(Callee) ^ bits(Site),
              bits(Activation) ^ bits(Left), bits(Right)});
}

bool Value::sameAs(const Value &O) const {
  return TheKind == O.TheKind && Op == O.Op && TheTag == O.TheTag &&
         Number == O.Number && Place == O.Place && Callee == O.Callee &&
         Site == O.Site && Activation == O.Activation && Left == O.Left &&
         Right == O.Right;
}

unsigned Location::hash() const {
  return mix({uint64_t(TheKind), bits(Declaration), bits(Base), bits(Pointer)});
}

bool Location::sameAs(const Location &O) const {
  return TheKind == O.TheKind && Declaration == O.Declaration &&
         Base == O.Base && Pointer == O.Pointer;
}

const Value *ValueFactory::intern(const Value &Prototype) {
  auto It = Values.find_as(&Prototype);
  if (It != Values.end())
    return *It;
  auto *Made = new (Arena) Value(Prototype);
  Made->Id = ++NextId;
  Values.insert(Made);
  return Made;
}

bool Location::isOneOf(const Location *Any) const {
  const Location *Named = this;
  bool Unnamed = false;
  while (Named != Any) {
    if (!Named || !Any || Named->TheKind != Any->TheKind ||
        Named->Declaration != Any->Declaration ||
        (Named->Pointer != Any->Pointer && !Any->isUnnamedElement()))
      return false;
    Unnamed |= Named->Pointer != Any->Pointer;
    Named = Named->Base;
    Any = Any->Base;
  }
  return Unnamed;
}

const Location *ValueFactory::intern(const Location &Prototype) {
  auto It = Locations.find_as(&Prototype);
  if (It != Locations.end())
    return *It;
  auto *Made = new (Arena) Location(Prototype);
  Made->Id = ++NextId;
  Made->Outermost = Made->Base ? Made->Base->Outermost : Made;
  Locations.insert(Made);
  return Made;
}

const Frame *ValueFactory::frame(const Frame *Caller, const clang::Stmt *Call) {
  const Frame *&Known = Frames[{Caller, Call}];
  if (!Known)
    Known = new (Arena) Frame(Caller, Call);
  return Known;
}

const Value *ValueFactory::integer(int64_t Number) {
  auto Make = [&] {
    Value V(Value::Kind::Integer);
    V.Number = Number;
    return intern(V);
  };
  if (Number != 0 && Number != 1)
    return Make();
  const Value *&Known = NullAndOne[Number];
  if (!Known)
    Known = Make();
  return Known;
}

const Value *ValueFactory::address(const Location *Place) {
  if (Place->TheKind == Location::Kind::Pointee)
    return Place->Pointer; // &*p is p
  Value V(Value::Kind::Address);
  V.Place = Place;
  return intern(V);
}

const Value *ValueFactory::function(const clang::FunctionDecl *Callee) {
  Value V(Value::Kind::Function);
  V.Callee = Callee;
  return intern(V);
}

const Value *ValueFactory::symbol(const void *Site, const Frame *Activation,
                                  Value::Tag Tag, const Location *Place) {
  Value V(Value::Kind::Symbol);
  V.Site = Site;
  V.Activation = Activation;
  V.TheTag = Tag;
  V.Place = Place;
  return intern(V);
}

const Value *ValueFactory::older(const Value *Symbol) {
  int64_t Age = Symbol->TheTag == Value::Tag::Older ? Symbol->Number + 1 : 1;
  return ofAge(Symbol, std::min(Age, OldestAge));
}

const Value *ValueFactory::oldest(const Value *Symbol) {
  return ofAge(Symbol, OldestAge);
}

const Value *ValueFactory::ofAge(const Value *Symbol, int64_t Age) {
  Value V(Value::Kind::Symbol);
  V.Site = Symbol->Site;
  V.Activation = Symbol->Activation;
  V.TheTag = Value::Tag::Older;
  V.Place = Symbol->Place;
  V.Number = Age;
  return intern(V);
}

const Value *ValueFactory::entry(const Location *Place) {
  Value V(Value::Kind::Entry);
  V.Place = Place;
  return intern(V);
}

const Value *ValueFactory::node(const Value *From) {
  return symbol(nullptr, nullptr, Value::Tag::Node, pointee(From));
}

const Value *ValueFactory::expression(Operator Op, const Value *Left,
                                      const Value *Right) {
  // Equality reads the same from both sides.
  if (Op == Operator::Equal && std::less<const Value *>()(Right, Left))
    std::swap(Left, Right);
  Value V(Value::Kind::Expression);
  V.Op = Op;
  V.Left = Left;
  V.Right = Right;
  return intern(V);
}

const Value *ValueFactory::container(const Value *Part,
                                     const clang::FieldDecl *Field) {
  if (Part->TheKind == Value::Kind::Address &&
      Part->Place->TheKind == Location::Kind::Field &&
      Part->Place->Declaration == Field)
    return address(Part->Place->Base);
  Value V(Value::Kind::Expression);
  V.Op = Operator::Container;
  V.Left = Part;
  V.Site = Field;
  return intern(V);
}

const Location *ValueFactory::variable(const clang::VarDecl *Variable) {
  Location L(Location::Kind::Variable);
  L.Declaration = Variable;
  return intern(L);
}

const Location *ValueFactory::self() {
  return intern(Location(Location::Kind::This));
}

const Location *ValueFactory::lastError() {
  return intern(Location(Location::Kind::LastError));
}

const Location *ValueFactory::returned(const Frame *Activation) {
  Location Prototype(Location::Kind::Return);
  Prototype.Declaration = Activation;
  return intern(Prototype);
}

const Location *ValueFactory::temporary(const clang::Stmt *Expression) {
  Location L(Location::Kind::Temporary);
  L.Declaration = Expression;
  return intern(L);
}

const Location *ValueFactory::field(const Location *Base,
                                    const clang::FieldDecl *Field) {
  // The field that led to the record is found there again.
  if (Base->TheKind == Location::Kind::Pointee &&
      Base->Pointer->TheKind == Value::Kind::Expression &&
      Base->Pointer->Op == Operator::Container && Base->Pointer->Site == Field)
    return pointee(Base->Pointer->Left);
  Location L(Location::Kind::Field);
  L.Base = Base;
  L.Declaration = Field;
  return intern(L);
}

const Location *ValueFactory::pointee(const Value *Pointer) {
  if (Pointer->TheKind == Value::Kind::Address)
    return Pointer->Place; // *&x is x
  Location L(Location::Kind::Pointee);
  L.Pointer = Pointer;
  return intern(L);
}

const Location *ValueFactory::element(const Location *Base,
                                      const Value *Index) {
  // An index that is not known stands for any one element of the array.
  Location L(Location::Kind::Element);
  L.Base = Base;
  L.Pointer = Index->isInteger() ? Index : nullptr;
  return intern(L);
}

const Location *ValueFactory::anyOne(const Location *Place) {
  const Location *Base = Place->Base ? anyOne(Place->Base) : nullptr;
  const bool Named =
      Place->TheKind == Location::Kind::Element && Place->Pointer;
  if (Base == Place->Base && !Named)
    return Place;
  Location L(*Place);
  L.Base = Base;
  if (Named)
    L.Pointer = nullptr;
  return intern(L);
}

const Location *ValueFactory::owned(const Location *Owner) {
  Location L(Location::Kind::Owned);
  L.Base = Owner;
  return intern(L);
}

const Location *ValueFactory::deleter(const Location *Owner) {
  Location L(Location::Kind::Deleter);
  L.Base = Owner;
  return intern(L);
}

const Location *ValueFactory::rebase(const Location *Part,
                                     const Location *From,
                                     const Location *To) {
  if (Part == From)
    return To;
  Location L(*Part);
  L.Base = rebase(Part->Base, From, To);
  return intern(L);
}

const Location *ValueFactory::size(const Location *Container) {
  Location L(Location::Kind::Size);
  L.Base = Container;
  return intern(L);
}

const Location *ValueFactory::guarded(const Location *Guard, unsigned Index) {
  Location L(Location::Kind::Guarded);
  L.Base = Guard;
  L.Pointer = integer(Index);
  return intern(L);
}

const Value *ValueFactory::substitute(const Value *In, const Value *From,
                                      const Value *To) {
  if (!In || In == From)
    return In ? To : nullptr;
  switch (In->TheKind) {
  case Value::Kind::Address:
    return address(substitute(In->Place, From, To));
  case Value::Kind::Entry:
    return entry(substitute(In->Place, From, To));
  case Value::Kind::Expression:
    if (In->Op == Operator::Container)
      return container(substitute(In->Left, From, To),
                       static_cast<const clang::FieldDecl *>(In->Site));
    return expression(In->Op, substitute(In->Left, From, To),
                      substitute(In->Right, From, To));
  case Value::Kind::Symbol:
    if (In->TheTag == Value::Tag::Node)
      return node(address(substitute(In->Place, From, To)));
    return In;
  default:
    return In;
  }
}

const Location *ValueFactory::substitute(const Location *In, const Value *From,
                                         const Value *To) {
  if (!In)
    return nullptr;
  if (In->TheKind == Location::Kind::Pointee)
    return pointee(substitute(In->Pointer, From, To));
  if (!In->Base)
    return In;
  const Location *Base = substitute(In->Base, From, To);
  if (Base == In->Base)
    return In;
  Location L(*In);
  L.Base = Base;
  return intern(L);
}

void ValueMarks::addParts(const Value *Whole) {
  if (!Whole || contains(Whole))
    return;
  add(Whole);
  addParts(Whole->Place);
  addParts(Whole->Left);
  addParts(Whole->Right);
}

void ValueMarks::addParts(const Location *Whole) {
  for (; Whole; Whole = Whole->Base)
    addParts(Whole->Pointer);
}

} // namespace threadpool
