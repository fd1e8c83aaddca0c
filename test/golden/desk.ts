import { close, closeInput } from '../../server/desk/acts/close.js';
import { claim } from '../../server/desk/acts/claim.js';
import { handBack, handBackInput } from '../../server/desk/acts/hand-back.js';
import { setIntake } from '../../server/desk/acts/intake.js';
import type { ActResult } from '../../server/desk/acts/refusal.js';
import { say } from '../../server/desk/acts/say.js';
import { transfer } from '../../server/desk/acts/transfer.js';
import type { Adviser, Role } from '../../server/desk/adviser.js';
import type { DeskServices } from '../../server/desk/desk-services.js';
import { readAnswer } from '../../server/referral/answer/answer-form.js';
import { answered, isOpenTo } from '../../server/referral/answers.js';
import type { ReferralMoves } from '../../server/referral/moves.js';
import type { Store } from '../../server/store/store.js';
import type { LiveUpdates } from '../../server/turns/live.js';
import type { Happening } from './script.js';

/** The desk of golden conversations: the real acts, done by whoever the script names. */
export class GoldenDesk {
  #adviser: Adviser;
  #said = 0;

  constructor(
    private readonly desk: DeskServices,
    private readonly store: Store,
    private readonly live: LiveUpdates,
    private readonly time: { now: Date },
    private readonly area: string,
    private readonly moves: ReferralMoves,
  ) {
    this.#adviser = this.#known('Nobody');
  }

  async happens(happening: Happening, value: string, id: string): Promise<void> {
    const { acts, presences } = this.desk;
    switch (happening) {
      case 'adviser arrives':
        this.#adviser = await this.#arrives(value);
        return;
      case 'adviser takes':
        this.#adviser = await this.#arrives(value);
        return done(await claim(acts, this.#adviser, id));
      case 'adviser says':
        this.#said += 1;
        return done(await say(acts, this.#adviser, id, { text: value, actId: `act-${this.#said}` }));
      case 'adviser hands back':
        return done(await handBack(acts, this.#adviser, id, handBackInput.parse({ to: value })));
      case 'adviser transfers': {
        const colleague = await this.#arrives(value);
        const to = { kind: 'adviser', adviser: colleague.id } as const;
        done(await transfer(acts, this.#adviser, id, { to, note: '' }));
        this.#adviser = colleague;
        return;
      }
      case 'adviser closes':
        return done(await close(acts, this.#adviser, id, closeInput.parse({ outcome: value })));
      case 'adviser signs out':
        await presences.signedOut(this.#adviser);
        // No other browser of theirs is heard of meanwhile.
        this.time.now = new Date(this.time.now.getTime() + 15_000);
        await this.desk.timers.runDue();
        return;
      case 'intake': {
        const parts = { store: this.store, live: this.live, clock: () => this.time.now };
        const input = { area: this.area, paused: value === 'paused' };
        if (!(await setIntake(parts, this.#known('Mared', 'supervisor'), input)))
          throw new Error('The intake was not changed.');
        return;
      }
      case 'hours pass':
        for (let hour = 0; hour < Number(value); hour += 1) {
          this.time.now = new Date(this.time.now.getTime() + 60 * 60_000);
          await this.desk.timers.runDue();
        }
        return;
      case 'minutes pass':
        return this.pass(Number(value));
      case 'days pass':
        this.time.now = new Date(this.time.now.getTime() + Number(value) * 24 * 60 * 60_000);
        return this.desk.timers.runDue();
      case 'service answers':
        return this.#answers(value, id);
    }
  }

  /** The service of the newest referral answers it, as by its link. */
  async #answers(value: string, id: string): Promise<void> {
    const [kind = '', service = ''] = value.split(' ');
    const read = readAnswer({ answer: kind, service, reason: 'We have no room.' }, [service]);
    const { answer } = read ?? {};
    if (!answer) throw new Error(`${value} is no answer.`);
    const moved = await this.moves.move(
      async (referrals) => (await referrals.ofConversation(id)).at(-1) ?? null,
      { adviser: 'receiver', name: '', act: `referral-${kind}` },
      (found) => (isOpenTo(found, answer.kind) ? answered(this.moves.parts, found, answer, null) : null),
    );
    if (!moved) throw new Error('There is no referral to answer.');
  }

  /** Lets minutes pass one by one; whoever took the conversation sits at their desk. */
  async pass(minutes: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) {
      this.time.now = new Date(this.time.now.getTime() + 60_000);
      await this.desk.presences.seen(this.#adviser, [this.area]);
      await this.desk.timers.runDue();
    }
  }

  async #arrives(name: string): Promise<Adviser> {
    const adviser = this.#known(name);
    await this.desk.presences.seen(adviser, [this.area]);
    return adviser;
  }

  #known(name: string, role: Role = 'adviser'): Adviser {
    return { id: name, name, firstName: name, team: null, grants: [{ role, area: this.area }] };
  }
}

function done(result: ActResult): void {
  if (!result.done) throw new Error(`The desk refused: ${JSON.stringify(result)}`);
}
