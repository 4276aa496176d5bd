import { conflict, notFound } from '../core/problem.ts';
import type { AffiliateChange } from './schema/affiliate.ts';
import { findAffiliate } from './store/affiliates.ts';
import { selectRecruitersAbove } from './store/recruiters.ts';

/**
 * What a change of the recruiter writes: from now on, and nothing where it stays as it is. The caller holds `lockRecruiters`.
 * @throws Problem 404 for an unknown affiliate, 409 where somebody would have recruited themselves, directly or through others.
 */
export async function recruitedBy(
  workspaceId: string,
  affiliate: { id: string; recruiterId: string | null },
  { recruiterId }: AffiliateChange,
  now: Date,
): Promise<{ recruiterId?: string | null; recruitedAt?: Date | null }> {
  if (recruiterId === undefined || recruiterId === affiliate.recruiterId) return {};
  if (recruiterId === null) return { recruiterId, recruitedAt: null };
  if (!(await findAffiliate(workspaceId, recruiterId))) throw notFound('affiliate');
  const above = [recruiterId, ...(await selectRecruitersAbove(workspaceId, recruiterId))];
  if (above.includes(affiliate.id))
    throw conflict('recruiter_circle', 'Nobody can have recruited themselves, also not through others.');
  return { recruiterId, recruitedAt: now };
}

/** Whom an application names as its recruiter, if that is somebody in the program; else nobody, and the stranger is not told. */
export async function recruitedVia(
  workspaceId: string,
  via: string | undefined,
  now: Date,
): Promise<{ recruiterId?: string; recruitedAt?: Date }> {
  const recruiter = via ? await findAffiliate(workspaceId, via) : null;
  return recruiter?.status === 'active' ? { recruiterId: recruiter.id, recruitedAt: now } : {};
}
