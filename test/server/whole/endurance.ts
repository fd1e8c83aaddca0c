import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Crowd, varieties, type Talk } from './crowd.js';
import { createDeployment, type Deployment } from './deployment.js';
import { Lives } from './lives.js';
import { momentToKill, type Announced, type Moment } from './moments.js';
import { stopProgram } from './program.js';
import { seeded } from './random.js';
import { drained } from './sent.js';
import { examine, type Finding } from './verify.js';

/** People who hold a conversation at the same time. */
const peopleAtOnce = 8;
const longestThoughtMs = 40;
/** The longest that Twilio takes over an answer, in milliseconds. */
const longestAnswerMs = 25;
/** After the last kill: everybody ends the conversation they are in, and everything is sent. */
const longestEndMs = 180_000;

/** What an endurance run did, and what it found. */
export interface Endured {
  kills: Moment[];
  talks: Talk[];
  /** From a start until the program said that it was ready, in milliseconds, for those that came so far. */
  startMs: number[];
  /** How often the program looked at Twilio for a text whose answer was lost. */
  lookUps: number;
  /** Emails that arrived, repeats included. */
  emails: number;
  referrals: number;
  texts: number;
  /** Everything that is not as it should be. */
  problems: string[];
}

/**
 * Kills the program again and again, at once starting it anew, while people write to it; lets them finish, and looks at
 * what was kept and what was sent.
 * @param kills how often
 * @param seed decides how long people think, what they send twice, and when the program dies
 */
export async function endure(kills: number, seed: number): Promise<Endured> {
  const usual = await rehearse();
  const random = seeded(seed);
  const events = new EventEmitter<Record<Announced, []>>();
  const deployment = await createDeployment({
    onText: async () => {
      events.emit('text');
      await sleep(random() * longestAnswerMs);
    },
    onEmail: () => {
      events.emit('email');
      return null;
    },
  });
  try {
    const lives = new Lives(deployment.start);
    const crowd = new Crowd({
      senders: {
        address: lives.address,
        onPost: () => events.emit('message'),
        copies: () => (random() < 0.1 ? 2 : 1),
      },
      random,
      thinkMs: longestThoughtMs,
    });
    const killed: Moment[] = [];
    const written = crowd.write(peopleAtOnce, () => killed.length >= kills);
    const kill = async (): Promise<void> => {
      while (killed.length < kills) {
        const moment = await momentToKill(lives, events, random);
        await lives.killAndStart();
        killed.push(moment);
      }
    };
    try {
      await Promise.all([kill(), written]);
      await finish(lives, crowd);
    } catch (error) {
      lives.giveUp(error as Error);
      throw error;
    }
    const findings = await examineAll(deployment, crowd.talks);
    return {
      kills: killed,
      talks: crowd.talks,
      startMs: lives.startMs,
      lookUps: deployment.twilio.lookUps,
      emails: deployment.mail.received.length,
      referrals: findings.reduce((sum, { kept }) => sum + kept.referrals.length, 0),
      texts: deployment.twilio.messages.length,
      problems: problemsOf(deployment, findings, crowd.talks, usual),
    };
  } finally {
    await deployment.close();
  }
}

/** Waits until all that was accepted has been sent, lets everybody read what is left, and stops the program in order. */
async function finish(lives: Lives, { talks }: Crowd): Promise<void> {
  const address = await lives.address();
  await drained(address, longestEndMs);
  for (const { person } of talks) await person.read();
  const { code } = await stopProgram(lives.current);
  if (code !== 0) throw new Error(`The program did not stop in order.\n${lives.current.output()}`);
}

/** Looks at what was kept of everybody and what was sent to them. */
export async function examineAll(deployment: Deployment, talks: Talk[]): Promise<Finding[]> {
  const store = await deployment.openStore();
  try {
    await store.check();
    const findings: Finding[] = [];
    for (const talk of talks) findings.push(await examine(store, deployment, talk));
    return findings;
  } finally {
    await store.close();
  }
}

/** What follows each message of each kind of conversation when nothing is killed; found out once. */
export function rehearse(): Promise<Map<string, string>> {
  return (rehearsed ??= rehearseOnce());
}
let rehearsed: Promise<Map<string, string>> | null = null;

async function rehearseOnce(): Promise<Map<string, string>> {
  const deployment = await createDeployment();
  try {
    const lives = new Lives(deployment.start);
    const crowd = new Crowd({ senders: { address: lives.address }, random: () => 1, thinkMs: 0 });
    let begun = 0;
    await crowd.write(1, () => begun++ === varieties);
    await finish(lives, crowd);
    const findings = await examineAll(deployment, crowd.talks);
    const problems = findings.flatMap((finding) => finding.problems);
    if (problems.length > 0) throw new Error(`Before any kill:\n${problems.join('\n')}`);
    return new Map(findings.map(({ shape }, index) => [kindOf(crowd.talks[index]!), JSON.stringify(shape)]));
  } finally {
    await deployment.close();
  }
}

const kindOf = ({ title, person }: Talk): string => `${person.channel} ${title}`;

/** Everything that is not as it should be, of all conversations together. */
export function problemsOf(
  deployment: Deployment,
  findings: Finding[],
  talks: Talk[],
  usual: Map<string, string>,
): string[] {
  return [
    ...findings.flatMap(({ problems }) => problems),
    ...unusual(findings, talks, usual),
    ...strangers(deployment, findings),
  ];
}

/** Conversations in which something else followed a message than in the rehearsal: a reply too many, or too few. */
function unusual(findings: Finding[], talks: Talk[], usual: Map<string, string>): string[] {
  return findings.flatMap(({ shape, kept }, index) => {
    const expected = usual.get(kindOf(talks[index]!));
    const found = JSON.stringify(shape);
    return found === expected
      ? []
      : [`${kept.record.id}: what followed each message\n  found    ${found}\n  expected ${expected}`];
  });
}

/** Texts and emails that arrived and belong to no conversation. */
function strangers({ twilio, mail }: Deployment, findings: Finding[]): string[] {
  const known = new Set(findings.flatMap(({ kept }) => kept.outbox.map(({ providerId }) => providerId)));
  return [
    ...twilio.messages
      .filter(({ sid }) => !known.has(sid))
      .map(({ to }) => `a text to ${to} that nobody sent`),
    ...mail.received
      .filter(({ email }) => !known.has(email.messageId ?? null))
      .map(({ email }) => `an email that nobody sent: ${email.subject ?? ''}`),
  ];
}
