import { holdPersonData } from '../../customers/index.ts';

/** What clicks, registrations and sales say about people: as customers, and as affiliates. */
export function holdDataOfConversions(): void {
  const ofAffiliate = { of: { affiliate_id: 'affiliate' } } as const;
  holdPersonData([
    { table: 'tracking.links', topic: 'program', ...ofAffiliate },
    { table: 'tracking.coupons', topic: 'program', ...ofAffiliate },
    { table: 'tracking.click_caps', topic: 'program', ...ofAffiliate },
    { table: 'tracking.click_days', topic: 'program', ...ofAffiliate },
    {
      ...{ table: 'tracking.credit_requests', topic: 'program' },
      of: { affiliate_id: 'affiliate', customer_email: 'email' },
    },
    {
      ...{ table: 'tracking.deal_registrations', topic: 'program' },
      of: { affiliate_id: 'affiliate', person_id: 'person', email: 'email' },
    },
  ]);
  holdDataOfCustomers();
  leaveOutOthersVisits();
}

function holdDataOfCustomers(): void {
  const topic = 'conversions' as const;
  holdPersonData([
    {
      ...{ table: 'tracking.referred_customers', topic },
      of: { person_id: 'person', email: 'email' },
      gives: { id: 'customer' },
    },
    {
      ...{ table: 'tracking.customer_visitors', topic },
      of: { customer_id: 'customer' },
      gives: { visitor_id: 'visitor' },
    },
    {
      ...{ table: 'tracking.named_clicks', topic },
      of: { customer_id: 'customer' },
      gives: { click_id: 'click' },
    },
    { table: 'tracking.clicks', topic, of: { visitor_id: 'visitor', id: 'click' } },
    { table: 'tracking.lead_events', topic, of: { customer_id: 'customer' }, gives: { id: 'conversion' } },
    {
      ...{ table: 'tracking.sale_events', topic },
      of: { customer_id: 'customer' },
      gives: { id: 'conversion' },
    },
    { table: 'tracking.refunds', topic, of: { sale_id: 'conversion' } },
    { table: 'tracking.attribution_decisions', topic, of: { event_id: 'conversion' } },
  ]);
}

/** What an affiliate brought is other people's; what it earned them is in the commissions. */
function leaveOutOthersVisits(): void {
  const omitted = 'It says what other people did who came by the affiliate.';
  const tables = [
    ...['clicks', 'click_facets', 'referred_customers', 'lead_events', 'sale_events'],
    'attribution_decisions',
  ];
  holdPersonData(tables.map((table) => ({ table: `tracking.${table}`, column: 'affiliate_id', omitted })));
}
