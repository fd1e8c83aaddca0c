import { createRequire } from 'node:module';

/** What is used of @nlpjs/basic, which brings no types. */
interface Nlp {
  settings: { autoSave: boolean };
  addLanguage(language: string): void;
  addDocument(language: string, text: string, intent: string): void;
  train(): Promise<unknown>;
  process(language: string, text: string): Promise<{ intent: string }>;
}
interface Container {
  use(plugin: unknown): void;
  get(name: 'nlp'): Nlp;
}
interface NlpModule {
  containerBootstrap: () => Promise<Container>;
  Nlp: unknown;
  LangEn: unknown;
}

const { containerBootstrap, Nlp, LangEn } = createRequire(import.meta.url)('@nlpjs/basic') as NlpModule;

/**
 * A classifier of @nlpjs/basic, trained on these phrases. It knows one label a phrase, and its English tokeniser reads
 * Welsh as well as it can.
 */
export async function trainNlpjs(
  phrases: readonly { text: string; label: string }[],
): Promise<(text: string) => Promise<string>> {
  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(LangEn);
  const nlp = container.get('nlp');
  nlp.settings.autoSave = false;
  nlp.addLanguage('en');
  for (const { text, label } of phrases) nlp.addDocument('en', text, label);
  await nlp.train();
  return async (text) => (await nlp.process('en', text)).intent;
}
