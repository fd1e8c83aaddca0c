import { statSync } from 'node:fs';
import { join } from 'node:path';
import { heads } from '../../bot/classifier/labels.js';
import { Model } from '../../bot/classifier/model.js';
import { seededRandom, shuffled } from '../../bot/classifier/random.js';
import { train } from '../../bot/classifier/train.js';
import { examplesOf } from '../../bot/understanding/learn.js';
import { createUnderstander, examine } from '../../bot/understanding/understand.js';
import { projectRoot } from '../../content/project-root.js';
import { openFolder } from '../../content/schema/folder.js';
import { loadPhrases, type PhraseGroup } from '../../content/schema/phrases.js';
import { modelPath } from '../../server/understanding/model-path.js';
import { ownModel, ownRules } from '../../server/understanding/own-understander.js';
import { trainNlpjs } from './nlpjs.js';

/** Of five groups of phrases, one is kept for asking. */
const folds = 5;

/** How one side did: the part of carers and of topics that were right, and what a message took. */
export interface UnderstandingSide {
  name: string;
  carer: number;
  topic: number;
  p50: number;
  p99: number;
  trainingSeconds: number;
}

export interface UnderstandingMeasured {
  learnt: number;
  asked: number;
  sides: UnderstandingSide[];
  modelBytes: number;
  loadMs: number;
  rulesMs: number;
  /** Of the model and the rules together. */
  bytes: number;
}

interface Question {
  text: string;
  carer: string;
  topics: readonly string[];
}

type Answer = { carer: string; topic: string };

interface Side {
  name: string;
  trainingSeconds: number;
  /** What is timed. */
  understand(text: string): unknown;
  answer(text: string): Answer | Promise<Answer>;
}

async function ask(side: Side, questions: readonly Question[]): Promise<UnderstandingSide> {
  for (const { text } of questions.slice(0, 200)) await side.understand(text);
  const times: number[] = [];
  let carers = 0;
  let topics = 0;
  for (const question of questions) {
    const start = performance.now();
    await side.understand(question.text);
    times.push(performance.now() - start);
    const given = await side.answer(question.text);
    carers += Number(given.carer === question.carer);
    topics += Number(question.topics.includes(given.topic));
  }
  times.sort((one, other) => one - other);
  const at = (part: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  const { name, trainingSeconds } = side;
  const { length } = questions;
  return {
    name,
    trainingSeconds,
    carer: carers / length,
    topic: topics / length,
    p50: at(0.5),
    p99: at(0.99),
  };
}

function spread(groups: readonly PhraseGroup[]): Question[] {
  return groups.flatMap(({ say, carer, topics }) =>
    carer === null || topics === null ? [] : say.map((text) => ({ text, carer, topics })),
  );
}

async function timed<T>(work: () => T | Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const made = await work();
  return [made, performance.now() - start];
}

/**
 * Measures understanding beside @nlpjs/basic: both learn the same phrases and are asked about groups of phrases that
 * neither has seen. A topic counts as right when the likeliest one is among those of the phrase.
 * @param most how many groups of phrases, so that a quick run stays quick
 */
export async function measureUnderstanding(most: number): Promise<UnderstandingMeasured> {
  const before = process.memoryUsage();
  const [rules, rulesMs] = await timed(ownRules);
  const [, loadMs] = await timed(ownModel);
  const after = process.memoryUsage();

  const groups = shuffled(loadPhrases(openFolder(join(projectRoot, 'content'))), seededRandom(3)).slice(
    0,
    most,
  );
  const learnt = groups.filter((_, at) => at % folds !== 0);
  const questions = spread(groups.filter((_, at) => at % folds === 0));

  const [model, ours] = await timed(() => new Model(train(examplesOf(rules, learnt))));
  const understander = createUnderstander({ ...rules, model });
  const likeliestTopic = (text: string): string => {
    const beliefs = model.beliefs(examine(rules, text, null).clues);
    const { from, names } = heads.topics;
    return names.reduce((best, name) =>
      (beliefs[from + names.indexOf(name)] ?? 0) > (beliefs[from + names.indexOf(best)] ?? 0) ? name : best,
    );
  };
  const whole = await ask(
    {
      name: 'Fingerpost: screen, rules and model',
      trainingSeconds: ours / 1000,
      understand: (text) => understander.understand(text, null),
      answer: (text) => ({
        carer: understander.understand(text, null).carer,
        topic: likeliestTopic(text),
      }),
    },
    questions,
  );

  const phrases = spread(learnt);
  const [[carerOf, topicOf], theirs] = await timed(async () => {
    const carers = await trainNlpjs(phrases.map(({ text, carer }) => ({ text, label: carer })));
    const topics = phrases.map(({ text, topics: [first = 'other'] }) => ({ text, label: first }));
    return [carers, await trainNlpjs(topics)] as const;
  });
  const answer = async (text: string): Promise<Answer> => ({
    carer: await carerOf(text),
    topic: await topicOf(text),
  });
  const nlpjs = await ask(
    {
      name: '@nlpjs/basic: carer and first topic',
      trainingSeconds: theirs / 1000,
      understand: answer,
      answer,
    },
    questions,
  );
  return {
    learnt: phrases.length,
    asked: questions.length,
    sides: [whole, nlpjs],
    modelBytes: statSync(modelPath).size,
    loadMs,
    rulesMs,
    bytes: after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers,
  };
}
