import { randomUUID } from 'node:crypto';
import { serve } from './serve.js';

// (b): what Express costs when nothing else is done.
serve((_request, response) => {
  response.json({ id: randomUUID() });
});
