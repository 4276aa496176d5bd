/// <reference lib="dom" />
/**
 * The tracker's browser script. Put it on every page of the site that affiliates send visitors to:
 *
 *   <script>window.goodword=window.goodword||function(){(goodword.q=goodword.q||[]).push(arguments)}</script>
 *   <script src="https://goodword.example/track.js" data-key="gw_pk_…" defer></script>
 *
 * It keeps the click id of an affiliate link in a first-party cookie, writes it into hidden fields named
 * `gw_click`, and sends what `goodword('lead', { customerExternalId, … })` tells; sales come from the seller's
 * server, which alone knows that money was paid. With `data-domains="app.example,shop.example"` the click id goes
 * along to those sites. With `data-consent="required"` nothing is kept and no visit is reported before
 * `goodword('consent', true)`; `goodword('consent', false)` forgets what was kept. Under Global Privacy Control nothing is kept and nobody is
 * followed: only the click id of the page's own address is used.
 */
import { readCookie, writeCookie } from './cookies.ts';
import { takeAlong } from './other-domains.ts';

type Fields = Record<string, unknown>;
type Call = [command: string, argument?: unknown];

interface Goodword {
  (...call: Call): unknown;
  /** Calls made before the script was there. */
  q?: ArrayLike<Call[number]>[];
}

interface Page extends Window {
  goodword?: Goodword;
}

interface PrivateNavigator extends Navigator {
  globalPrivacyControl?: boolean;
}

const CLICK = 'gw_click';
const VISITOR = 'gw_visitor';
const DEFAULT_DAYS = 90;
const VISITOR_DAYS = 365;

const page: Page = window;
const script = document.currentScript as HTMLScriptElement | null;
const settings = script?.dataset ?? {};
const base = settings.host ?? (script ? new URL(script.src).origin : location.origin);
const isPrivate = (navigator as PrivateNavigator).globalPrivacyControl === true;
const query = new URLSearchParams(location.search);
let clickId = query.get(CLICK) ?? query.get('dub_id');

let mayKeep = !isPrivate && settings.consent !== 'required';

const keep = (name: string, value: string, days: number): void => {
  if (mayKeep) writeCookie(name, value, { days, domain: settings.cookieDomain });
};

const post = (path: string, body: Fields, headers: Record<string, string>): Promise<Response> =>
  fetch(base + path, { method: 'POST', body: JSON.stringify(body), headers, keepalive: true });

const fillFields = (): void => {
  if (!clickId) return;
  for (const field of document.querySelectorAll<HTMLInputElement>(`input[name=${CLICK}]`))
    field.value = clickId;
};

const adoptClick = (id: string, days: number): void => {
  clickId = id;
  keep(CLICK, id, days);
  fillFields();
};

const reportVisit = async (key: string): Promise<void> => {
  const visit = { key, url: location.href, referrer: document.referrer, visitorId: readCookie(VISITOR) };
  const answer = await post('/track/click', visit, { 'content-type': 'text/plain' });
  if (!answer.ok) return;
  const {
    clickId: id,
    visitorId,
    windowDays,
  } = (await answer.json()) as {
    clickId: string;
    visitorId: string;
    windowDays: number;
  };
  keep(VISITOR, visitorId, VISITOR_DAYS);
  adoptClick(id, windowDays);
};

const sendLead = (fields: Fields): Promise<Response> =>
  post(
    '/api/v1/events/lead',
    { ...(clickId ? { clickId } : {}), ...fields },
    { 'content-type': 'application/json', authorization: `Bearer ${settings.key}` },
  );

/** What the page's address says, and an earlier page's cookie. */
const findClick = async (): Promise<void> => {
  const key = query.get('via') ?? query.get('ref');
  if (clickId) adoptClick(clickId, DEFAULT_DAYS);
  else if (key && mayKeep) await reportVisit(key).catch(() => {});
  if (!clickId && mayKeep) clickId = readCookie(CLICK);
  fillFields();
};

const setConsent = (isGiven: boolean): Promise<void> | undefined => {
  mayKeep = isGiven && !isPrivate;
  if (mayKeep) return findClick();
  for (const name of [CLICK, VISITOR]) writeCookie(name, '', { days: 0, domain: settings.cookieDomain });
};

const run = (...[command, argument]: Call): unknown => {
  if (command === 'lead') return sendLead(argument as Fields);
  if (command === 'clickId') return typeof argument === 'function' ? argument(clickId) : clickId;
  if (command === 'fill') return fillFields();
  if (command === 'consent') return setConsent(argument === true);
};

const start = async (): Promise<void> => {
  await findClick();
  const others = (settings.domains ?? '').split(',').map((domain) => domain.trim());
  takeAlong(CLICK, others.filter(Boolean), () => (mayKeep ? clickId : null));
  const waiting = page.goodword?.q ?? [];
  page.goodword = run;
  // One after another: a consent that waits here comes before what was told after it.
  for (const call of waiting) await Promise.resolve(run(...(Array.from(call) as Call))).catch(() => {});
};

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else void start();
