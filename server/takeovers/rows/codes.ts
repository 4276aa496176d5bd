/** Parameters by which links of these platforms name their affiliate. */
const CODE_PARAMETERS = ['via', 'ref', 'fpr', 'tap_a', 'ps_partner_key', 'gsxid', 'referral'];
const LINK_KEY = /^[a-z0-9][a-z0-9_-]{1,63}$/;

/** The codes of a cell, which may hold several, and whole addresses. */
export function codesOf(cell: string | undefined): string[] {
  return (cell ?? '').split(/[\s,;|]+/).flatMap((part) => codeOf(part) ?? []);
}

/** The code itself, or the one in an address: of a parameter, else its last part. */
export function codeOf(text: string | undefined): string | null {
  const told = (text ?? '').trim();
  if (told === '') return null;
  if (!/^https?:\/\//i.test(told) || !URL.canParse(told)) return told;
  const { searchParams, pathname } = new URL(told);
  const named = CODE_PARAMETERS.flatMap((name) => searchParams.get(name) ?? []);
  return named[0] ?? pathname.split('/').findLast((part) => part !== '') ?? null;
}

/** As a link's key, in lower case like every key; null where it cannot be one. */
export function keyOf(code: string): string | null {
  const key = code.toLowerCase();
  return LINK_KEY.test(key) ? key : null;
}
