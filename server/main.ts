import { TurnThread } from './turns/threads/turn-thread.js';

// The first thread reads the content while this one reads everything else.
const first = new TurnThread();
const { serve } = await import('./serve.js');
await serve(first);
