import { createRequire } from 'node:module';
import { join } from 'node:path';
import { lines } from '../lines.js';
import { question } from '../question.js';
import { listenAndTell, type Servable } from '../serve.js';

// The same waterfall of questions as a user of Botkit would write it: its conversation, its web adapter, its own Express, and
// the storage in memory that it comes with. BOTKIT is the folder that it is installed in.

/** The part of Botkit 4.15 that is used here; it is not installed where this is compiled. */
interface Botkit {
  addDialog(dialog: object): void;
  on(event: 'message', handler: (bot: { beginDialog(id: string): Promise<void> }) => Promise<void>): void;
}
interface BotkitParts {
  Botkit: new (options: { adapter: object; webserver: Servable; disable_console: boolean }) => Botkit;
  BotkitConversation: new (
    id: string,
    controller: Botkit,
  ) => {
    ask(message: string, handlers: (answer: string) => Promise<void>, key: string): void;
    say(message: string): void;
  };
}
interface WebParts {
  WebAdapter: new (sockets: object) => { init: (controller: Botkit) => void };
}
interface Express {
  (): Servable & { use(handler: unknown): void };
  json(): unknown;
}

const load = createRequire(join(process.env['BOTKIT'] ?? '', 'package.json'));
const { Botkit, BotkitConversation } = load('botkit') as BotkitParts;
const { WebAdapter } = load('botbuilder-adapter-web') as WebParts;
const express = load('express') as Express;

const app = express();
app.use(express.json());
const adapter = new WebAdapter({});
// Its WebSockets would need a server of Botkit's own, which listens on every address of the machine.
adapter.init = () => undefined;
const controller = new Botkit({ adapter, webserver: app, disable_console: true });

const waterfall = new BotkitConversation('waterfall', controller);
for (const [index] of lines.entries()) {
  waterfall.ask(question(index + 1), () => Promise.resolve(), `answer${index}`);
}
waterfall.say('Thank you. That is everything.');
controller.addDialog(waterfall);
controller.on('message', (bot) => bot.beginDialog('waterfall'));

listenAndTell(app);
