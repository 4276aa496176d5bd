import { Modal, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AffiliatePicker } from '../affiliates/affiliate-picker.tsx';
import { Refusal, SubmitButton, useServerForm } from '../ui/server-form.tsx';
import { tellDone } from '../ui/toast.tsx';
import { DomainSelect } from './domain-select.tsx';
import { OfferSelect } from './offer-select.tsx';
import { createLink } from './queries.ts';

interface NewLinkDialogProps {
  /** Already known on an affiliate's page. */
  affiliateId: string | null;
  onClose(): void;
}

export function NewLinkDialog({ affiliateId, onClose }: NewLinkDialogProps) {
  const { t } = useTranslation();
  const { form, onSubmit, isSending, refusal } = useServerForm(
    {
      mode: 'controlled',
      initialValues: {
        ...{ affiliateId: affiliateId ?? '', offerId: '', key: '', destinationUrl: '' },
        domain: null as string | null,
      },
    },
    async ({ key, destinationUrl, ...whose }) => {
      await createLink({
        ...whose,
        key: key.trim() || undefined,
        destinationUrl: destinationUrl.trim() || undefined,
      });
      tellDone(t('tracking:links.made'));
      onClose();
    },
  );
  const { value, error } = form.getInputProps('affiliateId');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('tracking:links.new')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          <AffiliatePicker
            label={t('tracking:column.affiliate')}
            required
            value={value || null}
            error={error}
            onChange={(id) => form.setFieldValue('affiliateId', id ?? '')}
          />
          <OfferSelect {...form.getInputProps('offerId')} />
          <DomainSelect {...form.getInputProps('domain')} />
          <TextInput
            label={t('tracking:links.key')}
            description={t('tracking:links.keyHint')}
            {...form.getInputProps('key')}
          />
          <TextInput
            label={t('tracking:links.destination')}
            description={t('tracking:links.destinationHint')}
            placeholder="https://"
            {...form.getInputProps('destinationUrl')}
          />
          <Refusal text={refusal} />
          <SubmitButton isSending={isSending}>{t('tracking:links.make')}</SubmitButton>
        </Stack>
      </form>
    </Modal>
  );
}
