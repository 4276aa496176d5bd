/// <reference lib="dom" />
/**
 * The script that `@dub/analytics` loads when its `scriptProps.src` names `<Goodword>/dub/analytics/script.js`, with
 * the attributes that it sets: `data-api-host` is `<Goodword>/dub`. Keeps the click in the cookies `dub_id` and
 * `dub_partner_data`, and answers `dubAnalytics('ready', …)`, `trackClick` and `trackLead`. Sales are told by servers.
 */
import { readCookie, writeCookie } from './cookies.ts';
import { takeAlong } from './other-domains.ts';

type Fields = Record<string, unknown>;
type Call = [command: string, argument?: unknown];

interface DubAnalytics {
  (...call: Call): unknown;
  /** Calls made before the script was there. */
  q?: ArrayLike<unknown>[];
  partner?: unknown;
  discount?: unknown;
  trackClick?: (click: Fields) => Promise<unknown>;
  trackLead?: (lead: Fields) => Promise<unknown>;
}

interface Page extends Window {
  dubAnalytics?: DubAnalytics;
}

interface Answer {
  clickId: string;
  partner: unknown;
  discount: unknown;
}

interface CookieOptions {
  domain?: string;
  path?: string;
  sameSite?: string;
  expiresInDays?: number;
}

const CLICK = 'dub_id';
const PARTNER = 'dub_partner_data';
const DEFAULT_DAYS = 90;

const page: Page = window;
const script = document.currentScript as HTMLScriptElement | null;
const settings = script?.dataset ?? {};
const host = settings.apiHost ?? (script ? `${new URL(script.src).origin}/dub` : '');
const isPrivate = (navigator as Navigator & { globalPrivacyControl?: boolean }).globalPrivacyControl === true;

const parse = <Value>(text: string | undefined, otherwise: Value): Value =>
  text ? (JSON.parse(text) as Value) : otherwise;

const domains = parse<{ refer?: string; outbound?: string | string[] }>(settings.domains, {});
const cookieOptions = parse<CookieOptions>(settings.cookieOptions, {});
const names = parse<string[]>(settings.queryParams, [settings.queryParam ?? 'via']);
const referDomain = domains.refer ?? settings.shortDomain ?? new URL(host, location.href).host;
const isFirstClick = settings.attributionModel === 'first-click';

const keep = (name: string, value: string): void => {
  const { expiresInDays = DEFAULT_DAYS, ...place } = cookieOptions;
  if (!isPrivate) writeCookie(name, value, { ...place, days: expiresInDays });
};

const post = async (path: string, body: Fields, headers: Record<string, string> = {}): Promise<unknown> => {
  const answer = await fetch(host + path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
    keepalive: true,
  });
  return answer.ok ? answer.json() : null;
};

const tellPartner = (known: Partial<Answer>): void => {
  if (page.dubAnalytics)
    Object.assign(page.dubAnalytics, { partner: known.partner, discount: known.discount });
};

const trackClick = async (click: Fields): Promise<Answer | null> => {
  if (isPrivate) return null;
  const visit = { domain: referDomain, url: location.href, referrer: document.referrer, ...click };
  const answer = (await post('/track/click', visit)) as Answer | null;
  if (!answer) return null;
  keep(CLICK, answer.clickId);
  if (answer.partner) keep(PARTNER, JSON.stringify(answer));
  tellPartner(answer);
  return answer;
};

const trackLead = (lead: Fields): Promise<unknown> =>
  post(
    '/track/lead/client',
    { clickId: readCookie(CLICK) ?? '', ...lead },
    { authorization: `Bearer ${settings.publishableKey}` },
  );

const findClick = async (): Promise<void> => {
  const query = new URLSearchParams(location.search);
  if (isFirstClick && readCookie(CLICK)) return;
  const clickId = query.get(CLICK);
  const name = names.find((each) => query.get(each));
  if (clickId) keep(CLICK, clickId);
  else if (name) await trackClick({ key: query.get(name) });
};

const METHODS: Record<string, (argument: Fields) => Promise<unknown>> = { trackClick, trackLead };

const run = (...[command, argument]: Call): unknown => {
  if (command === 'ready' && typeof argument === 'function') return argument();
  return METHODS[command]?.(argument as Fields);
};

const start = async (): Promise<void> => {
  const waiting = page.dubAnalytics?.q ?? [];
  page.dubAnalytics = Object.assign((...call: Call) => run(...call), { trackClick, trackLead });
  await findClick().catch(() => {});
  tellPartner(parse<Partial<Answer>>(readCookie(PARTNER) ?? undefined, {}));
  takeAlong(CLICK, [domains.outbound ?? []].flat(), () => readCookie(CLICK));
  for (const call of waiting) run(...(Array.from(call) as Call));
};

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else void start();
