import { Modal, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useOffers } from '../affiliates/queries.ts';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { isAddress, KINDS, type MaterialKind } from './kinds.ts';
import { type MaterialRow, saveMaterial } from './queries.ts';

type MaterialValues = {
  title: string;
  kind: MaterialKind;
  topic: string;
  language: string;
  offerId: string | null;
  body: string;
};

interface MaterialDialogProps {
  /** Null adds a new piece. */
  material: MaterialRow | null;
  onClose(): void;
}

export function MaterialDialog({ material, onClose }: MaterialDialogProps) {
  const { t, i18n } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm<MaterialValues>(
    {
      // The body's field follows the kind.
      mode: 'controlled',
      initialValues: {
        title: material?.title ?? '',
        kind: material?.kind ?? 'text',
        topic: material?.topic ?? '',
        language: material?.language ?? i18n.language,
        offerId: material?.offerId ?? null,
        body: material?.body ?? '',
      },
    },
    async (values) => {
      await saveMaterial(material?.id ?? null, values);
      tellDone(t(material ? 'pages:saved' : 'pages:added'));
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={material ? t('pages:edit', { title: material.title }) : t('pages:new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t('pages:field.title')}
            required
            data-autofocus
            {...form.getInputProps('title')}
          />
          <Placement form={form} />
          <BodyField form={form} />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('action.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}

/** What it is, and where affiliates find it. */
function Placement({ form }: { form: UseFormReturnType<MaterialValues> }) {
  const { t } = useTranslation();
  const offers = useOffers().data ?? [];
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Select
        label={t('pages:field.kind')}
        data={KINDS.map((value) => ({ value, label: t(`pages:kind.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('kind')}
      />
      <Select
        label={t('pages:field.offer')}
        placeholder={t('pages:field.everyOffer')}
        data={offers.map(({ id, name }) => ({ value: id, label: name }))}
        clearable
        clearButtonProps={{ 'aria-label': t('pages:field.everyOffer') }}
        {...form.getInputProps('offerId')}
      />
      <TextInput
        label={t('pages:field.topic')}
        description={t('pages:field.topicHint')}
        {...form.getInputProps('topic')}
      />
      <TextInput
        label={t('pages:field.language')}
        description={t('pages:field.languageHint')}
        required
        {...form.getInputProps('language')}
      />
    </SimpleGrid>
  );
}

function BodyField({ form }: { form: UseFormReturnType<MaterialValues> }) {
  const { t } = useTranslation();
  const { kind } = form.values;
  if (isAddress(kind)) {
    return (
      <TextInput
        label={t('pages:field.address')}
        description={kind === 'image' ? t('pages:field.imageHint') : undefined}
        placeholder="https://"
        required
        {...form.getInputProps('body')}
      />
    );
  }
  return (
    <Textarea
      label={t('pages:field.body')}
      ff={kind === 'snippet' ? 'monospace' : undefined}
      autosize
      minRows={6}
      maxRows={18}
      required
      {...form.getInputProps('body')}
    />
  );
}
