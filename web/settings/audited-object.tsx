import { Anchor, Code, Text } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../server/workspace/audit-log/schema.ts';
import { callObject } from './call-object.ts';

const SCREENS: Partial<Record<string, (id: string) => LinkProps>> = {
  account: (accountId) => ({ to: '/accounts/$accountId', params: { accountId } }),
  affiliate: (affiliateId) => ({ to: '/affiliates/$affiliateId', params: { affiliateId } }),
  affiliate_group: () => ({ to: '/affiliate-groups' }),
  api_key: () => ({ to: '/settings/keys' }),
  billing_connection: (connectionId) => ({ to: '/settings/billing/$connectionId', params: { connectionId } }),
  commission: (commission) => ({ to: '/commissions', search: { commission } }),
  company: () => ({ to: '/settings/company' }),
  credit_request: (request) => ({ to: '/credit-requests', search: { request } }),
  deal: (dealId) => ({ to: '/deals/$dealId', params: { dealId } }),
  field: () => ({ to: '/settings/fields' }),
  pipeline: () => ({ to: '/settings/pipelines' }),
  loss_reasons: () => ({ to: '/settings/pipelines' }),
  deal_registration: (registration) => ({ to: '/deal-registrations', search: { registration } }),
  fraud_case: (caseId) => ({ to: '/fraud/$caseId', params: { caseId } }),
  help_desk: (deskId) => ({ to: '/settings/help-desks/$deskId', params: { deskId } }),
  import: (importId) => ({ to: '/imports/$importId', params: { importId } }),
  link_domain: () => ({ to: '/link-domains' }),
  member: () => ({ to: '/settings/members' }),
  offer: () => ({ to: '/offers' }),
  payout: (payoutId) => ({ to: '/payouts/$payoutId', params: { payoutId } }),
  person: (personId) => ({ to: '/people/$personId', params: { personId } }),
  plan: () => ({ to: '/plans' }),
  role: () => ({ to: '/settings/roles' }),
  sale: (sale) => ({ to: '/sales', search: { sale } }),
  survey: (surveyId) => ({ to: '/surveys/$surveyId', params: { surveyId } }),
  takeover: (takeoverId) => ({ to: '/takeovers/$takeoverId', params: { takeoverId } }),
  tag: () => ({ to: '/settings/tags' }),
  team: () => ({ to: '/settings/teams' }),
  webhook: (webhookId) => ({ to: '/settings/webhooks/$webhookId', params: { webhookId } }),
  workspace: () => ({ to: '/settings' }),
};

/** What an entry is about: its name or its short id, the way to it where a screen shows it, and its kind in words. */
export function AuditedObject({
  entry,
}: {
  entry: Pick<AuditEntry, 'objectType' | 'objectId' | 'objectName'>;
}) {
  const { t } = useTranslation();
  const { text, isId } = callObject(entry);
  const kind = t(`settings:audit.kind.${entry.objectType}`);
  const screen = SCREENS[entry.objectType]?.(entry.objectId);
  const shown = isId ? <Code c="var(--mantine-color-text)">{text}</Code> : (text ?? kind);
  return (
    <>
      {screen ? <Anchor renderRoot={(props) => <Link {...screen} {...props} />}>{shown}</Anchor> : shown}
      {text && (
        <Text size="xs" c="dimmed">
          {kind}
        </Text>
      )}
    </>
  );
}
