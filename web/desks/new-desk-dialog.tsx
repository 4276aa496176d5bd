import { Modal, Select, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HelpDesk } from '../../server/signals/schema/desk.ts';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { type DeskKind, desksQuery } from './queries.ts';
import { DESK_KINDS, DESK_NAMES } from './systems.ts';

/** Makes a connection, then shows its address: the secret is only there for an address that exists. */
export function NewDeskDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: { kind: 'zendesk' as DeskKind, name: DESK_NAMES.zendesk } },
    async (values) => {
      const made = await api.post<HelpDesk>('/help-desks', values);
      await queryClient.invalidateQueries(desksQuery);
      tellDone(t('desks:created'));
      await navigate({ to: '/settings/help-desks/$deskId', params: { deskId: made.id } });
    },
  );
  const choose = (value: string | null) => {
    const kind = (value ?? 'zendesk') as DeskKind;
    form.setValues({ kind, name: DESK_NAMES[kind] });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('desks:new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Select
            label={t('desks:kind')}
            data={DESK_KINDS.map((value) => ({ value, label: DESK_NAMES[value] }))}
            allowDeselect={false}
            value={form.values.kind}
            onChange={choose}
            data-autofocus
          />
          <TextInput
            label={t('desks:name')}
            description={t('desks:nameHint')}
            required
            {...form.getInputProps('name')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.add')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
