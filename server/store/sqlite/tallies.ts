/*
 * How many stand where, kept by triggers in the transactions that change it, so that nobody has to count rows however many
 * there are. `rows` may be 0. A day is 86,400,000 ms since 1970.
 */

const attention = `
CREATE TABLE attention_tally (
  area TEXT NOT NULL,
  status INTEGER NOT NULL,
  level INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  PRIMARY KEY (area, status, level)
) STRICT, WITHOUT ROWID;
INSERT INTO attention_tally SELECT area, status, level, count(*) FROM attention GROUP BY area, status, level;

CREATE TRIGGER attention_tally_added AFTER INSERT ON attention BEGIN
  INSERT INTO attention_tally VALUES (new.area, new.status, new.level, 1) ON CONFLICT DO UPDATE SET rows = rows + 1;
END;
CREATE TRIGGER attention_tally_removed AFTER DELETE ON attention BEGIN
  UPDATE attention_tally SET rows = rows - 1 WHERE area = old.area AND status = old.status AND level = old.level;
END;
CREATE TRIGGER attention_tally_changed AFTER UPDATE OF area, status, level ON attention
WHEN old.area <> new.area OR old.status <> new.status OR old.level <> new.level BEGIN
  UPDATE attention_tally SET rows = rows - 1 WHERE area = old.area AND status = old.status AND level = old.level;
  INSERT INTO attention_tally VALUES (new.area, new.status, new.level, 1) ON CONFLICT DO UPDATE SET rows = rows + 1;
END;
`;

const outbox = `
CREATE TABLE outbox_tally (
  state TEXT PRIMARY KEY,
  rows INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO outbox_tally SELECT state, count(*) FROM outbox GROUP BY state;
CREATE INDEX outbox_due ON outbox (due_at) WHERE state IN ('waiting', 'leased');

CREATE TRIGGER outbox_tally_added AFTER INSERT ON outbox BEGIN
  INSERT INTO outbox_tally VALUES (new.state, 1) ON CONFLICT DO UPDATE SET rows = rows + 1;
END;
CREATE TRIGGER outbox_tally_removed AFTER DELETE ON outbox BEGIN
  UPDATE outbox_tally SET rows = rows - 1 WHERE state = old.state;
END;
CREATE TRIGGER outbox_tally_changed AFTER UPDATE OF state ON outbox WHEN old.state <> new.state BEGIN
  UPDATE outbox_tally SET rows = rows - 1 WHERE state = old.state;
  INSERT INTO outbox_tally VALUES (new.state, 1) ON CONFLICT DO UPDATE SET rows = rows + 1;
END;
`;

const sameStanding = `area = old.area AND service = old.service AND party = coalesce(old.party, '')
    AND status = old.status AND day = old.changed_at / 86400000`;
const addStanding = `INSERT INTO referral_standing_tally
    VALUES (new.area, new.service, coalesce(new.party, ''), new.status, new.changed_at / 86400000, 1)
    ON CONFLICT DO UPDATE SET rows = rows + 1`;

/** The first day that is asked for is counted by itself, as it may be asked for from the middle. */
const standings = `
CREATE TABLE referral_standing_tally (
  area TEXT NOT NULL,
  service TEXT NOT NULL,
  party TEXT NOT NULL,
  status TEXT NOT NULL,
  day INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  PRIMARY KEY (area, service, party, status, day)
) STRICT, WITHOUT ROWID;
INSERT INTO referral_standing_tally
  SELECT area, service, coalesce(party, ''), status, changed_at / 86400000, count(*) FROM referral_standing
  GROUP BY 1, 2, 3, 4, 5;
DROP INDEX referral_standing_counts;
CREATE INDEX referral_standing_changed ON referral_standing (area, changed_at, service, party, status);

CREATE TRIGGER referral_standing_tally_added AFTER INSERT ON referral_standing BEGIN
  ${addStanding};
END;
CREATE TRIGGER referral_standing_tally_removed AFTER DELETE ON referral_standing BEGIN
  UPDATE referral_standing_tally SET rows = rows - 1 WHERE ${sameStanding};
END;
CREATE TRIGGER referral_standing_tally_changed AFTER UPDATE OF area, service, party, status, changed_at
ON referral_standing BEGIN
  UPDATE referral_standing_tally SET rows = rows - 1 WHERE ${sameStanding};
  ${addStanding};
END;
`;

/** What one adviser did was looked for in all that anybody did. */
const auditByAdviser = 'CREATE INDEX audit_adviser ON audit (area, adviser, position);\n';

/** A migration; a released one is never changed. */
export const tallies = attention + outbox + standings + auditByAdviser;
