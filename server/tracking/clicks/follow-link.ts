import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../core/config.ts';
import { destinationOf } from '../links/address.ts';
import { deepPage } from '../links/deep-page.ts';
import type { LiveLink } from '../links/link-cache.ts';
import { type RecordedClick, recordClick } from './record-click.ts';
import { subsOf } from './track-visit.ts';

/** Known again for a year; read by this server alone. The page learns the click from its own address. */
const VISITOR_COOKIE = 'gw_visitor';
const VISITOR_COOKIE_SECONDS = 31_536_000;
const DEEP_PAGE = 'to';
/** Programs are sent on without a click id: nothing that they do is a conversion. */
const PROGRAMS = new Set(['bot', 'scanner']);
const FOUND = 302;
/** After a form was sent: the next page is asked for without it. */
const SEE_OTHER = 303;

/** Records the click and sends the visitor on, with its id in the address and the visitor's in a cookie. */
export async function followLink(
  link: LiveLink,
  at: Date,
  request: FastifyRequest,
  reply: FastifyReply,
  config: Config,
) {
  const { headers } = request;
  const query = new URLSearchParams(request.url.split('?', 2)[1] ?? '');
  const page = deepPage(query.get(DEEP_PAGE), {
    base: link.destination.base,
    allowedHosts: link.allowedHosts,
  });
  query.delete(DEEP_PAGE);
  const wantsPrivacy = headers['sec-gpc'] === '1';
  const click = await recordClick(
    page ? { ...link, targets: [] } : link,
    {
      method: request.method,
      purpose: purposeOf(request),
      at,
      ip: request.ip,
      userAgent: headers['user-agent'],
      referrer: headers.referer ?? null,
      pageUrl: null,
      visitorId: wantsPrivacy ? null : readCookie(VISITOR_COOKIE, headers.cookie),
      wantsPrivacy,
      subs: subsOf(query),
    },
    config.secret,
  );
  if (click.verdict === 'over_cap') return sendOn(request, reply, link.expiredUrl ?? link.offerUrl);
  const clickId = PROGRAMS.has(click.verdict) ? null : click.clickId;
  if (clickId && !wantsPrivacy) reply.header('set-cookie', visitorCookie(click, config));
  const target = link.targets.find(({ id }) => id === click.targetId);
  const destination = page ? link.leadTo(page.href) : (target ?? link).destination;
  const { appendsDubId } = link;
  return sendOn(request, reply, destinationOf({ destination, appendsDubId }, query, clickId));
}

export function sendOn(request: FastifyRequest, reply: FastifyReply, location: string) {
  return reply
    .code(request.method === 'POST' ? SEE_OTHER : FOUND)
    .header('location', location)
    .header('cache-control', 'no-store, private')
    .header('referrer-policy', 'strict-origin-when-cross-origin')
    .header('x-robots-tag', 'noindex')
    .send();
}

/** The value of a cookie, as the browser sent it. */
export function readCookie(name: string, cookies: string | undefined): string | null {
  const found = cookies?.split(';').find((each) => each.trimStart().startsWith(`${name}=`));
  return found?.slice(found.indexOf('=') + 1) || null;
}

/** A cookie that no script reads. */
export function cookieOf(
  name: string,
  value: string,
  { seconds, path, publicUrl }: { seconds: number; path: string; publicUrl: string },
): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${name}=${value}; Max-Age=${seconds}; Path=${path}; HttpOnly; SameSite=Lax${secure}`;
}

function purposeOf({ headers }: FastifyRequest): string {
  return `${headers['sec-purpose'] ?? ''} ${headers.purpose ?? ''} ${headers['x-purpose'] ?? ''} ${headers['x-moz'] ?? ''}`;
}

function visitorCookie({ visitorId }: RecordedClick, { publicUrl }: Config): string {
  return cookieOf(VISITOR_COOKIE, visitorId, { seconds: VISITOR_COOKIE_SECONDS, path: '/', publicUrl });
}
