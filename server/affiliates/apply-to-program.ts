import { systemActor } from '../core/actor.ts';
import type { Config } from '../core/config.ts';
import { inTransaction } from '../core/db.ts';
import { conflict, notFound } from '../core/problem.ts';
import { findPersonIds, savePeople } from '../customers/index.ts';
import { findWorkspaceBySlug, type Workspace } from '../workspace/index.ts';
import { joinProgram } from './join-program.ts';
import type { Application } from './schema/affiliate.ts';
import type { ProgramPage } from './schema/invitation.ts';
import type { Offer } from './schema/offer.ts';
import { recruitedVia } from './set-recruiter.ts';
import { findAffiliateByEmail } from './store/affiliates.ts';
import { selectAllOffers } from './store/offers.ts';

/** What strangers see: the offers that take applications. @throws Problem 404 when there is none. */
export async function viewProgram(slug: string): Promise<ProgramPage> {
  const { workspace, offers } = await getProgram(slug);
  return {
    company: { name: workspace.name, locale: workspace.locale },
    offers: offers.map(({ id, name, description, terms }) => ({ id, name, description, terms })),
  };
}

/**
 * Takes an application. The answer is the same for somebody who is an affiliate already, so that a stranger
 * cannot find out who is.
 * @throws Problem 404 for an unknown program or offer, 409 when the terms changed since the page was shown.
 */
export async function applyToProgram(
  config: Config,
  slug: string,
  application: Application,
  now: Date,
): Promise<void> {
  const { workspace, offers } = await getProgram(slug);
  const offer = offers.find(({ id }) => id === application.offerId);
  if (!offer) throw notFound('offer');
  if (application.termsVersion !== offer.terms.version)
    throw conflict('terms_changed', 'The terms have changed. Read them again before you apply.');
  const { name, email, website, promotion, via } = application;
  await inTransaction(async () => {
    if (await findAffiliateByEmail(workspace.id, email)) return;
    const personId = await ensurePerson(workspace.id, { name, email });
    const recruited = await recruitedVia(workspace.id, via, now);
    const told = { name, email, website, promotion, personId };
    const person = { ...told, ...recruited, source: 'application' as const };
    await joinProgram({ ...systemActor(workspace.id, 'affiliates.application'), now }, config, {
      offer,
      person,
    });
  });
}

/** A program with the offers that take applications. @throws Problem 404 when there is none. */
export async function getProgram(slug: string): Promise<{ workspace: Workspace; offers: Offer[] }> {
  const workspace = await findWorkspaceBySlug(slug);
  if (!workspace) throw notFound('program');
  const offers = (await selectAllOffers(workspace.id)).filter((it) => it.isOpen && it.status === 'active');
  if (offers.length === 0) throw notFound('program');
  return { workspace, offers };
}

/** Somebody on record stays as they are: a form that anybody may fill changes nobody's name. */
async function ensurePerson(workspaceId: string, person: { name: string; email: string }) {
  const known = await findPersonIds(workspaceId, { emails: [person.email] });
  const personId = known.get(person.email);
  if (personId) return personId;
  const [saved] = await savePeople(workspaceId, [{ ...person, channel: 'affiliate_application' }]);
  return saved?.id;
}
