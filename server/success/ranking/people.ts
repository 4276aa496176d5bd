import type { Stakeholder, StakeholderRole } from '../../customers/index.ts';
import type { Grounds } from '../schema/reason.ts';

/** Why one would rather ask this role than another: nearness to the product and a voice that is heard. */
const ROLE_VOICE: Readonly<Record<StakeholderRole, number>> = {
  champion: 1,
  influencer: 0.8,
  decision_maker: 0.7,
  user: 0.4,
  blocker: 0,
};
const UNKNOWN_ROLE_VOICE = 0.3;
const FULL_WEIGHT = 100;

/** How much a recommendation by this person would count, 0–1: half by role, half by their weight in it. */
export function influence({ role, weight }: Pick<Stakeholder, 'role' | 'weight'>): number {
  const voice = role === null ? UNKNOWN_ROLE_VOICE : ROLE_VOICE[role];
  return voice * (0.5 + (0.5 * weight) / FULL_WEIGHT);
}

export interface PersonToAsk {
  personId: string;
  why: Grounds;
}

export interface AskSplit {
  /** The most influential first; ties by id. */
  toAsk: PersonToAsk[];
  /** The latest ask of those who must rest. */
  latestAskAt: Date | null;
}

/**
 * Whom to ask, in order. Blockers, people without an address and people asked within the cap are left out.
 * @param askedAt when each person was last asked within the cap.
 */
export function splitPeople(people: readonly Stakeholder[], askedAt: ReadonlyMap<string, Date>): AskSplit {
  const askable = people.filter(({ email, role }) => email !== null && role !== 'blocker');
  const resting = askable.flatMap(({ personId }) => askedAt.get(personId) ?? []);
  return {
    toAsk: askable
      .filter(({ personId }) => !askedAt.has(personId))
      .sort((one, other) => influence(other) - influence(one) || (one.personId < other.personId ? -1 : 1))
      .map((person) => ({ personId: person.personId, why: whyAsk(person) })),
    latestAskAt: resting.reduce<Date | null>((latest, at) => (latest && latest > at ? latest : at), null),
  };
}

function whyAsk({ role, weight }: Stakeholder): Grounds {
  return { code: `success:ask.${role ?? 'unknown'}`, values: { weight } };
}
