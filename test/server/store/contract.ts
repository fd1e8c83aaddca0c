import type { Store } from '../../../server/store/store.js';
import { areaRecordsContract } from './contract/area-records.js';
import { attentionContract } from './contract/attention.js';
import { commitContract } from './contract/commit.js';
import { deliveryContract } from './contract/delivery.js';
import { deskContract } from './contract/desk.js';
import { deskSessionsContract } from './contract/desk-sessions.js';
import { diaryContract } from './contract/diary.js';
import { erasureContract } from './contract/erasure.js';
import { namesContract } from './contract/names.js';
import { outboxContract } from './contract/outbox.js';
import { outboxReceiversContract } from './contract/outbox-receivers.js';
import { recordsContract } from './contract/records.js';
import { referralsContract } from './contract/referrals.js';
import { timersContract } from './contract/timers.js';
import { versionsContract } from './contract/versions.js';

/** A store of a test, empty at first; `reopen` closes it and opens it again on the same data. */
export interface OpenedStore {
  store: Store;
  reopen: () => Promise<Store>;
  destroy: () => Promise<void>;
}

/** What every store must do. `open` gives each test a store of its own. */
export function storeContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`Store contract: ${name}`, function () {
    this.timeout(20_000);
    let opened: OpenedStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.destroy());
    const subject = () => opened;

    commitContract(subject);
    versionsContract(subject);
    namesContract(subject);
    outboxContract(subject);
    outboxReceiversContract(subject);
    deliveryContract(subject);
    attentionContract(subject);
    recordsContract(subject);
    deskSessionsContract(subject);
    erasureContract(subject);
    deskContract(subject);
    timersContract(subject);
    referralsContract(subject);
    diaryContract(subject);
    areaRecordsContract(subject);
  });
}
