import { Modal, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  NETWORK_NAMES,
  POINT_LABELS,
  type PointKind,
} from '../../../server/customers/contact-points/kinds.ts';
import { useCountries } from '../../ui/countries.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { type Holder, type PointDraft, type PointRecord, savePoint } from './queries.ts';

interface PointDialogProps {
  holder: Holder;
  kind: PointKind;
  /** Null is a new one. */
  point: PointRecord | null;
  /** The record's own address or number. */
  isPrimary: boolean;
  onClose(): void;
}

/** Adds an address, number, profile or place, or changes one; a change can be taken back. */
export function PointDialog({ holder, kind, point, isPrimary, onClose }: PointDialogProps) {
  const { t } = useTranslation();
  const before = draftOf(kind, point);
  const { form, onSubmit, isSending, refusal } = useServerForm(
    { initialValues: { ...before } },
    async (values) => {
      const id = point?.id ?? null;
      await savePoint(holder, id, values as PointDraft, isPrimary);
      const putBack = point
        ? () => savePoint({ personId: holder.personId }, id, before, isPrimary).catch(tellFailed)
        : undefined;
      tellDone(t('people:saved'), putBack);
      onClose();
    },
  );
  const options = (of: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`people:contact.${of}.${value}`) }));
  const valueField = isPrimary ? form.getInputProps(kind) : {};
  const value = { ...form.getInputProps('value'), ...('error' in valueField && { error: valueField.error }) };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`people:contact.${point ? 'change' : 'new'}.${kind}`)}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          {kind === 'social' && (
            <Select
              label={t('people:contact.networkOf')}
              data={options('network', NETWORK_NAMES)}
              placeholder={t('people:contact.byAddress')}
              clearable
              {...form.getInputProps('network')}
            />
          )}
          {kind === 'postal' ? (
            <>
              <Textarea label={t('people:contact.street')} autosize data-autofocus {...value} />
              <PlaceFields form={form} />
            </>
          ) : (
            <TextInput
              label={t(`people:contact.kind.${kind}`)}
              type={kind === 'email' ? 'email' : kind === 'phone' ? 'tel' : 'text'}
              description={kind === 'social' ? t('people:contact.profileDetail') : undefined}
              data-autofocus
              {...value}
            />
          )}
          <Select
            label={t('people:contact.labelOf')}
            data={options('label', POINT_LABELS)}
            allowDeselect={false}
            {...form.getInputProps('label')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}

function PlaceFields({
  form,
}: {
  form: ReturnType<typeof useServerForm<Record<keyof PointDraft, string>>>['form'];
}) {
  const { t } = useTranslation();
  const countries = useCountries();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      {(['postalCode', 'city', 'region'] as const).map((part) => (
        <TextInput key={part} label={t(`people:contact.${part}`)} {...form.getInputProps(part)} />
      ))}
      <Select
        label={t('people:field.country')}
        data={countries}
        searchable
        clearable
        {...form.getInputProps('country')}
      />
    </SimpleGrid>
  );
}

function draftOf(kind: PointKind, point: PointRecord | null): PointDraft {
  const { label, value, network, city, region, postalCode, country } = point ?? {};
  const usual = kind === 'phone' ? 'mobile' : 'work';
  return {
    ...{ kind, label: label ?? usual, value: value ?? '', network: network ?? '', city: city ?? '' },
    ...{ region: region ?? '', postalCode: postalCode ?? '', country: country ?? '' },
  };
}
