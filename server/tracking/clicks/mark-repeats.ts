import type { NewClick } from '../store/clicks.ts';

const REPEAT_WITHIN_MS = 3_600_000;

/** Within one list: a visitor's second click on a link within the hour repeats the first. Keeps the order. */
export function markRepeats(clicks: NewClick[]): NewClick[] {
  const firsts = new Map<string, NewClick>();
  const repeats = new Map<string, string>();
  for (const click of [...clicks].sort((left, right) => left.at.getTime() - right.at.getTime())) {
    if (click.verdict !== 'counted') continue;
    const key = `${click.linkId} ${click.visitorId}`;
    const first = firsts.get(key);
    if (first && click.at.getTime() - first.at.getTime() < REPEAT_WITHIN_MS) repeats.set(click.id, first.id);
    else firsts.set(key, click);
  }
  return clicks.map((click) => {
    const repeatOf = repeats.get(click.id);
    return repeatOf ? { ...click, verdict: 'repeat', repeatOf } : click;
  });
}
