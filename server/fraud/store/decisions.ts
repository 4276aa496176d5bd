import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { CaseState, Decision } from '../schema.ts';

export interface DecisionRow extends Decision {
  caseId: string;
  stateBefore: CaseState;
  wasHolding: boolean;
  declined: string[];
  released: string[];
}

function selectDecisions(workspaceId: string) {
  return db()
    .selectFrom('fraud.decisions')
    .select(['id', 'caseId', sql<Decision['decision']>`decision`.as('decision'), 'reason', 'note'])
    .select(['decidedByName', 'decidedAt', 'undoneByName', 'undoneAt', 'wasHolding'])
    .select([
      sql<CaseState>`state_before`.as('stateBefore'),
      sql<string[]>`declined`.as('declined'),
      sql<string[]>`released`.as('released'),
    ])
    .where('workspaceId', '=', workspaceId);
}

/** The latest first, undone ones too. */
export async function listDecisions(workspaceId: string, caseId: string): Promise<DecisionRow[]> {
  return selectDecisions(workspaceId).where('caseId', '=', caseId).orderBy('id', 'desc').execute();
}

export async function findDecision(workspaceId: string, id: string): Promise<DecisionRow | null> {
  return (await selectDecisions(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function insertDecision(
  workspaceId: string,
  decision: Omit<DecisionRow, 'undoneByName' | 'undoneAt'> & { decidedBy: string },
): Promise<void> {
  await db()
    .insertInto('fraud.decisions')
    .values({
      workspaceId,
      ...decision,
      declined: JSON.stringify(decision.declined),
      released: JSON.stringify(decision.released),
    })
    .execute();
}

export async function markUndone(
  workspaceId: string,
  id: string,
  by: { undoneByName: string; undoneAt: Date },
): Promise<void> {
  await db()
    .updateTable('fraud.decisions')
    .set(by)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}
