import { holdPersonData } from '../../customers/index.ts';

/** Who came by whom, and what was sold: commissions follow from it. */
const BOOKS = { keeps: 'books' } as const;

/** What clicks, registrations and sales say about people: as customers, and as affiliates. */
export function holdDataOfConversions(): void {
  const ofAffiliate = { of: { affiliate_id: 'affiliate' }, erasure: BOOKS } as const;
  holdPersonData([
    { table: 'tracking.links', topic: 'program', ...ofAffiliate },
    { table: 'tracking.coupons', topic: 'program', ...ofAffiliate },
    { table: 'tracking.click_caps', topic: 'program', ...ofAffiliate },
    { table: 'tracking.click_days', topic: 'program', ...ofAffiliate },
    {
      ...{ table: 'tracking.credit_requests', topic: 'program' },
      of: { affiliate_id: 'affiliate', customer_email: 'email' },
      erasure: { ...BOOKS, blanks: { customer_email: 'null', comment: "''", answer: 'null' } },
    },
    {
      ...{ table: 'tracking.deal_registrations', topic: 'program' },
      of: { affiliate_id: 'affiliate', person_id: 'person', email: 'email' },
      erasure: {
        ...BOOKS,
        blanks: {
          ...{
            person_name: "''",
            email: "'erased-' || t.id || '@erased.invalid'",
            phone: 'null',
            note: 'null',
          },
          ...{ message: 'null', reason: 'null', person_id: 'null' },
        },
      },
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
      erasure: {
        ...BOOKS,
        blanks: { name: 'null', email: 'null', avatar_url: 'null', person_id: 'null' },
      },
    },
    {
      ...{ table: 'tracking.customer_visitors', topic },
      of: { customer_id: 'customer' },
      gives: { visitor_id: 'visitor' },
      erasure: { removes: true },
    },
    {
      ...{ table: 'tracking.named_clicks', topic },
      of: { customer_id: 'customer' },
      gives: { click_id: 'click' },
      erasure: BOOKS,
    },
    {
      ...{ table: 'tracking.clicks', topic, of: { visitor_id: 'visitor', id: 'click' } },
      erasure: {
        ...BOOKS,
        blanks: { visitor_hash: 'null', ip_hash: 'null', ip_prefix: 'null', page_url: 'null' },
      },
    },
    {
      ...{
        table: 'tracking.lead_events',
        topic,
        of: { customer_id: 'customer' },
        gives: { id: 'conversion' },
      },
      erasure: { ...BOOKS, blanks: { metadata: 'null' } },
    },
    {
      ...{ table: 'tracking.sale_events', topic },
      of: { customer_id: 'customer' },
      gives: { id: 'conversion' },
      erasure: { ...BOOKS, blanks: { metadata: 'null' } },
    },
    { table: 'tracking.refunds', topic, of: { sale_id: 'conversion' }, erasure: BOOKS },
    { table: 'tracking.attribution_decisions', topic, of: { event_id: 'conversion' }, erasure: BOOKS },
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
