import { Modal, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PostbackKey } from '../../../server/connections/intake/schema.ts';
import { useOffers } from '../../affiliates/queries.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { postbackKeysQuery } from './queries.ts';

/** An address for one tracker or network. */
export function NewKeyDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const offers = useOffers();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: { name: '', offerId: null as string | null } },
    async (values) => {
      await api.post<PostbackKey>('/postback-keys', values);
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
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.add')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
