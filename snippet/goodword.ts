/// <reference lib="dom" />
/**
 * The tracker's browser script. Put it on every page of the site that affiliates send visitors to:
 *
 *   <script>window.goodword=window.goodword||function(){(goodword.q=goodword.q||[]).push(arguments)}</script>
 *   <script src="https://goodword.example/track.js" data-key="gw_pk_…" defer></script>
 *
 * It keeps the click id of an affiliate link in a first-party cookie, writes it into hidden fields named
 * `gw_click`, and sends what `goodword('lead', { customerExternalId, … })` tells; sales come from the seller's
 * server, which alone knows that money was paid. Under Global Privacy Control nothing is kept and nobody is
 * followed: only the click id of the page's own address is used.
 */
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
const SECONDS_PER_DAY = 86_400;
const DEFAULT_DAYS = 90;
const VISITOR_DAYS = 365;

const page: Page = window;
const script = document.currentScript as HTMLScriptElement | null;
const settings = script?.dataset ?? {};
const base = settings.host ?? (script ? new URL(script.src).origin : location.origin);
const isPrivate = (navigator as PrivateNavigator).globalPrivacyControl === true;
const query = new URLSearchParams(location.search);
let clickId = query.get(CLICK) ?? query.get('dub_id');

const read = (name: string): string | null =>
  new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1] ?? null;

const keep = (name: string, value: string, days: number): void => {
  if (isPrivate) return;
  const domain = settings.cookieDomain ? `;domain=${settings.cookieDomain}` : '';
  const secure = location.protocol === 'https:' ? ';secure' : '';
  const age = days * SECONDS_PER_DAY;
  const cookie = `${name}=${encodeURIComponent(value)};path=/;max-age=${age};samesite=lax${domain}${secure}`;
  Object.assign(document, { cookie });
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
  const visit = { key, url: location.href, referrer: document.referrer, visitorId: read(VISITOR) };
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

const run = (...[command, argument]: Call): unknown => {
  if (command === 'lead') return sendLead(argument as Fields);
  if (command === 'clickId') return typeof argument === 'function' ? argument(clickId) : clickId;
  if (command === 'fill') return fillFields();
};

const start = async (): Promise<void> => {
  const key = query.get('via') ?? query.get('ref');
  if (clickId) adoptClick(clickId, DEFAULT_DAYS);
  else if (key && !isPrivate) await reportVisit(key).catch(() => {});
  if (!clickId && !isPrivate) clickId = read(CLICK);
  fillFields();
  const waiting = page.goodword?.q ?? [];
  page.goodword = run;
  for (const call of waiting) run(...(Array.from(call) as Call));
};

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else void start();

export {};
