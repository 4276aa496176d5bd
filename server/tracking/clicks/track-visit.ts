import type { FriendDiscount } from '../../affiliates/index.ts';
import { Problem } from '../../core/problem.ts';
import { domainOf, findLiveLink, hasExpired } from '../links/link-cache.ts';
import { SUB_NAMES, type Subs, type Visit, type VisitAnswer } from '../schema/click.ts';
import { recordReportedClick } from './record-click.ts';

/** What is known of the browser that reports, beside what it says in the body. */
export interface ClientRequest {
  at: Date;
  ip: string;
  userAgent: string | undefined;
  /** The page's `Origin`. */
  origin: string | null;
  wantsPrivacy: boolean;
}

/** The answer, with whose link it was: for adapters whose callers show that. */
export type TrackedVisit = VisitAnswer & {
  affiliate: { id: string; name: string };
  offerId: string;
  friendDiscount: FriendDiscount | null;
};

/**
 * Records a visit that a page reports, for links of the form `https://example.com/?via=key`. The same visitor
 * gets the same click id for an hour.
 * @throws Problem 404 `link_not_found`; 403 `host_not_allowed` when the page is not one of the offer's;
 * `link_password_needed` of a link that asks for one; 409 `click_over_cap` of a click that is kept and does not count;
 * 503 when the click cannot be written.
 */
export async function trackVisit(
  visit: Visit,
  request: ClientRequest,
  secret: string,
): Promise<TrackedVisit> {
  const link = await findLiveLink(domainOf(visit.domain ?? undefined), visit.key, request.at);
  if (!link || hasExpired(link, request.at))
    throw new Problem(404, 'link_not_found', 'Not found', 'There is no such link.');
  if (link.passwordHash)
    throw new Problem(
      403,
      'link_password_needed',
      'Not allowed',
      'This link asks its visitors for a password.',
    );
  const page = URL.canParse(visit.url) ? new URL(visit.url) : null;
  const host =
    request.origin && URL.canParse(request.origin) ? new URL(request.origin).hostname : page?.hostname;
  if (!host || !isAllowedHost(host, link.allowedHosts))
    throw new Problem(403, 'host_not_allowed', 'Not allowed', 'This page is not one of the offer’s hosts.');
  const click = await recordReportedClick(
    link,
    {
      method: 'POST',
      purpose: '',
      at: request.at,
      ip: request.ip,
      userAgent: request.userAgent,
      referrer: visit.referrer ?? null,
      pageUrl: page ? `${page.origin}${page.pathname}` : null,
      visitorId: visit.visitorId ?? null,
      wantsPrivacy: request.wantsPrivacy,
      subs: subsOf(page?.searchParams ?? new URLSearchParams()),
    },
    secret,
  );
  if (click.verdict === 'over_cap')
    throw new Problem(409, 'click_over_cap', 'Over the cap', 'No more clicks of this link count for now.');
  return {
    clickId: click.countedClickId,
    visitorId: click.visitorId,
    windowDays: link.windowDays,
    affiliate: { id: link.affiliateId, name: link.affiliateName },
    offerId: link.offerId,
    friendDiscount: link.friendDiscount,
  };
}

/** The host itself or a subdomain of it. */
function isAllowedHost(host: string, allowed: ReadonlySet<string>): boolean {
  for (const name of allowed) if (host === name || host.endsWith(`.${name}`)) return true;
  return false;
}

/** `sub1` to `sub5` of an address, for the affiliate's own sorting. */
export function subsOf(query: URLSearchParams): Subs {
  const subs: Subs = {};
  for (const name of SUB_NAMES) {
    const value = query.get(name);
    if (value) subs[name] = value;
  }
  return subs;
}
