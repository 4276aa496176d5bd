import { Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NewMethod } from '../../server/payouts/methods/schema.ts';
import { queryClient } from '../shell/query-client.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { changeOwnMethod } from './queries.ts';

const WAYS = ['paypal', 'bank', 'wiseEmail', 'wiseAccount'] as const;

interface Values extends Record<string, unknown> {
  way: (typeof WAYS)[number];
  email: string;
  iban: string;
  bic: string;
  holder: string;
  country: string;
}

/** Asks for the way to be paid, and for what that way needs. */
export function MethodDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const initialValues: Values = { way: 'paypal', email: '', iban: '', bic: '', holder: '', country: '' };
  const { form, onSubmit, isSending, refusal } = useServerForm<Values>(
    { mode: 'controlled', initialValues },
    async (values) => {
      await changeOwnMethod(methodOf(values));
      await queryClient.invalidateQueries();
      tellDone(t('portal:method.changed'));
      onClose();
    },
  );
  const { way } = form.values;
  const field = (name: string) => ({ label: t(`payouts:methods.${name}`), ...form.getInputProps(name) });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('payouts:methods.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <Select
            label={t('payouts:methods.kind')}
            data={WAYS.map((value) => ({ value, label: t(`portal:method.way.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('way')}
          />
          {(way === 'paypal' || way === 'wiseEmail') && (
            <TextInput type="email" required {...field('email')} />
          )}
          {way !== 'paypal' && <TextInput required {...field('holder')} />}
          {(way === 'bank' || way === 'wiseAccount') && <TextInput required {...field('iban')} />}
          {way === 'bank' && (
            <>
              <TextInput {...field('bic')} />
              <TextInput required maxLength={2} placeholder="DE" {...field('country')} />
            </>
          )}
          <Text size="xs" c="dimmed">
            {t('portal:method.kept')}
          </Text>
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}

function methodOf({ way, email, iban, bic, holder, country }: Values): NewMethod {
  if (way === 'paypal') return { kind: 'paypal', email };
  if (way === 'wiseEmail') return { kind: 'wise', holder, email };
  if (way === 'wiseAccount') return { kind: 'wise', holder, iban };
  return { kind: 'bank', iban, bic: bic || null, holder, country: country.toUpperCase() };
}
