import { type Actor, authorize } from '../../../core/actor.ts';
import type { Config } from '../../../core/config.ts';
import { Problem } from '../../../core/problem.ts';
import {
  findLinkOfClick,
  findReferredCustomer,
  type LinkRow,
  recordLead,
  rememberCustomer,
} from '../../../tracking/index.ts';
import { describeLink, type NamedLink } from '../links/describe-link.ts';
import { knownEmail } from './known-email.ts';
import type { LeadReport } from './schema.ts';

interface LeadAnswer {
  click: { id: string };
  link: NamedLink | null;
  customer: { name: string | null; email: string | null; avatar: string | null; externalId: string };
}

interface UsedClick {
  clickId: string;
  link: LinkRow | null;
}

/**
 * Records a lead; the same customer and event name are the same lead, for ever. A deferred one only knows the
 * customer by the click: the lead comes later, with an empty clickId.
 * @throws Problem 403; 404 for a click that is not known, or none for a customer who is not known either.
 */
export async function reportLead(actor: Actor, config: Config, report: LeadReport): Promise<LeadAnswer> {
  authorize(actor, 'events.write');
  const { workspaceId } = actor;
  const externalId = report.customerExternalId;
  await refuseUnknown(workspaceId, report);
  const used =
    report.mode === 'deferred' ? await defer(workspaceId, report) : await record(workspaceId, report);
  const customer = await findReferredCustomer(workspaceId, { externalId });
  return {
    click: { id: used.clickId },
    link: used.link && (await describeLink(workspaceId, config, used.link)),
    customer: {
      name: customer?.name ?? null,
      email: customer?.email ?? null,
      avatar: customer?.avatarUrl ?? null,
      externalId,
    },
  };
}

async function refuseUnknown(
  workspaceId: string,
  { clickId, customerExternalId }: LeadReport,
): Promise<void> {
  const isKnown = clickId
    ? await findLinkOfClick(workspaceId, clickId)
    : await findReferredCustomer(workspaceId, { externalId: customerExternalId });
  if (isKnown) return;
  const detail = clickId
    ? `There is no click ${clickId}.`
    : 'Without a clickId, the customer must be known from an earlier event.';
  throw new Problem(404, 'not_found', 'Not found', detail);
}

async function defer(workspaceId: string, report: LeadReport): Promise<UsedClick> {
  const { clickId, customerExternalId: externalId } = report;
  const customer = {
    externalId,
    name: report.customerName?.trim() || null,
    email: knownEmail(report.customerEmail),
    avatarUrl: report.customerAvatar ?? null,
  };
  await rememberCustomer(workspaceId, customer, clickId);
  return { clickId, link: await findLinkOfClick(workspaceId, clickId) };
}

async function record(workspaceId: string, report: LeadReport): Promise<UsedClick> {
  const { lead, decision } = await recordLead(workspaceId, {
    customerExternalId: report.customerExternalId,
    customerName: report.customerName?.trim() || null,
    customerEmail: knownEmail(report.customerEmail),
    customerAvatar: report.customerAvatar,
    clickId: report.clickId || null,
    eventName: report.eventName,
    metadata: withQuantity(report),
  });
  // Who was the affiliate's before stays so without a click; then it is the latest of theirs that was considered.
  const touch = decision.touches.find((it) => it.clickId && it.affiliateId === decision.affiliateId);
  const clickId = report.clickId || decision.clickId || lead.clickId || touch?.clickId || '';
  return { clickId, link: clickId ? await findLinkOfClick(workspaceId, clickId) : null };
}

function withQuantity({ metadata, eventQuantity }: LeadReport): Record<string, unknown> | null {
  if (eventQuantity == null) return metadata ?? null;
  return { ...metadata, eventQuantity };
}
