import { Modal, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Team } from '../../../server/workspace/teams/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { membersQuery, teamsQuery } from '../queries.ts';

/** Makes a team, or changes one. */
export function TeamDialog({ team, onClose }: { team: Team | null; onClose(): void }) {
  const { t } = useTranslation();
  const members = useQuery(membersQuery).data?.data ?? [];
  const before = {
    name: team?.name ?? '',
    userIds: team?.members.map(({ userId }) => userId) ?? [],
    leadId: team?.leadId ?? null,
  };
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: before as typeof before & Record<string, unknown> },
    async ({ name, userIds, leadId }) => {
      const body = { name, userIds, leadId: leadId && userIds.includes(leadId) ? leadId : null };
      if (team) await api.patch(`/teams/${team.id}`, body);
      else await api.post('/teams', body);
      await queryClient.invalidateQueries(teamsQuery);
      const undo = async () => {
        if (team) await api.patch(`/teams/${team.id}`, before);
        await queryClient.invalidateQueries(teamsQuery);
      };
      tellDone(t('settings:saved'), team ? undo : undefined);
      onClose();
    },
  );
  const choices = members.map(({ userId, name }) => ({ value: userId, label: name }));
  return (
    <Modal
      opened
      onClose={onClose}
      title={team ? team.name : t('access:teams.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('access:teams.name')}
            required
            maxLength={60}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <MultiSelect
            label={t('access:teams.members')}
            data={choices}
            searchable
            {...form.getInputProps('userIds')}
          />
          <Select
            label={t('access:teams.lead')}
            description={t('access:teams.leadHint')}
            data={choices.filter(({ value }) => form.values.userIds.includes(value))}
            clearable
            {...form.getInputProps('leadId')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
