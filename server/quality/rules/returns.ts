/** Below this many paying customers nobody is judged. */
export const MIN_JUDGED_CUSTOMERS = 5;
/** An affiliate's own figures count as much as the program's once this many customers stand behind them. */
export const PRIOR_CUSTOMERS = 10;

/** (value − commission) / commission; null where nothing was spent. 1 is one gained for each one paid. */
export function returnOn(valueMinor: number, costMinor: number): number | null {
  return costMinor > 0 ? (valueMinor - costMinor) / costMinor : null;
}

/** A group as it is judged. */
export interface GroupSums {
  customers: number;
  valueMinor: number;
  costMinor: number;
  /** The average sale: how large these customers are, however long they stayed. */
  saleMinor: number;
}

export interface PerCustomer {
  valueMinor: number;
  costMinor: number;
}

/**
 * Value and commission a customer as they count: (n·own + k·program) / (n + k), where the program's mean customer is
 * taken at the size of the group's sales. So few small customers are drawn to the program's return, not to its size.
 */
export function drawnPerCustomer(group: GroupSums, program: GroupSums | null): PerCustomer {
  const { customers, valueMinor, costMinor, saleMinor } = group;
  if (customers === 0) return { valueMinor: 0, costMinor: 0 };
  if (!program || program.customers === 0) {
    return { valueMinor: valueMinor / customers, costMinor: costMinor / customers };
  }
  const size = program.saleMinor > 0 ? saleMinor / program.saleMinor : 1;
  const draw = (sum: number, programSum: number) =>
    shrink(sum / customers, customers, (size * programSum) / program.customers);
  return {
    valueMinor: draw(valueMinor, program.valueMinor),
    costMinor: draw(costMinor, program.costMinor),
  };
}

/** Draws a mean toward the program's: (n·own + k·program) / (n + k). */
export function shrink(own: number, count: number, program: number, prior = PRIOR_CUSTOMERS): number {
  return (count * own + prior * program) / (count + prior);
}

export interface Interval {
  lower: number;
  upper: number;
}

export type Verdict = 'too_few' | 'unpaid' | 'loses' | 'above' | 'alike' | 'below';

/** One word on an affiliate: against zero first, then against the program, as far as the interval can tell. */
export function verdictOf(
  customers: number,
  returnRatio: number | null,
  interval: Interval | null,
  programReturn: number | null,
): Verdict {
  if (customers < MIN_JUDGED_CUSTOMERS) return 'too_few';
  if (returnRatio === null || !interval) return 'unpaid';
  if (returnRatio < 0) return 'loses';
  if (programReturn === null) return 'alike';
  if (interval.lower > programReturn) return 'above';
  return interval.upper < programReturn ? 'below' : 'alike';
}
