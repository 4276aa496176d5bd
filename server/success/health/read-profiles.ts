import { words } from '../../core/words.ts';
import { HEALTH_MEASURES, type HealthProfilesView } from '../schema/health.ts';
import { countBands } from '../store/health.ts';
import { findProfileVersion } from '../store/settings.ts';
import { DEFAULT_PROFILES, LOOK_BACK_DAYS } from './profiles.ts';
import { portfolioHealth } from './rules.ts';

/** The profiles in force, what they may be made of, and how all living customers stand under them. */
export async function viewProfiles(workspaceId: string, locale: string): Promise<HealthProfilesView> {
  const saved = await findProfileVersion(workspaceId);
  const { good, average, poor, not_scored: notScored } = await countBands(workspaceId);
  return {
    version: saved?.version ?? 0,
    savedAt: saved?.savedAt ?? null,
    savedBy: saved?.savedBy ?? null,
    profiles: saved?.profiles ?? [...DEFAULT_PROFILES],
    measures: HEALTH_MEASURES.map((measure) => ({
      measure,
      label: words(locale, `success:measure.${measure}.label`),
      lookBackDays: LOOK_BACK_DAYS[measure],
    })),
    portfolio: { good, average, poor, notScored, score: portfolioHealth({ good, average, poor }) },
  };
}
