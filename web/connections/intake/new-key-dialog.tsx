import { Modal, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PostbackKey } from '../../../server/connections/intake/schema.ts';
import { useOffers } from '../../affiliates/queries.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { postbackKeysQuery } from './queries.ts';

interface Values extends Record<string, unknown> {
  name: string;
  offerId: string | null;
  kind: PostbackKey['kind'];
  isTrusted: boolean;
}

const FIRST: Values = { name: '', offerId: null, kind: 'postback', isTrusted: false };

/** An address for one tracker or network. */
export function NewKeyDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const offers = useOffers();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: FIRST },
    async (values) => {
      const isTrusted = values.kind === 'pixel' && values.isTrusted;
      await api.post<PostbackKey>('/postback-keys', { ...values, isTrusted });
      await queryClient.invalidateQueries(postbackKeysQuery);
      tellDone(t('connections:intake.created'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('connections:intake.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Select
            label={t('connections:intake.kind.label')}
            data={(['postback', 'pixel'] as const).map((value) => ({
              value,
              label: t(`connections:intake.kind.${value}`),
            }))}
            allowDeselect={false}
            {...form.getInputProps('kind')}
          />
          <TextInput
            label={t('connections:intake.name')}
            description={t('connections:intake.nameHint')}
            required
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Select
            label={t('connections:intake.offer')}
            description={t('connections:intake.offerHint')}
            placeholder={t('connections:intake.anyOffer')}
            data={(offers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            clearable
            {...form.getInputProps('offerId')}
          />
          {form.values.kind === 'pixel' && (
            <Switch
              label={t('connections:intake.trust')}
              description={t('connections:intake.trustHint')}
              {...form.getInputProps('isTrusted', { type: 'checkbox' })}
            />
          )}
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.add')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
