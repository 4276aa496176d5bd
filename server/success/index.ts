/** The door of the success room: what the facts about a customer mean. */
export { findHealthBand, getHealth } from './health/read-health.ts';
export { getLifetimeSettings, getLifetimeValue } from './lifetime/read-lifetime.ts';
export { ATTRIBUTION_MODELS, creditChannels } from './models/attribution.ts';
export { kaplanMeier, type SurvivalCurve, type SurvivalStep, survivalAt } from './models/kaplan-meier.ts';
export { explainExclusion, rankAdvocates } from './ranking/read-ranking.ts';
export { type RefreshSummary, refreshScores } from './refresh/refresh-scores.ts';
export type { BandChanges } from './refresh/write-scores.ts';
export type { RankedAccount, RankingFilters } from './schema/ranking.ts';
export { readSuccessSteps } from './store/first-steps.ts';
export { selectFirstInBands as listFirstInBands } from './store/health.ts';
export { selectLifetimes as listLifetimes } from './store/lifetimes.ts';
