import { notFound } from '../../core/problem.ts';

/** Our prefix and the one that the SDK knows, for the same 32 digits. */
const PREFIXES = {
  affiliate: { own: 'aff_', wire: 'pn_' },
  offer: { own: 'off_', wire: 'prog_' },
  discount: { own: 'off_', wire: 'disc_' },
  link: { own: 'link_', wire: 'link_' },
  customer: { own: 'cus_', wire: 'cus_' },
  commission: { own: 'com_', wire: 'cm_' },
  payout: { own: 'pol_', wire: 'po_' },
  workspace: { own: 'wsp_', wire: 'ws_' },
} as const;

type Kind = keyof typeof PREFIXES;

const EXTERNAL_PREFIX = 'ext_';

/** `aff_0193…` as `pn_0193…`. */
export function toWireId(kind: Kind, id: string): string {
  const { own, wire } = PREFIXES[kind];
  return id.startsWith(own) ? `${wire}${id.slice(own.length)}` : id;
}

/** `pn_0193…` as `aff_0193…`. @throws Problem 404 for an id of another kind. */
export function fromWireId(kind: Kind, id: string): string {
  const { own, wire } = PREFIXES[kind];
  if (!id.startsWith(wire)) throw notFound(kind);
  return `${own}${id.slice(wire.length)}`;
}

/** The caller's own id in `ext_<id>`; null for one of ours. */
export function externalIdIn(id: string): string | null {
  return id.startsWith(EXTERNAL_PREFIX) ? id.slice(EXTERNAL_PREFIX.length) : null;
}
