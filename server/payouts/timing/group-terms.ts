import { holdGroup, listGroups } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { audit } from '../../workspace/index.ts';
import {
  deleteGroupSchedule,
  listGroupMinimums,
  listGroupSchedules,
  replaceGroupMinimums,
  upsertGroupSchedule,
} from '../store/group-terms.ts';
import { dayOf } from './day-of.ts';
import { firstMonthOf } from './rules.ts';
import type { GroupTerms, GroupTermsChange } from './schema.ts';

/** The payout terms of every group, by name; where a group has none of its own, the company's count. */
export async function listGroupTerms(actor: Actor): Promise<GroupTerms[]> {
  authorize(actor, 'payouts.read');
  const { workspaceId } = actor;
  const minimums = Map.groupBy(await listGroupMinimums(workspaceId), ({ groupId }) => groupId);
  const schedules = new Map((await listGroupSchedules(workspaceId)).map((row) => [row.groupId, row]));
  return (await listGroups(workspaceId)).map(({ id, name }) => {
    const { dayOfMonth = null, firstMonth = null } = schedules.get(id) ?? {};
    return {
      ...{ groupId: id, name, schedule: schedules.has(id) ? { dayOfMonth, firstMonth } : null },
      minimums: (minimums.get(id) ?? []).map(({ currency, amountMinor }) => ({ currency, amountMinor })),
    };
  });
}

/** For payouts that are created from now on. @throws Problem 404 */
export async function changeGroupTerms(
  actor: Actor,
  groupId: string,
  { schedule, minimums }: GroupTermsChange,
): Promise<GroupTerms> {
  authorize(actor, 'payouts.create');
  const { workspaceId } = actor;
  return inTransaction(async () => {
    await holdGroup(workspaceId, groupId);
    const termsOf = async () => (await listGroupTerms(actor)).find((terms) => terms.groupId === groupId);
    const before = await termsOf();
    await replaceGroupMinimums(workspaceId, groupId, minimums, actor.now);
    if (schedule) {
      const { dayOfMonth } = schedule;
      const today = await dayOf(workspaceId, actor.now);
      const isSame = before?.schedule?.dayOfMonth === dayOfMonth;
      const firstMonth = dayOfMonth === null ? null : firstMonthOf(dayOfMonth, today);
      if (!isSame) await upsertGroupSchedule(workspaceId, { groupId, dayOfMonth, firstMonth }, actor.now);
    } else await deleteGroupSchedule(workspaceId, groupId);
    const after = { groupId, name: '', schedule: null, minimums: [], ...(await termsOf()) };
    const object = { objectType: 'affiliate_group', objectId: groupId };
    await audit(actor, { action: 'affiliate_group.payout_terms_changed', ...object, before, after });
    return after;
  });
}
