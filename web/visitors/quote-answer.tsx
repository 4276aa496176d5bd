import { Alert, Button, Checkbox, Group, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../shell/query-client.ts';
import { api } from '../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import type { Offered } from './quote-page.tsx';

const MAX_REASON = 2_000;

/** Yes or no, by name; or what was answered. */
export function QuoteAnswer({ address, quote }: { address: string; quote: Offered }) {
  const { t, i18n } = useTranslation();
  const [isDeclining, decline] = useState(false);
  if (quote.state !== 'sent') {
    const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' });
    return (
      <Alert color={quote.state === 'accepted' ? 'teal' : 'yellow'} role="status">
        {t(`visitors:quote.ended.${quote.state}`, {
          name: quote.endedByName,
          day: quote.endedAt && day.format(new Date(quote.endedAt)),
          company: quote.company,
        })}
      </Alert>
    );
  }
  return isDeclining ? (
    <DeclineForm address={address} quote={quote} onBack={() => decline(false)} />
  ) : (
    <AcceptForm address={address} quote={quote} onDecline={() => decline(true)} />
  );
}

interface FormProps {
  address: string;
  quote: Offered;
}

function AcceptForm({ address, quote, onDecline }: FormProps & { onDecline(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: { name: quote.recipientName, email: '', isAgreed: false } },
    async (values) => keep(address, await api.post<Offered>(`${address}/acceptance`, values)),
  );
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <NameFields nameProps={form.getInputProps('name')} emailProps={form.getInputProps('email')} />
        <Checkbox
          label={t(quote.terms ? 'visitors:quote.agreeTerms' : 'visitors:quote.agree', {
            label: quote.label,
          })}
          {...form.getInputProps('isAgreed', { type: 'checkbox' })}
        />
        <Refusal text={refusal} />
        <Group>
          <SubmitButton isSending={isSending}>{t('visitors:quote.accept')}</SubmitButton>
          <Button variant="subtle" color="gray" onClick={onDecline}>
            {t('visitors:quote.decline')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function DeclineForm({ address, quote, onBack }: FormProps & { onBack(): void }) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { mode: 'controlled', initialValues: { name: quote.recipientName, email: '', reason: '' } },
    async (values) => keep(address, await api.post<Offered>(`${address}/refusal`, values)),
  );
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <NameFields nameProps={form.getInputProps('name')} emailProps={form.getInputProps('email')} />
        <Textarea
          label={t('visitors:quote.reason')}
          maxLength={MAX_REASON}
          autosize
          minRows={2}
          {...form.getInputProps('reason')}
        />
        <Refusal text={refusal} />
        <Group>
          <SubmitButton isSending={isSending} color="red.9">
            {t('visitors:quote.decline')}
          </SubmitButton>
          <Button variant="subtle" color="gray" onClick={onBack}>
            {t('action.back')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function NameFields({ nameProps, emailProps }: { nameProps: object; emailProps: object }) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput label={t('visitors:quote.name')} required autoComplete="name" {...nameProps} />
      <TextInput
        label={t('visitors:quote.email')}
        required
        type="email"
        autoComplete="email"
        {...emailProps}
      />
    </SimpleGrid>
  );
}

/** The answer is the page as it is now. */
function keep(address: string, quote: Offered): void {
  queryClient.setQueryData([address], quote);
}
