import { AreaRecords } from './area-records.js';
import { Assessments } from './assessments.js';
import { Attention } from './attention.js';
import { Audit } from './audit.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Connection } from './connection.js';
import { Conversations } from './conversations.js';
import { Deliveries } from './deliveries.js';
import { DeskSessions } from './desk-sessions.js';
import { Diary } from './diary.js';
import { Journal } from './journal.js';
import { OptOuts } from './opt-outs.js';
import { Outbox } from './outbox.js';
import { People } from './people.js';
import { Presences } from './presences.js';
import { ReferralStandings } from './referral-standings.js';
import { Referrals } from './referrals.js';
import { Secrets } from './secrets.js';
import { SeenMessages } from './seen-messages.js';
import { Timers } from './timers.js';

/** Everything in the file, each with its prepared statements. */
export class Tables {
  readonly secrets: Secrets;
  readonly conversations: Conversations;
  readonly seenMessages: SeenMessages;
  readonly journal: Journal;
  readonly deliveries: Deliveries;
  readonly outbox: Outbox;
  readonly optOuts: OptOuts;
  readonly attention: Attention;
  readonly referrals: Referrals;
  readonly standings: ReferralStandings;
  readonly assessments: Assessments;
  readonly presences: Presences;
  readonly audit: Audit;
  readonly timers: Timers;
  readonly people: People;
  readonly deskSessions: DeskSessions;
  readonly diary: Diary;
  readonly records: AreaRecords;

  constructor(connection: Connection, keyring: Keyring) {
    this.secrets = new Secrets(connection, keyring);
    this.conversations = new Conversations(connection, keyring);
    this.seenMessages = new SeenMessages(connection);
    this.journal = new Journal(connection, keyring);
    this.deliveries = new Deliveries(connection);
    this.outbox = new Outbox(connection, keyring, this.deliveries);
    this.optOuts = new OptOuts(connection, keyring);
    this.attention = new Attention(connection, keyring);
    this.referrals = new Referrals(connection, keyring, this.secrets);
    this.standings = new ReferralStandings(connection, keyring);
    this.assessments = new Assessments(connection, keyring);
    this.presences = new Presences(connection);
    this.audit = new Audit(connection);
    this.timers = new Timers(connection);
    this.people = new People(connection);
    this.deskSessions = new DeskSessions(connection, keyring);
    this.diary = new Diary(connection, keyring);
    this.records = new AreaRecords(connection, keyring);
  }
}
