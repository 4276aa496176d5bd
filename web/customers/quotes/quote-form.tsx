import { Group, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { QUOTE_LANGUAGES } from '../../../server/customers/quotes/kinds.ts';
import { api } from '../../ui/api.ts';
import { DayField } from '../../ui/day-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';
import { bodyOf, type QuoteValues } from './form-values.ts';
import { LinesPart } from './lines-part.tsx';
import { priceListsQuery, type ShownQuote } from './queries.ts';

interface QuoteFormProps {
  dealId: string;
  /** The draft that is changed. */
  known?: ShownQuote;
  values: QuoteValues;
}

export function QuoteForm({ dealId, known, values }: QuoteFormProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { form, onSubmit, isSending, refusal } = useServerForm<QuoteValues>(
    { mode: 'controlled', initialValues: values },
    async (given) => {
      const { id } = known
        ? await api.put<{ id: string }>(`/quotes/${known.id}`, { ...bodyOf(given), edit: known.edit })
        : await api.post<{ id: string }>('/quotes', { ...bodyOf(given), dealId });
      tellDone(t('quotes:done.saved'));
      await navigate({ to: '/quotes/$quoteId', params: { quoteId: id } });
    },
  );
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        <HeadPart form={form} />
        <LinesPart form={form} />
        <WordsPart form={form} />
        <Refusal text={refusal} />
        <Group>
          <SubmitButton isSending={isSending}>{t('quotes:form.save')}</SubmitButton>
        </Group>
      </Stack>
    </form>
  );
}

interface PartProps {
  form: UseFormReturnType<QuoteValues>;
}

/** For whom it is, in which currency and until when. */
function HeadPart({ form }: PartProps) {
  const { t } = useTranslation();
  const { data } = useQuery(priceListsQuery);
  const lists = (data?.data ?? []).filter(({ isArchived }) => !isArchived);
  const label = (field: string) => t(`quotes:form.${field}`);
  return (
    <Panel title={label('head')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={label('title')} required {...form.getInputProps('title')} />
        <DayField label={label('validUntil')} required {...form.getInputProps('validUntil')} />
        <TextInput label={label('recipientName')} required {...form.getInputProps('recipientName')} />
        <TextInput
          label={label('recipientEmail')}
          description={label('recipientEmailDetail')}
          inputMode="email"
          {...form.getInputProps('recipientEmail')}
        />
        <Select
          label={label('priceList')}
          description={label('priceListDetail')}
          clearable
          clearButtonProps={{ 'aria-label': t('table.clearFilter', { name: label('priceList') }) }}
          data={lists.map(({ id, name, currency }) => ({ value: id, label: `${name} · ${currency}` }))}
          {...form.getInputProps('priceListId')}
          onChange={(id) => {
            form.setFieldValue('priceListId', id);
            const list = lists.find((each) => each.id === id);
            if (list) form.setFieldValue('currency', list.currency);
          }}
        />
        <TextInput label={label('currency')} required {...form.getInputProps('currency')} />
        <Select
          label={label('language')}
          allowDeselect={false}
          data={QUOTE_LANGUAGES.map((value) => ({ value, label: t(`quotes:language.${value}`) }))}
          {...form.getInputProps('language')}
        />
      </SimpleGrid>
    </Panel>
  );
}

function WordsPart({ form }: PartProps) {
  const { t } = useTranslation();
  const label = (field: string) => t(`quotes:form.${field}`);
  return (
    <Panel title={label('words')}>
      <Stack>
        <Textarea label={label('intro')} autosize minRows={2} {...form.getInputProps('intro')} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Textarea
            label={label('seller')}
            description={label('partyDetail')}
            autosize
            minRows={3}
            {...form.getInputProps('seller')}
          />
          <Textarea
            label={label('buyer')}
            description={label('partyDetail')}
            autosize
            minRows={3}
            {...form.getInputProps('buyer')}
          />
        </SimpleGrid>
        <Textarea
          label={label('terms')}
          description={label('termsDetail')}
          autosize
          minRows={3}
          {...form.getInputProps('terms')}
        />
      </Stack>
    </Panel>
  );
}
