import {
  type AffiliateSeed,
  accountAt,
  type HiddenTruth,
  type SampleAccount,
  type World,
} from './account.ts';
import { type Life, liveLife } from './life.ts';
import { peopleOf, type SamplePerson } from './people.ts';
import { seedAffiliates } from './program.ts';

const SEED = 20_260_101;
const ACCOUNTS_PER_AFFILIATE = 50;
const LEAST_AFFILIATES = 8;
const MOST_AFFILIATES = 2_000;
const CLICKS_PER_ACCOUNT = 30;
const MOST_CLICKS = 3_000_000;

/** A world of so many accounts; affiliates and clicks grow with it. */
export function createWorld(accountCount: number, today: Date): World {
  const affiliateCount = Math.round(accountCount / ACCOUNTS_PER_AFFILIATE);
  return {
    seed: SEED,
    accountCount,
    affiliateCount: Math.min(MOST_AFFILIATES, Math.max(LEAST_AFFILIATES, affiliateCount)),
    clickCount: Math.min(MOST_CLICKS, accountCount * CLICKS_PER_ACCOUNT),
    today,
  };
}

/** An account with everything that follows from it. */
export interface Story {
  account: SampleAccount;
  people: SamplePerson[];
  life: Life;
}

/**
 * The story of one account. Its chance is used up in one order, so people and life are always told together and
 * usage, tickets and answers after them.
 */
export function storyAt(world: World, index: number, affiliates: readonly AffiliateSeed[]): Story {
  const account = accountAt(world, index, affiliates);
  const people = peopleOf(account);
  return { account, people, life: liveLife(account, world) };
}

/** The causes behind every account, for tests that ask whether a model finds them. */
export function* hiddenTruthOf(world: World): Generator<{ externalId: string } & HiddenTruth> {
  const affiliates = seedAffiliates(world);
  for (let index = 0; index < world.accountCount; index += 1) {
    const { externalId, hidden } = accountAt(world, index, affiliates);
    yield { externalId, ...hidden };
  }
}

/** What is true of an affiliate and nobody can see. */
export interface AffiliateTruth {
  /** Of the person, as the program knows them. */
  email: string;
  kind: AffiliateSeed['kind'];
  /** The mean fit of the customers they sent. */
  meanFit: number;
}

/** The causes behind every affiliate who sent anybody, for tests that ask whether the judgement finds them. */
export function trueAffiliates(world: World): AffiliateTruth[] {
  const affiliates = seedAffiliates(world);
  const fits = new Map<number, number[]>();
  for (let index = 0; index < world.accountCount; index += 1) {
    const { affiliateIndex, hidden } = accountAt(world, index, affiliates);
    if (affiliateIndex !== null) fits.set(affiliateIndex, [...(fits.get(affiliateIndex) ?? []), hidden.fit]);
  }
  return [...fits].flatMap(([position, own]) => {
    const seed = affiliates[position];
    const email = seed && storyAt(world, seed.accountIndex, []).people[0]?.email;
    if (!seed || !email) return [];
    return [{ email, kind: seed.kind, meanFit: own.reduce((total, fit) => total + fit, 0) / own.length }];
  });
}
