import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import {
  DialogMemoryScope,
  TurnMemoryScope,
  type DialogState,
  type DialogStateManagerConfiguration,
} from '../../dialogs/bot-framework.js';

const key = Symbol('dialog state');

/** Bot Framework would gather every scope of memory anew each turn; its dialogs look into these two. */
const memory: DialogStateManagerConfiguration = {
  memoryScopes: [new TurnMemoryScope(), new DialogMemoryScope()],
  pathResolvers: [],
};

/** Puts the dialogs that are under way where this turn finds them, and changes them in place. */
export function setDialogState(context: TurnContext, state: DialogState): void {
  context.turnState.set(key, state);
  context.turnState.set('DialogStateManagerConfiguration', memory);
}

/** Bot Framework's view of the dialogs under way: held by the turn, kept by the store with everything else. */
export const turnDialogState: StatePropertyAccessor<DialogState> = {
  get(context: TurnContext) {
    const state = context.turnState.get<DialogState | undefined>(key);
    if (!state) throw new Error('The state of the dialogs of this turn is missing.');
    return Promise.resolve(state);
  },
  set(context: TurnContext, value: DialogState) {
    context.turnState.set(key, value);
    return Promise.resolve();
  },
  delete(context: TurnContext) {
    context.turnState.set(key, { dialogStack: [] });
    return Promise.resolve();
  },
};
