import { randomGamma } from 'd3-random';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { exposureOf, PRIOR_CUSTOMER_MONTHS, type Watched } from './retention.ts';
import {
  drawnPerCustomer,
  type GroupSums,
  type Interval,
  MIN_JUDGED_CUSTOMERS,
  returnOn,
} from './returns.ts';
import { type Prospects, worthUnder } from './worth.ts';

const SIMULATIONS = 1_000;
const INTERVAL_SHARE = 0.8;
// Any number serves; it stays the same so that the same facts always give the same interval.
const SEED = 20_260_301;
// Above this many customers a simulation draws a sample of them: the interval is then on the wide side.
const MAX_DRAWN = 200;

/**
 * The 80 % interval of the return: a thousand times the customers are drawn anew and their churn from what was seen
 * of it (gamma, the program's rate as prior), and the return is made again. Null for fewer than
 * `MIN_JUDGED_CUSTOMERS` and where nothing was spent.
 */
export function returnInterval(
  prospects: readonly Prospects[],
  watched: Watched,
  saleMinor: number,
  program: { sums: GroupSums; monthlyChurn: number },
): Interval | null {
  const count = prospects.length;
  if (count < MIN_JUDGED_CUSTOMERS) return null;
  const random = xoroshiro128plus(SEED);
  const { months, leavers } = exposureOf(watched);
  const churnOf = randomGamma.source(() => uniformFloat64(random))(
    leavers + PRIOR_CUSTOMER_MONTHS * program.monthlyChurn,
    1 / (months + PRIOR_CUSTOMER_MONTHS),
  );
  const drawn = Math.min(count, MAX_DRAWN);
  const returns: number[] = [];
  for (let simulation = 0; simulation < SIMULATIONS; simulation += 1) {
    const churn = Math.min(1, churnOf());
    const sums = { customers: count, valueMinor: 0, costMinor: 0, saleMinor };
    for (let draw = 0; draw < drawn; draw += 1) {
      const one = prospects[uniformInt(random, 0, count - 1)];
      if (!one) continue;
      const worth = worthUnder(one, churn);
      sums.valueMinor += (worth.valueMinor * count) / drawn;
      sums.costMinor += (worth.costMinor * count) / drawn;
    }
    const judged = drawnPerCustomer(sums, program.sums);
    const made = returnOn(judged.valueMinor, judged.costMinor);
    if (made !== null) returns.push(made);
  }
  if (returns.length === 0) return null;
  returns.sort((one, other) => one - other);
  const tail = Math.floor((returns.length * (1 - INTERVAL_SHARE)) / 2);
  return { lower: returns[tail] ?? 0, upper: returns[returns.length - 1 - tail] ?? 0 };
}
