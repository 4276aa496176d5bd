const Z95 = 1.959964;
const MIN_ANSWERS = 30;

export interface NetPromoterScore {
  /** −100 to 100. */
  score: number;
  /** Half the width of the 95% interval, in the score's points. */
  margin: number;
  promoters: number;
  passives: number;
  detractors: number;
  count: number;
  /** Fewer than 30 answers: shown grey. */
  isSmall: boolean;
}

/**
 * NPS = share of 9–10 minus share of 0–6, with SE √((p + d − (p − d)²) / n).
 * @returns null without an answer.
 */
export function netPromoterScore(counts: {
  promoters: number;
  passives: number;
  detractors: number;
}): NetPromoterScore | null {
  const count = counts.promoters + counts.passives + counts.detractors;
  if (count === 0) return null;
  const promoterShare = counts.promoters / count;
  const detractorShare = counts.detractors / count;
  const difference = promoterShare - detractorShare;
  const standardError = Math.sqrt((promoterShare + detractorShare - difference ** 2) / count);
  return {
    score: difference * 100,
    margin: Z95 * standardError * 100,
    ...counts,
    count,
    isSmall: count < MIN_ANSWERS,
  };
}

export interface SatisfactionScore {
  /** Share of the top two boxes, 0 to 1. */
  share: number;
  /** 95% Wilson interval of the share. */
  low: number;
  high: number;
  count: number;
  isSmall: boolean;
}

/** CSAT: the share of 4 and 5 among 1–5, with its Wilson interval (Wilson 1927). Null without an answer. */
export function satisfactionScore(satisfied: number, count: number): SatisfactionScore | null {
  const interval = wilsonInterval(satisfied, count);
  if (!interval) return null;
  return { share: satisfied / count, ...interval, count, isSmall: count < MIN_ANSWERS };
}

/** The 95 % interval of a share (Wilson 1927); null without a trial. */
export function wilsonInterval(hits: number, count: number): { low: number; high: number } | null {
  if (count === 0) return null;
  const share = hits / count;
  const z2 = Z95 ** 2;
  const center = (share + z2 / (2 * count)) / (1 + z2 / count);
  const half = (Z95 / (1 + z2 / count)) * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count ** 2));
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) };
}

/** The wave of an answer that names none: its calendar quarter, because nobody is asked again within 90 days. */
export function quarterOf(day: string): string {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 4)}-Q${Math.ceil(month / 3)}`;
}
