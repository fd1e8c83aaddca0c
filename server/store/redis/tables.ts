import type { Keyring } from '../sealing/keyring.js';
import { Addresses } from './addresses.js';
import { AreaRecords } from './area-records.js';
import { Areas } from './areas.js';
import { Audit } from './audit.js';
import type { Link } from './connection/link.js';
import { Conversations } from './conversations.js';
import { Deliveries } from './deliveries.js';
import { DeskRows } from './desk-rows.js';
import { DeskSessions } from './desk-sessions.js';
import { Diary } from './diary.js';
import { Homes } from './homes.js';
import type { Keys } from './keys.js';
import { Moves } from './moves.js';
import { OptOuts } from './opt-outs.js';
import { Outbox } from './outbox.js';
import { People } from './people.js';
import { Presences } from './presences.js';
import { Referrals } from './referrals.js';
import { Retention } from './retention.js';
import { Standings } from './standings.js';
import { Timers } from './timers.js';
import { TurnCommits } from './turn-commits.js';

/** Everything that is kept. */
export class Tables {
  readonly areas: Areas;
  readonly moves: Moves;
  readonly conversations: Conversations;
  readonly turns: TurnCommits;
  readonly outbox: Outbox;
  readonly deliveries: Deliveries;
  readonly optOuts: OptOuts;
  readonly rows: DeskRows;
  readonly referrals: Referrals;
  readonly standings: Standings;
  readonly diary: Diary;
  readonly records: AreaRecords;
  readonly presences: Presences;
  readonly audit: Audit;
  readonly timers: Timers;
  readonly people: People;
  readonly deskSessions: DeskSessions;
  readonly retention: Retention;

  constructor(link: Link, keys: Keys, keyring: Keyring) {
    this.areas = new Areas(link, keys);
    this.moves = new Moves(link, keys, this.areas);
    const homes = new Homes(link, keys, this.moves);
    this.conversations = new Conversations(link, keys, homes, keyring);
    this.deliveries = new Deliveries(link, keys);
    this.outbox = new Outbox(link, keys, this.areas, homes, this.deliveries, keyring);
    this.optOuts = new OptOuts(link, keys, homes, keyring);
    this.rows = new DeskRows(link, keys, this.areas, homes, keyring);
    this.referrals = new Referrals(link, keys, homes, keyring);
    this.standings = new Standings(link, keys, this.areas, homes, this.referrals, keyring);
    this.diary = new Diary(link, keys, this.areas, keyring);
    this.records = new AreaRecords(link, keys, this.areas, keyring);
    this.presences = new Presences(link, keys, this.areas, this.rows);
    this.audit = new Audit(link, keys, this.areas);
    this.timers = new Timers(link, keys, this.areas, homes);
    this.people = new People(link, keys, homes);
    this.deskSessions = new DeskSessions(link, keys, keyring);
    this.retention = new Retention({
      link,
      keys,
      areas: this.areas,
      homes,
      deliveries: this.deliveries,
      diary: this.diary,
    });
    this.turns = new TurnCommits({
      link,
      keys,
      areas: this.areas,
      homes,
      moves: this.moves,
      conversations: this.conversations,
      addresses: new Addresses(link, keys, homes, this.moves, this.conversations, keyring),
      referrals: this.referrals,
      standings: this.standings,
      diary: this.diary,
      rows: this.rows,
      optOuts: this.optOuts,
      keyring,
    });
  }
}
