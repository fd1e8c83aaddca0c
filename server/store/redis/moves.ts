import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Link } from './connection/link.js';
import { numberOf, textOf, textsOf } from './connection/reply.js';
import type { Areas } from './areas.js';
import type { Keys } from './keys.js';

/** A conversation on its way from one area to another. */
export interface Move {
  /** Names this attempt. */
  attempt: string;
  to: string;
}

const moveSchema = z.object({ attempt: z.string(), to: z.string() });

/** Whoever moves a conversation is given so long before another takes it for dead, in milliseconds. */
const patienceMs = 1_000;
const lookMs = 25;
/** An attempt that was given up can never succeed in this time; no command is under way for as long. */
const rememberedSeconds = 86_400;

/**
 * A turn that brings a conversation to another area cannot be one commit in both, for they are in different places of a
 * cluster. So the conversation is first taken out of the one, as it was, and the commit in the other both unpacks and
 * changes it. Should the process die in between, the next who looks for the conversation ends the move: by the one truth
 * whether it has arrived.
 */
export class Moves {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly areas: Areas,
  ) {}

  /** Takes the conversation out, as the text that brings it back, if it still has the version; null when it has not. */
  async takeOut(id: string, from: string, version: number, move: Move): Promise<string | null> {
    const base = this.keys.area(from);
    const now = String(Date.now());
    return textOf(await this.link.run('take-out', base, id, String(version), now, JSON.stringify(move)));
  }

  /** It has arrived: from now on it is found there. */
  async arrived(id: string, from: string, { to }: Move): Promise<void> {
    const home = this.keys.home(id);
    await this.link.write(home, 'SET', home, to);
    await this.link.run('end-move', this.keys.area(from), id, 'gone');
  }

  /** It did not go: back as it was. */
  async back(id: string, from: string): Promise<void> {
    await this.link.run('end-move', this.keys.area(from), id, 'back');
  }

  /** Whether a conversation that is not in its area was being moved; the move has ended then. */
  async settle(id: string, from: string): Promise<boolean> {
    const key = `${this.keys.area(from)}:moving:${id}`;
    const look = async (): Promise<Move | null> => {
      const move = textOf(await this.link.read(key, 'HGET', key, 'move'));
      return move === null ? null : moveSchema.parse(JSON.parse(move));
    };
    let move = await look();
    if (!move) return false;
    for (let waited = 0; move && waited < patienceMs; waited += lookMs) {
      await pause(lookMs);
      move = await look();
    }
    if (move) await this.#end(id, from, move);
    return true;
  }

  /** Ends moves that nobody ended, so that what such a conversation has to send is sent. */
  async endAbandoned(): Promise<void> {
    const before = Date.now() - 10 * patienceMs;
    await this.areas.each(async (base, area) => {
      const old = await this.link.read(base, 'ZRANGEBYSCORE', `${base}:moving`, '-inf', String(before));
      for (const id of textsOf(old)) await this.settle(id, area);
    });
  }

  /** Ends all moves, those of a process that is at it as well once it was given its time. */
  async endAll(): Promise<void> {
    await this.areas.each(async (base, area) => {
      for (const id of textsOf(await this.link.read(base, 'ZRANGE', `${base}:moving`, '0', '-1'))) {
        await this.settle(id, area);
      }
    });
  }

  async #end(id: string, from: string, move: Move): Promise<void> {
    const there = this.keys.area(move.to);
    const isThere = await this.link.run('give-up', there, id, move.attempt, String(rememberedSeconds));
    if (numberOf(isThere) === 1) await this.arrived(id, from, move);
    else await this.back(id, from);
  }

  /** Makes sure that a conversation which was announced and is not there never begins. False when it is there. */
  async prevent(id: string, area: string): Promise<boolean> {
    const answer = await this.link.run('give-up', this.keys.area(area), id, id, String(rememberedSeconds));
    return numberOf(answer) === 0;
  }
}
