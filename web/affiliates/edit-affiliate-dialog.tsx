import { Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { AffiliateFields, type AffiliateValues } from './affiliate-fields.tsx';
import type { AffiliateRow } from './queries.ts';

export function EditAffiliateDialog({ affiliate, onClose }: { affiliate: AffiliateRow; onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm<AffiliateValues>(
    {
      mode: 'controlled',
      initialValues: {
        name: affiliate.name,
        email: affiliate.email,
        website: affiliate.website ?? '',
        country: affiliate.country ?? '',
        payoutEmail: affiliate.payoutEmail ?? '',
        externalId: affiliate.externalId ?? '',
        groupId: affiliate.groupId ?? '',
        recruiterId: affiliate.recruiterId ?? '',
      },
    },
    async ({ email: _email, name, ...optional }) => {
      const change = Object.fromEntries(
        Object.entries(optional).map(([field, value]) => [field, value.trim() || null]),
      );
      await api.patch(`/affiliates/${affiliate.id}`, { name, ...change });
      await queryClient.invalidateQueries();
      tellDone(t('affiliates:saved'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={affiliate.name}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <AffiliateFields form={form} isNew={false} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
