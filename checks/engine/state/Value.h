//===- Value.h - Names of places in memory and the values they hold -*- C++ -*-===//
//
// Values, not variables, carry the typestate: copies, fields and exchanged
// handles all lead to the same Value. Locations and values are interned, so
// equality is equality of pointers. Must not know events or worlds.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_VALUE_H
#define THREADPOOL_TIDY_ENGINE_VALUE_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/Allocator.h"
#include <cstdint>

namespace clang {
class FunctionDecl;
class Stmt;
class VarDecl;
class FieldDecl;
} // namespace clang

namespace threadpool {

class Location;

/// One activation of a function: who called it, and where. The root's frame
/// has no caller. Interned, so that values made under the same chain of calls
/// are the same values.
struct Frame {
  const Frame *Caller;
  const clang::Stmt *Call;
  unsigned Depth;

  Frame(const Frame *Caller, const clang::Stmt *Call)
      : Caller(Caller), Call(Call), Depth(Caller ? Caller->Depth + 1 : 0) {}
};

enum class Operator : uint8_t {
  Equal, Less, And, Or, Not, Add, BitAnd, BitOr, ShiftLeft,
  Container, ///< the record that Left points to a field of (CONTAINING_RECORD)
};

/// What a location can hold.
class Value {
public:
  enum class Kind : uint8_t {
    Integer,    ///< a known integer; 0 is null and false
    Address,    ///< the address of a location
    Function,   ///< the address of a function, or a captureless lambda
    Symbol,     ///< something unknown, named by the place that made it
    Entry,      ///< what a location held when the root was entered
    Expression, ///< an operator on values that could not be folded
  };
  /// Tells apart the symbols that one place makes.
  enum class Tag : uint8_t {
    Result, Created, Changed, Merged, Own, Broken,
    Older, ///< what the place made before; Number tells how long ago
    Chosen, ///< a template's parameter: whatever it is, one for all
    Count, ///< what is left of the reference count at Place
    Node,  ///< any record of a list from the one at Place on, as a loop over
           ///< the list comes to it
  };

  Kind TheKind;
  Operator Op = Operator::Equal;
  Tag TheTag = Tag::Result;
  unsigned Id = 0; ///< in the order of making: gives maps a stable order
  int64_t Number = 0;
  const Location *Place = nullptr;           // Address, Entry, Symbol
  const clang::FunctionDecl *Callee = nullptr; // Function
  const void *Site = nullptr;                // Symbol: a Stmt or a block
  const Frame *Activation = nullptr;         // Symbol
  const Value *Left = nullptr, *Right = nullptr;
  /// The newest ValueMarks of each purpose that took it.
  mutable unsigned Marks[3] = {};

  explicit Value(Kind K) : TheKind(K) {}
  bool isNull() const { return TheKind == Kind::Integer && Number == 0; }
  bool isInteger() const { return TheKind == Kind::Integer; }
  /// True for the address of something: certainly not null.
  bool isAddress() const {
    return TheKind == Kind::Address || TheKind == Kind::Function;
  }
  unsigned hash() const;
  bool sameAs(const Value &Other) const;
};

/// Where a value can be stored.
class Location {
public:
  enum class Kind : uint8_t {
    Variable,  ///< a local, parameter, static or global
    This,      ///< the `this` of the running method
    Temporary, ///< the result of an expression
    Field,     ///< a field of the object at Base
    Pointee,   ///< what Pointer points to
    Element,   ///< an element of the array at Base; Pointer is the index
    Owned,     ///< the pointer that the smart pointer at Base holds, or the
               ///< group that the callback environment at Base names
    Deleter,   ///< the function that the smart pointer at Base releases with
    Size,      ///< how many elements the container at Base has
    Guarded,   ///< a lock that the guard at Base was made for; Pointer tells
               ///< which of several
    LastError, ///< the error code that this thread's last call left
    Return,    ///< what the running function returns
  };

  Kind TheKind;
  unsigned Id = 0;
  const void *Declaration = nullptr; // VarDecl, FieldDecl, or Stmt
  const Location *Base = nullptr;
  const Value *Pointer = nullptr;
  const Location *Outermost = nullptr; ///< set when it is interned

  explicit Location(Kind K) : TheKind(K) {}
  const clang::VarDecl *variable() const {
    return TheKind == Kind::Variable
               ? static_cast<const clang::VarDecl *>(Declaration)
               : nullptr;
  }
  /// The outermost location that this one is a part of.
  const Location *root() const { return Outermost; }
  /// True for any one element of an array: its index is not told apart.
  bool isUnnamedElement() const {
    return TheKind == Kind::Element && !Pointer;
  }
  /// True if this is what \p Any is but for an element that is any one there.
  bool isOneOf(const Location *Any) const;
  /// True if this is \p Whole or a part of it.
  bool isWithin(const Location *Whole) const {
    for (const Location *L = this; L; L = L->Base)
      if (L == Whole)
        return true;
    return false;
  }
  unsigned hash() const;
  bool sameAs(const Location &Other) const;
};

/// Finds interned nodes by what they say.
template <typename Node> struct InternInfo {
  static const Node *getEmptyKey() {
    return llvm::DenseMapInfo<const Node *>::getEmptyKey();
  }
  static const Node *getTombstoneKey() {
    return llvm::DenseMapInfo<const Node *>::getTombstoneKey();
  }
  static unsigned getHashValue(const Node *N) { return N->hash(); }
  static bool isEqual(const Node *L, const Node *R) {
    if (L == R)
      return true;
    if (L == getEmptyKey() || L == getTombstoneKey() || R == getEmptyKey() ||
        R == getTombstoneKey())
      return false;
    return L->sameAs(*R);
  }
};

/// Makes and interns values and locations; one for each translation unit.
class ValueFactory {
public:
  /// Makes room for what \p Functions functions need, so that tables that grow
  /// need not look at all that they hold again and again.
  void reserve(size_t Functions) {
    constexpr size_t ValuesEach = 12, LocationsEach = 8;
    Values.reserve(Functions * ValuesEach);
    Locations.reserve(Functions * LocationsEach);
  }
  const Value *integer(int64_t Number);
  const Value *null() { return integer(0); }
  const Value *address(const Location *Place);
  const Value *function(const clang::FunctionDecl *Callee);
  const Value *symbol(const void *Site, const Frame *Activation,
                      Value::Tag Tag = Value::Tag::Result,
                      const Location *Place = nullptr);
  /// What \p Symbol stood for before its place made it once more. The oldest
  /// are one.
  const Value *older(const Value *Symbol);
  const Value *oldest(const Value *Symbol);
  const Value *entry(const Location *Place);
  /// Any record of a list, from \p From on.
  const Value *node(const Value *From);
  const Value *expression(Operator Op, const Value *Left,
                          const Value *Right = nullptr);

  /// The address of the record of which \p Part is the address of \p Field.
  const Value *container(const Value *Part, const clang::FieldDecl *Field);

  const Location *variable(const clang::VarDecl *Variable);
  const Location *self();
  const Location *temporary(const clang::Stmt *Expression);
  const Location *field(const Location *Base, const clang::FieldDecl *Field);
  const Location *pointee(const Value *Pointer);
  const Location *element(const Location *Base, const Value *Index);
  /// \p Place with any one element where it names one; itself if it names none.
  const Location *anyOne(const Location *Place);
  const Location *owned(const Location *Owner);
  const Location *deleter(const Location *Owner);
  const Location *size(const Location *Container);
  const Location *lastError();
  const Location *guarded(const Location *Guard, unsigned Index);
  /// What the function that runs in \p Activation returns.
  const Location *returned(const Frame *Activation);

  const Frame *frame(const Frame *Caller, const clang::Stmt *Call);

  /// The part of \p To that \p Part is of \p From; \p Part lies in \p From.
  const Location *rebase(const Location *Part, const Location *From,
                         const Location *To);
  /// \p In with every occurrence of \p From replaced by \p To.
  const Value *substitute(const Value *In, const Value *From, const Value *To);
  const Location *substitute(const Location *In, const Value *From,
                             const Value *To);

private:
  static constexpr int64_t OldestAge = 4;
  const Value *ofAge(const Value *Symbol, int64_t Age);

  const Value *intern(const Value &Prototype);
  const Location *intern(const Location &Prototype);

  llvm::BumpPtrAllocator Arena;
  llvm::DenseSet<const Value *, InternInfo<Value>> Values;
  llvm::DenseSet<const Location *, InternInfo<Location>> Locations;
  llvm::DenseMap<std::pair<const Frame *, const clang::Stmt *>, const Frame *>
      Frames;
  const Value *NullAndOne[2] = {}; ///< asked for all the time
  unsigned NextId = 0;
  friend class ValueMarks;
  unsigned LastMarks = 0;
};

/// A set of values that costs no memory: each says which set took it last, so
/// that only the newest of the sets of one purpose can be asked.
class ValueMarks {
public:
  enum class Purpose : uint8_t { Held, Named, Mentioned };

  ValueMarks(ValueFactory &Values, Purpose For)
      : Number(++Values.LastMarks), For(unsigned(For)) {}
  void add(const Value *V) { V->Marks[For] = Number; }
  /// Adds all that \p Whole is made of, itself as well.
  void addParts(const Value *Whole);
  void addParts(const Location *Whole);
  bool contains(const Value *V) const { return V->Marks[For] == Number; }

private:
  unsigned Number, For;
};

} // namespace threadpool

#endif
