import { type Affiliate, getAffiliate, getOwnAffiliate } from '../../affiliates/index.ts';
import { type Actor, authorize } from '../../core/actor.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { listGroupMinimums, listGroupSchedules } from '../store/group-terms.ts';
import { listMinimums } from '../store/minimums.ts';
import { findSchedule, listOwnMinimums } from '../store/timing.ts';
import { dayOf } from './day-of.ts';
import { minimumOf, nextDay, scheduleOf } from './rules.ts';
import type { PayoutTiming } from './schema.ts';

/** When an affiliate is paid and from which amount on, and whose word that is. @throws Problem 404 */
export async function viewTiming(actor: Actor, affiliateId: string): Promise<PayoutTiming> {
  authorize(actor, 'payouts.read');
  return timingOf(actor, await getAffiliate(actor.workspaceId, affiliateId));
}

/** The same of the signed-in affiliate. */
export async function viewOwnTiming(actor: Actor): Promise<PayoutTiming> {
  return timingOf(actor, await getOwnAffiliate(actor));
}

async function timingOf(actor: Actor, { id, groupId }: Affiliate): Promise<PayoutTiming> {
  const { workspaceId } = actor;
  const isOfGroup = (row: { groupId: string }) => row.groupId === groupId;
  const byCurrency = (rows: { currency: string; amountMinor: number }[]) =>
    new Map(rows.map(({ currency, amountMinor }) => [currency, amountMinor]));
  const company = byCurrency(await listMinimums(workspaceId));
  const group = byCurrency((await listGroupMinimums(workspaceId)).filter(isOfGroup));
  const own = byCurrency(await listOwnMinimums(workspaceId, [id]));
  const schedule = scheduleOf(
    await findSchedule(workspaceId),
    (await listGroupSchedules(workspaceId)).find(isOfGroup),
  );
  const { date } = await dayOf(workspaceId, actor.now);
  const usual = (await findWorkspace(workspaceId))?.currency ?? 'USD';
  const currencies = new Set([usual, ...company.keys(), ...group.keys(), ...own.keys()]);
  return {
    schedule: { dayOfMonth: schedule.dayOfMonth, nextDay: nextDay(schedule, date), of: schedule.of },
    minimums: [...currencies].sort().map((currency) => ({
      ...{ currency, ...minimumOf(company.get(currency), group.get(currency)) },
      ownMinimumMinor: own.get(currency) ?? 0,
    })),
  };
}
