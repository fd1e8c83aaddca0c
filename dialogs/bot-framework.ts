/**
 * All that we take from Bot Framework's dialogs, by the files that hold it: the package as a whole would also load its
 * prompts and text recognisers, which nothing here uses and which take half of the time of a start.
 */
export { Dialog, DialogTurnStatus } from 'botbuilder-dialogs/lib/dialog.js';
export { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
export { DialogMemoryScope } from 'botbuilder-dialogs/lib/memory/scopes/dialogMemoryScope.js';
export { TurnMemoryScope } from 'botbuilder-dialogs/lib/memory/scopes/turnMemoryScope.js';
export type {
  DialogContext,
  DialogInstance,
  DialogState,
  DialogStateManagerConfiguration,
  DialogTurnResult,
} from 'botbuilder-dialogs';
