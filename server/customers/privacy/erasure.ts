import type { PersonKeys } from './held-data.ts';

/** Why something about a person stays when they are erased. */
export const KEEP_REASONS = [
  /** Sales, commissions and payouts: the law asks for the books, and others were paid by them. */
  'books',
  /** What was found of fraud, for claims. */
  'claims',
  /** It is of the company, of an account or of somebody else, and the person is only no longer named in it. */
  'others',
  /** That something was done, when and by whom. */
  'proof',
] as const;
export type KeepReason = (typeof KEEP_REASONS)[number];

/** Stands for SQL that takes the person's addresses out of a text or JSON. */
export const WITHOUT_ADDRESSES = Symbol('without addresses');

/** What erasing a person does with their rows of a table, as the database names its columns, over the alias `t`. */
export interface Erasure {
  /** The rows go: all, or those in which this column names the person, or for which this SQL holds. */
  removes?: true | { column: string } | { where: string };
  /** What stands in a column of the rows that stay. */
  blanks?: Readonly<Record<string, string | typeof WITHOUT_ADDRESSES>>;
  /** Why the rest of them stays; needed unless all go. */
  keeps?: KeepReason;
  /** Instead of all that: what only the room can do. */
  act?(workspaceId: string, keys: PersonKeys): Promise<void>;
}

/** Why somebody cannot be erased now: a word of the catalog below `privacy:block.`. */
export type ErasureBlock = 'hold' | 'affiliateActive' | 'balanceOpen';

type FindBlock = (workspaceId: string, keys: PersonKeys, at: Date) => Promise<ErasureBlock | null>;

const blocks = new Map<ErasureBlock, FindBlock>();

/** Says when a room cannot let somebody be erased. */
export function blockErasure(block: ErasureBlock, find: FindBlock): void {
  blocks.set(block, find);
}

/** Every reason why the person of these keys cannot be erased now. */
export async function findBlocks(workspaceId: string, keys: PersonKeys, at: Date): Promise<ErasureBlock[]> {
  const found = await Promise.all([...blocks.values()].map((find) => find(workspaceId, keys, at)));
  return found.filter((block) => block !== null);
}
