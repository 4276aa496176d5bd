import { type Actor, authorize } from '../../../core/actor.ts';
import type { Config } from '../../../core/config.ts';
import { type Fact, listLinksByIds, listReferredByIds, readFacts } from '../../../tracking/index.ts';
import { describeCustomers } from '../customers/describe-customer.ts';
import { describeLinks } from '../links/describe-link.ts';
import { toFactFilter } from './filter.ts';
import { periodOf } from './period.ts';
import type { EventQuery } from './schema.ts';
import { deviceName, UNKNOWN } from './words.ts';

/** The SDK throws on other names. */
const PROCESSORS = ['stripe', 'shopify', 'polar', 'paddle', 'apple', 'revenuecat', 'lemonsqueezy', 'dub'];

type WireLink = Awaited<ReturnType<typeof describeLinks>>[number];
type WireCustomer = Awaited<ReturnType<typeof describeCustomers>>[number];

/** Single clicks, leads or sales. Events that a coupon brought have no click, and are not listed. */
export async function listEvents(actor: Actor, config: Config, query: EventQuery) {
  authorize(actor, 'links.read');
  const { workspaceId } = actor;
  const filter = await toFactFilter(actor, config, query, periodOf(query, actor.now));
  const facts = await readFacts(workspaceId, filter, {
    offset: (query.page - 1) * query.limit,
    limit: query.limit,
    isNewestFirst: (query.sortOrder ?? query.order) === 'desc',
  });
  const links = await readLinks(workspaceId, config, facts);
  const customers = await readCustomers(workspaceId, facts);
  return facts.flatMap((fact) => {
    const link = links.get(fact.linkId ?? '');
    const customer = customers.get(fact.customerId ?? '');
    if (!link) return [];
    if (fact.kind === 'click') return [{ event: 'click', ...aboutClick(fact, link) }];
    return customer ? [describeConversion(fact, link, customer)] : [];
  });
}

async function readLinks(workspaceId: string, config: Config, facts: Fact[]) {
  const ids = [...new Set(facts.flatMap(({ linkId }) => linkId ?? []))];
  const links = await listLinksByIds(workspaceId, ids);
  const described = await describeLinks(workspaceId, config, links);
  return new Map(links.map(({ id }, index) => [id, described[index]]));
}

async function readCustomers(workspaceId: string, facts: Fact[]) {
  const ids = [...new Set(facts.flatMap(({ customerId }) => customerId ?? []))];
  const customers = await listReferredByIds(workspaceId, ids);
  const described = await describeCustomers(workspaceId, customers, false);
  return new Map(customers.map(({ id }, index) => [id, described[index]]));
}

function describeConversion(fact: Fact, link: WireLink, customer: WireCustomer) {
  const common = {
    ...aboutClick(fact, link),
    timestamp: fact.at.toISOString(),
    eventId: fact.id,
    eventName: fact.eventName ?? '',
    metadata: fact.metadata,
    customer,
  };
  if (fact.kind === 'lead') return { event: 'lead', ...common };
  const processor = PROCESSORS.find((name) => name === fact.paymentProcessor?.toLowerCase()) ?? 'custom';
  return {
    event: 'sale',
    ...common,
    sale: { amount: fact.amountMinor, invoiceId: fact.externalId, paymentProcessor: processor },
    saleAmount: fact.amountMinor,
    invoice_id: fact.externalId,
    payment_processor: processor,
  };
}

/** Cities, regions, continents and addresses are not kept. */
function aboutClick(fact: Fact, link: WireLink) {
  const place = { country: fact.country ?? UNKNOWN, city: UNKNOWN, continent: UNKNOWN };
  const client = {
    device: deviceName(fact.device),
    browser: fact.browser ?? UNKNOWN,
    os: fact.os ?? UNKNOWN,
  };
  const referer = fact.referrerHost ?? '(direct)';
  return {
    timestamp: fact.at.toISOString(),
    click: {
      id: fact.clickId,
      timestamp: (fact.clickedAt ?? fact.at).toISOString(),
      url: link.url,
      ...{ ...place, region: UNKNOWN },
      ...client,
      ...{ referer, refererUrl: referer, trigger: fact.isPageVisit ? 'pageview' : 'link', qr: false, ip: '' },
    },
    link,
    ...{ click_id: fact.clickId, link_id: link.id, domain: link.domain, key: link.key, url: link.url },
    ...{ ...place, ...client, qr: 0, ip: '' },
  };
}
