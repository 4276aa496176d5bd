import { Modal, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { memberInvitationsQuery } from './queries.ts';
import { useRoleChoices } from './roles/role-name.ts';

export function InviteMemberDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { email: '', role: 'affiliate_manager' } },
    async (values) => {
      await api.post('/member-invitations', values);
      await queryClient.invalidateQueries(memberInvitationsQuery);
      tellDone(t('settings:members.invited', { email: values.email }));
      form.reset();
      onClose();
    },
  );
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('settings:members.invite')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('settings:members.email')}
            type="email"
            required
            data-autofocus
            {...form.getInputProps('email')}
          />
          <Select
            label={t('settings:members.role')}
            data={useRoleChoices()}
            {...form.getInputProps('role')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('settings:members.send')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
