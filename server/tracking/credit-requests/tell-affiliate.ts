import { findAffiliate } from '../../affiliates/index.ts';
import { queueTemplateMail } from '../../core/mail-templates.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { getCreditRequest } from '../store/credit-requests.ts';

export const CREDITED_MAIL = 'credit_request_credited';
export const REFUSED_MAIL = 'credit_request_refused';

/** What `credit_request.answered` tells. */
export interface CreditAnswered {
  requestId: string;
}

/** Writes to who asked whether the sale is theirs, with the reason. */
export async function tellOfAnswer(
  workspaceId: string,
  { requestId }: CreditAnswered,
  publicUrl: string,
): Promise<void> {
  const { affiliateId, orderId, customerEmail, status, answer } = await getCreditRequest(
    workspaceId,
    requestId,
  );
  const workspace = await findWorkspace(workspaceId);
  const affiliate = await findAffiliate(workspaceId, affiliateId);
  if (!workspace || !affiliate || status === 'open') return;
  await queueTemplateMail(workspaceId, {
    kind: status === 'credited' ? CREDITED_MAIL : REFUSED_MAIL,
    to: affiliate.email,
    locale: workspace.locale,
    values: {
      person: { name: affiliate.name, firstName: affiliate.name.split(' ')[0] },
      company: { name: workspace.name },
      request: { about: orderId ?? customerEmail ?? '', reason: answer ?? '' },
      link: `${publicUrl}/portal/requests`,
    },
  });
}
