/** What most trackers can fill in, in their most common form. */
const MACROS =
  '?click_id={click_id}&order_id={conversion_id}&amount={amount}&currency={currency}&status={status}';

/** The address of a key as one gives it to a tracker. */
export function withMacros(url: string): string {
  return `${url}${MACROS}`;
}
