import { Assessments } from './assessments.js';
import { Attention } from './attention.js';
import { Audit } from './audit.js';
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

  constructor(connection: Connection) {
    this.secrets = new Secrets(connection);
    this.conversations = new Conversations(connection);
    this.seenMessages = new SeenMessages(connection);
    this.journal = new Journal(connection);
    this.deliveries = new Deliveries(connection);
    this.outbox = new Outbox(connection, this.deliveries);
    this.optOuts = new OptOuts(connection);
    this.attention = new Attention(connection);
    this.referrals = new Referrals(connection, this.secrets);
    this.standings = new ReferralStandings(connection);
    this.assessments = new Assessments(connection);
    this.presences = new Presences(connection);
    this.audit = new Audit(connection);
    this.timers = new Timers(connection);
    this.people = new People(connection);
    this.deskSessions = new DeskSessions(connection);
    this.diary = new Diary(connection);
  }
}
