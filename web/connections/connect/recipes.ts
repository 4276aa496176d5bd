/** What the workspace puts into its recipes; null where it has none yet. */
export interface Values {
  /** Where this installation is reached. */
  host: string;
  linkUrl: string | null;
  /** Whole while it was just made, else its beginning. */
  publishableKey: string;
  couponCode: string | null;
  writeKey: string | null;
  /** A tracker's own address, without parameters. */
  postbackUrl: string | null;
  /** A shop page's own address, without parameters. */
  pixelUrl: string | null;
  currency: string;
}

/** Filled in by the reader: secrets are never shown again. */
const SECRET = 'gw_…';
export function pageScript({ host, publishableKey }: Values): string {
  return [
    '<script>window.goodword=window.goodword||function(){(goodword.q=goodword.q||[]).push(arguments)}</script>',
    `<script src="${host}/track.js" data-key="${publishableKey}" defer></script>`,
  ].join('\n');
}

export function pageLead(): string {
  return "goodword('lead', { customerExternalId: 'user_7', customerEmail: 'jo@buyer.example' });";
}

const LEAD = { customerExternalId: 'user_7', clickId: 'clk_…', eventName: 'Sign up' };

function saleOf(currency: string): Record<string, unknown> {
  return { customerExternalId: 'user_7', invoiceId: 'inv_1', amountMinor: 4900, currency };
}

export function leadByCurl({ host }: Values): string {
  return curl(`${host}/api/v1/events/lead`, LEAD);
}

export function saleByCurl({ host, currency }: Values): string {
  return curl(`${host}/api/v1/events/sale`, saleOf(currency));
}

export function leadByFetch({ host }: Values): string {
  return nodeFetch(`${host}/api/v1/events/lead`, LEAD);
}

export function saleByFetch({ host, currency }: Values): string {
  return nodeFetch(`${host}/api/v1/events/sale`, saleOf(currency));
}

/** A code in place of a click. */
export function couponSale({ host, currency, couponCode }: Values): string {
  return curl(`${host}/api/v1/events/sale`, { ...saleOf(currency), couponCode: couponCode ?? 'CODE' });
}

export function dubSdk({ host, currency }: Values): string {
  return [
    "import { Dub } from 'dub';",
    '',
    `const dub = new Dub({ token: '${SECRET}', serverURL: '${host}/dub' });`,
    "await dub.track.lead({ clickId: 'clk_…', eventName: 'Sign up', customerExternalId: 'user_7' });",
    'await dub.track.sale({',
    "  customerExternalId: 'user_7',",
    '  amount: 4900,',
    `  currency: '${currency.toLowerCase()}',`,
    "  invoiceId: 'inv_1',",
    '});',
  ].join('\n');
}

export function dubPackage({ host, publishableKey }: Values): string {
  return [
    "import { inject } from '@dub/analytics';",
    '',
    'inject({',
    `  apiHost: '${host}/dub',`,
    `  publishableKey: '${publishableKey}',`,
    `  domainsConfig: { refer: '${new URL(host).host}' },`,
    `  scriptProps: { src: '${host}/dub/analytics/script.js' },`,
    '});',
  ].join('\n');
}

export function dubScript({ host, publishableKey }: Values): string {
  return [
    `<script src="${host}/dub/analytics/script.js" data-api-host="${host}/dub"`,
    `  data-publishable-key="${publishableKey}" defer></script>`,
  ].join('\n');
}

export function stripeCheckout(): string {
  return [
    'await stripe.checkout.sessions.create({',
    '  // …',
    '  metadata: {',
    "    goodwordClickId: request.cookies['gw_click'],",
    "    goodwordCustomerId: 'user_7',",
    '  },',
    '});',
  ].join('\n');
}

const ORDER_FIELDS =
  'order_id={ORDER}&amount={TOTAL}&currency={CURRENCY}&email={EMAIL}&coupon_code={COUPON}&click_id={CLICK}';

export function pixelImage(pixelUrl: string): string {
  return `<img src="${pixelUrl}?${ORDER_FIELDS}" width="1" height="1" alt="">`;
}

export function pixelFrame(pixelUrl: string): string {
  return `<iframe src="${pixelUrl}/page?${ORDER_FIELDS}" width="1" height="1" hidden></iframe>`;
}

function curl(address: string, body: Record<string, unknown>): string {
  return [
    `curl ${address} \\`,
    `  -H "authorization: Bearer ${SECRET}" \\`,
    '  -H "content-type: application/json" \\',
    `  -d '${JSON.stringify(body)}'`,
  ].join('\n');
}

function nodeFetch(address: string, body: Record<string, unknown>): string {
  const fields = JSON.stringify(body, null, 2).replaceAll('\n', '\n  ');
  return [
    `await fetch('${address}', {`,
    "  method: 'POST',",
    `  headers: { authorization: 'Bearer ${SECRET}', 'content-type': 'application/json' },`,
    `  body: JSON.stringify(${fields}),`,
    '});',
  ].join('\n');
}
