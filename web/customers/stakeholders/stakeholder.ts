import type { ATTITUDES, LEVELS } from '../../../server/customers/deals/kinds.ts';

type Level = (typeof LEVELS)[number];

/** What somebody is for or against; the words differ. */
export type StandingTo = 'toDeal' | 'toUs';

/** Somebody and their part, in an account or in a deal; null is not known. */
export interface Stakeholder {
  personId: string;
  name: string | null;
  email: string | null;
  title: string | null;
  role: string | null;
  influence: Level | null;
  attitude: (typeof ATTITUDES)[number] | null;
  strength: Level | null;
  /** An ISO moment. */
  lastTouchAt: string | null;
}
