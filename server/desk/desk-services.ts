import type { Logger } from 'pino';
import { bookingTimers } from '../booking/booking-timers.js';
import { offerOn } from '../booking/offer-on.js';
import { remind } from '../booking/remind.js';
import { tellCancelled } from '../booking/tell-cancelled.js';
import { checkInDue, checkInTimer } from '../afterwards/check-in.js';
import { checkInStopped, stopTimer } from '../afterwards/stop-pages.js';
import { Acts, type ActParts } from './acts/acts.js';
import { Presences } from './acts/presence.js';
import { ConversationService } from './conversation/conversation-service.js';
import type { PersonKeys } from './conversation/person-keys.js';
import { deskTimers } from './floor/times.js';
import { unclaimed } from './overdue/alert.js';
import { waitLookedAt } from './overdue/nobody-comes.js';
import { adviserGone, replyOwed } from './overdue/returned.js';
import { unansweredTimer } from '../referral/dispatch.js';
import type { ReferralMoves } from '../referral/moves.js';
import { unansweredReferral } from '../referral/unanswered.js';
import {
  newsletterAsked,
  newsletterConfirmed,
  newsletterStopped,
  newsletterTimers,
} from '../newsletters/asked.js';
import { newsletterUnconfirmed, unconfirmedTimer } from '../newsletters/unconfirmed.js';
import type { Signer } from '../afterwards/signer.js';
import { Subscriptions } from '../newsletters/subscriptions.js';
import { DiaryService } from './diary/diary-service.js';
import { QueueService } from './queue/queue-service.js';
import { TimerWorker } from '../timers/timer-worker.js';

export interface DeskServiceParts extends Omit<ActParts, 'wakeTimers'> {
  referrals: ReferralMoves;
  /** Where the desk can be opened. */
  deskUrl: string;
  signer: Signer;
  logger: Logger;
  /** Unique among the processes that share a store. */
  workerId: string;
}

/** What the desk's pages call. Each service checks the adviser's area and rights itself. */
export interface DeskServices {
  acts: Acts;
  diary: DiaryService;
  queue: QueueService;
  conversations: ConversationService;
  presences: Presences;
  personKeys: PersonKeys;
  subscriptions: Subscriptions;
  referrals: ReferralMoves;
  timers: TimerWorker;
}

/** Builds the desk's services; nothing runs by itself before `timers.start()`. */
export function createDeskServices(parts: DeskServiceParts): DeskServices {
  const { store, clock, logger, workerId, personKeys } = parts;
  const subscriptions = new Subscriptions(store, personKeys);
  const newsletters = { ...parts, subscriptions };
  const timers = new TimerWorker({
    store,
    clock,
    logger,
    workerId,
    handlers: {
      [deskTimers.owed]: replyOwed(parts),
      [deskTimers.gone]: adviserGone(parts, clock()),
      [deskTimers.unclaimed]: unclaimed(parts),
      [deskTimers.wait]: waitLookedAt(parts, clock()),
      [unansweredTimer]: unansweredReferral(parts.referrals),
      [bookingTimers.reminder]: remind(parts),
      [bookingTimers.freed]: offerOn(parts),
      [bookingTimers.cancelled]: tellCancelled(parts),
      [checkInTimer]: checkInDue(parts),
      [stopTimer]: checkInStopped(parts),
      [newsletterTimers.asked]: newsletterAsked(newsletters),
      [newsletterTimers.confirmed]: newsletterConfirmed(newsletters),
      [newsletterTimers.stopped]: newsletterStopped(newsletters),
      [unconfirmedTimer]: newsletterUnconfirmed(newsletters),
    },
  });
  const wakeTimers = (): void => {
    timers.wake();
  };
  const acts = new Acts({ ...parts, wakeTimers });
  return {
    acts,
    diary: new DiaryService({ ...parts, acts, wakeTimers }),
    queue: new QueueService(parts),
    conversations: new ConversationService(acts, personKeys),
    presences: new Presences({ ...parts, wakeTimers }),
    personKeys,
    subscriptions,
    referrals: parts.referrals,
    timers,
  };
}
