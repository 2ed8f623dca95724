//===- main.cpp - No input makes the checks crash or hang -----------------===//
//
// Runs all checks on all test inputs and on their mutants, hundreds in one
// process. A child works on one after the other and says in shared memory
// where it is; when it dies, its parent writes down what it was reading and
// has another child go on behind that.
//
//===----------------------------------------------------------------------===//

#include "Checker.h"
#include "Mutants.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"
#include <chrono>
#include <csignal>
#include <deque>
#include <map>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace llvm;
using namespace threadpool;

namespace {

cl::opt<std::string> Root(cl::Positional, cl::init(STRESS_TEST_ROOT),
                          cl::desc("[DIRECTORY of the tests]"));
cl::opt<std::string> Only("only", cl::desc("tests whose path contains this"));
cl::list<Mutation> Kinds(
    "kind", cl::desc("what to make of the tests (all of it by default)"),
    cl::values(clEnumValN(Mutation::Whole, "whole", "as they are"),
               clEnumValN(Mutation::Cut, "cut", "cut off after each token"),
               clEnumValN(Mutation::Delete, "delete", "without each token")));
cl::opt<unsigned> Share("share", cl::init(1),
                        cl::desc("only one mutant of this many"));
cl::opt<unsigned> Offset("offset", cl::init(0),
                         cl::desc("which of them, counted over all tests"));
cl::opt<unsigned> Jobs("jobs", cl::init(2), cl::desc("processes"));
cl::opt<double> Limit("limit", cl::init(1),
                      cl::desc("seconds of processor time for one input"));
cl::opt<std::string> Save("save", cl::init("."),
                          cl::desc("where inputs that fail are written"));

cl::opt<std::string> Seeds("seeds", cl::desc("write the tests into this "
                                             "directory, for threadpool-fuzz"));

cl::opt<std::string> Again(
    "again", cl::desc("this input of threadpool-fuzz alone: ends with 0 if all "
                      "is well, 1 if it is not, 3 if clang fails by itself"));

constexpr unsigned KindCount = 3;

/// What a child tells its parent, in memory that both see.
struct Progress {
  size_t At; ///< the mutant that it is at, the end of its task behind the last
  unsigned Runs[KindCount];
  unsigned Warnings;
  double Slowest;
  size_t SlowestAt;
};

struct Mutant {
  unsigned Test;
  Mutation Kind;
  unsigned Index;
};

/// Mutants that a child works on.
struct Task {
  size_t Begin, End;
};

/// How many mutants those are: starting a child is not free.
constexpr size_t Batch = 250;

class Driver {
public:
  Driver() : Check(Root), Tests(readTests(Root)) {
    if (!Only.empty())
      erase_if(Tests, [](const TestInput &T) {
        return T.Path.find(Only) == std::string::npos;
      });
    Shared = static_cast<Progress *>(mmap(
        nullptr, Jobs * sizeof(Progress), PROT_READ | PROT_WRITE,
        MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    collect();
  }

  /// The tests as the fuzzer reads them.
  int writeSeeds() {
    if (sys::fs::create_directories(Seeds))
      return 1;
    for (const TestInput &Test : Tests) {
      std::error_code Error;
      StringRef Folder =
          sys::path::filename(sys::path::parent_path(Test.Path));
      raw_fd_ostream To((Seeds + "/" + Folder + "." +
                         sys::path::filename(Test.Path))
                            .str(),
                        Error);
      To << headOf(StringRef(Test.Path).ends_with(".c")) << Test.Text;
    }
    return 0;
  }

  int runAgain() {
    auto Buffer = MemoryBuffer::getFile(Again);
    if (!Buffer)
      return 1;
    StringRef Text = (*Buffer)->getBuffer();
    StringRef Path = Text.starts_with(headOf(/*IsC=*/true)) ? "/fuzz.c"
                                                            : "/fuzz.cpp";
    if (fails([&] { Check.visit(Path, Text, {}); }))
      return 3;
    return fails([&] { Check.check(Path, Text, {}); });
  }

  int run() {
    std::deque<Task> Queue;
    for (size_t I = 0; I < Mutants.size(); I += Batch)
      Queue.push_back({I, std::min(I + Batch, Mutants.size())});
    std::map<pid_t, std::pair<unsigned, Task>> Children;
    std::vector<unsigned> Free;
    for (unsigned I = 0; I != Jobs; ++I)
      Free.push_back(I);
    while (!Queue.empty() || !Children.empty()) {
      while (!Queue.empty() && !Free.empty()) {
        const unsigned Slot = Free.back();
        Free.pop_back();
        Children[start(Queue.front(), Slot)] = {Slot, Queue.front()};
        Queue.pop_front();
      }
      int Status = 0;
      const pid_t Ended = wait(&Status);
      auto It = Children.find(Ended);
      if (It == Children.end())
        continue;
      auto [Slot, Did] = It->second;
      Children.erase(It);
      Free.push_back(Slot);
      if (WIFEXITED(Status) && WEXITSTATUS(Status) == 0) {
        Done += Did.End - Did.Begin;
        tellProgress();
        continue;
      }
      const Progress &At = Shared[Slot];
      Done += std::min(At.At + 1, Did.End) - Did.Begin;
      tell(Did, At.At, Status);
      if (At.At + 1 < Did.End)
        Queue.push_front({At.At + 1, Did.End});
    }
    return summary();
  }

private:
  /// A line for each tenth of the work, so that nobody takes it for hung.
  void tellProgress() {
    while (Tenths < Done * 10 / Mutants.size())
      outs() << ++Tenths * 10 << " % of " << Mutants.size() << " inputs\n";
    outs().flush();
  }

  bool isAsked(Mutation Kind) const {
    return Kinds.empty() || is_contained(Kinds, Kind);
  }

  /// The mutants that are asked for: those of the share, and of mutants that
  /// are as good as the same only the first. The tests themselves come always.
  void collect() {
    DenseSet<uint64_t> Known;
    unsigned Number = 0;
    for (unsigned T = 0; T != Tests.size(); ++T) {
      const TestInput &Test = Tests[T];
      const std::string Read = join(Test.Flags, " ") + "\n" +
                               sys::path::extension(Test.Path).str() + "\n";
      for (unsigned K = 0; K != KindCount; ++K) {
        const auto Kind = static_cast<Mutation>(K);
        if (!isAsked(Kind))
          continue;
        for (unsigned I = 0, E = countOf(Test, Kind); I != E; ++I) {
          const bool First =
              Known.insert(xxh3_64bits(Read + gistOf(Test, Kind, I)) >> 1)
                  .second;
          if (Kind == Mutation::Whole ||
              (First && Number++ % Share == Offset % Share))
            Mutants.push_back({T, Kind, I});
          Copies += Kind != Mutation::Whole && !First;
        }
      }
    }
  }

  pid_t start(const Task &Do, unsigned Slot) {
    outs().flush();
    const pid_t Child = fork();
    if (Child != 0)
      return Child;
    work(Do, Shared[Slot]);
    exit(0); // and not _exit: now the leaks are counted, where they are
  }

  void work(const Task &Do, Progress &Told) {
    for (Told.At = Do.Begin; Told.At != Do.End; ++Told.At) {
      const Mutant &M = Mutants[Told.At];
      const TestInput &Test = Tests[M.Test];
      const std::string Text = textOf(Test, M.Kind, M.Index);
      guard(Limit);
      const auto Begin = std::chrono::steady_clock::now();
      Told.Warnings += M.Kind == Mutation::Whole
                           ? Check.check(Test.Path, Text, Test.Flags)
                           : Check.checkInEditor(Test.Path, Text, Test.Flags);
      const double Took = std::chrono::duration<double>(
                              std::chrono::steady_clock::now() - Begin)
                              .count();
      guard(0);
      ++Told.Runs[static_cast<unsigned>(M.Kind)];
      if (Took > Told.Slowest) {
        Told.Slowest = Took;
        Told.SlowestAt = Told.At;
      }
    }
  }

  /// Ends this process after \p Seconds of work, or of a long sleep; both
  /// signals are fatal by default. None for 0.
  static void guard(double Seconds) {
    itimerval Timer = {};
    Timer.it_value.tv_sec = static_cast<time_t>(Seconds);
    Timer.it_value.tv_usec =
        static_cast<suseconds_t>((Seconds - Timer.it_value.tv_sec) * 1e6);
    setitimer(ITIMER_PROF, &Timer, nullptr);
    alarm(Seconds ? 60 : 0);
  }

  std::string describe(const Mutant &M) const {
    return Tests[M.Test].Path + ", " + nameOf(M.Kind).str() + " " +
           std::to_string(M.Index);
  }

  void tell(const Task &Did, size_t At, int Status) {
    const bool Hung =
        WIFSIGNALED(Status) &&
        (WTERMSIG(Status) == SIGPROF || WTERMSIG(Status) == SIGALRM);
    const std::string How =
        WIFSIGNALED(Status) ? "signal " + std::to_string(WTERMSIG(Status))
                            : "exit " + std::to_string(WEXITSTATUS(Status));
    if (At == Did.End) { // at the end of the process: what leaked is told there
      ++Crashes;
      outs() << "CRASH: behind " << describe(Mutants[Did.Begin]) << " up to "
             << describe(Mutants[Did.End - 1]) << ", " << How << "\n";
      return;
    }
    const Mutant &M = Mutants[At];
    const TestInput &Test = Tests[M.Test];
    const bool ByClang = failsWithout(M);
    ++(ByClang ? ClangsOwn : Hung ? Hangs : Crashes);
    outs() << (ByClang ? "clang's own " : "") << (Hung ? "HANG: " : "CRASH: ")
           << describe(M);
    if (!Hung)
      outs() << ", " << How;
    const std::string File =
        Save + "/" + sys::path::stem(Test.Path).str() + "." +
        nameOf(M.Kind).str() + std::to_string(M.Index) +
        sys::path::extension(Test.Path).str();
    std::error_code Error;
    raw_fd_ostream(File, Error) << textOf(Test, M.Kind, M.Index);
    outs() << ": " << File << "\n";
  }

  /// Whether clang crashes or hangs on the input without any check.
  bool failsWithout(const Mutant &M) {
    return fails([&] {
      Check.visit(Tests[M.Test].Path, textOf(Tests[M.Test], M.Kind, M.Index),
                  Tests[M.Test].Flags);
    });
  }

  /// Whether \p Work crashes or takes too long.
  static bool fails(function_ref<void()> Work) {
    outs().flush();
    const pid_t Child = fork();
    if (Child == 0) {
      guard(Limit);
      Work();
      _exit(0);
    }
    int Status = 0;
    waitpid(Child, &Status, 0);
    return !WIFEXITED(Status) || WEXITSTATUS(Status) != 0;
  }

  int summary() {
    unsigned Runs[KindCount] = {}, Warnings = 0;
    Progress Slow = {};
    for (const Progress &At : ArrayRef<Progress>(Shared, Jobs)) {
      for (unsigned K = 0; K != KindCount; ++K)
        Runs[K] += At.Runs[K];
      Warnings += At.Warnings;
      if (At.Slowest > Slow.Slowest)
        Slow = At;
    }
    unsigned All = 0;
    for (unsigned K = 0; K != KindCount; ++K) {
      outs() << nameOf(static_cast<Mutation>(K)) << ": " << Runs[K]
             << " inputs\n";
      All += Runs[K];
    }
    outs() << Copies << " more would have been the same as another\n";
    outs() << Warnings << " warnings; the slowest took "
           << format("%.0f ms", Slow.Slowest * 1000);
    if (Slow.Slowest)
      outs() << " (" << describe(Mutants[Slow.SlowestAt]) << ")";
    outs() << "\n" << Crashes << " crashes, " << Hangs << " hangs, "
           << ClangsOwn << " of clang without the checks\n";
    const unsigned Bad = Crashes + Hangs;
    outs() << All << " passed, " << Bad << " failed\n";
    return Bad || !All;
  }

  Checker Check;
  std::vector<TestInput> Tests;
  std::vector<Mutant> Mutants;
  unsigned Copies = 0; ///< mutants that are as good as another one
  Progress *Shared;
  size_t Done = 0, Tenths = 0; ///< mutants, and how much of them was told
  unsigned Crashes = 0, Hangs = 0, ClangsOwn = 0;
};

} // namespace

int main(int argc, char **argv) {
  cl::ParseCommandLineOptions(argc, argv,
                              "Runs the checks on all tests, and on what is "
                              "left of them without a part.\n");
  Driver Drive;
  return !Again.empty()   ? Drive.runAgain()
         : !Seeds.empty() ? Drive.writeSeeds()
                          : Drive.run();
}
