import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import type { Store } from '../../../server/store/store.js';
import { startMailServer, type MailServer, type Refusal } from '../email/mail-server.js';
import { accountSid, authToken, TwilioStandIn } from '../twilio/stand-in.js';
import { startProgram, type Program } from './program.js';

/** Where the world outside believes the program to be: Twilio signs for this address. */
export const publicUrl = 'https://carers.example.org';
/** The number that people write to. */
export const ourNumber = '+442920180999';

/** A place to run the program in: a data folder, a stand-in for Twilio and a mail server, all on this machine. */
export interface Deployment {
  twilio: TwilioStandIn;
  mail: MailServer;
  /** Starts the program; it is ended at `close` if it has not been by then. */
  start: (env?: NodeJS.ProcessEnv) => Program;
  /** Opens the program's store. With the usual one the program must not be running. */
  openStore: () => Promise<Store>;
  close: () => Promise<void>;
}

/** What happens outside, for those who want to know or to delay it. */
export interface Outside {
  /** Twilio has taken a text and is about to say so. */
  onText?: () => Promise<void>;
  /** An email is about to be taken, or refused by returning why. */
  onEmail?: () => Refusal | null;
}

/** Another store than the file in the data folder. */
export interface OtherStore {
  /** What the program is told of it. */
  env: NodeJS.ProcessEnv;
  open: () => Promise<Store>;
}

export async function createDeployment(
  { onText, onEmail }: Outside = {},
  other: OtherStore | null = null,
): Promise<Deployment> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fingerpost-whole-'));
  const twilio = await TwilioStandIn.start(() => new Date(), onText);
  const mail = await startMailServer({}, onEmail);
  const programs: Program[] = [];
  const settings: NodeJS.ProcessEnv = {
    DATA_DIR: dataDir,
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: 'warn',
    // A long run outlives the usual half hour.
    WEB_TOKEN_MINUTES: '1440',
    RATE_LIMIT_ADDRESS: '100000',
    RATE_LIMIT_NUMBER: '1000',
    OUTBOX_SEND_SECONDS: '3',
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_MESSAGING_SERVICE_SID: `MG${'0'.repeat(32)}`,
    TWILIO_NUMBERS: `${ourNumber}=vale-of-glamorgan`,
    TWILIO_API_URL: twilio.url.origin,
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    MAIL_FROM: 'Fingerpost <referrals@example.org>',
    AREAS: 'vale-of-glamorgan',
    REFERRAL_INBOXES:
      'vale-wellbeing-matters-service=wellbeing@example.org,vale-families-first-advice-line=families@example.org',
  };
  return {
    twilio,
    mail,
    start(env = {}) {
      const program = startProgram({ ...settings, ...other?.env, ...env });
      programs.push(program);
      return program;
    },
    openStore: () => (other ? other.open() : openSqliteStore(join(dataDir, 'fingerpost.db'))),
    async close() {
      for (const { child } of programs) child.kill('SIGKILL');
      await Promise.all(programs.map(({ ended }) => ended));
      await twilio.close();
      await mail.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
