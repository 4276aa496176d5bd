import type { AccountSummary, Stakeholder } from '../../customers/index.ts';
import { say, sentence } from '../say.ts';
import {
  FACTORS,
  type Factor,
  type RankedAccount,
  type RankedAccountSummary,
  type RankingInput,
} from '../schema/ranking.ts';
import type { Grounds, Reason } from '../schema/reason.ts';
import type { SavedRanking, StoredInput } from '../store/rankings.ts';
import type { ExclusionGrounds } from './eligibility.ts';
import { RANKING_INPUTS } from './inputs.ts';
import { FACTOR_WEIGHTS, RANKING_INPUT_NAMES, shareInFactor } from './rules.ts';

const UNKNOWN_PLACE = 0.5;

/** What the record says about an account of the page. */
export interface RankingSurroundings {
  summary: AccountSummary;
  people: Stakeholder[];
  /** Who of them answered a survey so gladly that they may be asked. */
  promoters: ReadonlySet<string>;
}

/** One row of the ranking in the reader's language. */
export function viewRanking(row: SavedRanking, around: RankingSurroundings, locale: string): RankedAccount {
  return {
    account: viewAccount(around.summary, row),
    score: row.score,
    factors: Object.fromEntries(
      FACTORS.map((factor) => [factor, viewFactor(factor, row, locale)]),
    ) as RankedAccount['factors'],
    reasons: row.reasons.flatMap((name) => {
      const input = row.inputs[name];
      return input ? say(locale, groundsOf(name, input, row.currency)) : [];
    }),
    people: viewPeople(row, around, locale),
    health: { score: row.healthScore, band: row.healthBand },
    ltvMinor: row.ltvMinor,
    asOf: row.asOf,
    refreshedAt: row.refreshedAt,
  };
}

/** The account as lists show it. */
export function viewAccount(
  summary: AccountSummary,
  money: { mrrMinor: number | null; currency: string | null },
): RankedAccountSummary {
  const { signedUpAt: _, onboardedAt: _onboarded, ...shown } = summary;
  return { ...shown, mrrMinor: money.mrrMinor, currency: money.currency };
}

function viewFactor(factor: Factor, row: SavedRanking, locale: string) {
  const weight = FACTOR_WEIGHTS[factor];
  const names = RANKING_INPUT_NAMES.filter((name) => RANKING_INPUTS[name].factor === factor);
  return {
    value: row[factor],
    weight,
    multiplier: row[factor] ** weight,
    inputs: names.map((name) => viewInput(name, row, locale)),
  };
}

function viewInput(name: RankingInput, { inputs, currency }: SavedRanking, locale: string) {
  const input = inputs[name];
  const share = shareInFactor(name);
  const place = input?.place ?? UNKNOWN_PLACE;
  const grounds = input && groundsOf(name, input, currency);
  return {
    input: name,
    label: sentence(locale, `success:input.${name}.label`),
    value: input?.value ?? null,
    isKnown: input !== undefined,
    place,
    share,
    contribution: place * share,
    text: grounds
      ? sentence(locale, grounds.code, grounds.values)
      : sentence(locale, 'success:unknownAverage'),
  };
}

/** The sentence of an input with its values. */
export function groundsOf(name: RankingInput, input: StoredInput, currency: string | null): Grounds {
  return { code: `success:input.${name}.says`, values: valuesOf(name, input, currency) };
}

function valuesOf(
  name: RankingInput,
  { value, of, on }: StoredInput,
  currency: string | null,
): Grounds['values'] {
  switch (name) {
    case 'nps':
      return { value, on: on ?? null };
    case 'csat':
      return { value, count: of ?? 1 };
    case 'cameByRecommendation':
      return { context: value > 0 ? 'yes' : 'no' };
    case 'health':
      return { value: Math.round(value) };
    case 'featuresUsed':
      return { value, of: of ?? value };
    case 'usageTrend':
      return { valueChange: value - 1 };
    case 'revenueGrowth':
      return { valueChange: value };
    case 'tenureDays':
    case 'ticketLoad':
    case 'influence':
      return { count: of ?? 0 };
    case 'lifetimeValue':
      return { valueMinor: value, currency };
    case 'retentionCostShare':
      return { valueShare: value };
    default:
      return { count: value };
  }
}

/** In the order of asking; who has left the record since is left out. */
function viewPeople(
  row: SavedRanking,
  { people, promoters }: RankingSurroundings,
  locale: string,
): RankedAccount['people'] {
  return row.people.flatMap(({ personId, why }) => {
    const person = people.find((known) => known.personId === personId);
    if (!person) return [];
    const { name, email, title, role } = person;
    const isPromoter = promoters.has(personId);
    return { personId, name, email, title, role, isPromoter, why: say(locale, why) };
  });
}

export function sayExclusion(locale: string, { code, values }: ExclusionGrounds): Reason {
  const isUndated = code === 'churned' && values.on === null;
  return {
    ...say(locale, { code: `success:exclusion.${code}${isUndated ? '_undated' : ''}`, values }),
    code,
  };
}
