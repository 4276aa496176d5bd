import { Modal, SegmentedControl, Select, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BASES, CHANNELS, EVERYTHING, PURPOSES } from '../../../server/customers/consent/kinds.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api } from '../../ui/api.ts';
import { Refusal, SubmitButton, useServerForm } from '../../ui/server-form.tsx';
import { tellDone } from '../../ui/toast.tsx';

interface ConsentDialogProps {
  address: string;
  name: string;
  onClose(): void;
}

/** Records what somebody said to a colleague. */
export function ConsentDialog({ address, name, onClose }: ConsentDialogProps) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      mode: 'controlled',
      initialValues: { purpose: 'news', channel: 'email', isGranted: 'true', basis: 'consent', evidence: '' },
    },
    async ({ isGranted, evidence, ...said }) => {
      await api.post(address, {
        ...said,
        isGranted: isGranted === 'true',
        evidence: evidence.trim() || null,
      });
      await queryClient.invalidateQueries();
      tellDone(t('consent:recorded'));
      onClose();
    },
  );
  const options = (kind: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`consent:${kind}.${value}`) }));
  const isEverything = form.getValues().purpose === EVERYTHING;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('consent:dialog.title', { name })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <div>
            <Text size="sm" fw={500} mb={4}>
              {t('consent:dialog.said')}
            </Text>
            <SegmentedControl
              fullWidth
              aria-label={t('consent:dialog.said')}
              data={[
                { value: 'true', label: t('consent:dialog.granted'), disabled: isEverything },
                { value: 'false', label: t('consent:dialog.refused') },
              ]}
              {...form.getInputProps('isGranted')}
            />
          </div>
          <Select
            label={t('consent:dialog.purpose')}
            data={options('purpose', [...PURPOSES, EVERYTHING])}
            allowDeselect={false}
            {...form.getInputProps('purpose')}
            onChange={(purpose) =>
              form.setValues({
                purpose: purpose ?? 'news',
                ...(purpose === EVERYTHING ? { isGranted: 'false' } : {}),
              })
            }
          />
          <Select
            label={t('consent:dialog.channel')}
            data={options('channel', CHANNELS)}
            allowDeselect={false}
            {...form.getInputProps('channel')}
          />
          <Select
            label={t('consent:dialog.basis')}
            data={options('basis', BASES)}
            allowDeselect={false}
            {...form.getInputProps('basis')}
          />
          <Textarea
            label={t('consent:dialog.evidence')}
            description={t('consent:dialog.evidenceDetail')}
            autosize
            minRows={2}
            {...form.getInputProps('evidence')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('consent:dialog.save')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
