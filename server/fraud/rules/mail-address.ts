interface MailAddress {
  /** As it was given, in lower case. */
  plain: string;
  /** Without what a mailbox ignores: a +tag, and dots where the provider ignores them. Equal keys are one mailbox. */
  key: string;
  domain: string;
}

const IGNORES_DOTS = new Set(['gmail.com', 'googlemail.com']);
const SAME_PROVIDER: Record<string, string> = { 'googlemail.com': 'gmail.com' };

/** Null for what is no address. */
export function readAddress(text: string | null): MailAddress | null {
  const plain = text?.trim().toLowerCase() ?? '';
  const at = plain.lastIndexOf('@');
  if (at <= 0 || at === plain.length - 1) return null;
  const domain = plain.slice(at + 1);
  const untagged = plain.slice(0, at).replace(/(?<=.)\+.*$/, '');
  const local = IGNORES_DOTS.has(domain) ? untagged.replaceAll('.', '') : untagged;
  return { plain, key: `${local || untagged}@${SAME_PROVIDER[domain] ?? domain}`, domain };
}
