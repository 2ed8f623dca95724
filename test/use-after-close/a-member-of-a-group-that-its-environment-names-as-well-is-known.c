// RUN: %check %s threadpool-use-after-close threadpool-unsafe-close
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK run(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {}

typedef struct Plugin {
  TP_CALLBACK_ENVIRON environment; // lives as long as the group
  PTP_CLEANUP_GROUP group;
  PTP_WORK scan;
} Plugin;

void load(Plugin *plugin) {
  InitializeThreadpoolEnvironment(&plugin->environment);
  plugin->group = CreateThreadpoolCleanupGroup();
  SetThreadpoolCallbackCleanupGroup(&plugin->environment, plugin->group, NULL);
  plugin->scan = CreateThreadpoolWork(run, plugin, &plugin->environment);
  SubmitThreadpoolWork(plugin->scan);
}

void unload(Plugin *plugin) {
  CloseThreadpoolCleanupGroupMembers(plugin->group, TRUE, NULL);
  CloseThreadpoolWork(plugin->scan); //-
  // expect: work object 'plugin->scan' is closed once more after the members
  //   of its cleanup group 'plugin->group' were closed [threadpool-use-after-close]
  CloseThreadpoolCleanupGroup(plugin->group);
  free(plugin);
}
