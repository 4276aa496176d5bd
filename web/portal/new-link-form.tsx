import { Group, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { useMakeLink } from './queries.ts';

const FIELD_WIDTH = { base: '100%', sm: 220 };

interface NewLinkFormProps {
  offers: { id: string; name: string; destinationUrl: string }[];
}

/** A further link: another offer, a key of one's own choice, or another page of the offer. */
export function NewLinkForm({ offers }: NewLinkFormProps) {
  const { t } = useTranslation();
  const make = useMakeLink();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { offerId: offers[0]?.id ?? '', key: '', destinationUrl: '' } },
    async ({ offerId, key, destinationUrl }) => {
      await make.mutateAsync({ offerId, key: key || undefined, destinationUrl: destinationUrl || undefined });
      form.reset();
      tellDone(t('portal:newLink.done'));
    },
  );
  if (offers.length === 0) return null;
  return (
    <Panel title={t('portal:newLink.title')} detail={t('portal:newLink.detail')}>
      <form onSubmit={onSubmit}>
        <Group align="flex-end">
          <Select
            label={t('portal:newLink.offer')}
            data={offers.map(({ id, name }) => ({ value: id, label: name }))}
            allowDeselect={false}
            w={FIELD_WIDTH}
            key={form.key('offerId')}
            {...form.getInputProps('offerId')}
          />
          <TextInput
            label={t('portal:newLink.key')}
            w={FIELD_WIDTH}
            key={form.key('key')}
            {...form.getInputProps('key')}
          />
          <TextInput
            label={t('portal:newLink.destination')}
            placeholder={offers[0]?.destinationUrl}
            flex={1}
            miw={220}
            key={form.key('destinationUrl')}
            {...form.getInputProps('destinationUrl')}
          />
          <SubmitButton isSending={isSending}>{t('portal:newLink.make')}</SubmitButton>
        </Group>
        <Refusal text={refusal} />
      </form>
    </Panel>
  );
}
