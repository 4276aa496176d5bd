import { listAffiliates, listOffers } from '../../affiliates/index.ts';
import { queueTemplateMail } from '../../core/mail-templates.ts';
import { listAffiliatesOfOffers } from '../../tracking/index.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { listPlanRows, type PlanRow } from '../store/plans.ts';
import { planSentence } from './plan-sentence.ts';
import { versionAt } from './version-at.ts';

export const TERMS_MAIL = 'plan_terms';

/** What `plan.terms_changed` tells, once for each version. */
export interface TermsChanged {
  planId: string;
  version: number;
}

/**
 * Writes to everybody with a link or coupon of the plan's offers what they will be paid, what they are paid until then,
 * and from which day on. Who reads the same sentence as before is not written to.
 */
export async function tellOfTerms(
  workspaceId: string,
  { planId, version }: TermsChanged,
  publicUrl: string,
): Promise<void> {
  const workspace = await findWorkspace(workspaceId);
  const plans = await listPlanRows(workspaceId);
  const plan = plans.find(({ id }) => id === planId);
  const terms = plan?.versions.find((one) => one.version === version);
  if (!workspace || !plan || !terms) return;
  const { locale, timeZone } = workspace;
  const earlier = plan.versions.filter((one) => one.version < version);
  const old = planSentence(versionAt(earlier, terms.startsAt), locale);
  const wanted = planSentence(terms, locale);
  if (old === wanted) return;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(terms.startsAt);
  const ids = await listAffiliatesOfOffers(workspaceId, await offersOf(workspaceId, plan, plans));
  const affiliates = (await listAffiliates(workspaceId, ids)).filter(({ status }) => status === 'active');
  for (const { name, email } of affiliates)
    await queueTemplateMail(workspaceId, {
      kind: TERMS_MAIL,
      to: email,
      locale,
      values: {
        person: { name, firstName: name.split(' ')[0] },
        company: { name: workspace.name },
        terms: { old, new: wanted, day },
        link: `${publicUrl}/portal`,
      },
    });
}

/** The default plan's are all offers that follow no other. */
async function offersOf(workspaceId: string, plan: PlanRow, plans: PlanRow[]): Promise<string[]> {
  if (!plan.isDefault) return plan.offerIds;
  const others = new Set(plans.filter(({ id }) => id !== plan.id).flatMap(({ offerIds }) => offerIds));
  return (await listOffers(workspaceId)).map(({ id }) => id).filter((id) => !others.has(id));
}
