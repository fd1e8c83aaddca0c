import { z } from 'zod';
import type { TimerHandler } from '../timers/timer-worker.js';
import { isOpenTo, returned } from './answers.js';
import type { ReferralMoves } from './moves.js';

const payload = z.object({ reference: z.string() });

/** A service has not said in its own time whether it takes a referral: it goes back to the advisers. */
export function unansweredReferral(moves: ReferralMoves): TimerHandler {
  return async (timer) => {
    const { reference } = payload.parse(timer.payload);
    const mover = { adviser: 'timer', name: '', act: 'referral-returned' };
    await moves.move(
      (referrals) => referrals.find(reference),
      mover,
      (found) =>
        isOpenTo(found, 'accepted') && found.record.status !== 'returned'
          ? { ...returned(moves.parts, found), guard: { timer: { id: timer.id, worker: timer.worker } } }
          : null,
    );
  };
}
