import { getOffer } from '../../affiliates/index.ts';
import { dayIn } from '../../core/calendar.ts';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { newIdAt } from '../../core/ids.ts';
import { type FieldError, invalid } from '../../core/problem.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { redecideCustomer } from '../conversions/redecide-customer.ts';
import type { ClickInput } from '../schema/click.ts';
import {
  ensureClickPartitions,
  findCustomersOfClicks,
  insertClicks,
  listKnownClicks,
  lockClicks,
  lockPastClicks,
  type NewClick,
} from '../store/clicks.ts';
import { listLinksByIds } from '../store/links.ts';
import { momentOfClick } from './click-id.ts';
import { markRepeats } from './mark-repeats.ts';

const CLICKS_PER_STATEMENT = 1_000;

/**
 * Brings clicks of the past along, with their sums; repeats within the hour are found as in live traffic.
 * Decisions on leads and sales that came earlier are made anew with them. A click whose `id` is given is one
 * for ever, however often it is told.
 * @returns the ids, in order.
 * @throws Problem 422 naming each click whose link is unknown or whose id is not of its moment.
 */
export async function recordClicks(workspaceId: string, inputs: ClickInput[]): Promise<string[]> {
  if (inputs.length === 0) return [];
  const clicks = markRepeats(await toClicks(workspaceId, inputs));
  const first = new Date(Math.min(...clicks.map((click) => click.at.getTime())));
  await ensureClickPartitions(first, now());
  const inOrder = [...clicks].sort((left, right) => left.at.getTime() - right.at.getTime());
  for (let from = 0; from < inOrder.length; from += CLICKS_PER_STATEMENT)
    await insertOnce(workspaceId, inOrder.slice(from, from + CLICKS_PER_STATEMENT));
  const customers = await findCustomersOfClicks(
    workspaceId,
    clicks.map((click) => click.id),
    [...new Set(clicks.map((click) => click.visitorId))],
  );
  for (const customerId of customers) await redecideCustomer(workspaceId, customerId);
  return clicks.map((click) => click.id);
}

async function insertOnce(workspaceId: string, clicks: NewClick[]): Promise<void> {
  await inTransaction(async () => {
    await lockPastClicks(workspaceId);
    await lockClicks(workspaceId);
    const known = await listKnownClicks(workspaceId, clicks);
    const unknown = clicks.filter(({ id }) => !known.has(id));
    if (unknown.length > 0) await insertClicks(unknown);
  });
}

async function toClicks(workspaceId: string, inputs: ClickInput[]): Promise<NewClick[]> {
  const rows = await listLinksByIds(workspaceId, [...new Set(inputs.map((input) => input.linkId))]);
  const links = new Map(rows.map((row) => [row.id, row]));
  refuseBadClicks(inputs, links);
  const offerIds = [...new Set(rows.map((row) => row.offerId))];
  const offers = await Promise.all(offerIds.map((id) => getOffer(workspaceId, id)));
  const windows = new Map(offers.map((offer) => [offer.id, offer.windowDays]));
  const timeZone = (await findWorkspace(workspaceId))?.timeZone ?? 'UTC';
  return inputs.flatMap((input) => {
    const link = links.get(input.linkId);
    const windowDays = link && windows.get(link.offerId);
    return link && windowDays ? [toClick(workspaceId, input, { ...link, windowDays, timeZone })] : [];
  });
}

function refuseBadClicks(inputs: ClickInput[], links: Map<string, unknown>): void {
  const errors: FieldError[] = inputs.flatMap((input, index) => [
    ...(links.has(input.linkId) ? [] : [{ path: `${index}.linkId`, message: 'is not a link' }]),
    ...(input.id === undefined || momentOfClick(input.id)?.getTime() === input.at.getTime()
      ? []
      : [{ path: `${index}.id`, message: 'is not a click id of this moment' }]),
  ]);
  if (errors.length > 0) throw invalid(errors);
}

function toClick(
  workspaceId: string,
  input: ClickInput,
  link: { id: string; affiliateId: string; offerId: string; windowDays: number; timeZone: string },
): NewClick {
  const { id, at, verdict = 'counted', visitorId, linkId, ...facts } = input;
  return {
    ...facts,
    workspaceId,
    id: id ?? newIdAt('clk', at),
    at,
    day: dayIn(link.timeZone, at),
    linkId,
    affiliateId: link.affiliateId,
    offerId: link.offerId,
    verdict,
    repeatOf: null,
    windowDays: link.windowDays,
    visitorId,
    isKnownVisitor: true,
    // Clicks of the past are known by their visitor alone.
    visitorHash: visitorId,
    targetId: null,
    ipHash: null,
    ipPrefix: null,
    country: facts.country ?? null,
    device: facts.device ?? null,
    browser: facts.browser ?? null,
    os: facts.os ?? null,
    referrerHost: facts.referrerHost ?? null,
    pageUrl: null,
  };
}
