/** Mails whose link signs somebody in or makes them a member of staff. */
const CONFIDENTIAL_KINDS = new Set(['sign_in_link', 'member_invitation']);

export function isConfidential(kind: string): boolean {
  return CONFIDENTIAL_KINDS.has(kind);
}

/** Dotted names of every leaf: `{ person: { name } }` gives `person.name`. */
export function placeholderNames(example: Record<string, unknown>, prefix = ''): string[] {
  return Object.entries(example).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? placeholderNames(value as Record<string, unknown>, `${prefix}${name}.`)
      : [`${prefix}${name}`],
  );
}
