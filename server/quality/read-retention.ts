import type { SurvivalCurve } from '../success/index.ts';
import type { QualityDetail } from './schema.ts';

const MAX_MONTHS = 36;

/** The curve by whole months for a chart, as far as somebody left was seen; it starts with everybody there. */
export function readRetention(curve: SurvivalCurve): QualityDetail['retention']['program'] {
  if (curve.subjects === 0) return [];
  const last = curve.steps.at(-1)?.time ?? 0;
  const months = Math.min(MAX_MONTHS, Math.ceil(last));
  let step = 0;
  let point = { survival: 1, lower: 1, upper: 1, atRisk: curve.subjects };
  return Array.from({ length: months + 1 }, (_, month) => {
    for (let next = curve.steps[step]; next && next.time <= month; next = curve.steps[step]) {
      const { survival, lower, upper, atRisk, events } = next;
      point = { survival, lower, upper, atRisk: atRisk - events };
      step += 1;
    }
    return { month, ...point };
  });
}
