//===- Reporter.h - From a world that went wrong to a finding ---*- C++ -*-===//
//
// Collects findings, one for each defect, and picks from the path the steps
// that tell how it came to it. Decides no policy: what is an error is said by
// Simulation, what is reported by the checks.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_REPORTER_H
#define THREADPOOL_TIDY_ENGINE_REPORTER_H

#include "engine/state/Event.h"
#include "engine/state/World.h"
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace clang {
class SourceManager;
}

namespace threadpool {

class Reporter {
public:
  explicit Reporter(const clang::SourceManager &Sources) : Sources(Sources) {}

  /// What every finding needs: the world, whose trace is the path, the object,
  /// and the place of the harm in \p In under \p Root.
  struct Scene {
    const World &In;
    const Value *Handle;
    const ObjectState &State;
    const clang::Stmt *Harm;
    clang::SourceLocation Where;
    const clang::FunctionDecl *Function;
    const clang::FunctionDecl *Root;
    Name Subject;
    /// A step that is part of the story whatever it is about; may be null.
    const Step *Decisive = nullptr;
  };

  /// A Close in a live phase. Kept back from the checks' gates: says only what
  /// is known.
  Finding &unsafeClose(const Scene &S);
  /// The context of an object that was closed live dies at \p Told.
  void contextDies(const Scene &S, const StoryStep &Told);
  /// The closer waits for the event of the delete at \p Delete.
  void awaited(const clang::Stmt *Delete);
  /// The error code that the delete at \p Delete left is asked for.
  void errorRead(const clang::Stmt *Delete);
  /// The context of an object that is not closed dies; with \p Use, it is what
  /// the callback finds by its context and uses so.
  void freedEarly(const Scene &S, Name Context, bool ScopeEnd, bool Quiet,
                  const Deed *Use = nullptr);
  /// Any other finding: one for each kind and place, of the first world that
  /// shows it. The caller may say more in what it gets back.
  /// \p About, where given, tells apart several of a kind at one place.
  Finding &add(const Scene &S, Finding::Kind Kind,
               const Value *About = nullptr);
  /// The finding of kind \p Kind at \p Where, if there is one to be changed;
  /// null otherwise. \p Handle tells closes at one end of scope apart.
  Finding *at(Finding::Kind Kind, const clang::Stmt *Where,
              const Value *Handle = nullptr);
  void mutualWait(Finding Made);
  /// The handle that the closed wait object watched is closed next.
  void followedByHandle(const clang::Stmt *Close, const Value *Handle);

  /// Bodies seen so far may be gone.
  void startRoot() {
    Matters.clear();
    Before.clear();
  }
  /// What the last root has said is as if it had not run. Tells whether that
  /// was anything.
  bool takeBack();
  /// While muted, only the waits in callbacks are noted.
  /// Tells whether it was muted before.
  bool mute(bool On) { return std::exchange(Muted, On); }

  /// The findings in the order of their places in the file.
  std::vector<Finding> take();

  /// The words for \p Handle in \p Function: what the newest step on it called
  /// it, of those that speak of no variable of another function.
  static Name nameOf(const World &In, const Value *Handle,
                     const clang::FunctionDecl *Function);
  /// Where the effect of \p Origin stands: for a scope its end, as in H34.
  static clang::SourceLocation placeOf(const clang::Stmt *Origin,
                                       clang::SourceLocation Otherwise);

private:
  using Key = std::tuple<unsigned, unsigned, unsigned>; // kind, place, object
  Key keyOf(Finding::Kind Kind, clang::SourceLocation Where,
            const Value *Object) const;
  /// A Close that is written is one defect for all that it closes; the end of
  /// several owners at one place is one for each.
  Key closeKey(const clang::Stmt *Close, clang::SourceLocation Where,
               const Value *Handle) const;
  /// The finding of \p K, to be changed; null if there is none.
  Finding *find(const Key &K);
  /// The same, and \p Made if there is none: then the second is true.
  std::pair<Finding *, bool> findOrAdd(const Key &K, const Finding &Made);
  Finding fill(const Scene &S, Finding::Kind Kind) const;
  void tell(const Scene &S, Finding &Into);
  static void diagnose(const Scene &S, Finding &Into);

  const clang::SourceManager &Sources;
  std::map<Key, Finding> Findings;
  /// What the running root has made or changed, as it was before.
  std::map<Key, std::optional<Finding>> Before;
  /// Which ways at a branch belong to a story; of the running root.
  llvm::DenseMap<std::pair<const Block *, unsigned>, bool> Matters;
  bool Muted = false;
  Finding Unheard; ///< what is given back while muted
};

} // namespace threadpool

#endif
