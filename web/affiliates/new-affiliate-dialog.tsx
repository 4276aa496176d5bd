import { Modal, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Affiliate } from '../../server/affiliates/schema/affiliate.ts';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { AffiliateFields, type AffiliateValues } from './affiliate-fields.tsx';

/** Adds somebody with whom it was agreed already: no invitation is sent. */
export function NewAffiliateDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { form, onSubmit, isSending, refusal } = useServerForm<AffiliateValues>(
    {
      initialValues: {
        ...{
          name: '',
          email: '',
          website: '',
          country: '',
          payoutEmail: '',
          externalId: '',
          groupId: '',
          recruiterId: '',
        },
      },
    },
    async (values) => {
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
      const { id } = await api.post<Affiliate>('/affiliates', given);
      await queryClient.invalidateQueries();
      tellDone(t('affiliates:new.done'));
      onClose();
      await navigate({ to: '/affiliates/$affiliateId', params: { affiliateId: id } });
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('affiliates:new.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <AffiliateFields form={form} isNew />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.add')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
