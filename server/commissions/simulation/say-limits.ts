import { words } from '../../core/words.ts';
import type { PlanSimulation } from './schema.ts';

interface Circumstances {
  /** The sales of one plan were replayed, not all. */
  hasPlan: boolean;
  /** Something waits for a condition that nobody has asked yet. */
  hasWaiting: boolean;
  /** A sale is in a currency that no rate is known for. */
  lacksRate: boolean;
  isDeclined: boolean;
  needsApproval: boolean;
  /** The plan also pays for what is not a sale. */
  hasAlso: boolean;
}

/** What a simulation cannot say, or has to suppose. */
export function sayLimits(circumstances: Circumstances, locale: string): PlanSimulation['limits'] {
  const { hasPlan, hasWaiting, lacksRate, isDeclined, needsApproval, hasAlso } = circumstances;
  const codes = ['behaviour', hasPlan ? 'ofPlan' : 'ofAll', 'refunds'];
  if (hasWaiting) codes.push('waiting');
  if (lacksRate) codes.push('rates');
  if (isDeclined) codes.push('declined');
  if (needsApproval) codes.push('approval');
  if (hasAlso) codes.push('also');
  return codes.map((code) => ({ code, text: words(locale, `commissions:simulation.limit.${code}`) }));
}
