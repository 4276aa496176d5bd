import { FACTORS, type Factor, type RankingInput } from '../schema/ranking.ts';
import { RANKING_INPUTS } from './inputs.ts';
import { type Advocacy, RANKING_INPUT_NAMES, shareInFactor } from './rules.ts';

const MAX_REASONS = 3;
/** An input speaks for an account only where it stands clearly above the middle. */
const SPEAKS_FROM = 0.55;
// A place can be high only because others fell: these must be gains in themselves.
const MUST_EXCEED: Partial<Record<RankingInput, number>> = {
  usageTrend: 1,
  revenueGrowth: 0,
  cameByRecommendation: 0,
  peopleToAsk: 1,
  influence: 0,
};

/**
 * The inputs that speak most for an account, the strongest factor's first: one from each factor while there are
 * such, so that three reasons tell three different things.
 * @param voices how many people are known to have had a voice in the decision to buy: without any it is no reason.
 */
export function strongestReasons(
  advocacy: Pick<Advocacy, 'factors' | 'inputs'>,
  voices: number,
): RankingInput[] {
  const sayable = RANKING_INPUT_NAMES.filter((name) => name !== 'influence' || voices > 0);
  const speaking = sayable
    .filter((name) => speaksFor(name, advocacy.inputs[name]))
    .sort((one, other) => strength(other, advocacy) - strength(one, advocacy));
  const byFactor = [...FACTORS].sort((one, other) => advocacy.factors[other] - advocacy.factors[one]);
  const leading = byFactor.flatMap((factor) => firstOf(factor, speaking));
  return [...new Set([...leading, ...speaking])].slice(0, MAX_REASONS);
}

function speaksFor(name: RankingInput, { value, place }: Advocacy['inputs'][RankingInput]): boolean {
  return value !== null && place >= SPEAKS_FROM && value > (MUST_EXCEED[name] ?? -Infinity);
}

function strength(name: RankingInput, { inputs }: Pick<Advocacy, 'inputs'>): number {
  return shareInFactor(name) * (inputs[name].place - 0.5);
}

function firstOf(factor: Factor, names: readonly RankingInput[]): RankingInput[] {
  return names.filter((name) => RANKING_INPUTS[name].factor === factor).slice(0, 1);
}
