/** What a message tells of where its visitor came from. */
export interface Origin {
  campaign?: { source?: string; medium?: string };
  referrer?: string;
  /** The page's own address: a referrer of the same site tells nothing. */
  url?: string;
}

const PAID_MEDIUM = /^(cpc|ppc|cpm|cpv|paid.*|display|ads?|banner|retargeting)$/;
const MEDIUMS: readonly [RegExp, string][] = [
  [PAID_MEDIUM, 'ads'],
  [/^(e-?mail|newsletter)$/, 'email'],
  [/^(social.*|sm)$/, 'social'],
  [/^(affiliate|partner|reseller)s?$/, 'partner'],
  [/^organic$/, 'organic'],
  [/^(event|webinar|conference)s?$/, 'event'],
  [/^referr?al$/, 'referral'],
];
const SEARCH_HOST = /(^|\.)(google|bing|duckduckgo|yahoo|baidu|yandex|ecosia|naver|brave|qwant)\.[a-z.]+$/;
const SOCIAL_HOST =
  /(^|\.)(facebook|instagram|linkedin|twitter|x|t|reddit|youtube|tiktok|pinterest|threads|lnkd|line)\.(com|co|net|in|me)$/;

/**
 * The acquisition channel in the words of the record: `ads`, `email`, `social`, `partner`, `organic`, `event` or
 * `referral`. A tagged campaign says more than a referrer. Undefined when nothing is told: coming directly is not
 * evidence of anything.
 */
export function acquisitionChannel({ campaign, referrer, url }: Origin): string | undefined {
  const medium = campaign?.medium?.toLowerCase().trim();
  if (medium) return MEDIUMS.find(([pattern]) => pattern.test(medium))?.[1] ?? 'referral';
  const source = campaign?.source?.toLowerCase().trim();
  if (source) {
    const named = MEDIUMS.find(([pattern]) => pattern.test(source))?.[1];
    return named ?? channelOfHost(source.includes('.') ? source : `${source}.com`);
  }
  const host = hostOf(referrer);
  if (!host || host === hostOf(url)) return undefined;
  return channelOfHost(host);
}

function channelOfHost(host: string): string {
  if (SEARCH_HOST.test(host)) return 'organic';
  return SOCIAL_HOST.test(host) ? 'social' : 'referral';
}

function hostOf(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  return new URL(address).hostname.replace(/^www\./, '');
}
