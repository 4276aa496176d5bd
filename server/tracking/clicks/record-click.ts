import { randomUUID } from 'node:crypto';
import { dayIn } from '../../core/calendar.ts';
import { newIdAt } from '../../core/ids.ts';
import { Problem } from '../../core/problem.ts';
import { type LiveCap, takePlaces } from '../caps/live-caps.ts';
import { GroupCommit } from '../group-commit.ts';
import { chooseTarget } from '../links/choose-target.ts';
import type { LiveLink } from '../links/link-cache.ts';
import type { ClickVerdict, Subs } from '../schema/click.ts';
import { insertClicks, journalClicks, type NewClick, type WrittenClick } from '../store/clicks.ts';
import { type RequestSigns, verdictOf } from './judge-visit.ts';
import { countryOf, hashOfBoth, keyedHash, prefixOf, readClient } from './read-client.ts';
import { RecentVisits } from './recent-visits.ts';
import { settleClicks, settleSoon } from './settle-clicks.ts';

const LIMITS = { batchSize: 500, queueSize: 5_000 };
const RETRY_AFTER_S = 1;
const MAX_TEXT = 500;
const VISITOR_ID = /^[A-Za-z0-9_-]{16,64}$/;

/** One visit of a link, as a request shows it. */
export interface VisitRequest extends RequestSigns {
  at: Date;
  ip: string;
  userAgent: string | undefined;
  referrer: string | null;
  pageUrl: string | null;
  /** From the cookie of an earlier visit. */
  visitorId: string | null;
  /** The browser asks not to be followed: nothing that would know it again is kept. */
  wantsPrivacy: boolean;
  subs: Subs;
}

export interface RecordedClick {
  clickId: string;
  verdict: ClickVerdict;
  /** The click that counts: this one, or the one of the last hour that it repeats. */
  countedClickId: string;
  visitorId: string;
  /** To which of the link's targets the visitor goes. */
  targetId: string | null;
}

type Commits = GroupCommit<NewClick, WrittenClick>;

const journal: Commits = new GroupCommit(journalClicks, LIMITS);
const table: Commits = new GroupCommit(insertAfterJournal, LIMITS);
const recent = new RecentVisits();

/**
 * Records a visitor's way through a link; settles only when the click is committed. Its figures follow in a moment.
 * @throws Problem 503 when it cannot be written: nothing is answered that would be lost.
 */
export async function recordClick(
  link: LiveLink,
  visit: VisitRequest,
  secret: string,
): Promise<RecordedClick> {
  const click = toClick(link, visit, secret);
  click.targetId = chooseTarget(link, click)?.id ?? null;
  const recorded = await commit(click, link.caps, journal);
  settleSoon(link.workspaceId);
  return recorded;
}

/**
 * The same for a visit of a page that the visitor is on already. Its reporter is told which click counts, whichever
 * process has seen the first.
 */
export function recordReportedClick(
  link: LiveLink,
  visit: VisitRequest,
  secret: string,
): Promise<RecordedClick> {
  return commit(toClick(link, visit, secret), link.caps, table);
}

async function insertAfterJournal(clicks: NewClick[]): Promise<WrittenClick[]> {
  for (const workspaceId of new Set(clicks.map((click) => click.workspaceId)))
    await settleClicks(workspaceId);
  return insertClicks(clicks);
}

async function commit(click: NewClick, caps: LiveCap[], commits: Commits): Promise<RecordedClick> {
  const keys = [`${click.linkId} ${click.visitorId}`, `${click.linkId} ${click.visitorHash}`];
  if (click.verdict === 'counted' && click.visitorHash) {
    const known = click.isKnownVisitor ? 0 : 1;
    click.repeatOf = recent.remember(keys[known] ?? '', keys, click.id, click.at.getTime());
    if (click.repeatOf) click.verdict = 'repeat';
  }
  const places = click.verdict === 'counted' ? takePlaces(caps, click) : [];
  if (!places) {
    click.verdict = 'over_cap';
    // Who comes back when there is room counts then.
    recent.forget(keys, click.id);
  }
  try {
    const written = await commits.add(click);
    for (const place of places ?? []) place.keep(written.verdict === 'counted');
    return {
      clickId: written.id,
      verdict: written.verdict,
      countedClickId: written.repeatOf ?? written.id,
      visitorId: click.visitorId,
      targetId: click.targetId,
    };
  } catch (error) {
    recent.forget(keys, click.id);
    for (const place of places ?? []) place.keep(false);
    throw notRecorded(error);
  }
}

function toClick(link: LiveLink, visit: VisitRequest, secret: string): NewClick {
  const { workspaceId } = link;
  const client = readClient(visit.userAgent);
  const knownVisitor = visit.visitorId && VISITOR_ID.test(visit.visitorId) ? visit.visitorId : null;
  return {
    workspaceId,
    id: newIdAt('clk', visit.at),
    at: visit.at,
    day: dayIn(link.timeZone, visit.at),
    linkId: link.id,
    affiliateId: link.affiliateId,
    offerId: link.offerId,
    verdict: verdictOf(visit, client),
    repeatOf: null,
    windowDays: link.windowDays,
    visitorId: knownVisitor ?? randomUUID(),
    isKnownVisitor: knownVisitor !== null,
    ...addressFacts(workspaceId, visit, secret),
    country: countryOf(visit.ip),
    device: client.device,
    browser: client.browser,
    os: client.os,
    referrerHost: hostOf(visit.referrer),
    pageUrl: visit.pageUrl && clean(visit.pageUrl),
    targetId: null,
    ...cleanSubs(visit.subs),
  };
}

/** What is kept of an address: nothing that leads back to it, and nothing at all when privacy is asked for. */
function addressFacts(workspaceId: string, visit: VisitRequest, secret: string) {
  if (visit.wantsPrivacy) return { visitorHash: null, ipHash: null, ipPrefix: null };
  const ipHash = keyedHash(secret, workspaceId, visit.ip);
  return { visitorHash: hashOfBoth(ipHash, visit.userAgent ?? ''), ipHash, ipPrefix: prefixOf(visit.ip) };
}

function hostOf(address: string | null): string | null {
  return (address && URL.parse(address)?.hostname) || null;
}

function cleanSubs(subs: Subs): Subs {
  return Object.fromEntries(Object.entries(subs).map(([name, value]) => [name, value && clean(value)]));
}

/** PostgreSQL takes no zero bytes and no half characters in text. */
function clean(text: string): string {
  return text.replaceAll('\u0000', '').slice(0, MAX_TEXT).toWellFormed();
}

function notRecorded(cause: unknown): Problem {
  return new Problem(503, 'click_not_recorded', 'Not available', 'Try again in a moment.', {
    headers: { 'retry-after': String(RETRY_AFTER_S) },
    cause,
  });
}
