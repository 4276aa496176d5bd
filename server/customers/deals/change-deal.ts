import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { audit } from '../../workspace/index.ts';
import { differences, pick } from '../differences.ts';
import { getOwnerNames } from '../owners.ts';
import { cleanChannel } from '../rules.ts';
import { refuseForeign, refuseOtherSum } from './create-deal.ts';
import { refuseUnseen } from './enter-stage.ts';
import { getDeal } from './read-deals.ts';
import { refuseLosingDeals } from './refuse-losing.ts';
import { amountOfLines } from './rules.ts';
import type { DealChange, DealLine, DealView } from './schema/deal.ts';
import { readerOf } from './store/conditions.ts';
import { replaceDealLines, selectDealLines } from './store/deal-parts.ts';
import { type DealRow, lockDeal, updateDeal } from './store/deals.ts';
import { putOnTimelines } from './tell-deal.ts';

/**
 * Changes what is given: null erases, absent keeps. Audited with before and after.
 * @throws Problem 404; 409 when it was changed since `version`, or doubles another's external id; 422 for an unknown
 * owner, and for an amount that the lines do not come to.
 */
export async function changeDeal(actor: Actor, id: string, wish: DealChange): Promise<DealView> {
  authorize(actor, 'deals.write');
  const { workspaceId } = actor;
  const { version, ...wanted } = wish;
  await inTransaction(async () => {
    const before = await lockDeal(await readerOf(actor), id);
    await refuseUnseen(workspaceId, before, { version });
    const change = differences(before, withCleanChannel(wanted));
    if (Object.keys(change).length === 0) return;
    if (change.ownerId) await getOwnerNames(workspaceId, [change.ownerId], 'ownerId');
    if (change.accountId) await refuseForeign(workspaceId, change.accountId, []);
    if (change.amountMinor !== undefined)
      refuseOtherSum(amountOfLines(await selectDealLines(workspaceId, id)), change.amountMinor);
    await writeChange(actor, before, change);
    await refuseLosingDeals(actor, [id]);
    if (change.accountId) await tellAccount(actor, { ...before, ...change });
  });
  return getDeal(actor, id);
}

function withCleanChannel(wanted: Omit<DealChange, 'version'>): Partial<DealRow> {
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  if (!wanted.channel) return given as Partial<DealRow>;
  return { ...given, channel: cleanChannel(wanted.channel) ?? null } as Partial<DealRow>;
}

async function writeChange(actor: Actor, before: DealRow, change: Partial<DealRow>): Promise<void> {
  await updateDeal(actor.workspaceId, before.id, change, actor.now);
  await audit(actor, {
    ...{ action: 'deal.changed', objectType: 'deal', objectId: before.id },
    ...{ before: pick(before, change), after: change },
  });
}

/** The account that a deal gets later learns of it then. */
function tellAccount({ workspaceId, now: at }: Actor, deal: DealRow): Promise<void> {
  const sourceId = newId('dac');
  return putOnTimelines(workspaceId, deal, { sourceId, code: 'deals:timeline.linked', values: {}, at });
}

/** Says all lines of a deal; with any, its amount is their sum. @throws Problem 404 */
export async function setDealLines(actor: Actor, id: string, lines: DealLine[]): Promise<DealView> {
  authorize(actor, 'deals.write');
  const { workspaceId } = actor;
  await inTransaction(async () => {
    const before = await lockDeal(await readerOf(actor), id);
    const known = await selectDealLines(workspaceId, id);
    if (JSON.stringify(known) === JSON.stringify(lines)) return;
    await replaceDealLines(workspaceId, id, lines);
    const amountMinor = amountOfLines(lines) ?? before.amountMinor;
    await updateDeal(workspaceId, id, { amountMinor }, actor.now);
    await audit(actor, {
      ...{ action: 'deal.lines_changed', objectType: 'deal', objectId: id },
      ...{ before: { lines: known, amountMinor: before.amountMinor }, after: { lines, amountMinor } },
    });
  });
  return getDeal(actor, id);
}
