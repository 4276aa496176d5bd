import type { QualityDetail } from '../../server/quality/schema.ts';

/** Both curves on one axis of months; null where a curve has ended. */
export function retentionRows({ affiliate, program }: QualityDetail['retention']) {
  const own = new Map(affiliate.map(({ month, survival }) => [month, survival]));
  const all = new Map(program.map(({ month, survival }) => [month, survival]));
  const months = [...new Set([...own.keys(), ...all.keys()])].sort((one, other) => one - other);
  return months.map((month) => ({
    month,
    affiliate: own.get(month) ?? null,
    program: all.get(month) ?? null,
  }));
}
