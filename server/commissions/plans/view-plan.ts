import type { PlanRow, VersionRow } from '../store/plans.ts';
import { planSentence } from './plan-sentence.ts';
import type { Plan, PlanWithVersions } from './schema.ts';
import { versionAt, versionsAhead } from './version-at.ts';

/** A plan as it holds at the moment, with what will hold, in the reader's words. */
export function viewPlanRow(row: PlanRow, at: Date, locale: string): Plan {
  const { versions, ...plan } = row;
  return {
    ...viewVersion(versionAt(versions, at), locale),
    ...plan,
    ahead: versionsAhead(versions, at).map((version) => viewVersion(version, locale)),
  };
}

export function viewVersion(
  { planId: _planId, ...version }: VersionRow,
  locale: string,
): PlanWithVersions['versions'][number] {
  return { ...version, sentence: planSentence(version, locale) };
}
