import type { SampleAccount } from './account.ts';
import type { Dice } from './dice.ts';
import { FAMILY_NAMES, GIVEN_NAMES, TITLES } from './vocabulary.ts';

export interface SamplePerson {
  externalId: string;
  email: string;
  name: string;
  title: string;
  role: 'champion' | 'influencer' | 'decision_maker' | 'user' | 'blocker';
  /** Influence on the buying decision, 0 to 1. */
  weight: number;
}

/** On average three people an account; more influential ones where the hidden reach is large. */
export function peopleOf(account: SampleAccount): SamplePerson[] {
  const { dice, hidden } = account;
  const count = 1 + Math.min(6, dice.poisson(1.75 * Math.min(2, hidden.reach)));
  return Array.from({ length: count }, (_, position) => {
    const given = dice.pick(GIVEN_NAMES);
    const family = dice.pick(FAMILY_NAMES);
    const role = roleAt(dice, position, hidden.fit);
    return {
      externalId: `${account.externalId}-p${position + 1}`,
      email: `${given}.${family}.${position + 1}@${account.domain}`.toLowerCase(),
      name: `${given} ${family}`,
      title: dice.pickWeighted(TITLES),
      role,
      weight: Math.round(100 * Math.min(1, influence(role) * (0.6 + 0.4 * Math.min(2, hidden.reach)))) / 100,
    };
  });
}

function roleAt(dice: Dice, position: number, fit: number): SamplePerson['role'] {
  if (position === 0) return fit > -0.2 && dice.chance(0.7) ? 'champion' : 'decision_maker';
  return dice.pickWeighted([
    ['user', 50],
    ['influencer', 22],
    ['decision_maker', 16],
    ['champion', 6],
    ['blocker', fit < -0.8 ? 18 : 4],
  ] as const);
}

function influence(role: SamplePerson['role']): number {
  return { champion: 0.8, decision_maker: 0.75, influencer: 0.6, user: 0.25, blocker: 0.4 }[role];
}
