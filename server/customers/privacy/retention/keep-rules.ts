import { subMonths } from 'date-fns/subMonths';
import { type Actor, authorize } from '../../../core/actor.ts';
import { inTransaction } from '../../../core/db.ts';
import { audit } from '../../../workspace/index.ts';
import { KINDS } from './kinds.ts';
import {
  RETENTION_KINDS,
  type RetentionChange,
  type RetentionKind,
  type RetentionPreview,
  type RetentionRule,
} from './schema.ts';
import { deleteRule, selectRules, upsertRule } from './store.ts';

/** Every rule there can be, also those that are off. */
export async function listRules(actor: Actor): Promise<RetentionRule[]> {
  authorize(actor, 'privacy.write');
  const known = new Map((await selectRules(actor.workspaceId)).map((rule) => [rule.kind, rule]));
  return RETENTION_KINDS.map((kind) => known.get(kind) ?? { ...OFF, kind });
}

const OFF = { months: null, setByName: null, setAt: null, lastRunAt: null, lastCount: null };

/** How many would go at once with so many months. */
export async function previewRule(
  actor: Actor,
  kind: RetentionKind,
  { months }: { months: number },
): Promise<RetentionPreview> {
  authorize(actor, 'privacy.write');
  return { count: await KINDS[kind].count(actor.workspaceId, subMonths(actor.now, months)) };
}

/** Null keeps for ever. What went does not come back. */
export async function setRule(
  actor: Actor,
  kind: RetentionKind,
  { months }: RetentionChange,
): Promise<RetentionRule> {
  authorize(actor, 'privacy.write');
  const { workspaceId, id: setBy, name: setByName, now: setAt } = actor;
  return inTransaction(async () => {
    const before = (await listRules(actor)).find((rule) => rule.kind === kind);
    if (months === null) await deleteRule(workspaceId, kind);
    else await upsertRule(workspaceId, { kind, months, setBy, setByName, setAt });
    await audit(actor, {
      ...{ action: 'retention_rule.changed', objectType: 'retention_rule', objectId: kind },
      ...{ before: { months: before?.months ?? null }, after: { months } },
    });
    return (await listRules(actor)).find((rule) => rule.kind === kind) ?? { ...OFF, kind };
  });
}
