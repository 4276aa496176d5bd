import type { SurveyKind } from '../schema/inputs.ts';

interface Scale {
  low: number;
  high: number;
  /** Up to here somebody is unhappy. */
  unhappyTo: number;
  /** From here somebody is glad. */
  gladFrom: number;
}

/**
 * NPS: “How likely would you recommend us?” (Reichheld 2003). CSAT: “How satisfied are you?”, glad are the two best
 * of five. CES: “It was easy”, agreed to from 1 to 7 (CES 2.0), where glad are 5 and more.
 */
export const SCALES: Record<SurveyKind, Scale> = {
  nps: { low: 0, high: 10, unhappyTo: 6, gladFrom: 9 },
  csat: { low: 1, high: 5, unhappyTo: 2, gladFrom: 4 },
  ces: { low: 1, high: 7, unhappyTo: 3, gladFrom: 5 },
};

/** Whoever gives the best marks may be asked to recommend: 9 and 10 of NPS, the best one of CSAT, the best two of CES. */
const PROMOTERS_FROM: Record<SurveyKind, number> = { nps: 9, csat: 5, ces: 6 };

export function isUnhappy(kind: SurveyKind, score: number): boolean {
  return score <= SCALES[kind].unhappyTo;
}

export function isPromoter(kind: SurveyKind, score: number): boolean {
  return score >= PROMOTERS_FROM[kind];
}
