import { sql } from 'kysely';
import { type Actor, authorize } from '../../core/actor.ts';
import { now } from '../../core/clock.ts';
import { db, inTransaction } from '../../core/db.ts';
import { log } from '../../core/log.ts';
import { listWorkspaces } from '../store.ts';
import { Examination } from './examine.ts';
import type { AuditCheck, AuditFault } from './schema.ts';
import { sealEntries } from './seal-entries.ts';
import {
  findCheck,
  findHead,
  lockHead,
  saveCheck,
  selectGaps,
  selectSealedAfter,
  selectUnsealed,
} from './store.ts';

/** Few enough that what comes meanwhile does not wait for them. */
const ROWS_PER_READ = 250;
const MAX_UNPLACED = 10_000;
const MAX_FAULTS_KEPT = 100;

export interface AuditVerification {
  /** Rows that were looked at. */
  entries: number;
  /** Of them, whose detail went with the erasure of a person. */
  blanked: number;
  /** Rows that retention deleted. */
  removed: number;
  /** When the newest of them was written. */
  until: Date | null;
  /** The end of the chain: to be written down elsewhere, and compared. */
  head: { sequence: number; hash: string } | null;
  faults: AuditFault[];
}

/** Seals what was written, and holds every row of the workspace’s log against its seals. Keeps what was found. */
export async function verifyAudit(workspaceId: string): Promise<AuditVerification> {
  await sealEntries(workspaceId);
  const verification = await inTransaction(() => examine(workspaceId));
  const { faults, entries, until } = verification;
  await inTransaction(async () => {
    await lockHead(workspaceId);
    await saveCheck(workspaceId, {
      ...{ checkedAt: now(), checkedUntil: until, checkedEntries: entries, faultCount: faults.length },
      faults: faults.slice(0, MAX_FAULTS_KEPT),
    });
  });
  if (faults.length > 0) log().error({ workspaceId, faults: faults.length }, 'audit log was altered');
  return verification;
}

/** Every night. */
export async function verifyAllAudits(): Promise<void> {
  for (const { id } of await listWorkspaces()) await verifyAudit(id);
}

/** What the last check found. */
export async function viewAuditCheck(actor: Actor): Promise<AuditCheck> {
  authorize(actor, 'audit.read');
  const check = await findCheck(actor.workspaceId);
  if (check) return { ...check, faults: check.faults as AuditFault[] };
  return { checkedAt: null, checkedUntil: null, checkedEntries: null, faultCount: null, faults: [] };
}

/** Checks now. */
export async function checkAudit(actor: Actor): Promise<AuditCheck> {
  authorize(actor, 'audit.read');
  await verifyAudit(actor.workspaceId);
  return viewAuditCheck(actor);
}

async function examine(workspaceId: string): Promise<AuditVerification> {
  // All of it as it stood at one moment, while rows are written, sealed and forgotten.
  await sql`set transaction isolation level repeatable read read only`.execute(db());
  const head = await findHead(workspaceId);
  const examination = new Examination(workspaceId, await selectGaps(workspaceId));
  let after = 0;
  for (;;) {
    const rows = await selectSealedAfter(workspaceId, after, ROWS_PER_READ);
    for (const row of rows) examination.take(row);
    after = rows.at(-1)?.sequence ?? after;
    if (rows.length < ROWS_PER_READ) break;
  }
  examination.finish(head);
  for (const row of await selectUnsealed(workspaceId, MAX_UNPLACED)) examination.takeUnplaced(row);
  const { entries, blanked, removed, until, faults } = examination;
  return {
    ...{ entries, blanked, removed, until, faults },
    head: head && head.sequence > 0 ? { sequence: head.sequence, hash: head.chainHash } : null,
  };
}
