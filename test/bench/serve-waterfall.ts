import { z } from 'zod';
import { serve } from './serve.js';
import { WaterfallBot } from './waterfall-bot.js';

const posted = z.object({ text: z.string() });
const bot = new WaterfallBot();

// (a) behind Express.
serve(async (request, response) => {
  const { text } = posted.parse(request.body);
  response.json({ replies: await bot.hear(request.params.id, text) });
});
