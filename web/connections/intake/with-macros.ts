import type { KeyView } from './queries.ts';

/** What most trackers can fill in, in their most common form. */
const MACROS =
  '?click_id={click_id}&order_id={conversion_id}&amount={amount}&currency={currency}&status={status}';

/** What a shop's template fills in. */
const PIXEL_MACROS = '?order_id={ORDER}&amount={TOTAL}&currency={CURRENCY}&email={EMAIL}&click_id={CLICK}';

/** The address of a key as one gives it to a tracker, or puts it into a page. */
export function withMacros({ kind, url }: Pick<KeyView, 'kind' | 'url'>): string {
  return `${url}${kind === 'pixel' ? PIXEL_MACROS : MACROS}`;
}
