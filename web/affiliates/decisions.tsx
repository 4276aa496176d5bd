import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AffiliateStatus } from '../../server/affiliates/schema/affiliate.ts';
import { useCan } from '../shell/session.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { tellDone } from '../ui/toast.tsx';
import { type AffiliateRow, type Decision, useDecide } from './queries.ts';

const POSSIBLE: Record<AffiliateStatus, Decision[]> = {
  pending: ['approve', 'decline'],
  active: ['suspend'],
  suspended: ['reinstate'],
  rejected: ['approve'],
};
const ASKS_FIRST: ReadonlySet<Decision> = new Set(['decline', 'suspend']);

interface DecisionsProps {
  affiliate: Pick<AffiliateRow, 'id' | 'name' | 'status'>;
  /** In a row of a list. */
  isSmall?: boolean;
}

/** What can be decided on an affiliate now, for those who may decide. */
export function Decisions({ affiliate, isSmall = false }: DecisionsProps) {
  const { t } = useTranslation();
  const can = useCan();
  const decide = useDecide();
  const [asked, ask] = useState<Decision | null>(null);
  const [reason, setReason] = useState('');
  if (!can('affiliates.approve')) return null;
  const take = (decision: Decision) =>
    decide.mutate(
      { id: affiliate.id, decision, reason: reason.trim() || undefined },
      {
        onSuccess: () => tellDone(t(`affiliates:decided.${decision}`, { name: affiliate.name })),
        onSettled: () => ask(null),
      },
    );
  return (
    <>
      <Group gap={6} wrap="nowrap" justify={isSmall ? 'flex-end' : undefined}>
        {POSSIBLE[affiliate.status].map((decision) => (
          <Button
            key={decision}
            size={isSmall ? 'compact-sm' : undefined}
            variant={decision === 'approve' ? 'light' : 'default'}
            loading={decide.isPending && decide.variables.decision === decision}
            onClick={() => (ASKS_FIRST.has(decision) ? ask(decision) : take(decision))}
            aria-label={isSmall ? `${t(`affiliates:decide.${decision}`)}: ${affiliate.name}` : undefined}
          >
            {t(`affiliates:decide.${decision}`)}
          </Button>
        ))}
      </Group>
      <ConfirmDialog
        isOpen={asked !== null}
        title={asked ? t(`affiliates:ask.${asked}.title`, { name: affiliate.name }) : ''}
        action={asked ? t(`affiliates:decide.${asked}`) : ''}
        isDangerous
        isBusy={decide.isPending}
        onClose={() => ask(null)}
        onConfirm={() => asked && take(asked)}
      >
        {asked && t(`affiliates:ask.${asked}.detail`)}
        {asked === 'suspend' && (
          <Textarea
            mt="md"
            label={t('affiliates:ask.reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            autosize
            minRows={2}
          />
        )}
      </ConfirmDialog>
    </>
  );
}
