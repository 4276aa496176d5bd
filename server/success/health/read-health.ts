import { now } from '../../core/clock.ts';
import { notFound } from '../../core/problem.ts';
import { words } from '../../core/words.ts';
import type { HealthBand } from '../../customers/index.ts';
import { say, sentence } from '../say.ts';
import type { AccountHealth } from '../schema/health.ts';
import type { Reason } from '../schema/reason.ts';
import { findHealth, type SavedHealth, selectHealthChanges } from '../store/health.ts';
import { type Override, selectOverrides, selectPulses } from '../store/judgments.ts';
import { findProfileVersion } from '../store/settings.ts';
import { DEFAULT_PROFILES } from './profiles.ts';
import { sayCap, viewContribution } from './view-contributions.ts';

/** An account's score with everything that made it up. @throws Problem 404 where it was never scored. */
export async function getHealth(
  workspaceId: string,
  accountId: string,
  locale: string,
): Promise<AccountHealth> {
  const health = await findHealth(workspaceId, accountId);
  if (!health) throw notFound('account with a health score');
  const profile = await findProfile(workspaceId, health);
  const [override] = await selectOverrides(workspaceId, [accountId], now());
  const [pulse] = await selectPulses(workspaceId, [accountId], now());
  return {
    accountId,
    score: health.score,
    band: health.band,
    coverage: health.coverage,
    profile: {
      key: health.profileKey,
      name: profile?.name ?? health.profileKey,
      version: health.profileVersion,
    },
    contributions: health.contributions.map((entry) => viewContribution(entry, locale)),
    notes: notesOf(health, profile?.minCoverage ?? 0, override, locale),
    override: override ?? null,
    pulse: pulse ?? null,
    churnRisk: viewRisk(health.churnRisk, locale),
    history: await selectHealthChanges(workspaceId, accountId),
    asOf: health.asOf,
    refreshedAt: health.refreshedAt,
  };
}

/** The band as it was scored last; null where it never was. */
export async function findHealthBand(workspaceId: string, accountId: string): Promise<HealthBand | null> {
  const health = await findHealth(workspaceId, accountId);
  return health?.band ?? null;
}

async function findProfile(workspaceId: string, { profileKey, profileVersion }: SavedHealth) {
  const saved = profileVersion > 0 ? await findProfileVersion(workspaceId, profileVersion) : null;
  return (saved?.profiles ?? DEFAULT_PROFILES).find(({ key }) => key === profileKey);
}

function notesOf(
  health: SavedHealth,
  minCoverage: number,
  override: Override | undefined,
  locale: string,
): Reason[] {
  if (health.isOverridden && override) {
    const { score, author, reason, expiresAt } = override;
    const untilOn = expiresAt.toISOString().slice(0, 10);
    return [say(locale, { code: 'success:health.overridden', values: { score, author, reason, untilOn } })];
  }
  if (health.score === null) {
    const values = { knownShare: health.coverage, neededShare: minCoverage };
    return [
      say(locale, { code: health.isAlive ? 'success:health.notScored' : 'success:health.left', values }),
    ];
  }
  return health.cappedBy && health.cap !== null ? [sayCap(locale, health.cappedBy, health.cap)] : [];
}

/** The risk is read from the score until a model has been checked against what happened. */
export function viewRisk(value: number | null, locale: string): AccountHealth['churnRisk'] {
  const text =
    value === null
      ? words(locale, 'success:risk.unknown')
      : sentence(locale, 'success:risk.notValidated', { valueShare: value });
  return { value, isValidated: false, text };
}
